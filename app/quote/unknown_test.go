package quote

import "testing"

// Where neither the price nor a published range of just these codes is known,
// there is no amount, and it is said what is missing.
func TestNoAmountRatherThanAWrongOne(t *testing.T) {
	lines := func(s *State, of ...Line) *State {
		s.Lines = of
		return s
	}
	for name, s := range map[string]*State{
		"no insurance, speech":      answered(map[Field]string{Who: Nobody, Preset: "slp"}),
		"no insurance":              answered(map[Field]string{Who: Nobody}),
		"no insurance, 97530":       lines(answered(map[Field]string{Who: Nobody}), Line{"97530", "2"}),
		"20 %, met, speech":         answered(map[Field]string{Who: SharePlan, Deductible: "0", Preset: "slp"}),
		"20 %, met, other codes":    answered(map[Field]string{Who: SharePlan, Deductible: "0"}),
		"20 %, met, an evaluation":  lines(answered(map[Field]string{Who: SharePlan, Deductible: "0", First: Evaluation}), Line{"97530", "2"}),
		"a deductible":              answered(map[Field]string{Who: SharePlan, Deductible: "2000"}),
		"copay and deductible":      answered(map[Field]string{Who: CopayPlan, Copay: "40", Deductible: "100"}),
		"nothing known of the plan": answered(map[Field]string{Who: SharePlan}),
	} {
		a := answerTo(standard(t), s)
		if a.Phase != Ready || a.Next.Known() || a.Course.Known() || a.Plan.Known() && s.Get(Who) != Nobody || a.Missing() != Rate {
			t.Errorf("%s: %s to %s, the course %s to %s; %q is missing", name, a.Next.Low.Value, a.Next.High.Value, a.Course.Low.Value, a.Course.High.Value, a.Missing())
		}
		for _, r := range a.Rows {
			if r.Patient.Known() || r.Running.Known() {
				t.Errorf("%s: visit %d has an amount", name, r.N)
			}
		}
	}
}

// A copay is what the patient pays, whatever the price is.
func TestACopayNeedsNoPrice(t *testing.T) {
	for _, set := range []map[Field]string{{Who: CopayPlan, Copay: "40", Preset: "slp"}, {Who: CopayPlan, Copay: "40"}, {Who: CopayPlan, Copay: "40", First: Evaluation}} {
		a := answerTo(standard(t), answered(set))
		if a.Next.High.Value.String() != "40" || a.Course.High.Value.String() != "480" || !a.Course.exact() || len(a.Unknown) > 0 || a.Published() {
			t.Errorf("%v: %s to %s; %v would narrow it", set, a.Course.Low.Value, a.Course.High.Value, a.Unknown)
		}
	}
	a := answerTo(standard(t), answered(map[Field]string{Who: CopayPlan, RateKind: ByVisit, Rate: "120"}))
	if a.Next.Known() || a.Course.Known() || a.Plan.Known() || a.Missing() != Copay {
		t.Errorf("without the copay it is %s to %s, and %q is missing", a.Next.Low.Value, a.Next.High.Value, a.Missing())
	}
	w := All(standard(t), answered(map[Field]string{Who: CopayPlan, RateKind: ByVisit, Rate: "120", Cash: "90"}))
	if w.Compare.Fewer.All.Known() || w.Compare.Cash.All.High.Value.String() != "1080" {
		t.Errorf("compared with %s, in cash %s", w.Compare.Fewer.All.High.Value, w.Compare.Cash.All.High.Value)
	}
}

// A guide's range of 97530 is a range of a visit that holds 97530 alone.
func TestARangeIsOfItsOwnCode(t *testing.T) {
	s := answered(map[Field]string{Who: SharePlan, Deductible: "0"})
	s.Lines = []Line{{"97530", "2"}}
	a := answerTo(standard(t), s)
	// 20 % of 2 x 25 to 2 x 60.
	if low, high := a.Next.Low.Value.String(), a.Next.High.Value.String(); low != "10" || high != "24" || len(Ranges(standard(t), s)) != 3 {
		t.Errorf("%s to %s by %d ranges", low, high, len(Ranges(standard(t), s)))
	}
	s.Lines = append(s.Lines, Line{"97110", "1"})
	if a := answerTo(standard(t), s); a.Next.Known() || len(Ranges(standard(t), s)) != 0 {
		t.Errorf("with 97110 it is %s to %s", a.Next.Low.Value, a.Next.High.Value)
	}
}

// What is said of Medicare's prices is said where they are in the amounts.
func TestWhereMedicaresPricesAreIn(t *testing.T) {
	for _, c := range []struct {
		want bool
		set  map[Field]string
	}{
		{true, map[Field]string{Who: Medicare}},
		{true, map[Field]string{Who: Supplement, SupplementPays: No}},
		{true, map[Field]string{Who: SharePlan, RateKind: ByPercent, Rate: "120"}},
		{false, map[Field]string{Who: Supplement, SupplementPays: QMB, Deductible: "0"}},
		{false, map[Field]string{Who: Supplement, SupplementPays: Yes}},
		{false, map[Field]string{Who: SharePlan, RateKind: ByVisit, Rate: "110"}},
		{false, map[Field]string{Who: CopayPlan, Copay: "40"}},
		{false, map[Field]string{Who: CopayPlan, RateKind: ByPercent, Rate: "120"}}, // no amount without a copay
		{false, map[Field]string{Who: Medicaid}},
		{false, map[Field]string{Who: Nobody, Rate: "95"}},
	} {
		if a := answerTo(standard(t), answered(c.set)); a.Published() != c.want {
			t.Errorf("%v: they are in it: %v", c.set, a.Published())
		}
	}
}
