package e2e

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// The page "check us yourself" is reached from the calculator, runs nothing,
// reads well on a small screen and opens offline.
func TestCheckPage(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	p := newTab(t, s, size(320, 900))
	p.open("/")
	p.installed()
	s.stop()
	p.click(`footer a[href$="check/"]`)
	p.waitText("h1", "Check us yourself")
	if n := eval[int](p, `document.scripts.length`); n != 0 {
		t.Errorf("it has %d scripts", n)
	}
	if link := eval[string](p, `document.querySelector('a[href$="notices.txt"]').href`); !strings.Contains(eval[string](p, `fetch("`+link+`").then(r => r.text())`), "MIT License") {
		t.Errorf("%s says nothing of a license", link)
	}
	p.accessible()
	if by := eval[int](p, overflow); by > 0 {
		t.Errorf("it scrolls sideways by %d pixels", by)
	}
	p.screenshot("check-320")
	p.do(chromedp.Action[chromedp.Void](size(1280, 900)))
	p.screenshot("check-1280")
	p.click(`section:last-of-type a`)
	p.ready()
	p.clean()
}
