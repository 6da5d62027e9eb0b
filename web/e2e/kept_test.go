package e2e

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/network"
)

// saysOfCopy waits for what the foot of the page says of the copy for offline
// use, and the panel with it.
func (p *tab) saysOfCopy(want string) {
	p.t.Helper()
	p.waitText("#copy", want)
	p.waitText("#copy-kept", want)
}

// pageFile is a page as it is exported.
func pageFile(t *testing.T, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(theSuite(t).export, name))
	if err != nil {
		t.Error(err)
	}
	return data
}

// keptSince is what the page says of a copy made today.
func keptSince() string {
	return "Works offline: kept on this device since " + time.Now().Format("Jan 2, 2006") + "."
}

func TestThePageSaysThatItIsKept(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	p := newTab(t, s)
	p.openVisit()
	p.saysOfCopy(keptSince())
	p.accessible()
	if got := eval[string](p, `navigator.serviceWorker.getRegistration().then((r) => r.updateViaCache)`); got != "none" {
		t.Errorf("the browser may keep the worker's script: updateViaCache is %q", got)
	}
	s.stop()
	p.reload()
	p.ready()
	p.saysOfCopy(keptSince())
	p.waitText("#offline", "Offline: everything works")
	if text := p.text("#offline"); strings.Contains(text, "until") {
		t.Errorf("with a copy it says %q", text)
	}
	p.open("/patient/#lang=es")
	p.ready()
	p.waitText("#copy", "Funciona sin internet: está en este aparato desde el ")
	p.accessible()
	p.clean()
}

// Each page without a copy says so, and why; the copy that can be made after
// all is made without a reload.
func TestThePageSaysWhyItIsNotKept(t *testing.T) {
	t.Parallel()
	t.Run("plain http", func(t *testing.T) {
		p := newTab(t, newSite(t), before(`Object.defineProperty(window, "isSecureContext", {value: false}); delete Navigator.prototype.serviceWorker`))
		p.openVisit()
		p.saysOfCopy("Not kept for offline use: this page was not opened over https.")
		eval[bool](p, `(Object.defineProperty(navigator, "onLine", {configurable: true, value: false}), dispatchEvent(new Event("offline")))`)
		p.waitText("#offline", "everything works until you reload or close this page")
		p.accessible()
	})
	t.Run("no worker", func(t *testing.T) {
		s := newSite(t)
		s.fault("sw.js", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusForbidden) })
		p := newTab(t, s)
		p.openVisit()
		p.saysOfCopy("Not kept for offline use: the file sw.js could not be loaded.")
		p.accessible()
	})
	t.Run("an altered page", func(t *testing.T) {
		s := newSite(t)
		s.fault("library", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html")
			fmt.Fprintf(w, "%s<!-- counted -->", pageFile(t, "library/index.html"))
		})
		p := newTab(t, s)
		p.openVisit()
		p.saysOfCopy("Not kept for offline use: the file library/index.html differs from its build.")
		s.fault("library", nil)
		p.saysOfCopy(keptSince())
	})
}

// ownCopies counts the kept versions of the site. What a clinic has put beside
// it is kept apart from them.
const ownCopies = `caches.keys().then((names) => names.filter((name) => /:[0-9a-f]{16}$/.test(name)).length)`

// One reload after an eviction fetches each file once, also where the browser
// may store nothing.
func TestAnEvictedCopyIsFetchedOnce(t *testing.T) {
	t.Parallel()
	s := newSite(t, unstored())
	p := newTab(t, s)
	p.openVisit()
	p.saysOfCopy(keptSince())
	eval[bool](p, `caches.keys().then((names) => Promise.all(names.map((n) => caches.delete(n)))).then(() => true)`)
	call(p, network.ClearBrowserCache, cdp.Empty{})
	s.sent.Store(0)
	from := len(s.log.since(0))
	p.reload()
	p.ready()
	p.saysOfCopy(keptSince())
	settle()
	if n := eval[int](p, ownCopies); n != 1 {
		t.Errorf("%d copies are left", n)
	}
	asked, all := map[string]int{}, 0
	for _, r := range s.log.since(from) {
		asked[r.url]++
		all++
	}
	for url, n := range asked {
		if n > 1 && !strings.HasSuffix(url, "/sw.js") && !strings.HasSuffix(url, "/clinic.json") {
			t.Errorf("%s was asked for %d times", url, n)
		}
	}
	t.Logf("%d requests, %d bytes", all, s.sent.Load())
	s.stop()
	p.reload()
	p.ready()
	p.clean()
}

// A site whose own policy forbids programs is not taken for an old browser.
func TestAPolicyThatForbidsProgramsIsNamed(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.fault("/", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		w.Header().Set("Content-Security-Policy", "default-src 'self'")
		w.Write(pageFile(t, "index.html"))
	})
	p := newTab(t, s)
	p.open("/")
	p.state("forbidden")
	p.waitText("#loading-text", "its Content-Security-Policy must allow 'wasm-unsafe-eval'")
	p.accessible()
}
