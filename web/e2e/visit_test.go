package e2e

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// openVisit opens the page of a visit on a day with published prices, with
// nothing kept from before.
func (p *tab) openVisit() {
	p.t.Helper()
	p.openEmpty()
	p.setDate("2026-08-03")
}

// setDate puts a date into the field as its picker does.
func (p *tab) setDate(date string) {
	p.t.Helper()
	eval[bool](p, fmt.Sprintf(`(() => {
		const e = document.querySelector("#date");
		e.value = %q;
		e.dispatchEvent(new Event("input", {bubbles: true}));
		e.dispatchEvent(new Event("blur"));
		return true;
	})()`, date))
}

// atRest tells that the button that adds a service no longer moves: a busy
// machine draws what was typed before later than the mouse comes.
const atRest = `new Promise((done) => {
	const top = () => document.querySelector("#add-service").getBoundingClientRect().top, was = top();
	requestAnimationFrame(() => requestAnimationFrame(() => done(top() === was)));
})`

// addService adds a row and fills it; minutes may be left empty.
func (p *tab) addService(code, minutes string) {
	p.t.Helper()
	p.until(atRest)
	p.click("#add-service")
	p.until(`/^service-\d+-code$/.test(document.activeElement.id)`)
	row := strings.TrimSuffix(eval[string](p, "document.activeElement.id"), "-code")
	p.fill("#"+row+"-code", code)
	p.press(kb.Tab)
	if minutes != "" {
		p.fill("#"+row+"-minutes", minutes)
	}
}

// usualVisit is the contract's worked example.
func (p *tab) usualVisit() {
	p.t.Helper()
	p.fill("#service-1-minutes", "30")
	p.addService("97110", "15")
	p.addService("97140", "15")
	p.waitText("#why-allowed", "$103.54")
}

// shows fails where an element does not hold a text.
func (p *tab) shows(selector, want string) {
	p.t.Helper()
	if got := p.text(selector); !strings.Contains(got, want) {
		p.t.Errorf("%s shows %q, want %q in it", selector, got, want)
	}
}

func TestVisitIsEstimated(t *testing.T) {
	t.Parallel()
	p := newTab(t, newSite(t))
	p.openVisit()
	p.waitText("#answer", "Enter the minutes")
	p.usualVisit()
	p.shows("#why-timed-units", "4 units")
	p.shows("#why-patient", "$20.70")
	p.shows("#why-plan-pays", "$81.18")
	p.shows("#why-sequestration", "$1.66")
	p.shows("#why-line-0-unit-0", "$35.07")
	p.shows("#why-line-0-unit-1", "$25.05")
	p.shows(".line:nth-child(1)", "reduced")
	p.shows(".line:nth-child(1) .modifiers", "GP")
	p.shows("#answer", "A 5th unit begins at 68 timed minutes, 8 from here.")
	p.clean()
}

func TestVisitAnswersAtEachKeystroke(t *testing.T) {
	t.Parallel()
	p := newTab(t, newSite(t))
	p.openVisit()
	p.do(focusOn("#service-1-minutes"))
	p.press("3")
	p.waitText("#why-timed-units", "0 units")
	p.press("8")
	p.waitText("#why-timed-units", "3 units")
	p.press(kb.Backspace)
	p.waitText("#why-timed-units", "0 units")
	p.press("0")
	p.waitText("#why-allowed", "$60.12")
	if got := eval[string](p, `document.activeElement.value`); got != "30" {
		t.Errorf("the field holds %q", got)
	}
	p.waitText("[role=status].unseen", "2 units from 30 minutes. Medicare allows $60.12")
	p.clean()
}

func TestVisitHidesResultsOfWrongInput(t *testing.T) {
	t.Parallel()
	p := newTab(t, newSite(t))
	p.openVisit()
	p.usualVisit()
	for _, wrong := range []struct{ field, text, right, says string }{
		{"#service-2-minutes", "15x", "15", "Type whole minutes"},
		{"#place", "00000", "National average", "not in Medicare"},
		{"#service-3-code", "zzz", "97140", "No service fits"},
		{"#service-3-code", "97165", "97140", "reported by OT only"},
	} {
		p.fill(wrong.field, wrong.text)
		p.press(kb.Tab)
		p.waitText(wrong.field+"-note", wrong.says)
		if strings.Contains(p.text("#app"), "$") {
			t.Errorf("%s %q: an amount still stands", wrong.field, wrong.text)
		}
		if got := eval[string](p, `document.querySelector("`+wrong.field+`").getAttribute("aria-invalid")`); got != "true" {
			t.Errorf("%s: aria-invalid is %q", wrong.field, got)
		}
		p.click("#answer .problems button")
		p.until(`document.activeElement === document.querySelector("` + wrong.field + `")`)
		p.fill(wrong.field, wrong.right)
		p.press(kb.Tab)
		p.waitText("#why-allowed", "$103.54")
	}
	p.setDate("2031-01-01")
	p.waitText("#date-note", "Jan 1, 2025 to Dec 31, 2026")
	p.waitText("#answer", "Fix this first")
	p.clean()
}

func TestVisitByKeyboardAlone(t *testing.T) {
	t.Parallel()
	p := newTab(t, newSite(t))
	p.openVisit()
	reach := func(id string) {
		t.Helper()
		for range 40 {
			if eval[string](p, `document.activeElement.id`) == id {
				return
			}
			p.press(kb.Tab)
		}
		t.Fatalf("Tab never reaches %s", id)
	}
	reach("discipline-PT")
	reach("place")
	p.press("king")
	p.press(kb.ArrowDown)
	p.press(kb.Enter)
	p.until(`document.querySelector("#place").value === "Seattle (King County), WA"`)
	reach("service-1-minutes")
	p.press("30")
	reach("add-service")
	p.press(kb.Enter)
	p.until(`document.activeElement.id === "service-2-code"`)
	p.press("exerc")
	p.press(kb.ArrowDown)
	p.until(`document.activeElement.getAttribute("aria-activedescendant") === "service-2-code-option-0"`)
	p.press(kb.Enter)
	p.until(`document.activeElement.value === "97110 Therapeutic exercise"`)
	reach("service-2-minutes")
	p.press("15 min")
	p.press(kb.Tab)
	p.until(`document.querySelector("#service-2-minutes").value === "15"`)
	p.waitText("#answer", "Seattle (King County), WA")
	reach("why-patient")
	p.press(kb.Enter)
	p.until(`document.querySelector("#why").open`)
	p.press(kb.Escape)
	p.until(`!document.querySelector("#why").open && document.activeElement.id === "why-patient"`)
	p.clean()
}

func TestVisitTieIsTheCliniciansChoice(t *testing.T) {
	t.Parallel()
	p := newTab(t, newSite(t))
	p.openVisit()
	p.fill("#service-1-minutes", "20")
	p.addService("97112", "20")
	p.waitText(".decisions", "Your choice")
	p.shows("#service-1-minutes-note", "2 units")
	p.click(".choice:nth-child(2)")
	p.waitText("#service-2-minutes-note", "2 units")
	p.shows("#service-1-minutes-note", "1 unit")
	p.until(`document.querySelector(".choice:nth-child(2)").getAttribute("aria-pressed") === "true"`)
	p.clean()
}

func TestVisitRemovedRowLeavesItsNeighborsAlone(t *testing.T) {
	t.Parallel()
	p := newTab(t, newSite(t))
	p.openVisit()
	p.usualVisit()
	remove := func(n int) {
		t.Helper()
		p.click(fmt.Sprintf("#services > li:nth-child(%d) .remove", n))
	}
	remove(1)
	p.until(`document.activeElement.id === "service-2-code"`)
	p.waitText("#why-timed-minutes", "30 timed minutes")
	p.click("#services > li:nth-child(1) .step:last-of-type")
	p.until(`document.querySelector("#service-2-minutes").value === "16"`)
	remove(1)
	p.until(`!document.querySelector("#service-2-minutes")`)
	if got := eval[string](p, `document.querySelector("#service-3-minutes").value`); got != "15" {
		t.Errorf("the last row holds %q minutes", got)
	}
	remove(1)
	p.until(`document.activeElement.id === "add-service"`)
	p.waitText("#answer", "Enter the minutes")
	p.clean()
}

func TestVisitAboveTheThresholdAsksTheClinician(t *testing.T) {
	t.Parallel()
	p := newTab(t, newSite(t))
	p.openVisit()
	p.fill("#service-1-minutes", "30")
	p.click("[aria-controls=coverage]")
	p.until(`!document.querySelector("#coverage").hidden`)
	p.fill("#used-pt-slp", "2,470")
	p.waitText(".decisions", "Do not send yet")
	if eval[bool](p, `document.querySelector("#attest").checked`) {
		t.Fatal("the statement is ticked beforehand")
	}
	p.click("#attest")
	p.waitText(".line .modifiers", "KX")
	p.click("#attest")
	p.waitText(".decisions", "Do not send yet")
	p.clean()
}

func TestVisitFigureSaysWhy(t *testing.T) {
	t.Parallel()
	p := newTab(t, newSite(t))
	p.openVisit()
	p.usualVisit()
	p.click("#why-line-0-unit-0")
	p.until(`document.querySelector("#why").open`)
	p.shows("#why-title", "$35.07")
	for range 2 {
		p.click("#why .step:last-child > [aria-expanded=false]")
		settle()
	}
	for _, want := range []string{"rounded to the cent", "conversion factor", "33.4009", "Physician Fee Schedule relative value file", "Published"} {
		p.shows("#why", want)
	}
	p.click("#why .close")
	p.until(`!document.querySelector("#why").open && document.activeElement.id === "why-line-0-unit-0"`)
	p.clean()
}

func TestVisitOffline(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	p := newTab(t, s)
	p.open("/")
	p.installed()
	s.stop()
	p.reload()
	p.ready()
	p.setDate("2026-08-03")
	p.usualVisit()
	p.shows("#why-plan-pays", "$81.18")
	p.clean()
}

func TestVisitSeparateServiceIsTheCliniciansWord(t *testing.T) {
	t.Parallel()
	p := newTab(t, newSite(t))
	p.openVisit()
	p.fill("#service-1-minutes", "30")
	p.addService("97150", "")
	p.waitText(".decisions", "97530 is denied beside 97150")
	p.shows(".line:nth-child(1)", "Denied")
	p.click(`.decisions .choice:first-child`)
	p.waitText(".line:nth-child(1) .modifiers", "59")
	p.click(`.decisions .choice:first-child`)
	p.waitText(".line:nth-child(1)", "Denied")
	p.clean()
}
