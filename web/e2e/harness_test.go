package e2e

import "testing"

// The checks must not be blind: each planted problem has to be reported, and
// each planted fault of a state seen on the screens that have it.
func TestPlantedProblemsAreSeen(t *testing.T) {
	t.Parallel()
	p := newTab(t, newSite(t))
	p.open("/")
	p.ready()
	for _, plant := range []string{
		`console.error("planted")`,
		`setTimeout(() => { throw new Error("planted"); })`,
		`document.body.setAttribute("style", "color: red")`, // the policy forbids it
	} {
		before := len(p.problemList())
		eval[bool](p, `(`+plant+`, true)`)
		p.drain()
		if len(p.problemList()) == before {
			t.Errorf("not seen: %s", plant)
		}
	}
	for _, fault := range []struct {
		sheet string
		wide  bool // on the widest screen
		seen  func() string
	}{
		{`#app h2 { color: #888; background: #777; }`, true, p.violations},
		{`@media (prefers-color-scheme: dark) { #app h2 { color: #888; background: #777; } }`, true, p.violations},
		{`#app h2 { width: 600px; }`, false, p.faultsOfSize},
		{`#day-new { height: 30px; min-height: 0; }`, true, p.faultsOfSize},
		{`.day-bar .field .box { width: 30px; }`, true, p.faultsOfSize},
		{`.service .code { width: 120px; }`, true, p.faultsOfSize},
	} {
		eval[bool](p, `(self.sheet = new CSSStyleSheet(), sheet.replaceSync("`+fault.sheet+`"), document.adoptedStyleSheets = [sheet], true)`)
		p.screen(1280, "dark")
		if got := fault.seen(); (got != "") != fault.wide {
			t.Errorf("%s on a wide dark screen: %q", fault.sheet, got)
		}
		p.screen(320, "dark")
		if fault.seen() == "" {
			t.Errorf("%s is not seen on a narrow screen", fault.sheet)
		}
	}
}
