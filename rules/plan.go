package rules

import (
	"github.com/shopspring/decimal"

	"therapytally/rules/costshare"
	"therapytally/rules/trace"
)

// sharePlan splits the visit between a plan other than Medicare and the
// patient and spreads the parts over the lines. Where the allowed amount is
// unknown, a copay that depends on nothing else is still answered.
func (r *run) sharePlan() {
	terms := r.planTerms()
	var allowed []trace.Figure
	var at []int
	for i := range r.lines {
		l := &r.lines[i]
		if !l.counts() {
			continue
		}
		if !l.Allowed.Known() {
			r.copayAlone(terms)
			return
		}
		allowed, at = append(allowed, l.Allowed), append(at, i)
	}
	if len(at) == 0 {
		return
	}
	visit := costshare.Plan(r.t, terms, r.t.Sum(trace.Label{Rule: "total", Name: "allowed for the visit"}, allowed...))
	for i, s := range costshare.Spread(r.t, visit, r.zero(), allowed, terms.Supplement) {
		r.lines[at[i]].put(s)
	}
	r.left.deductible = r.t.Difference(trace.Label{Rule: "deductible", Name: "left of the deductible after the visit"}, terms.Deductible, visit.Deductible)
	if terms.OutOfPocket.Known() {
		r.left.outOfPocket = r.t.Difference(trace.Label{Rule: "out-of-pocket", Name: "left until the out-of-pocket maximum after the visit"}, terms.OutOfPocket, visit.Deductible, visit.Copay, visit.Coinsurance)
	}
}

func (r *run) planTerms() costshare.PlanTerms {
	c := r.v.Coverage
	given := func(name string, d *decimal.Decimal) trace.Figure {
		if d == nil {
			return r.zero()
		}
		return r.t.Given(trace.Label{Rule: "plan-share", Name: name}, *d)
	}
	terms := costshare.PlanTerms{Nothing: r.zero(), One: r.one(), Supplement: r.supplement()}
	terms.Copay = given("copay per visit", c.Copay)
	terms.Coinsurance = given("coinsurance", c.Coinsurance)
	terms.Deductible = r.zero()
	if c.DeductibleApplies == nil || *c.DeductibleApplies {
		terms.Deductible = r.deductibleLeft()
	}
	if c.OutOfPocketRemaining != nil {
		terms.OutOfPocket = given("left until the out-of-pocket maximum", c.OutOfPocketRemaining)
	}
	return terms
}

// copayAlone answers the copay of a visit whose allowed amount is unknown,
// where neither deductible nor coinsurance depends on it.
func (r *run) copayAlone(terms costshare.PlanTerms) {
	c := r.v.Coverage
	if c.Copay == nil || (c.Coinsurance != nil && !c.Coinsurance.IsZero()) || !terms.Deductible.Value.IsZero() {
		return
	}
	copay := terms.Copay
	if terms.OutOfPocket.Known() {
		copay = r.t.Min(trace.Label{Rule: "out-of-pocket", Name: "copay within the out-of-pocket maximum"}, copay, terms.OutOfPocket)
		r.left.outOfPocket = r.t.Difference(trace.Label{Rule: "out-of-pocket", Name: "left until the out-of-pocket maximum after the visit"}, terms.OutOfPocket, copay)
	}
	t := &r.e.Totals
	z := r.zero()
	t.Copay, t.Patient = copay, r.t.Sum(trace.Label{Rule: "plan-share", Name: "the patient owes"}, copay)
	t.Deductible, t.Coinsurance, t.SecondaryPays = z, z, z
}
