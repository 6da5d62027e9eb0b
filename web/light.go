package main

import (
	"bytes"
	"context"
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
var serverFiles = []string{"http.go", "resource.go", "static.go", "wasm.go", "crypto.go"}

// clientOnly stands in for the few names that the rest of the package wants of
// them.
const clientOnly = `package app

import "github.com/maxence-charriere/go-app/v10/pkg/errors"

func clientResourceResolver(string) func(string) string {
	return func(location string) string { return location }
}

func encrypt(string, []byte) ([]byte, error) { return nil, errors.New("this client stores no state") }

func decrypt(string, []byte) ([]byte, error) { return nil, errors.New("this client stores no state") }
`

// without stands in for packages of which a client of ours uses nothing: routes
// by pattern, and the ids of devices and of states that tabs share.
const without = `package without

type Regexp struct{}

func MustCompile(string) *Regexp { panic("this client has no routes by pattern") }

func (*Regexp) MatchString(string) bool { return false }

func NewString() string { panic("this client has no ids of devices and tabs") }
`

// replaced are the imports that the stand-in takes the place of: 0.14 MB more.
var replaced = map[string]string{
	`"github.com/google/uuid"`: `uuid "` + viewModule + `/pkg/without"`,
	`"regexp"`:                 `regexp "` + viewModule + `/pkg/without"`,
}

// lighten makes the copy and returns the go.mod to build with, relative to the
// project: a path of the machine in it would end up in the client.
func lighten(ctx context.Context, project string) (modfile string, err error) {
	dir, version, err := viewSource(ctx)
	if err != nil {
		return "", err
	}
	if version != viewVersion {
		return "", fmt.Errorf("web: build client: go-app is %s, and the light client was tried with %s: read its changes, then change viewVersion, or build with -light=false", version, viewVersion)
	}
	root := filepath.Join(project, lightFolder)
	if err := os.MkdirAll(filepath.Dir(root), 0o755); err != nil {
		return "", fmt.Errorf("web: build client: %w", err)
	}
	fresh, err := os.MkdirTemp(filepath.Dir(root), ".light")
	if err != nil {
		return "", fmt.Errorf("web: build client: %w", err)
	}
	defer os.RemoveAll(fresh)
	if err := errors.Join(copyView(dir, filepath.Join(fresh, "go-app")), copyModule(ctx, project, fresh)); err != nil {
		return "", fmt.Errorf("web: build client: %w", err)
	}
	if err := errors.Join(os.RemoveAll(root), os.Rename(fresh, root)); err != nil {
		return "", fmt.Errorf("web: build client: %w", err)
	}
	return filepath.Join(lightFolder, "go.mod"), nil
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
	for _, name := range []string{"context.go", "state.go", "route.go"} {
		if err := replaceImports(filepath.Join(to, "pkg/app", name)); err != nil {
			return err
		}
	}
	if err := copyFile(filepath.Join(from, "go.mod"), filepath.Join(to, "go.mod")); err != nil {
		return err
	}
	return writeAll(to, map[string][]byte{"pkg/app/client_only.go": []byte(clientOnly), "pkg/without/without.go": []byte(without)})
}

func replaceImports(file string) error {
	data, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	text := string(data)
	for from, to := range replaced {
		text = strings.Replace(text, "\t"+from+"\n", "\t"+to+"\n", 1)
	}
	if text == string(data) {
		return fmt.Errorf("%s imports nothing that is replaced: read what changed in it", filepath.Base(file))
	}
	return os.WriteFile(file, []byte(text), 0o644)
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
func copyModule(ctx context.Context, project, to string) error {
	if err := copyFile(filepath.Join(project, "go.sum"), filepath.Join(to, "go.sum")); err != nil {
		return err
	}
	mod := filepath.Join(to, "go.mod")
	if err := copyFile(filepath.Join(project, "go.mod"), mod); err != nil {
		return err
	}
	edit := exec.CommandContext(ctx, "go", "mod", "edit", "-replace", viewModule+"=./"+lightFolder+"/go-app", mod)
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
