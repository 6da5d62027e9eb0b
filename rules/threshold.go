package rules

import (
	"slices"

	"therapytally/rules/code"
	"therapytally/rules/finding"
	"therapytally/rules/therapy"
	"therapytally/rules/trace"
)

// threshold walks the allowed amounts toward the yearly KX threshold of
// Medicare. A line needs KX when the use after it exceeds the limit. The
// clinician attests; software never does. Where the clinician says that the
// therapy is not justified, the lines over the threshold are denied: the walk
// uses their amounts, what is used after the visit leaves them out.
func (r *run) threshold() {
	if !r.v.Payer.original() {
		return
	}
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
	if kept := r.attest(needs, at, limit); kept < len(after) {
		last = before
		if kept > 0 {
			last = after[kept-1]
		}
	}
	r.noteReview(last)
	t := &Threshold{Bucket: therapy.Bucket(r.v.Discipline), Limit: limit, Before: before, KX: slices.Contains(needs, true)}
	r.e.Threshold = t
	if slices.ContainsFunc(r.lines, func(l claimLine) bool { return l.Status == Unpriced }) {
		return // an unknown amount counts, too: what is used after it is unknown
	}
	t.After = last
	left := r.t.Difference(trace.Label{Rule: "kx-threshold", Name: "threshold less what is used"}, limit, last)
	t.Remaining = r.t.Max(trace.Label{Rule: "kx-threshold", Name: "left until the threshold"}, left, r.zero())
}

func (r *run) thresholdStart() (limit, before trace.Figure) {
	id := thresholdPTSLP
	if r.v.Discipline == code.OT {
		id = thresholdOT
	}
	l := trace.Label{Rule: "kx-threshold", Name: "used this year before the visit"}
	if r.v.YearToDate == nil {
		r.note(finding.YearToDateAssumed, nil, finding.USD{Value: r.numbers.values[id].Decimal}, finding.USD{})
		l.Name = "used this year before the visit: none was entered"
		return r.number(id), r.t.Assumed(l, whole(0))
	}
	used := r.v.YearToDate.PTSLP
	if r.v.Discipline == code.OT {
		used = r.v.YearToDate.OT
	}
	return r.number(id), r.t.Leaf(r.v.yearly(), l, used)
}

// attest prints KX on the lines that need it where the clinician attested,
// asks where nothing was said, and denies them where the clinician said no. It
// returns how many of the lines still count: once the limit is exceeded, every
// later line is over it, too.
func (r *run) attest(needs []bool, at []int, limit trace.Figure) (kept int) {
	first := slices.Index(needs, true)
	if first < 0 {
		return len(needs)
	}
	var over []code.HCPCS
	for _, i := range at[first:] {
		over = append(over, r.lines[i].Code)
	}
	switch said := r.v.KXJustified; {
	case said == nil:
		r.note(finding.KXAttest, over, money(limit))
	case *said:
		for _, i := range at[first:] {
			r.lines[i].kx = true
		}
		r.note(finding.KXPrinted, over, money(limit))
	default:
		r.denyOver(at[first:], over, limit)
		return first
	}
	return len(needs)
}

// denyOver denies the lines over the threshold: with a signed ABN the patient
// owes the charge and the line carries GA, without one GZ and the clinic bears
// it.
func (r *run) denyOver(at []int, codes []code.HCPCS, limit trace.Figure) {
	for _, i := range at {
		l := &r.lines[i]
		l.Allowed, l.UnitAmounts, l.reduced = r.zero(), nil, 0
		l.limit, l.collect = trace.Figure{}, trace.Figure{}
		l.settle(Denied, ProviderLiable)
		l.liability = code.GZ
		if r.v.ABN {
			l.settle(Denied, PatientLiable)
			l.liability = code.GA
		}
	}
	if r.v.ABN {
		r.note(finding.KXDeniedABN, codes, money(limit), r.whoOwes())
		return
	}
	r.note(finding.KXDenied, codes, money(limit))
}

// noteReview tells of the targeted medical review (42 USC 1395l(g)(5)(E)).
func (r *run) noteReview(after trace.Figure) {
	if review := r.number(reviewThreshold); after.Value.GreaterThan(review.Value) {
		r.note(finding.OverReview, nil, money(after), money(review))
	}
}
