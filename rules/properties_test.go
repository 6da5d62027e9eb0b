package rules_test

import (
	"slices"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"therapytally/rules"
	"therapytally/rules/code"
	"therapytally/rules/finding"
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

// TestUntracedIsTheSame: what is untraced equals what is traced.
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

// TestPrintedModifiersBreakNoRule: what we print on a line breaks no row of the
// modifier rules that one line can break, whatever the clinician put, the
// discipline, the pairs and the threshold: put in as the clinician's own, our
// modifiers raise none of them.
func TestPrintedModifiersBreakNoRule(t *testing.T) {
	all := []string{"GP", "GO", "GN", "KX", "CQ", "CO", "59", "XE", "XS", "XU", "22", "52", "76", "77", "91", "93", "95", "96", "97", "GA", "GT", "GX", "GY", "GZ"}
	codes := map[code.Discipline][]string{
		code.PT:  {"97530", "97542", "97750", "97150", "97140", "97110", "97161", "97164", "95851"},
		code.OT:  {"97530", "97542", "97537", "97150", "97140", "97535", "97165", "97168", "95852"},
		code.SLP: {"92507", "92508", "92526", "92521", "97129", "97530"},
	}
	pairs := 0
	rapid.Check(t, func(t *rapid.T) {
		v := visit(t, `{"date":"2026-08-03","discipline":"PT","services":[{"code":"97530"}]}`)
		v.Discipline = rapid.SampledFrom([]code.Discipline{code.PT, code.OT, code.SLP}).Draw(t, "discipline")
		used := decimal.New(rapid.Int64Range(230000, 250000).Draw(t, "used"), -2)
		v.YearToDate = &rules.YearToDate{PTSLP: used, OT: used}
		attested := rapid.Bool().Draw(t, "justified")
		v.KXJustified, v.ABN = &attested, rapid.Bool().Draw(t, "abn")
		v.Services = nil
		for _, s := range rapid.SliceOfNDistinct(rapid.SampledFrom(codes[v.Discipline]), 2, 5, rapid.ID).Draw(t, "codes") {
			v.Services = append(v.Services, drawService(t, s, v.Discipline, all))
		}
		e := answer(t, v)
		for _, l := range e.Lines {
			for _, id := range clinicianBreaks(t, v, l) {
				t.Fatalf("%s %v breaks %s", l.Code, l.Modifiers, id)
			}
		}
		if has(e.Findings, finding.PairOpened) {
			pairs++
		}
	})
	if pairs == 0 {
		t.Error("no pair was opened: the test proves nothing of 59 and X")
	}
}

func drawService(t *rapid.T, s string, d code.Discipline, modifiers []string) rules.Service {
	c, _ := code.ParseHCPCS(s)
	in := rules.Service{Code: c, Minutes: rapid.IntRange(1, 40).Draw(t, "minutes"), Distinct: rapid.SampledFrom([]string{"", "59", "XU"}).Draw(t, "distinct")}
	if d != code.SLP {
		in.AssistantMinutes = rapid.SampledFrom([]int{0, 0, 20}).Draw(t, "assistant")
	}
	for _, s := range rapid.SliceOfNDistinct(rapid.SampledFrom(modifiers), 0, 4, rapid.ID).Draw(t, "modifiers") {
		m, _ := code.ParseModifier(s)
		in.Modifiers = append(in.Modifiers, m)
	}
	return in
}

// clinicianBreaks lists the rules of one line (R01 to R17 and R28) that a
// line's modifiers break when the clinician puts them.
func clinicianBreaks(t *rapid.T, v rules.Visit, l rules.Line) (out []finding.ID) {
	v.Services = slices.Clone(v.Services)
	for i := range v.Services {
		v.Services[i].Modifiers = nil
		if v.Services[i].Code == l.Code {
			v.Services[i].Modifiers = l.Modifiers
		}
	}
	oneLine := []finding.ID{finding.R01, finding.R02, finding.R03, finding.R04, finding.R05, finding.R06, finding.R07, finding.R08, finding.R09, finding.R10, finding.R11, finding.R12, finding.R14, finding.R15, finding.R16, finding.R17, finding.R28}
	for _, f := range answer(t, v).Findings {
		if slices.Contains(oneLine, f.ID) && slices.Contains(f.Codes, l.Code) {
			out = append(out, f.ID)
		}
	}
	return out
}
