package day

import "therapytally/app/draft"

// alarms names the fields whose texts are kept nowhere because they could tell
// who the patient is. A number that does not read is a typo: its field says
// so.
func (p *Parts) alarms() (names []string) {
	for _, f := range p.withheld {
		if !draft.TakesNumber(f) {
			names = append(names, p.On.FieldName(f))
		}
	}
	return names
}
