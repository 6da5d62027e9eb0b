package rules

import (
	"therapytally/rules/code"
	"therapytally/rules/finding"
	"therapytally/rules/mpfs"
	"therapytally/rules/therapy"
	"therapytally/rules/timed"
	"therapytally/rules/trace"
)

// claimLine is a line under way: what the claim says of it is put together at
// the end.
type claimLine struct {
	Line
	service *service
	fee     mpfs.Fee
	units   trace.Figure
	charge  trace.Figure // of the line; unknown without one
	collect trace.Figure // what the clinic collects on an unassigned claim
	limit   trace.Figure // limiting charge of the line
	beyond  trace.Figure // what the patient owes beyond the allowed amount
	qmb     trace.Figure // what may not be billed

	assistant bool
	opened    string // the modifier that opens a pair
	pairDeny  bool   // denied by a pair that a modifier could open
	kx        bool
	liability code.Modifier // GA or GZ
}

// makeLines makes the lines of each code with units, in order of entry: one,
// or two where some of its units are an assistant's, those without first.
func (r *run) makeLines() {
	for i := range r.services {
		s := &r.services[i]
		if s.units.Int() == 0 {
			continue
		}
		marked := r.assistantUnits(s)
		rest := s.units
		if marked.Known() && marked.Int() > 0 {
			rest = r.t.Difference(trace.Label{Rule: "assistant-units", Subject: s.info.Code.String(), Name: "units without the assistant's modifier", Unit: trace.Units}, s.units, marked)
		}
		r.addLine(s, rest, false)
		r.addLine(s, marked, true)
	}
}

func (r *run) addLine(s *service, units trace.Figure, assistant bool) {
	if !units.Known() || units.Int() == 0 {
		return
	}
	l := Line{Code: s.info.Code, Units: units.Int(), Status: Payable, Liability: NobodyLiable, Name: s.info.Name}
	r.lines = append(r.lines, claimLine{Line: l, service: s, units: units, assistant: assistant})
}

// assistantUnits returns how many units of a service carry the assistant's
// modifier; unknown where no assistant took part or none is printed.
func (r *run) assistantUnits(s *service) trace.Figure {
	if _, printed := therapy.AssistantModifier(r.v.Discipline); s.input.AssistantMinutes == 0 || !printed || r.v.Payer.Kind == SelfPay {
		return trace.Figure{}
	}
	subject := s.info.Code.String()
	terms := therapy.Terms{Unit: r.number(minutesPerUnit), Minimum: r.number(firstUnitMinimum), DeMinimis: r.number(assistantDeMinimis), One: r.one(), None: r.zero()}
	if s.info.Timed {
		return therapy.AssistantUnits(r.t, terms, subject, s.units.Int(), s.team)
	}
	marked, quick := therapy.AssistantUntimed(r.t, terms, subject, s.team)
	if quick != (marked.Int() > 0) {
		r.note(finding.AssistantQuickForm, []code.HCPCS{s.info.Code}, s.info.Code)
	}
	return r.t.Product(trace.Label{Rule: "assistant-untimed", Subject: subject, Name: "units with the assistant's modifier", Unit: trace.Units}, marked, s.units)
}

// unitFindings says what a clinician should see about the units.
func (r *run) unitFindings(inForce, other timed.Result, times []timed.Time) {
	if t := inForce.Tie; t != nil {
		r.note(finding.UnitsTie, t.Among, t.Units, list(t.Chosen))
	}
	if !inForce.Units.Value.Equal(other.Units.Value) && len(times) > 0 {
		r.note(finding.UnitRulesDiffer, nil, inForce.Units.Int(), other.Units.Int())
	}
	r.noteWithoutUnit(inForce, times)
	for i := range r.services {
		s := &r.services[i]
		one := []code.HCPCS{s.info.Code}
		if s.info.Unsure && s.minutes.Int() > 0 {
			r.note(finding.PoolingUnsure, one, s.info.Code)
		}
		if s.info.Timed && s.minutes.Int() == 0 {
			r.note(finding.NoMinutes, one, s.info.Code)
		}
	}
}

// noteWithoutUnit says why minutes earn no unit, in the words of the rule in
// force.
func (r *run) noteWithoutUnit(inForce timed.Result, times []timed.Time) {
	pooled := r.v.Payer.UnitRule == TotalTime
	if pooled && inForce.Units.Int() == 0 && inForce.Minutes.Int() > 0 {
		r.note(finding.UnderEightMinutes, codesOf(times), inForce.Minutes.Int())
		return
	}
	id := finding.NoUnitAlone
	if pooled {
		id = finding.NoUnit
	}
	for _, c := range inForce.Counts {
		if c.Units.Int() == 0 && c.Minutes.Int() > 0 {
			r.note(id, []code.HCPCS{c.Code}, c.Code, c.Minutes.Int())
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
