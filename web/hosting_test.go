package main

import (
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

// The clinic's file and picture are put in, kept by a later export, and never
// packed.
func TestTheClinicsFileIsKept(t *testing.T) {
	dir, out := t.TempDir(), filepath.Join(t.TempDir(), "site")
	write := func(name, text string) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("own.json", `{"logo": "logo.svg"}`)
	write("logo.svg", "<svg/>")
	for _, from := range []string{filepath.Join(dir, "own.json"), ""} {
		files := map[string][]byte{workerName: nil}
		if err := addClinic(files, exportOptions{out: out, clinic: from}); err != nil {
			t.Fatal(err)
		}
		if err := replaceDir(out, files); err != nil {
			t.Fatal(err)
		}
		if string(files[clinicName]) != `{"logo": "logo.svg"}` || string(files["logo.svg"]) != "<svg/>" {
			t.Errorf("from %q: %q", from, files)
		}
	}
	for _, logo := range []string{"../x.svg", "/etc/x", "sw.js", "missing.svg"} {
		write("own.json", `{"logo": "`+logo+`"}`)
		if err := addClinic(map[string][]byte{workerName: {1}}, exportOptions{clinic: filepath.Join(dir, "own.json")}); err == nil {
			t.Errorf("the logo %s was taken", logo)
		}
	}
}
