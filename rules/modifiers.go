package rules

import (
	"slices"

	"therapytally/rules/code"
	"therapytally/rules/finding"
	"therapytally/rules/therapy"
)

// maxModifiers is how many a claim line has room for.
const maxModifiers = 4

// modifiers puts the modifiers of every line together, checks them and the
// clinician's own against the rules R01 to R28, and says what differs.
func (r *run) modifiers() {
	if r.v.Payer.Kind == SelfPay {
		for i := range r.lines {
			r.lines[i].Modifiers = []code.Modifier{}
		}
		return
	}
	for i := range r.lines {
		l := &r.lines[i]
		l.Modifiers = r.own(l)
		r.carry(l)
		if slices.Contains(l.Modifiers, code.GY) && l.Status == Payable {
			r.note(finding.ExcludedByGY, []code.HCPCS{l.Code}, l.Code)
		}
	}
	for i := range r.services {
		if s := &r.services[i]; len(s.input.Modifiers) > 0 {
			r.checkClinician(s)
		}
		r.checkDistinct(&r.services[i])
	}
	r.together()
}

// own lists the modifiers that we conclude, in the order of the claim.
func (r *run) own(l *claimLine) []code.Modifier {
	out := []code.Modifier{therapy.Modifier(r.v.Discipline)}
	if m, ok := therapy.AssistantModifier(r.v.Discipline); ok && l.assistant {
		out = append(out, m)
	}
	if l.opened != "" {
		m, _ := code.ParseModifier(l.opened) // one of the five that checkModifiers takes
		out = append(out, m)
	}
	if l.kx {
		out = append(out, code.KX)
	}
	if l.liability != (code.Modifier{}) {
		out = append(out, l.liability)
	}
	return out
}

// carry adds those of the clinician's modifiers that stand beside ours, as far
// as the line has room and no rule breaks.
func (r *run) carry(l *claimLine) {
	for _, m := range l.service.input.Modifiers {
		if !carried(m) {
			continue
		}
		with := append(slices.Clone(l.Modifiers), m)
		if len(with) > maxModifiers || len(broken(r.lineCheck(l, with))) > 0 {
			r.note(finding.ModifierLeftOff, []code.HCPCS{l.Code}, l.Code, m)
			continue
		}
		l.Modifiers = with
	}
}

// lineCheck is a set of modifiers on a code and what the rules need to know.
type lineCheck struct {
	has        map[string]bool
	discipline code.Discipline
	info       CodeInfo
	pairDeny   bool // denied by a pair that a modifier could open
	never      bool // part of a pair that never opens, and opened for no other
}

func (r *run) lineCheck(l *claimLine, mods []code.Modifier) lineCheck {
	c := lineCheck{has: map[string]bool{}, discipline: r.v.Discipline, info: l.service.info, pairDeny: l.pairDeny}
	for _, m := range mods {
		c.has[m.String()] = true
	}
	c.never = l.opened == "" && r.inNeverPair(l.Code)
	return c
}

// inNeverPair reports whether a pair of indicator 0 is in force between a code
// and another of the day, whichever column it stands in.
func (r *run) inNeverPair(c code.HCPCS) bool {
	return slices.ContainsFunc(r.e.Findings, func(f finding.Finding) bool {
		return f.ID == finding.PairNever && slices.Contains(f.Codes, c)
	})
}

func (c lineCheck) count(mods ...string) int {
	n := 0
	for _, m := range mods {
		if c.has[m] {
			n++
		}
	}
	return n
}

// lineRules are the rows of the modifier rules that one line can break.
var lineRules = []struct {
	id     finding.ID
	broken func(lineCheck) bool
}{
	{finding.R01, func(c lineCheck) bool { return c.info.Therapy == therapy.Always && c.count("GP", "GO", "GN") == 0 }},
	{finding.R02, func(c lineCheck) bool { return c.count("GP", "GO", "GN") > 1 }},
	{finding.R03, func(c lineCheck) bool { return c.only(code.PT) && !c.has["GP"] }},
	{finding.R04, func(c lineCheck) bool { return c.only(code.OT) && !c.has["GO"] }},
	{finding.R05, func(c lineCheck) bool { return c.only(code.SLP) && !c.has["GN"] }},
	{finding.R06, func(c lineCheck) bool { return c.has["CQ"] && (!c.has["GP"] || c.count("GO", "GN") > 0) }},
	{finding.R07, func(c lineCheck) bool { return c.has["CO"] && (!c.has["GO"] || c.count("GP", "GN") > 0) }},
	{finding.R08, func(c lineCheck) bool { return c.count("CQ", "CO") == 2 }},
	{finding.R09, func(c lineCheck) bool { return c.has["KX"] && c.count("GP", "GO", "GN") == 0 }},
	{finding.R10, func(c lineCheck) bool { return c.count(Distincts()...) > 1 }},
	{finding.R11, func(c lineCheck) bool { return c.has["91"] }},
	{finding.R12, func(c lineCheck) bool { return c.pairDeny && c.count("22", "76", "77") > 0 }},
	{finding.R13, func(c lineCheck) bool { return c.never && c.count(Distincts()...) > 0 }},
	{finding.R14, func(c lineCheck) bool { return c.count("GA", "GY", "GZ") > 1 }},
	{finding.R15, func(c lineCheck) bool { return c.has["KX"] && c.count("GA", "GZ") > 0 }},
	{finding.R16, func(c lineCheck) bool { return c.count("93", "95", "GT") > 1 }},
	{finding.R17, func(c lineCheck) bool { return c.count("96", "97") == 2 }},
	{finding.R28, func(c lineCheck) bool { return c.discipline == code.SLP && c.count("CQ", "CO") > 0 }},
}

func (c lineCheck) only(d code.Discipline) bool {
	return len(c.info.Disciplines) == 1 && c.info.Disciplines[0] == d
}

// broken lists the rules that a line breaks.
func broken(c lineCheck) []finding.ID {
	var out []finding.ID
	for _, rule := range lineRules {
		if rule.broken(c) {
			out = append(out, rule.id)
		}
	}
	return out
}

var carriedModifiers = []string{"22", "52", "76", "77", "93", "95", "96", "97", "GT", "GX", "GY"}

func carried(m code.Modifier) bool { return slices.Contains(carriedModifiers, m.String()) }

// checkClinician holds the clinician's own modifiers of a code against the
// rules and against ours.
func (r *run) checkClinician(s *service) {
	one := []code.HCPCS{s.info.Code}
	line := claimLine{service: s}
	line.Code = s.info.Code
	ours := map[code.Modifier]bool{}
	r.linesOf(s.info.Code, func(l *claimLine) {
		line.pairDeny, line.opened = l.pairDeny, l.opened
		for _, m := range l.Modifiers {
			ours[m] = true
		}
	})
	for _, id := range broken(r.lineCheck(&line, s.input.Modifiers)) {
		r.note(id, one, s.info.Code)
	}
	for _, m := range s.input.Modifiers {
		if !ours[m] && !carried(m) && !r.askedFor(s.info.Code, m) {
			r.note(finding.ModifierNotOurs, one, s.info.Code, m)
		}
	}
	r.linesOf(s.info.Code, func(l *claimLine) {
		for _, m := range l.Modifiers {
			if ours[m] && !slices.Contains(s.input.Modifiers, m) {
				r.note(finding.ModifierMissing, one, s.info.Code, m)
				ours[m] = false
			}
		}
	})
}

// askedFor reports whether another finding asks for the modifier: KX while the
// attestation is open, 59 or X while a pair waits for the assertion. Saying that
// nothing calls for it would contradict that.
func (r *run) askedFor(c code.HCPCS, m code.Modifier) bool {
	return slices.ContainsFunc(r.e.Findings, func(f finding.Finding) bool {
		named := slices.Contains(f.Codes, c)
		return named && (f.ID == finding.KXAttest && m == code.KX || f.ID == finding.PairDenied && isDistinct(m.String()))
	})
}

// checkDistinct says where the clinician asserted a separate service and no
// pair needs it.
func (r *run) checkDistinct(s *service) {
	if s.input.Distinct == "" || s.units.Int() == 0 {
		return
	}
	used := slices.ContainsFunc(r.e.Findings, func(f finding.Finding) bool {
		return (f.ID == finding.PairOpened || f.ID == finding.PairNever) && slices.Contains(f.Codes, s.info.Code)
	})
	one := []code.HCPCS{s.info.Code}
	switch {
	case r.inNeverPair(s.info.Code) && !slices.Contains(s.input.Modifiers, asModifier(s.input.Distinct)):
		r.note(finding.R13, one, s.info.Code)
	case !used:
		r.note(finding.DistinctNotNeeded, one, s.info.Code, s.input.Distinct)
	}
}

func asModifier(s string) code.Modifier {
	m, _ := code.ParseModifier(s) // checkModifiers took it
	return m
}
