package costshare

import "therapytally/rules/trace"

// PlanTerms are the patient's terms with a payer other than Medicare.
type PlanTerms struct {
	Deductible  trace.Figure // left this year; applies before copay and coinsurance
	Copay       trace.Figure // per visit
	Coinsurance trace.Figure // part of what is still left
	OutOfPocket trace.Figure // most the patient still pays this year; unknown: no maximum
	Supplement  *Supplement
	Nothing     trace.Figure // 0
}

// Plan splits the allowed amount of a whole visit: the deductible first, then
// the copay, then the coinsurance on what is still left. What exceeds the
// out-of-pocket maximum comes off the coinsurance, then the copay, then the
// deductible; the supplement pays its part of what remains.
func Plan(t *trace.Trace, terms PlanTerms, allowed trace.Figure) Shares {
	s := Shares{AssistantReduction: terms.Nothing, Sequestration: terms.Nothing}
	s.Deductible = t.Min(plan("deductible"), terms.Deductible, allowed)
	rest := t.Difference(plan("allowed after the deductible"), allowed, s.Deductible)
	s.Copay = t.Min(plan("copay"), terms.Copay, rest)
	rest = t.Difference(plan("allowed after deductible and copay"), rest, s.Copay)
	s.Coinsurance = t.Cents(plan("coinsurance"), t.Product(plan("coinsurance before rounding"), rest, terms.Coinsurance))
	if terms.OutOfPocket.Known() {
		s = capped(t, terms, s)
	}
	owed := t.Sum(plan("cost sharing"), s.Deductible, s.Copay, s.Coinsurance)
	s.Plan = t.Difference(plan("the plan pays"), allowed, owed)
	s.Secondary = supplement(t, Terms{Supplement: terms.Supplement, Nothing: terms.Nothing}, s, "")
	s.Patient = t.Difference(plan("the patient owes"), owed, s.Secondary)
	return s
}

func plan(name string) trace.Label { return trace.Label{Rule: "plan-share", Name: name} }

// capped fills the out-of-pocket maximum with the deductible first, then the
// copay, then the coinsurance, so that a cut comes off them in reverse.
func capped(t *trace.Trace, terms PlanTerms, s Shares) Shares {
	l := func(name string) trace.Label { return trace.Label{Rule: "out-of-pocket", Name: name} }
	left := terms.OutOfPocket
	for _, part := range []*trace.Figure{&s.Deductible, &s.Copay, &s.Coinsurance} {
		*part = t.Min(l("within the out-of-pocket maximum"), *part, left)
		left = t.Difference(l("out-of-pocket maximum still left"), left, *part)
	}
	return s
}

// Spread divides the shares of a visit among its lines so that every column
// adds up to the cent and no line owes more than it is allowed: each part in
// proportion to what the parts before it left of the line's allowed amount, by
// largest remainder, ties in line order.
func Spread(t *trace.Trace, visit Shares, nothing trace.Figure, allowed []trace.Figure, supplement *Supplement) []Shares {
	out := make([]Shares, len(allowed))
	rest := allowed
	take := func(part trace.Figure, to func(*Shares) *trace.Figure) {
		parts := t.Share(trace.Label{Rule: "spread", Name: "part of this line"}, part, rest)
		left := make([]trace.Figure, len(rest))
		for i := range parts {
			*to(&out[i]) = parts[i]
			left[i] = t.Difference(trace.Label{Rule: "spread", Name: "allowed that is left on this line"}, rest[i], parts[i])
		}
		rest = left
	}
	take(visit.Deductible, func(s *Shares) *trace.Figure { return &s.Deductible })
	take(visit.Copay, func(s *Shares) *trace.Figure { return &s.Copay })
	take(visit.Coinsurance, func(s *Shares) *trace.Figure { return &s.Coinsurance })
	secondary := spreadSecondary(t, visit.Secondary, out, supplement)
	for i := range out {
		s := &out[i]
		s.Plan, s.Secondary = rest[i], secondary[i]
		s.AssistantReduction, s.Sequestration = nothing, nothing
		owed := t.Sum(plan("cost sharing of this line"), s.Deductible, s.Copay, s.Coinsurance)
		s.Patient = t.Difference(plan("the patient owes on this line"), owed, s.Secondary)
	}
	return out
}

// spreadSecondary divides what the supplement pays in proportion to what it
// pays for.
func spreadSecondary(t *trace.Trace, paid trace.Figure, lines []Shares, s *Supplement) []trace.Figure {
	weights := make([]trace.Figure, len(lines))
	for i, l := range lines {
		weights[i] = l.Coinsurance
		if s != nil && s.Deductible {
			weights[i] = t.Sum(trace.Label{Rule: "spread", Name: "what the supplement pays for"}, l.Deductible, l.Coinsurance)
		}
	}
	return t.Share(trace.Label{Rule: "spread", Name: "supplement's part of this line"}, paid, weights)
}
