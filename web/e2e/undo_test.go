package e2e

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// ctrlZ presses Ctrl+Z where the focus is.
func (p *tab) ctrlZ() {
	p.t.Helper()
	call(p, input.DispatchKeyEvent, input.DispatchKeyEventParams{
		Type: input.DispatchKeyEventTypeRawKeyDown, Modifiers: int64(chromedp.ModifierCtrl), Key: "z", Code: "KeyZ", WindowsVirtualKeyCode: 'Z',
	})
}

// A removed service comes back by the button that the removal shows, by Ctrl+Z
// at once, after other actions and after a reload.
func TestUndoOfAService(t *testing.T) {
	t.Parallel()
	p := newTab(t, newSite(t), size(768, 1024))
	p.openVisit()
	p.usualVisit()
	p.click("#services > li:nth-child(2) .remove")
	p.waitText("#undo", "Undo: removed 97110, 15 minutes")
	p.until(`!document.querySelector("#service-2-code") && document.activeElement.id === "service-3-code"`)
	if !eval[bool](p, `(() => { const r = document.querySelector("#undo").getBoundingClientRect(); return r.top >= 0 && r.bottom <= innerHeight; })()`) {
		t.Error("the way back is out of sight")
	}
	p.ctrlZ() // nothing was typed into the field that the focus has come to
	p.has("#service-2-minutes", "15")
	p.waitText("#why-allowed", "$103.54")
	p.until(`document.querySelector(".undo").hidden`)
	p.waitText("p.unseen[role=status]", "Brought back 97110, 15 minutes.")

	p.click("#services > li:nth-child(3) .remove")
	p.waitText("#undo", "97140, 15 minutes")
	p.fill("#service-1-minutes", "31")
	p.ctrlZ() // the key is the field's own: what was typed there goes
	settle()
	if got := eval[int](p, `document.querySelectorAll("#services > li").length`); got != 2 {
		t.Errorf("in a text field Ctrl+Z leaves %d services", got)
	}
	p.fill("#service-1-minutes", "30")
	p.click("#services > li:nth-child(2) .remove")
	p.waitText("#undo", "97110, 15 minutes")
	p.kept("sessionStorage", "97140")
	p.reload()
	p.ready()
	p.waitText("#undo", "Undo: removed 97110, 15 minutes")
	p.click("#undo")
	p.waitText("#undo", "Undo: removed 97140, 15 minutes")
	p.until(`document.activeElement.id === "undo"`)
	p.press(kb.Enter)
	p.has("#service-3-minutes", "15")
	p.has("#service-2-minutes", "15")
	p.waitText("#why-allowed", "$103.54")
	p.until(`document.activeElement.id === "service-3-minutes"`)
	p.clean()
}

// A deleted time comes back with its minutes; a visit too, without an empty one
// beside it; after "Clear everything" nothing does.
func TestUndoOfATimeAndOfAVisit(t *testing.T) {
	t.Parallel()
	p := tablet(t, newSite(t))
	p.click("#timer-1")
	p.until(`document.querySelector("#timer-1.running")`)
	p.skip(20 * 60)
	p.click("#timer-1")
	p.has("#service-1-minutes", "20")
	p.click("#show-times-1")
	p.click("#times-1 li .acts > button")
	p.has("#service-1-minutes", "")
	p.waitText("#undo", "Undo: removed 97530 time, 20 minutes")
	p.until(`document.activeElement.id === "timer-1"`)
	p.ctrlZ()
	p.has("#service-1-minutes", "20")
	p.until(`document.querySelector(".undo").hidden && document.activeElement.id === "show-times-1"`)

	p.click("#day-all")
	p.click("#day-remove")
	p.waitText("#day-undo", "Undo: removed visit 1")
	p.until(`document.activeElement.id === "day-undo"`)
	p.has("#service-1-minutes", "")
	p.accessible()
	p.click("#day-undo")
	p.has("#service-1-minutes", "20")
	p.has("#visit-label", "1")
	p.waitText(".day-bar label", "Visit 1 of 1")
	p.until(`document.activeElement.id === "day-remove"`)

	p.click("#day-remove")
	p.waitText("#undo", "Undo: removed visit 1")
	p.click("#keeping-toggle")
	p.click("#clear")
	p.click("#clear-now")
	p.waitText("#notices", "Everything was cleared")
	p.until(`document.querySelector(".undo").hidden`)
	p.ctrlZ()
	settle()
	p.has("#service-1-minutes", "")
	if left := p.stored("sessionStorage") + p.stored("localStorage"); len(left) > 40 { // the tab's own visit
		t.Errorf("left is %s", left)
	}
	p.clean()
}

// nearest is the least distance, in px, between a button that removes and one
// that adds or takes away, or -1 where there are none.
const nearest = `(() => {
	const seen = (e) => e.getBoundingClientRect().width > 0;
	const gap = (a, b) => Math.hypot(Math.max(0, a.left - b.right, b.left - a.right), Math.max(0, a.top - b.bottom, b.top - a.bottom));
	const all = (s) => [...document.querySelectorAll(s)].filter(seen).map((e) => e.getBoundingClientRect());
	let least = -1;
	for (const x of all(".remove")) for (const s of all("button.step, .add")) {
		const d = gap(x, s);
		if (least < 0 || d < least) least = d;
	}
	return least;
})()`

// A finger that means + does not remove the service.
func TestRemoveIsApartFromMore(t *testing.T) {
	t.Parallel()
	p := newTab(t, newSite(t))
	call(p, emulation.SetTouchEmulationEnabled, emulation.SetTouchEmulationEnabledParams{Enabled: true})
	p.openVisit()
	p.usualVisit()
	p.addService("97161", "20")
	p.apart("the therapist's page")
	p.click("#assistants")
	p.until(`document.querySelector("#service-1-assistant")`)
	p.apart("with an assistant")
	p.openPatient()
	p.click("#edit-visit")
	p.until(`document.querySelector(".visit-line .step")`)
	p.apart("the patient's page")
	p.clean()
}

// apart holds on every screen that × is 16 px from what adds and takes away.
func (p *tab) apart(state string) {
	p.t.Helper()
	for _, width := range append([]int64{640, 1000, 1133}, widths...) {
		p.screen(width, "light")
		if got := eval[float64](p, nearest); got < 16 {
			p.t.Errorf("%s: at %d px × is %.1f px from the next button", state, width, got)
		}
		if by := eval[int](p, overflow); by > 0 {
			p.t.Errorf("%s: at %d px it scrolls sideways by %d", state, width, by)
		}
	}
}

// A typo in minutes is said where it was made: no alarm above, and the field
// stays under the finger with what was typed.
func TestATypoInMinutesStaysAtItsField(t *testing.T) {
	t.Parallel()
	p := newTab(t, newSite(t), size(768, 1024))
	p.openVisit()
	p.usualVisit()
	for _, text := range []string{"12/15", "12 or 15"} {
		p.fill("#service-2-minutes", "15")
		p.waitText("#why-allowed", "$103.54")
		top := eval[float64](p, `document.querySelector("#service-2-minutes").getBoundingClientRect().top`)
		p.fill("#service-2-minutes", text)
		p.press(kb.Tab)
		p.waitText("#service-2-minutes-note", "Type whole minutes, like 15.")
		settle()
		if said := p.text("#notices"); said != "" {
			t.Errorf("%q: above the page stands %q", text, said)
		}
		if got := p.value("#service-2-minutes"); got != text {
			t.Errorf("%q has become %q", text, got)
		}
		if now := eval[float64](p, `document.querySelector("#service-2-minutes").getBoundingClientRect().top`); now != top {
			t.Errorf("%q: the page jumps by %.0f px", text, now-top)
		}
		if kept := fmt.Sprint(p.stored("sessionStorage"), p.stored("localStorage")); kept == "" || strings.Contains(kept, text) {
			t.Errorf("%q is kept", text)
		}
	}
	p.clean()
}
