package e2e

import (
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"strings"
	"testing"
)

// deductible is Medicare's of the last year whose prices are published.
func deductible(t *testing.T) (dollars string, year int) {
	t.Helper()
	data, err := os.ReadFile("../../rules/data/param/part-b-deductible.json")
	if err != nil {
		t.Fatal(err)
	}
	var number struct {
		Values []struct{ From, Value string }
	}
	if err := json.Unmarshal(data, &number); err != nil {
		t.Fatal(err)
	}
	last := number.Values[len(number.Values)-1]
	if _, err := fmt.Sscanf(last.From, "%d-", &year); err != nil {
		t.Fatal(err)
	}
	return "$" + last.Value + ".00", year
}

// A Medicare supplement pays the 20 %, and this year's deductible is met: two
// visits a week for 8 weeks from November 23 are 12 of nothing, then 4 in
// January, whose price of 82.33 is more than the deductible of 283 in all: the
// patient pays that deductible. The count and the amount are the same wherever
// they are said.
func TestPatientCountsJanuary(t *testing.T) {
	t.Parallel()
	p := newTab(t, newSite(t), size(390, 844))
	dollars, year := deductible(t)
	const visit = "&per-week=2&weeks=%d&start=%d-11-23&preset=pt-45&discipline=PT&line=97530*2&line=97110*1"
	p.open("/patient/#v1&who=supplement&supplement-pays=no&deductible=0" + fmt.Sprintf(visit, 7, year))
	p.ready()
	p.fill("#weeks", "8")
	said := fmt.Sprintf("16 visits, 4 of them in %d with %d prices", year+1, year)
	p.waitText("#course dt", said)
	p.waitText("#course dd", dollars)
	p.waitText("#peek span", "Your next visit: $0.00 · "+said+": "+dollars)
	p.until(fmt.Sprintf(`[...document.querySelectorAll("[aria-live=polite]")].some((e) => e.textContent === %q)`, "Your next visit: $0.00. "+said+": "+dollars+"."))
	p.waitText("#if-fewer .now dt", "As planned, 16 visits")
	p.waitText("#milestones", "January 1: your deductible starts over.")
	p.waitText("#plan", "Medicare pays")
	p.until(`document.querySelector("#chart-title").textContent.includes("after 16 visits") && document.querySelectorAll("#visits tr.assumed").length === 4`)
	p.inLanguage("es")
	p.waitText("#course dt", fmt.Sprintf("16 visitas, 4 de ellas en %d con los precios de %d", year+1, year))
	p.inLanguage("en")
	p.pick("next-year-leave-out")
	p.waitText("#course dt", fmt.Sprintf("12 visits (4 more in %d not counted)", year+1))
	p.waitText("#course dd", "$0.00")
	p.waitText("#if-fewer .now dt", "As planned, 12 visits")
	p.until(`document.querySelector("#chart-title").textContent.includes("after 12 visits")`)

	// 95 and 15 x 95 in cash, whose price has no year: the choice above is none of
	// its own.
	eval[bool](p, fmt.Sprintf(`(location.hash = %q, true)`, "#v1&who=nobody&rate-kind=visit&rate=95&next-year=leave-out"+fmt.Sprintf(visit, 8, year)))
	p.waitText("#course dt", "All 16 visits")
	p.waitText("#course dd", "$1,520.00")
	p.click("#show-sheet")
	p.waitText("#sheet", fmt.Sprintf("All 16 visits, Nov 23, %d to Jan 14, %d", year, year+1))
	p.waitText("#sheet .sum:last-child td", "$1,520.00")
	shown := eval[string](p, `["#answer", "#course-part", "#compare", "#sheet"].map((part) => document.querySelector(part).innerText).join(" ")`)
	for _, untrue := range []string{"not counted", "starts over", "Medicare prices", "price tables", "whole country", "assumed"} {
		if strings.Contains(shown, untrue) {
			t.Errorf("of a cash price it says %q", untrue)
		}
	}
	if text := squeezed(pdfText(t, p.printed())); !strings.Contains(text, "$1,520.00") || strings.Contains(text, "$1,140.00") {
		t.Error("the printed total is another")
	}
	p.clean()
}

// The event of a frame counts the visits whose cents it tells.
func TestEmbedTellsTheVisitsOfItsCents(t *testing.T) {
	t.Parallel()
	s, h := newSite(t), newHost(t)
	_, year := deductible(t)
	dollars, _ := deductible(t)
	cents := strings.NewReplacer("$", "", ".", "").Replace(dollars)
	h.page("/", s.tag("view", "patient", "events", ""))
	p := newTab(t, s, size(800, 1000), before(`addEventListener("estimate", (e) => (window.told ??= []).push(e.detail), true)`))
	p.visit(h, "/")
	f := p.frame()
	f.ready()
	f.pick("who-supplement")
	f.pick("supplement-pays-no")
	f.fill("#deductible", "0")
	f.put("start", fmt.Sprintf("%d-11-23", year))
	f.fill("#weeks", "8")
	p.until(fmt.Sprintf(`told?.at(-1)?.visits === 16 && told.at(-1).courseLowCents === %s && told.at(-1).courseHighCents === %[1]s`, cents))
	f.pick("next-year-leave-out")
	p.until(`told.at(-1).visits === 12 && told.at(-1).courseHighCents === 0`)
	p.clean()
	f.clean()
}

// exampleFile is the clinic.json that hosting.md shows.
func exampleFile(t *testing.T) string {
	t.Helper()
	data, err := os.ReadFile("../hosting.md")
	if err != nil {
		t.Fatal(err)
	}
	_, text, _ := strings.Cut(string(data), "\n    {\n")
	text, _, found := strings.Cut(text, "\n    }\n")
	if !found {
		t.Fatal("hosting.md shows no clinic.json")
	}
	return "{" + text + "}"
}

// A clinic's cash price is what anybody without insurance pays; its contract is
// nobody's plan until the visitor says so.
func TestPatientAtAClinic(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.fault("clinic.json", answerJSON(exampleFile(t)))
	s.fault("logo.svg", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "image/svg+xml")
		fmt.Fprint(w, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"></svg>`)
	})
	p := newTab(t, s, size(390, 844))
	p.openPatient()
	p.waitText("#next dd", "$30.00")
	p.pick("who-nobody")
	p.waitText("#next dd", "$95.00")
	p.waitText("#course dd", "$1,140.00")
	p.pick("who-share-plan")
	p.waitText("#answer", "We show no amount without the price of a visit.")
	p.waitText("#ask-price", "Is your plan one of these?")
	if chosen := eval[string](p, `document.querySelector("#clinic-price").value`); chosen != "-" {
		t.Errorf("%s is chosen by itself", chosen)
	}
	p.fill("#deductible", "0")
	p.choose("#clinic-price", "Acme PPO")
	p.waitText("#next dd", "$30.00")
	p.accessible()
	p.pick("who-medicaid")
	p.waitText("#next dd", "$0.00")
	if copay := p.value("#copay"); copay != "" {
		t.Errorf("Medicaid takes the other plan's copay of %s", copay)
	}
	p.pick("who-copay-plan")
	p.waitText("#next dd", "$30.00")
	eval[bool](p, `(location.hash = "#v1&who=nobody&per-week=2&weeks=8&start=2026-08-03&preset=pt-45&discipline=PT&line=97530*2", true)`)
	p.waitText("#next dd", "$95.00")
	p.waitText("#course dd", "$1,520.00")
	p.clean()
}

// What cannot be meant is asked about at its field, what is not used blocks
// nothing, and what is not known has no amount.
func TestPatientSaysNothingUntrue(t *testing.T) {
	t.Parallel()
	p := newTab(t, newSite(t), size(390, 844))
	dollars, year := deductible(t)
	p.openPatient()
	p.put("start", fmt.Sprintf("%d-08-03", year))
	p.pick("who-medicare")
	p.fill("#deductible", "1000")
	p.press("\t")
	p.waitText("#ask-card", fmt.Sprintf("This is more than Medicare’s deductible for the year. It is %s in %d.", dollars, year))
	p.waitText("#answer", "We show no amount until it is right.")
	p.inLanguage("es")
	p.waitText("#ask-card", fmt.Sprintf("Son %s en %d.", dollars, year))
	p.inLanguage("en")
	p.pick("who-share-plan")
	p.fill("#deductible", "0")
	p.pick("rate-kind-visit")
	p.fill("#rate", "110")
	p.waitText("#next dd", "$22.00") // 20 % of 110
	p.fill("#zip", "0210")
	p.press("\t")
	p.waitText("#ask-where", "We do not know this ZIP code.")
	p.waitText("#next dd", "$22.00")
	p.fill("#percent", "0.2")
	p.press("\t")
	p.waitText("#ask-card", "Did you mean 20%? Then write 20.")
	p.fill("#zip", "")
	p.pick("preset-slp")
	for who, ask := range map[string]string{
		"nobody":     "What is your cash price for a visit like mine?",
		"copay-plan": "What is my copay for a therapy visit?",
	} {
		p.pick("who-" + who)
		p.waitText("#answer", ask)
		if answer := p.text("#answer"); strings.Contains(answer, "$") {
			t.Errorf("%s: without a price it says %s", who, answer)
		}
	}
	p.accessible()
	p.fill("#copay", "40")
	p.waitText("#next dd", "$40.00")
	p.waitText("#course dd", "$480.00")
	for _, noise := range []string{"Medicare prices", "price tables", "find out"} {
		if answer := p.text("#answer"); strings.Contains(answer, noise) {
			t.Errorf("of a copay it says %q", noise)
		}
	}
	p.pick("who-medicare")
	if left := p.value("#deductible"); left != "1000" {
		t.Errorf("Medicare's answers came back as %s", left)
	}
	p.pick("who-share-plan")
	p.waitText("#ask-card", "Did you mean 20%?")
	p.clean()
}
