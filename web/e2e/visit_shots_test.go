package e2e

// visitState brings the page of a visit into one state worth looking at.
type visitState struct {
	name  string
	reach func(p *tab)
}

// visitStates are the states of the page: each is checked for accessibility
// and can be photographed.
func visitStates() []visitState {
	return []visitState{
		{"empty", func(*tab) {}},
		{"partial", func(p *tab) {
			p.fill("#service-1-minutes", "30")
			p.addService("97110", "")
		}},
		{"wrong", func(p *tab) {
			p.fill("#service-1-minutes", "thirty")
			p.fill("#place", "00000")
			p.press("\t")
			p.waitText("#answer", "Fix this first")
		}},
		{"result", func(p *tab) { p.usualVisit() }},
		{"choices", func(p *tab) {
			p.usualVisit()
			p.fill("#service-2-minutes", "20")
			p.fill("#service-3-minutes", "20")
			p.click("[aria-controls=coverage]")
			p.until(`!document.querySelector("#coverage").hidden`)
			p.fill("#deductible", "50")
			p.fill("#used-pt-slp", "2460")
			p.waitText("#answer", "Do not send yet")
		}},
		{"denied", func(p *tab) {
			p.fill("#service-1-minutes", "30")
			p.addService("97150", "")
			p.waitText("#answer", "is denied beside")
		}},
		{"list", func(p *tab) {
			p.usualVisit()
			p.click("#add-service")
			p.until(`document.activeElement.id === "service-4-code"`)
			p.press("gr")
			p.until(`!document.querySelector("#service-4-code-list").hidden`)
		}},
		{"why", func(p *tab) {
			p.usualVisit()
			p.click("#why-line-0-patient")
			p.until(`document.querySelector("#why").open`)
			p.click("#why .step button")
			p.until(`document.querySelector("#why .step .rule")`)
		}},
	}
}
