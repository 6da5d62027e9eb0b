package e2e

import (
	"bytes"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/page"
)

// printed prints the page as a browser does and returns the PDF.
func (p *tab) printed() []byte {
	p.t.Helper()
	letter := true // the size that the style sheet names
	return call(p, page.PrintToPDF, page.PrintToPDFParams{PreferCSSPageSize: &letter}).Data
}

// gfeItems are the items of a Good Faith Estimate, each by words of the sheet.
func gfeItems() []string {
	return []string{
		"Name", "Date of birth", // 1 the patient
		"The main service", "First visit: Aug 3, 2026", // 2 the service and its date
		"97530", "97110", "Each of 11 later visits", "at most 12 months", // 3 each item, recurring visits
		"Diagnosis code", "Price for the visit", "$1,140.00", // 4 codes and the expected charge
		"NPI", "TIN", "State and place of care", "Name of the clinic or therapist", // 5 the provider
		"Booked on its own", "You get an estimate of them if you ask", // 6 scheduled separately
		"other services that are not on this list", "The bill may differ", "$400 or more", "120 days", "www.cms.gov/nosurprises", "This is not a contract", "You do not have to take these services", // 7
		"It is not the legal form", "We could not read the rule", "Questions to ask the clinic", "This is not a bill",
	}
}

// TestPatientPaperHoldsEveryItem prints the sheet of a self-pay course on
// Letter. The PDF's own text is read back.
func TestPatientPaperHoldsEveryItem(t *testing.T) {
	t.Parallel()
	p := newTab(t, newSite(t), size(390, 844))
	p.openPatient()
	p.put("start", "2026-08-03")
	p.pick("who-nobody")
	p.fill("#rate", "95")
	p.waitText("#course", "$1,140.00")
	pdf := p.printed()
	if !regexp.MustCompile(`/MediaBox \[0 0 612 792\]`).Match(pdf) {
		t.Error("the paper is not Letter")
	}
	text := pdfText(t, pdf)
	for _, item := range gfeItems() {
		if !strings.Contains(squeezed(text), squeezed(item)) {
			t.Errorf("the paper lacks %q", item)
		}
	}
	for _, screen := range []string{"Who pays for your therapy", "Make the link", "Words on your card"} {
		if strings.Contains(squeezed(text), squeezed(screen)) {
			t.Errorf("the paper holds %q of the screen", screen)
		}
	}
	if n := bytes.Count(pdf, []byte("/Type /Page\n")); n > 3 {
		t.Errorf("the sheet takes %d pages", n)
	}
	p.clean()
}

// squeezed drops spaces, for a PDF places words one by one, and undoes the
// letters that a font draws as one.
func squeezed(s string) string {
	return strings.NewReplacer("ﬀ", "ff", "ﬁ", "fi", "ﬂ", "fl", "ﬃ", "ffi", "ﬄ", "ffl").Replace(strings.Join(strings.Fields(s), ""))
}
