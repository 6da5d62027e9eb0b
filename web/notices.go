package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// noticesName is the file with the licenses of all that the site is made of.
const noticesName = "notices.txt"

// goModule is a module of which packages are in the client.
type goModule struct{ Path, Version, Dir string }

// notices writes our license, that of every module in the client and Go's, each
// as its authors ship it: their licenses ask for that in every copy.
func notices(ctx context.Context, project, modfile string) ([]byte, error) {
	own, err := readFile("license", filepath.Join(project, "LICENSE"))
	if err != nil {
		return nil, err
	}
	modules, err := linkedModules(ctx, project, modfile)
	if err != nil {
		return nil, err
	}
	goes, err := goLicense(ctx, project)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	out.WriteString("The licenses of Therapy Tally and of what it is made of\n")
	writeNotice(&out, "Therapy Tally", own)
	for _, m := range modules {
		text, err := moduleLicense(m)
		if err != nil {
			return nil, err
		}
		writeNotice(&out, m.Path+" "+m.Version, text)
	}
	writeNotice(&out, "Go: its library and runtime in the client, and its wasm_exec.js in boot.js", goes)
	return out.Bytes(), nil
}

func writeNotice(out *bytes.Buffer, title string, text []byte) {
	text = bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n"))
	fmt.Fprintf(out, "\n%s\n%s\n\n%s\n", title, strings.Repeat("=", len(title)), bytes.TrimSpace(text))
}

// linkedModules asks go what the client is built from, in the order of the names.
func linkedModules(ctx context.Context, project, modfile string) ([]goModule, error) {
	list := exec.CommandContext(ctx, "go", "list", "-deps", "-modfile="+modfile, "-f",
		"{{with .Module}}{{if not .Main}}{{.Path}}\t{{.Version}}\t{{.Dir}}{{end}}{{end}}", "./wasm")
	list.Dir = project
	list.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	var complaint bytes.Buffer
	list.Stderr = &complaint
	out, err := list.Output()
	if err != nil {
		return nil, fmt.Errorf("web: list the client's modules: %w\n%s", err, complaint.Bytes())
	}
	found := map[goModule]bool{}
	for line := range strings.Lines(string(out)) {
		if field := strings.Split(strings.TrimSpace(line), "\t"); len(field) == 3 {
			found[goModule{field[0], field[1], field[2]}] = true
		}
	}
	var modules []goModule
	for m := range found {
		modules = append(modules, m)
	}
	slices.SortFunc(modules, func(a, b goModule) int { return strings.Compare(a.Path, b.Path) })
	return modules, nil
}

// moduleLicense is the license file in the module's folder.
func moduleLicense(m goModule) ([]byte, error) {
	for _, name := range []string{"LICENSE", "LICENSE.txt", "LICENSE.md", "License", "COPYING"} {
		if text, err := os.ReadFile(filepath.Join(m.Dir, name)); err == nil {
			return text, nil
		}
	}
	return nil, fmt.Errorf("web: %s %s has no license file: its notice cannot be shipped", m.Path, m.Version)
}

// goLicense is the license in Go's own folder. Some systems pack Go without it;
// Go's own modules of tools, which go.mod names, carry the same.
func goLicense(ctx context.Context, project string) ([]byte, error) {
	root, err := goRoot(ctx)
	if err != nil {
		return nil, err
	}
	if text, err := os.ReadFile(filepath.Join(root, "LICENSE")); err == nil {
		return text, nil
	}
	return toolsLicense(ctx, project)
}

func toolsLicense(ctx context.Context, project string) ([]byte, error) {
	ask := exec.CommandContext(ctx, "go", "mod", "download", "-json", "-modfile=go.mod", "golang.org/x/tools")
	ask.Dir = project
	out, err := ask.Output()
	if err != nil {
		return nil, fmt.Errorf("web: find Go's license: %w\n%s", err, out)
	}
	var m goModule
	if err := json.Unmarshal(out, &m); err != nil {
		return nil, fmt.Errorf("web: find Go's license: %w", err)
	}
	return moduleLicense(m)
}
