package rules

import (
	"github.com/shopspring/decimal"

	"therapytally/rules/code"
	"therapytally/rules/finding"
	"therapytally/rules/mpfs"
	"therapytally/rules/trace"
)

// price gives every line that counts its unit amounts and its allowed amount:
// by Medicare's fee schedule, or by the payer's rate upon it.
func (r *run) price() {
	for i := range r.lines {
		if l := &r.lines[i]; l.counts() {
			r.charge(l)
		} else {
			l.Allowed = r.zero()
		}
	}
	if r.v.Payer.original() {
		r.priceMedicare()
		return
	}
	r.priceOther()
}

func (r *run) priceMedicare() {
	r.scheduled()
	for i := range r.lines {
		l := &r.lines[i]
		if l.Status != Payable {
			continue
		}
		if r.v.Payer.Participation != Participating {
			r.nonparticipating(l)
		}
		r.allow(l)
	}
}

// scheduled prices the units of every line by the fee schedule: the first unit
// of the day's highest PE in full, the others reduced where the MPPR applies.
func (r *run) scheduled() {
	s := r.schedule()
	for i := range r.lines {
		if l := &r.lines[i]; l.counts() && l.service.row.HasRVU() {
			l.fee = s.Fee(l.service.row)
		}
	}
	full := r.fullUnit(s)
	for i := range r.lines {
		if l := &r.lines[i]; l.fee.Full.Known() {
			r.unitAmounts(s, l, i == full)
		}
	}
}

func (r *run) schedule() *mpfs.Schedule {
	factor := conversionFactor
	if r.v.Payer.QP && !r.numbers.values[conversionFactorQP].Span.From.IsZero() {
		factor = conversionFactorQP
	}
	s := &mpfs.Schedule{Trace: r.t, Cite: r.rvu.Release.Cite, Factor: r.number(factor), Half: r.number(mpprFactor), Facility: r.b.pos[r.v.POS].facility}
	if r.v.Locality == code.National {
		s.Indices = mpfs.National(r.t)
	} else {
		s.Indices = r.gpci.Indices(r.t, r.place)
	}
	return s
}

// fullUnit returns the index of the line whose first unit the MPPR pays in
// full; -1 where none of ours is.
func (r *run) fullUnit(s *mpfs.Schedule) int {
	var list []mpfs.Contender
	var at []int
	for i, l := range r.lines {
		if l.fee.Full.Known() && l.service.row.MPPR {
			list = append(list, mpfs.Contender{Code: l.Code, PE: l.fee.PE, Full: l.fee.Full})
			at = append(at, i)
		}
	}
	for _, a := range r.v.AlsoToday {
		if row, ok := r.rvu.Row(a.Code); ok && row.MPPR && len(at) > 0 {
			fee := s.Fee(row)
			list = append(list, mpfs.Contender{Code: a.Code, PE: fee.PE, Full: fee.Full, Already: true})
		}
	}
	if best := mpfs.Rank(list); best >= 0 && best < len(at) {
		return at[best]
	}
	return -1
}

// unitAmounts lists the amount of each unit of a line.
func (r *run) unitAmounts(s *mpfs.Schedule, l *claimLine, first bool) {
	if !l.service.row.MPPR || !r.v.Payer.reduces() {
		l.UnitAmounts = repeat(l.fee.Full, l.Units)
		return
	}
	l.reduced = l.Units
	if first {
		l.reduced--
		l.UnitAmounts = append(l.UnitAmounts, l.fee.Full)
	}
	if l.reduced > 0 {
		l.UnitAmounts = append(l.UnitAmounts, repeat(s.Reduced(l.fee), l.reduced)...)
	}
}

func repeat(f trace.Figure, n int) []trace.Figure {
	out := make([]trace.Figure, n)
	for i := range out {
		out[i] = f
	}
	return out
}

// each replaces every unit amount, computing once what is the same.
func each(amounts []trace.Figure, f func(trace.Figure) trace.Figure) {
	for i := range amounts {
		if i > 0 && amounts[i] == amounts[i-1] {
			continue
		}
		from, to := amounts[i], f(amounts[i])
		for j := i; j < len(amounts) && amounts[j] == from; j++ {
			amounts[j] = to
		}
	}
}

// nonparticipating takes 5 % off each unit and sets the limiting charge (42
// USC 1395w-4(a)(3), (g)(2)).
func (r *run) nonparticipating(l *claimLine) {
	subject := l.Code.String()
	rounded := func(rule, name string, f, factor trace.Figure) trace.Figure {
		exact := r.t.Product(trace.Label{Rule: rule, Subject: subject, Name: name + " before rounding"}, f, factor)
		return r.t.Cents(trace.Label{Rule: rule, Subject: subject, Name: name}, exact)
	}
	each(l.UnitAmounts, func(f trace.Figure) trace.Figure {
		return rounded("nonpar", "non-participating fee", f, r.number(nonparFactor))
	})
	if !r.v.Payer.unassigned() {
		return
	}
	limits := append([]trace.Figure(nil), l.UnitAmounts...)
	each(limits, func(f trace.Figure) trace.Figure {
		return rounded("limiting-charge", "limiting charge of a unit", f, r.number(limitingFactor))
	})
	l.limit = r.t.Sum(trace.Label{Rule: "limiting-charge", Subject: subject, Name: "limiting charge"}, limits...)
	l.collect = l.limit
	if l.charge.Known() {
		l.collect = r.t.Min(trace.Label{Rule: "unassigned", Subject: subject, Name: "the clinic collects"}, l.charge, l.limit)
	}
}

// allow sets the allowed amount: the sum of the units, or the charge if that
// is less (42 USC 1395m(k)(1)(B)).
func (r *run) allow(l *claimLine) {
	subject := l.Code.String()
	l.Allowed = r.t.Sum(trace.Label{Rule: "allowed", Subject: subject, Name: "fee of all units"}, l.UnitAmounts...)
	if !l.charge.Known() {
		return
	}
	if l.charge.Value.LessThan(l.Allowed.Value) {
		r.note(finding.ChargeBelowFee, []code.HCPCS{l.Code}, l.Code, money(l.charge), money(l.Allowed))
	}
	l.Allowed = r.t.Min(trace.Label{Rule: "lesser-of-charge", Subject: subject, Name: "allowed"}, l.Allowed, l.charge)
}

// charge sets the clinic's charge for the line; it stays unknown without one.
func (r *run) charge(l *claimLine) {
	if l.service.input.Charge == nil || l.charge.Known() {
		return
	}
	subject := l.Code.String()
	unit := r.t.Given(trace.Label{Rule: "charge", Subject: subject, Name: "charge per unit"}, *l.service.input.Charge)
	l.charge = r.t.Product(trace.Label{Rule: "charge", Subject: subject, Name: "charge"}, unit, l.units)
}

func money(f trace.Figure) finding.USD { return finding.USD{Value: f.Value} }

func sum(figs []trace.Figure) decimal.Decimal {
	v := decimal.Zero
	for _, f := range figs {
		v = v.Add(f.Value)
	}
	return v
}

// notePrices says what a user would expect otherwise of the lines that are
// still paid once everything is settled.
func (r *run) notePrices() {
	if r.v.Payer.original() {
		r.noteMPPR()
		r.noteFacility()
	}
}

// noteMPPR says what the reduction takes off the fees, because most guides
// multiply one price by the units.
func (r *run) noteMPPR() {
	var codes []code.HCPCS
	var fees, paid []trace.Figure
	for _, l := range r.lines {
		if l.Status != Payable || !l.service.row.MPPR {
			continue
		}
		codes = append(codes, l.Code)
		fees = append(fees, repeat(l.fee.Full, l.Units)...)
		paid = append(paid, l.UnitAmounts...)
	}
	usual, after := sum(fees), sum(paid)
	if r.v.Payer.reduces() && r.v.Payer.Participation == Participating && !usual.Equal(after) {
		r.note(finding.MPPRApplied, codes, finding.USD{Value: usual}, finding.USD{Value: after})
	}
}

// noteFacility says that a therapy code has one price, because some guides
// print a lower one for facilities.
func (r *run) noteFacility() {
	if !r.b.pos[r.v.POS].facility {
		return
	}
	var codes []code.HCPCS
	for _, l := range r.lines {
		if row := l.service.row; l.Status == Payable && row.MPPR && row.PEFacility.Equal(row.PENonFacility) {
			codes = append(codes, l.Code)
		}
	}
	if len(codes) > 0 {
		r.note(finding.FacilitySamePrice, codes, list(codes), r.v.POS)
	}
}
