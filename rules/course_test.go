package rules_test

import (
	"encoding/json"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"therapytally/rules"
	"therapytally/rules/finding"
)

func course(t *testing.T, b *rules.Book, text string) (rules.Episode, error) {
	t.Helper()
	v, p, err := rules.ParseEpisode([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return b.Episode(v, p)
}

func hasFinding(e rules.Episode, id finding.ID) bool {
	return slices.ContainsFunc(e.Findings, func(f finding.Finding) bool { return f.ID == id })
}

// TestAPlanWithoutItsNextYear: a plan of which only this year's deductible is
// known is answered over January 1. The visit of December pays the deductible,
// the visit of January has none, and a finding says that this is assumed.
func TestAPlanWithoutItsNextYear(t *testing.T) {
	e, err := course(t, book(t), `{"visit":{"date":"2025-12-28","discipline":"PT","payer":{"kind":"commercial","rate":{"perVisit":"100.00"}},
"coverage":{"deductibleRemaining":"500.00"},"services":[{"code":"97530","minutes":30}]},"episode":{"perWeek":1,"weeks":2}}`)
	if err != nil {
		t.Fatal(err)
	}
	var patient []string
	for _, v := range e.Visits {
		patient = append(patient, v.Patient.Value.StringFixed(2)+" of "+v.Allowed.Value.StringFixed(2))
	}
	if got := strings.Join(patient, ", "); got != "100.00 of 100.00, 0.00 of 100.00" {
		t.Errorf("the patient owes %s", got)
	}
	if e.Totals.Patient.Value.StringFixed(2) != "100.00" || e.Totals.PlanPays.Value.StringFixed(2) != "100.00" || e.Totals.Partial {
		t.Errorf("totals %+v", e.Totals)
	}
	if !hasFinding(e, finding.NextDeductibleAssumed) || hasFinding(e, finding.NextMaximumAssumed) {
		t.Errorf("findings %v", e.Findings)
	}
	for _, n := range e.Visits[1].Estimate.Trace.Nodes {
		if strings.Contains(n.Name, "deductible") && n.Kind.String() == "given" {
			t.Errorf("nobody entered %q of the new year", n.Name)
		}
	}
}

// TestWhatALaterVisitLacks: where only a later visit cannot be priced, that
// visit has no amounts and a finding says why; the others are answered.
func TestWhatALaterVisitLacks(t *testing.T) {
	const visits = `{"visit":{"date":"2025-12-29","discipline":"PT","yearToDate":{"ptSlp":"0","ot":"0"},"coverage":{"deductibleRemaining":"0"},
"services":[{"code":"97530","minutes":15},{"code":"97110","minutes":15}]},"episode":{"perWeek":1,"weeks":3}}`
	fsys := dataCopy(t)
	row := "\n97110,"
	text := string(fsys["table/rvu-2026C.csv"].Data)
	at := strings.Index(text, row) + 1
	fsys["table/rvu-2026C.csv"].Data = []byte(text[:at] + text[at+strings.Index(text[at:], "\n")+1:])
	b, err := rules.Load(fsys)
	if err != nil {
		t.Fatal(err)
	}
	e, err := course(t, b, visits)
	if err != nil {
		t.Fatal(err)
	}
	if len(e.Visits) != 3 || e.Visits[0].Unpublished || !e.Visits[1].Unpublished || !e.Visits[2].Unpublished || !e.Totals.Partial {
		t.Errorf("visits %+v", e.Visits)
	}
	if !hasFinding(e, finding.VisitsWithoutAmounts) {
		t.Errorf("findings %v", e.Findings)
	}
	// The use of the year passes what may be entered: it is no error of entry.
	e, err = course(t, book(t), strings.Replace(strings.Replace(visits, `"ptSlp":"0"`, `"ptSlp":"999999.00"`, 1), "2025-12-29", "2026-01-05", 1))
	if err != nil || len(e.Visits) != 3 || e.Totals.Partial {
		t.Errorf("a course of much use: %v, %+v", err, e.Totals)
	}
}

// TestCoursesAreRefusedOnlyWithTheirFirstVisit: a course whose own keys are
// right is refused only where its first visit is refused alone.
func TestCoursesAreRefusedOnlyWithTheirFirstVisit(t *testing.T) {
	turns := 0
	for i := range sample(t, 600) {
		r := rand.New(rand.NewPCG(uint64(i), 21))
		m := oracleRandomEpisode(r, oracleEverything)
		visit := m["visit"].(map[string]any)
		if i%2 == 0 { // half of the courses reach January soon
			visit["date"] = []string{"2025-12-15", "2025-12-28", "2025-12-31"}[r.IntN(3)]
		}
		if cover, ok := visit["coverage"].(map[string]any); ok && i%3 == 0 {
			delete(cover, "yearly")
		}
		one, _ := json.Marshal(visit)
		all, _ := json.Marshal(m)
		alone, together := book(t).Answer(one, false), book(t).Answer(all, false)
		if isRefused(together) && !isRefused(alone) {
			t.Errorf("course %d: its first visit is answered, the course says %s\n%s", i, together, all)
		}
		if strings.Contains(string(together), `"new-year"`) {
			turns++
		}
	}
	if turns < 100 {
		t.Errorf("only %d courses pass January 1", turns)
	}
}

func isRefused(answer []byte) bool { return strings.HasPrefix(string(answer), `{"error"`) }
