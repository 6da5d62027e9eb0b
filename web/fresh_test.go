package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"therapytally/web/gotest"
	"therapytally/web/lean"
	"therapytally/web/view"
)

// What a machine does that has never seen this project: it builds the client and
// the site, with every Go that we support, with one that nobody has read yet and
// with another go-app.

// cleanFlags is the environment without the go.mod that the tests are run with.
func cleanFlags(more ...string) []string {
	env := os.Environ()
	for _, name := range []string{"GOFLAGS=", "MAKEFLAGS=", "MAKELEVEL=", "MFLAGS="} {
		kept := env[:0:0]
		for _, entry := range env {
			if !strings.HasPrefix(entry, name) {
				kept = append(kept, entry)
			}
		}
		env = kept
	}
	return append(env, more...)
}

// clone is a copy of the project's sources, as a fresh clone has them.
func clone(t *testing.T) string {
	t.Helper()
	project, err := projectRoot(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	list := exec.Command("git", "ls-files", "-z", "-c", "-o", "--exclude-standard")
	list.Dir = project
	out, err := list.Output()
	if err != nil {
		t.Skipf("NOT PROVEN: the sources are listed by git, and it says %v", err)
	}
	dir := t.TempDir()
	for name := range strings.SplitSeq(strings.TrimSuffix(string(out), "\x00"), "\x00") {
		data, err := os.ReadFile(filepath.Join(project, name))
		if err != nil {
			continue // removed, and not yet committed
		}
		if err := writeAll(dir, map[string][]byte{name: data}); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// The first command works where no module is in the cache, with every Go.
func TestBuildsFromAnEmptyModuleCache(t *testing.T) {
	gotest.Each(t, lean.Releases(), func(t *testing.T, g gotest.Go) {
		project, modules := clone(t), t.TempDir()
		build := exec.Command("make", "build", "BROTLI=0")
		build.Dir = project
		// What the machine has downloaded once is not asked for again, but it is
		// unpacked and checked as if it came from elsewhere.
		build.Env = cleanFlags(append(g.Env, "GOMODCACHE="+modules, "GOFLAGS=-modcacherw", "GOPROXY="+localProxy(t))...)
		out, err := build.CombinedOutput()
		if err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		if bytes.Contains(out, []byte("warning")) {
			t.Errorf("it warns:\n%s", out)
		}
		wasm := siteClient(t, filepath.Join(project, "build", "site"))
		if !bytes.Contains(wasm, []byte(g.Version)) {
			t.Errorf("the client is not built with %s", g.Version)
		}
		if unpacked, err := filepath.Glob(filepath.Join(modules, "github.com", "maxence-charriere", "go-app", "*")); err != nil || len(unpacked) != 1 {
			t.Errorf("go-app did not come into the empty cache: %v, %v", unpacked, err)
		}
	})
}

// localProxy is the machine's own store of downloads, and behind it the usual.
func localProxy(t *testing.T) string {
	t.Helper()
	out, err := exec.Command("go", "env", "GOMODCACHE", "GOPROXY").Output()
	if err != nil {
		t.Fatal(err)
	}
	modules, proxy, _ := strings.Cut(strings.TrimSpace(string(out)), "\n")
	return "file://" + filepath.ToSlash(filepath.Join(modules, "cache", "download")) + "," + proxy
}

// siteClient is the one client of a site.
func siteClient(t *testing.T, dir string) []byte {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(dir, "app.*.wasm"))
	if err != nil || len(names) != 1 {
		t.Fatalf("the site's clients are %v, %v", names, err)
	}
	for _, name := range []string{"index.html", workerName, noticesName, filepath.Base(names[0]) + namesSuffix} {
		if info, err := os.Stat(filepath.Join(dir, name)); err != nil || info.Size() < 1000 {
			t.Errorf("the site is not whole: %s: %v", name, err)
		}
	}
	wasm, err := os.ReadFile(names[0])
	if err != nil {
		t.Fatal(err)
	}
	return wasm
}

// programDir holds the program, once a test has asked for it.
var programDir string

// program builds this command once for the tests that run it.
var program = sync.OnceValues(func() (string, error) {
	var err error
	if programDir, err = os.MkdirTemp("", "tally-web"); err != nil {
		return "", err
	}
	file := filepath.Join(programDir, "web")
	if out, err := exec.Command("go", "build", "-o", file, ".").CombinedOutput(); err != nil {
		return "", fmt.Errorf("%w\n%s", err, out)
	}
	return file, nil
})

func TestMain(m *testing.M) {
	code := m.Run()
	if programDir != "" {
		os.RemoveAll(programDir)
	}
	os.Exit(code)
}

// exported is what an export wrote and said.
type exported struct {
	wasm     []byte
	warnings []string
}

// exportWith runs the export with a "go" in front of the real one, a script in
// which "$real" is that; "" is the real one alone.
func exportWith(t *testing.T, script string, args ...string) exported {
	t.Helper()
	file, err := program()
	if err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(t.TempDir(), "site")
	export := exec.Command(file, append([]string{"export", "-out", out, "-brotli", "0"}, args...)...)
	export.Env = cleanFlags()
	if script != "" {
		export.Env = append(export.Env, "PATH="+fakeGo(t, script)+string(os.PathListSeparator)+os.Getenv("PATH"))
	}
	var complaints bytes.Buffer
	export.Stderr = &complaints
	if err := export.Run(); err != nil {
		t.Fatalf("%v\n%s", err, complaints.Bytes())
	}
	e := exported{wasm: siteClient(t, out)}
	for line := range strings.Lines(complaints.String()) {
		e.warnings = append(e.warnings, strings.TrimSpace(line))
	}
	return e
}

// fakeGo writes the script as a command "go" and returns its folder.
func fakeGo(t *testing.T, script string) string {
	t.Helper()
	real, err := exec.LookPath("go")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	text := "#!/usr/bin/env bash\nset -euo pipefail\nreal='" + real + "'\n" + script + "\nexec \"$real\" \"$@\"\n"
	if err := os.WriteFile(filepath.Join(dir, "go"), []byte(text), 0o755); err != nil {
		t.Fatal(err)
	}
	return dir
}

// afterLink changes the linked client with sed.
func afterLink(change string) string {
	return `if [ "$1" = build ]; then
  "$real" "$@"
  while [ "$1" != -o ]; do shift; done
  LC_ALL=C sed -i '` + change + `' "$2"
  exit
fi`
}

// afterDownload changes what go says of the pinned go-app.
func afterDownload(change string) string {
	return `if [ "$1 $2" = "mod download" ]; then
  "$real" "$@" | sed '` + change + `'
  exit
fi`
}

// Each optimization works without the other, and makes the client smaller.
func TestTricksAreSeparate(t *testing.T) {
	if installed := gotest.Installed(t); !lean.Knows(installed.Version) {
		t.Skipf("the layout of %s is not known", installed.Version)
	}
	project, err := projectRoot(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	size := map[string]int{}
	for name, args := range map[string][]string{
		"both": nil, "light": {"-lean=false"}, "lean": {"-light=false"}, "neither": {"-light=false", "-lean=false"},
	} {
		e := exportWith(t, "", args...)
		size[name] = len(e.wasm)
		if len(e.warnings) > 0 {
			t.Errorf("%s: it warns: %q", name, e.warnings)
		}
		if bytes.Contains(e.wasm, []byte(project)) {
			t.Errorf("%s: a path of this machine is in it", name)
		}
		if has := bytes.Contains(e.wasm, []byte("Transfer-Encoding")); has != strings.Contains("lean neither", name) {
			t.Errorf("%s: go-app's server is in it: %t", name, has)
		}
		if has := bytes.Contains(e.wasm, []byte("runtime.mallocgc")); has != strings.Contains("light neither", name) {
			t.Errorf("%s: names of functions are in it: %t", name, has)
		}
	}
	if size["both"] >= min(size["light"], size["lean"]) || max(size["light"], size["lean"]) >= size["neither"] {
		t.Errorf("bytes: %v", size)
	}
}

// What does not know what it meets steps aside with one line, and the site is
// written all the same.
func TestUnknownStepsAside(t *testing.T) {
	tampered := tamperedView(t)
	for name, c := range map[string]struct {
		script, says  string
		light, lean   bool
		warningsCount int
	}{
		"a Go that nobody has read":     {afterLink(`s/go1\.2[0-9]\./go1.99./g`), `Go "go1.99.`, true, false, 1},
		"a table that lies otherwise":   {afterLink(`s/\xf1\xff\xff\xff\x00\x00\x01\x08/\xf2\xff\xff\xff\x00\x00\x01\x08/`), "no table of functions", true, false, 1},
		"a go-app that nobody has read": {afterDownload(`s/"Version": "v10[^"]*"/"Version": "v10.99.0"/`), "go-app is v10.99.0", false, true, 1},
		"a go-app that reads otherwise": {afterDownload(`s|"Dir": "[^"]*"|"Dir": "` + tampered + `"|`), "pkg/app/js.go", false, true, 1},
	} {
		t.Run(name, func(t *testing.T) {
			e := exportWith(t, c.script)
			if len(e.warnings) != c.warningsCount || !strings.HasPrefix(e.warnings[0], "web: warning: ") || !strings.Contains(e.warnings[0], c.says) {
				t.Errorf("it says %q", e.warnings)
			}
			if light := !bytes.Contains(e.wasm, []byte("Transfer-Encoding")); light != c.light {
				t.Errorf("it is without go-app's server: %t", light)
			}
			known := lean.Knows(gotest.Installed(t).Version)
			if leaner := !bytes.Contains(e.wasm, []byte("runtime.mallocgc")); leaner != (c.lean && known) {
				t.Errorf("it is without names: %t", leaner)
			}
		})
	}
}

// tamperedView is go-app with a line more in front of one of its files.
func tamperedView(t *testing.T) string {
	t.Helper()
	ask := exec.Command("go", "mod", "download", "-json", "-modfile=go.mod", view.Module)
	ask.Dir = ".."
	out, err := ask.Output()
	var module struct{ Dir string }
	if err := errors.Join(err, json.Unmarshal(out, &module)); err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(module.Dir)); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(dir, "pkg", "app", "js.go")
	text, err := os.ReadFile(file)
	if err := errors.Join(err, os.Chmod(file, 0o644), os.WriteFile(file, append([]byte("// moved\n"), text...), 0o644)); err != nil {
		t.Fatal(err)
	}
	return dir
}
