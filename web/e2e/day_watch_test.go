package e2e

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// passes moves the clock on by seconds and tells the page nothing: it has to see
// for itself.
func (p *tab) passes(seconds int) {
	p.t.Helper()
	eval[bool](p, fmt.Sprintf(`(sessionStorage.setItem("test-skip", Number(sessionStorage.getItem("test-skip") ?? 0) + %d), true)`, seconds*1000))
}

// shareFor makes a shared tablet of the page for the fewest minutes.
func (p *tab) shareFor2Minutes() {
	p.t.Helper()
	p.click("#shared-device")
	p.until(`document.activeElement.id === "keep-shared"`)
	p.click("#keep-shared")
	p.choose("#keep-idle", "2")
	p.waitText("#kept-line", "Shared tablet: visits are deleted when nobody touches it for 2 minutes")
}

// counted are the seconds that a countdown has shown.
const counted = `(() => { self.shown = []; new MutationObserver(() => {
	const n = document.querySelector("#countdown").open ? Number(/(\d+) second/.exec(document.querySelector("#countdown-text").textContent)?.[1]) : 0;
	if (n && n !== shown.at(-1)) shown.push(n);
}).observe(document.querySelector("#countdown"), {subtree: true, attributes: true, childList: true, characterData: true}); return true; })()`

// The countdown is drawn second by second though nothing else is.
func TestDayCountdownIsDrawn(t *testing.T) {
	t.Parallel()
	theTurns.leave(t)
	p := newTab(t, newSite(t), before(dayClock))
	p.openVisit()
	p.fill("#service-1-minutes", "38")
	p.shareFor2Minutes()
	p.kept("localStorage", `"38"`)
	eval[bool](p, counted)
	p.passes(58)
	p.until(`document.querySelector("#countdown").open`)
	p.until(`shown.length >= 4`)
	for i, shown := 1, eval[[]int](p, `shown`); i < len(shown); i++ {
		if shown[i] >= shown[i-1] {
			t.Errorf("it counts %v", shown)
		}
	}
	p.passes(45)
	p.until(`shown.at(-1) < 15`)
	p.waitText("#notices", "Nobody touched this tablet for 2 minutes")
	p.has("#service-1-minutes", "")
	p.clean()
}

// A timer is use of the tablet until it has asked, after an hour, whether the
// treatment goes on; then nobody is there unless somebody answers.
func TestDayTimerHoldsThePurgeUntilItAsks(t *testing.T) {
	t.Parallel()
	p := newTab(t, newSite(t), before(dayClock))
	p.openVisit()
	p.shareFor2Minutes()
	p.click("#timer-1")
	p.until(`document.querySelector("#timer-1.running")`)
	eval[bool](p, counted)
	for range 11 {
		p.passes(5 * 60)
		settle()
		settle()
	}
	p.until(`document.querySelector("#service-1-minutes").value === "55"`)
	if eval[bool](p, `shown.length > 0 || document.querySelector("#still").open || document.querySelector("#countdown").open`) {
		t.Fatal("within the hour it asks")
	}
	p.passes(5 * 60)
	p.until(`document.querySelector("#still").open`)
	p.waitText("#still-text", "Visit 1: 97530 has run for 60 minutes.")
	p.accessible()
	p.click("#still-on")
	p.until(`!document.querySelector("#still").open && document.querySelector("#timer-1.running")`)
	p.passes(31 * 60)
	p.waitText("#still-text", "Visit 1 has 91 minutes of one-on-one time")
	p.until(`document.querySelector("#still").open`)
	p.click("#still-on")
	p.until(`!document.querySelector("#still").open`)
	p.passes(60 * 60)
	p.until(`document.querySelector("#still").open && !document.querySelector("#countdown").open`)
	p.has("#service-1-minutes", "151")
	p.passes(60)
	p.until(`document.querySelector("#countdown").open`)
	p.passes(61)
	p.waitText("#notices", "Nobody touched this tablet for 2 minutes")
	p.until(`!document.querySelector("#still").open && !document.querySelector("#countdown").open`)
	p.has("#service-1-minutes", "")
	p.clean()
}

// The question comes from whichever visit, and its answers are few taps.
func TestDayTimerAsksFromAnotherVisit(t *testing.T) {
	t.Parallel()
	p := newTab(t, newSite(t), before(dayClock))
	p.openVisit()
	p.click("#timer-1")
	p.until(`document.querySelector("#timer-1.running")`)
	p.newVisit("7", "23")
	p.passes(60 * 60)
	p.waitText("#still-text", "Visit 1: 97530 has run for 60 minutes.")
	p.until(`document.querySelector("#still").open`)
	p.click("#still-stop")
	p.until(`!document.querySelector("#still").open`)
	p.has("#visit-label", "7")
	p.click("#day-before")
	p.has("#service-1-minutes", "60")
	p.until(`document.querySelector("#timer-1:not(.running)")`)
	p.click("#timer-1")
	p.until(`document.querySelector("#timer-1.running")`)
	p.click("#day-after")
	p.has("#visit-label", "7")
	p.passes(60 * 60)
	p.until(`document.querySelector("#still").open`)
	p.click("#still-before")
	p.until(`document.activeElement.id === "span-to" && document.querySelector("#visit-label").value === "1"`)
	from := p.value("#span-from")
	var h, m int
	if _, err := fmt.Sscanf(from, "%d:%d", &h, &m); err != nil {
		t.Fatal(from, err)
	}
	if h = h*60 + m + 15; h >= 24*60 {
		t.Skip("the fake clock stands at midnight")
	}
	p.fill("#span-to", fmt.Sprintf("%d:%02d", h/60, h%60))
	p.click("#span-save")
	p.until(`["74", "75"].includes(document.querySelector("#service-1-minutes").value)`) // 60 and 15, less begun minutes
	p.clean()
}

// midday sets the clock to noon of a Friday, and lets the test move it on.
const midday = `(() => {
	const Real = Date, to = new Real(2026, 11, 4, 12).getTime() - Real.now(), since = performance.now.bind(performance);
	const by = () => Number(localStorage.getItem("test-skip") ?? 0);
	self.Date = class extends Real {
		constructor(...a) { a.length ? super(...a) : super(Real.now() + to + by()); }
		static now() { return Real.now() + to + by(); }
	};
	performance.now = () => since() + by();
})()`

// moves moves the midday clock of every tab.
func (p *tab) moves(d time.Duration) {
	p.t.Helper()
	eval[bool](p, fmt.Sprintf(`(localStorage.setItem("test-skip", Number(localStorage.getItem("test-skip") ?? 0) + %d), true)`, d.Milliseconds()))
}

// What is typed on a Friday is there on Monday, with nothing chosen: over a
// closed tab, a killed one and midnights in an open one; and gone on Tuesday.
func TestDayIsThereOnTheNextWorkingDay(t *testing.T) {
	t.Parallel()
	p := newTab(t, newSite(t), before(midday), before(`navigator.storage.persist = async () => { self.persisted = (self.persisted ?? 0) + 1; return true; }`))
	p.openVisit()
	p.shows("#kept-line", "Kept on this device until the end of Monday, December 7.")
	p.usualVisit()
	p.kept("localStorage", "service-3-minutes")
	p.until(`self.persisted === 1`)
	another := func() *tab {
		q := p.another()
		q.do(chromedp.Action[chromedp.Void](before(midday)))
		q.open("/")
		q.ready()
		return q
	}
	killed := another()
	killed.has("#service-3-minutes", "15")
	killed.fill("#service-3-minutes", "16")
	p.has("#service-3-minutes", "16") // two tabs show the same visits
	killed.kept("localStorage", `"16"`)
	killed.crash()
	for range 3 { // to Monday noon, over three midnights
		p.moves(24 * time.Hour)
		settle()
		settle()
	}
	p.has("#service-3-minutes", "16")
	p.shows("#kept-line", "until the end of Monday, December 7.")
	p.until(`document.querySelector("#date").value === "2026-08-03"`)
	closed := another()
	closed.has("#service-3-minutes", "16")
	p.moves(13 * time.Hour) // Tuesday, one in the morning
	p.waitText("#notices", "1 visit will be deleted in a minute: the time to keep it has ended.")
	late := another() // a page that opens does not show it
	late.has("#service-1-minutes", "")
	p.moves(61 * time.Second)
	p.waitText("#notices", "1 visit was deleted: the time to keep it ended.")
	if kept := p.stored("localStorage"); strings.Contains(kept, "97110") {
		t.Errorf("the device still holds %s", kept)
	}
	p.shows("#kept-line", "until the end of Wednesday, December 9.")
	p.reload()
	p.ready()
	if n := eval[int](p, `self.persisted ?? 0`); n != 0 {
		t.Error("it asks the browser again")
	}
	p.clean()
}

// Only a browser that deletes what it has kept for seven days says so.
func TestDaySaysWhatSafariDeletes(t *testing.T) {
	t.Parallel()
	p := newTab(t, newSite(t))
	p.openVisit()
	p.click("#keeping-toggle")
	p.until(`document.querySelector("#keep-safari").hidden`)
	const apple = `Object.defineProperty(Navigator.prototype, "vendor", {get: () => "Apple Computer, Inc."});`
	p.restart(apple)
	p.click("#keeping-toggle")
	p.waitText("#keep-safari", "If you use Safari for seven days without opening this page")
	p.looks("day-safari")
	p.click("#keep-on")
	p.until(`document.querySelector("#keep-safari").hidden`)
	p.click("#keep-on")
	p.restart(apple + `navigator.storage.persisted = async () => true;`)
	p.click("#keeping-toggle")
	settle()
	p.until(`document.querySelector("#keep-safari").hidden`)
	p.clean()
}
