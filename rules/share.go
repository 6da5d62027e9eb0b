package rules

import (
	"github.com/shopspring/decimal"

	"therapytally/rules/costshare"
	"therapytally/rules/finding"
	"therapytally/rules/trace"
)

// share splits every line that is paid among Medicare, supplement and patient,
// in line order.
func (r *run) share() {
	left := r.deductibleLeft()
	terms := costshare.Terms{Coinsurance: r.number(coinsuranceRate), Sequestration: r.number(sequestrationRate), Nothing: r.zero()}
	for i := range r.lines {
		l := &r.lines[i]
		switch {
		case l.Status == Unpriced:
			continue
		case l.Status != Payable:
			l.put(r.unpaid(l))
			continue
		}
		var s costshare.Shares
		l.beyond = terms.Nothing
		s, left = costshare.Medicare(r.t, terms, left, l.Allowed, l.Code.String(), false)
		l.put(s)
	}
}

// unpaid is the share of a line that the payer does not pay: nobody owes it,
// or the patient owes the charge beyond what is allowed, unknown without one.
func (r *run) unpaid(l *claimLine) costshare.Shares {
	z := r.zero()
	s := costshare.Shares{Deductible: z, Coinsurance: z, Copay: z, Plan: z, Secondary: z, Patient: z, AssistantReduction: z, Sequestration: z}
	l.beyond = z
	if l.Liability == PatientLiable {
		l.beyond = r.charge(l)
		s.Patient = l.beyond
	}
	return s
}

func (l *Line) put(s costshare.Shares) {
	l.Deductible, l.Coinsurance, l.Copay = s.Deductible, s.Coinsurance, s.Copay
	l.PlanPays, l.SecondaryPays, l.Patient = s.Plan, s.Secondary, s.Patient
	l.AssistantReduction, l.Sequestration = s.AssistantReduction, s.Sequestration
}

// deductibleLeft is what the user said is left of the year's deductible, or
// nothing, assumed, with a finding.
func (r *run) deductibleLeft() trace.Figure {
	l := trace.Label{Rule: "deductible", Name: "left of this year's deductible before the visit"}
	given := r.v.Coverage.DeductibleRemaining
	yearly := r.numbers.values[deductibleYearly]
	if given == nil {
		r.note(finding.DeductibleAssumedMet, nil, r.v.Date.Year(), yearly.StringFixed(2))
		l.Name = "left of this year's deductible: assumed to be met"
		return r.t.Assumed(l, whole(0))
	}
	return r.t.Given(l, *given)
}

// total adds up the lines. An amount that is unknown on one line is unknown in
// total, and Partial says so.
func (r *run) total() {
	t := &r.e.Totals
	for _, column := range []struct {
		name string
		to   *trace.Figure
		of   func(*claimLine) trace.Figure
	}{
		{"charged beyond the allowed amounts", &t.BeyondAllowed, func(l *claimLine) trace.Figure { return l.beyond }},
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
		*column.to = r.column(column.name, column.of)
	}
	t.QMBWriteOff = r.zero()
	r.receives()
	r.writeOff()
	for i := range r.lines {
		r.e.Lines = append(r.e.Lines, r.lines[i].Line)
	}
}

func (r *run) column(name string, of func(*claimLine) trace.Figure) trace.Figure {
	figs := make([]trace.Figure, 0, len(r.lines))
	for i := range r.lines {
		f := of(&r.lines[i])
		if !f.Known() {
			r.e.Totals.Partial = true
			return trace.Figure{}
		}
		figs = append(figs, f)
	}
	return r.t.Sum(trace.Label{Rule: "total", Name: name}, figs...)
}

// receives is what the clinic is paid by everyone together.
func (r *run) receives() {
	t := &r.e.Totals
	if t.PlanPays.Known() && t.SecondaryPays.Known() && t.Patient.Known() {
		t.ProviderReceives = r.t.Sum(trace.Label{Rule: "provider-receives", Name: "the clinic receives"}, t.PlanPays, t.SecondaryPays, t.Patient)
	}
}

// writeOff is what the clinic charges beyond the allowed amount; without a
// charge on every line that counts it is unknown.
func (r *run) writeOff() {
	var charges []trace.Figure
	for i := range r.lines {
		if !r.lines[i].counts() {
			continue
		}
		if !r.lines[i].charge.Known() {
			return
		}
		charges = append(charges, r.lines[i].charge)
	}
	if len(charges) == 0 || !r.e.Totals.Allowed.Known() {
		return
	}
	l := trace.Label{Rule: "write-off", Name: "charges"}
	all := r.t.Sum(l, charges...)
	l.Name = "charged and not allowed"
	r.e.Totals.WriteOff = r.t.Difference(l, all, r.e.Totals.Allowed)
}

func sum(figs []trace.Figure) decimal.Decimal {
	v := decimal.Zero
	for _, f := range figs {
		v = v.Add(f.Value)
	}
	return v
}
