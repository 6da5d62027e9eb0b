package e2e

// timeStates are the states of the timers.
func timeStates() []visitState {
	return []visitState{
		{"timing", func(p *tab) {
			p.click("#assistants")
			p.until(`document.querySelector("#service-1-assistant")`)
			p.drawn()
			p.addService("97110", "")
			p.addService("97012", "15")
			p.click("#timer-1")
			p.until(`document.querySelector("#timer-1.running")`)
			p.skip(12 * 60)
			p.click("#timer-2")
			p.until(`document.querySelector("#timer-2.running")`)
			p.skip(754)
			p.until(`document.querySelector("#clock-2").textContent.startsWith("12:3")`)
			p.click("#show-times-1")
		}},
		{"paused", func(p *tab) {
			p.click("#timer-1")
			p.skip(25 * 60)
			p.click(".pauses button:nth-of-type(2)")
			p.waitText(".paused", "Paused for set-up")
			p.click("#show-times-1")
			p.click("#add-time-1")
			p.until(`document.activeElement.id === "span-from"`)
			p.click("#show-counts")
		}},
		{"flagged", func(p *tab) {
			p.click("#timer-1")
			p.skip(8 * 60)
			eval[bool](p, `(tallyClock.jump(60 * 60 * 1000), true)`)
			p.waitText(".timing .alerts", "its clock was moved")
			p.waitText("#still-text", "97530 has run for 68 minutes")
			p.click("#still-stop")
			p.waitText(".timing .alerts", "Not counted")
		}},
	}
}

// decisionStates are the states of both rules, of the note and of the choice of
// a code.
func decisionStates() []visitState {
	return []visitState{
		{"rules", func(p *tab) {
			p.fill("#service-1-minutes", "24")
			p.addService("97110", "24")
			p.waitText(".two-rules .worth", "$")
		}},
		{"apart", func(p *tab) {
			p.fill("#service-1-minutes", "30")
			p.addService("97150", "")
			p.waitText(".before", "must show different minutes")
		}},
		{"noting", func(p *tab) {
			p.fill("#service-1-minutes", "30")
			p.click("#show-notes")
			p.click(`label[for="document-97530-loss"]`)
			p.click(".deny summary")
		}},
		{"deciding", func(p *tab) {
			p.click("#decide-1")
			p.until(`document.querySelector("#decision").open`)
			p.click("#decision-no")
			p.waitText("#decision", "walks or climbs")
		}},
		{"decided", func(p *tab) {
			p.click("#decide-1")
			p.until(`document.querySelector("#decision").open`)
			p.click("#decision-no")
			p.waitText("#decision", "walks or climbs")
			p.click("#decision-yes")
			p.waitText("#decision-ask", "97116")
		}},
	}
}
