package e2e

import (
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

func TestDownloadHealsByItself(t *testing.T) {
	faults := map[string]http.HandlerFunc{
		"server error": func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusInternalServerError) },
		"missing":      http.NotFound,
		"captive portal": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html")
			io.WriteString(w, "<h1>Welcome to our network</h1>")
		},
		"cut": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "1000")
			io.WriteString(w, "\x00asm")
			panic(http.ErrAbortHandler)
		},
	}
	for name, fault := range faults {
		t.Run(name, func(t *testing.T) {
			s := newSite(t)
			s.fault("app.wasm", fault)
			p := newTab(t, s)
			p.open("/")
			p.state("retrying")
			p.waitText("#loading-text", "Check the internet connection")
			p.accessible()
			s.fault("app.wasm", nil)
			p.ready()
		})
	}
}

func TestOldBrowserIsTold(t *testing.T) {
	p := newTab(t, newSite(t), before(`delete self.WebAssembly`))
	p.open("/")
	p.state("unsupported")
	p.waitText("#loading-text", "too old")
	p.accessible()
	p.clean()
}

func TestBlockedStorageIsNoObstacle(t *testing.T) {
	p := newTab(t, newSite(t), before(`for (const name of ["localStorage", "sessionStorage"]) {
		Object.defineProperty(self, name, {configurable: true, get() { throw new DOMException("blocked", "SecurityError"); }});
	}`))
	p.open("/")
	p.ready()
	p.clean()
}

// A client that ends by itself stands for every panic.
func TestStoppedClientHidesItsResults(t *testing.T) {
	dir := t.TempDir()
	source := filepath.Join(dir, "main.go")
	if err := os.WriteFile(source, []byte("package main\n\nfunc main() { panic(\"planted\") }\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	build := exec.Command("go", "build", "-o", filepath.Join(dir, "app.wasm"), source)
	build.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	s := newSite(t)
	s.deploy(exportClient(t, filepath.Join(dir, "app.wasm"), "dying"))
	p := newTab(t, s)
	p.open("/")
	p.state("stopped")
	p.waitText("#stopped", "Reload")
	if !eval[bool](p, `document.querySelector("#app").getClientRects().length === 0`) {
		t.Error("the calculator is still shown")
	}
	if !strings.Contains(p.text("table"), "8–22") {
		t.Error("the static table is gone")
	}
	p.accessible()
	s.deploy(theSuite(t).export)
	p.click("#stopped-reload")
	p.ready()
}

func TestEvictedCacheHeals(t *testing.T) {
	s := newSite(t)
	p := newTab(t, s)
	p.open("/")
	p.installed()
	eval[bool](p, `caches.keys().then((names) => Promise.all(names.map((n) => caches.delete(n)))).then(() => true)`)
	p.reload()
	p.ready()
	p.until(`caches.keys().then((names) => names.length === 1)`)
	s.stop()
	p.reload()
	p.ready()
	p.clean()
}

func TestUpdateSparesOtherTabsAndOtherCaches(t *testing.T) {
	s := newSite(t)
	p := newTab(t, s)
	p.open("/")
	p.installed()
	q := p.another()
	q.open("/")
	q.installed()
	eval[bool](p, `caches.open("the clinic's own").then(() => true)`)
	eval[bool](q, `self.stillHere = true`)
	s.deploy(exportVariant(t, "second"))
	eval[bool](p, `(goappTryUpdate(), true)`)
	for _, each := range []*tab{p, q} {
		each.until(`!document.querySelector("#update").hidden`)
	}
	p.click("#update-accept")
	p.waitText("footer", "Version second")
	p.ready()
	if !eval[bool](q, `self.stillHere === true && caches.has("the clinic's own")`) {
		t.Error("the other tab was reloaded or another cache deleted")
	}
	q.click("#update-accept")
	q.waitText("footer", "Version second")
	q.ready()
	q.clean()
}
