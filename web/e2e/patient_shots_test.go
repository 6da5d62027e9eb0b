package e2e

import "fmt"

// openPatient opens the patient's page in its usual language.
func (p *tab) openPatient() {
	p.t.Helper()
	p.open("/patient/")
	p.ready()
	p.until(`document.querySelector("#who-medicare")`)
}

// put sets a field that has a picker, such as a date, as the picker does.
func (p *tab) put(id, value string) {
	p.t.Helper()
	eval[bool](p, fmt.Sprintf(`(() => {
		const e = document.querySelector("#%s");
		e.value = %q;
		e.dispatchEvent(new Event("input", {bubbles: true}));
		e.dispatchEvent(new Event("blur"));
		return true;
	})()`, id, value))
}

// pick chooses an answer of a question. It is brought to the middle first: at
// the edge of a narrow screen the answer in short stands over the questions.
func (p *tab) pick(id string) {
	p.t.Helper()
	eval[bool](p, fmt.Sprintf(`(document.getElementById(%q).scrollIntoView({block: "center", behavior: "instant"}), true)`, id))
	p.click(fmt.Sprintf(`label[for="%s"]`, id))
	p.until(fmt.Sprintf(`document.getElementById(%q).checked`, id))
	eval[bool](p, `(async () => { await `+oneDrawing+`; await `+oneDrawing+`; return true; })()`) // what it asks for is shown
}

// patientStates are the states of the page: each is checked for accessibility
// and can be photographed.
func patientStates() []visitState {
	return []visitState{
		{"empty", func(*tab) {}},
		{"medicare", func(p *tab) {
			p.put("start", "2026-11-23")
			p.pick("who-medicare")
			p.fill("#deductible", "100")
			p.fill("#zip", "94103")
			p.waitText("#answer", "94103")
		}},
		{"plan", func(p *tab) {
			p.put("start", "2026-08-03")
			p.pick("who-share-plan")
			p.fill("#deductible", "600")
			p.fill("#most", "700")
			p.pick("rate-kind-visit")
			p.fill("#rate", "120")
			p.fill("#other-rate", "90")
			p.fill("#cash", "70")
			p.until(`document.querySelector("#if-cash-instead .verdict")`)
			p.click("#show-sheet")
			p.click("#make-link")
			p.until(`document.querySelector(".qr")`)
		}},
		{"unknown", func(p *tab) {
			p.put("start", "2026-08-03")
			p.pick("who-share-plan")
			p.until(`document.querySelector("#narrows li")`)
		}},
		{"next-year", func(p *tab) {
			p.put("start", lastDay(p.t).AddDays(32).String())
			p.pick("who-copay-plan")
			p.pick("rate-kind-percent")
			p.fill("#rate", "120")
			p.click(`label[for="next-year-leave-out"]`) // it goes with the answer that it takes away
			p.until(`document.querySelector("#assume")`)
			p.accessible()
			p.click("#assume")
			p.until(`document.querySelectorAll("#narrows li").length === 2 && document.querySelector("#advantage-yes")`)
		}},
		{"wrong", func(p *tab) {
			p.pick("who-medicare")
			p.fill("#deductible", "a lot")
			p.press("\t")
			p.until(`document.querySelector("#answer .problems")`)
		}},
		{"why", func(p *tab) {
			p.put("start", "2026-08-03")
			p.pick("who-medicare")
			p.fill("#deductible", "0")
			p.waitText("#after", "$")
			p.click("#why-next")
			p.until(`document.querySelector("#why").open`)
			p.click("#why .step button")
			p.until(`document.querySelector("#why .step .rule")`)
		}},
	}
}
