package e2e

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
)

// Going away and coming back loses nothing, whether the browser kept the page
// as it stood or loads it anew.
func TestBackAndForward(t *testing.T) {
	t.Parallel()
	p := newTab(t, newSite(t), before(`addEventListener("pageshow", (e) => { self.cameBack = e.persisted; })`))
	p.openVisit()
	p.fill("#service-1-minutes", "38")
	p.waitText("#answer", "38 timed minutes")
	was := p.text("#why-allowed")
	p.click(`footer a[href$="library/"]`)
	p.until(`location.pathname.endsWith("/library/")`)
	p.ready()
	eval[bool](p, `(setTimeout(() => history.back()), true)`)
	p.until(`!location.pathname.endsWith("/library/")`)
	p.ready()
	t.Logf("from the back-forward cache: %t", eval[bool](p, `self.cameBack`))
	p.has("#service-1-minutes", "38")
	p.waitText("#why-allowed", was)
	eval[bool](p, fmt.Sprintf(rapid, 0)+` && `+fmt.Sprintf(strings.ReplaceAll(rapid, "38", "23"), 0))
	p.until(fmt.Sprintf(`document.querySelector("#why-allowed").innerText !== %q`, was))
	eval[bool](p, `(setTimeout(() => history.forward()), true)`)
	p.until(`location.pathname.endsWith("/library/")`)
	p.ready()
	p.clean()
}

// slowKeys lets time pass between a key and its text, as on a busy device, and
// does with the first key what self.first says.
const slowKeys = `
	addEventListener("keydown", () => { self.first?.(); self.first = null; }, true);
	addEventListener("beforeinput", () => { for (const from = performance.now(); performance.now() - from < 20;); }, true);`

// A key that comes so soon after the focus, or after another visit was opened,
// that the page is drawn while the key's text stands in the field and is not yet
// handled: it is not taken back.
func TestNoKeystrokeIsLost(t *testing.T) {
	t.Parallel()
	p := newTab(t, newSite(t), before(slowKeys))
	p.openEmpty()
	type15 := func(then string) {
		eval[bool](p, `(document.activeElement.blur(), self.first = () => { document.getElementById("service-1-minutes").focus(); `+then+` }, true)`)
		p.press("15")
		p.has("#service-1-minutes", "15")
		p.waitText("#answer", "15 timed minutes")
	}
	type15("")
	p.click("#day-new")
	p.waitText("#day-all", "2")
	p.click("#day-new")
	p.waitText("#day-all", "3")
	type15(`document.getElementById("day-before").click();`)
	p.clean()
}

// rapid types n times without a pause, and once more what counts.
const rapid = `((n) => {
	const field = document.querySelector("#service-1-minutes"), type = (text) => { field.value = text; field.dispatchEvent(new Event("input", {bubbles: true})); };
	field.focus();
	for (let i = 0; i < n; i++) type(String(i %% 120));
	type("38");
	return true;
})(%d)`

// Inputs faster than any hand: the last one is what the answer is of. 10,000
// with SOAK.
func TestRapidInputs(t *testing.T) {
	t.Parallel()
	p := newTab(t, newSite(t))
	p.openVisit()
	p.fill("#service-1-minutes", "38")
	p.waitText("#answer", "38 timed minutes")
	was := p.text("#answer")
	n := 200
	if os.Getenv("SOAK") != "" {
		n = 10000
	}
	from := time.Now()
	if _, err := tryEval[bool](p, fmt.Sprintf(rapid, n)); err != nil {
		t.Fatal(err)
	}
	p.until(fmt.Sprintf(`document.querySelector("#answer").innerText === %q`, was))
	t.Logf("%d inputs in %v", n, time.Since(from))
	settle()
	if now := p.text("#answer"); now != was {
		t.Errorf("the answer is %q, want %q", now, was)
	}
	p.has("#service-1-minutes", "38")
	p.clean()
}

// movedClock sets the page's wall clock ahead by the milliseconds in its name,
// which outlives loads. passes lets time pass on both clocks.
const movedClock = `(() => {
	const Real = Date, mono = performance.now.bind(performance);
	let passed = 0;
	const now = () => Real.now() + Number(window.name) + passed;
	self.Date = class extends Real {
		constructor(...a) { a.length ? super(...a) : super(now()); }
		static now() { return now(); }
	};
	performance.now = () => mono() + passed;
	self.passes = (ms) => { passed += ms; };
})()`

// clockAt moves the page's clock to a moment and opens the page anew.
func (p *tab) clockAt(moment time.Time) {
	p.t.Helper()
	eval[bool](p, fmt.Sprintf(`(window.name = "%d", true)`, time.Until(moment).Milliseconds()))
	p.openEmpty()
}

// Whatever day the device believes it is: the estimate is of that day, or there
// is none and the page says why.
func TestWrongClock(t *testing.T) {
	t.Parallel()
	p := newTab(t, newSite(t), before(movedClock))
	call(p, emulation.SetTimezoneOverride, emulation.SetTimezoneOverrideParams{TimezoneID: "America/New_York"})
	p.open("/")
	last := lastDay(t)
	for _, c := range []struct {
		at   string
		says string // instead of an amount
	}{
		{"2025-11-22T12:00:00-05:00", ""},
		{last.String() + "T23:59:00-05:00", ""},
		{last.AddDays(2).String() + "T12:00:00-05:00", "no price is carried over from another year"},
		{"2019-06-01T12:00:00-04:00", "no price is carried over from another year"},
	} {
		moment, err := time.Parse(time.RFC3339, c.at)
		if err != nil {
			t.Fatal(err)
		}
		p.clockAt(moment)
		p.has("#date", c.at[:10])
		p.fill("#service-1-minutes", "38")
		if c.says == "" {
			p.waitText("#answer", "$")
			continue
		}
		p.waitText("#answer", c.says)
		if text := p.text("#answer"); strings.Contains(text, "$") {
			t.Errorf("%s: an amount stands: %s", c.at, text)
		}
	}
	// the night in which the hour from one to two comes twice
	p.clockAt(time.Date(2026, 11, 1, 5, 30, 0, 0, time.UTC))
	p.has("#date", "2026-11-01")
	p.click("#timer-1")
	for range 4 {
		eval[bool](p, `(passes(15 * 60e3), true)`)
		p.until(`new Promise((done) => setTimeout(done, 300, true))`)
	}
	p.click("#timer-1")
	p.has("#service-1-minutes", "60")
	p.waitText("#answer", "$")
	p.clean()
}
