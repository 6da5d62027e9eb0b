package ncci

import (
	"cmp"

	"therapytally/rules/code"
)

// Claim is one code of the day as the edits see it.
type Claim struct {
	Code     code.HCPCS
	Distinct string // the clinician's assertion: "", 59, XE, XP, XS or XU
	Line     bool   // stands on a line that is not bundled, denied or not covered
	Billed   bool   // was billed this date before, and stays so
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
// as column two. A pair acts while its column-one code stands on a line or was
// billed already. A claim that a verdict denies stands on no line from then on.
func (t Tables) Apply(claims []Claim, d code.Date) []Verdict {
	var out []Verdict
	for _, indicator := range []Indicator{Never, WithModifier} {
		for i := range claims {
			for j := range claims {
				two, one := &claims[i], claims[j]
				if i == j || !two.Line || !one.Line && !one.Billed {
					continue
				}
				if got, ok := t.Between(one.Code, two.Code, d); !ok || got != indicator {
					continue
				}
				v := Verdict{One: one.Code, Two: two.Code, Indicator: indicator}
				if indicator == WithModifier {
					v.Opened = cmp.Or(two.Distinct, one.Distinct)
				}
				two.Line = v.Opened != ""
				out = append(out, v)
			}
		}
	}
	return out
}
