package day

import (
	"slices"
	"strings"
	"unicode"

	"therapytally/app/keep"
	"therapytally/app/sheet"
	"therapytally/app/store"
	"therapytally/app/visit/form"
	"therapytally/rules/trace"
)

// Sum is what the list says of a visit: its units and what is allowed, as the
// engine has it now.
type Sum struct {
	Phase   store.Phase
	Units   int
	Allowed trace.Figure
}

func sumOf(s *store.Store) Sum {
	if s.Phase != store.Ready {
		return Sum{Phase: s.Phase}
	}
	n := 0
	for _, l := range s.Answer.Lines {
		n += l.Units
	}
	return Sum{store.Ready, n, s.Answer.Totals.Allowed}
}

// sum is the sum of a visit; ok is false while it has not been worked out.
func (d *Day) sum(id string) (s Sum, ok bool) {
	if id == d.Current {
		return sumOf(d.store), true
	}
	s, ok = d.sums[id]
	return s, ok
}

// workOut works out a few of the visits that are shown and have no sum yet,
// and reports whether there are more.
func (d *Day) workOut(most int) (more bool) {
	for _, v := range d.listed() {
		if _, done := d.sum(v.ID); done {
			continue
		}
		if most == 0 {
			return true
		}
		most--
		d.sums[v.ID] = sumOf(d.aside(v))
		d.changed()
	}
	return false
}

// aside works a visit out beside the one on the desk.
func (d *Day) aside(v sheet.Visit) *store.Store {
	s := &store.Store{Find: d.store.Find, Preset: d.preset}
	s.Show(v)
	return s
}

// Add puts an empty visit on the desk; the former one stays on the sheet.
func (d *Day) Add() bool {
	d.Save()
	if len(d.Sheet.Visits) >= sheet.MostVisits {
		d.notify(noticeSheetFull, sheet.MostVisits)
		return false
	}
	d.show(d.blank())
	d.keepCurrent()
	return true
}

// keepCurrent keeps a visit that the user has asked for, though it is empty.
func (d *Day) keepCurrent() {
	d.fresh = ""
	d.put(*d.Sheet.Visit(d.Current))
}

// Switch puts another visit on the desk.
func (d *Day) Switch(id string) {
	d.Save()
	if d.Sheet.Index(id) >= 0 && id != d.Current {
		d.show(d.Sheet.Visit(id))
	}
}

// Step goes to the visit before or after.
func (d *Day) Step(by int) {
	at := d.Sheet.Index(d.Current) + by
	if at >= 0 && at < len(d.Sheet.Visits) {
		d.Switch(d.Sheet.Visits[at].ID)
	}
}

// Duplicate puts a copy of the visit on the desk behind it and goes there.
func (d *Day) Duplicate() bool {
	d.Save()
	id := d.keep.NewID()
	if d.Sheet.Duplicate(d.Current, id, d.nextLabel()) != nil {
		d.notify(noticeSheetFull, sheet.MostVisits)
		return false
	}
	d.show(d.Sheet.Visit(id))
	d.keepCurrent()
	return true
}

// Remove takes the visit on the desk off the sheet; Undo brings it back.
func (d *Day) Remove() {
	d.Save()
	id := d.Current
	next := d.Sheet.Remove(id)
	d.forget(id)
	d.goTo(next)
}

// forget drops a visit from what is kept.
func (d *Day) forget(id string) {
	d.keep.Remove(keep.Visit, id, d.device.Now())
	delete(d.stored, id)
	delete(d.sums, id)
	d.putOrder()
}

// Undo brings the visit back that was removed last.
func (d *Day) Undo() {
	d.Save()
	if id := d.Sheet.Undo(); id != "" {
		d.show(d.Sheet.Visit(id))
		d.keepCurrent()
	}
}

// Move puts the visit on the desk further down the sheet, or up.
func (d *Day) Move(by int) {
	d.Sheet.Move(d.Current, by)
	d.putOrder()
	d.changed()
}

// Rename types a label. One that could tell who the patient is stays in the
// field, is not taken and is kept nowhere.
func (d *Day) Rename(label string) {
	d.view.label = label
	d.view.labelWrong = sheet.CheckLabel(strings.TrimSpace(label))
	if d.view.labelWrong == sheet.Fine && d.Sheet.Rename(d.Current, strings.TrimSpace(label)) == nil {
		d.keepCurrent()
	}
	d.changed()
}

// EndRename ends the typing of a label.
func (d *Day) EndRename() {
	if d.view.labelWrong == sheet.Fine || d.view.labelWrong == sheet.Empty {
		d.view.label, d.view.labelWrong = d.Sheet.Visit(d.Current).Label, sheet.Fine
		d.changed()
	}
}

// withhold takes texts out of a visit that no field can use and that look like
// words: they may be a name. The guard of the sheet has taken out the others.
func (d *Day) withhold(v *sheet.Visit) {
	d.withheld = d.store.Withheld()
	for _, p := range d.store.Reading.Problems {
		name := string(p.Field)
		if text := v.Texts[name]; text != "" && useless(p.Reason) && wordy(text) {
			delete(v.Texts, name)
			d.withheld = append(d.withheld, p.Field)
		}
	}
	slices.Sort(d.withheld)
}

// useless reports whether nothing can become of a text: while a name of a
// place or of a service is being typed, something still fits.
func useless(why form.Reason) bool {
	switch why {
	case form.PlaceUnknown, form.CodeUnknown, form.MinutesNotNumber, form.UnitsNotNumber, form.MoneyNotNumber:
		return true
	}
	return false
}

// wordy reports three letters in a row, or one that is not of English.
func wordy(text string) bool {
	run := 0
	for _, r := range text {
		switch {
		case !unicode.IsLetter(r):
			run = 0
		case r > unicode.MaxASCII:
			return true
		default:
			run++
		}
		if run >= 3 {
			return true
		}
	}
	return false
}
