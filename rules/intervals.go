package rules

import (
	"cmp"
	"fmt"

	"therapytally/rules/code"
	"therapytally/rules/order"
)

// addUp turns a service's intervals into minutes: the assistant's alone, all
// others the therapist's.
func addUp(s *Service, field string) error {
	if s.Minutes != 0 || s.AssistantMinutes != 0 {
		return refuse(field, "give either intervals or minutes, not both")
	}
	for i, at := range s.Intervals {
		if at.From < 0 || at.To > minutesPerDay || at.To <= at.From {
			return refuse(fmt.Sprintf("%s[%d].to", field, i), "must be later than from, on the same day")
		}
		switch at.By {
		case "assistant":
			s.AssistantMinutes += at.To - at.From
		case "therapist", "both", "":
			s.Minutes += at.To - at.From
		default:
			return refuse(fmt.Sprintf("%s[%d].by", field, i), "must be therapist, assistant or both")
		}
	}
	if s.Minutes > MaxMinutes || s.AssistantMinutes > MaxMinutes {
		return refuse(field, "come to more than %d minutes", MaxMinutes)
	}
	return nil
}

// stretch is an interval of a one-on-one service.
type stretch struct {
	Interval
	code  code.HCPCS
	field string
}

// checkOverlap refuses two one-on-one services at the same time: one stretch
// of time belongs to one of them; only supervised modalities may run beside
// (NCCI Policy Manual, ch. XI, P.2).
func (r *run) checkOverlap() error {
	var all []stretch
	for i, s := range r.v.Services {
		if r.b.codes[s.Code].Supervised {
			continue
		}
		for j, at := range s.Intervals {
			all = append(all, stretch{at, s.Code, fmt.Sprintf("services[%d].intervals[%d]", i, j)})
		}
	}
	order.By(all, func(a, b stretch) int { return cmp.Compare(a.From, b.From) })
	for i := 1; i < len(all); i++ {
		if before := all[i-1]; all[i].From < before.To {
			return refuse(all[i].field, "overlaps %s of %s: one stretch of time belongs to one one-on-one service", before.field, before.code)
		}
	}
	return nil
}

// checkAssistant refuses an assistant where none may furnish the service.
func (r *run) checkAssistant() error {
	for _, s := range r.services {
		if s.input.AssistantMinutes == 0 {
			continue
		}
		field := indexed("services", s.first, "assistantMinutes")
		if !TakesAssistant(r.v.Discipline, r.v.Payer) {
			return refuse(field, "Medicare knows no assistant in speech-language pathology")
		}
		if s.input.Minutes == 0 && (r.b.in(evaluations, s.info.Code) || r.b.in(reEvaluations, s.info.Code)) {
			return refuse(field, "%s is furnished by a therapist: an assistant alone may not evaluate", s.info.Code)
		}
	}
	return nil
}
