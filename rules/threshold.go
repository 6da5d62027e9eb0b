package rules

import (
	"therapytally/rules/code"
	"therapytally/rules/finding"
	"therapytally/rules/therapy"
	"therapytally/rules/trace"
)

// threshold walks the allowed amounts toward the yearly KX threshold. A line
// needs KX when the use after it exceeds the limit. The clinician attests;
// software never does.
func (r *run) threshold() {
	limit, before := r.thresholdStart()
	var amounts []trace.Figure
	var at []int
	for i := range r.lines {
		if r.lines[i].Status == Payable {
			amounts = append(amounts, r.lines[i].Allowed)
			at = append(at, i)
		}
	}
	needs, after := therapy.Walk(r.t, limit, before, amounts)
	last := before
	if len(after) > 0 {
		last = after[len(after)-1]
	}
	t := &Threshold{Bucket: therapy.Bucket(r.v.Discipline), Limit: limit, Before: before, After: last}
	left := r.t.Difference(trace.Label{Rule: "kx-threshold", Name: "threshold less what is used"}, limit, last)
	t.Remaining = r.t.Max(trace.Label{Rule: "kx-threshold", Name: "left until the threshold"}, left, r.zero())
	r.e.Threshold = t
	r.attest(needs, at)
	r.noteReview(last)
}

func (r *run) thresholdStart() (limit, before trace.Figure) {
	id := thresholdPTSLP
	if r.v.Discipline == code.OT {
		id = thresholdOT
	}
	l := trace.Label{Rule: "kx-threshold", Name: "used this year before the visit"}
	if r.v.YearToDate == nil {
		r.note(finding.YearToDateAssumed, nil, r.numbers.values[id].StringFixed(2))
		l.Name = "used this year before the visit: none was entered"
		return r.number(id), r.t.Assumed(l, whole(0))
	}
	used := r.v.YearToDate.PTSLP
	if r.v.Discipline == code.OT {
		used = r.v.YearToDate.OT
	}
	return r.number(id), r.t.Given(l, used)
}

// attest prints KX on the lines that need it where the clinician attested, and
// asks where nothing was said.
func (r *run) attest(needs []bool, at []int) {
	var over []code.HCPCS
	for i, need := range needs {
		if !need {
			continue
		}
		l := &r.lines[at[i]]
		over = append(over, l.Code)
		if r.v.KXJustified != nil {
			l.Modifiers = append(l.Modifiers, code.KX)
		}
	}
	if len(over) == 0 {
		return
	}
	r.e.Threshold.KX = true
	limit := money(r.e.Threshold.Limit)
	if r.v.KXJustified == nil {
		r.note(finding.KXAttest, over, limit)
		return
	}
	r.note(finding.KXPrinted, over, limit)
}

// noteReview tells of the targeted medical review (42 USC 1395l(g)(5)(E)).
func (r *run) noteReview(after trace.Figure) {
	if review := r.number(reviewThreshold); after.Value.GreaterThan(review.Value) {
		r.note(finding.OverReview, nil, money(after), money(review))
	}
}
