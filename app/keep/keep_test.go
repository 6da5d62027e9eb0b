package keep

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// fake is a storage that can fail in every way.
type fake struct {
	values   map[string]string
	room     int // bytes; 0: no bound
	disabled bool
	deaf     bool // takes writes without a word and drops them
	failAt   int  // the write, from 1, that finds the storage full; 0: none
	writes   int
	before   func(key string) // called before each write, as another tab could be
}

func newFake() *fake { return &fake{values: map[string]string{}} }

func (f *fake) Get(key string) (string, bool, error) {
	if f.disabled {
		return "", false, ErrDisabled
	}
	v, ok := f.values[key]
	return v, ok, nil
}

func (f *fake) Set(key, value string) error {
	f.writes++
	if f.before != nil {
		hook := f.before
		f.before = nil
		hook(key)
	}
	switch {
	case f.disabled:
		return ErrDisabled
	case f.writes == f.failAt, f.room > 0 && f.size()-len(f.values[key])+len(value) > f.room:
		return fmt.Errorf("the browser says: %w", ErrFull)
	case f.deaf:
		return nil
	}
	f.values[key] = value
	return nil
}

func (f *fake) size() int {
	n := 0
	for k, v := range f.values {
		n += len(k) + len(v)
	}
	return n
}

func (f *fake) Del(key string) error {
	if f.disabled {
		return ErrDisabled
	}
	delete(f.values, key)
	return nil
}

func (f *fake) Keys() ([]string, error) {
	if f.disabled {
		return nil, ErrDisabled
	}
	var out []string
	for k := range f.values {
		out = append(out, k)
	}
	slices.Sort(out)
	return out, nil
}

// noon is 2026-08-03 12:00 in New York.
const noon = 1785772800_000

func at(ms int64) Now { return Now{Wall: noon + ms, Offset: -240} }

func tab(local, session *fake, owner string) *Store {
	s := New(Options{Local: local, Session: session, Owner: owner, Build: "b1", Version: 1})
	s.Open(at(0))
	return s
}

func keeping(local, session *fake, owner string) *Store {
	s := tab(local, session, owner)
	if !s.Policy().Keep {
		s.SetPolicy(Policy{Keep: true}, at(0))
	}
	return s
}

func data(s *Store, id string) string {
	it, _ := s.Item(Visit, id)
	return it.Data
}

func TestNothingOnTheDeviceUnlessKept(t *testing.T) {
	local, session := newFake(), newFake()
	s := tab(local, session, "aaaaaaaa")
	s.Put(Visit, "v1", "one", at(0))
	s.Put(Setup, "order", "v1", at(0))
	if st, _ := s.Flush(at(800)); st != (Status{Where: Tab}) || len(local.values) != 0 {
		t.Fatalf("%+v, device holds %v", st, local.values)
	}
	again := tab(local, session, "bbbbbbbb") // a reload
	if data(again, "v1") != "one" {
		t.Error("a reload loses it")
	}
	if closed := tab(local, newFake(), "cccccccc"); len(closed.Items(Visit)) != 0 {
		t.Error("it is kept after the tab closes")
	}
}

func TestKeepOnAndOff(t *testing.T) {
	local, session := newFake(), newFake()
	s := keeping(local, session, "aaaaaaaa")
	s.Put(Visit, "v1", "one", at(0))
	if st, _ := s.Flush(at(800)); st != (Status{Where: Device}) {
		t.Fatalf("%+v", st)
	}
	if closed := tab(local, newFake(), "bbbbbbbb"); data(closed, "v1") != "one" || !closed.Policy().Keep {
		t.Error("it is not kept")
	}
	if st, _ := s.SetPolicy(Policy{}, at(900)); st != (Status{Where: Tab}) || len(local.values) != 0 {
		t.Errorf("off: %+v, device holds %v", st, local.values)
	}
	if data(tab(local, session, "cccccccc"), "v1") != "one" {
		t.Error("turning it off loses the visit in the tab")
	}
}

func TestDue(t *testing.T) {
	s := tab(newFake(), newFake(), "aaaaaaaa")
	if _, waiting := s.Due(); waiting {
		t.Error("a fresh store waits to write")
	}
	for ms := int64(0); ms <= 2000; ms += 100 { // typing without a rest
		s.Put(Visit, "v", fmt.Sprint(ms), at(ms))
		due, waiting := s.Due()
		if !waiting || due-noon > ms+writeAfter {
			t.Fatalf("at %d due is %d", ms, due-noon)
		}
		if due <= noon+ms {
			s.Flush(at(ms))
			continue
		}
		if e := s.items[name{Visit, "v"}]; noon+ms-e.first > 1000 {
			t.Fatalf("at %d something of %d is unsaved", ms, e.first-noon)
		}
	}
}

func TestPurge(t *testing.T) {
	const h = 3600_000
	for _, test := range []struct {
		days  int
		after int64
		left  int
	}{{0, 11 * h, 1}, {0, 13 * h, 0}, {1, 13 * h, 1}, {1, 37 * h, 0}, {7, 7*24*h + 11*h, 1}, {7, 7*24*h + 13*h, 0}, {99, 8 * 24 * h, 0}} {
		local, session := newFake(), newFake()
		s := keeping(local, session, "aaaaaaaa")
		s.SetPolicy(Policy{Keep: true, Days: test.days}, at(0))
		s.Put(Visit, "v", "x", at(0))
		s.Put(Setup, "presets", "p", at(0))
		s.Flush(at(1000))
		end, _ := s.PurgeAt("v", at(0))
		if got := end <= at(test.after).Wall; got != (test.left == 0) {
			t.Errorf("%+v: PurgeAt says %d", test, end-noon)
		}
		re := New(Options{Local: local, Session: newFake(), Owner: "bbbbbbbb", Version: 1})
		report := re.Open(at(test.after))
		if len(re.Items(Visit)) != test.left || len(report.Purged) != 1-test.left || len(re.Items(Setup)) != 1 {
			t.Errorf("%+v: %d visits, purged %v", test, len(re.Items(Visit)), report.Purged)
		}
		s.Purge(at(test.after))
		if len(s.Items(Visit)) != test.left {
			t.Errorf("%+v: in the open tab %d", test, len(s.Items(Visit)))
		}
		if holds := strings.Contains(fmt.Sprint(local.values), "v/v/"); holds != (test.left == 1) {
			t.Errorf("%+v: on the device: %v", test, local.values)
		}
	}
}

func TestIdle(t *testing.T) {
	i := Idle{Minutes: 10, Last: 0}
	for _, test := range []struct {
		at    int64
		phase IdlePhase
		left  int
	}{{0, Busy, 0}, {539_999, Busy, 0}, {540_000, Counting, 60}, {540_001, Counting, 60}, {599_001, Counting, 1}, {600_000, Over, 0}, {9e9, Over, 0}} {
		if phase, left := i.At(test.at); phase != test.phase || left != test.left {
			t.Errorf("at %d: %d, %d s; want %+v", test.at, phase, left, test)
		}
	}
	i.Touch(599_999)
	if phase, _ := i.At(640_000); phase != Busy {
		t.Error("a touch does not end the countdown")
	}
	i.Touch(99_000_000)
	if phase, _ := i.At(99_000_001); phase != Over {
		t.Error("a touch after the end shows what the last one left")
	}
	if phase, _ := (&Idle{Minutes: 99, Last: 0}).At(14*60_000 + 1); phase != Counting {
		t.Error("more than 15 minutes are taken")
	}
	if phase, _ := (&Idle{Minutes: 0, Last: 0}).At(1 * 60_000); phase != Counting {
		t.Error("fewer than 2 minutes are taken")
	}
}

func TestASharedTabletLeftAlone(t *testing.T) {
	local := newFake()
	s := keeping(local, newFake(), "aaaaaaaa")
	s.SetPolicy(Policy{Keep: true, Shared: true}, at(0))
	s.Put(Visit, "v", "x", at(0))
	s.Touch(at(300_000))
	s.Flush(at(301_000))
	for after, left := range map[int64]int{900_000: 1, 970_000: 0} {
		copied := &fake{values: map[string]string{}}
		for k, v := range local.values {
			copied.values[k] = v
		}
		re := New(Options{Local: copied, Session: newFake(), Owner: "bbbbbbbb", Version: 1})
		if re.Open(at(after)); len(re.Items(Visit)) != left {
			t.Errorf("after %d ms: %d visits", after, len(re.Items(Visit)))
		}
	}
}

func TestClearReachesEveryTab(t *testing.T) {
	local := newFake()
	a, b := keeping(local, newFake(), "aaaaaaaa"), keeping(local, newFake(), "bbbbbbbb")
	local.values["other"] = "not ours"
	a.Put(Visit, "v", "x", at(0))
	a.Flush(at(1))
	b.MergeAll(at(2))
	word := ""
	local.before = func(string) { word = clearedValue }
	if st := a.Clear(); st.Trouble != NoTrouble || len(local.values) != 1 || len(a.Items(Visit)) != 0 {
		t.Errorf("%+v, left %v", st, local.values)
	}
	key := name{meta, policyID}.key("a")
	if m := b.Merge(Event{key, word}, at(3)); !m.Cleared || len(b.Items(Visit)) != 0 {
		t.Errorf("the other tab: %+v", m)
	}
	b.Flush(at(4))
	if len(local.values) != 1 {
		t.Errorf("the other tab brought back %v", local.values)
	}
	local.disabled = true
	if st := a.Clear(); st.Trouble != NoTrouble {
		t.Logf("a storage that refuses says %+v", st)
	}
}

func TestQuotaAtEveryWrite(t *testing.T) {
	for k := 1; k < 12; k++ {
		local, session := newFake(), newFake()
		local.failAt = k
		s := keeping(local, session, "aaaaaaaa")
		for i := range 4 {
			s.Put(Visit, fmt.Sprint("v", i), fmt.Sprint("text ", i), at(int64(i)))
			s.Flush(at(int64(i)))
		}
		s.Put(Visit, "v0", "again", at(10))
		s.Flush(at(10))
		re := tab(local, session, "bbbbbbbb")
		if got := len(re.Items(Visit)); got != 4 || data(re, "v0") != "again" {
			t.Errorf("write %d fails: %d visits, v0 %q", k, got, data(re, "v0"))
		}
	}
}

func TestFullThenRoom(t *testing.T) {
	local, session := newFake(), newFake()
	s := keeping(local, session, "aaaaaaaa")
	local.room = local.size() + 100
	s.Put(Visit, "v", strings.Repeat("x", 500), at(0))
	if st, _ := s.Flush(at(1)); st != (Status{Tab, Full}) {
		t.Fatalf("%+v", st)
	}
	if data(tab(local, session, "bbbbbbbb"), "v") == "" {
		t.Error("a reload loses what did not fit")
	}
	local.room = 0
	if st, _ := s.Flush(at(2)); st != (Status{Where: Device}) {
		t.Errorf("with room again: %+v", st)
	}
	if it, _ := tab(local, newFake(), "cccccccc").Item(Visit, "v"); it.Mark != Plain || len(it.Data) != 500 {
		t.Errorf("kept as %.20q %s", it.Data, it.Mark)
	}
}

func TestStoragesThatRefuse(t *testing.T) {
	for what, test := range map[string]struct {
		local, session func(*fake)
		want           Status
	}{
		"device":    {func(f *fake) { f.disabled = true }, func(*fake) {}, Status{Tab, Disabled}},
		"both":      {func(f *fake) { f.disabled = true }, func(f *fake) { f.disabled = true }, Status{Memory, Disabled}},
		"deaf":      {func(f *fake) { f.deaf = true }, func(*fake) {}, Status{Tab, Disabled}},
		"both deaf": {func(f *fake) { f.deaf = true }, func(f *fake) { f.deaf = true }, Status{Memory, Disabled}},
	} {
		local, session := newFake(), newFake()
		test.local(local)
		test.session(session)
		s := keeping(local, session, "aaaaaaaa")
		s.Put(Visit, "v", "x", at(0))
		if st, _ := s.Flush(at(1)); st != test.want || data(s, "v") != "x" {
			t.Errorf("%s: %+v, want %+v", what, st, test.want)
		}
	}
	none := New(Options{Owner: "aaaaaaaa"})
	if r := none.Open(at(0)); r.Status != (Status{Memory, Disabled}) {
		t.Errorf("no storage at all: %+v", r.Status)
	}
	none.Put(Visit, "v", "x", at(0))
	none.Merge(Event{"tally/v/v/a", "x"}, at(0))
	none.MergeAll(at(0))
	none.Clear()
	none.Discard(at(0))
}

func TestEvicted(t *testing.T) {
	local, session := newFake(), newFake()
	s := keeping(local, session, "aaaaaaaa")
	s.Put(Visit, "v", "x", at(0))
	s.Flush(at(1))
	clear(local.values)
	s.Put(Visit, "w", "y", at(2))
	if st, _ := s.Flush(at(3)); st != (Status{Tab, Evicted}) || len(local.values) != 0 || s.Policy().Keep {
		t.Errorf("%+v, device holds %v", st, local.values)
	}
	re := tab(local, session, "bbbbbbbb")
	if data(re, "v") != "x" || data(re, "w") != "y" {
		t.Error("what was in the tab is lost")
	}
	if st, _ := s.SetPolicy(Policy{Keep: true}, at(4)); st != (Status{Where: Device}) {
		t.Errorf("kept again: %+v", st)
	}
}

func TestGiven(t *testing.T) {
	s := New(Options{Owner: "3w5e11264sgsf", Version: 1})
	first := s.NewID()
	e := &entry{Item: Item{Kind: Visit, ID: first}, owner: "1y2p0ij32e8e8", rev: 71}
	s.fork(e, 0)
	for n := range s.items {
		e.ID = n.id // a second state of a second state
		if !Given(n.id) {
			t.Errorf("%q was not given", n.id)
		}
	}
	s.fork(e, 0)
	if len(s.items) != 1 || !Given(first) {
		t.Errorf("%q, %v", first, s.items)
	}
	for _, id := range []string{
		"", "v", "maria-lopez", "123-45-6789", "3w5e11264sgsf", "3w5e11264sgsf-", "3w5e11264sgsf-Maria", "3w5e11264sgsf-123456789", "3w5e11264sgsf-1~maria", "3W5E11264SGSF-1",
		"1800000000000-1", "mariagarcia57-1", "3w5e11264sgsf-01", "3w5e11264sgsf-1~1y2p0ij32e8e8", "3w5e11264sgsf-1~1y2p0ij32e8e81~1",
	} {
		if Given(id) {
			t.Errorf("%q was given", id)
		}
	}
}
