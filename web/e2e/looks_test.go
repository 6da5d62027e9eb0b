package e2e

import (
	"fmt"
	"os"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

var widths = []int64{320, 390, 768, 1024, 1280}

// screens are those on which each state has to be right.
var screens = func() (all []screen) {
	for _, width := range widths {
		all = append(all, screen{width, "light"}, screen{width, "dark"})
	}
	return all
}()

type screen struct {
	width int64
	theme string
}

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
// nothing to scroll sideways, no target too small for a finger. It measures on
// two screens and runs axe-core on the first of them; from state to state the
// screens take turns. With SOAK, and where TALLY_SHOTS names a folder for
// photographs, it does all of it on every screen.
func (p *tab) looks(state string) {
	p.t.Helper()
	p.looked++
	all, chosen := os.Getenv("SOAK") != "" || os.Getenv("TALLY_SHOTS") != "", screens
	if !all {
		first := 3 * p.looked % len(screens)
		chosen = []screen{screens[first], screens[(first+5)%len(screens)]} // of the other theme
	}
	for i, on := range chosen {
		p.screen(on.width, on.theme)
		at := fmt.Sprintf("%s-%d-%s", state, on.width, on.theme)
		faults := p.faultsOfSize()
		if all || i == 0 {
			faults += p.violations()
		}
		if faults != "" {
			p.t.Errorf("%s: %s", at, faults)
		}
		p.screenshot(at)
	}
}

// faultsOfSize says how far the page scrolls sideways, which targets are too
// small for a finger and which fields too narrow for what is typed.
func (p *tab) faultsOfSize() (faults string) {
	p.t.Helper()
	if by := eval[int](p, overflow); by > 0 {
		faults = fmt.Sprintf("it scrolls sideways by %d pixels\n", by)
	}
	if small := eval[string](p, smallTargets); small != "" {
		faults += "small targets:\n" + small
	}
	if narrow := eval[string](p, narrowFields); narrow != "" {
		faults += "narrow fields:\n" + narrow
	}
	return faults
}

const overflow = `document.documentElement.scrollWidth - document.documentElement.clientWidth`

// narrowFields are the fields that show fewer than about four digits, or of a
// service little more than its code.
const narrowFields = `[...document.querySelectorAll("#app input:is([type=text], :not([type]))")].filter((e) => {
	const style = getComputedStyle(e), room = e.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
	return e.clientWidth > 0 && room < (e.closest(".service .code") ? 150 : 30);
}).map((e) => e.outerHTML.slice(0, 80) + " at " + e.clientWidth).join("\n")`

const smallTargets = `[...document.querySelectorAll("#app :is(button, input, summary, [role=option], .segments label, .options label)")].filter((e) => {
	const r = e.getBoundingClientRect();
	if (!r.width || e.closest(".segments label, .options label, .check") && e.tagName === "INPUT") return false;
	return Math.min(r.width, r.height) < (e.matches(".box input") ? 40 : 43.5);
}).map((e) => e.outerHTML.slice(0, 80)).join("\n")`
