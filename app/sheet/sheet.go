// Package sheet is the day sheet: the visits of a therapist's day, each with a
// short label that must not tell who the patient is, what was typed into its
// form, its time and what has been ticked. It holds no rule and no money: the
// form's fields are texts here, and amounts are asked from the engine.
package sheet

import (
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"therapytally/app/timer"
)

// The bounds of a sheet.
const (
	MostVisits = 1000
	MostFields = 400 // texts of one visit
	MostText   = 200 // bytes of one text
	MostTicks  = 400
	MostRows   = 40
)

// Visit is one visit. Texts are the form's fields by name, as typed; Rows are
// the keys of its services in their order.
type Visit struct {
	ID     string            `json:"id"`
	Label  string            `json:"label"`
	Rows   []int             `json:"rows,omitempty"`
	Texts  map[string]string `json:"texts,omitempty"`
	Timer  timer.Log         `json:"timer,omitzero"`
	Ticked []string          `json:"ticked,omitempty"` // IDs of documented guide items
	Former former            `json:"billed,omitzero"`
}

// former is a key that earlier builds wrote, with what the engine had made of
// the visit. It is read, so that their visits open, and dropped.
type former struct{}

// UnmarshalJSON implements json.Unmarshaler.
func (*former) UnmarshalJSON([]byte) error { return nil }

// Clone returns a copy that shares nothing.
func (v Visit) Clone() Visit {
	v.Rows, v.Texts, v.Ticked = slices.Clone(v.Rows), maps.Clone(v.Texts), slices.Clone(v.Ticked)
	v.Timer.Spans = slices.Clone(v.Timer.Spans)
	for i := range v.Timer.Spans {
		v.Timer.Spans[i].Flags = slices.Clone(v.Timer.Spans[i].Flags)
	}
	if v.Timer.Held != nil {
		held := *v.Timer.Held
		v.Timer.Held = &held
	}
	return v
}

// Set puts a text into a field, as typed. An empty text is no text.
func (v *Visit) Set(field, text string) error {
	if err := checkText(field, text); err != nil {
		return err
	}
	if text == "" {
		delete(v.Texts, field)
		return nil
	}
	if v.Texts == nil {
		v.Texts = map[string]string{}
	}
	if _, known := v.Texts[field]; !known && len(v.Texts) >= MostFields {
		return &Fault{Field: field, Why: TooMany}
	}
	v.Texts[field] = text
	return nil
}

// checkText refuses what is no field, what does not fit and what identifies
// somebody.
func checkText(field, text string) error {
	switch {
	case !isName(field):
		return &Fault{Field: field, Why: BadField}
	case !utf8.ValidString(text):
		return &Fault{Field: field, Why: BadCharacter}
	case len(text) > MostText:
		return &Fault{Field: field, Why: TooLong}
	}
	if field == DateField {
		return nil // a date of service, which stands on every claim
	}
	if why := Identifies(text); why != Fine {
		return &Fault{Field: field, Why: why}
	}
	return nil
}

// DateField is the one field that holds a date.
const DateField = "date"

// Tick notes or takes back that a guide item is documented.
func (v *Visit) Tick(id string, on bool) {
	v.Ticked = slices.DeleteFunc(v.Ticked, func(s string) bool { return s == id })
	if on && isName(id) && len(v.Ticked) < MostTicks {
		v.Ticked = append(v.Ticked, id)
	}
}

// Sheet is the visits in the order in which they are shown. The zero value is
// an empty sheet.
type Sheet struct{ Visits []Visit }

// Add puts an empty visit at the end. The ID must be new to every tab: take
// keep.Store.NewID.
func (s *Sheet) Add(id, label string) error {
	return s.insert(len(s.Visits), Visit{ID: id, Label: label})
}

// Duplicate puts a copy of a visit behind it, under a new ID and label: its
// place, discipline, codes, units and charges, and the minutes that were typed
// by hand. All else belongs to the one patient and visit.
func (s *Sheet) Duplicate(id, newID, label string) error {
	at := s.Index(id)
	if at < 0 {
		return &Fault{Field: "id", Why: NoSuchVisit}
	}
	c := s.Visits[at].Clone()
	return s.insert(at+1, Visit{ID: newID, Label: label, Rows: c.Rows, Texts: c.general()})
}

// general are the texts that another visit may begin with.
func (v Visit) general() map[string]string {
	out := map[string]string{}
	for name, text := range v.Texts {
		row, part := cutPart(name)
		take := name == "place" || name == "discipline" || name == "charges-shown"
		if row != "" {
			typed := v.Texts[row+"-hand"] == "yes"
			assistant := part == "assistant" && v.Texts["assistants"] == "yes"
			take = part == "code" || part == "units" || part == "charge" || typed && (part == "minutes" || part == "hand" || assistant)
		}
		if !take {
			continue
		}
		out[name] = text
		if part == "assistant" {
			out["assistants"] = "yes"
		}
	}
	return out
}

// cutPart cuts the name of a service's field, such as service-1-minutes.
func cutPart(name string) (row, part string) {
	at := strings.LastIndexByte(name, '-')
	if !strings.HasPrefix(name, "service-") || at < len("service-") {
		return "", ""
	}
	return name[:at], name[at+1:]
}

// Still is the visit without what a running timer changes by itself.
func (v Visit) Still() Visit {
	v = v.Clone()
	v.Timer.Seen = timer.Instant{}
	for i := range v.Timer.Spans {
		v.Timer.Spans[i].Drift, v.Timer.Spans[i].Asleep = 0, 0
	}
	for name := range v.Texts {
		row, part := cutPart(name)
		if len(v.Timer.Spans) > 0 && (part == "minutes" || part == "assistant") && v.Texts[row+"-hand"] != "yes" {
			delete(v.Texts, name)
		}
	}
	return v
}

func (s *Sheet) insert(at int, v Visit) error {
	switch {
	case s.Full():
		return &Fault{Field: "visits", Why: TooMany}
	case !isName(v.ID):
		return &Fault{Field: "id", Why: BadField}
	case s.Index(v.ID) >= 0:
		return &Fault{Field: "id", Why: Twice}
	}
	if why := CheckLabel(v.Label); why != Fine {
		return &Fault{Field: "label", Why: why}
	}
	s.Visits = slices.Insert(s.Visits, at, v)
	return nil
}

// Rename gives a visit another label.
func (s *Sheet) Rename(id, label string) error {
	at := s.Index(id)
	if at < 0 {
		return &Fault{Field: "id", Why: NoSuchVisit}
	}
	if why := CheckLabel(label); why != Fine {
		return &Fault{Field: "label", Why: why}
	}
	s.Visits[at].Label = label
	return nil
}

// Remove takes a visit off the sheet and returns the ID of the one to go to:
// the one that took its place, else the one before, else "".
func (s *Sheet) Remove(id string) (next string) {
	at := s.Index(id)
	if at < 0 {
		return ""
	}
	s.Visits = slices.Delete(s.Visits, at, at+1)
	if len(s.Visits) == 0 {
		return ""
	}
	return s.Visits[min(at, len(s.Visits)-1)].ID
}

// PutBack puts a removed visit back in its place, or at the end of a sheet that
// has become shorter.
func (s *Sheet) PutBack(v Visit, at int) error { return s.insert(min(at, len(s.Visits)), v) }

// Move puts a visit by places further down the sheet, or up if by is negative.
func (s *Sheet) Move(id string, by int) {
	at := s.Index(id)
	if at < 0 {
		return
	}
	v := s.Visits[at]
	s.Visits = slices.Delete(s.Visits, at, at+1)
	s.Visits = slices.Insert(s.Visits, min(max(0, at+by), len(s.Visits)), v)
}

// Index is the place of a visit, or -1.
func (s *Sheet) Index(id string) int {
	return slices.IndexFunc(s.Visits, func(v Visit) bool { return v.ID == id })
}

// Visit returns a visit to change in place, or nil. The pointer holds until
// the sheet changes.
func (s *Sheet) Visit(id string) *Visit {
	if at := s.Index(id); at >= 0 {
		return &s.Visits[at]
	}
	return nil
}

// Order is the IDs in their order.
func (s *Sheet) Order() []string {
	out := make([]string, len(s.Visits))
	for i, v := range s.Visits {
		out[i] = v.ID
	}
	return out
}

// Reorder puts the visits in the order noted, then what it does not name.
func (s *Sheet) Reorder(order []string) {
	in, _ := Assemble(s.Visits, order)
	s.Visits = in.Visits
}

// Full reports whether no visit can be added.
func (s *Sheet) Full() bool { return len(s.Visits) >= MostVisits }

// Assemble builds a sheet from visits read one by one: in the order noted,
// then what the order does not name. It drops none, however many two tabs have
// made. It returns the IDs that the order names and that are not there.
func Assemble(visits []Visit, order []string) (s *Sheet, missing []string) {
	s = &Sheet{}
	left := make(map[string]Visit, len(visits))
	for _, v := range visits {
		left[v.ID] = v
	}
	take := func(id string) bool {
		v, here := left[id]
		if here {
			s.Visits = append(s.Visits, v)
			delete(left, id)
		}
		return here
	}
	for _, id := range order {
		if !take(id) && s.Index(id) < 0 {
			missing = append(missing, id)
		}
	}
	for _, v := range visits {
		take(v.ID)
	}
	return s, missing
}
