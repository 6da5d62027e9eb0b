// Package therapy holds what is particular to outpatient therapy claims: the
// discipline modifiers and the yearly KX thresholds (42 USC 1395l(g); CMS Pub.
// 100-04, ch. 5, §§10.3 and 10.6).
package therapy

import (
	"therapytally/rules/code"
	"therapytally/rules/trace"
)

// Modifier returns the discipline modifier: GP, GO or GN.
func Modifier(d code.Discipline) code.Modifier {
	switch d {
	case code.OT:
		return code.GO
	case code.SLP:
		return code.GN
	}
	return code.GP
}

// Bucket names the yearly threshold a discipline counts toward: PT and SLP
// share one, OT has its own.
func Bucket(d code.Discipline) string {
	if d == code.OT {
		return "ot"
	}
	return "ptSlp"
}

// Walk adds the allowed amounts of the lines, in line order, to what was used
// before. Needs[i] says that the use after line i exceeds the limit, so that
// the line needs KX. After is the use after each line.
func Walk(t *trace.Trace, limit, before trace.Figure, amounts []trace.Figure) (needs []bool, after []trace.Figure) {
	used := before
	for _, amount := range amounts {
		used = t.Sum(trace.Label{Rule: "kx-threshold", Name: "used toward the threshold after this line"}, used, amount)
		after = append(after, used)
		needs = append(needs, used.Value.GreaterThan(limit.Value))
	}
	return needs, after
}

// Class says how a code relates to a therapy plan of care.
type Class string

// The classes of the CMS therapy code list, and ours for the rest.
const (
	Always    Class = "always"
	Sometimes Class = "sometimes"
	Bundled   Class = "bundled"
	Other     Class = "none"
)
