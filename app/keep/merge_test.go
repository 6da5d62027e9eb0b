package keep

import (
	"flag"
	"fmt"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestAnotherTabsChangeArrives(t *testing.T) {
	local := newFake()
	a, b := keeping(local, newFake(), "aaaaaaaa"), keeping(local, newFake(), "bbbbbbbb")
	a.Put(Visit, "v", "one", at(0))
	a.Flush(at(1))
	m := b.Merge(Event{"tally/v/v/a", "…"}, at(2))
	if len(m.Changed) != 1 || m.Changed[0].Data != "one" || data(b, "v") != "one" {
		t.Fatalf("%+v", m)
	}
	b.Put(Visit, "v", "two", at(3))
	b.Flush(at(4))
	if m = a.Merge(Event{"tally/v/v/b", "…"}, at(5)); len(m.Changed) != 1 || data(a, "v") != "two" {
		t.Errorf("back: %+v", m)
	}
	a.Remove(Visit, "v", at(6))
	a.Flush(at(7))
	if m = b.Merge(Event{"tally/v/v/a", "…"}, at(8)); !slices.Equal(m.Removed, []string{"v"}) || len(b.Items(Visit)) != 0 {
		t.Errorf("removed: %+v", m)
	}
	if strings.Contains(fmt.Sprint(local.values), "two") {
		t.Error("what was removed is still on the device")
	}
}

func TestBothChangeOneVisit(t *testing.T) {
	local := newFake()
	a, b := keeping(local, newFake(), "aaaaaaaa"), keeping(local, newFake(), "bbbbbbbb")
	a.Put(Visit, "v", "one", at(0))
	a.Flush(at(1))
	b.MergeAll(at(2))
	a.Put(Visit, "v", "from a", at(3))
	b.Put(Visit, "v", "from b", at(3))
	a.Flush(at(4))
	_, m := b.Flush(at(5))
	a.MergeAll(at(6))
	if len(m.Changed) != 2 || data(a, "v") != "from b" {
		t.Errorf("%+v, a shows %q", m, data(a, "v"))
	}
	for what, s := range map[string]*Store{"a": a, "b": b, "later": tab(local, newFake(), "cccccccc")} {
		var got []string
		for _, it := range s.Items(Visit) {
			got = append(got, it.Data+string(it.Mark))
		}
		slices.Sort(got)
		if !slices.Equal(got, []string{"from ac", "from bc"}) {
			t.Errorf("%s: %v", what, got)
		}
	}
}

func TestTurningOnReachesTheOtherTab(t *testing.T) {
	local := newFake()
	a, b := tab(local, newFake(), "aaaaaaaa"), tab(local, newFake(), "bbbbbbbb")
	a.Put(Visit, "v", "of a", at(0))
	b.Put(Visit, "w", "of b", at(0))
	a.Flush(at(1))
	b.Flush(at(1))
	a.SetPolicy(Policy{Keep: true, Days: 2}, at(2))
	m := b.Merge(Event{"tally/m/policy/a", "…"}, at(3))
	b.Flush(at(4))
	if !m.Policy || b.Policy().Days != 2 || len(tab(local, newFake(), "cccccccc").Items(Visit)) != 2 {
		t.Errorf("%+v, %+v", m, b.Policy())
	}
	a.SetPolicy(Policy{}, at(5))
	if m = b.Merge(Event{"tally/m/policy/a", offValue}, at(6)); !m.Policy || b.Policy().Keep {
		t.Errorf("off: %+v", m)
	}
	b.Flush(at(7))
	if len(local.values) != 0 {
		t.Errorf("the device still holds %v", local.values)
	}
}

func TestATouchInOneTabKeepsTheOther(t *testing.T) {
	local := newFake()
	a := keeping(local, newFake(), "aaaaaaaa")
	a.SetPolicy(Policy{Keep: true, Shared: true}, at(0))
	b := keeping(local, newFake(), "bbbbbbbb")
	a.Touch(at(60_000))
	a.Flush(at(61_000))
	if m := b.Merge(Event{"tally/m/touch/b", "…"}, at(62_000)); m.Touched != at(60_000).Wall {
		t.Errorf("%+v", m)
	}
}

// many runs a property n times, a tenth of it in the slow WebAssembly.
func many(t *testing.T, n int) {
	t.Helper()
	checks := flag.Lookup("rapid.checks").Value
	before := checks.String()
	if runtime.GOARCH == "wasm" {
		n /= 10
	}
	if err := checks.Set(strconv.Itoa(n)); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = checks.Set(before) })
}

// world is two tabs on one device, and what has become of every text.
type world struct {
	local  *fake
	tabs   [2]*Store
	own    [2]*fake // their sessionStorage
	events [2][]Event
	now    int64
	typed  map[string]bool // texts that must be found at the end
	count  int
}

func newWorld() *world {
	w := &world{local: newFake(), typed: map[string]bool{}}
	for i, owner := range []string{"aaaaaaaa", "bbbbbbbb"} {
		w.own[i] = newFake()
		w.tabs[i] = keeping(w.local, w.own[i], owner)
	}
	return w
}

// type puts a new text over what the tab shows: that one is given up by its
// user.
func (w *world) put(i int, id string) {
	w.count++
	text := fmt.Sprintf("text %d", w.count)
	delete(w.typed, data(w.tabs[i], id))
	w.tabs[i].Put(Visit, id, text, at(w.now))
	w.typed[text] = true
}

func (w *world) flush(i int) {
	before := map[string]string{}
	for k, v := range w.local.values {
		before[k] = v
	}
	w.tabs[i].Flush(at(w.now))
	for k, v := range w.local.values {
		if before[k] != v {
			w.events[1-i] = append(w.events[1-i], Event{k, v})
		}
	}
}

// reload flushes, as leaving a page does, and starts anew; events are missed.
func (w *world) reload(i int) {
	w.flush(i)
	w.count++
	w.tabs[i] = tab(w.local, w.own[i], fmt.Sprintf("owner%d", w.count))
	w.events[i] = nil
}

func (w *world) deliver(i int) {
	for _, e := range w.events[i] {
		w.tabs[i].Merge(e, at(w.now))
	}
	w.events[i] = nil
}

// TestTwoTabs: whatever two tabs do in whatever order, a text that nobody has
// typed over is found in the end, in both tabs and after a reload.
func TestTwoTabs(t *testing.T) {
	many(t, 10_000)
	rapid.Check(t, func(t *rapid.T) {
		w := newWorld()
		for _, step := range rapid.SliceOfN(rapid.IntRange(0, 15), 1, 40).Draw(t, "steps") {
			w.now += 100
			i, id := step%2, fmt.Sprint("v", step/2%2)
			switch step / 4 {
			case 0:
				w.put(i, id)
			case 1:
				w.flush(i)
			case 2:
				w.deliver(i)
			case 3:
				w.reload(i)
			}
		}
		for range 3 {
			for i := range w.tabs {
				w.flush(i)
				w.deliver(i)
				w.deliver(1 - i)
			}
		}
		third := tab(w.local, newFake(), "cccccccc")
		for text := range w.typed {
			for what, s := range map[string]*Store{"a": w.tabs[0], "b": w.tabs[1], "later": third} {
				if !slices.ContainsFunc(s.Items(Visit), func(it Item) bool { return it.Data == text }) {
					t.Fatalf("%s has lost %q: %+v", what, text, s.Items(Visit))
				}
			}
		}
	})
}

// TestAWriteBetweenReadAndWrite: the other tab writes the same revision in the
// moment between our reading and our writing, and is told of ours by an event.
func TestAWriteBetweenReadAndWrite(t *testing.T) {
	w := newWorld()
	a, b := w.tabs[0], w.tabs[1]
	a.Put(Visit, "v", "one", at(0))
	w.flush(0)
	w.deliver(1)
	a.Put(Visit, "v", "from a", at(1))
	b.Put(Visit, "v", "from b", at(1))
	w.local.before = func(string) { b.Flush(at(2)) }
	a.Flush(at(3))
	b.Merge(Event{"tally/v/v/b", "…"}, at(4))
	b.Flush(at(5))
	a.MergeAll(at(6))
	for what, s := range map[string]*Store{"a": a, "b": b, "later": tab(w.local, newFake(), "cccccccc")} {
		var got []string
		for _, it := range s.Items(Visit) {
			got = append(got, it.Data)
		}
		if slices.Sort(got); !slices.Equal(got, []string{"from a", "from b"}) {
			t.Errorf("%s: %v", what, got)
		}
	}
}

func FuzzParse(f *testing.F) {
	r := record{Item: Item{Kind: Visit, ID: "v", Data: "{}", Mark: Plain}, version: 1, rev: 2, owner: "a", prev: 1, base: state{"b", 1}, saved: 3, build: "c"}
	f.Add(r.text())
	f.Fuzz(func(t *testing.T, text string) {
		if got, ok := parse(text); ok && got.text() != text {
			t.Errorf("%q reads as %+v", text, got)
		}
	})
}

// BenchmarkOpen opens 1,000 visits of about 1 kB, each in two slots.
func BenchmarkOpen(b *testing.B) {
	local := newFake()
	s := keeping(local, newFake(), "aaaaaaaa")
	for rev := range 2 {
		for i := range 1000 {
			s.Put(Visit, fmt.Sprint("v", i), strings.Repeat(fmt.Sprint(rev), 1000), at(int64(i)))
		}
		s.Flush(at(5000))
	}
	b.ReportAllocs()
	for b.Loop() {
		re := New(Options{Local: local, Session: newFake(), Owner: "bbbbbbbb", Version: 1})
		if re.Open(at(9000)); len(re.Items(Visit)) != 1000 {
			b.Fatal("not all are there")
		}
	}
}
