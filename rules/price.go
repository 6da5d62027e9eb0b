package rules

import (
	"therapytally/rules/code"
	"therapytally/rules/finding"
	"therapytally/rules/mpfs"
	"therapytally/rules/trace"
)

// price gives every payable line its unit amounts and its allowed amount:
// Medicare's fee schedule with the MPPR.
func (r *run) price() {
	s := r.schedule()
	r.feeOfLines(s)
	full := r.fullUnit()
	for i := range r.lines {
		l := &r.lines[i]
		switch l.Status {
		case Payable:
			r.priceLine(s, l, i == full)
			r.allow(l)
		case Unpriced:
		default:
			l.Allowed = r.zero()
		}
	}
	r.noteMPPR()
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

func (r *run) feeOfLines(s *mpfs.Schedule) {
	for i := range r.lines {
		if l := &r.lines[i]; l.Status == Payable {
			l.fee = s.Fee(l.service.row)
		}
	}
}

// fullUnit returns the index of the line whose first unit the MPPR pays in
// full, or -1.
func (r *run) fullUnit() int {
	var list []mpfs.Contender
	var at []int
	for i, l := range r.lines {
		if l.Status == Payable && l.service.row.MPPR {
			list = append(list, mpfs.Contender{Code: l.Code, PE: l.fee.PE, Full: l.fee.Full})
			at = append(at, i)
		}
	}
	if best := mpfs.Rank(list); best >= 0 {
		return at[best]
	}
	return -1
}

// priceLine lists the amount of each unit: in full where the MPPR does not
// apply or spares the unit, else reduced.
func (r *run) priceLine(s *mpfs.Schedule, l *claimLine, first bool) {
	if !l.service.row.MPPR {
		l.UnitAmounts = repeat(l.fee.Full, l.Units)
		return
	}
	reduced := l.Units
	if first {
		l.Full = 0
		reduced--
		l.UnitAmounts = append(l.UnitAmounts, l.fee.Full)
	}
	if reduced > 0 {
		l.UnitAmounts = append(l.UnitAmounts, repeat(s.Reduced(l.fee), reduced)...)
	}
}

func repeat(f trace.Figure, n int) []trace.Figure {
	out := make([]trace.Figure, n)
	for i := range out {
		out[i] = f
	}
	return out
}

// allow sets the allowed amount: the sum of the units, or the charge if that
// is less (42 USC 1395m(k)(1)(B)).
func (r *run) allow(l *claimLine) {
	subject := l.Code.String()
	l.Allowed = r.t.Sum(trace.Label{Rule: "allowed", Subject: subject, Name: "fee of all units"}, l.UnitAmounts...)
	charge := r.charge(l)
	if !charge.Known() {
		return
	}
	if charge.Value.LessThan(l.Allowed.Value) {
		r.note(finding.ChargeBelowFee, []code.HCPCS{l.Code}, l.Code, money(charge), money(l.Allowed))
	}
	l.Allowed = r.t.Min(trace.Label{Rule: "lesser-of-charge", Subject: subject, Name: "allowed"}, l.Allowed, charge)
}

// charge returns the clinic's charge for the line, unknown without one.
func (r *run) charge(l *claimLine) trace.Figure {
	if l.service.input.Charge == nil {
		return trace.Figure{}
	}
	subject := l.Code.String()
	each := r.t.Given(trace.Label{Rule: "charge", Subject: subject, Name: "charge per unit"}, *l.service.input.Charge)
	l.charge = r.t.Product(trace.Label{Rule: "charge", Subject: subject, Name: "charge"}, each, l.units)
	return l.charge
}

func money(f trace.Figure) string { return f.Value.StringFixed(2) }

// noteMPPR says what the reduction takes off, because most guides multiply one
// price by the units.
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
	if len(fees) < 2 {
		return
	}
	usual, after := sum(fees), sum(paid)
	r.note(finding.MPPRApplied, codes, usual.StringFixed(2), after.StringFixed(2))
}
