package e2e

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/network"
)

// tryUpdate asks for an update and returns what became of it, or of the one that
// the browser has begun by itself.
const tryUpdate = `navigator.serviceWorker.getRegistration().then((r) => new Promise((done) => {
	const watch = () => {
		const worker = r.installing;
		worker?.addEventListener("statechange", () => done(worker.state));
	};
	r.addEventListener("updatefound", watch, {once: true});
	watch();
	r.update().catch(() => done("refused"));
}))`

// theCopy is the name of the one version of the site that is kept.
const theCopy = `caches.keys().then((names) => names.find((name) => /:[0-9a-f]{16}$/.test(name)))`

// keepsOnly forgets what is kept of other versions and of their failures, so
// that one is tried for as if never before.
func (p *tab) keepsOnly(copy string) {
	p.t.Helper()
	eval[bool](p, fmt.Sprintf(`caches.keys().then((names) => Promise.all(names.filter((name) => name !== %q).map((name) => caches.delete(name)))).then(() => true)`, copy))
}

// nextExport is a version whose client has other bytes, too: an empty section
// of a name of its own is added to it.
func nextExport(t *testing.T) string {
	t.Helper()
	client := filepath.Join(t.TempDir(), "app.wasm")
	if err := os.WriteFile(client, append(exported(t, "app.wasm"), 0, 5, 4, 'n', 'e', 'x', 't'), 0o600); err != nil {
		t.Fatal(err)
	}
	return exportClient(t, client, "next")
}

// Whatever happens to an update, the version before it opens offline, each
// time. The cuts at random bytes are one here and a hundred with SOAK; all
// faults at all files are tried in TestWorkerUnderEveryFault of package web.
func TestBrokenUpdateLeavesTheOldVersion(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	p := newTab(t, s)
	p.open("/")
	p.installed()
	version, copy := p.text("footer p:nth-of-type(2)"), eval[string](p, theCopy)
	next := nextExport(t)
	s.deploy(next)
	s.stop()
	// The server is up only with the fault: the browser looks for updates itself.
	try := func(what, file, want string, fault http.HandlerFunc) {
		t.Helper()
		s.fault(file, fault)
		s.start()
		p.keepsOnly(copy)
		call(p, network.ClearBrowserCache, cdp.Empty{}) // or what has arrived before is not asked for
		if state := eval[string](p, tryUpdate); state != want {
			t.Fatalf("%s of %s: the update is %s, want %s", what, file, state, want)
		}
		s.stop()
		s.fault(file, nil)
		p.reload()
		p.ready()
		if got := p.text("footer p:nth-of-type(2)"); got != version {
			t.Errorf("%s of %s: offline it shows %q, want %q", what, file, got, version)
		}
	}
	for name, fault := range networkFaults() {
		try(name, "/", "redundant", fault)
		try(name, "sw.js", "refused", fault)
	}
	cuts := 1
	if os.Getenv("SOAK") != "" {
		cuts = 100
	}
	files := map[string]string{"/": "index.html", "library": "library/index.html", "patient": "patient/index.html", "app.wasm": ""}
	for range cuts {
		for file, name := range files { // in no order: one of them at random
			data := append(exported(t, "app.wasm"), 0, 5, 4, 'n', 'e', 'x', 't')
			if name != "" {
				data, _ = os.ReadFile(filepath.Join(next, name))
			}
			at := rand.IntN(len(data))
			try("cut at byte "+strconv.Itoa(at), file, "redundant", func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Content-Length", strconv.Itoa(len(data)))
				w.Write(data[:at])
				panic(http.ErrAbortHandler)
			})
			break
		}
	}
	s.start()
	p.keepsOnly(copy)
	if state := eval[string](p, tryUpdate); state != "installed" {
		t.Errorf("the whole update is %s", state)
	}
}

// An update accepted in the middle of the questions brings the answers over,
// and leaves them in no address.
func TestUpdateKeepsThePatientsAnswers(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	p := newTab(t, s)
	p.openPatient()
	p.installed()
	p.put("start", "2026-08-04")
	p.pick("who-medicare")
	p.whole()
	was := p.text(".answer")
	s.deploy(secondExport(t))
	eval[bool](p, `(goappTryUpdate(), true)`)
	p.until(`!document.querySelector("#update").hidden`)
	p.click("#update-accept")
	p.waitText("footer", "Version second")
	p.ready()
	p.has("#start", "2026-08-04")
	p.whole()
	if now := p.text(".answer"); now != was {
		t.Errorf("the answer was %q and is %q", was, now)
	}
	if at := eval[string](p, `location.href`); at != s.url("/patient/") {
		t.Errorf("the address is %s", at)
	}
	p.clean()
}
