package e2e

import (
	"fmt"
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// sameVisits puts n visits of 97530 x2, 97110 x1 and 97140 x1 on the sheet, the
// last of them with another unit of 97530.
func (p *tab) sameVisits(n int) {
	p.t.Helper()
	p.usualVisit()
	p.click("#day-all")
	for i := 2; i <= n; i++ {
		p.click("#day-copy")
		p.waitText(".day-bar label", fmt.Sprintf("Visit %d of %d", i, i))
		p.setDate("2026-08-03")
	}
	p.click("#day-all")
	p.fill("#service-1-minutes", "45")
	p.waitText("#answer", "5 units")
}

// TestDaySignals counts ten visits: 9 x 2 + 3 = 21 of 9 x 4 + 5 = 41 units are
// 97530, 9 of 10 visits have 2 of them, and none has 59.
func TestDaySignals(t *testing.T) {
	t.Parallel()
	p := newTab(t, newSite(t), before(dayClock))
	p.openVisit()
	p.waitText("#signals-state", "Needs at least 10 visits; this sheet has 1.")
	p.click("#signals-toggle")
	p.waitText("#signals-left", "1 visit has no result yet and was not counted.")
	p.waitText("#signal-share", "Needs at least 10 visits with a result; this sheet has 0.")
	p.looks("day-signals-few")
	p.sameVisits(10)
	counted := func() {
		p.waitText("#signal-share", "21 units of 97530, of 41 billed on 10 visits. 21 ÷ 41 = 51.2 %.")
		p.shows("#signal-same", "2 units of 97530 on 9 visits, of 10 visits that bill it. 9 ÷ 10 = 90.0 %.")
		p.shows("#signal-apart", "0 visits with 59, XE, XP, XS or XU on a line, of 10 visits. 0 ÷ 10 = 0.0 %.")
		p.shows("#signal-share", "Keep in mind: No source gives a limit")
		p.shows("#signals", "proves nothing by itself")
		p.shows("#signals-state", "10 visits, for information only.")
	}
	counted()
	p.click(".signals summary")
	p.looks("day-signals")
	p.kept("localStorage", `"45"`)
	p.reload()
	p.ready()
	p.click("#signals-toggle") // none of the other nine has been worked out
	counted()
	p.click("#source-audit-share-97530")
	p.waitText("#why", "Sirius Solutions Global")
	p.press(kb.Escape)
	p.until(`document.activeElement.id === "source-audit-share-97530"`)
	p.clean()
}
