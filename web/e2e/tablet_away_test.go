package e2e

import (
	"context"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// lifecycle hides and freezes the page as a browser does with a tab that
// nobody looks at, or brings it back and to the front: what stays hidden has
// its timers and drawings once a second.
func (p *tab) lifecycle(state page.SetWebLifecycleStateState) {
	p.t.Helper()
	active := state == page.SetWebLifecycleStateStateActive
	if !active {
		p.focused(false) // what seems to be looked at is never hidden
	}
	call(p, page.SetWebLifecycleState, page.SetWebLifecycleStateParams{State: state})
	if active {
		p.focused(true)
	}
}

// A frozen tab runs nothing at all: no interval, no event.
func TestTabletTimerIsRightOverAnHourHalfOfItHidden(t *testing.T) {
	t.Parallel()
	p := tablet(t, newSite(t))
	p.click("#timer-1")
	p.until(`document.querySelector("#timer-1.running")`)
	p.skip(15 * 60)
	p.until(`document.querySelector("#clock-1").textContent.startsWith("15:0")`)
	p.waitText("#service-1-minutes-note", "1 unit")
	p.lifecycle(page.SetWebLifecycleStateStateFrozen)
	p.until(`document.visibilityState === "hidden"`)
	was := p.seconds(1)
	p.skip(30 * 60)
	settle()
	settle()
	settle()
	if now := p.seconds(1); now != was {
		t.Fatalf("the hidden page runs on: %d s, then %d", was, now)
	}
	p.lifecycle(page.SetWebLifecycleStateStateActive)
	p.until(`document.querySelector("#clock-1").textContent.startsWith("45:0")`)
	p.skip(15 * 60)
	p.waitText("#still-text", "97530 has run for 60 minutes") // an hour is asked about
	p.click("#still-stop")
	p.until(`document.querySelector("#timer-1:not(.running)")`)
	p.near(1, [2]int{0, 1})
	p.until(`document.querySelector("#service-1-minutes").value === "60"`)
	p.shows("#why-timed-units", "4 units")
	p.clean()
}

// A locked tablet sleeps and its monotonic clock with it: the hour is right,
// and the clinician is asked.
func TestTabletLockedTabletCountsAndAsks(t *testing.T) {
	t.Parallel()
	p := tablet(t, newSite(t))
	p.click("#timer-1")
	p.until(`document.querySelector("#timer-1.running")`)
	p.skip(15 * 60)
	p.until(`document.querySelector("#clock-1").textContent.startsWith("15:0")`)
	p.lifecycle(page.SetWebLifecycleStateStateFrozen)
	p.until(`document.visibilityState === "hidden"`)
	eval[bool](p, `(tallyClock.jump(30 * 60 * 1000), true)`)
	p.lifecycle(page.SetWebLifecycleStateStateActive)
	p.waitText(".timing .alerts", "locked or asleep, for 30 minutes")
	p.shows(".timing .alerts", "That time is counted")
	p.skip(15 * 60)
	p.waitText("#still-text", "97530 has run for 60 minutes") // an hour is asked about
	p.click("#still-stop")
	p.until(`document.querySelector("#timer-1:not(.running)")`)
	p.near(1, [2]int{0, 1})
	p.until(`document.querySelector("#service-1-minutes").value === "60"`)
	p.click(".alerts .choices button:first-child")
	p.until(`document.querySelector(".timing .alerts").hidden && document.querySelector("#service-1-minutes").value === "60"`)
	p.clean()
}

// sharedClock is one wall clock for every tab of a profile.
const sharedClock = `(() => {
	const Real = Date, wall = Date.now.bind(Date), ten = new Date().setHours(10, 0, 0, 0) - wall();
	const now = () => wall() + ten + Number(localStorage.getItem("test-ahead") ?? 0);
	self.Date = class extends Real {
		constructor(...a) { a.length ? super(...a) : super(now()); }
		static now() { return now(); }
	};
})()`

// A tab that crashes runs nothing to its end. The next one counts on by the
// same clock.
func TestTabletTimerOutlivesAKilledTab(t *testing.T) {
	t.Parallel()
	p := newTab(t, newSite(t), before(sharedClock))
	p.open("/library/")
	killed := p.another()
	killed.do(chromedp.Action[chromedp.Void](before(sharedClock)))
	killed.openVisit()
	killed.keepOn()
	killed.click("#timer-1")
	killed.until(`document.querySelector("#timer-1.running")`)
	started := eval[float64](p, `Date.now()`)
	killed.kept("localStorage", `"from"`)
	killed.crash()
	eval[bool](p, `(localStorage.setItem("test-ahead", 40 * 60 * 1000), true)`)
	p.open("/")
	p.ready()
	p.until(`document.querySelector("#clock-1").textContent.startsWith("40:")`)
	p.click("#timer-1")
	p.until(`document.querySelector("#timer-1:not(.running)")`)
	got, want := float64(p.seconds(1)), (eval[float64](p, `Date.now()`)-started)/1000
	if got < want-2 || got > want+1 { // the readings here stand around the presses
		t.Errorf("the clock shows %.0f s of %.1f", got, want)
	}
	p.until(`document.querySelector("#service-1-minutes").value === "40"`)
	p.clean()
}

// crash kills the tab's process; there is no answer to that.
func (p *tab) crash() {
	ctx, cancel := context.WithTimeout(p.ctx, time.Second)
	defer cancel()
	_, _ = chromedp.Call(ctx, page.Crash, cdp.Empty{})
}

// The answer in short stands over the foot of a narrow page, but not over the
// timer of the service that was just added.
func TestTabletBarLeavesTheTimerFree(t *testing.T) {
	t.Parallel()
	p := newTab(t, newSite(t), size(390, 844))
	p.openVisit()
	p.fill("#service-1-minutes", "30")
	p.addService("97150", "")
	p.waitText("#peek", "97530 denied")
	p.do(focusOn("#service-2-units"))
	settle()
	if on := eval[string](p, `(() => { const r = document.querySelector("#timer-2").getBoundingClientRect();
		return document.elementFromPoint(r.x + r.width / 2, r.bottom - 2)?.closest("button")?.id ?? "nothing"; })()`); on != "timer-2" {
		t.Errorf("over the timer stands %s", on)
	}
	p.waitText("#peek", "3 units")
	p.click("#peek")
	p.until(`document.activeElement.id === "answer-heading" && document.querySelector("#answer").getBoundingClientRect().top < 40`)
	p.click("#day-all")
	p.waitText(".visits", "3 units")
	p.clean()
}
