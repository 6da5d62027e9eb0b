package e2e

import (
	"fmt"
	"path/filepath"
	"strings"

	"github.com/chromedp/cdproto/page"
)

// dayStates are the states of the day's parts.
func dayStates() []visitState {
	return []visitState{
		{"day-fresh", func(*tab) {}},
		{"day-fifty", func(p *tab) {
			p.choosesFile(filepath.Join(p.t.TempDir(), "day.json"), fiftyVisits())
			p.waitText("#notices", "50 visits added")
			p.until(`document.querySelectorAll(".visits li").length > 49 && !document.querySelector(".visits").innerText.includes("…")`)
		}},
		{"day-name", func(p *tab) {
			p.fill("#visit-label", "Maria")
			p.waitText("#visit-label-note", "looks like a name")
		}},
		{"day-keeping", func(p *tab) {
			p.click("#keeping-toggle")
			p.click("#keep-shared")
			p.waitText("#keeping-state", "on this device")
		}},
		{"day-clearing", func(p *tab) {
			p.click("#clear")
			p.until(`!document.querySelector(".sure").hidden`)
		}},
		{"day-notices", func(p *tab) {
			p.fill("#service-1-minutes", "38")
			p.keepOn()
			p.kept("localStorage", `"38"`)
			p.restart(`for (const k of Object.keys(localStorage)) if (/tally.(v|m.policy)/.test(k)) localStorage[k] = "rubbish"; sessionStorage.clear();`)
			p.waitText("#notices", "cannot be read")
			p.click("#unread-discard")
			p.until(`document.activeElement.id === "unread-gone"`)
		}},
		{"day-clinic", func(p *tab) {
			p.click("#clinic-toggle")
			p.choose("#clinic-kind", "commercial")
			p.choose("#clinic-way", "percent")
			p.fill("#clinic-rate", "110")
			p.fill("#clinic-copay", "25")
			p.newVisit("12", "30")
			p.waitText("#answer", "The plan pays")
		}},
		{"day-countdown", func(p *tab) {
			p.click("#keeping-toggle")
			p.click("#keep-shared")
			p.later(9*60 + 5)
			p.until(`document.querySelector("#countdown").open`)
		}},
	}
}

// restart loads the page anew, with its storages changed by a script when the
// former page has written what it held.
func (p *tab) restart(script string) {
	p.t.Helper()
	added := call(p, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: "{" + script + "}"})
	p.open("/")
	p.ready()
	call(p, page.RemoveScriptToEvaluateOnNewDocument, page.RemoveScriptToEvaluateOnNewDocumentParams{Identifier: added.Identifier})
}

// fiftyVisits is the file of a full day; one of its visits has a denied line.
func fiftyVisits() string {
	var out []string
	for n := range 50 {
		texts := fmt.Sprintf(`"date":"2026-08-03","place":"National average","discipline":"PT","service-1-code":"97530 Therapeutic activities (functional tasks)","service-1-minutes":"%d","service-2-code":"97110 Therapeutic exercise","service-2-minutes":"15","service-3-code":"97140 Manual therapy","service-3-minutes":"15"`, 15+n)
		if n == 1 {
			texts = strings.Replace(texts, "97140 Manual therapy\",\"service-3-minutes\":\"15", "97150 Group therapy\",\"service-3-units\":\"1", 1)
		}
		out = append(out, fmt.Sprintf(`{"id":"fifty-%d","label":"%d","rows":[1,2,3],"texts":{%s}}`, n, n+1, texts))
	}
	return `{"format":"therapy-tally-day-sheet","version":1,"visits":[` + strings.Join(out, ",") + `]}`
}

// newVisit adds a visit and enters the minutes of its first service, if any.
func (p *tab) newVisit(label, minutes string) {
	p.t.Helper()
	p.click("#day-new")
	p.until(`document.activeElement.id === "visit-label"`)
	p.fill("#visit-label", label)
	p.setDate("2026-08-03")
	if minutes != "" {
		p.fill("#service-1-minutes", minutes)
	}
}

// choose picks an option of a select.
func (p *tab) choose(selector, value string) {
	p.t.Helper()
	p.until(fmt.Sprintf(`document.querySelector(%q)`, selector))
	eval[bool](p, fmt.Sprintf(`(() => {
		const e = document.querySelector(%q);
		e.value = %q;
		e.dispatchEvent(new Event("change", {bubbles: true}));
		return true;
	})()`, selector, value))
}

// dayClock moves the page's wall clock by what later has asked for; it goes on
// over reloads.
const dayClock = `(() => {
	// Far from midnight, whenever the test runs: a sheet is cleared at its end.
	const Real = Date, hour = new Real().getHours();
	const start = (hour > 20 ? -6 : hour < 1 ? 6 : 0) * 3600e3;
	const by = () => start + Number(sessionStorage.getItem("test-skip") ?? 0);
	self.Date = class extends Real {
		constructor(...a) { a.length ? super(...a) : super(Real.now() + by()); }
		static now() { return Real.now() + by(); }
	};
	const since = performance.now.bind(performance);
	performance.now = () => since() + by(); // both clocks go on, else it is a jump
})()`

// later moves the fake clock on by seconds, as if nobody had touched anything.
func (p *tab) later(seconds int) {
	p.t.Helper()
	eval[bool](p, fmt.Sprintf(`(() => {
		sessionStorage.setItem("test-skip", Number(sessionStorage.getItem("test-skip") ?? 0) + %d);
		document.dispatchEvent(new Event("visibilitychange"));
		return true;
	})()`, seconds*1000))
}
