package quote

import (
	"slices"

	"therapytally/rules"
)

// The turn of the year as a patient knows it.
const (
	NewYear        = "new-year"         // the deductible starts over
	NewYearMaximum = "new-year-maximum" // there is no deductible: the year's maximum starts over
)

// milestones are those of a course that mean something to this patient.
func (r *reading) milestones(a Answer) []rules.Milestone {
	out := slices.Clone(a.Milestones)
	for i := range out {
		if out[i].Kind == NewYear {
			out[i].Kind = r.newYear()
		}
	}
	return slices.DeleteFunc(out, func(m rules.Milestone) bool { return m.Kind == "" })
}

// newYear is what starts over for the patient on January 1, "" where nothing
// does: without insurance, and where somebody else pays the deductible.
func (r *reading) newYear() string {
	pays := r.s.Get(SupplementPays)
	switch {
	case r.who == Medicare, r.who == SharePlan, r.who == CopayPlan && r.deductible != nil:
		return NewYear
	case r.who == Supplement && pays != Yes && pays != QMB:
		return NewYear
	case r.who == CopayPlan && (r.most != nil || r.yearMost != nil):
		return NewYearMaximum
	}
	return ""
}
