package keep

import (
	"strconv"
	"testing"
)

// While a timer runs nothing is deleted: not at midnight, not on a shared tablet
// that nobody touches, not by another tab, not by the next page load.
func TestUseHoldsEveryPurge(t *testing.T) {
	const h = 3_600_000
	local := newFake()
	a := keeping(local, newFake(), "aaaaaaaa")
	a.SetPolicy(Policy{Keep: true, Shared: true, IdleMinutes: 2}, at(0))
	b := tab(local, newFake(), "bbbbbbbb")
	a.Put(Visit, "v", "text", at(11*h+3_500_000)) // noon and almost twelve hours
	a.Touch(at(11*h + 3_500_000))
	a.Hold(at(13*h).Wall, at(11*h+3_500_000))
	a.Flush(at(11*h + 3_500_000))
	b.MergeAll(at(11*h + 3_500_000))
	late := at(12*h + 1_800_000)
	for what, s := range map[string]*Store{"here": a, "the other tab": b, "a new load": opened(local, newFake(), "cccccccc", late)} {
		if gone := s.Purge(late); len(gone) > 0 || data(s, "v") == "" || s.LastUse(late) != late.Wall {
			t.Errorf("%s: %v gone, last used %d", what, gone, s.LastUse(late)-noon)
		}
	}
	a.Hold(0, late)
	a.Flush(late)
	b.MergeAll(late)
	for what, s := range map[string]*Store{"here": a, "the other tab": b} {
		if gone := s.Purge(late); len(gone) != 1 {
			t.Errorf("stopped, %s: %v gone", what, gone)
		}
	}
}

// One tab's end of use does not take another's, and a note of a clock that was
// wrong holds nothing for ever.
func TestUseOfTwoTabs(t *testing.T) {
	local := newFake()
	a, b := tab(local, newFake(), "aaaaaaaa"), tab(local, newFake(), "bbbbbbbb")
	a.SetPolicy(Policy{Shared: true, IdleMinutes: 2}, at(0))
	b.MergeAll(at(0))
	a.Hold(at(600_000).Wall, at(1))
	a.Flush(at(1))
	b.MergeAll(at(2))
	b.Hold(at(300_000).Wall, at(2))
	b.Hold(0, at(3))
	b.Flush(at(3))
	if got := tab(local, newFake(), "cccccccc").LastUse(at(500_000)); got != at(500_000).Wall {
		t.Errorf("another tab's note is gone: last used at %d", got-noon)
	}
	local.values = map[string]string{}
	s := keeping(local, newFake(), "dddddddd")
	s.put(meta, useID, strconv.FormatInt(at(400*msDay).Wall, 10), at(0))
	s.Put(Visit, "v", "text", at(0))
	if gone := s.Purge(at(msDay)); len(gone) != 1 {
		t.Error("a note of the far future holds the purge")
	}
}
