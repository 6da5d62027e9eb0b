package keep

const (
	// secondLook is how long, in ms of the monotonic clock, the screen says that
	// a visit will be deleted before it is.
	secondLook = 60_000
	// secondLookAside is the same for visits that are not shown any more.
	secondLookAside = 10_000
	// mostApart is how far, in ms, the two clocks may part between two looks
	// that agree.
	mostApart = 2000
)

// clocks are the readings that tell time from a clock that was moved.
type clocks struct {
	last   Now   // the look before
	first  Now   // the look at which something was first over; Mono 0: none
	wait   int64 // ms from first to the second look
	ending int   // visits that are over and still shown
}

// apart is how far, in ms, the wall clock has parted from the monotonic one.
func apart(a, b Now) int64 {
	d := (b.Wall - a.Wall) - (b.Mono - a.Mono)
	return max(d, -d)
}

// read notes a look.
func (c *clocks) read(now Now) { c.last = now }

// jumped reports whether only the wall clock has seen the time since the look
// before: it was moved, the device slept, or the page was just loaded.
func (c *clocks) jumped(now Now) bool {
	return now.Mono != 0 && (c.last.Mono == 0 || apart(c.last, now) > mostApart)
}

// sure reports whether this is the second look at what is over.
func (c *clocks) sure(now Now) bool {
	switch {
	case now.Mono == 0:
		return true
	case c.first.Mono == 0:
		c.first, c.wait = now, secondLook
		return false
	case apart(c.first, now) > mostApart:
		c.first = now
		return false
	}
	return now.Mono-c.first.Mono >= c.wait
}

// aside is what is not shown any more and is still stored: its time is over if
// the clock is right.
type aside struct {
	entries map[name]*entry
	alone   int64 // when a shared tablet's time was over; 0: the day is over
	at      int64 // when it was put aside
}

// putAside takes visits off until a second look, and returns their IDs.
func (s *Store) putAside(now Now, alone int64, over func(*entry) bool) (out []string) {
	for n, e := range s.items {
		if n.kind != Visit || e.gone || !over(e) {
			continue
		}
		if s.aside.entries == nil {
			s.aside = aside{entries: map[name]*entry{}, alone: alone, at: now.Wall}
			s.clocks.first, s.clocks.wait = now, secondLookAside
		}
		s.aside.entries[n] = e
		delete(s.items, n)
		out = append(out, n.id)
	}
	return out
}

// asideIsOver reports whether the time of a visit that is put aside is over by
// the present clock.
func (s *Store) asideIsOver(e *entry, now Now) bool {
	if s.aside.alone != 0 {
		return now.Wall > s.aside.alone
	}
	return s.expired(e, now)
}

// bringBack shows again what was put aside by a clock that is right by now.
func (s *Store) bringBack(now Now) {
	for n, e := range s.aside.entries {
		if s.asideIsOver(e, now) {
			continue
		}
		delete(s.aside.entries, n)
		if s.items[n] == nil {
			s.items[n] = e
			if e.at != s.targetOf(n) {
				e.soil(now)
			}
			s.news.Changed = append(s.news.Changed, e.Item)
		}
	}
}

// dropAside deletes what is still over at the second look. It returns what the
// screen has not spoken of yet.
func (s *Store) dropAside(now Now) (out []string) {
	a := s.aside
	s.aside = aside{}
	for n := range a.entries {
		s.wipe(n)
		if a.alone == 0 {
			out = append(out, n.id)
		}
	}
	if len(a.entries) > 0 && a.alone != 0 {
		s.purgedAll(a.at, now)
	}
	return out
}

// News is what has changed without the screen's doing since it was last asked.
func (s *Store) News() Merged { return s.tell() }
