package keep

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// saved is a device with visits of one to four revisions, and every state that
// was ever saved of each.
func saved(r *rand.Rand) (*fake, map[string][]string) {
	local, history := newFake(), map[string][]string{}
	s := keeping(local, newFake(), "aaaaaaaa")
	for i := range 1 + r.IntN(6) {
		id := fmt.Sprint("v", i)
		for rev := range 1 + r.IntN(4) {
			text := fmt.Sprintf(`{"minutes":"%d","rev":%d,"id":%q}`, r.IntN(100), rev, id)
			s.Put(Visit, id, text, at(int64(rev)))
			s.Flush(at(int64(rev)))
			history[id] = append(history[id], text)
		}
	}
	return local, history
}

// harm damages some values and returns the keys it touched.
func harm(r *rand.Rand, f *fake) []string {
	keys, _ := f.Keys()
	var touched []string
	for range 1 + r.IntN(3) {
		k := keys[r.IntN(len(keys))]
		v := []byte(f.values[k])
		touched = append(touched, k)
		switch r.IntN(6) {
		case 0: // a bit
			if len(v) > 0 {
				v[r.IntN(len(v))] ^= 1 << r.IntN(8)
			}
		case 1: // cut
			v = v[:r.IntN(len(v)+1)]
		case 2: // swap with another key
			o := keys[r.IntN(len(keys))]
			f.values[o], v = string(v), []byte(f.values[o])
			touched = append(touched, o)
		case 3: // another's value
			v = []byte(f.values[keys[r.IntN(len(keys))]])
		case 4: // two bytes change places
			if len(v) > 1 {
				i, j := r.IntN(len(v)), r.IntN(len(v))
				v[i], v[j] = v[j], v[i]
			}
		case 5:
			v = []byte(strings.Repeat(string(v), 2))
		}
		f.values[k] = string(v)
	}
	return touched
}

// TestTenThousandCorruptions: the store starts, every state that still reads
// is there, and a visit that is not its newest state is marked.
func TestTenThousandCorruptions(t *testing.T) {
	for seed := range uint64(10_000) {
		r := rand.New(rand.NewPCG(seed, 1))
		local, history := saved(r)
		harm(r, local)
		intact := strings.Join(valuesOf(local), "\x00")
		s := New(Options{Local: local, Session: newFake(), Owner: "bbbbbbbb", Version: 1})
		report := s.Open(at(10_000))
		checkDamaged(t, seed, s, report, history, intact)
		s.Flush(at(11_000)) // what was found is written again, and reads the same
		again := New(Options{Local: local, Session: newFake(), Owner: "cccccccc", Version: 1})
		again.Open(at(12_000))
		for id := range history {
			was, here := s.Item(Visit, id)
			if is, still := again.Item(Visit, id); here != still || is != was {
				t.Fatalf("seed %d: %s was %+v, is %+v", seed, id, was, is)
			}
		}
	}
}

func valuesOf(f *fake) []string {
	var out []string
	for _, v := range f.values {
		if _, ok := parse(v); ok {
			out = append(out, v)
		}
	}
	return out
}

func checkDamaged(t *testing.T, seed uint64, s *Store, report Report, history map[string][]string, intact string) {
	t.Helper()
	for _, it := range s.Items(Visit) {
		if !slices.Contains(history[it.ID], it.Data) {
			t.Fatalf("seed %d: %s was never saved as %q", seed, it.ID, it.Data)
		}
	}
	for id, states := range history {
		it, here := s.Item(Visit, id)
		newest := states[len(states)-1]
		switch {
		case here && it.Data != newest && it.Mark != Older:
			t.Fatalf("seed %d: %s is an older state without a mark", seed, id)
		case here && it.Data != newest && strings.Contains(intact, newest):
			t.Fatalf("seed %d: the newest state of %s reads and is not shown", seed, id)
		case !here && slices.ContainsFunc(states, func(d string) bool { return strings.Contains(intact, d) }):
			t.Fatalf("seed %d: %s reads and is not there", seed, id)
		case !here && !slices.Contains(report.Lost, id):
			t.Fatalf("seed %d: nothing says that %s is lost: %+v", seed, id, report)
		}
	}
}

func TestBrokenWriteLeavesTheStateBefore(t *testing.T) {
	local := newFake()
	s := keeping(local, newFake(), "aaaaaaaa")
	for i := range 3 {
		s.Put(Visit, "v", fmt.Sprint("state ", i), at(int64(i)))
		s.Flush(at(int64(i)))
	}
	e := *s.items[name{Visit, "v"}]
	p, _ := name{Visit, "v"}.read(local)
	local.values[name{Visit, "v"}.key(p.other())] = "tally 1 v v 4 aaaa" // the next write breaks off
	re := tab(local, newFake(), "bbbbbbbb")
	if it, _ := re.Item(Visit, "v"); it.Data != e.Data || it.Mark != Older {
		t.Errorf("%+v", it)
	}
	re.Settle("v", at(9))
	re.Flush(at(10))
	if it, _ := tab(local, newFake(), "cccccccc").Item(Visit, "v"); it.Mark != Plain {
		t.Errorf("settled: %+v", it)
	}
}

func TestADamagedPolicyPurgesNothing(t *testing.T) {
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
	later := New(Options{Local: local, Session: newFake(), Owner: "bbbbbbbb", Version: 1})
	report := later.Open(at(6 * 24 * 3600_000))
	if data(later, "v") != "x" || !report.PolicyLost || !later.Policy().Keep {
		t.Errorf("%+v", report)
	}
}

func TestDiscard(t *testing.T) {
	local := newFake()
	keeping(local, newFake(), "aaaaaaaa").Flush(at(0))
	local.values["tally/v/x/a"], local.values["elsewhere"] = "rubbish", "not ours"
	s := tab(local, newFake(), "bbbbbbbb")
	if n := s.Unread(); n != 1 || !strings.Contains(string(s.Backup()), `{"place":"device","key":"tally/v/x/a","value":"rubbish"}`) {
		t.Errorf("%d do not read: %s", n, s.Backup())
	}
	s.Discard(at(1))
	if _, here := local.values["tally/v/x/a"]; here || s.Unread() != 0 || local.values["elsewhere"] == "" {
		t.Errorf("left %v", local.values)
	}
}

func open3(local, session *fake) (*Store, Report) {
	s := New(Options{Local: local, Session: session, Owner: "dddddddd", Build: "b3", Version: 3, Migrate: map[int]func(Kind, string) (string, error){
		1: func(_ Kind, d string) (string, error) { return d + "+2", nil },
		2: func(_ Kind, d string) (string, error) {
			if strings.HasPrefix(d, "bad") {
				return "", errors.New("no")
			}
			return d + "+3", nil
		},
	}})
	return s, s.Open(at(0))
}

func TestFromAnOlderVersion(t *testing.T) {
	local := newFake()
	old := keeping(local, newFake(), "aaaaaaaa")
	old.Put(Visit, "v", "one", at(0))
	old.Put(Visit, "w", "bad", at(0))
	old.Flush(at(1))
	s, report := open3(local, newFake())
	if data(s, "v") != "one+2+3" || report.Migrated != 1 || report.Failed != 1 {
		t.Fatalf("%q, %+v", data(s, "v"), report)
	}
	s.Flush(at(2))
	s2, report2 := open3(local, newFake())
	if data(s2, "v") != "one+2+3" || report2.Migrated != 0 || local.values["tally/v/w/a"] == "" {
		t.Errorf("%q, %+v, %v", data(s2, "v"), report2, local.values)
	}
}

func TestFromANewerVersion(t *testing.T) {
	local, session := newFake(), newFake()
	s, _ := open3(local, newFake())
	s.SetPolicy(Policy{Keep: true}, at(0))
	s.Put(Visit, "v", "of version 3", at(0))
	s.Flush(at(1))
	before := fmt.Sprint(local.values)
	old := tab(local, session, "aaaaaaaa")
	if old.Status() != (Status{Tab, Newer}) {
		t.Errorf("%+v", old.Status())
	}
	old.Put(Visit, "v", "overwritten", at(2))
	old.Put(Visit, "w", "typed", at(2))
	old.SetPolicy(Policy{Keep: true, Days: 3}, at(2))
	old.Remove(Visit, "v", at(3))
	old.Flush(at(3))
	old.SetPolicy(Policy{}, at(4))
	if fmt.Sprint(local.values) != before {
		t.Errorf("a newer build's values were touched:\n%s\n%v", before, local.values)
	}
	if !strings.Contains(string(old.Backup()), "of version 3") {
		t.Error("the backup lacks it")
	}
	old.Put(Visit, "w", "typed", at(5))
	if st, _ := old.Flush(at(6)); st != (Status{Tab, Newer}) {
		t.Errorf("%+v", st)
	}
	if data(tab(local, session, "bbbbbbbb"), "w") != "typed" {
		t.Error("a reload loses what was typed beside it")
	}
}

func FuzzOpen(f *testing.F) {
	f.Add("tally/v/v1/a", "tally 1 v v1 1 a 0 @0 @0 0 0 - b 0.0\n")
	f.Add("tally/m/policy/b", "tally off")
	f.Fuzz(func(t *testing.T, key, value string) {
		local := newFake()
		s := keeping(local, newFake(), "aaaaaaaa")
		s.Put(Visit, "v1", "one", at(0))
		s.Flush(at(1))
		if _, taken := local.values[key]; !taken {
			local.values[key] = value
		}
		re := tab(local, newFake(), "bbbbbbbb")
		re.Merge(Event{key, value}, at(2))
		re.MergeAll(at(2))
		re.Flush(at(3))
		if value != clearedValue && data(re, "v1") != "one" {
			t.Errorf("a foreign value loses a visit: %v", re.items)
		}
	})
}
