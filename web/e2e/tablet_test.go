package e2e

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// fakeClock sets the page's clocks to ten in the morning. tallyClock.skip lets
// time pass; tallyClock.jump moves the wall clock alone, as setting it does.
const fakeClock = `(() => {
	const Real = Date, wall = Date.now.bind(Date), mono = performance.now.bind(performance);
	let ahead = new Date().setHours(10, 0, 0, 0) - wall(), passed = 0;
	self.Date = class extends Real {
		constructor(...a) { a.length ? super(...a) : super(wall() + ahead); }
		static now() { return wall() + ahead; }
	};
	performance.now = () => mono() + passed;
	window.tallyClock = {skip(ms) { ahead += ms; passed += ms; }, jump(ms) { ahead += ms; }};
	window.taps = []; // when each button of a timer was pressed
	addEventListener("click", (e) => { if (e.target.closest(".go, .pauses button, #resume-1, #still-stop")) taps.push(Date.now()); }, true);
})()`

// tablet opens the page of a visit with a clock in the test's hand.
func tablet(t *testing.T, s *site, options ...tabOption) *tab {
	t.Helper()
	p := newTab(t, s, append(options, before(fakeClock))...)
	p.openVisit()
	return p
}

// skip lets seconds pass at once.
func (p *tab) skip(seconds int) {
	p.t.Helper()
	eval[bool](p, fmt.Sprintf(`(tallyClock.skip(%d), true)`, seconds*1000))
}

// seconds is what a row's clock shows.
func (p *tab) seconds(row int) int {
	p.t.Helper()
	var m, s int
	if _, err := fmt.Sscanf(p.text(fmt.Sprintf("#clock-%d", row)), "%d:%d", &m, &s); err != nil {
		p.t.Fatal(err)
	}
	return 60*m + s
}

// near fails where a row's clock is more than a second off the time between
// presses of the timer's buttons, given by their numbers.
func (p *tab) near(row int, between ...[2]int) {
	p.t.Helper()
	got, want := float64(p.seconds(row)), 0.0
	for _, b := range between {
		want += eval[float64](p, fmt.Sprintf(`(taps[%d] - taps[%d]) / 1000`, b[1], b[0]))
	}
	if got < want-1 || got > want+1 {
		p.t.Errorf("the clock of row %d shows %.0f s, want %.1f", row, got, want)
	}
}

func TestTabletOneFocusAndTwoDigits(t *testing.T) {
	t.Parallel()
	p := newTab(t, newSite(t))
	p.openVisit()
	p.do(focusOn("#service-1-minutes"))
	p.press("3")
	p.press("8")
	p.waitText("#why-timed-units", "3 units")
	p.shows(".line", "97530")
	p.clean()
}

func TestTabletStartingOneStopsTheOther(t *testing.T) {
	t.Parallel()
	p := tablet(t, newSite(t))
	p.addService("97110", "")
	p.addService("97012", "")
	p.click("#timer-1")
	p.click("#timer-3")
	p.skip(10 * 60)
	p.click("#timer-2")
	p.until(`document.querySelector("#timer-2.running") && document.querySelector("#timer-3.running") && !document.querySelector("#timer-1.running")`)
	p.skip(9 * 60)
	p.click("#timer-2")
	p.click("#timer-3")
	p.until(`document.querySelector("#service-2-minutes").value === "9" && document.querySelector("#service-3-minutes").value === "19"`)
	p.near(1, [2]int{0, 2})
	p.near(2, [2]int{2, 3})
	p.near(3, [2]int{1, 4})
	p.shows("#why-timed-minutes", "19 timed minutes")
	p.shows(".note-line", "Total timed code treatment minutes: 19. Total treatment minutes: 19.")
	p.clean()
}

func TestTabletPauseIsNotCountedAndSaysWhy(t *testing.T) {
	t.Parallel()
	p := tablet(t, newSite(t))
	p.click("#timer-1")
	p.until(`document.querySelector("#timer-1.running")`)
	p.skip(20 * 60)
	p.click(".pauses button:nth-of-type(1)")
	p.waitText(".paused", "Paused for rest")
	p.shows(".paused", "Do not count rest.")
	p.until(`document.activeElement.id === "resume-1"`)
	p.skip(5 * 60)
	p.until(`document.querySelector("#pause-clock").textContent.startsWith("5:0")`)
	p.click("#pause-source-1")
	p.waitText("#why", "section 220.3 E")
	p.press(kb.Escape)
	p.until(`document.activeElement.id === "pause-source-1"`)
	p.click("#resume-1")
	p.until(`document.querySelector("#timer-1.running")`)
	p.skip(5 * 60)
	p.click("#timer-1")
	p.until(`document.querySelector("#service-1-minutes").value === "25"`)
	p.near(1, [2]int{0, 1}, [2]int{2, 3})
	p.clean()
}

func TestTabletJumpOfTheClockIsFlaggedAndNotBilled(t *testing.T) {
	t.Parallel()
	p := tablet(t, newSite(t))
	p.click("#timer-1")
	p.until(`document.querySelector("#timer-1.running")`)
	p.skip(8 * 60)
	eval[bool](p, `(tallyClock.jump(60 * 60 * 1000), true)`)
	p.waitText(".timing .alerts", "its clock was moved")
	p.waitText("#still-text", "97530 has run for 68 minutes")
	p.click("#still-stop")
	p.waitText(".timing .alerts", "Not counted until you say that it is right")
	p.until(`document.querySelector("#service-1-minutes").value === ""`)
	if strings.Contains(p.text("#answer"), "$") {
		t.Error("the jump is billed")
	}
	p.click(".alerts .choices button:first-child")
	p.until(`document.querySelector("#service-1-minutes").value === "68" && document.activeElement.id === "timer-1"`)
	p.click("#show-times-1")
	p.click(".times .acts button")
	p.until(`document.activeElement.id === "span-from"`)
	p.fill("#span-to", "10:08")
	p.click("#span-save")
	p.until(`document.querySelector("#service-1-minutes").value === "8" || document.querySelector("#service-1-minutes").value === "7"`)
	p.until(`document.querySelector(".timing .alerts").hidden`)
	p.shows(".times", "by hand")
	p.clean()
}

func TestTabletAssistantByOneGesture(t *testing.T) {
	t.Parallel()
	p := tablet(t, newSite(t))
	p.click("#assistants")
	p.until(`!document.querySelector(".people").hidden`)
	p.click("#timer-1")
	p.until(`document.querySelector("#timer-1.running")`)
	p.skip(15 * 60)
	p.click(".timing .people button:nth-child(2)")
	p.until(`document.querySelector(".timing .people button:nth-child(2)").getAttribute("aria-pressed") === "true"`)
	p.skip(15 * 60)
	p.click("#timer-1")
	p.until(`document.querySelector("#service-1-assistant").value === "15" && document.querySelector("#service-1-minutes").value === "15"`)
	p.waitText("#answer", "CQ")
	p.fill("#service-1-assistant", "1")
	p.waitText(".offer", "The timer counted 30 minutes; 16 stands")
	p.click(".offer button")
	p.until(`document.querySelector("#service-1-assistant").value === "15"`)
	p.click(`label:has(#discipline-SLP)`)
	p.until(`!document.querySelector("#service-1-assistant") && document.querySelector(".check.with").hidden`)
	p.clean()
}

func TestTabletTimeOutlivesItsRow(t *testing.T) {
	t.Parallel()
	p := tablet(t, newSite(t))
	p.addService("97110", "15")
	p.click("#timer-1")
	p.until(`document.querySelector("#timer-1.running")`)
	p.skip(10 * 60)
	p.until(`document.querySelector("#service-1-minutes").value === "10"`)
	p.click("#services > li:nth-child(1) .remove")
	p.waitText(".services > .alerts", "10 minutes of 97530 have no service here")
	p.click(".services > .alerts button:nth-child(2)")
	p.until(`document.querySelector("#service-3-minutes").value === "10" && document.querySelector("#timer-3.running")`)
	p.clean()
}

func TestTabletTiePays(t *testing.T) {
	t.Parallel()
	p := newTab(t, newSite(t))
	p.openVisit()
	p.fill("#service-1-minutes", "20")
	p.addService("97140", "20")
	p.waitText(".decisions", "Your choice")
	p.shows(".choice:nth-child(1)", "$81.33 allowed")
	p.shows(".choice:nth-child(2)", "allowed, patient")
	allowed := p.text("#why-allowed .amount")
	if !strings.Contains(p.text(".choice[aria-pressed=true]"), allowed) {
		t.Errorf("the chosen one pays %q, the visit %s", p.text(".choice[aria-pressed=true]"), allowed)
	}
	p.click(".choice:nth-child(2)")
	p.until(`document.querySelector(".choice:nth-child(2)").getAttribute("aria-pressed") === "true"`)
	if now := p.text("#why-allowed .amount"); now == allowed || !strings.Contains(p.text(".choice:nth-child(2)"), now) {
		t.Errorf("the other one pays %q, the visit %s", p.text(".choice:nth-child(2)"), now)
	}
	p.clean()
}

func TestTabletBothRulesSideBySide(t *testing.T) {
	t.Parallel()
	p := newTab(t, newSite(t))
	p.openVisit()
	p.fill("#service-1-minutes", "24")
	p.addService("97110", "24")
	p.waitText(".two-rules .worth", "$")
	p.shows(".two-rules tbody tr:nth-child(3)", "3 units")
	p.shows(".two-rules tbody tr:nth-child(3)", "4 units")
	p.shows(".two-rules .worth", "$")
	p.click("#why-rule-other")
	p.until(`document.querySelector("#why").open`)
	p.shows("#why-title", p.text("#why-rule-other .amount"))
	p.press(kb.Escape)
	p.until(`document.activeElement.id === "why-rule-other"`)
	p.clean()
}

const catchCopies = `Object.defineProperty(navigator, "clipboard", {value: {writeText: async (text) => { window.copied = text; }}})`

func TestTabletCopies(t *testing.T) {
	t.Parallel()
	p := newTab(t, newSite(t), before(catchCopies))
	p.openVisit()
	p.usualVisit()
	for _, copied := range []struct{ button, text string }{
		{"#copy-1", "97110 GP x1\n"},
		{"#copy-visit", "97530 GP x2\n97110 GP x1\n97140 GP x1\n"},
		{"#copy-note", "Total timed code treatment minutes: 60. Total treatment minutes: 60. 97530 30 min; 97110 15 min; 97140 15 min."},
	} {
		p.click(copied.button)
		p.until(fmt.Sprintf(`window.copied === %q`, copied.text))
		p.waitText(copied.button, "Copied")
		p.waitText("[role=status].unseen", "Copied")
	}
	p.waitText("#copy-note", "Copy the note line") // after some seconds, nothing else having changed
	p.addService("97161", "")
	p.waitText(".note-line", "enter the treatment minutes of 97161")
	p.fill("#service-4-minutes", "20")
	p.waitText(".note-line", "Total timed code treatment minutes: 60. Total treatment minutes: 80.")
	p.clean()
}

func TestTabletCopiesByHandWhereTheBrowserRefuses(t *testing.T) {
	t.Parallel()
	p := newTab(t, newSite(t), before(`Object.defineProperty(navigator, "clipboard", {value: {writeText: async () => { throw new Error("no"); }}})`))
	p.openVisit()
	p.usualVisit()
	p.click("#copy-0")
	p.until(`document.activeElement.id === "to-copy" && getSelection().toString().includes("97530 GP x2")`)
	p.clean()
}

// A fault of ours in the middle of an event ends nothing: the results are
// hidden, what was typed stands, and trying again brings them back.
func TestTabletFaultInAHandlerHidesTheResults(t *testing.T) {
	t.Parallel()
	p := newTab(t, newSite(t), before(`Object.defineProperty(navigator, "clipboard", {value: {writeText() { throw new Error("planted"); }}})`))
	p.openVisit()
	p.usualVisit()
	p.click("#copy-0")
	p.waitText("#answer", "Something went wrong here")
	p.until(`!document.querySelector("#app").innerText.includes("$") && document.documentElement.dataset.app === "ready"`)
	p.faulty("a handler")
	p.click("#answer button")
	p.waitText("#why-allowed", "$103.54")
	p.clean()
}

func TestTabletDecidesByQuestionsAndSetsNothing(t *testing.T) {
	t.Parallel()
	p := newTab(t, newSite(t))
	p.openVisit()
	p.fill("#service-1-minutes", "30")
	p.click("#decide-1")
	p.until(`document.querySelector("#decision").open`)
	p.shows("#decision", "another patient in the same minutes")
	for range 4 {
		p.click("#decision-no")
		settle()
	}
	p.click("#decision-back")
	p.waitText("#decision-ask", "whole task")
	p.click("#decision-no")
	p.waitText("#decision-ask", "balance")
	p.click("#decision-no")
	p.waitText("#decision-ask", "97110")
	p.shows("#decision", "The choice is yours")
	p.shows("#decision ol", "No")
	if got := eval[string](p, `document.querySelector("#service-1-code").value`); !strings.HasPrefix(got, "97530") {
		t.Errorf("the decision has set %q", got)
	}
	p.click("#decision-use")
	p.until(`!document.querySelector("#decision").open && document.activeElement.id === "service-1-minutes"`)
	p.waitText(".line .code", "97110")
	p.shows("#why-timed-minutes", "30 timed minutes")
	p.clean()
}

func TestTabletDocumentationIsTicked(t *testing.T) {
	t.Parallel()
	p := newTab(t, newSite(t))
	p.openVisit()
	p.fill("#service-1-minutes", "30")
	p.click("#show-notes")
	p.waitText("#notes", "Tie the task to an outcome")
	p.shows("#show-notes", "0 of ")
	p.click(`label[for="document-97530-loss"]`)
	p.waitText("#show-notes", "1 of ")
	p.click("#show-notes")
	p.until(`document.querySelector("#notes").hidden`)
	p.click("#show-notes")
	p.until(`document.querySelector("#document-97530-loss").checked`)
	p.click("#note-document-97530-loss")
	p.until(`document.querySelector("#why").open`)
	p.shows("#why-title", "Name the loss")
	p.press(kb.Escape)
	p.until(`document.activeElement.id === "note-document-97530-loss"`)
	p.click("#show-counts")
	p.waitText("#what-counts", "Do not count rest.")
	p.clean()
}
