package main

import (
	"bytes"
	"compress/gzip"
	"context"
	"embed"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/andybalholm/brotli"

	"therapytally/web/lean"
)

//go:embed shell
var shell embed.FS

const notFoundName = "404.html"

type exportOptions struct {
	out     string // folder to write
	brotli  int    // level
	version string // named on the page; empty: a hash of the files
	wasm    string // a built client; empty: build it
	light   bool   // build the client without go-app's server and the names for stack traces
	frames  string // origins that may frame the framed page; "": all
	root    string // where the host shows the site, such as "/"; "": anywhere
	clinic  string // the clinic's file; "": the one that lies in out already
	adopt   bool   // write into a folder that holds files and no list of an export
	tell    io.Writer
}

// export writes the whole static site: the same bytes for the same sources.
func export(ctx context.Context, o exportOptions) error {
	wasm, err := client(ctx, o.wasm, o.light)
	if err != nil {
		return err
	}
	goJS, err := goSupport(ctx)
	if err != nil {
		return err
	}
	sources, err := fs.Sub(shell, "shell")
	if err != nil {
		return fmt.Errorf("web: open shell: %w", err)
	}
	frames, err := parseFrames(o.frames)
	if err != nil {
		return err
	}
	if err := checkRoot(o.root); err != nil {
		return err
	}
	files, err := assemble(sources, wasm, goJS, choices{o.version, frames, o.root})
	if err != nil {
		return err
	}
	if err := compressAll(files, o.brotli); err != nil {
		return err
	}
	theirs, err := clinicFiles(files, o)
	if err != nil {
		return err
	}
	return writeFolder(o.out, delivery{files, theirs}, o.adopt, o.tell)
}

// client returns the WebAssembly client, from file when it is given.
func client(ctx context.Context, file string, light bool) ([]byte, error) {
	if file != "" {
		return readFile("client", file)
	}
	wasm, err := link(ctx, light)
	if err != nil || !light {
		return wasm, err
	}
	if wasm, err = lean.Client(wasm); err != nil {
		return nil, fmt.Errorf("web: build client: %w: build with -light=false", err)
	}
	return wasm, nil
}

// link builds the client as Go links it.
func link(ctx context.Context, light bool) ([]byte, error) {
	dir, err := os.MkdirTemp("", "tally-client")
	if err != nil {
		return nil, fmt.Errorf("web: build client: %w", err)
	}
	defer os.RemoveAll(dir)
	file := filepath.Join(dir, "app.wasm")
	// Without inlining the client is 0.22 MB smaller to download. Go's runtime
	// keeps its own, which costs 0.02 MB and takes a sixth off a keystroke.
	args := []string{"build", "-trimpath", "-buildvcs=false", "-gcflags=all=-l", "-gcflags=runtime=", "-ldflags=-s -w -buildid=", "-o", file}
	project, err := projectRoot(ctx)
	if err != nil {
		return nil, err
	}
	if light {
		modfile, err := lighten(ctx, project, lightFolder)
		if err != nil {
			return nil, err
		}
		args = append(args, "-modfile="+modfile)
	}
	build := exec.CommandContext(ctx, "go", append(args, "./wasm")...)
	build.Dir = project
	build.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	if text, err := build.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("web: build client: %w\n%s", err, text)
	}
	return readFile("client", file)
}

// goSupport returns Go's own JavaScript for the compiler that is in use.
func goSupport(ctx context.Context) ([]byte, error) {
	root, err := exec.CommandContext(ctx, "go", "env", "GOROOT").Output()
	if err != nil {
		return nil, fmt.Errorf("web: ask go for its root: %w", err)
	}
	return readFile("wasm_exec.js", filepath.Join(strings.TrimSpace(string(root)), "lib", "wasm", "wasm_exec.js"))
}

func readFile(what, name string) ([]byte, error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, fmt.Errorf("web: read %s: %w", what, err)
	}
	return data, nil
}

// compressAll adds the packed forms of every file that gets smaller by it.
func compressAll(files map[string][]byte, level int) error {
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if path.Ext(name) == ".png" || name == notFoundName || name == headersName {
			continue
		}
		data := files[name]
		for _, e := range encodings() {
			packed, err := compress(e.name, data, level)
			if err != nil {
				return fmt.Errorf("web: compress %s: %w", name, err)
			}
			if len(packed) < len(data) {
				files[name+e.suffix] = packed
			}
		}
	}
	return nil
}

func compress(encoding string, data []byte, level int) ([]byte, error) {
	var out bytes.Buffer
	w, err := packer(encoding, &out, level)
	if err != nil {
		return nil, err
	}
	_, err = w.Write(data)
	if err := errors.Join(err, w.Close()); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// packer compresses to w; gzip, for old clients alone, has one level.
func packer(encoding string, w io.Writer, level int) (io.WriteCloser, error) {
	if encoding == "br" {
		return brotli.NewWriterLevel(w, level), nil
	}
	return gzip.NewWriterLevel(w, gzip.BestCompression)
}
