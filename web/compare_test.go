package main

import (
	"html"
	"io"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// The command that the page "check us yourself" gives has to do what the page
// says of it.
func TestCompareCommandOfThePage(t *testing.T) {
	if _, err := exec.LookPath("curl"); err != nil {
		t.Skip("curl is missing; the page's command needs it")
	}
	files := testFiles(t, "")
	if err := compressAll(files, 1); err != nil {
		t.Fatal(err)
	}
	page := string(files["check/index.html"])
	found := regexp.MustCompile(`(?s)<pre id="compare"[^>]*><code>(.*?)</code>`).FindStringSubmatch(page)
	if found == nil {
		t.Fatal("the page gives no command")
	}
	_, command, _ := strings.Cut(html.UnescapeString(found[1]), "cd mine\n")
	dir := filepath.Join(t.TempDir(), "mine")
	there := filepath.Join(t.TempDir(), "there")
	older := delivery{ours: map[string][]byte{hashedCSS: []byte("of the export before")}}
	for to, d := range map[string][]delivery{dir: {{ours: files}}, there: {older, {ours: files}}} {
		for _, d := range d {
			if err := writeFolder(to, d, false, io.Discard); err != nil {
				t.Fatal(err)
			}
		}
	}
	s, err := loadSite(there)
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(s)
	defer server.Close()
	compare := func() string {
		cmd := exec.Command("bash", "-c", strings.ReplaceAll(command, "ADDRESS", server.URL))
		cmd.Dir = dir
		out, _ := cmd.CombinedOutput() // a difference is no success
		return string(out)
	}
	if out := compare(); out != "" {
		t.Errorf("two equal sites differ: %s", out)
	}
	for _, name := range []string{"index.html", "library/index.html", workerName} {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.WriteFile(path, append([]byte("x"), files[name]...), 0o600); err != nil {
			t.Fatal(err)
		}
		if out := compare(); !strings.Contains(out, name) {
			t.Errorf("%s differs, and the command says %q", name, out)
		}
	}
}
