package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
)

// stageName is where an export makes its files, inside the folder so that they
// are moved, not copied. One that is left was cut off.
const stageName = ".tally-new"

// delivery is what an export puts into a folder.
type delivery struct {
	ours   map[string][]byte // of this build: listed, replaced and removed by later exports
	theirs map[string][]byte // of the clinic, as it asked: never listed, never removed
}

// folder is where an export goes. It may hold files of the operator's own, which
// no export touches, and be shown to visitors meanwhile.
type folder struct {
	root *os.Root
	tell io.Writer                     // warnings
	step func(what, name string) error // asked before each change; nil: none is stopped
}

// writeFolder puts a delivery into the folder out. With adopt it takes a folder
// that has no list of an export but holds files.
func writeFolder(out string, d delivery, adopt bool, tell io.Writer) error {
	if err := os.MkdirAll(out, 0o755); err != nil {
		return fmt.Errorf("web: write site: %w", err)
	}
	root, err := os.OpenRoot(out)
	if err != nil {
		return fmt.Errorf("web: write site: %w", err)
	}
	defer root.Close()
	unlock, err := lockFolder(root)
	if err != nil {
		return fmt.Errorf("web: write site to %s: %w", out, err)
	}
	defer unlock()
	f := &folder{root: root, tell: tell}
	if err := f.take(d, adopt); err != nil {
		return fmt.Errorf("web: write site to %s: %w", out, err)
	}
	return nil
}

// take writes a delivery so that a visitor is served whole files at any moment,
// and pages only whose own files are there: what has a hash in its name comes
// first, then what keeps its name, then the worker, and what is over goes last.
// Cut off anywhere, it is done by doing it again: the list names beforehand what
// is to come.
func (f *folder) take(d delivery, adopt bool) error {
	last, err := f.lastList(adopt)
	if err != nil {
		return err
	}
	moves, err := f.plan(d, last)
	if err != nil {
		return err
	}
	return errors.Join(f.change(d, last, moves), f.clear())
}

// change makes the changes that are planned.
func (f *folder) change(d delivery, last fileList, moves []move) error {
	if err := f.stage(moves); err != nil {
		return err
	}
	fresh := hashes(d.ours)
	if err := f.writeList(last.under(fresh).text(true)); err != nil {
		return err
	}
	if err := f.place(moves); err != nil {
		return err
	}
	next := last.after(fresh)
	maps.DeleteFunc(next.old, func(name string, _ []string) bool { return !f.holds(name) })
	if err := f.sweep(last, next, d); err != nil {
		return err
	}
	return f.writeList(next.text(false))
}

// holds reports whether there is a file.
func (f *folder) holds(name string) bool {
	_, err := f.root.Lstat(name)
	return err == nil
}

// lastList returns what earlier exports wrote here. It refuses a folder with
// other files and without a list.
func (f *folder) lastList(adopt bool) (fileList, error) {
	list, found, err := readList(f.root)
	if err != nil || found {
		return list, err
	}
	entries, err := fs.ReadDir(f.root.FS(), ".")
	if err != nil {
		return fileList{}, err
	}
	entries = slices.DeleteFunc(entries, func(e fs.DirEntry) bool { return e.Name() == stageName })
	switch {
	case len(entries) == 0:
		return fileList{}, nil
	case adopt:
		return adoptList(f.root)
	}
	return fileList{}, f.refuse(entries)
}

// refuse says what a folder without a list holds, and what to do.
func (f *folder) refuse(entries []fs.DirEntry) error {
	if older, err := adoptList(f.root); err == nil && older.now != nil {
		return fmt.Errorf("an older build exported into this folder and left no %s, which says what may be removed; add -adopt once to take the folder over (files that are not of that export stay), or name a new folder", listName)
	}
	var names string
	for i, e := range entries {
		if i == 3 {
			names += fmt.Sprintf(" and %d more", len(entries)-i)
			break
		}
		if i > 0 {
			names += ", "
		}
		names += e.Name()
	}
	return fmt.Errorf("the folder holds %s, and no %s of an export; name an empty or new folder, or add -adopt to write beside these files, which all stay", names, listName)
}

// move is one file on its way to its place.
type move struct {
	name  string
	data  []byte
	spare []byte // what an operator wrote there, to be kept; nil: nothing
	rank  int
}

// stage is where the file is made.
func (m move) stage(i int) string { return path.Join(stageName, strconv.Itoa(i)) }

// plan lists what has to be written, in its order. It refuses to write over a
// file that no export has written.
func (f *folder) plan(d delivery, last fileList) ([]move, error) {
	var moves []move
	var errs []error
	add := func(name string, data []byte, asked bool) {
		m := move{name: name, data: data, rank: rank(name)}
		have, err := f.read(name)
		switch {
		case err != nil:
			errs = append(errs, err)
		case have != nil && string(have) == string(data):
			return
		case have == nil || asked || last.wrote(name, have):
		case last.knows(name):
			m.spare = have
		default:
			errs = append(errs, fmt.Errorf("%s is in the way and was not written by an export: move it elsewhere", name))
		}
		moves = append(moves, m)
	}
	for name, data := range d.ours {
		add(name, data, false)
	}
	for name, data := range d.theirs {
		add(name, data, true)
	}
	slices.SortFunc(moves, func(a, b move) int { return cmp.Or(a.rank-b.rank, cmp.Compare(a.name, b.name)) })
	return moves, errors.Join(errs...)
}

// rank is a file's place in the order of writing.
func rank(name string) int {
	switch plain := unpackedName(name); {
	case hashedName.MatchString(plain), picture(plain):
		return 0
	case name == workerName:
		return 3
	case plain == workerName:
		return 2
	}
	return 1
}

// read returns a file as it lies in the folder: nil where there is none, never
// nil where there is one. A link is no file of ours: what it leads to might be
// anybody's.
func (f *folder) read(name string) ([]byte, error) {
	info, err := f.root.Lstat(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err == nil && !info.Mode().IsRegular() {
		err = fmt.Errorf("%s is in the way: it is no ordinary file", name)
	}
	if err != nil {
		return nil, err
	}
	data, err := f.root.ReadFile(name)
	if data == nil {
		data = []byte{}
	}
	return data, err
}

// do makes one change unless it is stopped.
func (f *folder) do(what, name string, change func() error) error {
	if f.step != nil {
		if err := f.step(what, name); err != nil {
			return err
		}
	}
	return change()
}

// clear removes the files that were being made.
func (f *folder) clear() error {
	return f.do("clear", stageName, func() error { return f.root.RemoveAll(stageName) })
}

// stage makes all files where nobody is served them.
func (f *folder) stage(moves []move) error {
	if err := f.clear(); err != nil {
		return err
	}
	if err := f.do("make", stageName, func() error { return f.root.Mkdir(stageName, 0o700) }); err != nil {
		return err
	}
	for i, m := range moves {
		if err := f.do("make", m.stage(i), func() error { return f.write(m.stage(i), m.data) }); err != nil {
			return err
		}
	}
	return nil
}

// write makes a file and has it on the disk before it is moved: a name must
// never lead to less than the whole.
func (f *folder) write(name string, data []byte) error {
	file, err := f.root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	_, err = file.Write(data)
	return errors.Join(err, file.Sync(), file.Close())
}

// writeList replaces the list in one step.
func (f *folder) writeList(text []byte) error {
	stage := path.Join(stageName, listName)
	return f.do("list", listName, func() error {
		if err := f.write(stage, text); err != nil {
			return err
		}
		return f.root.Rename(stage, listName)
	})
}

// place moves the files to their names, in the order of the plan.
func (f *folder) place(moves []move) error {
	for i, m := range moves {
		if m.spare != nil {
			if err := f.setAside(m.name, m.spare, "this export replaced it"); err != nil {
				return err
			}
		}
		err := f.do("place", m.name, func() error {
			if err := f.root.MkdirAll(path.Dir(m.name), 0o755); err != nil {
				return err
			}
			return f.root.Rename(m.stage(i), m.name)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// setAside keeps a copy of what an operator has made of one of our files.
func (f *folder) setAside(name string, data []byte, why string) error {
	for n := 1; ; n++ {
		spare := name + ".bak"
		if n > 1 {
			spare = fmt.Sprintf("%s.%d.bak", name, n)
		}
		have, err := f.read(spare)
		if err == nil && have == nil {
			err = f.do("keep", spare, func() error { return f.write(spare, data) })
		} else if err == nil && string(have) != string(data) {
			continue
		}
		if err == nil {
			fmt.Fprintf(f.tell, "web: %s was changed after it was exported, and %s; the changed one is kept as %s\n", name, why, spare)
		}
		return err
	}
}

// sweep removes what earlier exports wrote and the next list does not name.
func (f *folder) sweep(last, next fileList, d delivery) error {
	for _, name := range slices.Sorted(maps.Keys(last.under(last.old).now)) {
		if next.knows(name) || d.theirs[name] != nil {
			continue
		}
		if err := f.remove(name, last); err != nil {
			return err
		}
	}
	return nil
}

// remove removes a file that an export wrote and the folders that it leaves
// empty. One that was changed since stays; a packed form must not stay, for it
// would be served in place of its file.
func (f *folder) remove(name string, last fileList) error {
	have, err := f.read(name)
	if have == nil || err != nil {
		return err
	}
	if !last.wrote(name, have) {
		if unpackedName(name) == name {
			fmt.Fprintf(f.tell, "web: %s was changed after it was exported: it stays, and is yours from now on\n", name)
			return nil
		}
		if err := f.setAside(name, have, "its file is gone"); err != nil {
			return err
		}
	}
	return f.do("remove", name, func() error {
		if err := f.root.Remove(name); err != nil {
			return err
		}
		for dir := path.Dir(name); dir != "." && f.root.Remove(dir) == nil; dir = path.Dir(dir) {
		}
		return nil
	})
}

// writeAll writes files below a folder of our own.
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
