package keep

import "strconv"

// A running timer is use, though nobody touches the page: the patient is being
// treated. Until when it holds every purge is noted, so that the other tabs and
// the next page load know it too.

// MostUse is how long, in ms, a note of use may hold a purge.
const MostUse = 3 * 60 * 60_000

const useID = "use"

// use is what this tab has noted of its timers.
type use struct{ own int64 }

// Hold notes until when, in Unix ms, the timers of this tab hold every purge; 0:
// none runs. Another tab's later note stays.
func (s *Store) Hold(until int64, now Now) {
	if until == s.use.own {
		return
	}
	was := s.use.own
	s.use.own = until
	if noted := s.usedNote(now); noted > max(until, now.Wall) && noted != was {
		return
	}
	s.put(meta, useID, strconv.FormatInt(until, 10), now)
}

// usedUntil is until when, in Unix ms, nothing is purged.
func (s *Store) usedUntil(now Now) int64 { return max(s.use.own, s.usedNote(now)) }

// usedNote is what a tab has noted; what lies further ahead than any note can is
// of a clock that was wrong.
func (s *Store) usedNote(now Now) int64 {
	e := s.items[name{meta, useID}]
	if e == nil {
		return 0
	}
	ms, err := strconv.ParseInt(e.Data, 10, 64)
	if err != nil || ms > now.Wall+MostUse {
		return 0
	}
	return ms
}

// openUse takes the note over. Where visits are kept on the device, this tab
// knows all their timers, and may correct it.
func (s *Store) openUse(now Now) {
	s.use = use{}
	if s.policy.Keep {
		s.use.own = s.usedNote(now)
	}
}

// readUse reads what another tab has noted meanwhile.
func (s *Store) readUse() {
	n := name{meta, useID}
	if e := s.items[n]; s.o.Local == nil || e != nil && e.dirty {
		return
	}
	if p, err := n.read(s.o.Local); err == nil && p.top.rev > 0 {
		s.items[n] = p.top.entry(Device)
	}
}

// LastUse is when, in Unix ms, any tab of a shared tablet was last touched or
// had a timer that runs.
func (s *Store) LastUse(now Now) int64 {
	s.readUse()
	return max(s.LastTouch(), min(s.usedUntil(now), now.Wall))
}
