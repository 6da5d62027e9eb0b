package day

import (
	"slices"
	"testing"

	"therapytally/app/timer"
)

// Nobody is with two patients at once: a start stops the same person's
// one-on-one service in the other visits, and its minutes are kept.
func TestAStartStopsTheOtherVisits(t *testing.T) {
	d := open(t, newTablet())
	at := func(minutes int64) timer.Instant {
		return timer.Instant{Wall: 1_785_758_400_000 + minutes*60_000, Mono: minutes * 60_000, Run: "a"}
	}
	first := d.Current
	d.store.Tap(1, at(0))
	d.Add()
	d.store.Form.Assistants = true
	d.store.Treats(1, timer.Assistant, at(5))
	d.store.Tap(1, at(5))
	if v := d.Sheet.Visit(first); v.Timer.Spans[0].To != 0 {
		t.Fatal("the assistant's start stopped the therapist's")
	}
	d.store.Treats(1, timer.Therapist, at(20))
	v := d.Sheet.Visit(first)
	if _, runs := v.Timer.OneOnOne(); runs || v.Texts["service-1-minutes"] != "20" || !slices.Equal(d.store.StoppedIn, []string{"1"}) {
		t.Errorf("the other visit: %+v, %v, said %v", v.Timer.Spans, v.Texts, d.store.StoppedIn)
	}
	if !d.store.Runs("97530") {
		t.Error("what was started does not run")
	}
}

// A visit that is removed stops its timer: Undo brings back no second patient.
func TestUndoBringsNoRunningTimer(t *testing.T) {
	device := newTablet()
	d := open(t, device)
	at := d.instant()
	d.store.Tap(1, at)
	d.Add()
	d.Switch(d.Sheet.Visits[0].ID)
	d.Remove()
	d.Undo()
	if len(d.Sheet.Visit(d.Current).Timer.Running()) != 0 {
		t.Error("it runs again")
	}
}

// A tablet that sleeps while another visit is on the desk: its time counts and
// asks, as on the desk.
func TestSleepOffTheDesk(t *testing.T) {
	d := open(t, newTablet())
	at := func(minutes int64, mono int64, hidden bool) timer.Instant {
		now := d.instant()
		return timer.Instant{Wall: now.Wall + minutes*60_000, Mono: mono * 60_000, Run: "a", Hidden: hidden, Offset: now.Offset}
	}
	first := d.Current
	d.store.Tap(1, at(0, 0, false))
	d.Add()
	if !d.Counting() {
		t.Fatal("nothing runs off the desk")
	}
	d.See(at(1, 1, true))
	if !d.See(at(11, 1, false)) {
		t.Error("nobody is asked")
	}
	v := d.Sheet.Visit(first)
	if s := v.Timer.Spans[0]; !s.Counts() || !slices.Equal(s.Flags, []timer.Flag{timer.Slept}) {
		t.Errorf("%+v", s)
	}
}
