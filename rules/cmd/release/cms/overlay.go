package cms

import (
	"bytes"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"time"
)

// Overlay is a directory with files laid over it. It is how new tables are
// tried before anything is written.
func Overlay(base fs.FS, files map[string][]byte) fs.FS { return overlay{base, files} }

type overlay struct {
	base  fs.FS
	files map[string][]byte
}

func (o overlay) Open(name string) (fs.File, error) {
	if data, ok := o.files[name]; ok {
		return file{bytes.NewReader(data), path.Base(name)}, nil
	}
	return o.base.Open(name)
}

// ReadFile implements fs.ReadFileFS.
func (o overlay) ReadFile(name string) ([]byte, error) {
	if data, ok := o.files[name]; ok {
		return bytes.Clone(data), nil
	}
	return fs.ReadFile(o.base, name)
}

// Glob implements fs.GlobFS.
func (o overlay) Glob(pattern string) ([]string, error) {
	names, err := fs.Glob(o.base, pattern)
	if err != nil {
		return nil, fmt.Errorf("release: list %s: %w", pattern, err)
	}
	for name := range o.files {
		if ok, err := path.Match(pattern, name); err == nil && ok {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return slices.Compact(names), nil
}

type file struct {
	*bytes.Reader
	name string
}

func (f file) Stat() (fs.FileInfo, error) { return info{f}, nil }
func (f file) Close() error               { return nil }

type info struct{ file }

func (i info) Name() string       { return i.name }
func (i info) Mode() fs.FileMode  { return 0o444 }
func (i info) ModTime() time.Time { return time.Time{} }
func (i info) IsDir() bool        { return false }
func (i info) Sys() any           { return nil }
