package e2e

import "fmt"

// dayStates are the states of the day's parts.
func dayStates() []visitState {
	return []visitState{
		{"day-fresh", func(*tab) {}},
		{"day-list", func(p *tab) {
			p.usualVisit()
			p.newVisit("Rm 4A", "38")
			p.newVisit("12", "")
			p.click("#day-all")
			p.waitText(".visits", "$103.54")
		}},
		{"day-name", func(p *tab) {
			p.fill("#visit-label", "Maria")
			p.waitText("#visit-label-note", "looks like a name")
		}},
		{"day-keeping", func(p *tab) {
			p.click("#keeping-toggle")
			p.click("#keep-on")
			p.click("#keep-shared")
			p.waitText("#keeping-state", "on this device")
			p.drawn()
			p.click("#clear")
			p.until(`!document.querySelector(".sure").hidden`)
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
			p.later(10*60 + 5)
			p.until(`document.querySelector("#countdown").open`)
		}},
	}
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
