package ncci

import "therapytally/rules/code"

// Claim is one code of the visit as the edits see it.
type Claim struct {
	Code     code.HCPCS
	Distinct string // the clinician's assertion: "", 59, XE, XP, XS or XU
	Out      bool   // already bundled, denied or not covered
}

// Verdict is what one pair does: column two is denied, or opened by the
// modifier.
type Verdict struct {
	One, Two  code.HCPCS
	Indicator Indicator
	Opened    string // the modifier that opens the pair; "" when denied
}

// Apply walks the pairs in the order of the contract: those that never open,
// then those that open with a modifier; within each the claims in their order
// as column two. A pair acts while its column-one code was billed already or is
// not out. A claim that a verdict denies is out from then on.
func (p *Pairs) Apply(claims []Claim, already []code.HCPCS, d code.Date) []Verdict {
	var out []Verdict
	for _, indicator := range []Indicator{Never, WithModifier} {
		for i := range claims {
			two := &claims[i]
			for _, one := range columnOnes(claims, already, i) {
				got, ok := p.Between(one.Code, two.Code, d)
				if !ok || got != indicator || two.Out || one.Out {
					continue
				}
				v := Verdict{One: one.Code, Two: two.Code, Indicator: got}
				if got == WithModifier {
					v.Opened = first(two.Distinct, one.Distinct)
				}
				two.Out = v.Opened == ""
				out = append(out, v)
			}
		}
	}
	return out
}

// columnOnes lists what may stand in column one over claim i: what was billed
// already, then the other claims in their order.
func columnOnes(claims []Claim, already []code.HCPCS, i int) []Claim {
	out := make([]Claim, 0, len(claims)+len(already))
	for _, c := range already {
		out = append(out, Claim{Code: c})
	}
	for j, c := range claims {
		if j != i {
			out = append(out, c)
		}
	}
	return out
}

func first(a, b string) string {
	if a != "" {
		return a
	}
	return b
}
