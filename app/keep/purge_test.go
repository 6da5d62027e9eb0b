package keep

import (
	"fmt"
	"strings"
	"testing"
)

// sharedTabs are two tabs on one shared tablet, each with a visit of its own.
func sharedTabs(keepOn bool) (w *world) {
	w = &world{local: newFake(), typed: map[string]bool{}}
	for i, owner := range []string{"aaaaaaaa", "bbbbbbbb"} {
		w.own[i] = newFake()
		w.tabs[i] = tab(w.local, w.own[i], owner)
	}
	for i := range w.tabs {
		w.put(i, fmt.Sprint("v", i))
		w.flush(i)
	}
	w.now = 1000
	w.act(0, func(s *Store) { s.SetPolicy(Policy{Keep: keepOn, Shared: true, IdleMinutes: 2}, at(w.now)) })
	w.deliver(1)
	w.flush(1)
	return w
}

// act lets one tab do something and gives the other its events.
func (w *world) act(i int, do func(*Store)) {
	before := map[string]string{}
	for k, v := range w.local.values {
		before[k] = v
	}
	do(w.tabs[i])
	for k, v := range w.local.values {
		if before[k] != v {
			w.events[1-i] = append(w.events[1-i], Event{k, v})
		}
	}
}

func (w *world) left(text string) bool {
	return strings.Contains(fmt.Sprint(w.local.values, w.own[0].values, w.own[1].values), text)
}

// What one tab purges is gone in the other, whether it hears of it, has missed
// it, is about to write or is loaded anew; what is typed after it stays.
func TestAPurgeReachesTheOtherTab(t *testing.T) {
	for _, keepOn := range []bool{true, false} {
		for what, learn := range map[string]func(w *world){
			"by the event":   func(w *world) { w.deliver(1) },
			"coming back":    func(w *world) { w.tabs[1].MergeAll(at(w.now)) },
			"by its writing": func(w *world) { w.flush(1) },
			"by a reload": func(w *world) {
				w.tabs[1] = New(Options{Local: w.local, Session: w.own[1], Owner: "cccccccc", Version: 1})
				if r := w.tabs[1].Open(at(w.now)); len(r.Purged) == 0 || len(w.tabs[1].Items(Visit)) != 0 {
					t.Errorf("keep %v, opened: %+v", keepOn, r)
				}
			},
		} {
			w := sharedTabs(keepOn)
			if !w.tabs[1].Policy().Shared || w.tabs[1].Policy().Keep != keepOn {
				t.Fatalf("keep %v: the other tab has %+v", keepOn, w.tabs[1].Policy())
			}
			w.tabs[1].Put(Visit, "v9", "half typed", at(w.now))
			w.now = 300_000
			w.act(0, func(s *Store) { s.PurgeVisits(at(w.now)); s.Flush(at(w.now)) })
			w.now += 500
			w.act(0, func(s *Store) { s.Touch(at(w.now)); s.Flush(at(w.now)) }) // somebody is back
			learn(w)
			w.flush(1)
			if n := len(w.tabs[1].Items(Visit)); n != 0 || w.left("text") || w.left("half") {
				t.Errorf("keep %v, %s: %d visits; %v %v", keepOn, what, n, w.local.values, w.own)
			}
			w.put(1, "v5")
			w.flush(1)
			w.tabs[1].MergeAll(at(w.now))
			if again := New(Options{Local: w.local, Session: w.own[1], Owner: "dddddddd", Version: 1}); len(again.Open(at(w.now)).Purged)+len(again.Items(Visit)) != 1 {
				t.Errorf("keep %v, %s: what came after is lost", keepOn, what)
			}
		}
	}
}

func TestASharedTabletIsOneWhateverItKeeps(t *testing.T) {
	w := sharedTabs(false)
	if w.left("text") && strings.Contains(fmt.Sprint(w.local.values), "text") {
		t.Errorf("the device keeps %v", w.local.values)
	}
	third := tab(w.local, newFake(), "cccccccc")
	if !third.Policy().Shared || third.Policy().Keep || third.Policy().IdleMinutes != 2 {
		t.Errorf("a new tab has %+v", third.Policy())
	}
	w.now = 60_000
	w.act(0, func(s *Store) { s.Touch(at(w.now)); s.Flush(at(w.now)) })
	if got := third.LastTouch(); got != at(60_000).Wall {
		t.Errorf("last touched at %d", got)
	}
	w.act(0, func(s *Store) { s.SetPolicy(Policy{}, at(70_000)) })
	if len(w.local.values) != 0 {
		t.Errorf("off, the device keeps %v", w.local.values)
	}
	if m := w.tabs[1].Merge(Event{name{meta, policyID}.key(slots[0]), offValue}, at(70_001)); !m.Policy || w.tabs[1].Policy().Shared {
		t.Errorf("the other tab has %+v", w.tabs[1].Policy())
	}
}

// Turned off, keeping leaves a shared tablet shared.
func TestASharedTabletStaysSharedWithoutKeeping(t *testing.T) {
	w := sharedTabs(true)
	w.act(0, func(s *Store) { s.SetPolicy(Policy{Shared: true}, at(2000)) })
	w.deliver(1)
	w.flush(1)
	if strings.Contains(fmt.Sprint(w.local.values), "text") || !w.tabs[1].Policy().Shared || w.tabs[1].Policy().Keep {
		t.Errorf("%+v, %v", w.tabs[1].Policy(), w.local.values)
	}
	if !w.left("text 1") || !w.left("text 2") {
		t.Error("a visit is lost")
	}
}

func TestAPurgeOfTheFutureCountsForNothing(t *testing.T) {
	w := sharedTabs(true)
	w.act(0, func(s *Store) { s.PurgeVisits(at(9_000_000)); s.Flush(at(9_000_000)) })
	w.now = 2000 // the clock was put back
	w.put(1, "v7")
	w.tabs[1].Touch(at(9_090_000)) // else it is deserted
	w.flush(1)
	if again := New(Options{Local: w.local, Session: newFake(), Owner: "cccccccc", Version: 1}); again.Open(at(9_100_000)).Purged != nil || data(again, "v7") == "" {
		t.Error("it purges what was typed after it")
	}
}

// A visit that a clock gone ahead has saved is over as if it was first saved
// when the clock was right again, however often the page is opened.
func TestABirthInTheFutureEnds(t *testing.T) {
	local, day := newFake(), int64(msDay)
	reopen := func(ms int64) *Store {
		s := New(Options{Local: local, Session: newFake(), Owner: "bbbbbbbb", Version: 1})
		s.Open(at(ms))
		s.Flush(at(ms))
		return s
	}
	ahead := keeping(local, newFake(), "aaaaaaaa")
	ahead.Put(Visit, "v1", "text", at(400*day))
	ahead.Flush(at(400 * day))
	if data(reopen(0), "v1") == "" {
		t.Fatal("it is gone at once")
	}
	s := reopen(1 * day)
	if _, here := s.Item(Visit, "v1"); here || fmt.Sprint(local.values) != strings.ReplaceAll(fmt.Sprint(local.values), "text", "") {
		t.Errorf("a day later the device holds %v", local.values)
	}
	open := keeping(newFake(), newFake(), "aaaaaaaa") // the clock is put right under an open page
	open.Put(Visit, "v1", "text", at(400*day))
	open.Purge(at(0))
	if gone := open.Purge(at(1 * day)); len(gone) != 1 {
		t.Errorf("under an open page %v are gone", gone)
	}
}

// A shared tablet that was closed and is opened again after the chosen time
// shows nothing of before: the countdown is part of that time.
func TestDesertedAfterTheChosenTime(t *testing.T) {
	for ms, kept := range map[int64]bool{119_000: true, 121_000: false} {
		w := sharedTabs(true)
		w.act(0, func(s *Store) { s.Touch(at(20_000)); s.Flush(at(20_000)) })
		again := New(Options{Local: w.local, Session: newFake(), Owner: "cccccccc", Version: 1})
		again.Open(at(20_000 + ms))
		if got := data(again, "v0") != ""; got != kept {
			t.Errorf("after %d ms it is there: %v", ms, got)
		}
	}
}

// A tab that keeps nothing ends with its day, though the browser brings its
// storage back; what was kept till now stays for the rest of this day.
func TestATabThatKeepsNothingEndsWithItsDay(t *testing.T) {
	session := newFake()
	s := tab(newFake(), session, "aaaaaaaa")
	s.Put(Visit, "v1", "text", at(0))
	s.Flush(at(0))
	back := func(ms int64) Report {
		return New(Options{Local: newFake(), Session: session, Owner: "bbbbbbbb", Version: 1}).Open(at(ms))
	}
	if r := back(3_600_000); len(r.Purged) != 0 {
		t.Error("it is gone within the day")
	}
	if r := back(30 * msDay); len(r.Purged) != 1 || strings.Contains(fmt.Sprint(session.values), "text") {
		t.Errorf("30 days later: %+v, %v", r, session.values)
	}
	local := newFake()
	s = keeping(local, newFake(), "aaaaaaaa")
	other := tab(local, newFake(), "bbbbbbbb")
	for _, tab := range []*Store{s, other} {
		tab.SetPolicy(Policy{Keep: true, Days: 7}, at(0))
	}
	s.Put(Visit, "v1", "text", at(0))
	s.Flush(at(0))
	other.MergeAll(at(0))
	s.SetPolicy(Policy{}, at(2*msDay))
	other.Merge(Event{name{meta, policyID}.key(slots[0]), offValue}, at(2*msDay))
	for i, tab := range []*Store{s, other} {
		if gone := tab.Purge(at(2*msDay + 1)); len(gone) != 0 || data(tab, "v1") == "" {
			t.Errorf("tab %d: turned off, %v is gone at once", i, gone)
		}
		if gone := tab.Purge(at(3 * msDay)); len(gone) != 1 {
			t.Errorf("tab %d: turned off, it outlives the day", i)
		}
	}
}
