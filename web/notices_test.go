package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Every package of the client is ours, Go's, or of a module whose license is in
// the notices with the name of its owner.
func TestNoticesCoverTheClient(t *testing.T) {
	project, modfile, err := prepare(t.Context(), true)
	if err != nil {
		t.Fatal(err)
	}
	text, err := notices(t.Context(), project, modfile)
	if err != nil {
		t.Fatal(err)
	}
	for _, missing := range unnoticed(t, text) {
		t.Errorf("%s is in the client, and no notice names it", missing)
	}
	for _, owner := range []string{
		"Copyright (c) 2026 The Therapy Tally authors", "Copyright (c) 2016 Maxence Charriere",
		"Copyright (c) 2015 Spring, Inc.", "The Go Authors",
	} {
		if !bytes.Contains(text, []byte(owner)) {
			t.Errorf("no %q", owner)
		}
	}
	cut := bytes.Replace(text, []byte("\nrsc.io/qr "), []byte("\nother "), 1)
	if missing := unnoticed(t, cut); len(missing) == 0 || !strings.HasPrefix(missing[0], "rsc.io/qr/") {
		t.Errorf("a notice was taken out, and missing are %q", missing)
	}
}

// unnoticed lists the client's packages of others that no title of the notices
// covers.
func unnoticed(t *testing.T, text []byte) []string {
	t.Helper()
	var titles []string
	lines := strings.Split(string(text), "\n")
	for i, line := range lines[:len(lines)-1] {
		if line != "" && lines[i+1] == strings.Repeat("=", len(line)) {
			titles = append(titles, strings.Fields(line)[0])
		}
	}
	var missing []string
	for pkg := range clientImports(t) {
		first, _, _ := strings.Cut(pkg, "/")
		found := !strings.Contains(first, ".") // Go's or ours
		for _, title := range titles {
			found = found || covers(title+"/...", pkg)
		}
		if !found {
			missing = append(missing, pkg)
		}
	}
	return missing
}

// A module without a license stops the export: it may not be shipped.
func TestModuleWithoutLicenseIsRefused(t *testing.T) {
	dir := t.TempDir()
	if _, err := moduleLicense(goModule{"example.com/a", "v1.0.0", dir}); err == nil || !strings.Contains(err.Error(), "example.com/a v1.0.0") {
		t.Errorf("got %v", err)
	}
	if err := os.WriteFile(filepath.Join(dir, "LICENSE"), []byte("MIT"), 0o600); err != nil {
		t.Fatal(err)
	}
	if text, err := moduleLicense(goModule{"example.com/a", "v1.0.0", dir}); err != nil || string(text) != "MIT" {
		t.Errorf("%q, %v", text, err)
	}
}

// Where Go was packed without its license, the one that takes its place is the
// same.
func TestGoLicenseFromElsewhereIsTheSame(t *testing.T) {
	project, err := projectRoot(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	one, err := goLicense(t.Context(), project)
	if err != nil {
		t.Fatal(err)
	}
	other, err := toolsLicense(t.Context(), project)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(one, other) {
		t.Errorf("it reads\n%s", other)
	}
}
