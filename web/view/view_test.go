package view

import (
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// source is the pinned go-app as a map, for tests to spoil.
func source(t *testing.T) fstest.MapFS {
	t.Helper()
	m, err := find(t.Context(), "../..")
	if err != nil {
		t.Fatal(err)
	}
	if m.Version != Version {
		t.Fatalf("go.mod names go-app %s, and the patches are of %s: see web/UPGRADING.md", m.Version, Version)
	}
	files := fstest.MapFS{}
	for _, pattern := range []string{"pkg/app/*.go", "pkg/errors/*.go", "pkg/logs/*.go", "go.mod", "LICENSE"} {
		names, err := fs.Glob(os.DirFS(m.Dir), pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			data, err := os.ReadFile(filepath.Join(m.Dir, name))
			if err != nil {
				t.Fatal(err)
			}
			files[name] = &fstest.MapFile{Data: data}
		}
	}
	return files
}

var both = Patches{Loop: true, Size: true}

func TestEachPatchAppliesAlone(t *testing.T) {
	from := source(t)
	for _, want := range []Patches{both, {Loop: true}, {Size: true}} {
		files, warnings, err := patched(from, want)
		if err != nil || len(warnings) > 0 {
			t.Fatalf("%+v: %v, %v", want, warnings, err)
		}
		loops := strings.Contains(string(files["pkg/app/engine.go"]), "e.updates.waiting()")
		if loops != want.Loop {
			t.Errorf("%+v: the render loop is changed: %t", want, loops)
		}
		if light := files["pkg/app/http.go"] == nil && files["pkg/app/client_only.go"] != nil; light != want.Size {
			t.Errorf("%+v: it is without the server: %t", want, light)
		}
	}
	if files, _, err := patched(from, Patches{}); files != nil || err != nil {
		t.Errorf("nothing wanted: %d files, %v", len(files), err)
	}
}

// A go-app that reads otherwise is left as it is, patch by patch, with a warning
// that names the file and the place.
func TestPatchStepsAside(t *testing.T) {
	for file, c := range map[string]struct {
		old  string
		left Patches
	}{
		"pkg/app/update.go": {"delete(updates, compo)\n\t\t}\n\t}\n}\n", Patches{Size: true}},
		"pkg/app/node.go":   {"\t\"html\"\n", Patches{Loop: true}},
		"pkg/app/engine.go": {"package app\n", Patches{}},
	} {
		from := maps.Clone(source(t))
		text := string(from[file].Data)
		if strings.Count(text, c.old) != 1 {
			t.Fatalf("%s has no single %q", file, c.old)
		}
		from[file] = &fstest.MapFile{Data: []byte(strings.Replace(text, c.old, "// moved\n"+c.old+"// changed\n", 1))}
		files, warnings, err := patched(from, both)
		if err != nil {
			t.Fatal(err)
		}
		wanted := 2
		for _, applied := range []bool{c.left.Loop, c.left.Size} {
			if applied {
				wanted--
			}
		}
		if len(warnings) != wanted || !strings.Contains(warnings[0].Error(), file) || !strings.Contains(warnings[0].Error(), ".patch:") {
			t.Errorf("%s: warnings %v", file, warnings)
		}
		got := Patches{Loop: strings.Contains(string(files["pkg/app/engine.go"]), "waiting()"), Size: files["pkg/app/client_only.go"] != nil}
		if got != c.left {
			t.Errorf("%s: what is applied is %+v, want %+v", file, got, c.left)
		}
	}
}

// A file that the patch names and go-app has not is a reason to step aside too.
func TestPatchMissesAFile(t *testing.T) {
	from := maps.Clone(source(t))
	delete(from, "pkg/app/update.go")
	if _, warnings, err := patched(from, Patches{Loop: true}); err != nil || len(warnings) != 1 {
		t.Errorf("%v, %v", warnings, err)
	}
}

// The patches hold our changes: of go-app's own text a line of context before and
// after each, and what is taken out.
func TestPatchesAreOurs(t *testing.T) {
	for _, name := range []string{"loop.patch", "size.patch"} {
		changes, err := readPatch(name)
		if err != nil {
			t.Fatal(err)
		}
		for file, hunks := range changes {
			for _, h := range hunks {
				kept := 0
				for _, line := range h.old {
					if slices.Contains(h.new, line) {
						kept++
					}
				}
				if len(h.old)-kept > 4 || kept > 4 {
					t.Errorf("%s: %s: %d lines of go-app", name, file, len(h.old))
				}
			}
		}
	}
}

// Commands may prepare and build at the same time: a copy is never replaced.
func TestCopyIsMadeOnce(t *testing.T) {
	project := t.TempDir()
	for name, text := range map[string]string{"go.mod": "module a\n\ngo 1.26\n\nrequire " + Module + " " + Version + "\n", "go.sum": ""} {
		if err := os.WriteFile(filepath.Join(project, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	files := map[string][]byte{"pkg/app/a.go": []byte("package app\n")}
	first, err := writeCopy(t.Context(), project, files)
	if err != nil {
		t.Fatal(err)
	}
	before, err := os.Stat(filepath.Join(project, filepath.Dir(first)))
	if err != nil {
		t.Fatal(err)
	}
	again, err := writeCopy(t.Context(), project, files)
	if err != nil || again != first {
		t.Errorf("%q and then %q, %v", first, again, err)
	}
	if after, err := os.Stat(filepath.Join(project, filepath.Dir(first))); err != nil || !os.SameFile(before, after) {
		t.Errorf("the folder was replaced, %v", err)
	}
	files["pkg/app/a.go"] = []byte("package app // changed\n")
	if other, err := writeCopy(t.Context(), project, files); err != nil || other == first {
		t.Errorf("another copy is %q too, %v", other, err)
	}
	mod, err := os.ReadFile(filepath.Join(project, first))
	if err != nil || !strings.Contains(string(mod), "replace "+Module+" => ./"+filepath.ToSlash(filepath.Dir(first))+"/go-app") {
		t.Errorf("%s, %v", mod, err)
	}
	left, err := filepath.Glob(filepath.Join(project, "build/view/.new*"))
	if err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}
