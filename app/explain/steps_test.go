package explain

import (
	"strings"
	"testing"

	"therapytally/app/quote"
	"therapytally/app/words"
	"therapytally/rules"
	"therapytally/rules/trace"
)

const usual = `{"date":"2026-08-03","discipline":"PT","locality":"01112-05","coverage":{"deductibleRemaining":"10"},
	"services":[{"code":"97530","minutes":30},{"code":"97110","minutes":20},{"code":"97140","minutes":20},{"code":"97161"}]}`

func steps(t *testing.T) (*Steps, rules.Estimate) {
	t.Helper()
	book, err := rules.Standard()
	if err != nil {
		t.Fatal(err)
	}
	visit, err := rules.ParseVisit([]byte(usual))
	if err != nil {
		t.Fatal(err)
	}
	e, err := book.For(visit)
	if err != nil {
		t.Fatal(err)
	}
	return &Steps{words.English(), book, e.Trace}, e
}

// Every step must be told: its value, its name, its rule, and a source that is
// a document and not an ID.
func TestEveryStepIsTold(t *testing.T) {
	s, _ := steps(t)
	for i, n := range s.Trace.Nodes {
		step := s.At(i)
		if step.Value == "" || step.Name == "" || step.Kind == "" || step.Rule == "" {
			t.Errorf("node %d (%s) is told as %+v", i, n.Rule, step)
		}
		if len(n.Args) > 0 && step.How == "" {
			t.Errorf("node %d (%s) does not say how", i, n.Rule)
		}
		if n.Cite != nil && (!strings.Contains(step.Source, ": ") || step.Prints == "") {
			t.Errorf("node %d (%s) cites %q, %q", i, n.Rule, step.Source, step.Prints)
		}
		for _, arg := range step.Args {
			if arg >= i {
				t.Errorf("node %d is made from %d", i, arg)
			}
		}
	}
}

// TestWhoSaysANumber: each kind of node has its own words on every page, and a
// rule's own number is never told as an answer of the user's.
func TestWhoSaysANumber(t *testing.T) {
	for page, w := range map[string]*words.Words{"therapist": words.English(), "patient": words.ForPatient(quote.English), "Spanish": words.ForPatient(quote.Spanish)} {
		said := map[string]trace.Kind{}
		for k := trace.Derived; k <= trace.Carried; k++ {
			word := w.Why.Kind[k]
			if other, twice := said[word]; word == "" || twice {
				t.Errorf("%s: %s is told as %q, as %s is", page, k, word, other)
			}
			said[word] = k
		}
	}
	s, _ := steps(t)
	found := false
	for i, n := range s.Trace.Nodes {
		if n.Name == "one unit" {
			found = true
			if step := s.At(i); step.Kind != "Part of the rule" || step.Source == "" {
				t.Errorf("one unit is told as %+v", step)
			}
		}
	}
	if !found {
		t.Error("the visit has no unit left over")
	}
}

func TestValuesStandInTheirUnits(t *testing.T) {
	s, e := steps(t)
	for want, i := range map[string]int{
		"70 minutes": e.Units.MinutesFigure.Index(),
		"5 units":    e.Units.UnitsFigure.Index(),
		"13 minutes": e.Units.NextFigure.Index(),
		"$30.36":     e.Lines[0].UnitAmounts[0].Index(),
	} {
		if got := s.At(i).Value; got != want {
			t.Errorf("a value is told as %q, want %q", got, want)
		}
	}
	for want, name := range map[string]string{"0.44": "work RVU", "1.095": "work GPCI", "$33.4009": "conversion factor", "0.2": "Part B coinsurance"} {
		if got := valueOf(s, name); got != want {
			t.Errorf("%s is told as %q, want %q", name, got, want)
		}
	}
}

func valueOf(s *Steps, name string) string {
	for i, n := range s.Trace.Nodes {
		if n.Name == name {
			return s.At(i).Value
		}
	}
	return ""
}

func TestTheOperationIsSaid(t *testing.T) {
	s, e := steps(t)
	if got := s.At(e.Units.UnitsFigure.Index()).How; got != "70 minutes: the first unit from 8 minutes, one more for each further 15 minutes" {
		t.Error(got)
	}
	if got := s.At(e.Lines[0].UnitAmounts[0].Index()).How; !strings.Contains(got, "rounded to the cent") {
		t.Error(got)
	}
}
