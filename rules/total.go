package rules

import "therapytally/rules/trace"

// left is what the visit leaves of the year's amounts.
type left struct{ deductible, outOfPocket trace.Figure }

// total adds up the lines. An amount that is unknown on one line is unknown in
// total, and Partial says so.
func (r *run) total() {
	t := &r.e.Totals
	for _, c := range []struct {
		name string
		to   *trace.Figure
		of   func(*claimLine) trace.Figure
	}{
		{"charged beyond the allowed amounts", &t.BeyondAllowed, func(l *claimLine) trace.Figure { return l.beyond }},
		{"may not be billed to the patient", &t.QMBWriteOff, func(l *claimLine) trace.Figure { return l.qmb }},
		{"allowed", &t.Allowed, func(l *claimLine) trace.Figure { return l.Allowed }},
		{"plan pays", &t.PlanPays, func(l *claimLine) trace.Figure { return l.PlanPays }},
		{"deductible", &t.Deductible, func(l *claimLine) trace.Figure { return l.Deductible }},
		{"coinsurance", &t.Coinsurance, func(l *claimLine) trace.Figure { return l.Coinsurance }},
		{"copay", &t.Copay, func(l *claimLine) trace.Figure { return l.Copay }},
		{"supplement pays", &t.SecondaryPays, func(l *claimLine) trace.Figure { return l.SecondaryPays }},
		{"the patient owes", &t.Patient, func(l *claimLine) trace.Figure { return l.Patient }},
		{"assistant reduction", &t.AssistantReduction, func(l *claimLine) trace.Figure { return l.AssistantReduction }},
		{"sequestration", &t.Sequestration, func(l *claimLine) trace.Figure { return l.Sequestration }},
	} {
		r.column(c.name, c.to, c.of)
	}
	r.limitingCharge()
	r.receives()
	r.writeOff()
}

func (r *run) column(name string, to *trace.Figure, of func(*claimLine) trace.Figure) {
	figs := make([]trace.Figure, 0, len(r.lines))
	for i := range r.lines {
		f := of(&r.lines[i])
		if !f.Known() {
			r.e.Totals.Partial = true
			return // what a copay alone answered stays
		}
		figs = append(figs, f)
	}
	*to = r.t.Sum(trace.Label{Rule: "total", Name: name}, figs...)
}

// limitingCharge is the most that may be charged on an unassigned claim.
func (r *run) limitingCharge() {
	if !r.v.Payer.unassigned() {
		return
	}
	var limits []trace.Figure
	for _, l := range r.lines {
		if l.limit.Known() {
			limits = append(limits, l.limit)
		}
		if l.Status == Unpriced {
			return
		}
	}
	r.e.Totals.LimitingCharge = r.t.Sum(trace.Label{Rule: "limiting-charge", Name: "limiting charge of the claim"}, limits...)
}

// receives is what the clinic is paid by everyone together.
func (r *run) receives() {
	t := &r.e.Totals
	if t.PlanPays.Known() && t.SecondaryPays.Known() && t.Patient.Known() {
		t.ProviderReceives = r.t.Sum(trace.Label{Rule: "provider-receives", Name: "the clinic receives"}, t.PlanPays, t.SecondaryPays, t.Patient)
	}
}

// writeOff is what the clinic charges and nobody is allowed to pay: the
// charges of all lines less the allowed amounts and less what the patient owes
// beyond them. Without a charge on every line it is unknown.
func (r *run) writeOff() {
	t := &r.e.Totals
	var charges []trace.Figure
	for i := range r.lines {
		l := &r.lines[i]
		if r.charge(l); !l.charge.Known() {
			return
		}
		charges = append(charges, l.charge)
	}
	if len(charges) == 0 || !t.Allowed.Known() || !t.BeyondAllowed.Known() {
		return
	}
	all := r.t.Sum(trace.Label{Rule: "write-off", Name: "charges"}, charges...)
	t.WriteOff = r.t.Difference(trace.Label{Rule: "write-off", Name: "charged and not allowed"}, all, t.Allowed, t.BeyondAllowed)
}

// finish hands the lines over.
func (r *run) finish() {
	for i := range r.lines {
		r.e.Lines = append(r.e.Lines, r.lines[i].Line)
	}
}
