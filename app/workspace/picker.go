package workspace

import (
	"strings"

	"therapytally/app/draft"
	"therapytally/app/lookup"
	"therapytally/app/timer"
)

// picks reports whether a field has suggestions.
func (s *Store) picks(f draft.Field) bool {
	return f == draft.Place || strings.HasSuffix(string(f), "-code")
}

// choices are what a field offers for a text. A text that has been chosen
// offers everything again.
func (s *Store) choices(f draft.Field, text string) lookup.List {
	all := s.offers(f)
	for _, c := range all {
		if c.Label == text {
			return all.Match("")
		}
	}
	return all.Match(text)
}

func (s *Store) offers(f draft.Field) lookup.List {
	d := s.Reading.Visit.Date
	if d.IsZero() {
		d = s.Find.Book.Covered().Through
	}
	if f == draft.Place {
		return s.Find.On(d).Places()
	}
	return s.Find.On(d).Services()
}

func (s *Store) openPicker(f draft.Field, text string) {
	s.Picker = Picker{Field: f, Choices: s.choices(f, text), Active: -1}
	if len(s.Picker.Choices) == 0 {
		s.Picker = Picker{}
	}
}

// Open shows a field's suggestions.
func (s *Store) Open(f draft.Field) {
	if s.Picker.Field != f {
		s.openPicker(f, s.Form.Text(f))
	}
}

// Close hides the suggestions.
func (s *Store) Close() { s.Picker = Picker{} }

// Move goes by steps through the suggestions, around the ends, and opens them
// where they are closed.
func (s *Store) Move(f draft.Field, by int) {
	if s.Picker.Field != f {
		s.openPicker(f, s.Form.Text(f))
		if s.Picker.Field != f {
			return
		}
	}
	n := len(s.Picker.Choices)
	if s.Picker.Active < 0 && by < 0 {
		s.Picker.Active = 0
	}
	s.Picker.Active = (s.Picker.Active + by + n) % n
}

// Take takes the active suggestion, or the only one.
func (s *Store) Take(f draft.Field, at timer.Instant) {
	index := s.Picker.Active
	if index < 0 && len(s.Picker.Choices) == 1 {
		index = 0
	}
	s.Choose(f, index, at)
}

// Choose takes a suggestion.
func (s *Store) Choose(f draft.Field, index int, at timer.Instant) {
	if s.Picker.Field != f || index < 0 || index >= len(s.Picker.Choices) {
		return
	}
	s.Form.Set(f, s.Picker.Choices[index].Label)
	s.Picker = Picker{}
	s.feed(at)
}
