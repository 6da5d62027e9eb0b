package costshare_test

import (
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"therapytally/rules/costshare"
	"therapytally/rules/trace"
)

func usd(tr *trace.Trace, s string) trace.Figure {
	return tr.Given(trace.Label{}, decimal.RequireFromString(s))
}

func show(s costshare.Shares) string {
	var out []string
	for _, f := range []trace.Figure{s.Deductible, s.Copay, s.Coinsurance, s.Plan, s.Secondary, s.Patient, s.AssistantReduction, s.Sequestration} {
		out = append(out, f.Value.StringFixed(2))
	}
	return strings.Join(out, " ")
}

// TestMedicare: the published splits (CMS contractor example of the 2 percent;
// pt-management.com and WebPT for the assistant's 88 percent) and each branch,
// worked by hand. Columns: deductible, copay, coinsurance, Medicare,
// supplement, patient, assistant reduction, sequestration.
func TestMedicare(t *testing.T) {
	for _, c := range []struct {
		name, left, allowed string
		assistant           bool
		supplement          string // its part of the coinsurance; + with the deductible
		want, after         string
	}{
		{"100, 50 to the deductible: 40 due, 39.20 paid", "50", "100", false, "", "50.00 0.00 10.00 39.20 0.00 60.00 0.00 0.80", "0"},
		{"deductible met", "0", "100", false, "", "0.00 0.00 20.00 78.40 0.00 20.00 0.00 1.60", "0"},
		{"assistant: 80 x 0.85 = 68, less 2 percent 1.36", "0", "100", true, "", "0.00 0.00 20.00 66.64 0.00 20.00 12.00 1.36", "0"},
		{"all of it to the deductible", "283", "35.07", false, "", "35.07 0.00 0.00 0.00 0.00 35.07 0.00 0.00", "247.93"},
		{"a supplement pays the coinsurance", "50", "100", false, "1", "50.00 0.00 10.00 39.20 10.00 50.00 0.00 0.80", "0"},
		{"a supplement pays both", "50", "100", false, "+1", "50.00 0.00 10.00 39.20 60.00 0.00 0.00 0.80", "0"},
		{"half the coinsurance, rounded: 7.014 -> 7.01, half 3.505 -> 3.51", "0", "35.07", false, "0.5", "0.00 0.00 7.01 27.50 3.51 3.50 0.00 0.56", "0"},
	} {
		tr := trace.New()
		terms := costshare.Terms{Coinsurance: usd(tr, "0.20"), Assistant: usd(tr, "0.85"), Sequestration: usd(tr, "0.02"), Nothing: usd(tr, "0")}
		if c.supplement != "" {
			terms.Supplement = &costshare.Supplement{Deductible: c.supplement[0] == '+', Coinsurance: usd(tr, strings.TrimPrefix(c.supplement, "+"))}
		}
		s, after := costshare.Medicare(tr, terms, usd(tr, c.left), usd(tr, c.allowed), "97530", c.assistant)
		if show(s) != c.want || after.Value.String() != c.after {
			t.Errorf("%s:\n got  %s, left %s\n want %s, left %s", c.name, show(s), after.Value, c.want, c.after)
		}
		if err := trace.Replay(tr.Nodes); err != nil {
			t.Error(err)
		}
	}
}

// TestPlan: deductible, then copay, then coinsurance on the rest, then the
// maximum, then the supplement, worked by hand.
func TestPlan(t *testing.T) {
	for _, c := range []struct {
		name, allowed, deductible, copay, coinsurance, most, supplement, want string
	}{
		{"deductible 100 of 600, then 20 percent of 500 (sophiewell c-innet)", "600", "100", "0", "0.20", "", "", "100.00 0.00 100.00 400.00 0.00 200.00 0.00 0.00"},
		{"copay alone", "85", "0", "30", "0", "", "", "0.00 30.00 0.00 55.00 0.00 30.00 0.00 0.00"},
		{"a copay above the amount", "20", "0", "30", "0", "", "", "0.00 20.00 0.00 0.00 0.00 20.00 0.00 0.00"},
		{"all three: 10, 30, 20 percent of 45", "85", "10", "30", "0.20", "", "", "10.00 30.00 9.00 36.00 0.00 49.00 0.00 0.00"},
		{"maximum 45 cuts the coinsurance", "85", "10", "30", "0.20", "45", "", "10.00 30.00 5.00 40.00 0.00 45.00 0.00 0.00"},
		{"maximum 25 cuts the copay", "85", "10", "30", "0.20", "25", "", "10.00 15.00 0.00 60.00 0.00 25.00 0.00 0.00"},
		{"maximum 4 cuts the deductible", "85", "10", "30", "0.20", "4", "", "4.00 0.00 0.00 81.00 0.00 4.00 0.00 0.00"},
		{"a supplement pays deductible and half the coinsurance", "85", "10", "30", "0.20", "", "+0.5", "10.00 30.00 9.00 36.00 14.50 34.50 0.00 0.00"},
	} {
		tr := trace.New()
		terms := costshare.PlanTerms{Deductible: usd(tr, c.deductible), Copay: usd(tr, c.copay), Coinsurance: usd(tr, c.coinsurance), Nothing: usd(tr, "0")}
		if c.most != "" {
			terms.OutOfPocket = usd(tr, c.most)
		}
		if c.supplement != "" {
			terms.Supplement = &costshare.Supplement{Deductible: c.supplement[0] == '+', Coinsurance: usd(tr, strings.TrimPrefix(c.supplement, "+"))}
		}
		if got := show(costshare.Plan(tr, terms, usd(tr, c.allowed))); got != c.want {
			t.Errorf("%s:\n got  %s\n want %s", c.name, got, c.want)
		}
		if err := trace.Replay(tr.Nodes); err != nil {
			t.Error(err)
		}
	}
}

// TestSpread: parts of the visit on two lines of 60 and 25, each over what the
// parts before left: deductible 10 -> 7.06 + 2.94 (7.0588, 2.9412); copay 30
// over 52.94 and 22.06 -> 21.18 + 8.82; coinsurance 9 over 31.76 and 13.24 ->
// 6.35 + 2.65; supplement 14.50 over 13.41 and 5.59 -> 10.23 + 4.27.
func TestSpread(t *testing.T) {
	tr := trace.New()
	terms := costshare.PlanTerms{Deductible: usd(tr, "10"), Copay: usd(tr, "30"), Coinsurance: usd(tr, "0.20"), Nothing: usd(tr, "0"),
		Supplement: &costshare.Supplement{Deductible: true, Coinsurance: usd(tr, "0.5")}}
	visit := costshare.Plan(tr, terms, usd(tr, "85"))
	lines := costshare.Spread(tr, visit, terms.Nothing, []trace.Figure{usd(tr, "60"), usd(tr, "25")}, terms.Supplement)
	for i, want := range []string{"7.06 21.18 6.35 25.41 10.23 24.36 0.00 0.00", "2.94 8.82 2.65 10.59 4.27 10.14 0.00 0.00"} {
		if got := show(lines[i]); got != want {
			t.Errorf("line %d:\n got  %s\n want %s", i, got, want)
		}
	}
	if err := trace.Replay(tr.Nodes); err != nil {
		t.Error(err)
	}
	if got := costshare.Spread(tr, visit, terms.Nothing, []trace.Figure{usd(tr, "85")}, nil); show(got[0]) != "10.00 30.00 9.00 36.00 14.50 34.50 0.00 0.00" {
		t.Errorf("one line holds all: %s", show(got[0]))
	}
}
