package keep

import "testing"

// TestClearReachesATabThatKeepsNothingOnTheDevice: the word goes out though the
// device holds nothing, and the tab that hears it does not answer.
func TestClearReachesATabThatKeepsNothingOnTheDevice(t *testing.T) {
	local := newFake()
	a, b := tab(local, newFake(), "aaaaaaaa"), tab(local, newFake(), "bbbbbbbb")
	b.Put(Visit, "v", "x", at(0))
	b.Flush(at(1))
	said := 0
	local.before = func(string) { said++ }
	a.Clear()
	if said == 0 || len(local.values) != 0 {
		t.Errorf("%d words, the device holds %v", said, local.values)
	}
	said = 0
	local.before = func(op string) { said++ }
	if m := b.Merge(Event{name{meta, policyID}.key(slots[0]), clearedValue}, at(2)); !m.Cleared || len(b.Items(Visit)) != 0 || len(local.values) != 0 {
		t.Errorf("%+v", m)
	}
}
