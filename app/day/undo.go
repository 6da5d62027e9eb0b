package day

import (
	"maps"
	"slices"
	"strings"

	"therapytally/app/draft"
	"therapytally/app/keep"
	"therapytally/app/sheet"
	"therapytally/app/timer"
	"therapytally/app/undo"
)

// undoKey holds what was removed in the tab. It is not one of the items: each
// tab undoes what was done in it, and a reload leaves it as it was.
const undoKey = "tally-undo"

// Undone is what an undo has brought back, for the screen.
type Undone struct {
	*undo.Step
	Key    int       // of the service, or 0
	Failed timer.Why // why it could not come back
}

// undoable is the removal that Undo takes back.
func (d *Day) undoable() *undo.Step { return d.removed.Last(d.device.Today(), d.Sheet) }

// CanUndo reports whether something that was removed can come back.
func (d *Day) CanUndo() bool {
	return d.undoable() != nil
}

// noteRemoval adds a removal to the list.
func (d *Day) noteRemoval(s *undo.Step) {
	s.Day, s.Of.ID, s.Of.Label = d.device.Today(), d.Current, d.labeled()
	d.removed.Add(s)
	d.keepUndo()
	d.changed()
}

// RemoveRow takes a service off the visit on the desk, and returns the field to
// go to.
func (d *Day) RemoveRow(key int) draft.Field {
	rows, before := d.store.Form.Keep()
	step := &undo.Step{Kind: undo.Row, At: slices.Index(rows, key), Of: sheet.Visit{Rows: []int{key}}}
	if step.At >= 0 {
		read := d.store.Reading.Rows[step.At]
		step.Minutes = read.Minutes + read.Assistant
		if !read.Code.IsZero() {
			step.Code = read.Code.String()
		}
	}
	next := d.store.RemoveRow(key)
	_, after := d.store.Form.Keep()
	step.Of.Texts = draft.Gone(key, before, after)
	if step.At >= 0 && !draft.IsBlank(key, step.Of.Texts) {
		d.noteRemoval(step)
	}
	return next
}

// DeleteSpans deletes times of one code from the visit on the desk. One that
// runs comes back stopped.
func (d *Day) DeleteSpans(ids ...int) {
	step, gone := &undo.Step{Kind: undo.Time}, timer.Log{}
	for _, id := range ids {
		span, here := d.store.Form.Time.Span(id)
		d.store.DeleteSpan(id, d.instant())
		if _, left := d.store.Form.Time.Span(id); !here || left {
			continue
		}
		span = span.Ended(d.instant())
		gone.Spans, gone.Next = append(gone.Spans, span), max(gone.Next, span.ID)
		step.Code = span.Code
		step.Minutes += int((span.To - span.From) / 60_000)
	}
	if step.Of.Timer = gone; len(gone.Spans) > 0 {
		d.noteRemoval(step)
	}
}

// Undo takes the last removal back.
func (d *Day) Undo() (back Undone, ok bool) {
	d.EndRename()
	d.Save()
	step := d.removed.Take(d.device.Today(), d.Sheet)
	if step == nil {
		return back, false
	}
	back, ok = Undone{Step: step}, true
	switch step.Kind {
	case undo.Visit:
		ok = d.putBackVisit(step)
	case undo.Row:
		d.Switch(step.Of.ID)
		back.Key = d.store.PutBackRow(step.Of.Rows[0], step.At, step.Of.Texts, d.instant())
	case undo.Time:
		d.Switch(step.Of.ID)
		back.Failed = d.store.PutBackSpans(step.Of.Timer.Spans, d.instant())
		ok = back.Failed == 0
	}
	if !ok {
		d.removed.Shelve(step)
	}
	d.keepUndo()
	d.changed()
	return back, ok
}

// putBackVisit puts a visit back in its place. The empty one that took it goes,
// unless something was entered into it.
func (d *Day) putBackVisit(s *undo.Step) bool {
	d.dropBlank()
	if d.Sheet.PutBack(s.Of.Clone(), s.At) != nil {
		d.notify(noticeSheetFull, sheet.MostVisits)
		return false
	}
	d.show(d.Sheet.Visit(s.Of.ID))
	d.keepCurrent()
	return true
}

// keepUndo writes the list where a reload finds it, in the tab alone. Without
// it only a reload would miss it.
func (d *Day) keepUndo() {
	_, session := d.device.Storages()
	if session == nil {
		return
	}
	text := d.removed.Encode(d.clean)
	if text == "" {
		if session.Del(undoKey) != nil {
			d.seen.Trouble = keep.NotCleared
		}
		return
	}
	if session.Set(undoKey, text) != nil {
		_ = session.Del(undoKey) // what is older would bring back what is there
	}
}

// clean is a part of a visit without what is kept nowhere.
func (d *Day) clean(v sheet.Visit) sheet.Visit {
	v = v.Clone()
	maps.DeleteFunc(v.Texts, func(name, text string) bool { return (&sheet.Visit{}).Set(name, text) != nil })
	d.strip(&v)
	return v
}

// openUndo reads the list after a reload. It is gone where visits were purged
// meanwhile, or where nobody has touched a shared tablet for its time.
func (d *Day) openUndo(purged bool) {
	d.removed = undo.List{}
	_, session := d.device.Storages()
	if session == nil {
		return
	}
	text, here, err := session.Get(undoKey)
	if !here || err != nil {
		return
	}
	p, now := d.keep.Policy(), d.device.Now().Wall
	if idle := now - d.keep.LastTouch(); !purged && (!p.Shared || idle <= int64(p.IdleMinutes)*60_000) {
		d.removed = undo.Decode(text)
	}
	d.removed.Forget(d.device.Today())
	d.keepUndo()
}

// endUndo drops what was removed on another day.
func (d *Day) endUndo() {
	if d.removed.Forget(d.device.Today()) {
		d.keepUndo()
		d.changed()
	}
}

// forgetUndo drops the list, such as when everything is cleared.
func (d *Day) forgetUndo() {
	d.removed = undo.List{}
	d.keepUndo()
}

// undoText says what an undo would bring back, or "".
func (p *Parts) undoText() string {
	s := p.undoable()
	if s == nil {
		return ""
	}
	return p.words.Day.Undo(p.removedText(s))
}

// removedText is what was removed.
func (p *Parts) removedText(s *undo.Step) string {
	w := p.words.Day
	if s.Kind == undo.Visit {
		return strings.ToLower(w.Visit("")[:1]) + w.Visit(s.Of.Label)[1:]
	}
	of := ""
	if s.Of.ID != p.Current {
		of = s.Of.Label
	}
	if s.Kind == undo.Row {
		return w.RemovedRow(s.Code, s.Minutes, of)
	}
	return w.RemovedTime(s.Code, s.Minutes, of)
}
