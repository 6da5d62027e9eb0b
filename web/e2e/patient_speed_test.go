package e2e

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp/kb"
)

// slowed makes the processor of the page's device so many times slower.
func (p *tab) slowed(times float64) {
	p.t.Helper()
	call(p, emulation.SetCPUThrottlingRate, emulation.SetCPUThrottlingRateParams{Rate: times})
}

// painted measures from each keystroke until the frame with what it changed is
// handed to the screen.
const painted = `(() => {
	window.keystrokes = [];
	window.run = 0;
	addEventListener("input", (e) => {
		const from = e.timeStamp, run = window.run;
		new MutationObserver((_, o) => {
			o.disconnect();
			if (run !== window.run) return;
			requestAnimationFrame(() => { const c = new MessageChannel(); c.port1.onmessage = () => keystrokes.push(performance.now() - from); c.port2.postMessage(0); });
		}).observe(document.querySelector("#next"), {subtree: true, characterData: true, childList: true});
	}, true);
	return true;
})()`

// TestPatientKeystrokeCost types a price as a person does, at a quarter of the
// processor's speed, into a usual course and one of a year where all that can
// be unknown is. The aim is 50 ms for 95 of 100 keystrokes; the limits leave
// room for a machine that does other work too, and catch a page that works the
// whole course out before it paints: that took 240 and 870 ms.
func TestPatientKeystrokeCost(t *testing.T) {
	const limit = 150.0
	p := newTab(t, newSite(t), size(390, 844))
	// The one code that a range of prices is published of.
	p.open("/patient/#v1&who=share-plan&percent=20&rate-kind=visit&per-week=2&weeks=6&start=2026-01-05&discipline=PT&line=97530*3")
	p.ready()
	p.waitText("#course", "12")
	eval[bool](p, painted)
	for _, course := range [][2]string{{"6", "12"}, {"50", "100"}} {
		p.slowed(1)
		p.fill("#weeks", course[0])
		p.waitText("#course", course[1])
		p.whole()
		p.slowed(4)
		eval[bool](p, `(run++, keystrokes.length = 0, document.querySelector("#rate").focus(), true)`)
		const strokes = 12
		for i := range strokes {
			p.press([]string{"1", "2", kb.Backspace, kb.Backspace}[i%4])
			time.Sleep(120 * time.Millisecond)
		}
		p.until(fmt.Sprintf("keystrokes.length === %d", strokes))
		times := eval[[]float64](p, `keystrokes`)
		slices.Sort(times)
		t.Logf("%s weeks: %.0f ms (median), %.0f ms (p95) at CPU 4x", course[0], times[strokes/2], times[strokes*95/100])
		if times[strokes/2] > limit {
			t.Errorf("more than %.0f ms", limit)
		}
	}
}
