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
	"path"
	"path/filepath"
	"slices"

	"github.com/andybalholm/brotli"
)

//go:embed shell
var shell embed.FS

const notFoundName = "404.html"

type exportOptions struct {
	out     string // folder to write
	brotli  int    // level
	version string // named on the page; empty: a hash of the files
	wasm    string // a built client; empty: build it
	light   bool   // build the client without go-app's server
	lean    bool   // take out of the client what only stack traces read
	frames  string // origins that may frame the framed page; "": all
	root    string // where the host shows the site, such as "/"; "": anywhere
	clinic  string // the clinic's file; "": the one that lies in out already
}

// export writes the whole static site: the same bytes for the same sources.
func export(ctx context.Context, o exportOptions) error {
	project, modfile, err := prepare(ctx, o.light)
	if err != nil {
		return err
	}
	client, err := buildClient(ctx, project, modfile, o)
	if err != nil {
		return err
	}
	licenses, err := notices(ctx, project, modfile)
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
	files, err := assemble(sources, client.wasm, goJS, choices{version: o.version, frames: frames, root: o.root, notices: licenses})
	if err != nil {
		return err
	}
	if err := compressAll(files, o.brotli); err != nil {
		return err
	}
	addNames(files, client.names)
	if err := addClinic(files, o); err != nil {
		return err
	}
	return replaceDir(o.out, files)
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

// replaceDir writes files beside out and then puts them in its place, so that
// out is never half written. It refuses to replace what is no export of ours.
func replaceDir(out string, files map[string][]byte) error {
	if err := checkReplaceable(out); err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(filepath.Clean(out)), 0o755); err != nil {
		return fmt.Errorf("web: write site: %w", err)
	}
	temp, err := os.MkdirTemp(filepath.Dir(filepath.Clean(out)), ".tally-export")
	if err != nil {
		return fmt.Errorf("web: write site: %w", err)
	}
	defer os.RemoveAll(temp)
	fresh, old := filepath.Join(temp, "new"), filepath.Join(temp, "old")
	if err := writeAll(fresh, files); err != nil {
		return fmt.Errorf("web: write site: %w", err)
	}
	if err := os.Rename(out, old); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("web: write site: %w", err)
	}
	if err := os.Rename(fresh, out); err != nil {
		return fmt.Errorf("web: write site: %w", err)
	}
	return nil
}

func checkReplaceable(out string) error {
	entries, err := os.ReadDir(out)
	if errors.Is(err, fs.ErrNotExist) || err == nil && len(entries) == 0 {
		return nil
	}
	if err != nil {
		return fmt.Errorf("web: write site: %w", err)
	}
	if _, err := os.Stat(filepath.Join(out, workerName)); err != nil {
		return fmt.Errorf("web: write site: %s holds other files; name an empty or new folder", out)
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
