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
	adopt   bool   // write into a folder that holds files and no list of an export
	tell    io.Writer
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
	theirs, err := clinicFiles(files, o)
	if err != nil {
		return err
	}
	return writeFolder(o.out, delivery{files, theirs}, o.adopt, o.tell)
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
