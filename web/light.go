package main

import (
	"bytes"
	"context"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// The client is built from go-app without its server: http.go and resource.go
// alone bring net/http into the client, and its initialisers keep TLS and the
// crypto behind it alive, 0.3 MB of it after compression. Go refuses to overlay
// files of the module cache, so the build copies the pinned module beside the
// site, leaves the server's files out, and replaces the module by the copy in
// a go.mod of its own. "export -light=false" builds the client without this.
const (
	viewModule  = "github.com/maxence-charriere/go-app/v10"
	viewVersion = "v10.1.11" // what was read and tried without its server
	lightFolder = "build/light"
)

// serverFiles are the files of go-app's package app that a client never runs.
var serverFiles = []string{"http.go", "resource.go", "static.go", "wasm.go", "crypto.go", "state.go", "storage.go"}

// standIns are the few names that the rest of the package wants of them
// (app.txt), and the package "without": what the copy imports instead of
// packages of which a client of ours uses little: routes by pattern, ids of
// devices and tabs, HTML as text (its list of entities alone is 2,231 words) and
// addresses.
//
//go:embed light/app.txt light/without/without.go light/without/url.go
var standIns embed.FS

// edits are the lines that change in the copy, each in exactly one place.
var edits = map[string][][2]string{
	"context.go": {
		instead("github.com/google/uuid"), instead("net/url"),
		// As a context of Go's it would bring all that prints and reads times.
		{"\tcontext.Context\n\n", ""}, {"\t\"context\"\n", ""},
	},
	"engine.go": {
		instead("net/url"), {"\t\tContext:               e.ctx,\n", ""},
		// What an event changed is drawn while the event is being handled, so that
		// the browser paints both at once; more within the same frame waits for the
		// frame's timer, as everything does in go-app.
		{"\tframes := time.NewTicker(currentFrameDuration)\n", "\tframes := time.NewTicker(currentFrameDuration)\n\tvar drawn time.Time\n"},
		{"\t\t\tdispatch()\n\n\t\tcase <-frames.C:\n", "\t\t\tdispatch()\n\t\t\tif len(e.dispatches) == 0 && e.updates.waiting() && time.Since(drawn) >= activeFrameDuration {\n\t\t\t\te.processFrame()\n\t\t\t\tdrawn = time.Now()\n\t\t\t}\n\n\t\tcase <-frames.C:\n"},
	},
	"js.go":      {instead("net/url")},
	"js_wasm.go": {instead("net/url")},
	"page.go":    {instead("net/url")},
	"testing.go": {instead("net/url")},
	"route.go":   {instead("regexp")},
	"node.go": {
		instead("html"),
		// An element's field that is a time is compared as any other: none is.
		{"\t\"time\"\n", ""}, {"\t\tcase time.Time:\n\t\t\treturn !v.Equal(new)\n\n", ""},
	},
}

// instead imports the package "without" by the name of another.
func instead(path string) [2]string {
	name := path[strings.LastIndexByte(path, '/')+1:]
	return [2]string{`"` + path + `"`, name + ` "` + viewModule + `/pkg/without"`}
}

// lighten makes the copy in a folder of the project and returns the go.mod to
// build with, relative to the project: a path of the machine in it would end up
// in the client.
func lighten(ctx context.Context, project, folder string) (modfile string, err error) {
	dir, version, err := viewSource(ctx)
	if err != nil {
		return "", err
	}
	if version != viewVersion {
		return "", fmt.Errorf("web: build client: go-app is %s, and the light client was tried with %s: read its changes, then change viewVersion, or build with -light=false", version, viewVersion)
	}
	root := filepath.Join(project, folder)
	if err := os.MkdirAll(filepath.Dir(root), 0o755); err != nil {
		return "", fmt.Errorf("web: build client: %w", err)
	}
	fresh, err := os.MkdirTemp(filepath.Dir(root), ".light")
	if err != nil {
		return "", fmt.Errorf("web: build client: %w", err)
	}
	defer os.RemoveAll(fresh)
	if err := errors.Join(copyView(dir, filepath.Join(fresh, "go-app")), copyModule(ctx, project, folder, fresh)); err != nil {
		return "", fmt.Errorf("web: build client: %w", err)
	}
	if err := errors.Join(os.RemoveAll(root), os.Rename(fresh, root)); err != nil {
		return "", fmt.Errorf("web: build client: %w", err)
	}
	return filepath.Join(folder, "go.mod"), nil
}

// viewSource asks go where the pinned module lies.
func viewSource(ctx context.Context) (dir, version string, err error) {
	list := exec.CommandContext(ctx, "go", "list", "-m", "-f", "{{.Dir}}\n{{.Version}}", viewModule)
	list.Stderr = os.Stderr
	out, err := list.Output()
	if err != nil {
		return "", "", fmt.Errorf("web: find go-app: %w", err)
	}
	dir, version, _ = strings.Cut(strings.TrimSpace(string(out)), "\n")
	return dir, version, nil
}

// copyView copies the packages app and errors without tests and server.
func copyView(from, to string) error {
	for _, pkg := range []string{"pkg/app", "pkg/errors"} {
		files, err := filepath.Glob(filepath.Join(from, pkg, "*.go"))
		if err != nil {
			return err
		}
		for _, file := range files {
			name := filepath.Base(file)
			if strings.HasSuffix(name, "_test.go") || pkg == "pkg/app" && slices.Contains(serverFiles, name) {
				continue
			}
			if err := copyFile(file, filepath.Join(to, pkg, name)); err != nil {
				return err
			}
		}
	}
	for name, list := range edits {
		if err := edit(filepath.Join(to, "pkg/app", name), list); err != nil {
			return err
		}
	}
	if err := copyFile(filepath.Join(from, "go.mod"), filepath.Join(to, "go.mod")); err != nil {
		return err
	}
	return copyStandIns(to)
}

func edit(file string, list [][2]string) error {
	data, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	text := string(data)
	for _, e := range list {
		if strings.Count(text, e[0]) != 1 {
			return fmt.Errorf("%s has no single %q: read what changed in it", filepath.Base(file), e[0])
		}
		text = strings.Replace(text, e[0], e[1], 1)
	}
	return os.WriteFile(file, []byte(text), 0o644)
}

// copyStandIns adds what stands for what is left out. app.txt is no Go file here,
// as it belongs to go-app's package.
func copyStandIns(to string) error {
	for from, file := range map[string]string{
		"light/app.txt":            "pkg/app/client_only.go",
		"light/without/without.go": "pkg/without/without.go",
		"light/without/url.go":     "pkg/without/url.go",
	} {
		data, err := standIns.ReadFile(from)
		if err != nil {
			return err
		}
		if err := writeAll(to, map[string][]byte{file: data}); err != nil {
			return err
		}
	}
	return nil
}

func copyFile(from, to string) error {
	data, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		return err
	}
	return os.WriteFile(to, data, 0o644)
}

// copyModule writes the project's go.mod with the module replaced, and go.sum.
func copyModule(ctx context.Context, project, folder, to string) error {
	if err := copyFile(filepath.Join(project, "go.sum"), filepath.Join(to, "go.sum")); err != nil {
		return err
	}
	mod := filepath.Join(to, "go.mod")
	if err := copyFile(filepath.Join(project, "go.mod"), mod); err != nil {
		return err
	}
	edit := exec.CommandContext(ctx, "go", "mod", "edit", "-replace", viewModule+"=./"+folder+"/go-app", mod)
	if text, err := edit.CombinedOutput(); err != nil {
		return fmt.Errorf("replace go-app: %w\n%s", err, text)
	}
	return nil
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
