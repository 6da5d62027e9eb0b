package main

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// exportTo runs the command as an operator does, with a client of its own.
func exportTo(t *testing.T, out, client string, more ...string) (told string, err error) {
	t.Helper()
	wasm := filepath.Join(t.TempDir(), "app.wasm")
	put(t, wasm, "\x00asm "+client)
	var text bytes.Buffer
	args := append([]string{"export", "-out", out, "-wasm", wasm, "-brotli", "0"}, more...)
	err = run(t.Context(), args, &text)
	return text.String(), err
}

// put writes a file and the folders around it.
func put(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// tree is every file below dir by its name.
func tree(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(os.DirFS(dir), name)
		files[name] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// operatorsFiles are what operators put beside an export.
func operatorsFiles() map[string]string {
	return map[string]string{
		".htaccess": "Header set A b", "robots.txt": "User-agent: *", ".well-known/security.txt": "Contact: x",
		"wp-config.php": "<?php", "second-logo.svg": "<svg/>", clinicName: `{"name": "Riverside"}`,
		"library/notes.txt": "ours", "app.0123456789abcdef.css": "/* looks like an export's */",
	}
}

func keeps(t *testing.T, dir, when string) {
	t.Helper()
	have := tree(t, dir)
	for name, text := range operatorsFiles() {
		if have[name] != text {
			t.Errorf("%s: the operator's %s is %q", when, name, have[name])
		}
	}
}

func TestExportSparesAnotherSite(t *testing.T) {
	out := t.TempDir()
	site := map[string]string{"sw.js": "self.addEventListener('push', f)", "index.html": "<h1>shop</h1>", "wp-config.php": "<?php"}
	for name, text := range site {
		put(t, filepath.Join(out, name), text)
	}
	_, err := exportTo(t, out, "one")
	if err == nil || !strings.Contains(err.Error(), "wp-config.php") || !strings.Contains(err.Error(), "new folder") {
		t.Errorf("it says %v", err)
	}
	if have := tree(t, out); len(have) != 3 || have["wp-config.php"] != "<?php" || have["sw.js"] != site["sw.js"] {
		t.Errorf("left: %q", slices.Sorted(maps.Keys(have)))
	}
}

func TestExportKeepsTheOperatorsFiles(t *testing.T) {
	out := filepath.Join(quickDir(t), "site")
	if _, err := exportTo(t, out, "one"); err != nil {
		t.Fatal(err)
	}
	for name, text := range operatorsFiles() {
		put(t, filepath.Join(out, filepath.FromSlash(name)), text)
	}
	for _, client := range []string{"two", "three"} {
		if _, err := exportTo(t, out, client); err != nil {
			t.Fatal(err)
		}
		keeps(t, out, client)
	}
}

// A page that is open over a deploy still finds its client; the one before
// that is gone. The same export again, as with other prices, removes nothing.
func TestExportKeepsOneOlderSet(t *testing.T) {
	out := filepath.Join(quickDir(t), "site")
	for _, c := range []struct{ version, want string }{
		{"a", "a"}, {"b", "a b"}, {"b", "a b"}, {"c", "b c"}, {"c", "b c"}, {"b", "b c"},
	} {
		s := small(c.version)
		if err := writeFolder(out, s.delivery(), false, io.Discard); err != nil {
			t.Fatal(err)
		}
		have := tree(t, out)
		var left []string
		for _, version := range []string{"a", "b", "c"} {
			if have[small(version).style] != "" && have[small(version).style+".br"] != "" {
				left = append(left, version)
			}
		}
		if got := strings.Join(left, " "); got != c.want {
			t.Errorf("after %s: the styles of %s are there, want %s", c.version, got, c.want)
		}
		for name, text := range s.files {
			if have[name] != text {
				t.Errorf("after %s: %s is %q", c.version, name, have[name])
			}
		}
		if sumsOf(t, out); have[c.version+"-only/index.html"] == "" || len(have) > 2*len(s.files) {
			t.Errorf("after %s: %q", c.version, slices.Sorted(maps.Keys(have)))
		}
	}
}

// smallSite is a site with one of everything.
type smallSite struct {
	style string // the name of its hashed file
	files map[string]string
}

func small(version string) smallSite {
	a := addHashed(map[string][]byte{}, "app.css", []byte("style of "+version))
	s := smallSite{a.Name, map[string]string{}}
	for name, text := range map[string]string{
		a.Name: "style of " + version, "index.html": "first page of " + version + ` <link href="./` + a.Name + `">`,
		"library/index.html": "second page of " + version + ` <link href="./../` + a.Name + `">`, "404.html": "none of " + version,
		version + "-only/index.html": "page of this version alone", "sw.js": "worker of " + version,
	} {
		s.files[name], s.files[name+".br"] = text, "packed "+text
	}
	delete(s.files, "404.html.br")
	return s
}

func (s smallSite) delivery() delivery {
	d := delivery{map[string][]byte{}, map[string][]byte{}}
	for name, text := range s.files {
		d.ours[name] = []byte(text)
	}
	return d
}

// sumsOf checks the folder against its list, as an operator can.
func sumsOf(t *testing.T, dir string) {
	t.Helper()
	check := exec.Command("sha256sum", "--check", "--quiet", "--strict", listName)
	check.Dir = dir
	if text, err := check.CombinedOutput(); errors.Is(err, exec.ErrNotFound) {
		t.Log("sha256sum is missing")
	} else if err != nil {
		t.Errorf("the list and the folder differ: %v\n%s", err, text)
	}
}
