package keep

import (
	"fmt"
	"strings"
	"testing"
)

const year = 365 * msDay

func opened(local, session *fake, owner string, now Now) *Store {
	s := New(Options{Local: local, Session: session, Owner: owner, Version: 1})
	s.Open(now)
	s.Flush(now)
	return s
}

// A flat battery sets the clock a year back until the network puts it right:
// nothing that was kept is lost, in whichever tab or place.
func TestAClockAYearBehindDeletesNothing(t *testing.T) {
	local := newFake()
	s := keeping(local, newFake(), "aaaaaaaa")
	s.SetPolicy(Policy{Keep: true, Days: 7}, at(0))
	s.Put(Visit, "v1", "text", at(0))
	s.Flush(at(0))
	opened(local, newFake(), "bbbbbbbb", at(-year))
	if right := opened(local, newFake(), "cccccccc", at(2*msDay)); data(right, "v1") == "" {
		t.Error("opened with the clock a year behind, it is deleted when the clock is right")
	}
	if right := opened(local, newFake(), "dddddddd", at(8*msDay)); data(right, "v1") != "" || strings.Contains(fmt.Sprint(local.values), "text") {
		t.Error("its time never ends")
	}
	for what, policy := range map[string]Policy{"kept": {Keep: true}, "not kept": {}} {
		open := tab(newFake(), newFake(), "aaaaaaaa")
		open.SetPolicy(policy, at(0))
		open.Put(Visit, "v1", "text", at(0))
		open.Purge(at(-30 * msDay))
		if gone := open.Purge(at(1000)); len(gone) != 0 {
			t.Errorf("%s: 30 days back and right again under an open page, %v is deleted", what, gone)
		}
		if gone := open.Purge(at(msDay)); len(gone) != 1 {
			t.Errorf("%s: its time never ends", what)
		}
	}
}

// both is a reading of the wall clock and of the monotonic one.
func both(wall, mono int64) Now { return Now{Wall: noon + wall, Offset: -240, Mono: 1_000_000 + mono} }

// A clock that runs a month ahead for a tick deletes nothing; what a second look
// calls over, a minute of the monotonic clock later, is deleted.
func TestAClockAheadForATickDeletesNothing(t *testing.T) {
	const month = 30 * msDay
	local := newFake()
	s := New(Options{Local: local, Session: newFake(), Owner: "aaaaaaaa", Version: 1, Default: Usual})
	s.Open(both(0, 0))
	s.Put(Visit, "v1", "text", both(0, 0))
	s.Flush(both(0, 0))
	for n := int64(1); n <= 3; n++ { // again and again for a moment
		if gone := s.Purge(both(month+n*10_000, n*10_000)); len(gone) != 0 || s.Ending() != 1 {
			t.Fatalf("a month ahead: %v gone, %d said to end", gone, s.Ending())
		}
		if s.Purge(both(n*10_000+5000, n*10_000+5000)); s.Ending() != 0 {
			t.Fatal("right again, it is still said to end")
		}
	}
	s.Purge(both(month+40_000, 40_000))
	if gone := s.Purge(both(2*month+45_000, 45_000)); len(gone) != 0 {
		t.Error("the clock moves on between the looks, and it is deleted")
	}
	if gone := s.Purge(both(2*month+104_000, 104_000)); len(gone) != 0 {
		t.Error("deleted before a minute has passed")
	}
	if gone := s.Purge(both(2*month+106_000, 106_000)); len(gone) != 1 || strings.Contains(fmt.Sprint(local.values), "text") {
		t.Errorf("a minute of both clocks later, %v is gone", gone)
	}
}

// The minute before a deletion is time to keep the visits.
func TestWhatEndsCanBeKept(t *testing.T) {
	s := New(Options{Local: newFake(), Session: newFake(), Owner: "aaaaaaaa", Version: 1, Default: Usual})
	s.Open(both(0, 0)) // a Monday
	s.Put(Visit, "v1", "text", both(0, 0))
	s.Purge(both(2*msDay, 2*msDay))
	s.Extend(both(2*msDay+1000, 2*msDay+1000))
	if gone := s.Purge(both(2*msDay+70_000, 2*msDay+70_000)); len(gone) != 0 || s.Ending() != 0 {
		t.Errorf("kept, and %v is gone", gone)
	}
	if got, want := s.LastDay("v1", both(2*msDay, 0)), at(3*msDay).day(); got != want {
		t.Errorf("it lasts until day %d, want Thursday, %d", got, want)
	}
}

// A page that opens with a clock ahead shows nothing whose time would be over,
// and deletes it only at a second look; when the clock is right it is back.
func TestOpenedWithTheClockAhead(t *testing.T) {
	for _, right := range []bool{true, false} {
		local := newFake()
		s := keeping(local, newFake(), "aaaaaaaa")
		s.Put(Visit, "v1", "text", at(0))
		s.Flush(at(0))
		s = New(Options{Local: local, Session: newFake(), Owner: "bbbbbbbb", Version: 1})
		r := s.Open(both(30*msDay, 0))
		if s.MergeAll(both(30*msDay+1, 1)); len(s.Items(Visit)) != 0 || len(r.Purged) != 0 || !strings.Contains(fmt.Sprint(local.values), "text") {
			t.Fatalf("opened: %v shown, %v purged", s.Items(Visit), r.Purged)
		}
		if right {
			s.Purge(both(5000, 5000))
			if m := s.News(); len(m.Changed) != 1 || data(s, "v1") != "text" {
				t.Errorf("the clock is right: %+v, %v", m, s.Items(Visit))
			}
			continue
		}
		if gone := s.Purge(both(30*msDay+5000, 5000)); len(gone) != 0 {
			t.Error("deleted at once")
		}
		if gone := s.Purge(both(30*msDay+11_000, 11_000)); len(gone) != 1 || strings.Contains(fmt.Sprint(local.values), "text") {
			t.Errorf("ten seconds later %v is gone", gone)
		}
	}
}

// A shared tablet whose clock jumps shows nothing, since it may have slept; if
// the clock comes back its visits do, and else they are deleted.
func TestASharedTabletWhoseClockJumps(t *testing.T) {
	for _, right := range []bool{true, false} {
		local, session := newFake(), newFake()
		s := New(Options{Local: local, Session: session, Owner: "aaaaaaaa", Version: 1})
		s.Open(both(0, 0))
		s.SetPolicy(Policy{Shared: true, IdleMinutes: 2}, both(0, 0))
		s.Put(Visit, "v1", "text", both(0, 0))
		s.Flush(both(1000, 1000))
		s.Purge(both(2000, 2000))
		if s.PurgeVisits(both(600_000, 3000)); len(s.Items(Visit)) != 0 || !strings.Contains(fmt.Sprint(session.values), "text") {
			t.Fatal("it is shown, or deleted at once")
		}
		if right {
			if s.Purge(both(4000, 4000)); data(s, "v1") != "text" {
				t.Error("the clock is right and it is not back")
			}
			continue
		}
		s.Purge(both(610_000, 13_000))
		if s.Purge(both(620_000, 23_000)); strings.Contains(fmt.Sprint(session.values), "text") {
			t.Error("it is never deleted")
		}
		s.Flush(both(620_000, 23_000))
		if !strings.Contains(fmt.Sprint(local.values), fmt.Sprint("\n", at(600_000).Wall)) {
			t.Errorf("the other tabs are not told: %v", local.values)
		}
	}
}
