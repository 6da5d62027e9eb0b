package rules

import (
	"slices"

	"therapytally/rules/code"
	"therapytally/rules/finding"
	"therapytally/rules/ncci"
	"therapytally/rules/trace"
)

// statuses settles the lines that Medicare's fee schedule does not pay, by
// status letter and place (CMS RVU file, status codes; PCTC indicator 7).
func (r *run) statuses() {
	if !r.v.Payer.original() {
		return
	}
	for i := range r.lines {
		r.status(&r.lines[i])
	}
}

func (r *run) status(l *claimLine) {
	one, row := []code.HCPCS{l.Code}, l.service.row
	switch {
	case row.Status == "B":
		l.settle(Bundled, NobodyLiable)
		r.note(finding.StatusBundled, one, l.Code)
	case row.Status == "I":
		l.settle(NotCovered, ProviderLiable)
		r.note(finding.StatusInvalid, one, l.Code, instead(l.service.info))
	case row.Status == "N":
		l.settle(NotCovered, PatientLiable)
		r.note(finding.StatusNotCovered, one, l.Code, r.whoOwes())
	case row.PCTC == pctcTherapy && r.hospitalPatient():
		l.settle(Denied, ProviderLiable)
		r.note(finding.HospitalPlace, one, l.Code, r.v.POS)
	case !row.Payable():
		l.settle(Unpriced, NobodyLiable)
		r.note(finding.StatusUnpriced, one, l.Code)
	case row.Status == "R":
		r.note(finding.StatusRestricted, one, l.Code)
	}
}

// whoOwes says who owes what Medicare does not allow: the patient, but for one
// who may not be billed.
func (r *run) whoOwes() string {
	if r.v.Coverage.QMB {
		return "a Qualified Medicare Beneficiary is not billed for it here"
	}
	return "the patient owes the clinic's charge"
}

// instead names the code that Medicare takes in place of one that it refuses.
func instead(info CodeInfo) string {
	if info.Instead == "" {
		return ""
	}
	return " Use " + info.Instead + "."
}

// hospitalPatient reports whether a physical or occupational therapist in
// private practice treats a patient of a hospital.
func (r *run) hospitalPatient() bool {
	return r.v.Setting == PrivatePractice && r.v.Discipline != code.SLP && r.b.pos[r.v.POS].hospital
}

// pctcTherapy marks services of therapists in private practice, which are not
// paid for patients of a hospital.
const pctcTherapy = "7"

func (l *claimLine) settle(s Status, who Liability) { l.Status, l.Liability = s, who }

// counts reports whether the line still counts after the edits.
func (l *claimLine) counts() bool { return l.Status == Payable || l.Status == Unpriced }

// edits applies the NCCI pairs and then the daily limits.
func (r *run) edits() {
	if !r.v.Payer.edited() {
		return
	}
	for _, v := range r.ptp.Apply(r.claims(), r.v.Date) {
		r.judge(v)
	}
	for i := range r.services {
		r.limit(r.services[i].info.Code)
	}
	r.noteExpected()
}

// claims lists the codes of the day: the visit's in order of entry, then what
// was billed before. The assertion of a separate service is the visit's own.
func (r *run) claims() []ncci.Claim {
	var out []ncci.Claim
	for i := range r.services {
		c := ncci.Claim{Code: r.services[i].info.Code, Distinct: r.services[i].input.Distinct}
		r.linesOf(c.Code, func(l *claimLine) { c.Line = l.counts() })
		out = append(out, c)
	}
	for _, a := range r.v.AlsoToday {
		at := slices.IndexFunc(out, func(c ncci.Claim) bool { return c.Code == a.Code })
		if at < 0 {
			at = len(out)
			out = append(out, ncci.Claim{Code: a.Code})
		}
		out[at].Billed = true
	}
	return out
}

// linesOf calls f for every line of a code.
func (r *run) linesOf(c code.HCPCS, f func(*claimLine)) {
	for i := range r.lines {
		if r.lines[i].Code == c {
			f(&r.lines[i])
		}
	}
}

func (r *run) judge(v ncci.Verdict) {
	both := []code.HCPCS{v.One, v.Two}
	switch {
	case v.Indicator == ncci.Never:
		r.linesOf(v.Two, func(l *claimLine) { l.settle(Denied, ProviderLiable) })
		r.note(finding.PairNever, both, v.Two, v.One, finding.Release(r.ptp.Of(v.One, v.Two).Release.Name))
	case v.Opened == "":
		r.linesOf(v.Two, func(l *claimLine) { l.settle(Denied, ProviderLiable); l.pairDeny = true })
		r.note(finding.PairDenied, both, v.Two, v.One)
	default:
		r.linesOf(v.Two, func(l *claimLine) {
			if l.opened == "" {
				l.opened = v.Opened
			}
		})
		r.note(finding.PairOpened, both, v.Two, v.One, v.Opened)
	}
}

// limit denies every line of a code whose units exceed the day's limit.
func (r *run) limit(c code.HCPCS) {
	limit, published := r.mue.Of(c, r.v.Setting == Institutional)
	units, counted := 0, false
	r.linesOf(c, func(l *claimLine) { units += l.Units; counted = counted || l.counts() })
	if !published || !counted || limit.Units == 0 && !r.v.Payer.followsMedicare() {
		return
	}
	if units <= limit.Units {
		if guides := r.numbers.values[guidesDailyLimit].IntPart(); r.b.in(limitMistold, c) && int64(units) > guides {
			r.note(finding.WithinLimit, []code.HCPCS{c}, c, units, limit.Units, guides)
		}
		return
	}
	r.linesOf(c, func(l *claimLine) { l.settle(Denied, ProviderLiable) })
	id := map[byte]finding.ID{'1': finding.OverLineLimit, '2': finding.OverAbsoluteLimit, '3': finding.OverLimit}[limit.MAI]
	r.note(id, []code.HCPCS{c}, c, units, limit.Units)
}

// followsMedicare reports whether a limit of 0 binds the payer: it means that
// Medicare does not take the code.
func (p Payer) followsMedicare() bool { return p.Kind == Medicare || p.Kind == MedicareAdvantage }

// noteExpected says where guides ask for 59 and no pair is in force.
func (r *run) noteExpected() {
	var one code.HCPCS
	with := map[*ncci.Pairs][]code.HCPCS{}
	for i := range r.services {
		a := r.services[i].info.Code
		for j := range r.services {
			b := r.services[j].info.Code
			if r.b.sets[setMember{expects59, a, b}] && !r.deniedByPair(a) && !r.deniedByPair(b) && r.services[i].units.Int() > 0 && r.services[j].units.Int() > 0 && !r.paired(a, b) {
				one = a
				with[r.ptp.Of(a, b)] = append(with[r.ptp.Of(a, b)], b)
			}
		}
	}
	for _, p := range r.ptp {
		if codes := with[p]; len(codes) > 0 {
			r.noteOf(p.Release, finding.No59Needed, append([]code.HCPCS{one}, codes...), one, list(codes), finding.Release(p.Release.Name))
		}
	}
}

// deniedByPair reports whether a code is denied for lack of a modifier: the
// advice to leave 59 off would contradict that.
func (r *run) deniedByPair(c code.HCPCS) bool {
	denied := false
	r.linesOf(c, func(l *claimLine) { denied = denied || l.pairDeny })
	return denied
}

func (r *run) paired(a, b code.HCPCS) bool {
	_, one := r.ptp.Between(a, b, r.v.Date)
	_, two := r.ptp.Between(b, a, r.v.Date)
	return one || two
}

// zero and one are single nodes, however often they are used.
func (r *run) zero() trace.Figure {
	if !r.nothing.Known() {
		r.nothing = r.t.Sum(trace.Label{Rule: "nothing", Name: "nothing"})
	}
	return r.nothing
}

func (r *run) one() trace.Figure {
	if !r.unit.Known() {
		r.unit = r.t.Constant(trace.Label{Rule: "assistant-units", Name: "one unit", Unit: trace.Units}, whole(1))
	}
	return r.unit
}
