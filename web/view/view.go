// Package view prepares the go-app that the client, its tests and vet are built
// with: the pinned module with our changes. The changes are two patches that can
// be read as any other (loop.patch, size.patch), a list of files that are left
// out, and what the rest wants in their stead (client_only.txt, without).
//
// Go refuses to overlay files of the module cache. So Prepare writes a copy of
// the module into the project's build folder, and a go.mod beside it that is the
// project's own but for the line that replaces the module by the copy. Every go
// command that is given this file with -modfile builds with the copy.
//
// A go-app that is not the one that the patches were written for is left as it
// is: the client is larger then, and the build goes on. web/UPGRADING.md says
// what to do about it.
package view

import (
	"context"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

const (
	// Module is the view library.
	Module = "github.com/maxence-charriere/go-app/v10"
	// Version is the one that the patches were written for.
	Version = "v10.1.11"
	// Folder is where the copies are, in the project.
	Folder = "build/view"
	// Plain is the project's own go.mod.
	Plain = "go.mod"
)

// Patches says which changes are wanted.
type Patches struct {
	Loop bool // what an event changed is drawn while the event is being handled
	Size bool // no server, and none of the packages behind it
}

// Copy is a go-app to build with.
type Copy struct {
	Modfile  string  // for -modfile, relative to the project; Plain: go-app as it is
	Warnings []error // why a change that was wanted is not in it
}

// The Go files of this copy are in folders of their own here, or are no Go files
// by their names, as they belong to go-app's packages.
//
//go:embed loop.patch size.patch client_only.txt without/without.go without/url.go
var ours embed.FS

// leftOut are the files of go-app's package app that a client never runs: its
// server, its generator of pages, its shared states and its encrypted storage.
// http.go and resource.go alone bring in net/http, whose initializers keep TLS
// and the crypto behind it alive: 0.3 MB of the client after compression.
var leftOut = []string{"http.go", "resource.go", "static.go", "wasm.go", "crypto.go", "state.go", "storage.go"}

// instead are our files that the size patch needs, by where they go. The package
// "without" stands for packages of which a client of ours uses little: routes by
// pattern, ids of devices and tabs, HTML as text (its list of entities alone is
// 2,231 words) and addresses.
var instead = map[string]string{
	"client_only.txt":    "pkg/app/client_only.go",
	"without/without.go": "pkg/without/without.go",
	"without/url.go":     "pkg/without/url.go",
}

// Prepare writes the copy that is wanted, unless it is there. It fails only where
// go-app cannot be had at all or nothing can be written. Copies with the same
// content have the same folder, and a folder never changes: commands may prepare
// and build at the same time.
func Prepare(ctx context.Context, project string, want Patches) (Copy, error) {
	module, err := find(ctx, project)
	if err != nil {
		return Copy{}, err
	}
	if module.Version != Version {
		return Copy{Plain, []error{fmt.Errorf("go-app is %s, and our patches are of %s", module.Version, Version)}}, nil
	}
	files, warnings, err := patched(os.DirFS(module.Dir), want)
	if err != nil || files == nil {
		return Copy{Plain, warnings}, err
	}
	modfile, err := writeCopy(ctx, project, files)
	return Copy{modfile, warnings}, err
}

// patched returns go-app's files with the changes that are wanted and apply; nil
// where none does.
func patched(source fs.FS, want Patches) (files map[string][]byte, warnings []error, err error) {
	hunks := map[string][]hunk{}
	use := func(name string, wanted bool) (bool, error) {
		if !wanted {
			return false, nil
		}
		changes, err := readPatch(name)
		if err != nil {
			return false, err // a fault of ours
		}
		if err := try(source, changes); err != nil {
			warnings = append(warnings, err)
			return false, nil
		}
		for file, list := range changes {
			hunks[file] = append(hunks[file], list...)
		}
		return true, nil
	}
	loop, err := use("loop.patch", want.Loop)
	if err != nil {
		return nil, nil, err
	}
	size, err := use("size.patch", want.Size)
	if err != nil || !loop && !size {
		return nil, warnings, err
	}
	if files, err = readModule(source, size); err != nil {
		return nil, nil, err
	}
	for file, list := range hunks {
		text, err := apply(string(files[file]), list)
		if err != nil {
			return nil, nil, fmt.Errorf("view: %s: %w", file, err)
		}
		files[file] = []byte(text)
	}
	return files, warnings, nil
}

func readPatch(name string) (map[string][]hunk, error) {
	text, err := ours.ReadFile(name)
	if err != nil {
		return nil, fmt.Errorf("view: %w", err)
	}
	changes, err := parseDiff(name, string(text))
	if err != nil {
		return nil, fmt.Errorf("view: %w", err)
	}
	return changes, nil
}

// try reports the first file, in the order of their names, that a patch does not
// apply to.
func try(source fs.FS, changes map[string][]hunk) error {
	for _, file := range slices.Sorted(maps.Keys(changes)) {
		text, err := fs.ReadFile(source, file)
		if err == nil {
			_, err = apply(string(text), changes[file])
		}
		if err != nil {
			return fmt.Errorf("go-app's %s is not as our patch has it: %w", file, err)
		}
	}
	return nil
}

// readModule reads go-app's packages without tests, and without what the size
// patch leaves out.
func readModule(source fs.FS, size bool) (map[string][]byte, error) {
	files := map[string][]byte{}
	read := func(from fs.FS, name, as string) error {
		data, err := fs.ReadFile(from, name)
		files[as] = data
		return err
	}
	names := []string{"go.mod", "LICENSE"}
	for _, pkg := range []string{"pkg/app", "pkg/errors", "pkg/logs"} {
		list, err := fs.Glob(source, pkg+"/*.go")
		if err != nil {
			return nil, fmt.Errorf("view: read go-app: %w", err)
		}
		names = append(names, list...)
	}
	var errs []error
	for _, name := range names {
		dropped := size && path.Dir(name) == "pkg/app" && slices.Contains(leftOut, path.Base(name))
		if !dropped && !strings.HasSuffix(name, "_test.go") {
			errs = append(errs, read(source, name, name))
		}
	}
	if size {
		for from, to := range instead {
			errs = append(errs, read(ours, from, to))
		}
	}
	if err := errors.Join(errs...); err != nil {
		return nil, fmt.Errorf("view: read go-app: %w", err)
	}
	return files, nil
}

// writeCopy writes the files into a folder that is named by their hash, beside
// the project's go.sum and its go.mod with the module replaced. The path in that
// is relative: it ends up in the client, where no path of a machine may be.
func writeCopy(ctx context.Context, project string, files map[string][]byte) (modfile string, err error) {
	all := map[string][]byte{}
	for name, data := range files {
		all["go-app/"+name] = data
	}
	for _, name := range []string{"go.mod", "go.sum"} {
		if all[name], err = os.ReadFile(filepath.Join(project, name)); err != nil {
			return "", fmt.Errorf("view: %w", err)
		}
	}
	folder := path.Join(Folder, digest(all))
	root := filepath.Join(project, filepath.FromSlash(folder))
	modfile = filepath.Join(filepath.FromSlash(folder), "go.mod")
	if _, err := os.Stat(root); err == nil {
		return modfile, nil
	}
	if err := os.MkdirAll(filepath.Dir(root), 0o755); err != nil {
		return "", fmt.Errorf("view: write the copy: %w", err)
	}
	fresh, err := os.MkdirTemp(filepath.Dir(root), ".new")
	if err != nil {
		return "", fmt.Errorf("view: write the copy: %w", err)
	}
	defer os.RemoveAll(fresh)
	if err := errors.Join(writeAll(fresh, all), replace(ctx, project, filepath.Join(fresh, "go.mod"), folder)); err != nil {
		return "", fmt.Errorf("view: write the copy: %w", err)
	}
	if err := os.Rename(fresh, root); err != nil {
		if _, there := os.Stat(root); there == nil {
			return modfile, nil // another command was quicker
		}
		return "", fmt.Errorf("view: write the copy: %w", err)
	}
	return modfile, nil
}

func replace(ctx context.Context, project, modfile, folder string) error {
	edit := exec.CommandContext(ctx, "go", "mod", "edit", "-replace", Module+"=./"+folder+"/go-app", modfile)
	edit.Dir = project
	if text, err := edit.CombinedOutput(); err != nil {
		return fmt.Errorf("replace go-app: %w\n%s", err, text)
	}
	return nil
}

func writeAll(dir string, files map[string][]byte) error {
	for name, data := range files {
		target := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(target, data, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// digest names files by what they are.
func digest(files map[string][]byte) string {
	h := sha256.New()
	for _, name := range slices.Sorted(maps.Keys(files)) {
		fmt.Fprintf(h, "%s %d\n", name, len(files[name]))
		h.Write(files[name])
	}
	return hex.EncodeToString(h.Sum(nil))[:12]
}
