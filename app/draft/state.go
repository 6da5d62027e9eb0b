// Package draft is the visit as it is being typed: texts, not values. It reads
// the texts into a rules.Visit or says, field by field, what is still missing
// or wrong. It knows no screen, no clock and no rule.
package draft

import (
	"maps"
	"slices"
	"strconv"

	"therapytally/app/timer"
	"therapytally/rules"
	"therapytally/rules/code"
)

// Field names one control of the form; it is the control's id on the page.
type Field string

// The fields that stand once.
const (
	Date       Field = "date"
	Discipline Field = "discipline"
	Place      Field = "place"
	Deductible Field = "deductible"
	UsedPTSLP  Field = "used-pt-slp"
	UsedOT     Field = "used-ot"
	AddService Field = "add-service"
)

const (
	partCode      = "code"
	partMinutes   = "minutes"
	partAssistant = "assistant"
	partUnits     = "units"
	partCharge    = "charge"
)

// CodeOf is the field of a row's code.
func CodeOf(row int) Field { return fieldOf(row, partCode) }

// MinutesOf is the field of a row's minutes.
func MinutesOf(row int) Field { return fieldOf(row, partMinutes) }

// AssistantOf is the field of a row's minutes of the assistant alone.
func AssistantOf(row int) Field { return fieldOf(row, partAssistant) }

// UnitsOf is the field of a row's units, for untimed codes.
func UnitsOf(row int) Field { return fieldOf(row, partUnits) }

// ChargeOf is the field of a row's charge.
func ChargeOf(row int) Field { return fieldOf(row, partCharge) }

func fieldOf(row int, part string) Field {
	return Field("service-" + strconv.Itoa(row) + "-" + part)
}

// Row is one service as typed. Its key never changes and never returns.
type Row struct {
	Key                          int
	Code, Minutes, Units, Charge string
	Assistant                    string   // minutes of the assistant alone
	By                           timer.By // who is with the patient when its timer runs
	Hand                         bool     // the minutes were entered by hand: the timer leaves them

	counted code.HCPCS // what the row's time was counted under
	fed     bool       // the minutes are the timer's

	fedMinutes, fedAssistant string // what the timer has put there
}

// State is everything that the user has typed or chosen. Nothing typed is
// lost, even where it does not count at the moment.
type State struct {
	Date, Place       string
	Dated             bool // the date was entered: it does not follow the calendar
	Discipline        code.Discipline
	Rows              []Row
	Deductible        string
	UsedPTSLP, UsedOT string
	QP, Attested      bool
	Payer             Payer
	Charges           bool // the fields of charges are shown
	Assistants        bool // an assistant takes part in the visit
	Time              timer.Log
	Ticked            []string // guide items that the note holds
	Prefer            []code.HCPCS
	Distinct          map[code.HCPCS]string // what was asserted to be a separate service
	Focus             Field                 // the field being edited
	left              map[Field]bool
	lastKey           int
	firstService      string
}

// New is a fresh form: today, physical therapy, the national average and one
// service with its code chosen.
func New(today, place, firstService string) *State {
	s := &State{Date: today, Place: place, Discipline: code.PT, left: map[Field]bool{}, Distinct: map[code.HCPCS]string{}, firstService: firstService}
	s.Rows = []Row{s.newRow(firstService)}
	return s
}

func (s *State) newRow(service string) Row {
	s.lastKey++
	return Row{Key: s.lastKey, Code: service, Units: "1", By: timer.Therapist}
}

// Add appends an empty service and returns the field to go to.
func (s *State) Add() Field {
	row := s.newRow("")
	if len(s.Rows) == 0 {
		row.Code = s.firstService
	}
	s.Rows = append(s.Rows, row)
	return CodeOf(row.Key)
}

// Remove deletes a service and returns the field to go to: the service that
// took its place, else the one before, else the button that adds one.
func (s *State) Remove(key int) Field {
	at := s.index(key)
	if at < 0 {
		return AddService
	}
	s.Rows = slices.Delete(s.Rows, at, at+1)
	switch {
	case at < len(s.Rows):
		return CodeOf(s.Rows[at].Key)
	case at > 0:
		return CodeOf(s.Rows[at-1].Key)
	}
	return AddService
}

// Forget drops what was decided of codes that no service has any more: a
// separate service and a preference are said of one that stands there.
func (s *State) Forget(r Reading) {
	maps.DeleteFunc(s.Distinct, func(c code.HCPCS, _ string) bool { return !holds(r, c) })
	s.Prefer = slices.DeleteFunc(s.Prefer, func(c code.HCPCS) bool { return !holds(r, c) })
}

func (s *State) index(key int) int {
	return slices.IndexFunc(s.Rows, func(r Row) bool { return r.Key == key })
}

// Text returns what stands in a field.
func (s *State) Text(f Field) string {
	if p := s.text(f); p != nil {
		return *p
	}
	return ""
}

// Set puts a text into a field, as typed.
func (s *State) Set(f Field, text string) {
	if p := s.text(f); p != nil {
		*p = text
		s.enters(f, text)
	}
}

func (s *State) text(f Field) *string {
	switch f {
	case Date:
		return &s.Date
	case Place:
		return &s.Place
	case Deductible:
		return &s.Deductible
	case UsedPTSLP:
		return &s.UsedPTSLP
	case UsedOT:
		return &s.UsedOT
	}
	for i := range s.Rows {
		if p := s.Rows[i].text(f); p != nil {
			return p
		}
	}
	return s.Payer.Text(f)
}

func (r *Row) text(f Field) *string {
	switch f {
	case CodeOf(r.Key):
		return &r.Code
	case MinutesOf(r.Key):
		return &r.Minutes
	case AssistantOf(r.Key):
		return &r.Assistant
	case UnitsOf(r.Key):
		return &r.Units
	case ChargeOf(r.Key):
		return &r.Charge
	}
	return nil
}

// Enter marks the field that is being edited.
func (s *State) Enter(f Field) { s.Focus = f }

// PreferCode puts a code first among those that get a tied unit.
func (s *State) PreferCode(c code.HCPCS) {
	s.Prefer = slices.DeleteFunc(s.Prefer, func(h code.HCPCS) bool { return h == c })
	s.Prefer = slices.Insert(s.Prefer, 0, c)
}

// Assert says by a modifier that a code was a separate service; the same
// modifier once more takes it back.
func (s *State) Assert(c code.HCPCS, modifier string) {
	if s.Distinct[c] == modifier {
		modifier = ""
	}
	s.Distinct[c] = modifier
}

// Tick notes that a guide item stands in the note, or takes it back.
func (s *State) Tick(id string, on bool) {
	s.Ticked = slices.DeleteFunc(s.Ticked, func(t string) bool { return t == id })
	if on {
		s.Ticked = append(s.Ticked, id)
	}
}

// Used is the field of the amount used toward the threshold: OT has its own.
func (s *State) Used() Field {
	if rules.Bucket(s.Discipline) == rules.Bucket(code.OT) {
		return UsedOT
	}
	return UsedPTSLP
}

// Reveal shows the part of the form that holds a field.
func (s *State) Reveal(f Field) {
	s.Charges = s.Charges || slices.ContainsFunc(s.Rows, func(r Row) bool { return f == ChargeOf(r.Key) })
}

// SetDiscipline changes the plan of care. What was stated of the former one's
// threshold does not hold for the new one.
func (s *State) SetDiscipline(d code.Discipline) {
	if s.Discipline != d {
		s.Discipline, s.Attested = d, false
	}
}
