package e2e

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp/kb"
)

// openEmpty opens the page with nothing kept from before. Leaving a page
// writes what it holds, so the storages are emptied in the next one.
func (p *tab) openEmpty() {
	p.t.Helper()
	p.restart(`try { sessionStorage.clear(); localStorage.clear(); } catch {}`)
}

// written waits until what was typed is in a storage: at most a second.
func (p *tab) written(storage, text string) {
	p.t.Helper()
	for end := time.Now().Add(time.Second); ; time.Sleep(20 * time.Millisecond) {
		if strings.Contains(p.stored(storage), text) {
			return
		}
		if time.Now().After(end) {
			p.t.Fatalf("after a second %s does not hold %q: %s", storage, text, p.stored(storage))
		}
	}
}

// kept waits until what was typed is in a storage, however long that takes.
func (p *tab) kept(storage, text string) {
	p.t.Helper()
	p.until(fmt.Sprintf(`Object.values({...%s}).join(" ").includes(%q)`, storage, text))
}

func (p *tab) stored(storage string) string {
	p.t.Helper()
	return eval[string](p, `Object.values({...`+storage+`}).join(" ")`)
}

func (p *tab) value(selector string) string {
	p.t.Helper()
	return eval[string](p, fmt.Sprintf(`document.querySelector(%q)?.value ?? "none"`, selector))
}

func (p *tab) has(selector, want string) {
	p.t.Helper()
	p.until(fmt.Sprintf(`document.querySelector(%q)?.value === %q`, selector, want))
}

// keepOn opens what stays on the device and keeps until the end of the day.
func (p *tab) keepOn() {
	p.t.Helper()
	p.click("#keeping-toggle")
	p.until(`document.querySelector("#keep-on").checked`)
	p.choose("#keep-days", "0")
	p.waitText("#keeping-state", "Saved on this device")
}

// keepNothing opens the same and turns keeping off.
func (p *tab) keepNothing() {
	p.t.Helper()
	p.click("#keeping-toggle")
	p.click("#keep-on")
	p.waitText("#kept-line", "Not kept on this device")
}

// TestDayOfManyVisits types the visits of a full day; 50 with SOAK.
func TestDayOfManyVisits(t *testing.T) {
	t.Parallel()
	last := 14
	if os.Getenv("SOAK") != "" {
		last = 50
	}
	p := newTab(t, newSite(t), size(768, 1024))
	p.openVisit()
	p.fill("#service-1-minutes", "8")
	for n := 2; n <= last; n++ {
		p.click("#day-new")
		p.until(fmt.Sprintf(`document.querySelector("#visit-label").value === "%d" && document.activeElement.id === "visit-label" && document.querySelector("#service-1-minutes").value === ""`, n))
		p.setDate("2026-08-03")
		p.fill("#service-1-minutes", fmt.Sprint(n+7))
	}
	p.waitText(".day-bar label", fmt.Sprintf("Visit %d of %d", last, last))
	p.click("#day-all")
	p.until(fmt.Sprintf(`document.querySelectorAll(".visits li").length === %d && !document.querySelector(".visits").innerText.includes("…")`, last))
	p.shows(".visits li:nth-child(1)", "1 unit")
	p.shows(".visits li:nth-child(11)", "1 unit")
	p.click(".visits li:nth-child(11) button")
	p.has("#service-1-minutes", "18")
	p.waitText("#answer", "1 unit")
	p.click("#day-before")
	p.has("#service-1-minutes", "17")
	p.click("#day-copy")
	p.has("#visit-label", fmt.Sprint(last+1))
	p.has("#service-1-minutes", "17")
	p.click("#day-remove")
	p.until(`document.activeElement.id === "day-undo"`)
	p.waitText(".day-bar label", fmt.Sprint("of ", last))
	p.click("#day-undo")
	p.has("#visit-label", fmt.Sprint(last+1))
	p.waitText(".day-bar label", fmt.Sprint("Visit 11 of ", last+1))
	p.click("#day-up")
	p.waitText(".day-bar label", fmt.Sprint("Visit 10 of ", last+1))
	p.until(`document.activeElement.id === "day-up"`)
	p.accessible()
	p.clean()
}

func TestDayRefusesWhatTellsWhoThePatientIs(t *testing.T) {
	t.Parallel()
	p := newTab(t, newSite(t))
	p.openVisit()
	for label, says := range map[string]string{
		"Maria": "looks like a name", "J. Smith": "looks like a name", "3/4/51": "date or a year of birth", "1951": "date or a year of birth",
		"123-45-6789": "social security number", "555-1234": "phone number", "a@b.org": "e-mail address", "1234567": "phone number",
	} {
		p.fill("#visit-label", label)
		p.waitText("#visit-label-note", says)
		settle()
		if kept := p.stored("sessionStorage") + p.stored("localStorage"); strings.Contains(kept, label) {
			t.Errorf("%q is kept: %s", label, kept)
		}
	}
	p.fill("#visit-label", "Rm 4A")
	p.waitText("#visit-label-note", "Never names")
	p.fill("#place", "555-123-4567")
	p.press(kb.Tab)
	p.waitText("#notices", "Not kept, because it could tell who the patient is: Place")
	p.fill("#place", "Maria Lopez")
	p.press(kb.Tab)
	settle()
	p.waitText("#notices", "Not kept")
	p.fill("#service-1-minutes", "30")
	p.kept("localStorage", "Rm 4A")
	if kept := p.stored("sessionStorage") + p.stored("localStorage"); strings.Contains(kept, "Lopez") || strings.Contains(kept, "4567") {
		t.Errorf("it is kept: %s", kept)
	}
	p.accessible()
	p.clean()
}

func TestDayKeepsNothingWhereThatIsChosen(t *testing.T) {
	t.Parallel()
	p := newTab(t, newSite(t))
	p.openVisit()
	p.usualVisit()
	p.kept("localStorage", "service-3-minutes")
	p.click("#shared-device")
	p.until(`document.activeElement.id === "keep-shared"`)
	p.click("#keep-on")
	p.waitText("#kept-line", "Not kept on this device")
	p.kept("sessionStorage", "service-3-minutes")
	if kept := p.stored("localStorage"); strings.Contains(kept, "97110") {
		t.Errorf("the device holds %s", kept)
	}
	q := p.another() // a new tab is what is left when the first is closed
	q.open("/")
	q.ready()
	q.has("#service-1-minutes", "")
	q.shows(".day-bar label", "Visit 1 of 1")
	q.shows("#kept-line", "Not kept on this device")
	p.click("#keep-on")
	p.kept("localStorage", "service-3-minutes")
	r := p.another()
	r.open("/")
	r.ready()
	r.has("#service-1-minutes", "30")
	r.waitText("#answer", "$103.54")
	p.click("#keep-on")
	p.waitText("#keeping-state", "until it closes")
	p.accessible()
	if kept := p.stored("localStorage"); strings.Contains(kept, "97110") {
		t.Errorf("turned off, the device still holds %s", kept)
	}
	p.clean()
}

func TestDayReloadLosesNothingOlderThanASecond(t *testing.T) {
	p := newTab(t, newSite(t))
	p.openVisit()
	p.usualVisit()
	p.newVisit("7", "38")
	p.click("[aria-controls=coverage]")
	p.until(`!document.querySelector("#coverage").hidden`)
	p.fill("#deductible", "50.00")
	p.written("localStorage", "50.00")
	p.reload()
	p.ready()
	p.has("#service-1-minutes", "38")
	p.has("#visit-label", "7")
	p.click("#day-before")
	p.has("#service-3-minutes", "15")
	p.waitText("#answer", "$103.54")
	// typed and reloaded at once: leaving the page writes it
	p.fill("#service-3-minutes", "16")
	p.reload()
	p.ready()
	p.has("#service-3-minutes", "16")
	p.keepNothing()
	p.kept("sessionStorage", `"16"`)
	p.fill("#service-3-minutes", "17")
	p.written("sessionStorage", `"17"`)
	p.clean()
}

func TestDayIsPurgedAtItsEnd(t *testing.T) {
	t.Parallel()
	p := newTab(t, newSite(t), before(dayClock))
	p.openVisit()
	p.fill("#service-1-minutes", "38")
	p.keepOn()
	p.kept("localStorage", `"38"`)
	p.later(24 * 3600)
	p.waitText("#notices", "1 visit will be deleted in a minute: the time to keep it has ended.")
	p.has("#service-1-minutes", "38")
	p.accessible()
	p.later(61)
	p.waitText("#notices", "1 visit was deleted: the time to keep it ended.")
	p.has("#service-1-minutes", "")
	if kept := p.stored("localStorage"); strings.Contains(kept, `"38"`) {
		t.Errorf("the device still holds %s", kept)
	}
	p.click("#notices-read")
	p.until(`document.activeElement.id === "day-all"`)
	p.choose("#keep-days", "2")
	p.fill("#service-1-minutes", "39")
	p.kept("localStorage", `"39"`)
	p.later(2 * 24 * 3600)
	settle()
	p.has("#service-1-minutes", "39")
	p.later(24 * 3600)
	p.waitText("#notices", "will be deleted in a minute")
	p.click("#keep-ending")
	p.until(`document.querySelector("#keep-ending").hidden`)
	p.later(61)
	settle()
	p.has("#service-1-minutes", "39")
	p.later(3 * 24 * 3600)
	p.waitText("#notices", "will be deleted in a minute")
	p.later(61)
	p.has("#service-1-minutes", "")
	p.clean()
}

func TestDaySharedTabletCountsDown(t *testing.T) {
	t.Parallel()
	p := newTab(t, newSite(t), before(dayClock))
	p.openVisit()
	p.fill("#service-1-minutes", "38")
	p.click("#keeping-toggle")
	p.click("#keep-shared")
	p.choose("#keep-idle", "2")
	p.waitText("#keep-shared-note", "2 minutes")
	p.later(60 + 5)
	p.until(`document.querySelector("#countdown").open`)
	p.accessible()
	p.press(kb.Shift)
	p.until(`!document.querySelector("#countdown").open`)
	p.has("#service-1-minutes", "38")
	p.later(60 + 5)
	p.until(`document.querySelector("#countdown").open`)
	p.later(60)
	p.waitText("#notices", "Nobody touched this tablet for 2 minutes")
	p.until(`!document.querySelector("#countdown").open`)
	p.has("#service-1-minutes", "")
	if kept := p.stored("sessionStorage") + p.stored("localStorage"); strings.Contains(kept, `"38"`) {
		t.Errorf("the tab still holds %s", kept)
	}
	p.clean()
}

// Whatever is kept and where: everything is deleted in two taps, a reload brings
// nothing back, and the page says so where the button is.
func TestDayClearsInTwoTaps(t *testing.T) {
	t.Parallel()
	p := newTab(t, newSite(t))
	for i, mode := range []struct {
		name, storage string
		choose        func()
	}{
		{"as it opens", "localStorage", func() {}},
		{"shared and nothing kept", "sessionStorage", func() { p.keepNothing(); p.click("#keep-shared") }},
		{"nothing kept", "sessionStorage", p.keepNothing},
		{"shared", "localStorage", func() { p.click("#keeping-toggle"); p.click("#keep-shared") }},
		{"until the end of the day", "localStorage", p.keepOn},
	} {
		if i > 1 && os.Getenv("SOAK") == "" {
			break
		}
		p.openVisit()
		p.usualVisit()
		mode.choose()
		p.kept(mode.storage, "service-3-minutes")
		p.reload() // the choices are not shown
		p.ready()
		p.has("#service-3-minutes", "15")
		p.click("#clear")
		p.until(`document.activeElement.id === "clear-now"`)
		p.click("#clear-now")
		p.waitText("#notices", "Everything was cleared")
		p.waitText("#cleared", "Everything was cleared")
		if !eval[bool](p, `(() => { const r = document.querySelector("#cleared").getBoundingClientRect(); return r.height > 0 && r.top >= 0 && r.bottom <= innerHeight; })()`) {
			t.Errorf("%s: nothing is said where the button is", mode.name)
		}
		for range 2 {
			p.has("#service-1-minutes", "")
			p.shows(".day-bar label", "Visit 1 of 1")
			settle()
			if kept := p.stored("localStorage") + p.stored("sessionStorage"); strings.Contains(kept, "97110") || strings.Contains(kept, "service") {
				t.Errorf("%s: it still holds %s", mode.name, kept)
			}
			p.shows("#keeping-state", "Nothing is saved")
			p.reload()
			p.ready()
		}
		if t.Failed() {
			return
		}
	}
	p.accessible()
	p.clean()
}
