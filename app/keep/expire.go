package keep

import (
	"strconv"
	"strings"

	"therapytally/rules/order"
)

// The time of a visit is over at the end of a local day. The day that it began
// on is noted with it, so that neither a journey nor daylight-saving time moves
// its end; the day that it is now is the device's.

// lastDay is the last local day of a visit that began on a day. What is not kept
// ends with its day: browsers bring a closed tab's storage back weeks later.
func (s *Store) lastDay(day int64) int64 {
	switch {
	case !s.policy.Keep:
		return day
	case s.policy.Workday:
		return nextWorkday(day)
	}
	return day + int64(s.policy.Days)
}

// nextWorkday is the first day after a day that is of Monday to Friday. Days are
// counted from 1970-01-01, a Thursday.
func nextWorkday(day int64) int64 {
	const thursday, saturday = 4, 6
	for day++; ; day++ {
		if w := ((day+thursday)%7 + 7) % 7; w != 0 && w != saturday {
			return day
		}
	}
}

// LastDay is the last local day, counted from 1970, on which a visit is there;
// of one that is not stored yet, as if it began now.
func (s *Store) LastDay(id string, now Now) int64 {
	day := now.day()
	if e := s.items[name{Visit, id}]; e != nil {
		day = s.birthDay(e, now)
	}
	return s.lastDay(day)
}

// PurgeAt is when, in Unix ms, a visit's time will be over at the present
// offset; false if nothing is kept.
func (s *Store) PurgeAt(id string, now Now) (int64, bool) {
	e := s.items[name{Visit, id}]
	if e == nil || !s.policy.Keep {
		return 0, false
	}
	return (s.lastDay(s.birthDay(e, now))+1)*msDay - int64(now.Offset)*60_000, true
}

// expired reports whether a visit's time is over. While a timer runs nothing is.
func (s *Store) expired(e *entry, now Now) bool {
	return now.day() > s.lastDay(s.birthDay(e, now)) && now.Wall >= s.usedUntil(now)
}

// littleAhead is how far, in ms, a birth may lie ahead of the clock: clocks that
// are set over the network step back a little.
const littleAhead = 60_000

// birthDay is the local day on which a visit's time begins: that of its birth;
// for as long as the clock says that it is still to be born, the day on which
// that was first seen.
func (s *Store) birthDay(e *entry, now Now) int64 {
	switch seen, noted := s.firstSeen()[e.ID]; {
	case e.Born <= now.Wall+littleAhead:
	case noted && seen <= now.Wall:
		return dayOf(seen, now.Offset)
	default:
		return now.day()
	}
	if e.Day != 0 {
		return e.Day
	}
	return dayOf(e.Born, now.Offset)
}

const seenID = "seen" // when births of the future were first seen

// firstSeen reads the notes of births of the future, in Unix ms.
func (s *Store) firstSeen() map[string]int64 {
	e := s.items[name{meta, seenID}]
	if e == nil {
		return nil
	}
	out := map[string]int64{}
	words := strings.Fields(e.Data)
	for i := 1; i < len(words); i += 2 {
		if ms, err := strconv.ParseInt(words[i], 10, 64); err == nil {
			out[words[i-1]] = ms
		}
	}
	return out
}

// noteFuture notes when each visit was first seen whose birth lies in the
// future, and forgets that once the clock is right: the birth itself stays, for
// either reading may be the wrong one.
func (s *Store) noteFuture(now Now) {
	seen, ahead := s.firstSeen(), []string(nil)
	for n, e := range s.items {
		if n.kind != Visit || e.Born <= now.Wall+littleAhead {
			continue
		}
		ms, noted := seen[n.id]
		if !noted || ms > now.Wall {
			ms = now.Wall
		}
		ahead = append(ahead, n.id+" "+strconv.FormatInt(ms, 10))
	}
	switch {
	case len(ahead) > 0:
		order.Ascending(ahead)
		s.put(meta, seenID, strings.Join(ahead, " "), now)
	case seen != nil:
		delete(s.items, name{meta, seenID})
		s.wipe(name{meta, seenID})
	}
}

// Purge drops the visits whose time is over and returns their IDs; what does
// not read goes by the same rule. Call it about once a minute, and once more
// soon after Ending. A clock that is wrong for a moment deletes nothing: what it
// calls over must be so at a second look, with the monotonic clock agreeing on
// the time between.
func (s *Store) Purge(now Now) []string {
	defer s.clocks.read(now)
	s.noteFuture(now)
	s.bringBack(now)
	s.clocks.ending = s.count(func(e *entry) bool { return s.expired(e, now) })
	if s.clocks.ending+len(s.aside.entries) == 0 && !s.anyUnreadOver(now) {
		s.clocks.first = Now{}
		s.noteUnread(now)
		return nil
	}
	if !s.clocks.sure(now) {
		return nil
	}
	s.clocks.ending = 0
	s.purgeUnread(now)
	return append(s.dropAside(now), s.purgeWhere(func(e *entry) bool { return s.expired(e, now) })...)
}

// Ending is how many visits will be deleted at the second look.
func (s *Store) Ending() int { return s.clocks.ending }

// Extend begins the time of the visits anew whose time is over and that are
// still there.
func (s *Store) Extend(now Now) {
	for _, e := range s.items {
		if e.Kind == Visit && !e.gone && s.expired(e, now) {
			e.Born, e.Day = now.Wall, now.day()
			e.soil(now)
		}
	}
	s.clocks.ending = 0
}

func (s *Store) count(of func(*entry) bool) (n int) {
	for _, e := range s.items {
		if e.Kind == Visit && !e.gone && of(e) {
			n++
		}
	}
	return n
}
