package keep

import (
	"fmt"
	"strings"
	"testing"
)

const dayLong = 24 * 3600_000

// beside is a device with one visit and a value that does not read, found at
// the present moment.
func beside(t *testing.T, p Policy) (*fake, *Store) {
	t.Helper()
	local := newFake()
	s := keeping(local, newFake(), "aaaaaaaa")
	s.SetPolicy(p, at(0))
	s.Put(Visit, "v", "x", at(0))
	s.Flush(at(1))
	local.values["tally/v/w/a"] = "rubbish"
	s = tab(local, newFake(), "bbbbbbbb")
	s.Flush(at(1))
	return local, s
}

// What does not read says not how old it is, and goes all the same: by the
// days chosen, over reloads, and by the idle purge.
func TestWhatDoesNotReadIsPurged(t *testing.T) {
	local, s := beside(t, Policy{Keep: true, Days: 2})
	for _, test := range []struct{ after, left int }{{1, 1}, {2, 1}, {3, 0}} {
		s = New(Options{Local: local, Session: newFake(), Owner: fmt.Sprint("owner", test.after), Version: 1})
		s.Open(at(int64(test.after) * dayLong))
		s.Flush(at(int64(test.after) * dayLong))
		if _, here := local.values["tally/v/w/a"]; here != (test.left == 1) || s.Unread() != test.left {
			t.Errorf("after %d days: %v, %d do not read", test.after, local.values, s.Unread())
		}
	}
	if _, here := local.values["tally/m/unread/a"]; here {
		t.Error("the note of it stays")
	}
	local, s = beside(t, Policy{Keep: true, Shared: true})
	if s.PurgeVisits(at(2)); local.values["tally/v/w/a"] != "" || s.Unread() != 0 {
		t.Errorf("after an idle purge: %v", local.values)
	}
}

// A newer build's visits go with the rest; its own set-ups stay.
func TestANewerVersionsVisitsArePurged(t *testing.T) {
	for what, end := range map[string]func(*Store){
		"idle": func(s *Store) { s.PurgeVisits(at(4)) },
		"day":  func(s *Store) { s.Purge(at(dayLong)) },
	} {
		local := newFake()
		newer, _ := open3(local, newFake())
		newer.SetPolicy(Policy{Keep: true, Shared: true}, at(0))
		newer.Put(Visit, "v", "of version 3", at(0))
		newer.Put(Setup, "order", "theirs", at(0))
		newer.Flush(at(1))
		old := tab(local, newFake(), "aaaaaaaa")
		if !old.Policy().Shared || old.Unread() != 2 {
			t.Errorf("%s: %+v, %d", what, old.Policy(), old.Unread())
		}
		if end(old); strings.Contains(fmt.Sprint(local.values), "of version 3") || !strings.Contains(fmt.Sprint(local.values), "theirs") {
			t.Errorf("%s: %v", what, local.values)
		}
		old.Put(Visit, "w", "mine", at(5))
		old.Discard(at(5))
		if st, _ := old.Flush(at(6)); st != (Status{Where: Device}) || !strings.Contains(fmt.Sprint(local.values), "mine") {
			t.Errorf("%s, discarded: %+v, %v", what, st, local.values)
		}
	}
}

// A visit that the screen cannot read is put aside and comes back by no merge.
func TestARefusedVisitIsUnread(t *testing.T) {
	local := newFake()
	s := keeping(local, newFake(), "aaaaaaaa")
	s.Put(Visit, "v", "not a visit", at(0))
	s.Flush(at(1))
	s = tab(local, newFake(), "bbbbbbbb")
	s.Refuse("v", at(2))
	if s.Unread() != 1 || !strings.Contains(string(s.Backup()), "not a visit") {
		t.Errorf("%d do not read", s.Unread())
	}
	if m := s.MergeAll(at(3)); len(m.Changed) != 0 || len(s.Items(Visit)) != 0 {
		t.Errorf("%+v", m)
	}
	if s.Discard(at(4)); strings.Contains(fmt.Sprint(local.values), "not a visit") {
		t.Errorf("left: %v", local.values)
	}
}

func TestALostPolicyIsTheStrictest(t *testing.T) {
	local := newFake()
	s := keeping(local, newFake(), "aaaaaaaa")
	s.SetPolicy(Policy{Keep: true, Days: 7}, at(0))
	s.Put(Visit, "v", "x", at(0))
	s.Flush(at(1))
	for key := range local.values {
		if strings.HasPrefix(key, "tally/m/policy/") {
			local.values[key] = "rubbish"
		}
	}
	found := int64(2 * dayLong)
	s = New(Options{Local: local, Session: newFake(), Owner: "bbbbbbbb", Version: 1})
	r := s.Open(at(found))
	if want := (Policy{Keep: true, Shared: true, IdleMinutes: LeastIdle}); !r.PolicyLost || s.Policy() != want || data(s, "v") != "x" {
		t.Errorf("%+v, %+v, %q", r, s.Policy(), data(s, "v"))
	}
	s.Flush(at(found))
	s = New(Options{Local: local, Session: newFake(), Owner: "cccccccc", Version: 1})
	if r = s.Open(at(found + 1000)); r.PolicyLost || data(s, "v") != "x" {
		t.Errorf("opened again: %+v", r)
	}
	if s.Purge(at(found + dayLong)); data(s, "v") != "" {
		t.Error("it is there on the day after")
	}
	session := newFake()
	session.values["tally/m/policy/a"] = "rubbish"
	s = New(Options{Local: newFake(), Session: session, Owner: "dddddddd", Version: 1})
	if r = s.Open(at(0)); !r.PolicyLost || s.Policy().Keep || !s.Policy().Shared {
		t.Errorf("in the tab alone: %+v, %+v", r, s.Policy())
	}
}
