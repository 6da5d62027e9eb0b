package keep

import (
	"fmt"
	"strings"
	"testing"
	"time"
	_ "time/tzdata"
)

// in is a reading of a clock on a wall of New York or elsewhere.
func in(t *testing.T, zone, text string) Now {
	t.Helper()
	where, err := time.LoadLocation(zone)
	if err != nil {
		t.Fatal(err)
	}
	when, err := time.ParseInLocation("Mon 2006-01-02 15:04", text, where)
	if err != nil || when.Format("Mon") != text[:3] {
		t.Fatal(text, err)
	}
	_, offset := when.Zone()
	return Now{Wall: when.UnixMilli(), Offset: offset / 60}
}

func usual(local, session *fake, owner string, now Now) *Store {
	s := New(Options{Local: local, Session: session, Owner: owner, Version: 1, Default: Usual})
	s.Open(now)
	return s
}

// Unless somebody chooses otherwise, a visit is there until the end of the next
// working day by the device's calendar: over a closed tab, a killed browser, a
// change of the clocks and a journey.
func TestKeptUntilTheEndOfTheNextWorkingDay(t *testing.T) {
	const home, west, east = "America/New_York", "America/Los_Angeles", "Europe/London"
	for _, c := range []struct{ born, zone, there, over string }{
		{"Mon 2026-11-30 09:00", home, "Tue 2026-12-01 23:59", "Wed 2026-12-02 00:00"},
		{"Mon 2026-11-30 23:59", home, "Tue 2026-12-01 23:59", "Wed 2026-12-02 00:00"},
		{"Thu 2026-12-03 00:00", home, "Fri 2026-12-04 23:59", "Sat 2026-12-05 00:00"},
		{"Fri 2026-12-04 17:00", home, "Mon 2026-12-07 23:59", "Tue 2026-12-08 00:00"},
		{"Sat 2026-12-05 10:00", home, "Mon 2026-12-07 23:59", "Tue 2026-12-08 00:00"},
		{"Sun 2026-12-06 10:00", home, "Mon 2026-12-07 23:59", "Tue 2026-12-08 00:00"},
		{"Thu 2026-12-31 10:00", home, "Fri 2027-01-01 23:59", "Sat 2027-01-02 00:00"},
		{"Fri 2026-10-30 23:30", home, "Mon 2026-11-02 23:59", "Tue 2026-11-03 00:00"}, // clocks go back on Sunday
		{"Fri 2026-03-06 23:30", home, "Mon 2026-03-09 23:59", "Tue 2026-03-10 00:00"}, // and forward
		{"Sun 2026-03-08 00:30", home, "Mon 2026-03-09 23:59", "Tue 2026-03-10 00:00"},
		{"Tue 2026-12-01 00:30", west, "Wed 2026-12-02 23:59", "Thu 2026-12-03 00:00"}, // flown west: Monday 21:30 there
		{"Mon 2026-11-30 23:30", east, "Tue 2026-12-01 23:59", "Wed 2026-12-02 00:00"}, // flown east: Tuesday 04:30 there
	} {
		local, session := newFake(), newFake()
		s := usual(local, session, "aaaaaaaa", in(t, home, c.born))
		if len(local.values)+len(session.values) > 0 {
			t.Fatalf("untouched, the page keeps %v", local.values)
		}
		s.Put(Visit, "v", "text", in(t, home, c.born))
		s.Flush(in(t, home, c.born))
		if strings.Contains(fmt.Sprint(session.values), "text") {
			t.Error("it is in the tab")
		}
		there, over := in(t, c.zone, c.there), in(t, c.zone, c.over)
		if gone := s.Purge(there); len(gone) > 0 || data(usual(local, newFake(), "bbbbbbbb", there), "v") != "text" {
			t.Errorf("of %s it is gone on %s in %s", c.born, c.there, c.zone)
		}
		if s.LastDay("v", there) != there.day() {
			t.Errorf("of %s the last day is %d, want %d", c.born, s.LastDay("v", there), there.day())
		}
		if gone := usual(local, newFake(), "cccccccc", over).Items(Visit); len(gone) != 0 || strings.Contains(fmt.Sprint(local.values), "text") {
			t.Errorf("of %s it is there on %s in %s", c.born, c.over, c.zone)
		}
		if gone := s.Purge(over); len(gone) != 1 {
			t.Errorf("of %s it is in the open tab on %s", c.born, c.over)
		}
	}
}

// Who chose to keep nothing, or to share the tablet, keeps that choice in every
// tab and after everything is cleared; what an earlier build has written keeps
// its meaning.
func TestAChoiceToKeepLessStays(t *testing.T) {
	for what, chosen := range map[string]Policy{"nothing": {IdleMinutes: 10}, "shared": {Shared: true, IdleMinutes: 5}, "kept and shared": {Keep: true, Shared: true, IdleMinutes: 2}} {
		local, session := newFake(), newFake()
		s := usual(local, session, "aaaaaaaa", at(0))
		s.Put(Visit, "v", "text", at(0))
		s.Flush(at(1))
		s.SetPolicy(chosen, at(2))
		if kept := strings.Contains(fmt.Sprint(local.values), "text"); kept != chosen.Keep {
			t.Errorf("%s: kept on the device %v", what, kept)
		}
		if again := usual(local, newFake(), "bbbbbbbb", at(3)); again.Policy() != chosen {
			t.Errorf("%s: a new tab has %+v", what, again.Policy())
		}
		s.Clear()
		s.Flush(at(4))
		if strings.Contains(fmt.Sprint(local.values, session.values), "text") {
			t.Errorf("%s, cleared: %v", what, local.values)
		}
		if again := usual(local, newFake(), "cccccccc", at(5)); again.Policy() != chosen || s.Policy() != chosen {
			t.Errorf("%s, cleared: a new tab has %+v", what, again.Policy())
		}
	}
	local := newFake()
	s := usual(local, newFake(), "aaaaaaaa", at(0))
	s.Put(Visit, "v", "text", at(0))
	s.Flush(at(1))
	if s.Clear(); len(local.values) > 0 || s.Policy() != Usual.within() {
		t.Errorf("cleared: %v, %+v", local.values, s.Policy())
	}
}

// The texts of builds in the field: what they kept opens, and what they chose
// holds.
func TestWhatEarlierBuildsChose(t *testing.T) {
	local := newFake()
	local.values = map[string]string{"tally/m/policy/a": fixturePolicy, "tally/v/v2/a": fixtureOne, "tally/v/v2/b": fixtureTwo}
	s := usual(local, newFake(), "bbbbbbbb", at(5000))
	if p := s.Policy(); !p.Keep || p.Workday || p.Days != 0 || data(s, "v2") == "" {
		t.Errorf("kept until the end of the day: %+v", p)
	}
	if gone := s.Purge(at(msDay)); len(gone) != 1 {
		t.Error("it outlives the day")
	}
	session := newFake()
	old := tab(newFake(), session, "aaaaaaaa") // it kept nothing, and nobody had chosen
	old.SetPolicy(Policy{Keep: true}, at(0))
	old.SetPolicy(Policy{}, at(1))
	old.Put(Visit, "v", "text", at(2))
	old.Flush(at(3))
	local = newFake()
	if s = usual(local, session, "cccccccc", at(4)); s.Policy().Keep || data(s, "v") != "text" || len(local.values) > 0 {
		t.Errorf("turned off in its tab: %+v, %v", s.Policy(), local.values)
	}
	newer := usual(newFake(), newFake(), "dddddddd", at(0)).Policy()
	if newer.Days != 3 {
		t.Errorf("a build that knows no working days keeps Friday's visits for %d days", newer.Days)
	}
}

// What the browser has thrown away is not put back: this tab keeps nothing on
// the device, the next one keeps as usual.
func TestEvictedUnderTheUsualChoice(t *testing.T) {
	local, session := newFake(), newFake()
	s := usual(local, session, "aaaaaaaa", at(0))
	s.Put(Visit, "v", "text", at(0))
	s.Flush(at(1))
	clear(local.values)
	s.Put(Visit, "v", "text 2", at(2))
	if st, _ := s.Flush(at(3)); st != (Status{Tab, Evicted}) || len(local.values) > 0 {
		t.Errorf("%+v, %v", st, local.values)
	}
	if again := usual(local, session, "bbbbbbbb", at(4)); again.Policy().Keep || data(again, "v") != "text 2" || len(local.values) > 0 {
		t.Errorf("reloaded: %+v, %v", again.Policy(), local.values)
	}
	if !usual(local, newFake(), "cccccccc", at(5)).Policy().Keep {
		t.Error("a new tab keeps nothing")
	}
}
