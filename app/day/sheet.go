package day

import (
	"strings"

	"therapytally/app/keep"
	"therapytally/app/sheet"
	"therapytally/app/undo"
	"therapytally/app/workspace"
	"therapytally/rules"
	"therapytally/rules/trace"
)

// Sum is what the list says of a visit: its units and what is allowed, as the
// engine has it now.
type Sum struct {
	Phase   workspace.Phase
	Units   int
	Allowed trace.Figure
	Held    trace.Figure // sequestration
	Lines   []billed     // in claim order
	Open    bool         // its time is not finished
	Payer   rules.PayerKind
	Logged  rules.Logged
	lack    lack
}

// billed is one line of a claim, without its amounts.
type billed struct {
	text   string
	status rules.Status
}

func sumOf(s *workspace.Store) Sum {
	if s.Phase != workspace.Ready {
		return Sum{Phase: s.Phase, Open: unfinished(s), Payer: s.Form.Payer.Kind, lack: lackOf(s)}
	}
	var lines []billed
	for _, l := range s.Answer.Lines {
		lines = append(lines, billed{sheet.ClaimLine{Code: l.Code.String(), Units: l.Units}.Text(), l.Status})
	}
	t := s.Answer.Totals
	return Sum{
		Phase: workspace.Ready, Units: s.Units(), Allowed: t.Allowed, Held: t.Sequestration, Lines: lines,
		Open: unfinished(s), Payer: s.Form.Payer.Kind, Logged: s.Answer.Logged(), lack: lackOf(s),
	}
}

// sum is the sum of a visit; ok is false while it has not been worked out.
func (d *Day) sum(id string) (s Sum, ok bool) {
	if id == d.Current {
		return sumOf(d.store), true
	}
	s, ok = d.sums[id]
	return s, ok
}

// workOut works out a few of the visits that are wanted and have no sum yet,
// and reports whether there are more.
func (d *Day) workOut(most int) (more bool) {
	for _, v := range d.wanted() {
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

// sumUp works out every visit that has no sum yet, shown or not.
func (d *Day) sumUp() {
	for _, v := range d.Sheet.Visits {
		if _, done := d.sum(v.ID); !done {
			d.sums[v.ID] = sumOf(d.aside(v))
		}
	}
}

// aside works a visit out beside the one on the desk.
func (d *Day) aside(v sheet.Visit) *workspace.Store {
	s := &workspace.Store{Find: d.store.Find}
	s.Show(v)
	if s.Form.Feed(s.Reading, d.instant()) {
		s.Recount()
	}
	return s
}

// Add puts an empty visit on the desk; the former one stays on the sheet.
func (d *Day) Add() bool {
	d.EndRename()
	d.Save()
	if d.Sheet.Full() {
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
	d.put(d.Current, d.Sheet.Visit(d.Current).Encode())
}

// Switch puts another visit on the desk.
func (d *Day) Switch(id string) {
	d.EndRename()
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
	d.EndRename()
	d.Save()
	id := d.keep.NewID()
	if d.Sheet.Duplicate(d.Current, id, d.nextLabel()) != nil {
		d.notify(noticeSheetFull, sheet.MostVisits)
		return false
	}
	d.adopt(d.Sheet.Visit(id))
	_ = d.Sheet.Visit(id).Set(sheet.DateField, d.device.Today()) // a date is never refused
	d.show(d.Sheet.Visit(id))
	d.keepCurrent()
	return true
}

// Remove takes the visit on the desk off the sheet; Undo brings it back.
func (d *Day) Remove() {
	d.EndRename()
	d.store.StopAll(d.instant()) // or Undo would bring back a timer that ran unseen
	d.Save()
	id := d.Current
	if d.stored[id] {
		d.noteRemoval(&undo.Step{Kind: undo.Visit, At: d.Sheet.Index(id), Of: d.Sheet.Visit(id).Clone()})
	}
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

// Move puts the visit on the desk further down the sheet, or up.
func (d *Day) Move(by int) {
	d.Sheet.Move(d.Current, by)
	d.putOrder()
	d.changed()
}

// Rename types a label. It is taken when its field is left, or when it has been
// at rest: half of what is being typed could tell who the patient is, though
// the whole is refused.
func (d *Day) Rename(label string) {
	d.view.label = label
	d.view.labelWrong = sheet.CheckLabel(strings.TrimSpace(label))
	d.view.labelAt = d.device.Now().Wall
	if d.view.labelWrong > sheet.Empty {
		d.unrest()
	}
	d.changed()
}

// labelRests is how long, in ms, a label stands before it is kept.
const labelRests = 1000

// RestRename keeps a label that has stood for a while, so that no crash loses
// it; its field stays as it is. It reports whether it has kept one.
func (d *Day) RestRename() bool {
	v, label := d.Sheet.Visit(d.Current), strings.TrimSpace(d.view.label)
	if v == nil || d.view.labelWrong != sheet.Fine || label == v.Label || d.device.Now().Wall-d.view.labelAt < labelRests {
		return false
	}
	if d.view.labelWas == "" {
		d.view.labelWas = v.Label
	}
	d.relabel(label)
	return true
}

// unrest takes a label back that has rested, when it turns out to be the
// beginning of one that is refused.
func (d *Day) unrest() {
	if was := d.view.labelWas; was != "" {
		d.view.labelWas = ""
		d.relabel(was)
	}
}

func (d *Day) relabel(label string) {
	if d.Sheet.Rename(d.Current, label) == nil {
		d.keepCurrent()
		d.changed()
	}
}

// EndRename ends the typing of a label. One that is refused stays in the field
// and is kept nowhere.
func (d *Day) EndRename() {
	v := d.Sheet.Visit(d.Current)
	if v == nil || d.view.label == v.Label {
		d.view.labelWas = ""
		return
	}
	switch d.view.labelWrong {
	case sheet.Fine:
		if label := strings.TrimSpace(d.view.label); label != v.Label {
			d.relabel(label)
		}
	case sheet.Empty:
		d.unrest()
	default:
		return
	}
	d.view.label, d.view.labelWrong, d.view.labelWas = v.Label, sheet.Fine, ""
	d.changed()
}

// Leave keeps everything at once: the page may be gone the next moment.
func (d *Day) Leave() {
	d.EndRename()
	d.Save()
	d.ask()
	d.Flush()
}
