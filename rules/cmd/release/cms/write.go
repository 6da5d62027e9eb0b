package cms

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Write puts the planned files into dir: all of them or none. They are first
// written beside their places, read back and loaded together with the rest;
// then renamed in an order in which every step leaves data that loads.
func (p *Plan) Write(dir string) error { return p.write(dir, os.Rename) }

type staged struct {
	name, temp, path string
	old              []byte // nil: the file is new
}

func (p *Plan) write(dir string, rename func(from, to string) error) error {
	files, err := p.stage(dir)
	defer removeTemps(files)
	if err != nil {
		return err
	}
	if err := p.tryStaged(dir, files); err != nil {
		return err
	}
	for i, f := range files {
		if err := rename(f.temp, f.path); err != nil {
			return errors.Join(fmt.Errorf("release: write %s: %w", f.name, err), undo(files[:i]))
		}
	}
	return nil
}

// order puts sources before what cites them, rows before the record that asks
// for them, and numbers, which replace a file, last.
func order(name string) int {
	switch {
	case strings.HasPrefix(name, "source/"):
		return 0
	case strings.HasSuffix(name, ".csv"):
		return 1
	case strings.HasPrefix(name, "table/"):
		return 2
	}
	return 3
}

func (p *Plan) stage(dir string) ([]staged, error) {
	names := make([]string, 0, len(p.Files))
	for name := range p.Files {
		names = append(names, name)
	}
	slices.SortFunc(names, func(a, b string) int {
		if c := order(a) - order(b); c != 0 {
			return c
		}
		return strings.Compare(a, b)
	})
	var files []staged
	for _, name := range names {
		f, err := stageFile(dir, name, p.Files[name])
		if f.temp != "" {
			files = append(files, f)
		}
		if err != nil {
			return files, fmt.Errorf("release: write %s: %w", name, err)
		}
	}
	return files, nil
}

func stageFile(dir, name string, content []byte) (staged, error) {
	f := staged{name: name, path: filepath.Join(dir, filepath.FromSlash(name))}
	old, err := os.ReadFile(f.path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return f, err
	}
	f.old = old
	// The leading dot keeps a left-over out of the program: go:embed passes it over.
	temp, err := os.CreateTemp(filepath.Dir(f.path), ".release-*.tmp")
	if err != nil {
		return f, err
	}
	f.temp = temp.Name()
	_, err = temp.Write(content)
	return f, errors.Join(err, temp.Chmod(0o644), temp.Sync(), temp.Close())
}

// tryStaged loads the directory with what now lies on the disk.
func (p *Plan) tryStaged(dir string, files []staged) error {
	onDisk := map[string][]byte{}
	for _, f := range files {
		data, err := os.ReadFile(f.temp)
		if err != nil || !bytes.Equal(data, p.Files[f.name]) {
			return errors.Join(fmt.Errorf("release: write %s: it did not read back as written", f.name), err)
		}
		onDisk[f.name] = data
	}
	return Check(Overlay(os.DirFS(dir), onDisk))
}

func undo(done []staged) error {
	var all error
	for _, f := range slices.Backward(done) {
		if f.old == nil {
			all = errors.Join(all, os.Remove(f.path))
			continue
		}
		all = errors.Join(all, os.WriteFile(f.path, f.old, 0o644))
	}
	return all
}

func removeTemps(files []staged) {
	for _, f := range files {
		_ = os.Remove(f.temp) // gone already where the rename went well
	}
}
