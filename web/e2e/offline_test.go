package e2e

import (
	"strings"
	"testing"
)

func TestOffline(t *testing.T) {
	t.Parallel()
	for _, prefix := range []string{"", "/clinic/site"} {
		t.Run("at "+prefix+"/", func(t *testing.T) {
			s := newSite(t, under(prefix))
			p := newTab(t, s)
			p.open("/")
			p.installed()
			s.stop()
			p.reload()
			p.ready()
			for _, path := range []string{"/?x=1", "/index.html", "/unknown/path", "/unknown/path?x=1#here"} {
				p.open(path)
				p.ready()
				p.waitText("#app", "Therapy Tally")
			}
			if got := eval[string](p, "location.pathname"); got != prefix+"/" {
				t.Errorf("an unknown path ended at %s", got)
			}
			policy := eval[string](p, `fetch("").then((r) => r.headers.get("Content-Security-Policy") ?? "")`)
			if !strings.Contains(policy, "frame-ancestors 'none'") {
				t.Errorf("offline the page's policy is %q", policy)
			}
			p.clean()
		})
	}
}

// tryUpdate asks for an update and returns what became of it.
const tryUpdate = `navigator.serviceWorker.getRegistration().then((r) => new Promise((done) => {
	r.addEventListener("updatefound", () => {
		const worker = r.installing;
		worker.addEventListener("statechange", () => done(worker.state));
	});
	r.update();
}))`

func TestBrokenUpdateLeavesTheOldVersion(t *testing.T) {
	t.Parallel()
	broken := exportVariant(t, "broken")
	for name, fault := range networkFaults() {
		t.Run(name, func(t *testing.T) {
			s := newSite(t)
			p := newTab(t, s)
			p.open("/")
			p.installed()
			version := p.text("footer")
			s.deploy(broken)
			s.fault("/", fault)
			if state := eval[string](p, tryUpdate); state != "redundant" {
				t.Fatalf("the broken update is %s", state)
			}
			s.stop()
			p.reload()
			p.ready()
			if got := p.text("footer"); got != version {
				t.Errorf("offline it shows %q, want %q", got, version)
			}
		})
	}
}

func TestGoodUpdateWaitsForTheUser(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	p := newTab(t, s)
	p.open("/")
	p.installed()
	eval[bool](p, `self.stillHere = true`)
	s.deploy(exportVariant(t, "second"))
	eval[bool](p, `(goappTryUpdate(), true)`)
	p.until(`!document.querySelector("#update").hidden`)
	settle()
	if !eval[bool](p, `self.stillHere === true`) || strings.Contains(p.text("footer"), "second") {
		t.Fatal("the page reloaded by itself")
	}
	p.accessible()
	p.click("#update-accept")
	p.until(`self.stillHere === undefined`)
	p.ready()
	p.waitText("footer", "Version second")
	s.stop()
	p.reload()
	p.ready()
	p.waitText("footer", "Version second")
	if got := eval[int](p, `caches.keys().then((k) => k.length)`); got != 1 {
		t.Errorf("%d caches are left, want ours alone", got)
	}
	p.clean()
}
