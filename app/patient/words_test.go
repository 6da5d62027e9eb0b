package patient

import (
	"slices"
	"testing"

	"therapytally/app/i18n"
	"therapytally/app/patient/plan"
	"therapytally/rules"
	"therapytally/rules/trace"
)

// asked are states that between them reach every step a patient can open.
func asked(t *testing.T, book *rules.Book) []plan.Answer {
	t.Helper()
	var out []plan.Answer
	for _, who := range plan.Payers() {
		for _, preset := range plan.Presets() {
			for _, kind := range []string{"", plan.ByPercent, plan.ByUnit, plan.ByVisit} {
				s := plan.New("2026-11-02")
				s.Use(preset)
				s.Set(plan.Who, who)
				s.Set(plan.First, plan.Evaluation)
				s.Set(plan.Used, "2000")
				if kind != "" {
					for f, text := range map[plan.Field]string{
						plan.RateKind: kind, plan.Rate: "120", plan.Copay: "30", plan.Deductible: "100", plan.Most: "400", plan.YearMost: "400", plan.ZIP: "94103",
					} {
						s.Set(f, text)
					}
				}
				a := plan.All(book, s).Answer
				if a.Phase != plan.Ready {
					t.Fatalf("%s %s %s: %+v", who, preset, kind, a.Problems)
				}
				out = append(out, a)
			}
		}
	}
	return out
}

// reached lists the nodes that can be opened from a figure.
func reached(a plan.Amount, visit func(trace.Node)) {
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
	en, es := i18n.ForPatient(plan.English).Patient, i18n.ForPatient(plan.Spanish).Patient
	missing := map[string]bool{}
	for _, a := range asked(t, book) {
		amounts := []plan.Amount{a.Next.Low, a.Next.High, a.After.High, a.Course.High, a.Plan.High}
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
