package rules

import (
	"slices"

	"therapytally/rules/code"
	"therapytally/rules/finding"
)

// together checks what codes of one day and one discipline may not or hardly
// stand beside each other (NCCI Policy Manual, ch. XI, H.2, P.1, P.3, P.8).
func (r *run) together() {
	day := r.sameDiscipline()
	evals := r.members(day, evaluations, reEvaluations)
	if len(evals) > 1 {
		r.note(finding.R19, evals, list(evals))
	}
	if tests := r.members(day, notWithEvaluation); len(tests) > 0 && len(evals) > 0 {
		r.note(finding.R21, append(tests, evals...), list(tests), list(evals))
	}
	again := r.members(day, reEvaluations)
	if treated := slices.ContainsFunc(day, func(c code.HCPCS) bool { return !slices.Contains(evals, c) }); len(again) > 0 && treated {
		r.note(finding.R22, again, list(again))
	}
	if unusual := r.members(day, slpUnusual); r.v.Discipline == code.SLP && len(unusual) > 0 {
		r.note(finding.R18, unusual, list(unusual))
	}
}

// sameDiscipline lists the codes with units of this visit and those billed
// this date under the same discipline.
func (r *run) sameDiscipline() []code.HCPCS {
	var out []code.HCPCS
	for _, l := range r.lines {
		if !slices.Contains(out, l.Code) {
			out = append(out, l.Code)
		}
	}
	for _, a := range r.v.AlsoToday {
		if a.Discipline == r.v.Discipline {
			out = append(out, a.Code)
		}
	}
	return out
}

func (r *run) members(codes []code.HCPCS, sets ...set) []code.HCPCS {
	var out []code.HCPCS
	for _, c := range codes {
		if slices.ContainsFunc(sets, func(s set) bool { return r.b.in(s, c) }) {
			out = append(out, c)
		}
	}
	return out
}
