package main

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"therapytally/web/lean"
	"therapytally/web/view"
)

// client is the program that the pages run.
type client struct {
	wasm  []byte
	names []string // of its functions, by their numbers; nil: not known
}

// buildClient returns the client, from a file when one is given. What makes it
// smaller steps aside with a warning where it meets what it does not know: a
// larger client is better than none.
func buildClient(ctx context.Context, project, modfile string, o exportOptions) (client, error) {
	if o.wasm != "" {
		wasm, err := readFile("client", o.wasm)
		return client{wasm: wasm}, err
	}
	linked, err := link(ctx, project, modfile)
	if err != nil {
		return client{}, err
	}
	c := client{}
	if c.wasm, c.names, err = lean.Names(linked); err != nil {
		warn(err, "no names of functions are written")
		c.wasm = linked
	}
	if !o.lean {
		return c, nil
	}
	smaller, err := lean.Client(c.wasm)
	if err != nil {
		warn(err, "the client keeps what only stack traces read, and is a third larger")
		return c, nil
	}
	c.wasm = smaller
	return c, nil
}

// warn says in one line of the standard error what stepped aside, and why.
func warn(err error, then string) {
	why := strings.Join(strings.Fields(err.Error()), " ")
	fmt.Fprintf(os.Stderr, "web: warning: %s: %s; see web/UPGRADING.md\n", why, then)
}

// prepare returns the project's folder and, relative to it, the go.mod to build
// the client with.
func prepare(ctx context.Context, light bool) (project, modfile string, err error) {
	if project, err = projectRoot(ctx); err != nil {
		return "", "", err
	}
	v, err := view.Prepare(ctx, project, view.Patches{Loop: true, Size: light})
	if err != nil {
		return "", "", fmt.Errorf("web: prepare go-app: %w", err)
	}
	for _, err := range v.Warnings {
		warn(err, "the client is built without our changes of it, larger or a frame slower")
	}
	return project, v.Modfile, nil
}

// link builds the client as Go links it, with the names of its functions.
func link(ctx context.Context, project, modfile string) ([]byte, error) {
	dir, err := os.MkdirTemp("", "tally-client")
	if err != nil {
		return nil, fmt.Errorf("web: build client: %w", err)
	}
	defer os.RemoveAll(dir)
	file := filepath.Join(dir, "app.wasm")
	// Without inlining the client is 0.22 MB smaller to download. Go's runtime
	// keeps its own, which costs 0.02 MB and takes a sixth off a keystroke.
	args := []string{"build", "-trimpath", "-buildvcs=false", "-gcflags=all=-l", "-gcflags=runtime=", "-ldflags=-w -buildid=", "-modfile=" + modfile, "-o", file, "./wasm"}
	build := exec.CommandContext(ctx, "go", args...)
	build.Dir = project
	build.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	if text, err := build.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("web: build client: %w\n%s", err, text)
	}
	return readFile("client", file)
}

// goSupport returns Go's own JavaScript for the compiler that is in use.
func goSupport(ctx context.Context) ([]byte, error) {
	root, err := goRoot(ctx)
	if err != nil {
		return nil, err
	}
	return readFile("wasm_exec.js", filepath.Join(root, "lib", "wasm", "wasm_exec.js"))
}

// goRoot is the folder of the compiler that builds the client. It is asked for in
// the project, whose go.mod may call for another than the machine's own.
func goRoot(ctx context.Context) (string, error) {
	project, err := projectRoot(ctx)
	if err != nil {
		return "", err
	}
	ask := exec.CommandContext(ctx, "go", "env", "GOROOT")
	ask.Dir = project
	root, err := ask.Output()
	if err != nil {
		return "", fmt.Errorf("web: ask go for its root: %w", err)
	}
	return string(bytes.TrimSpace(root)), nil
}

// projectRoot is the folder of our go.mod.
func projectRoot(ctx context.Context) (string, error) {
	out, err := exec.CommandContext(ctx, "go", "env", "GOMOD").Output()
	if err != nil {
		return "", fmt.Errorf("web: find the project: %w", err)
	}
	file := string(bytes.TrimSpace(out))
	if filepath.Base(file) != "go.mod" {
		return "", fmt.Errorf("web: find the project: %w: run this inside the project", fs.ErrNotExist)
	}
	return filepath.Dir(file), nil
}

// goFlags are the GOFLAGS with which go builds with the client's go-app: what is
// set already, and our go.mod by its full path, as go takes it from anywhere.
func goFlags(ctx context.Context) (string, error) {
	project, modfile, err := prepare(ctx, true)
	if err != nil {
		return "", err
	}
	out, err := exec.CommandContext(ctx, "go", "env", "GOFLAGS").Output()
	if err != nil {
		return "", fmt.Errorf("web: ask go for its flags: %w", err)
	}
	flags := string(bytes.TrimSpace(out))
	if modfile == view.Plain || strings.Contains(flags, "-modfile=") {
		return flags, nil
	}
	set := "-modfile=" + filepath.Join(project, modfile)
	if strings.ContainsAny(set, " \t") {
		set = "'" + set + "'"
	}
	return strings.TrimSpace(flags + " " + set), nil
}
