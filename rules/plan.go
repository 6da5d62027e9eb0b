package rules

import (
	"github.com/shopspring/decimal"

	"therapytally/rules/costshare"
	"therapytally/rules/trace"
)

// sharePlan splits the visit between a plan other than Medicare and the
// patient and spreads the parts over the lines. Where the allowed amount is
// unknown, what does not depend on it is still answered.
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
			r.whatIsKnown(terms)
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
	if r.deductibleApplies() {
		r.left.deductible = r.t.Difference(trace.Label{Rule: "plan-share", Name: "left of the deductible after the visit"}, terms.Deductible, visit.Deductible)
	}
	if terms.OutOfPocket.Known() {
		r.left.outOfPocket = r.t.Difference(trace.Label{Rule: "out-of-pocket", Name: "left until the out-of-pocket maximum after the visit"}, terms.OutOfPocket, visit.Deductible, visit.Copay, visit.Coinsurance)
	}
}

func (r *run) planTerms() costshare.PlanTerms {
	c := r.v.Coverage
	stated := func(k trace.Kind, name string, d *decimal.Decimal, unit trace.Unit) trace.Figure {
		if d == nil {
			return r.zero()
		}
		return r.t.Leaf(k, trace.Label{Rule: "plan-share", Name: name, Unit: unit}, *d)
	}
	terms := costshare.PlanTerms{Nothing: r.zero(), Supplement: r.supplement()}
	terms.Copay = stated(r.v.payers(), "copay per visit", c.Copay, trace.USD)
	terms.Coinsurance = stated(trace.Given, "coinsurance", c.Coinsurance, trace.Plain)
	terms.Deductible = r.zero()
	if r.deductibleApplies() {
		terms.Deductible = r.deductibleLeft()
	}
	if c.OutOfPocketRemaining != nil {
		terms.OutOfPocket = stated(r.v.yearly(), "left until the out-of-pocket maximum", c.OutOfPocketRemaining, trace.USD)
	}
	return terms
}

func (r *run) deductibleApplies() bool {
	applies := r.v.Coverage.DeductibleApplies
	return applies == nil || *applies
}

// whatIsKnown answers the parts of a visit that do not depend on its unknown
// allowed amount: a deductible that is met, a copay after it, no coinsurance.
func (r *run) whatIsKnown(terms costshare.PlanTerms) {
	t := &r.e.Totals
	met := terms.Deductible.Value.IsZero()
	if met {
		t.Deductible = r.zero()
	}
	if met || terms.Copay.Value.IsZero() {
		t.Copay = terms.Copay
		if terms.OutOfPocket.Known() {
			t.Copay = r.t.Min(trace.Label{Rule: "out-of-pocket", Name: "copay within the out-of-pocket maximum"}, terms.Copay, terms.OutOfPocket)
		}
	}
	if terms.Coinsurance.Value.IsZero() {
		t.Coinsurance = r.zero()
	}
	if terms.Supplement == nil || met && t.Coinsurance.Known() {
		t.SecondaryPays = r.zero()
	}
	if met && t.Coinsurance.Known() {
		t.Patient = r.t.Sum(trace.Label{Rule: "plan-share", Name: "the patient owes"}, t.Copay)
		if terms.OutOfPocket.Known() {
			r.left.outOfPocket = r.t.Difference(trace.Label{Rule: "out-of-pocket", Name: "left until the out-of-pocket maximum after the visit"}, terms.OutOfPocket, t.Copay)
		}
	}
}
