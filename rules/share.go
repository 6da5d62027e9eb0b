package rules

import (
	"github.com/shopspring/decimal"

	"therapytally/rules/costshare"
	"therapytally/rules/finding"
	"therapytally/rules/trace"
)

// share splits what is allowed among payer, supplement and patient: Medicare
// line by line, other payers on the whole visit.
func (r *run) share() {
	for i := range r.lines {
		l := &r.lines[i]
		if !l.counts() {
			l.put(r.unpaid(l))
			continue
		}
		l.beyond, l.qmb = r.zero(), r.zero()
		if !r.v.Payer.original() { // these two are Medicare's only
			l.AssistantReduction, l.Sequestration = r.zero(), r.zero()
		}
	}
	switch r.v.Payer.Kind {
	case Medicare:
		r.shareMedicare()
	case SelfPay:
		r.shareSelfPay()
	default:
		r.sharePlan()
	}
}

// unpaid is the share of a line that the payer does not pay: nobody owes it,
// or the patient owes the charge beyond what is allowed, unknown without one.
func (r *run) unpaid(l *claimLine) costshare.Shares {
	s := r.nothingDue()
	l.beyond, l.qmb = r.zero(), r.zero()
	if l.Liability == PatientLiable {
		r.charge(l)
		l.beyond = trace.Figure{}
		if l.charge.Known() {
			l.beyond = r.t.Sum(trace.Label{Rule: "beyond-allowed", Subject: l.Code.String(), Name: "the patient owes the charge"}, l.charge)
		}
		s.Patient = l.beyond
		if r.v.Coverage.QMB {
			l.qmb, s.Patient = l.beyond, r.zero()
		}
	}
	return s
}

func (r *run) nothingDue() costshare.Shares {
	z := r.zero()
	return costshare.Shares{Deductible: z, Coinsurance: z, Copay: z, Plan: z, Secondary: z, Patient: z, AssistantReduction: z, Sequestration: z}
}

func (l *Line) put(s costshare.Shares) {
	l.Deductible, l.Coinsurance, l.Copay = s.Deductible, s.Coinsurance, s.Copay
	l.PlanPays, l.SecondaryPays, l.Patient = s.Plan, s.Secondary, s.Patient
	l.AssistantReduction, l.Sequestration = s.AssistantReduction, s.Sequestration
}

func (r *run) shareMedicare() {
	left := r.deductibleLeft()
	terms := costshare.Terms{Coinsurance: r.number(coinsuranceRate), Sequestration: r.number(sequestrationRate), Supplement: r.supplement(), Nothing: r.zero()}
	for i := range r.lines {
		l := &r.lines[i]
		if l.Status != Payable {
			continue
		}
		if l.assistant {
			terms.Assistant = r.number(assistantFactor)
		}
		var s costshare.Shares
		s, left = costshare.Medicare(r.t, terms, left, l.Allowed, l.Code.String(), l.assistant)
		r.adjustPatient(l, &s)
		l.put(s)
	}
	r.left.deductible = left
	r.noteMedicareShare()
}

// adjustPatient handles what changes the patient's share alone: a QMB may not
// be billed; on an unassigned claim the clinic collects up to the limiting
// charge and Medicare pays the patient.
func (r *run) adjustPatient(l *claimLine, s *costshare.Shares) {
	subject := l.Code.String()
	if r.v.Coverage.QMB {
		l.qmb = s.Patient
		s.Patient = r.zero()
	}
	if r.v.Payer.unassigned() {
		s.Patient = r.t.Difference(trace.Label{Rule: "unassigned", Subject: subject, Name: "the patient owes"}, l.collect, s.Plan, s.Secondary)
	}
}

func (r *run) noteMedicareShare() {
	if r.v.Coverage.QMB {
		r.note(finding.QMB, nil)
	}
	if !r.v.Payer.unassigned() {
		return
	}
	for _, l := range r.lines {
		if l.Status == Payable && !l.charge.Known() {
			r.note(finding.ChargeAssumed, nil)
			return
		}
	}
}

func (r *run) supplement() *costshare.Supplement {
	s := r.v.Coverage.Secondary
	if s == nil {
		return nil
	}
	part := r.t.Given(trace.Label{Rule: "supplement", Name: "part of the coinsurance that the supplement pays", Unit: trace.Plain}, s.Coinsurance)
	return &costshare.Supplement{Deductible: s.Deductible, Coinsurance: part}
}

// deductibleLeft is what the user said is left of the year's deductible, or
// nothing, assumed, with a finding.
func (r *run) deductibleLeft() trace.Figure {
	l := trace.Label{Rule: "deductible", Name: "left of this year's deductible before the visit"}
	if !r.v.Payer.original() {
		l.Rule = "plan-share"
	}
	if given := r.v.Coverage.DeductibleRemaining; given != nil {
		if yearly := r.numbers.values[deductibleYearly]; r.v.Payer.original() && given.GreaterThan(yearly.Decimal) {
			r.note(finding.DeductibleAboveYear, nil, finding.USD{Value: *given}, finding.USD{Value: yearly.Decimal})
		}
		return r.t.Leaf(r.v.yearly(), l, *given)
	}
	l.Name = "left of this year's deductible: assumed to be met"
	switch {
	case r.v.Payer.original():
		r.note(finding.DeductibleAssumedMet, nil, r.v.Date.Year(), finding.USD{Value: r.numbers.values[deductibleYearly].Decimal})
	case !r.v.Coverage.startedOver: // else the course says it
		r.note(finding.PlanDeductibleAssumedMet, nil)
	}
	return r.t.Assumed(l, decimal.Zero)
}

// shareSelfPay leaves everything to the patient: the rate, or where none is
// known the charge.
func (r *run) shareSelfPay() {
	for i := range r.lines {
		l := &r.lines[i]
		price := l.Allowed
		if r.v.Payer.Rate == nil {
			price = l.charge
		}
		if !l.counts() {
			continue
		}
		s := r.nothingDue()
		s.Patient = trace.Figure{}
		if !price.Known() {
			l.put(s)
			continue
		}
		s.Patient = r.t.Sum(trace.Label{Rule: "self-pay", Subject: l.Code.String(), Name: "the patient owes"}, price)
		l.put(s)
	}
}
