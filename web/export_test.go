package main

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"image/png"
	"io"
	"io/fs"
	"path"
	"regexp"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
)

func testFiles(t *testing.T, version string) map[string][]byte {
	t.Helper()
	sources, err := fs.Sub(shell, "shell")
	if err != nil {
		t.Fatal(err)
	}
	files, err := assemble(sources, []byte("\x00asm client"), []byte("globalThis.Go = class {};"), choices{version: version, notices: []byte("licenses")})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func TestAssembleIsRepeatable(t *testing.T) {
	if digest(testFiles(t, "")) != digest(testFiles(t, "")) {
		t.Error("two runs differ")
	}
	if digest(testFiles(t, "a")) == digest(testFiles(t, "b")) {
		t.Error("two versions are the same")
	}
}

// Whatever a page, the manifest or the worker names is there, beside it.
func TestEveryReferenceIsRelativeAndExists(t *testing.T) {
	files := testFiles(t, "")
	reference := regexp.MustCompile(`(?:href|src|data-client)="([^"#]+)"|"src": "([^"]+)"`)
	names := []string{"manifest.webmanifest"}
	for _, p := range pages() {
		names = append(names, p.folder+"index.html")
	}
	for _, name := range names {
		found := reference.FindAllStringSubmatch(string(files[name]), -1)
		if len(found) < 4 {
			t.Errorf("%s: only %d references", name, len(found))
		}
		for _, m := range found {
			target := path.Join(path.Dir(name), m[1]+m[2])
			if strings.HasPrefix(m[0], "data-client") {
				target = m[1] // the loader resolves it against its own address, the root
			}
			if strings.HasSuffix(m[1]+m[2], "/") {
				target = path.Join(target, "index.html")
			}
			if files[target] == nil {
				t.Errorf("%s names %q, which is not in the site", name, target)
			}
		}
	}
}

func TestNoHostIsNamed(t *testing.T) {
	host := regexp.MustCompile(`(?i)(https?:)?//[a-z0-9-]+\.[a-z]`)
	for name, data := range testFiles(t, "") {
		if strings.HasSuffix(name, ".png") {
			continue
		}
		text := strings.ReplaceAll(string(data), "http://www.w3.org/2000/svg", "")
		if found := host.FindString(text); found != "" {
			t.Errorf("%s names %s", name, found)
		}
	}
}

func TestTidyKeepsTheLicense(t *testing.T) {
	got := tidy([]byte("// Copyright\n// License\n\"use strict\";\n\t// why\n\tx(); // aside\n"))
	if want := "// Copyright\n// License\n\"use strict\";\n\tx(); // aside\n"; string(got) != want {
		t.Errorf("got %q", got)
	}
}

func TestPagesKnowTheWayToTheRoot(t *testing.T) {
	sources, err := fs.Sub(shell, "shell")
	if err != nil {
		t.Fatal(err)
	}
	p := page{folder: "library/", fragment: "index.html"}
	html, err := p.render(sources, assets{Boot: asset{Name: "boot.js"}}, choices{version: "v"})
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`src="./../boot.js"`, `data-page="./library/"`} {
		if !bytes.Contains(html, []byte(want)) {
			t.Errorf("no %s in the page", want)
		}
	}
}

func TestPagesHaveNoInlineCode(t *testing.T) {
	inline := regexp.MustCompile(`(?i)<style|\sstyle=|\son[a-z]+=|<script>|javascript:`)
	for _, p := range pages() {
		page := testFiles(t, "")[p.folder+"index.html"]
		if found := inline.Find(page); found != nil {
			t.Errorf("%s: %s", p.fragment, found)
		}
		if !bytes.Contains(page, []byte(`<html lang="en"`)) {
			t.Errorf("%s: no language", p.fragment)
		}
	}
}

func TestWorkerListsEveryFile(t *testing.T) {
	files := testFiles(t, "")
	_, rest, _ := strings.Cut(string(files[workerName]), "const build = ")
	var build struct {
		ID    string
		Files map[string]string
	}
	if err := json.NewDecoder(strings.NewReader(rest)).Decode(&build); err != nil {
		t.Fatal(err)
	}
	for name := range files {
		listed := build.Files[address(name)] != ""
		if wanted := name != workerName && name != notFoundName && name != headersName && name != typesName; listed != wanted {
			t.Errorf("%s: listed is %t, want %t", name, listed, wanted)
		}
	}
}

func TestCompressedFilesUnpack(t *testing.T) {
	text := bytes.Repeat([]byte("eight to twenty-two minutes "), 50)
	files := map[string][]byte{"a.txt": text, "tiny.txt": []byte("x"), "a.png": text}
	if err := compressAll(files, 5); err != nil {
		t.Fatal(err)
	}
	gz, err := gzip.NewReader(bytes.NewReader(files["a.txt.gz"]))
	if err != nil {
		t.Fatal(err)
	}
	for name, r := range map[string]io.Reader{"br": brotli.NewReader(bytes.NewReader(files["a.txt.br"])), "gz": gz} {
		if got, err := io.ReadAll(r); err != nil || !bytes.Equal(got, text) {
			t.Errorf("%s: %d bytes, %v", name, len(got), err)
		}
	}
	if len(files) != 5 {
		t.Errorf("%d files, want no larger or twice packed ones", len(files))
	}
}

func TestIcons(t *testing.T) {
	icons, err := drawIcons()
	if err != nil {
		t.Fatal(err)
	}
	for want, data := range map[int][]byte{192: icons.touch, 512: icons.maskable} {
		img, err := png.Decode(bytes.NewReader(data))
		if err != nil || img.Bounds().Dx() != want {
			t.Errorf("%d: %v", want, err)
		}
	}
	img, _ := png.Decode(bytes.NewReader(icons.maskable))
	if _, _, _, alpha := img.At(0, 0).RGBA(); alpha != 0xffff {
		t.Error("a maskable icon must fill its square")
	}
}

func TestRunWantsItsFlags(t *testing.T) {
	for _, args := range [][]string{nil, {"dance"}, {"export"}, {"serve"}, {"export", "-out", "x", "-brotli", "12"}} {
		if err := run(t.Context(), args, io.Discard); err != errUsage {
			t.Errorf("%v: %v, want the usage", args, err)
		}
	}
}
