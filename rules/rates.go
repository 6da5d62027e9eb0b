package rules

import (
	"cmp"
	"slices"

	"therapytally/rules/code"
	"therapytally/rules/finding"
	"therapytally/rules/order"
	"therapytally/rules/trace"
)

// priceOther prices the lines by the rate of a payer other than Medicare.
func (r *run) priceOther() {
	rate := r.v.Payer.Rate
	switch {
	case rate == nil:
		r.unrated()
	case rate.PerVisit != nil:
		r.perVisit(rate)
	case rate.PerUnit != nil:
		r.perUnit(rate)
	default:
		r.percentOfMedicare(rate)
	}
	r.capUnits()
	for i := range r.lines {
		if l := &r.lines[i]; l.Status == Payable && !l.Allowed.Known() {
			l.Allowed = r.t.Sum(trace.Label{Rule: "rate", Subject: l.Code.String(), Name: "allowed"}, l.UnitAmounts...)
		}
	}
}

// unrated leaves the allowed amounts unknown.
func (r *run) unrated() {
	for i := range r.lines {
		if l := &r.lines[i]; l.counts() {
			l.settle(Unpriced, NobodyLiable)
		}
	}
	r.note(finding.RateNeeded, nil)
}

func (r *run) percentOfMedicare(rate *Rate) {
	percent := r.t.Leaf(r.v.payers(), trace.Label{Rule: "percent-of-medicare", Name: "rate as a part of Medicare's amount", Unit: trace.Plain}, rate.PercentOfMedicare.Shift(-2))
	r.scheduled()
	for i := range r.lines {
		l := &r.lines[i]
		if !l.counts() {
			continue
		}
		if !l.fee.Full.Known() {
			r.unpriced(l)
			continue
		}
		subject := l.Code.String()
		each(l.UnitAmounts, func(f trace.Figure) trace.Figure {
			exact := r.t.Product(trace.Label{Rule: "percent-of-medicare", Subject: subject, Name: "before rounding"}, f, percent)
			return r.t.Cents(trace.Label{Rule: "percent-of-medicare", Subject: subject, Name: "unit"}, exact)
		})
	}
}

func (r *run) unpriced(l *claimLine) {
	l.settle(Unpriced, NobodyLiable)
	r.note(finding.NoRate, []code.HCPCS{l.Code}, l.Code)
}

func (r *run) perUnit(rate *Rate) {
	for i := range r.lines {
		l := &r.lines[i]
		if !l.counts() {
			continue
		}
		amount, ok := rate.PerUnit[l.Code]
		if !ok && rate.Otherwise != nil {
			amount, ok = *rate.Otherwise, true
		}
		if !ok {
			r.unpriced(l)
			continue
		}
		unit := r.t.Given(trace.Label{Rule: "rate", Subject: l.Code.String(), Name: "rate per unit"}, amount)
		l.UnitAmounts = repeat(unit, l.Units)
	}
}

// perVisit spreads one amount over the lines in proportion to their Medicare
// amounts.
func (r *run) perVisit(rate *Rate) {
	r.scheduled()
	var at []int
	var weights []trace.Figure
	for i := range r.lines {
		l := &r.lines[i]
		if !l.counts() {
			continue
		}
		at = append(at, i)
		weights = append(weights, r.t.Sum(trace.Label{Rule: "per-visit", Subject: l.Code.String(), Name: "Medicare's amount"}, l.UnitAmounts...))
		l.UnitAmounts, l.reduced = nil, 0
	}
	if len(at) == 0 {
		return
	}
	amount := r.t.Given(trace.Label{Rule: "per-visit", Name: "rate per visit"}, *rate.PerVisit)
	for i, part := range r.t.Share(trace.Label{Rule: "per-visit", Name: "part of this line"}, amount, weights) {
		r.lines[at[i]].Allowed = part
	}
}

// cappedUnit is one timed unit with its place.
type cappedUnit struct{ line, unit int }

// capUnits pays no more timed units than the plan's daily cap: the lowest
// amounts beyond it become 0.00; among equal ones the later.
func (r *run) capUnits() {
	if r.v.Payer.UnitCap == nil {
		return
	}
	var units []cappedUnit
	for i, l := range r.lines {
		for j := range l.UnitAmounts {
			if l.Status == Payable && l.service.info.Timed {
				units = append(units, cappedUnit{i, j})
			}
		}
	}
	limit := *r.v.Payer.UnitCap
	if len(units) <= limit {
		return
	}
	amount := func(u cappedUnit) trace.Figure { return r.lines[u.line].UnitAmounts[u.unit] }
	order.By(units, func(a, b cappedUnit) int {
		return cmp.Or(amount(b).Value.Cmp(amount(a).Value), cmp.Compare(a.line, b.line))
	})
	var codes []code.HCPCS
	for _, u := range units[limit:] {
		l := &r.lines[u.line]
		l.UnitAmounts[u.unit] = r.zero()
		l.Liability = ProviderLiable
		if !slices.Contains(codes, l.Code) {
			codes = append(codes, l.Code)
		}
	}
	r.note(finding.UnitCap, codes, limit, len(units)-limit)
}
