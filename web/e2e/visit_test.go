package e2e

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// openVisit opens the page of a visit on a day with published prices.
func (p *tab) openVisit() {
	p.t.Helper()
	p.open("/")
	p.ready()
	p.setDate("2026-08-03")
}

// setDate puts a date into the field as its picker does.
func (p *tab) setDate(date string) {
	p.t.Helper()
	eval[bool](p, fmt.Sprintf(`(() => {
		const e = document.querySelector("#date");
		e.value = %q;
		e.dispatchEvent(new Event("input", {bubbles: true}));
		return true;
	})()`, date))
}

// addService adds a row and fills it; minutes may be left empty.
func (p *tab) addService(code, minutes string) {
	p.t.Helper()
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
