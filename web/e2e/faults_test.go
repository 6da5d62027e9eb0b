package e2e

import (
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// networkFaults are the ways in which one file can fail to arrive.
func networkFaults() map[string]http.HandlerFunc {
	return map[string]http.HandlerFunc{
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
}

func TestOldBrowserIsTold(t *testing.T) {
	t.Parallel()
	p := newTab(t, newSite(t), before(`delete self.WebAssembly`))
	p.open("/")
	p.state("unsupported")
	p.waitText("#loading-text", "too old")
	p.accessible()
	p.clean()
}

func TestBlockedStorageIsNoObstacle(t *testing.T) {
	t.Parallel()
	p := newTab(t, newSite(t), before(`delete Navigator.prototype.serviceWorker; for (const name of ["localStorage", "sessionStorage"]) {
		Object.defineProperty(self, name, {configurable: true, get() { throw new DOMException("blocked", "SecurityError"); }});
	}`))
	p.open("/")
	p.ready()
	p.clean()
}

// dyingExport is a site whose client panics at once; it stands for every panic.
func dyingExport(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	source, client := filepath.Join(dir, "main.go"), filepath.Join(dir, "app.wasm")
	if err := os.WriteFile(source, []byte("package main\n\nfunc main() { panic(\"planted\") }\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	build := exec.Command("go", "build", "-o", client, source)
	build.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return exportClient(t, client, "dying")
}

func TestStoppedClientHidesItsResults(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.deploy(dyingExport(t))
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
	if got := p.refusedWith(`TherapyTally.estimate({})`); got != "the calculator has stopped" {
		t.Errorf("a question to it says %q", got)
	}
	p.accessible()
}

// A release whose client dies at its start must not lock its users in.
func TestDeadVersionIsReplacedByTheNext(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	p := newTab(t, s)
	p.open("/")
	p.installed()
	s.deploy(dyingExport(t))
	eval[bool](p, `(goappTryUpdate(), true)`)
	p.until(`!document.querySelector("#update").hidden`)
	p.click("#update-accept")
	p.state("stopped")
	s.deploy(exportVariant(t, "mended"))
	p.reload()
	p.state("stopped")
	p.until(`!document.querySelector("#update").hidden`)
	p.click("#update-accept")
	p.waitText("footer", "Version mended")
	p.ready()
}

func TestEvictedCacheHeals(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	p := newTab(t, s)
	p.open("/")
	p.installed()
	s.stop() // first: the worker may look at its copy at any moment, and would bring it again
	eval[bool](p, `caches.keys().then((names) => Promise.all(names.map((n) => caches.delete(n)))).then(() => true)`)
	p.reload()
	p.waitText("main", "Connect to the internet and reload")
	p.accessible()
	s.start()
	p.reload()
	p.ready()
	p.until(ownCopies + `.then((n) => n === 1)`)
	s.stop()
	p.reload()
	p.ready()
	for _, problem := range p.problemList() {
		if !strings.Contains(problem, "status of 503") { // the browser's own word for what it was told
			t.Error(problem)
		}
	}
}

func TestUpdateSparesOtherTabsAndOtherCaches(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	p := newTab(t, s)
	p.open("/")
	p.installed()
	q := p.another()
	q.open("/")
	q.installed()
	eval[bool](p, `caches.open("the clinic's own").then(() => true)`)
	eval[bool](q, `self.stillHere = true`)
	s.deploy(secondExport(t))
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

// A page that is opened as a file has no scripts; it says what it needs.
func TestAFileOnADiskSaysWhatItNeeds(t *testing.T) {
	t.Parallel()
	p := newTab(t, newSite(t))
	p.do(chromedp.Navigate("file://" + filepath.Join(theSuite(t).export, "index.html")))
	p.waitText(".late", "It cannot start from a file on a disk")
}

// Without the loader no script can speak: the style sheet does, after a while.
func TestMissingLoaderIsAdmittedInTheEnd(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.fault("boot.js", http.NotFound)
	p := newTab(t, s)
	p.open("/")
	const shown = `getComputedStyle(document.querySelector(".late")).visibility === "visible"`
	if eval[bool](p, shown) {
		t.Error("the hint is there at once")
	}
	eval[bool](p, `(document.getAnimations().forEach((a) => a.finish()), true)`)
	p.until(shown)
	p.accessible()
}
