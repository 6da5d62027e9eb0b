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
	bad     []raw
}

// Open reads both storages. It never fails: what cannot be read is reported.
func (s *Store) Open(now Now) Report {
	var r Report
	s.status = Status{}
	s.items, s.newer, s.policy, s.ownTab = map[name]*entry{}, false, s.o.Default.within(), false
	s.purged, s.unread, s.refused, s.clocks, s.aside = 0, nil, map[name]bool{}, clocks{}, aside{}
	local, errLocal := scan(s.o.Local)
	session, errSession := scan(s.o.Session)
	r.Damaged = local.damaged + session.damaged
	r.PolicyLost = s.openPolicy(local, session)
	s.take(local, Device, &r)
	s.take(session, Tab, &r)
	s.noteBad(local, Device)
	s.noteBad(session, Tab)
	s.settlePolicy(now)
	if r.PolicyLost {
		s.beginDay(now)
	}
	s.openTouch()
	s.openUse(now)
	s.lost(&r, local, session)
	s.noteUnread(now)
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
	f := found{records: map[name][]record{}, present: map[name]int{}, strayed: map[name]bool{}}
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
		f.bad = append(f.bad, raw{key: key, value: value, kind: n.kind})
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

// openPolicy finds the policy; of a newer build's, what we know of it holds. If
// what was chosen does not read, the strictest choice holds until the user
// chooses anew, and the screen says so.
func (s *Store) openPolicy(local, session found) (lost bool) {
	n := name{meta, policyID}
	for i, f := range []found{local, session} {
		top, _ := f.top(n)
		if p, ok := readPolicy(top.Data); ok && top.rev > 0 && top.Mark != gone {
			s.policy, s.ownTab = p, i > 0
			return false
		}
	}
	held := local.holds(Visit)
	lost = held || local.present[n]+session.present[n] > 0
	if lost {
		s.policy = Policy{Keep: held, Shared: true, IdleMinutes: LeastIdle}.within()
	}
	return lost
}

// holds reports whether a storage has anything of a kind, readable or not.
func (f found) holds(k Kind) bool {
	for n := range f.present {
		if n.kind == k {
			return true
		}
	}
	for n := range f.records {
		if n.kind == k {
			return true
		}
	}
	return false
}

// beginDay lets the time of every visit of an earlier day begin today: under a
// policy that is lost, or that no longer keeps, nothing is deleted before
// anybody could see it, and nothing stays beyond this day.
func (s *Store) beginDay(now Now) {
	for _, e := range s.items {
		if e.Kind == Visit && !e.gone && dayOf(e.Born, now.Offset) < now.day() {
			e.Born, e.Day = now.Wall, now.day()
			e.soil(now)
		}
	}
}

// settlePolicy makes the policy's item say what holds, whichever storage it
// came from.
func (s *Store) settlePolicy(now Now) {
	e := s.items[name{meta, policyID}]
	if e == nil && (!s.policy.Keep || s.policy == s.o.Default.within()) {
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
			s.noteRecords(f.records[n], at)
			continue
		}
		if !s.migrate(&top, r) {
			s.noteRecords(f.records[n], at)
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
	switch s.noteFuture(now); {
	case s.deserted(now):
		r.Purged = s.PurgeVisits(now)
	case s.clocks.jumped(now): // no look of this page has been before
		s.putAside(now, 0, func(e *entry) bool { return s.expired(e, now) })
	default:
		r.Purged = s.Purge(now)
	}
	s.clocks.read(now)
	s.hearPurge(now)
	r.Purged = append(r.Purged, s.news.Purged...)
	for n, e := range s.items {
		target := s.targetOf(n)
		e.spare = target == Device && e.at == Tab
		switch {
		case e.gone && dayOf(e.Born, now.Offset) < now.day():
			delete(s.items, n)
			s.wipe(n)
		case e.dirty, e.at != target && !s.newer:
			e.soil(now)
		}
	}
}

// targetOf is where an item belongs: a shared tablet's own notes, which tell
// nothing of a visit, are the device's though it keeps no visit, and so is the
// choice to keep nothing where something is kept unless one chooses.
func (s *Store) targetOf(n name) Place {
	chosen := n == name{meta, policyID} && s.o.Default.Keep && !s.ownTab
	if !s.newer && (s.policy.Keep || n.kind == meta && s.policy.Shared || n.id == unreadID || chosen) {
		return Device
	}
	return Tab
}

// target is where visits belong.
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
