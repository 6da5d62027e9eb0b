package e2e

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/chromedp/cdproto/storage"
)

// exported reads a file of the export; a name without its hash means any hash.
func exported(t *testing.T, name string) []byte {
	t.Helper()
	ext := filepath.Ext(name)
	found, err := filepath.Glob(filepath.Join(theSuite(t).export, strings.TrimSuffix(name, ext)+".*"+ext))
	if err != nil || len(found) != 1 {
		t.Fatalf("%s is exported as %v: %v", name, found, err)
	}
	data, err := os.ReadFile(found[0])
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// cutAt breaks the connection after a part of the data.
func cutAt(data []byte, percent int) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", strconv.Itoa(len(data)))
		w.Header().Set("Access-Control-Allow-Origin", "*")
		w.Write(data[:len(data)*percent/100])
		panic(http.ErrAbortHandler)
	}
}

// asType sends the right data as something else.
func asType(data []byte, kind string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", kind)
		w.Header().Set("X-Content-Type-Options", "nosniff")
		w.Write(data)
	}
}

// counting counts what a handler was asked.
func counting(asked *atomic.Int64, h http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		asked.Add(1)
		h(w, r)
	}
}

// hurry says that the network is back, which is when a download waits no
// longer, until another answer was asked for.
func (p *tab) hurry(asked *atomic.Int64) {
	p.t.Helper()
	was := asked.Load()
	for end := time.Now().Add(patience); asked.Load() == was; time.Sleep(20 * time.Millisecond) {
		if time.Now().After(end) {
			p.t.Fatal("nothing was asked for again")
		}
		eval[bool](p, `dispatchEvent(new Event("online"))`)
	}
}

func TestDownloadHealsByItself(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	wasm := exported(t, "app.wasm")
	kinds := networkFaults()
	var asked atomic.Int64
	s.fault("app.wasm", counting(&asked, kinds["server error"]))
	p := newTab(t, s)
	p.open("/")
	p.state("retrying")
	p.waitText("#loading-text", "Check the internet connection")
	p.accessible()
	for end := time.Now().Add(patience); asked.Load() < 2; time.Sleep(20 * time.Millisecond) { // by itself, after a second
		if time.Now().After(end) {
			t.Fatal("it does not try again by itself")
		}
	}
	// a sign-in page comes four times: it must not be taken for an old browser
	faults := []http.HandlerFunc{kinds["missing"], kinds["captive portal"], kinds["captive portal"], kinds["captive portal"], kinds["captive portal"]}
	for _, percent := range []int{1, 10, 50, 90, 99} {
		faults = append(faults, cutAt(wasm, percent))
	}
	for _, fault := range faults {
		s.fault("app.wasm", counting(&asked, fault))
		p.hurry(&asked)
		p.hurry(&asked) // the one before has failed
		if got := eval[string](p, `document.documentElement.dataset.app`); got != "retrying" {
			t.Fatalf("the page is %s", got)
		}
	}
	s.fault("app.wasm", counting(&asked, asType(wasm, "text/plain"))) // the right bytes are enough
	p.hurry(&asked)
	p.ready()
	p.until(`performance.getEntriesByName("app-ready").length === 1`)
}

// What the compiler refuses with every byte right is the browser's own.
func TestClientThatTheBrowserRefuses(t *testing.T) {
	t.Parallel()
	client := filepath.Join(t.TempDir(), "app.wasm")
	if err := os.WriteFile(client, []byte("\x00asm\x01\x00\x00\x00 of another time"), 0o600); err != nil {
		t.Fatal(err)
	}
	s := newSite(t)
	s.deploy(exportClient(t, client, "refused"))
	p := newTab(t, s)
	p.open("/")
	p.state("unsupported")
	p.waitText("#loading-text", "too old")
}

const styled = `getComputedStyle(document.querySelector(".skip")).position === "absolute" && !!document.querySelector("link[rel=stylesheet]").sheet`

func TestStyleSheetHealsByItself(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	css := exported(t, "app.css")
	kinds := networkFaults()
	var asked atomic.Int64
	s.fault("app.css", counting(&asked, kinds["captive portal"]))
	p := newTab(t, s)
	p.open("/")
	p.ready()
	for _, fault := range []http.HandlerFunc{kinds["missing"], kinds["server error"], cutAt(css, 50), asType(css, "text/plain")} {
		s.fault("app.css", counting(&asked, fault))
		p.hurry(&asked)
		p.hurry(&asked)
		if eval[bool](p, styled) {
			t.Error("the fault was not one")
		}
	}
	s.fault("app.css", nil)
	p.until(`(dispatchEvent(new Event("online")), ` + styled + `)`)
	p.ready()
}

// A page, the loader: what fails before any script of ours is the browser's
// and the style sheet's to say; opening the page again heals it.
func TestPageAndLoaderHealByReload(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	p := newTab(t, s)
	for name, fault := range networkFaults() {
		for _, file := range []string{"/", "boot.js"} {
			s.fault(file, fault)
			tryNavigate(p, "/")
			s.fault(file, nil)
			if eval[bool](p, `document.documentElement?.dataset.app === "ready"`) {
				t.Errorf("%s of %s is no fault", name, file)
			}
		}
	}
	p.open("/")
	p.ready()
}

// tryNavigate goes to a page that may not arrive.
func tryNavigate(p *tab, path string) {
	eval[bool](p, fmt.Sprintf(`(location.href = %q, true)`, p.site.url(path)))
	p.until(`document.readyState === "complete" && performance.now() > 50`)
}

// tryCopy lets the page try for its offline copy until the page says so much of
// it.
func (p *tab) tryCopy(want string) {
	p.t.Helper()
	p.until(fmt.Sprintf(`(dispatchEvent(new Event("online")), document.querySelector("#copy").innerText.includes(%q))`, want))
}

// Whatever of the rest fails, the page works; only its offline copy waits, and
// comes by itself when the fault is gone. A full device is one more of them. All
// faults at all files are tried in TestWorkerUnderEveryFault of package web.
func TestOfflineCopyHealsByItself(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	var asked atomic.Int64
	kinds := networkFaults()
	s.fault("sw.js", counting(&asked, kinds["captive portal"]))
	p := newTab(t, s)
	p.open("/")
	p.ready()
	const missing = `navigator.serviceWorker.getRegistration().then((r) => !r?.active)`
	for _, fault := range kinds {
		s.fault("sw.js", counting(&asked, fault))
		p.hurry(&asked)
	}
	p.tryCopy("the file sw.js could not be loaded")
	p.until(missing)
	s.fault("library", kinds["captive portal"])
	s.fault("manifest.webmanifest", kinds["missing"]) // it is not needed
	s.fault("sw.js", nil)
	p.tryCopy("the file library/index.html differs from its build")
	p.until(missing)
	p.usualVisitNow()
	p.waitText("#answer", "$103.54")
	origin := eval[string](p, `location.origin`)
	call(p, storage.OverrideQuotaForOrigin, storage.OverrideQuotaForOriginParams{Origin: origin, QuotaSize: new(1000.0)})
	s.fault("library", nil)
	p.tryCopy("not enough room")
	p.until(missing)
	call(p, storage.OverrideQuotaForOrigin, storage.OverrideQuotaForOriginParams{Origin: origin})
	p.tryCopy("Works offline")
	s.stop()
	p.reload()
	p.ready()
	p.waitText("#answer", "$103.54")
}

// usualVisitNow enters the usual visit where the page stands.
func (p *tab) usualVisitNow() {
	p.t.Helper()
	p.setDate("2026-08-03")
	p.usualVisit()
}
