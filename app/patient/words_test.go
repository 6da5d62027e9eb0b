package patient

import (
	"slices"
	"testing"

	"therapytally/app/quote"
	"therapytally/app/words"
	"therapytally/rules"
	"therapytally/rules/trace"
)

// asked are states that between them reach every step a patient can open.
func asked(t *testing.T, book *rules.Book) []quote.Answer {
	t.Helper()
	var out []quote.Answer
	for _, who := range quote.Payers() {
		for _, preset := range quote.Presets() {
			for _, kind := range []string{"", quote.ByPercent, quote.ByUnit, quote.ByVisit} {
				s := quote.New("2026-11-02")
				s.Use(preset)
				s.Set(quote.Who, who)
				s.Set(quote.First, quote.Evaluation)
				s.Set(quote.Used, "2000")
				if kind != "" {
					for f, text := range map[quote.Field]string{
						quote.RateKind: kind, quote.Rate: "120", quote.Copay: "30", quote.Deductible: "100", quote.Most: "400", quote.YearMost: "400", quote.ZIP: "94103",
					} {
						s.Set(f, text)
					}
				}
				a := quote.All(book, s).Answer
				if a.Phase != quote.Ready {
					t.Fatalf("%s %s %s: %+v", who, preset, kind, a.Problems)
				}
				out = append(out, a)
			}
		}
	}
	return out
}

// reached lists the nodes that can be opened from a figure.
func reached(a quote.Amount, visit func(trace.Node)) {
	f, steps := a.Open()
	if steps == nil {
		return
	}
	seen := make([]bool, len(steps.Nodes))
	var walk func(i int)
	walk = func(i int) {
		if seen[i] {
			return
		}
		seen[i] = true
		n := steps.Nodes[i]
		visit(n)
		for _, arg := range n.Args {
			walk(int(arg))
		}
		for _, test := range n.Tests {
			walk(int(test.Left))
			walk(int(test.Right))
		}
	}
	walk(f.Index())
}

// Every step that a figure of the page opens is told in both languages, and
// every finding that takes money or needs an act has words or is known to be
// the clinic's own business.
func TestEveryStepAndFindingHasWords(t *testing.T) {
	book, err := rules.Standard()
	if err != nil {
		t.Fatal(err)
	}
	en, es := words.ForPatient(quote.English).Patient, words.ForPatient(quote.Spanish).Patient
	missing := map[string]bool{}
	for _, a := range asked(t, book) {
		amounts := []quote.Amount{a.Next.Low, a.Next.High, a.After.High, a.Course.High, a.Plan.High}
		for _, r := range a.Rows {
			amounts = append(amounts, r.Patient.Low, r.Patient.High, r.Running.High)
		}
		for _, m := range amounts {
			reached(m, func(n trace.Node) {
				if es.Steps[n.Name] == "" {
					missing["step in Spanish: "+n.Name] = true
				}
				if en.Rules[n.Rule] == "" || es.Rules[n.Rule] == "" {
					missing["rule: "+n.Rule] = true
				}
			})
		}
		for _, id := range a.Findings {
			if en.Findings[id] == "" && !slices.Contains(clinicsOwn(), string(id)) {
				missing["finding: "+string(id)] = true
			}
		}
	}
	for what := range missing {
		t.Errorf("no words for the %s", what)
	}
}

// clinicsOwn are findings that mean nothing to a patient.
func clinicsOwn() []string {
	return []string{"mppr-applied", "no-59-needed", "unit-rules-differ", "units-tie", "within-limit", "kx-printed"}
}
