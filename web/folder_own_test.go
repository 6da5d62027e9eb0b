package main

import (
	"bytes"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// into exports a version of the small site and returns what it warned of.
func into(t *testing.T, dir, version string, adopt bool) (told string, err error) {
	t.Helper()
	var text bytes.Buffer
	err = writeFolder(dir, small(version).delivery(), adopt, &text)
	return text.String(), err
}

// What the operator has made of a file of ours is never lost, and is named.
func TestExportKeepsWhatWasEdited(t *testing.T) {
	dir := startWith(t, "a")
	gone, stays := "a-only/index.html", small("a").style
	for _, name := range []string{"index.html", gone, gone + ".br", stays} {
		put(t, filepath.Join(dir, filepath.FromSlash(name)), "edited "+name)
	}
	told, err := into(t, dir, "b", false)
	if err != nil {
		t.Fatal(err)
	}
	have := tree(t, dir)
	for name, want := range map[string]string{
		"index.html": small("b").files["index.html"], "index.html.bak": "edited index.html",
		gone: "edited " + gone, gone + ".br": "", gone + ".br.bak": "edited " + gone + ".br", stays: "edited " + stays,
	} {
		if have[name] != want {
			t.Errorf("%s is %q, want %q", name, have[name], want)
		}
	}
	for _, name := range []string{"index.html was changed", gone + " was changed", "kept as index.html.bak"} {
		if !strings.Contains(told, name) {
			t.Errorf("it does not say %q: %s", name, told)
		}
	}
	put(t, filepath.Join(dir, "index.html"), "edited again")
	for _, version := range []string{"b", "c"} {
		if _, err := into(t, dir, version, false); err != nil {
			t.Fatal(err)
		}
		keeps(t, dir, version)
	}
	have = tree(t, dir)
	if have["index.html.bak"] != "edited index.html" || have["index.html.2.bak"] != "edited again" || have["index.html"] != small("c").files["index.html"] {
		t.Errorf("after a second edit: %q, %q", have["index.html.bak"], have["index.html.2.bak"])
	}
	if have[gone] != "edited "+gone && have[gone+".bak"] != "edited "+gone || !slices.Contains(slices.Collect(maps.Values(have)), "edited "+stays) {
		t.Errorf("an edit is lost: %q", have)
	}
}

// Where a file is in the way, nothing is changed.
func TestExportWritesOverNothing(t *testing.T) {
	elsewhere := filepath.Join(t.TempDir(), "elsewhere.html")
	for what, block := range map[string]func(dir string){
		"b-only/index.html is in the way": func(dir string) { put(t, filepath.Join(dir, "b-only/index.html"), "the operator's") },
		"b-only":                          func(dir string) { put(t, filepath.Join(dir, "b-only"), "a file where a folder is to be") },
		small("b").style:                  func(dir string) { os.Mkdir(filepath.Join(dir, small("b").style), 0o755) },
		"index.html is in the way": func(dir string) {
			put(t, elsewhere, small("a").files["index.html"])
			os.Remove(filepath.Join(dir, "index.html"))
			os.Symlink(elsewhere, filepath.Join(dir, "index.html"))
		},
		"path escapes": func(dir string) {
			os.RemoveAll(filepath.Join(dir, "library"))
			os.Symlink(filepath.Dir(elsewhere), filepath.Join(dir, "library"))
		},
		"line 1 is no line": func(dir string) { put(t, filepath.Join(dir, listName), "my own notes\n") },
	} {
		dir := quickDir(t)
		if _, err := into(t, dir, "a", false); err != nil {
			t.Fatal(err)
		}
		block(dir)
		before := list(t, dir)
		for _, adopt := range []bool{false, true} {
			if _, err := into(t, dir, "b", adopt); err == nil || !strings.Contains(err.Error(), what) {
				t.Errorf("%s: it says %v", what, err)
			}
		}
		if after := list(t, dir); !slices.Equal(before, after) {
			t.Errorf("%s: it changed %q to %q", what, before, after)
		}
	}
}

// list names everything below dir, with the time of its last change.
func list(t *testing.T, dir string) (all []string) {
	t.Helper()
	err := filepath.Walk(dir, func(name string, info os.FileInfo, err error) error {
		if err == nil && !info.IsDir() {
			all = append(all, name+info.ModTime().String())
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// A list that names what lies outside removes nothing there.
func TestListReachesNothingOutside(t *testing.T) {
	above := t.TempDir()
	dir, prey := filepath.Join(above, "site"), filepath.Join(above, "prey")
	put(t, prey, "prey")
	if _, err := into(t, dir, "a", false); err != nil {
		t.Fatal(err)
	}
	good, err := os.ReadFile(filepath.Join(dir, listName))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(above, filepath.Join(dir, "up")); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"../prey", "library/../../prey", prey, "up/prey"} {
		put(t, filepath.Join(dir, listName), string(good)+hashOf([]byte("prey"))+"  "+name+"\n")
		if _, err := into(t, dir, "a", false); err == nil {
			t.Errorf("%s was taken", name)
		}
		if _, err := os.Stat(prey); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
	}
}

// A folder by another name is written where it lies, and stays a link.
func TestExportThroughALink(t *testing.T) {
	above := t.TempDir()
	dir, link := filepath.Join(above, "real"), filepath.Join(above, "link")
	if err := errorsOf(os.Mkdir(dir, 0o755), os.Symlink("real", link)); err != nil {
		t.Fatal(err)
	}
	for _, version := range []string{"a", "b"} {
		if _, err := into(t, link, version, false); err != nil {
			t.Fatal(err)
		}
		wholly(t, dir, version, version)
	}
	if to, err := os.Readlink(link); err != nil || to != "real" {
		t.Errorf("the link leads to %q, %v", to, err)
	}
	if beside, err := os.ReadDir(above); err != nil || len(beside) != 2 {
		t.Errorf("beside the folder: %v, %v", beside, err)
	}
}

func errorsOf(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// Two exports of the same sources are the same bytes, the list too; and a second
// one into the same folder touches no file that is right.
func TestExportIsRepeatable(t *testing.T) {
	above := quickDir(t)
	one, other := filepath.Join(above, "one"), filepath.Join(above, "other")
	for _, dir := range []string{one, other} {
		if _, err := exportTo(t, dir, "same"); err != nil {
			t.Fatal(err)
		}
	}
	same(t, other, "another folder", tree(t, one))
	if tree(t, one)[listName] == "" {
		t.Error("no list")
	}
	sumsOf(t, one)
	long := time.Now().Add(-time.Hour)
	for name := range tree(t, one) {
		if err := os.Chtimes(filepath.Join(one, name), long, long); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := exportTo(t, one, "same"); err != nil {
		t.Fatal(err)
	}
	same(t, one, "a second time", tree(t, other))
	for name := range tree(t, one) {
		if info, err := os.Stat(filepath.Join(one, name)); err != nil || name != listName && info.ModTime().After(long) {
			t.Errorf("%s was written again", name)
		}
	}
}

// An export of the builds that left no list is refused with the way out, and
// taken over on demand: its own files go, those of others and edits stay.
func TestExportTakesOverAnOlderBuilds(t *testing.T) {
	dir := filepath.Join(quickDir(t), "site")
	if _, err := exportTo(t, dir, "old"); err != nil {
		t.Fatal(err)
	}
	was := tree(t, dir)
	if err := os.Remove(filepath.Join(dir, listName)); err != nil {
		t.Fatal(err)
	}
	for name, text := range operatorsFiles() {
		put(t, filepath.Join(dir, filepath.FromSlash(name)), text)
	}
	put(t, filepath.Join(dir, "patient/index.html"), "edited")
	before := list(t, dir)
	if _, err := exportTo(t, dir, "new"); err == nil || !strings.Contains(err.Error(), "add -adopt once") {
		t.Errorf("it says %v", err)
	}
	if !slices.Equal(before, list(t, dir)) {
		t.Error("a refusal changed the folder")
	}
	for _, client := range []string{"new", "newer"} {
		if _, err := exportTo(t, dir, client, "-adopt"); err != nil {
			t.Fatal(err)
		}
		keeps(t, dir, client)
		sumsOf(t, dir)
	}
	have := tree(t, dir)
	if have["patient/index.html.bak"] != "edited" || strings.Contains(have["patient/index.html"], "edited") {
		t.Errorf("the edited page is %q", have["patient/index.html.bak"])
	}
	for name, text := range was {
		if strings.HasSuffix(name, ".wasm") && have[name] != "" {
			t.Errorf("%s (%q) is still there", name, text)
		}
	}
	for name := range have {
		if strings.HasSuffix(name, ".bak") && !slices.Contains([]string{"patient/index.html.bak", "404.html.bak", "_headers.bak"}, name) {
			t.Errorf("%s was taken for the operator's", name)
		}
	}
}

// On demand an export is written beside files of others, and only there.
func TestExportBesideOtherFiles(t *testing.T) {
	dir := quickDir(t)
	for name, text := range operatorsFiles() {
		put(t, filepath.Join(dir, filepath.FromSlash(name)), text)
	}
	if _, err := into(t, dir, "a", false); err == nil || !strings.Contains(err.Error(), "-adopt") {
		t.Errorf("it says %v", err)
	}
	if _, err := into(t, dir, "a", true); err != nil {
		t.Fatal(err)
	}
	for _, version := range []string{"b", "c"} {
		if _, err := into(t, dir, version, false); err != nil {
			t.Fatal(err)
		}
		keeps(t, dir, version)
		wholly(t, dir, version, version)
	}
	shop := quickDir(t)
	put(t, filepath.Join(shop, workerName), "self.addEventListener('push', f)")
	if _, err := into(t, shop, "a", true); err == nil || !strings.Contains(err.Error(), "sw.js is in the way") {
		t.Errorf("it says %v", err)
	}
	if have := tree(t, shop); len(have) != 1 {
		t.Errorf("beside another worker: %q", have)
	}
}

// Two exports into one folder at once would mix.
func TestExportWaitsForNoOther(t *testing.T) {
	dir := quickDir(t)
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	unlock, err := lockFolder(root)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := into(t, dir, "a", false); err == nil || !strings.Contains(err.Error(), "another export") {
		t.Errorf("it says %v", err)
	}
	if err := unlock(); err != nil {
		t.Fatal(err)
	}
	if _, err := into(t, dir, "a", false); err != nil {
		t.Error(err)
	}
}
