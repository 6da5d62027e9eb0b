// Package costshare splits an allowed amount among plan, supplement and
// patient.
package costshare

import (
	"therapytally/rules/trace"
)

// Terms are the numbers of Medicare's cost sharing on a date.
type Terms struct {
	Coinsurance   trace.Figure // part of the allowed amount after the deductible
	Assistant     trace.Figure // part of Medicare's payment for an assistant's line
	Sequestration trace.Figure // part of Medicare's payment that is withheld
	Supplement    *Supplement
	Nothing       trace.Figure // 0.00
}

// Supplement is what a second insurance pays of each part.
type Supplement struct {
	Deductible  bool
	Coinsurance trace.Figure // 0 to 1
}

// Shares is one amount split. Amounts of a payable line always add up:
// allowed = Plan + Secondary + Patient + AssistantReduction + Sequestration.
type Shares struct {
	Deductible, Coinsurance, Copay    trace.Figure
	Plan, Secondary, Patient          trace.Figure
	AssistantReduction, Sequestration trace.Figure
}

// Medicare splits one line in claim order: what is left of the deductible
// first, then the coinsurance of the rest; Medicare's part is cut to 85 % on an
// assistant's line and by the sequestration after that; neither cut reaches
// the patient (42 USC 1395l(a), (b), 1395m(v)(1)). It returns the deductible
// that is left for the next line. Every part is rounded half up to the cent.
func Medicare(t *trace.Trace, terms Terms, left, allowed trace.Figure, subject string, assistant bool) (Shares, trace.Figure) {
	label := func(rule, name string) trace.Label { return trace.Label{Rule: rule, Subject: subject, Name: name} }
	s := Shares{Copay: terms.Nothing, AssistantReduction: terms.Nothing}
	s.Deductible = t.Min(label("deductible", "deductible"), left, allowed)
	rest := t.Difference(label("deductible", "allowed after the deductible"), allowed, s.Deductible)
	s.Coinsurance = t.Cents(label("coinsurance", "coinsurance"), t.Product(label("coinsurance", "coinsurance before rounding"), rest, terms.Coinsurance))
	due := t.Difference(label("medicare-part", "Medicare's part"), rest, s.Coinsurance)
	paid := due
	if assistant {
		paid = t.Cents(label("assistant-payment", "Medicare's part for an assistant"), t.Product(label("assistant-payment", "Medicare's part × 85 %"), due, terms.Assistant))
		s.AssistantReduction = t.Difference(label("assistant-payment", "assistant reduction"), due, paid)
	}
	s.Sequestration = t.Cents(label("sequestration", "sequestration"), t.Product(label("sequestration", "sequestration before rounding"), paid, terms.Sequestration))
	s.Plan = t.Difference(label("medicare-part", "Medicare pays"), paid, s.Sequestration)
	s.Secondary = supplement(t, terms, s, subject)
	s.Patient = t.Difference(label("patient-share", "the patient owes"), t.Sum(label("patient-share", "deductible and coinsurance"), s.Deductible, s.Coinsurance), s.Secondary)
	next := t.Difference(label("deductible", "deductible left after this line"), left, s.Deductible)
	return s, next
}

func supplement(t *trace.Trace, terms Terms, of Shares, subject string) trace.Figure {
	s := terms.Supplement
	if s == nil {
		return terms.Nothing
	}
	label := func(name string) trace.Label { return trace.Label{Rule: "supplement", Subject: subject, Name: name} }
	part := t.Cents(label("supplement's part of the coinsurance"), t.Product(label("supplement's part of the coinsurance before rounding"), of.Coinsurance, s.Coinsurance))
	if !s.Deductible {
		return part
	}
	return t.Sum(label("the supplement pays"), of.Deductible, part)
}
