package e2e

import (
	"fmt"
	"os"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// widths and themes are the screens on which each state has to be right.
var (
	widths = []int64{320, 390, 768, 1280}
	themes = []string{"light", "dark"}
)

// drawn is true once what has changed is on the screen and rests.
const drawn = oneDrawing + `.then(() => ` + oneDrawing + `)
	.then(() => Promise.all(document.getAnimations().filter((a) => a.playState === "running" && a.effect.getComputedTiming().endTime < 1e6).map((a) => a.finished.catch(() => {}))))
	.then(() => true)`

// drawn waits until the page is drawn and nothing moves.
func (p *tab) drawn() {
	p.t.Helper()
	p.until(drawn)
}

// screen changes the tab's screen without a reload.
func (p *tab) screen(width int64, theme string) {
	p.t.Helper()
	p.do(chromedp.Action[chromedp.Void](size(width, 900)))
	call(p, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: theme}},
	})
	p.until(fmt.Sprintf(`innerWidth === %d && matchMedia("(prefers-color-scheme: %s)").matches && %s`, width, theme, drawn))
}

// looks checks the state that the page is in: no violation of axe-core's rules,
// nothing to scroll sideways, no target too small for a finger. It measures at
// two widths in one theme and runs axe-core at one of them; from state to state
// themes and widths take turns. With SOAK, and where TALLY_SHOTS names a folder
// for photographs, it looks at every width in both themes with all it has.
func (p *tab) looks(state string) {
	p.t.Helper()
	p.looked++
	all := os.Getenv("SOAK") != "" || os.Getenv("TALLY_SHOTS") != ""
	for i, width := range widths {
		for j, theme := range themes {
			if !all && ((i+p.looked/2)%2 != 0 || (i/2+j+p.looked)%len(themes) != 0) {
				continue
			}
			p.screen(width, theme)
			at := fmt.Sprintf("%s-%d-%s", state, width, theme)
			faults := p.faultsOfSize()
			if all || i/2 == p.looked/4%2 {
				faults += p.violations()
			}
			if faults != "" {
				p.t.Errorf("%s: %s", at, faults)
			}
			p.screenshot(at)
		}
	}
}

// faultsOfSize says how far the page scrolls sideways and which targets are too
// small for a finger.
func (p *tab) faultsOfSize() (faults string) {
	p.t.Helper()
	if by := eval[int](p, overflow); by > 0 {
		faults = fmt.Sprintf("it scrolls sideways by %d pixels\n", by)
	}
	if small := eval[string](p, smallTargets); small != "" {
		faults += "small targets:\n" + small
	}
	return faults
}

const overflow = `document.documentElement.scrollWidth - document.documentElement.clientWidth`

const smallTargets = `[...document.querySelectorAll("#app :is(button, input, summary, [role=option], .segments label, .options label)")].filter((e) => {
	const r = e.getBoundingClientRect();
	if (!r.width || e.closest(".segments label, .options label, .check") && e.tagName === "INPUT") return false;
	return Math.min(r.width, r.height) < (e.matches(".box input") ? 40 : 43.5);
}).map((e) => e.outerHTML.slice(0, 80)).join("\n")`
