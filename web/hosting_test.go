package main

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
)

// Only the framed page may be framed, by whom the export was told.
func TestWhoMayFrame(t *testing.T) {
	for frames, want := range map[string]string{"": "", "https://clinic.example https://b.example:8443": "frame-ancestors https://clinic.example https://b.example:8443"} {
		list, err := parseFrames(frames)
		if err != nil {
			t.Fatal(err)
		}
		sources := os.DirFS("shell")
		files, err := assemble(sources, []byte("client"), []byte("go"), choices{frames: list})
		if err != nil {
			t.Fatal(err)
		}
		fsys := fstest.MapFS{}
		for name, data := range files {
			fsys[name] = &fstest.MapFile{Data: data}
		}
		s, err := newSite(fsys)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range pages() {
			h := ask(t, s, "GET", "/"+p.folder).Header
			policy := h.Get("Content-Security-Policy")
			_, ancestors, _ := strings.Cut(policy, "frame-ancestors")
			if p.name() == framePage {
				if h.Get("X-Frame-Options") != "" || strings.TrimPrefix(want, "frame-ancestors") != ancestors {
					t.Errorf("%q: the framed page may be framed by%s", frames, ancestors)
				}
			} else if ancestors != " 'none'" || h.Get("X-Frame-Options") != "DENY" {
				t.Errorf("/%s may be framed by%s", p.folder, ancestors)
			}
		}
		if ask(t, s, "GET", "/"+headersName).StatusCode != 404 {
			t.Error("the file for other hosts is served")
		}
	}
}

func TestFramesThatAreNoOrigins(t *testing.T) {
	for _, text := range []string{"*", "clinic.example", "https://clinic.example/", "https://a;b", "javascript:x", "https://", "https://*.example", "'self'", "https://u@clinic.example", "https://A.example"} {
		if got, err := parseFrames(text); err == nil {
			t.Errorf("%q was read as %q", text, got)
		}
	}
}

// _headers says of each file what the server says, and no two entries fit one
// file.
func TestHeadersFileSaysWhatTheServerSays(t *testing.T) {
	files := testFiles(t, "v")
	entries := map[string]map[string]string{}
	var at map[string]string
	for line := range strings.Lines(string(files[headersName])) {
		if line = strings.TrimRight(line, "\n"); !strings.HasPrefix(line, " ") {
			if entries[line] != nil || strings.ContainsAny(line, "*:") {
				t.Errorf("%s stands for more than one file", line)
			}
			at = map[string]string{}
			entries[line] = at
			continue
		}
		name, value, _ := strings.Cut(strings.TrimSpace(line), ": ")
		at[name] = value
	}
	for name := range files {
		if name == headersName {
			continue
		}
		for key, values := range securityHeaders(name, nil) {
			if got := entries["/"+urlOf(name)][key]; got != values[0] {
				t.Errorf("%s: %s is %q, want %q", name, key, got, values[0])
			}
		}
	}
}

// The clinic's file and picture are put in and kept by a later export; new ones
// that are named replace them, and a link to them stays a link.
func TestTheClinicsFileIsKept(t *testing.T) {
	dir, out := t.TempDir(), filepath.Join(t.TempDir(), "site")
	export := func(clinic string) {
		t.Helper()
		ours := map[string][]byte{workerName: []byte("worker")}
		theirs, err := clinicFiles(ours, exportOptions{out: out, clinic: clinic})
		if err != nil {
			t.Fatal(err)
		}
		if err := writeFolder(out, delivery{ours, theirs}, false, io.Discard); err != nil {
			t.Fatal(err)
		}
	}
	has := func(name, want string) {
		t.Helper()
		if data, err := os.ReadFile(filepath.Join(out, name)); err != nil || string(data) != want {
			t.Errorf("%s is %q, %v, want %q", name, data, err, want)
		}
	}
	export("")
	has(clinicName, "{}\n")
	own := filepath.Join(dir, "own.json")
	put(t, own, `{"logo": "logo.svg"}`)
	put(t, filepath.Join(dir, "logo.svg"), "<svg/>")
	for _, from := range []string{own, "", filepath.Join(out, clinicName)} {
		export(from)
		has(clinicName, `{"logo": "logo.svg"}`)
		has("logo.svg", "<svg/>")
	}
	put(t, own, `{"logo": "new.png"}`)
	put(t, filepath.Join(dir, "new.png"), "png")
	export(own)
	has(clinicName, `{"logo": "new.png"}`)
	has("new.png", "png")
	has("logo.svg", "<svg/>")
	if err := os.Remove(filepath.Join(out, clinicName)); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(own, filepath.Join(out, clinicName)); err != nil {
		t.Fatal(err)
	}
	for _, from := range []string{"", own} {
		export(from)
		if to, err := os.Readlink(filepath.Join(out, clinicName)); err != nil || to != own {
			t.Errorf("the link to the clinic's file leads to %q, %v", to, err)
		}
	}
}

// No file from elsewhere comes into the export by the name of a logo, and none
// of the site's own is replaced by one.
func TestLogoLiesBesideTheClinicsFile(t *testing.T) {
	dir := t.TempDir()
	own := filepath.Join(dir, "clinic", "own.json")
	for _, name := range []string{"secret.svg", "clinic/sub/logo.svg", "clinic/sw.js", "clinic/.htpasswd", "clinic/tally-files.txt", "clinic/logo.svg"} {
		put(t, filepath.Join(dir, filepath.FromSlash(name)), "secret")
	}
	for logo, good := range map[string]bool{
		"logo.svg": true, "../secret.svg": false, "sub/logo.svg": false, "./logo.svg": false, "sub/../logo.svg": false,
		filepath.Join(dir, "secret.svg"): false, "sw.js": false, ".htpasswd": false, listName: false, "missing.svg": false, `..\\secret.svg`: false,
	} {
		put(t, own, `{"logo": "`+logo+`"}`)
		theirs, err := clinicFiles(map[string][]byte{workerName: {1}}, exportOptions{out: t.TempDir(), clinic: own})
		if (err == nil) != good || good != (string(theirs[logo]) == "secret") {
			t.Errorf("the logo %s: %v, %q", logo, err, theirs)
		}
	}
}
