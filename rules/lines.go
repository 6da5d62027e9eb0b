package rules

import (
	"therapytally/rules/code"
	"therapytally/rules/finding"
	"therapytally/rules/mpfs"
	"therapytally/rules/therapy"
	"therapytally/rules/timed"
	"therapytally/rules/trace"
)

// claimLine is a line under way. The line stands in the estimate; service is
// what it bills.
type claimLine struct {
	Line
	service *service
	fee     mpfs.Fee
	units   trace.Figure
	charge  trace.Figure // of the line; unknown without one
	beyond  trace.Figure // what the patient owes beyond the allowed amount
}

// makeLines makes one line per code with units, in order of entry.
func (r *run) makeLines() {
	for i := range r.services {
		s := &r.services[i]
		if s.units.Int() == 0 {
			continue
		}
		l := Line{Code: s.info.Code, Units: s.units.Int(), Status: Payable, Liability: NobodyLiable, Full: -1, Name: s.info.Name}
		l.Modifiers = append(l.Modifiers, therapy.Modifier(r.v.Discipline))
		r.lines = append(r.lines, claimLine{Line: l, service: s, units: s.units})
	}
}

// unitFindings says what a clinician should see about the units.
func (r *run) unitFindings(inForce, other timed.Result, times []timed.Time) {
	if t := inForce.Tie; t != nil {
		r.note(finding.UnitsTie, t.Among, t.Units, list(t.Chosen))
	}
	if !inForce.Units.Value.Equal(other.Units.Value) && len(times) > 0 {
		r.note(finding.UnitRulesDiffer, nil, inForce.Units.Int(), other.Units.Int())
	}
	if len(times) > 0 && inForce.Units.Int() == 0 && inForce.Minutes.Int() > 0 {
		r.note(finding.UnderEightMinutes, codesOf(times), inForce.Minutes.Int())
		return
	}
	for _, c := range inForce.Counts {
		if c.Units.Int() == 0 && c.Minutes.Int() > 0 {
			r.note(finding.NoUnit, []code.HCPCS{c.Code}, c.Code, c.Minutes.Int())
		}
	}
	for i := range r.services {
		s := &r.services[i]
		if s.info.Unsure && s.minutes.Int() > 0 {
			r.note(finding.PoolingUnsure, []code.HCPCS{s.info.Code}, s.info.Code)
		}
	}
}

func codesOf(times []timed.Time) []code.HCPCS {
	out := make([]code.HCPCS, len(times))
	for i, t := range times {
		out[i] = t.Code
	}
	return out
}

// list names codes in a sentence.
func list(codes []code.HCPCS) string {
	out := ""
	for i, c := range codes {
		switch {
		case i == 0:
		case i == len(codes)-1:
			out += " and "
		default:
			out += ", "
		}
		out += c.String()
	}
	return out
}

// statuses settles the lines that the fee schedule does not pay, by status
// letter and place (CMS RVU file, status codes; PCTC indicator 7).
func (r *run) statuses() {
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
		r.note(finding.StatusNotCovered, one, l.Code)
	case !row.Payable():
		l.settle(Unpriced, NobodyLiable)
		r.note(finding.StatusUnpriced, one, l.Code)
	case row.PCTC == pctcTherapy && r.b.pos[r.v.POS].hospital && r.v.Setting == PrivatePractice:
		l.settle(Denied, ProviderLiable)
		r.note(finding.HospitalPlace, one, l.Code, r.v.POS)
	}
}

// instead names the code that Medicare takes in place of one that it refuses.
func instead(info CodeInfo) string {
	if info.Instead == "" {
		return ""
	}
	return " Use " + info.Instead + "."
}

// pctcTherapy marks services of therapists in private practice, which are not
// paid for patients of a hospital.
const pctcTherapy = "7"

func (l *claimLine) settle(s Status, who Liability) { l.Status, l.Liability = s, who }

// counts reports whether the line still counts after the edits.
func (l *claimLine) counts() bool { return l.Status == Payable || l.Status == Unpriced }

func (r *run) zero() trace.Figure {
	if !r.nothing.Known() {
		r.nothing = r.t.Sum(trace.Label{Rule: "nothing", Name: "nothing"})
	}
	return r.nothing
}
