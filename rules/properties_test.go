package rules_test

import (
	"slices"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"therapytally/rules"
	"therapytally/rules/code"
	"therapytally/rules/trace"
)

var timedCodes = []string{"97530", "97110", "97112", "97140", "97116", "97535", "97035", "97032"}

// drawVisit makes a Medicare visit of timed codes, each once.
func drawVisit(t *rapid.T) rules.Visit {
	v := visit(t, `{"date":"2026-08-03","discipline":"PT","payer":{"edits":false},"services":[{"code":"97530"}]}`)
	codes := rapid.SliceOfNDistinct(rapid.SampledFrom(timedCodes), 1, 5, rapid.ID).Draw(t, "codes")
	v.Services = nil
	for _, s := range codes {
		c, _ := code.ParseHCPCS(s)
		v.Services = append(v.Services, rules.Service{Code: c, Minutes: rapid.IntRange(0, 75).Draw(t, s), AssistantMinutes: rapid.SampledFrom([]int{0, 0, 0, 3, 8, 20}).Draw(t, "assistant")})
	}
	left := decimal.New(rapid.Int64Range(0, 30000).Draw(t, "deductible left"), -2)
	v.Coverage.DeductibleRemaining = &left
	return v
}

func answer(t tester, v rules.Visit) rules.Estimate {
	t.Helper()
	e, err := book(t).For(v)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// TestOrderIsIrrelevant: the order of entry changes no total; without a tie it
// changes no units either.
func TestOrderIsIrrelevant(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := drawVisit(t)
		a := answer(t, v)
		v.Services = rapid.Permutation(v.Services).Draw(t, "order")
		b := answer(t, v)
		if a.Units.TimedUnits != b.Units.TimedUnits || a.Units.TimedMinutes != b.Units.TimedMinutes {
			t.Fatalf("units %d and %d", a.Units.TimedUnits, b.Units.TimedUnits)
		}
		if a.Units.Tie != nil {
			return
		}
		for _, c := range a.Units.ByCode {
			if b.Units.ByCode.Of(c.Code) != c.Units {
				t.Fatalf("%s: %d units, then %d", c.Code, c.Units, b.Units.ByCode.Of(c.Code))
			}
		}
		if !a.Totals.Allowed.Value.Equal(b.Totals.Allowed.Value) {
			t.Fatalf("allowed %s, then %s", a.Totals.Allowed.Value, b.Totals.Allowed.Value)
		}
	})
}

// TestAMinuteMore: a minute more never lowers the units, under either rule,
// and next says when they rise.
func TestAMinuteMore(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := drawVisit(t)
		a := answer(t, v)
		i := rapid.IntRange(0, len(v.Services)-1).Draw(t, "service")
		v.Services = slices.Clone(v.Services)
		v.Services[i].Minutes++
		b := answer(t, v)
		if b.Units.TimedUnits < a.Units.TimedUnits || b.Units.Other.TimedUnits < a.Units.Other.TimedUnits {
			t.Fatalf("units fell from %d to %d (other: %d to %d)", a.Units.TimedUnits, b.Units.TimedUnits, a.Units.Other.TimedUnits, b.Units.Other.TimedUnits)
		}
		if rose := b.Units.TimedUnits > a.Units.TimedUnits; rose != (a.Units.Next.Minutes == 1) {
			t.Fatalf("next was %d minutes away, and the units went from %d to %d", a.Units.Next.Minutes, a.Units.TimedUnits, b.Units.TimedUnits)
		}
	})
}

// TestSharesAddUp: everything that is allowed is paid by someone, on every
// line and in total, and the steps replay.
func TestSharesAddUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := answer(t, drawVisit(t))
		for _, l := range e.Lines {
			addUp(t, l.Allowed, l.PlanPays, l.SecondaryPays, l.Patient, l.AssistantReduction, l.Sequestration)
		}
		s := e.Totals
		addUp(t, s.Allowed, s.PlanPays, s.SecondaryPays, s.Patient, s.AssistantReduction, s.Sequestration)
		addUp(t, s.ProviderReceives, s.PlanPays, s.SecondaryPays, s.Patient)
		if s.Patient.Value.GreaterThan(s.Allowed.Value) {
			t.Fatalf("the patient owes %s of %s", s.Patient.Value, s.Allowed.Value)
		}
		if err := trace.Replay(e.Trace.Nodes); err != nil {
			t.Fatal(err)
		}
	})
}

func addUp(t *rapid.T, whole trace.Figure, parts ...trace.Figure) {
	sum := decimal.Zero
	for _, p := range parts {
		if p.Value.IsNegative() {
			t.Fatalf("a part is %s", p.Value)
		}
		sum = sum.Add(p.Value)
	}
	if !sum.Equal(whole.Value) {
		t.Fatalf("parts come to %s of %s", sum, whole.Value)
	}
}

// TestSteps: what is untraced equals what is traced.
func TestUntracedIsTheSame(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := drawVisit(t)
		a := answer(t, v)
		b, err := book(t).ForUntraced(v)
		if err != nil {
			t.Fatal(err)
		}
		x, _ := a.JSON(false)
		y, _ := b.JSON(false)
		if string(x) != string(y) {
			t.Fatalf("%s\n%s", x, y)
		}
	})
}

// TestPrintedModifiersBreakNoRule: what we print on a line never breaks a row
// of the modifier rules, whatever the clinician put.
func TestPrintedModifiersBreakNoRule(t *testing.T) {
	all := []string{"GP", "GO", "GN", "KX", "CQ", "CO", "59", "XE", "XS", "XU", "22", "52", "76", "77", "91", "93", "95", "96", "97", "GA", "GT", "GX", "GY", "GZ"}
	rapid.Check(t, func(t *rapid.T) {
		v := drawVisit(t)
		v.YearToDate = &rules.YearToDate{PTSLP: decimal.New(rapid.Int64Range(230000, 250000).Draw(t, "used"), -2)}
		attested := rapid.Bool().Draw(t, "justified")
		v.KXJustified, v.ABN = &attested, rapid.Bool().Draw(t, "abn")
		edits := true
		v.Payer.Edits = &edits
		for i := range v.Services {
			for _, s := range rapid.SliceOfNDistinct(rapid.SampledFrom(all), 0, 4, rapid.ID).Draw(t, "modifiers") {
				m, _ := code.ParseModifier(s)
				v.Services[i].Modifiers = append(v.Services[i].Modifiers, m)
			}
			v.Services[i].Distinct = rapid.SampledFrom([]string{"", "59", "XU"}).Draw(t, "distinct")
		}
		e := answer(t, v)
		for _, l := range e.Lines {
			again := v
			again.Services = slices.Clone(v.Services)
			for i := range again.Services {
				again.Services[i].Modifiers = nil
				if again.Services[i].Code == l.Code {
					again.Services[i].Modifiers = l.Modifiers
				}
			}
			for _, f := range answer(t, again).Findings {
				if f.ID[0] == 'r' && f.ID[1] < '2' && slices.Contains(f.Codes, l.Code) && f.ID != "r18-slp-unusual" && f.ID != "r19-two-evaluations" && f.ID[:4] != "r13-" {
					t.Fatalf("%s %v breaks %s", l.Code, l.Modifiers, f.ID)
				}
			}
		}
	})
}
