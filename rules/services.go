package rules

import (
	"cmp"
	"slices"

	"github.com/shopspring/decimal"

	"therapytally/rules/code"
	"therapytally/rules/mpfs"
	"therapytally/rules/trace"
)

const minutesPerDay = 24 * 60

// resolveServices checks the services and pools those of one code.
func (r *run) resolveServices() error {
	for i := range r.v.Services {
		if err := r.addService(i); err != nil {
			return err
		}
	}
	for _, check := range []func() error{r.checkOverlap, r.checkAssistant, r.checkDay} {
		if err := check(); err != nil {
			return err
		}
	}
	for i := range r.services {
		r.minutesFigure(&r.services[i])
	}
	return nil
}

func (r *run) checkDay() error {
	total := 0
	for _, s := range r.services {
		total += s.input.Minutes + s.input.AssistantMinutes
	}
	if total > minutesPerDay {
		return refuse("services", "hold %d minutes; a day has %d", total, minutesPerDay)
	}
	return nil
}

func (r *run) addService(i int) error {
	in := r.v.Services[i]
	field := func(key string) string { return indexed("services", i, key) }
	if len(in.Intervals) > 0 {
		if err := addUp(&in, field("intervals")); err != nil {
			return err
		}
	}
	info, row, err := r.lookUp(in.Code, field("code"))
	if err != nil {
		return err
	}
	if err := r.checkService(in, info, field); err != nil {
		return err
	}
	at := slices.IndexFunc(r.services, func(s service) bool { return s.info.Code == in.Code })
	if at < 0 {
		in.Units = clone(in.Units)
		r.services = append(r.services, service{first: i, info: info, row: row, input: in})
		return nil
	}
	return r.services[at].pool(in, field)
}

func clone(n *int) *int {
	if n == nil {
		return nil
	}
	c := *n
	return &c
}

// lookUp finds a code in the code book and in the date's relative values.
func (r *run) lookUp(c code.HCPCS, field string) (info CodeInfo, row mpfs.Row, err error) {
	if c.IsZero() {
		return info, row, refuse(field, "must be given")
	}
	info, known := r.b.codes[c]
	if !known {
		return info, row, refuse(field, "%s is not a code this build knows", c)
	}
	row, known = r.rvu.Row(c)
	if !known {
		return info, row, refuse(field, "%s has no published value on %s (release %s)", c, r.v.Date, r.rvu.Release.Name)
	}
	return info, row, nil
}

func (r *run) checkService(in Service, info CodeInfo, field func(string) string) error {
	switch {
	case in.Minutes < 0 || in.Minutes > MaxMinutes:
		return refuse(field("minutes"), "must be a whole number from 0 to %d", MaxMinutes)
	case in.AssistantMinutes < 0 || in.AssistantMinutes > MaxMinutes:
		return refuse(field("assistantMinutes"), "must be a whole number from 0 to %d", MaxMinutes)
	case in.Units != nil && info.Timed:
		return refuse(field("units"), "%s is a timed code: give its minutes, its units follow from them", in.Code)
	case in.Units != nil && (*in.Units < 1 || *in.Units > MaxUnits):
		return refuse(field("units"), "must be a whole number from 1 to %d", MaxUnits)
	case len(info.Disciplines) == 1 && info.Disciplines[0] != r.v.Discipline:
		return refuse(field("code"), "%s is reported by %s only, and the visit is %s", in.Code, info.Disciplines[0], r.v.Discipline)
	}
	return r.checkModifiers(in, field)
}

// checkModifiers refuses assertions that are none.
func (r *run) checkModifiers(in Service, field func(string) string) error {
	if in.Distinct != "" && !isDistinct(in.Distinct) {
		return refuse(field("distinct"), "must be empty, 59, XE, XP, XS or XU")
	}
	if len(in.Modifiers) > maxModifiers {
		return refuse(field("modifiers"), "holds %d modifiers; a line has room for %d", len(in.Modifiers), maxModifiers)
	}
	return nil
}

// pool adds a further service of the same code.
func (s *service) pool(in Service, field func(string) string) error {
	if !sameCharge(s.input.Charge, in.Charge) {
		return refuse(field("charge"), "differs from the charge of the same code in services[%d]", s.first)
	}
	s.input.Minutes += in.Minutes
	s.input.AssistantMinutes += in.AssistantMinutes
	s.input.Distinct = cmp.Or(s.input.Distinct, in.Distinct)
	for _, m := range in.Modifiers {
		if !slices.Contains(s.input.Modifiers, m) {
			s.input.Modifiers = append(s.input.Modifiers[:len(s.input.Modifiers):len(s.input.Modifiers)], m)
		}
	}
	if s.info.Timed {
		return nil
	}
	units := unitsOf(s.input) + unitsOf(in)
	if units > MaxUnits {
		return refuse(field("units"), "come to %d units of %s; at most %d are read", units, in.Code, MaxUnits)
	}
	s.input.Units = &units
	return nil
}

func unitsOf(s Service) int {
	if s.Units == nil {
		return 1
	}
	return *s.Units
}

func sameCharge(a, b *decimal.Decimal) bool {
	if a == nil || b == nil {
		return a == b
	}
	return a.Equal(*b)
}

func (r *run) minutesFigure(s *service) {
	l := trace.Label{Rule: "minutes", Subject: s.info.Code.String(), Name: "minutes", Unit: trace.Minutes}
	if s.input.AssistantMinutes == 0 {
		s.minutes = r.t.Given(l, whole(s.input.Minutes))
		return
	}
	l.Name = "minutes with the therapist"
	s.team.Therapist = r.t.Given(l, whole(s.input.Minutes))
	l.Name = "minutes of the assistant alone"
	s.team.Assistant = r.t.Given(l, whole(s.input.AssistantMinutes))
	l.Name = "minutes"
	s.minutes = r.t.Sum(l, s.team.Therapist, s.team.Assistant)
}
