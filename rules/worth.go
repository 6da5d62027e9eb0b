package rules

import "therapytally/rules/trace"

// TwoRules is one visit under both unit rules, and what the choice between them
// is worth: Difference, in dollars, is what the rule More allows beyond the
// other. More is "" where both allow the same, and Difference is unknown where
// an amount is. All figures stand in the trace of both estimates.
type TwoRules struct {
	Total, PerCode Estimate
	More           UnitRule
	Difference     trace.Figure
}

// UnderBothRules estimates a visit as UnderRule takes it, under each rule.
func (b *Book) UnderBothRules(v Visit) (w TwoRules, err error) {
	t := trace.New()
	if w.Total, err = b.estimate(v.UnderRule(TotalTime), t); err != nil {
		return TwoRules{}, err
	}
	if w.PerCode, err = b.estimate(v.UnderRule(PerCode), t); err != nil {
		return TwoRules{}, err
	}
	more, less := w.Total.Totals.Allowed, w.PerCode.Totals.Allowed
	if !more.Known() || !less.Known() {
		return w, nil
	}
	switch more.Value.Cmp(less.Value) {
	case 1:
		w.More = TotalTime
	case -1:
		w.More, more, less = PerCode, less, more
	}
	w.Difference = t.Difference(trace.Label{Rule: "units-worth", Name: "what the unit rules differ by"}, more, less)
	return w, nil
}
