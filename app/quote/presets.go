package quote

import (
	"slices"

	"therapytally/rules"
	"therapytally/rules/code"
)

// preset is a visit that many patients have.
type preset struct {
	id         string
	discipline code.Discipline
	lines      []Line
}

func presets() []preset {
	return []preset{
		{"pt-45", code.PT, []Line{{"97530", "2"}, {"97110", "1"}}},
		{"pt-30", code.PT, []Line{{"97110", "1"}, {"97140", "1"}}},
		{"pt-60", code.PT, []Line{{"97110", "2"}, {"97530", "1"}, {"97140", "1"}}},
		{"ot-45", code.OT, []Line{{"97530", "2"}, {"97535", "1"}}},
		{"slp", code.SLP, []Line{{"92507", "1"}}},
	}
}

// Presets lists the presets' names; the first is what a fresh page holds.
func Presets() []string {
	var out []string
	for _, p := range presets() {
		out = append(out, p.id)
	}
	return out
}

// PresetLines are the services of a preset.
func PresetLines(id string) []Line {
	for _, p := range presets() {
		if p.id == id {
			return p.lines
		}
	}
	return nil
}

// Use puts a preset's services into the visit.
func (s *State) Use(id string) {
	for _, p := range presets() {
		if p.id == id {
			s.Set(Preset, id)
			s.Set(Discipline, p.discipline.String())
			s.Lines = slices.Clone(p.lines)
		}
	}
	if s.Get(Discipline) == code.SLP.String() {
		s.Set(First, "") // its evaluations are not only a first visit's
	}
}

// evaluationOf is the evaluation of a discipline that stands on a first visit.
func evaluationOf(discipline string) string {
	switch discipline {
	case code.PT.String():
		return "97162"
	case code.OT.String():
		return "97166"
	}
	return ""
}

// CanEvaluate reports whether the discipline has an evaluation for the first
// visit.
func (s *State) CanEvaluate() bool { return evaluationOf(s.Get(Discipline)) != "" }

// NameOf is our plain name of a code, "" where there is none.
func NameOf(book *rules.Book, text string) string {
	info, _ := codeOf(book, text)
	return info.Name
}

// UseDiscipline changes the plan of care. A usual visit of another discipline
// gives way to the first of this one.
func (s *State) UseDiscipline(name string) {
	if name == "" || name == s.Get(Discipline) {
		return
	}
	if s.Get(Preset) == "" {
		s.Set(Discipline, name)
		return
	}
	for _, p := range presets() {
		if p.discipline.String() == name {
			s.Use(p.id)
			return
		}
	}
}
