package e2e

import (
	"net/http"
	"testing"
	"time"
)

// What a network's sign-in page, a broken host or a host without the file
// answers in its place does not lose what the clinic has set, and the page says
// from when it is.
func TestOddAnswersDoNotLoseTheClinicsFile(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	p := newTab(t, s)
	good := answerJSON(`{"name": "Riverside Therapy", "payer": "cash", "rates": {"cash": {"perVisit": "95.00"}}}`)
	s.fault("clinic.json", good)
	p.open("/")
	p.installed()
	p.waitText("header.site", "Riverside Therapy")
	const shown, hidden = `!document.querySelector("#clinic-kept").hidden`, `document.querySelector("#clinic-kept").hidden`
	for what, fault := range map[string]http.HandlerFunc{
		"sign-in page": networkFaults()["captive portal"], "server error": networkFaults()["server error"], "missing": networkFaults()["missing"],
	} {
		s.fault("clinic.json", fault)
		p.open("/patient/")
		p.ready()
		p.waitText("header.site", "Riverside Therapy")
		p.waitText("#answer", "$95.00")
		p.until(shown)
		p.waitText("#clinic-kept", "are from "+time.Now().Format("Jan 2, 2006"))
		p.accessible()
		if !eval[bool](p, `document.querySelector("#clinic-fault").hidden`) {
			t.Errorf("%s: the clinic is blamed: %s", what, p.text("#clinic-fault"))
		}
		s.stop()
		p.reload()
		p.ready()
		p.waitText("header.site", "Riverside Therapy")
		s.start()
		s.fault("clinic.json", good)
		p.open("/")
		p.ready()
		p.until(hidden)
	}
}

// Without a copy, a file that could not be loaded is not taken for none.
func TestAClinicFileThatFailsIsSaid(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.fault("clinic.json", networkFaults()["server error"])
	p := newTab(t, s)
	p.open("/")
	p.ready()
	p.waitText("#clinic-fault", "settings could not be loaded")
}
