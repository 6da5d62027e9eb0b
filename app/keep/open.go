package keep

import (
	"errors"
	"strconv"
	"strings"
)

// Report is what Open found.
type Report struct {
	Status
	Older     []string // visits whose newest state may be lost
	Conflicts []string // visits that stand twice
	Lost      []string // visits of which nothing reads; their values stay where they are
	Damaged   int      // values that do not read
	Purged    []string // visits whose time was over
	Newer     int      // items of a newer build, not read and not touched
	Migrated  int      // items of an older build
	Failed    int      // items that no step could migrate; they stay where they are

	PolicyLost bool // what the user had chosen does not read: ask anew
}

// found is everything of ours in one storage.
type found struct {
	records map[name][]record
	present map[name]int // by key
	damaged int
	strayed map[name]bool // a value of it is under another's key
}

// Open reads both storages. It never fails: what cannot be read is reported.
func (s *Store) Open(now Now) Report {
	var r Report
	s.status = Status{}
	s.items, s.newer, s.policy = map[name]*entry{}, false, Policy{}.within()
	local, errLocal := scan(s.o.Local)
	session, errSession := scan(s.o.Session)
	r.Damaged = local.damaged + session.damaged
	r.PolicyLost = s.openPolicy(local, session)
	s.take(local, Device, &r)
	s.take(session, Tab, &r)
	s.settlePolicy(now)
	s.openTouch()
	s.lost(&r, local, session)
	s.purgeOnOpen(&r, now)
	left := s.status.Trouble == NotCleared
	s.status = s.statusOf(errLocal, errSession)
	if left {
		s.status.Trouble = NotCleared
	}
	r.Status = s.status
	s.news = Merged{}
	for _, e := range s.items {
		switch {
		case e.gone || e.Kind != Visit:
		case e.Mark == Older:
			r.Older = append(r.Older, e.ID)
		case e.Mark == Conflict:
			r.Conflicts = append(r.Conflicts, e.ID)
		}
	}
	return r
}

// scan reads all of ours in a storage.
func scan(st Storage) (found, error) {
	f := found{map[name][]record{}, map[name]int{}, 0, map[name]bool{}}
	if st == nil {
		return f, ErrDisabled
	}
	keys, err := st.Keys()
	if err != nil {
		return f, err
	}
	var failed error
	for _, key := range ourKeys(keys) {
		value, here, err := st.Get(key)
		if err != nil {
			failed = err
			continue
		}
		if !here {
			continue
		}
		f.add(key, value)
	}
	return f, failed
}

// add takes a value in. What it says of itself is believed before its key.
func (f *found) add(key, value string) {
	n, known := nameOf(key)
	if known {
		f.present[n]++
	}
	r, ok := parse(value)
	if !ok {
		f.damaged++
		return
	}
	f.records[r.name()] = append(f.records[r.name()], r)
	if r.name() != n {
		f.strayed[r.name()], f.strayed[n] = true, true
	}
}

func ourKeys(keys []string) []string {
	var out []string
	for _, key := range keys {
		if strings.HasPrefix(key, prefix) {
			out = append(out, key)
		}
	}
	return out
}

func errIsDisabled(err error) bool { return err != nil && !errors.Is(err, ErrFull) }

// top is the newest record of an item and whether it is surely the newest.
func (f found) top(n name) (record, bool) {
	var top record
	for _, r := range f.records[n] {
		if top.rev == 0 || r.newerThan(top) {
			top = r
		}
	}
	return top, isSound(top, f.records[n], f.present[n])
}

// openPolicy finds the policy. If the device holds visits and their policy
// does not read, they are kept for as long as any policy may, so that damage
// loses nothing; the screen has to ask anew.
func (s *Store) openPolicy(local, session found) (lost bool) {
	n := name{meta, policyID}
	for _, f := range []found{local, session} {
		top, _ := f.top(n)
		if p, ok := readPolicy(top.Data); ok && top.rev > 0 && top.Mark != gone && top.version <= s.o.Version {
			s.policy = p
			return false
		}
	}
	for n := range local.records {
		lost = lost || n.kind == Visit
	}
	if lost {
		s.policy = Policy{Keep: true, Days: MostDays}.within()
	}
	return lost
}

// settlePolicy makes the policy's item say what holds, whichever storage it
// came from.
func (s *Store) settlePolicy(now Now) {
	e := s.items[name{meta, policyID}]
	if e == nil && !s.policy.Keep {
		return // nothing chosen, nothing stored
	}
	s.put(meta, policyID, s.policy.text(), now)
}

// openTouch reads when a shared tablet was last touched.
func (s *Store) openTouch() {
	s.touched = 0
	if e := s.items[name{meta, touchID}]; e != nil {
		if ms, err := strconv.ParseInt(e.Data, 10, 64); err == nil {
			s.touched = ms
		}
	}
}

// take turns the records of a storage into items.
func (s *Store) take(f found, at Place, r *Report) {
	for n := range f.records {
		top, sound := f.top(n)
		if top.version > s.o.Version {
			r.Newer += b2i(n.kind != meta)
			s.newer = s.newer || at == Device
			continue
		}
		if !s.migrate(&top, r) {
			continue
		}
		if !sound && n.kind == Visit {
			top.Mark = Older
		}
		e := top.entry(at)
		e.dirty = top.version < s.o.Version || !sound || f.strayed[n]
		s.join(n, e)
	}
}

// migrate brings a record to our version.
func (s *Store) migrate(r *record, report *Report) bool {
	if r.version == s.o.Version || r.Kind == meta || r.Mark == gone {
		return true
	}
	for v := r.version; v < s.o.Version; v++ {
		step := s.o.Migrate[v]
		if step == nil {
			report.Failed++
			return false
		}
		data, err := step(r.Kind, r.Data)
		if err != nil {
			report.Failed++
			return false
		}
		r.Data = data
	}
	report.Migrated++
	return true
}

// join puts an item of the tab beside one of the device. Both stay if each may
// hold what the other lacks.
func (s *Store) join(n name, e *entry) {
	old := s.items[n]
	switch {
	case old == nil:
	case old.Data == e.Data && old.gone == e.gone, old.from == state{e.owner, e.rev}:
		return // the device's is the same, or goes on from the tab's
	case e.seen == old.seen: // it goes on from there
	case n.kind != Visit || old.owner == e.owner || e.gone || old.gone:
		if e.rev < old.rev {
			return
		}
		e.seen = old.seen
	default:
		s.fork(e, 0)
		old.Mark, old.dirty = Conflict, true
		return
	}
	s.items[n] = e
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

// lost lists the visits that have keys and of which nothing reads.
func (s *Store) lost(r *Report, all ...found) {
	for _, f := range all {
		for n, count := range f.present {
			if n.kind == Visit && count > 0 && s.items[n] == nil && len(f.records[n]) == 0 {
				r.Lost = append(r.Lost, n.id)
			}
		}
	}
}

// purgeOnOpen drops what is over, and marks what lies in the wrong place for
// its move.
func (s *Store) purgeOnOpen(r *Report, now Now) {
	if s.deserted(now) {
		r.Purged = s.PurgeVisits()
	} else {
		r.Purged = s.Purge(now)
	}
	for n, e := range s.items {
		e.Born = min(e.Born, now.Wall) // a birth in the future would never be over
		e.spare = s.policy.Keep && e.at == Tab
		switch {
		case e.gone && dayOf(e.Born, now.Offset) < now.day():
			delete(s.items, n)
			s.wipe(n)
		case e.dirty, e.at != s.target() && !s.newer:
			e.soil(now)
		}
	}
}

// target is where items belong.
func (s *Store) target() Place {
	if s.policy.Keep && !s.newer {
		return Device
	}
	return Tab
}

func (s *Store) statusOf(errLocal, errSession error) Status {
	st := Status{Where: s.target()}
	switch {
	case s.newer:
		st.Trouble = Newer
	case s.policy.Keep && errLocal != nil, !s.policy.Keep && errSession != nil:
		st.Trouble = Disabled
	}
	if st.Where == Device && errLocal != nil {
		st.Where = Tab
	}
	if st.Where == Tab && errSession != nil {
		st.Where = Memory
	}
	return st
}
