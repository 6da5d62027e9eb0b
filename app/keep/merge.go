package keep

import "strconv"

// Event is the browser's storage event: another tab of this device has written
// or deleted a key of localStorage. Key is "" when everything was deleted; New
// is "" when the key was.
type Event struct{ Key, New string }

// Merged is what an event has changed here.
type Merged struct {
	Changed []Item   // new or changed: read them again
	Removed []string // visits removed by another tab
	Cleared bool     // another tab has cleared everything
	Policy  bool     // the policy is another one
	Touched int64    // in shared mode: another tab was touched at this Unix ms
	Purged  []string // visits dropped because another tab has purged
}

// Merge takes in what another tab has done. What waits to be written here is
// never overwritten: where both have changed a visit, both states stay.
func (s *Store) Merge(ev Event, now Now) Merged {
	n, ours := nameOf(ev.Key)
	policy := n == name{meta, policyID}
	switch {
	case policy && ev.New == clearedValue:
		s.clear("")
		return Merged{Cleared: true}
	case ev.Key == "":
		return s.turnedOff(s.policy.Shared, now)
	case policy && ev.New == offValue:
		return s.turnedOff(false, now)
	case !ours || ev.New == "" || s.o.Local == nil:
		return Merged{} // a deletion follows a word or a note that it is gone
	case policy:
		return s.mergePolicy(now)
	case n == name{meta, touchID}:
		return s.mergeTouch()
	case n == name{meta, useID}:
		s.readUse()
		return Merged{}
	case n == name{meta, purgeID}:
		s.hearPurge(now)
		return s.tell()
	case !s.policy.Keep || n.kind == meta:
		return Merged{}
	}
	s.mergeItem(n, now)
	return s.tell()
}

// MergeAll takes in everything, for a tab that may have missed events: when it
// is shown again or comes back out of the browser's page cache.
func (s *Store) MergeAll(now Now) Merged {
	m := s.mergePolicy(now)
	s.readUse()
	s.hearPurge(now)
	if !m.Policy && s.policy.Keep && s.o.Local != nil {
		s.mergeItems(now)
	}
	rest := s.tell()
	m.Changed, m.Removed, m.Purged = append(m.Changed, rest.Changed...), append(m.Removed, rest.Removed...), append(m.Purged, rest.Purged...)
	return m
}

func (s *Store) mergeItems(now Now) {
	keys, err := s.o.Local.Keys()
	if err != nil {
		return
	}
	seen := map[name]bool{}
	for _, key := range ourKeys(keys) {
		if n, ok := nameOf(key); ok && n.kind != meta && !seen[n] {
			seen[n] = true
			s.mergeItem(n, now)
		}
	}
}

// mergeTouch reads when another tab was touched.
func (s *Store) mergeTouch() Merged {
	p, err := name{meta, touchID}.read(s.o.Local)
	ms, bad := strconv.ParseInt(p.top.Data, 10, 64)
	if err != nil || bad != nil || ms <= s.touched || !s.policy.Shared {
		return Merged{}
	}
	s.touched = ms
	return Merged{Touched: ms}
}

// turnedOff follows another tab that keeps nothing any more.
func (s *Store) turnedOff(shared bool, now Now) Merged {
	if !s.policy.Keep && s.policy.Shared == shared {
		return Merged{}
	}
	s.policy.Shared, s.ownTab = shared, true
	s.unkeep(now)
	return Merged{Policy: true}
}

func (s *Store) mergePolicy(now Now) Merged {
	n := name{meta, policyID}
	if s.o.Local == nil {
		return Merged{}
	}
	p, err := n.read(s.o.Local)
	if err != nil || p.top.rev == 0 {
		return Merged{}
	}
	if p.top.version > s.o.Version {
		s.newer, s.status.Trouble = true, Newer
		return Merged{}
	}
	chosen, ok := readPolicy(p.top.Data)
	if !ok || chosen == s.policy {
		return Merged{}
	}
	moved := chosen.Keep != s.policy.Keep
	s.policy, s.ownTab = chosen, false
	s.items[n] = p.top.entry(Device)
	if moved {
		if chosen.Keep {
			s.mergeItems(now)
		} else {
			s.beginDay(now)
		}
		for _, e := range s.items {
			if e.at != s.targetOf(name{e.Kind, e.ID}) {
				e.soil(now)
			}
		}
	}
	s.news.Policy = true
	return s.tell()
}

// mergeItem compares one item with the device's newest state of it.
func (s *Store) mergeItem(n name, now Now) {
	p, err := n.read(s.o.Local)
	top := p.top
	switch {
	case err != nil || top.rev == 0:
		return
	case top.version > s.o.Version:
		s.newer, s.status.Trouble = true, Newer
		return
	case top.version < s.o.Version && !s.migrate(&top, &Report{}):
		return
	}
	e := s.items[n]
	if over := s.aside.entries[n]; over != nil {
		if top.state() == over.seen {
			return // unchanged since it was put aside
		}
		delete(s.aside.entries, n)
	}
	if e == nil {
		if !s.refused[n] {
			s.adopt(n, top)
		}
		return
	}
	if top.state() == e.seen || top.rev < e.seen.rev {
		return
	}
	if e.dirty || e.spare {
		return // the writing of ours will meet it
	}
	if s.overwritten(e, top) {
		s.fork(e, now.Wall)
		top.Mark = Conflict
	}
	s.adopt(n, top)
}

// overwritten reports whether our last state was replaced by a tab that had
// not seen it: both wrote the same revision, or the next one changes another.
func (s *Store) overwritten(e *entry, top record) bool {
	if e.Kind != Visit || e.gone || e.at != Device || e.owner != s.o.Owner || s.same(e.Kind, e.Data, top.Data) || top.Mark == gone {
		return false
	}
	return top.rev == e.rev || top.rev == e.rev+1 && top.base != e.seen
}

func (s *Store) adopt(n name, top record) {
	here := s.items[n] != nil && !s.items[n].gone
	s.items[n] = top.entry(Device)
	switch {
	case top.Mark != gone:
		s.news.Changed = append(s.news.Changed, top.Item)
	case here && n.kind == Visit:
		s.news.Removed = append(s.news.Removed, n.id)
	}
}
