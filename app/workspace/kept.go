package workspace

import (
	"therapytally/app/draft"
	"therapytally/app/sheet"
	"therapytally/rules/code"
)

// Show puts a visit of the day sheet on the desk.
func (s *Store) Show(v sheet.Visit) {
	v = v.Clone() // the form changes its log in place
	s.Form = draft.Restore(v.Rows, v.Texts, s.label(s.first))
	s.Form.Take(v.Timer)
	s.Form.Ticked = v.Ticked
	s.turn()
}

// Fresh puts an empty visit on the desk.
func (s *Store) Fresh(today, place string, d code.Discipline, firstCode string) {
	if firstCode != "" {
		s.first = firstCode
	}
	s.Form = draft.New(today, place, s.label(s.first))
	s.Form.Discipline = d
	s.turn()
}

// Begin gives the visit on the desk the payer that new visits begin with.
func (s *Store) Begin(p draft.Payer) {
	s.Form.Payer = p
	s.Recount()
}

// turn closes what belongs to the former visit and works out the new one.
func (s *Store) turn() {
	s.Picker, s.TimesOf, s.Editor, s.Fault, s.StoppedIn, s.Path = Picker{}, 0, Editor{}, 0, nil, Path{}
	s.Recount()
}

// Snapshot is the visit on the desk as the sheet keeps it; its ID and label
// are the sheet's. A text that could tell who the patient is is left out.
func (s *Store) Snapshot() sheet.Visit {
	rows, texts := s.Form.Keep()
	v := sheet.Visit{Rows: rows, Timer: s.Form.Time, Ticked: s.Form.Ticked}
	v = v.Clone()
	for name, text := range texts {
		_ = v.Set(name, text) // Withheld says which were refused
	}
	return v
}

// Withheld lists the fields whose texts the sheet does not take.
func (s *Store) Withheld() []draft.Field {
	_, texts := s.Form.Keep()
	var out []draft.Field
	var v sheet.Visit
	for name, text := range texts {
		if v.Set(name, text) != nil {
			out = append(out, draft.Field(name))
		}
	}
	return out
}
