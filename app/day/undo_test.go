package day

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"therapytally/app/draft"
	"therapytally/app/keep"
	"therapytally/app/undo"
)

// codes are the services on the desk, each with its minutes.
func (d *Day) codes() (out []string) {
	for i, r := range d.store.Form.Rows {
		out = append(out, d.store.Reading.Rows[i].Code.String()+" "+r.Minutes)
	}
	return out
}

// back undoes one step, which must work.
func (d *Day) back(t *testing.T) Undone {
	t.Helper()
	back, ok := d.Undo()
	d.Save()
	d.Flush()
	if !ok {
		t.Fatalf("nothing came back: %+v", back)
	}
	return back
}

func (d *Day) undoSays() string { return NewParts(d, nobody{}, d.words).undoText() }

// A removed service comes back in its place with all that was entered of it,
// after other actions too, and several steps back.
func TestARemovedServiceComesBack(t *testing.T) {
	d := open(t, newTablet())
	d.store.SetPayer(draft.PayerKind, "medicare", d.instant())
	d.service(0, "97530", "15")
	d.service(1, "97110", "20")
	d.service(2, "97140", "15")
	d.store.WithAssistant(true, d.instant())
	d.store.Type(draft.AssistantOf(2), "8")
	d.store.Type(draft.ChargeOf(2), "55")
	d.store.Change(func(s *draft.State) {
		s.Assert(d.store.Reading.Rows[1].Code, "59")
		s.PreferCode(d.store.Reading.Rows[0].Code)
		s.PreferCode(d.store.Reading.Rows[1].Code)
	})
	d.Save()
	was := d.snapshot().Encode()
	d.RemoveRow(2)
	if got := d.undoSays(); got != "Undo: removed 97110, 28 minutes" {
		t.Errorf("it says %q", got)
	}
	d.store.Type(draft.MinutesOf(1), "16")
	d.RemoveRow(3)
	d.store.Enter("")
	d.Save()
	if got := d.codes(); !slices.Equal(got, []string{"97530 16"}) || d.undoSays() != "Undo: removed 97140, 15 minutes" {
		t.Fatalf("left are %v, %q", got, d.undoSays())
	}
	d.back(t)
	back := d.back(t)
	if got := d.codes(); !slices.Equal(got, []string{"97530 16", "97110 20", "97140 15"}) || d.CanUndo() || back.Key != 2 {
		t.Errorf("back are %v, undo %v, %+v", got, d.CanUndo(), back)
	}
	d.store.Type(draft.MinutesOf(1), "15")
	d.Save()
	if got := d.snapshot().Encode(); got != was {
		t.Errorf("it is now\n%s\nwas\n%s", got, was)
	}
}

// A key is never given twice while a service that has it can come back.
func TestAServiceComesBackBesideANewOne(t *testing.T) {
	device := newTablet()
	d := open(t, device)
	d.service(0, "97530", "15")
	d.service(1, "97110", "20")
	d.RemoveRow(2)
	d.Save()
	d.Flush()
	d = open(t, device) // a reload gives the key again
	d.service(1, "97140", "8")
	back := d.back(t)
	if got := d.codes(); !slices.Equal(got, []string{"97530 15", "97110 20", "97140 8"}) || back.Key == 2 {
		t.Errorf("there are %v; it came back as %d", got, back.Key)
	}
	if open(t, device).codes()[1] != "97110 20" {
		t.Error("a reload loses it")
	}
}

// An empty row is nothing to bring back.
func TestAnEmptyRowIsNoStep(t *testing.T) {
	d := open(t, newTablet())
	d.service(0, "97530", "15")
	d.store.Change(func(s *draft.State) { s.Add() })
	d.RemoveRow(2)
	if d.CanUndo() {
		t.Errorf("it says %q", d.undoSays())
	}
}

// A deleted time comes back with its minutes; one that ran is stopped where it
// was deleted; one whose place is taken does not, and says so.
func TestADeletedTimeComesBack(t *testing.T) {
	device := newTablet()
	d := open(t, device)
	d.store.Tap(1, d.instant())
	device.sleep(20 * 60_000)
	d.store.Tap(1, d.instant())
	d.Save()
	d.DeleteSpans(1)
	if d.Save(); d.shown() != "" || d.undoSays() != "Undo: removed 97530 time, 20 minutes" {
		t.Errorf("deleted, it shows %q and says %q", d.shown(), d.undoSays())
	}
	d.Add()
	if got := d.undoSays(); got != "Undo: removed 97530 time, 20 minutes, visit 1" {
		t.Errorf("from another visit it says %q", got)
	}
	d.minutes("8")
	d.back(t)
	if d.shown() != "20" || d.labeled() != "1" || open(t, device).shown() != "20" {
		t.Errorf("back, visit %s shows %q", d.labeled(), d.shown())
	}
	d.store.Tap(1, d.instant())
	device.sleep(10 * 60_000)
	d.DeleteSpans(2)
	device.sleep(30 * 60_000)
	d.back(t)
	if span, _ := d.store.Form.Time.Span(2); span.Running() || d.shown() != "30" {
		t.Errorf("one that ran: %+v, %q", span, d.shown())
	}
	d.DeleteSpans(1)
	d.store.NewSpan(1)
	d.store.Editor.From, d.store.Editor.To = "12:05", "12:15" // in the deleted time
	d.store.SaveSpan(d.instant())
	if back, ok := d.Undo(); ok || back.Failed == 0 || len(d.store.Form.Time.Spans) != 2 || !d.CanUndo() {
		t.Errorf("its place is taken: %v, %+v, %d times", ok, back, len(d.store.Form.Time.Spans))
	}
	d.store.DeleteSpan(3, d.instant())
	d.back(t)
	if d.shown() != "30" {
		t.Errorf("with its place free it shows %q", d.shown())
	}
}

// The times of a code without a service go at once and come back at once.
func TestTimesDeletedTogetherComeBackTogether(t *testing.T) {
	device := newTablet()
	d := open(t, device)
	for range 2 {
		d.store.Tap(1, d.instant())
		device.sleep(10 * 60_000)
		d.store.Tap(1, d.instant())
	}
	d.DeleteSpans(1, 2)
	if got := d.undoSays(); got != "Undo: removed 97530 time, 20 minutes" || d.shown() != "" {
		t.Errorf("it says %q and shows %q", got, d.shown())
	}
	if d.back(t); d.shown() != "20" || d.CanUndo() {
		t.Errorf("back it shows %q", d.shown())
	}
}

// One list for the day: whatever was removed comes back in the reverse order,
// across visits and a reload.
func TestOneListForTheDay(t *testing.T) {
	device := newTablet()
	d := open(t, device)
	d.service(0, "97530", "15")
	d.service(1, "97110", "20")
	d.Add()
	d.service(0, "97140", "8")
	d.Add()
	d.service(0, "97116", "9")
	d.Switch(d.Sheet.Visits[0].ID)
	d.RemoveRow(2)
	d.Switch(d.Sheet.Visits[1].ID)
	d.Remove()
	d.Switch(d.Sheet.Visits[0].ID)
	d.Remove()
	d.Save()
	d.Flush()
	if got := d.undoSays(); got != "Undo: removed visit 1" || len(d.Sheet.Visits) != 1 {
		t.Errorf("it says %q", got)
	}
	d = open(t, device)
	d.minutes("10")
	for _, want := range []string{"Undo: removed visit 2", "Undo: removed 97110, 20 minutes, visit 1", ""} {
		if d.back(t); d.undoSays() != want {
			t.Errorf("it says %q, want %q", d.undoSays(), want)
		}
	}
	var labels []string
	for _, v := range d.Sheet.Visits {
		labels = append(labels, v.Label)
	}
	if got := fmt.Sprint(labels, d.codes(), " of ", d.labeled()); got != "[1 2 3] [97530 15 97110 20] of 1" {
		t.Errorf("back is %s", got)
	}
	if d = open(t, device); d.CanUndo() {
		t.Error("a reload offers again what is back")
	}
}

// The only visit leaves an empty one behind, which goes when it comes back; one
// into which something was entered stays, with a label of its own.
func TestUndoOfTheOnlyVisit(t *testing.T) {
	d := open(t, newTablet())
	d.minutes("38")
	d.Remove()
	if d.back(t); len(d.Sheet.Visits) != 1 || d.shown() != "38" || d.labeled() != "1" {
		t.Errorf("%d visits, the desk shows %q of visit %q", len(d.Sheet.Visits), d.shown(), d.labeled())
	}
	d.Remove()
	d.minutes("8")
	if d.back(t); len(d.Sheet.Visits) != 2 || d.Sheet.Visits[0].Label == d.Sheet.Visits[1].Label {
		t.Errorf("%+v", d.Sheet.Visits)
	}
}

// What can be undone is what was typed: it goes with it, at the end of the day,
// with "Clear everything", and from a shared tablet.
func TestWhatCanBeUndoneGoes(t *testing.T) {
	remove := func(device *tablet) *Day {
		d := open(t, device)
		d.SetPolicy(keep.Policy{Keep: true, Shared: true, IdleMinutes: 2, Days: 2})
		d.minutes("8")
		d.Add()
		d.minutes("38")
		d.Remove()
		d.Save()
		d.Flush()
		if !d.CanUndo() || !device.session.holds(`"38"`) || device.local.holds(`"38"`) {
			t.Fatalf("undo %v, in the tab %v, on the device %v", d.CanUndo(), device.session.values, device.local.values)
		}
		return d
	}
	for name, goes := range map[string]func(*tablet, *Day) *Day{
		"cleared": func(_ *tablet, d *Day) *Day { d.Clear(); return d },
		"nobody is there": func(device *tablet, d *Day) *Day {
			device.sleep(3 * 60_000)
			d.Tick()
			return d
		},
		"nobody was there when it was opened again": func(device *tablet, _ *Day) *Day {
			device.sleep(3 * 60_000)
			return open(t, device)
		},
		"nobody was there, and nothing else was kept": func(device *tablet, d *Day) *Day {
			d.Remove()
			d.Flush()
			device.sleep(3 * 60_000)
			return open(t, device)
		},
		"the day is over": func(device *tablet, d *Day) *Day {
			device.day = "2026-08-04"
			d.Tick()
			return d
		},
		"the day was over when it was opened again": func(device *tablet, _ *Day) *Day {
			device.day = "2026-08-04"
			return open(t, device)
		},
	} {
		device := newTablet()
		if d := goes(device, remove(device)); d.CanUndo() || device.session.holds(`"38"`) || device.session.holds("97530") && name == "cleared" {
			t.Errorf("%s: undo %v, left %v", name, d.CanUndo(), device.session.values)
		}
	}
}

// What no field takes is not kept for undo either.
func TestUndoKeepsNoName(t *testing.T) {
	device := newTablet()
	d := open(t, device)
	d.service(0, "97530", "15")
	d.service(1, "97110", "Maria")
	d.RemoveRow(2)
	d.Save()
	d.Flush()
	if device.session.holds("Maria") || !device.session.holds("97110") {
		t.Errorf("kept: %v", device.session.values)
	}
	if d.back(t); d.codes()[1] != "97110 Maria" {
		t.Errorf("back on the screen is %v", d.codes())
	}
}

// A kept list that somebody has changed is read as far as it can be.
func TestAStrangeListIsNoStep(t *testing.T) {
	d := open(t, newTablet())
	d.minutes("38")
	d.Remove()
	good := d.removed.Encode(d.clean)
	for _, text := range []string{"", "null", "{}", "[1]", "[{}]", strings.Replace(good, `"visit"`, `"time"`, 1), strings.Replace(good, `"visit"`, `"names"`, 1), strings.Replace(good, `"label":"1"`, `"label":"Maria"`, 1), strings.Replace(good, `"at":0`, `"at":-1`, 1), good[:len(good)-2]} {
		if l := undo.Decode(text); len(l.Steps()) != 0 {
			t.Errorf("%s is read as %+v", text, l.Steps())
		}
	}
	if l := undo.Decode(good); len(l.Steps()) != 1 {
		t.Errorf("%s is not read", good)
	}
}

// A visit that another tab has removed takes along what was removed from it.
func TestARemovedServiceOfAVisitThatIsGone(t *testing.T) {
	one := newTablet()
	a := open(t, one)
	a.SetPolicy(keep.Policy{Keep: true})
	a.service(0, "97530", "15")
	a.service(1, "97110", "20")
	a.Flush()
	two := second(one)
	b := open(t, two)
	a.RemoveRow(2)
	a.Save()
	a.Flush()
	b.MergeAll()
	b.Remove()
	b.Flush()
	a.MergeAll()
	if a.CanUndo() || a.undoSays() != "" {
		t.Errorf("it says %q", a.undoSays())
	}
	if _, ok := a.Undo(); ok {
		t.Error("something came back")
	}
}

// A list that is full drops its first removal for each new one, and still tells
// the page of the new one.
func TestAFullListTellsOfARemoval(t *testing.T) {
	d := open(t, newTablet())
	p := NewParts(d, nobody{}, d.words)
	d.service(0, "97530", "15")
	for range 300 {
		d.service(1, "97110", "15")
		before := d.removed.Newest()
		if !p.removes(func() { d.RemoveRow(d.store.Form.Rows[1].Key) }) || d.removed.Newest() == before {
			t.Fatalf("removal after %d is not told", len(d.removed.Steps()))
		}
	}
	if p.removes(func() {}) {
		t.Error("nothing was removed, and it is told")
	}
}
