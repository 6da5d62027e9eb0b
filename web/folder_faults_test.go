package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var errCut = errors.New("cut off")

// cutAt exports a version into dir and is cut off before its nth change. Killed,
// it changes nothing more and leaves half of the file it was making; else that
// one change fails alone, as on a full disk. It returns what was cut, "" where
// there is no nth change.
func cutAt(t *testing.T, dir, version string, n int, killed bool) (cut string) {
	t.Helper()
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	done := 0
	f := &folder{root: root, tell: io.Discard, step: func(what, name string) error {
		if done++; done == n {
			cut = what
		}
		if done == n || killed && done > n {
			if killed && done == n && what == "make" && name != stageName {
				root.WriteFile(name, []byte("hal"), 0o644)
			}
			return errCut
		}
		return nil
	}}
	if err := f.take(small(version).delivery(), false); done >= n != errors.Is(err, errCut) || done < n && err != nil {
		t.Fatalf("cut at %d of %d: %v", n, done, err)
	}
	return cut
}

// startWith makes a folder that has had two exports and the operator's files.
func startWith(t *testing.T, versions ...string) string {
	t.Helper()
	dir := quickDir(t)
	for _, version := range versions {
		if err := writeFolder(dir, small(version).delivery(), false, io.Discard); err != nil {
			t.Fatal(err)
		}
	}
	for name, text := range operatorsFiles() {
		put(t, filepath.Join(dir, filepath.FromSlash(name)), text)
	}
	return dir
}

// quickDir is a folder in memory where the system has one: nothing waits for a
// disk.
func quickDir(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("/dev/shm", "tally-test")
	if err != nil {
		return t.TempDir()
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	return dir
}

var styleOf = regexp.MustCompile(`href="[./]*(app\.[0-9a-f]{16}\.css)"`)

// serves checks what visitors get: each page in each form is whole and of one of
// the two versions, and the files that it names are there; the worker of a
// version comes only when all of that version is there.
func serves(t *testing.T, dir, when, before, after string) {
	t.Helper()
	s, err := loadSite(dir)
	if err != nil {
		t.Errorf("%s: %v", when, err)
		return
	}
	for _, page := range []string{"index.html", "library/index.html", "sw.js"} {
		for _, accept := range []string{"", "br"} {
			body := bodyOf(t, ask(t, s, "GET", "/"+page, "Accept-Encoding", accept))
			version := after
			if strings.TrimPrefix(body, "packed ") == small(before).files[page] {
				version = before
			}
			want := small(version)
			if strings.TrimPrefix(body, "packed ") != want.files[page] {
				t.Errorf("%s: %s (%s) is %q", when, page, accept, body)
			}
			if found := styleOf.FindStringSubmatch(body); found != nil && bodyOf(t, ask(t, s, "GET", "/"+found[1])) != want.files[found[1]] {
				t.Errorf("%s: %s of %s names %s, which is not there", when, page, version, found[1])
			}
			if page == workerName && version == after {
				wholly(t, dir, when, after)
			}
		}
	}
	keeps(t, dir, when)
}

// wholly checks that every file of a version is there.
func wholly(t *testing.T, dir, when, version string) {
	t.Helper()
	have := tree(t, dir)
	for name, text := range small(version).files {
		if have[name] != text && strings.TrimSuffix(name, ".br") != workerName {
			t.Errorf("%s: %s of %s is %q", when, name, version, have[name])
		}
	}
}

// An export that is cut off anywhere leaves a site that works, and is healed by
// doing it again: then the folder is what it had been without the cut.
func TestExportCutOffAnywhere(t *testing.T) {
	whole := startWith(t, "a", "b")
	if err := writeFolder(whole, small("c").delivery(), false, io.Discard); err != nil {
		t.Fatal(err)
	}
	want := tree(t, whole)
	for _, killed := range []bool{true, false} {
		n := 1
		for ; ; n++ {
			dir, when := startWith(t, "a", "b"), fmt.Sprintf("killed %t at %d", killed, n)
			cut := cutAt(t, dir, "c", n, killed)
			serves(t, dir, when, "b", "c")
			if cut == "" {
				break
			}
			if _, err := os.Stat(filepath.Join(dir, stageName)); !killed && cut != "clear" && err == nil {
				t.Errorf("%s: it left %s", when, stageName)
			}
			cutAt(t, dir, "c", 1<<20, false)
			same(t, dir, when+" and done again", want)
			if cutAt(t, dir, "c", n, killed); n%5 == 0 { // a second cut, and another version comes
				cutAt(t, dir, "d", n, killed)
				cutAt(t, dir, "d", 1<<20, false)
				serves(t, dir, when+" and another came", "d", "d")
				wholly(t, dir, when+" and another came", "d")
				sumsOf(t, dir)
			}
		}
		if n < 30 {
			t.Errorf("only %d changes were cut", n)
		}
	}
}

func same(t *testing.T, dir, when string, want map[string]string) {
	t.Helper()
	have := tree(t, dir)
	for name := range want {
		if have[name] != want[name] {
			t.Errorf("%s: %s is %q", when, name, have[name])
		}
	}
	if len(have) != len(want) {
		t.Errorf("%s: %d files, want %d", when, len(have), len(want))
	}
}

// The first export is cut off in a folder that was empty: it may be done again.
func TestFirstExportCutOffAnywhere(t *testing.T) {
	for n := 1; ; n++ {
		dir := quickDir(t)
		cut := cutAt(t, dir, "a", n, true)
		if cutAt(t, dir, "a", 1<<20, false); cut == "" {
			return
		}
		wholly(t, dir, fmt.Sprint("cut at ", n), "a")
		if have := tree(t, dir); len(have) != len(small("a").files)+1 {
			t.Errorf("cut at %d: %d files", n, len(have))
		}
	}
}
