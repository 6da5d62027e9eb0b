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
			for _, path := range []string{"/?x=1", "/index.html", "/unknown/path", "/unknown/path?x=1#here", "/#app"} {
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

func TestGoodUpdateWaitsForTheUser(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	p := newTab(t, s)
	p.open("/")
	p.installed()
	eval[bool](p, `self.stillHere = true`)
	p.setDate("2026-08-03")
	p.fill("#service-1-minutes", "3")
	s.deploy(secondExport(t))
	eval[bool](p, `(goappTryUpdate(), true)`)
	p.until(`!document.querySelector("#update").hidden`)
	p.press("8") // the typing goes on where it was
	p.has("#service-1-minutes", "38")
	settle()
	if !eval[bool](p, `self.stillHere === true`) || strings.Contains(p.text("footer"), "second") {
		t.Fatal("the page reloaded by itself")
	}
	p.accessible()
	p.click("#update-accept")
	p.until(`self.stillHere === undefined`)
	p.ready()
	p.has("#service-1-minutes", "38")
	p.waitText("#answer", "$")
	p.waitText("footer", "Version second")
	s.stop()
	p.reload()
	p.ready()
	p.waitText("footer", "Version second")
	if got := eval[int](p, ownCopies); got != 1 {
		t.Errorf("%d caches are left, want ours alone", got)
	}
	p.clean()
}
