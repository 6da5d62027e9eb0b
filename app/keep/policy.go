package keep

import (
	"encoding/json"
	"strconv"
)

// Policy is what the user has chosen. The zero value keeps nothing after the
// tab closes.
type Policy struct {
	Keep        bool `json:"keep,omitempty"`        // on this device
	Days        int  `json:"days,omitempty"`        // 0: until the end of the day; at most 7
	Workday     bool `json:"workday,omitempty"`     // until the end of the next working day, whatever Days says
	Shared      bool `json:"shared,omitempty"`      // a shared tablet: purge when idle
	IdleMinutes int  `json:"idleMinutes,omitempty"` // 2 to 15; 0: 10
}

// Usual is what the page begins with: the work of a day is there on the next
// working day, so that Friday's can be finished on Monday.
var Usual = Policy{Keep: true, Workday: true}

// The bounds of a policy.
const (
	MostDays     = 7
	LeastIdle    = 2
	MostIdle     = 15
	UsualIdle    = 10
	Countdown    = 60_000 // ms of warning before an idle purge, the last of its time
	touchEvery   = 10_000 // ms between two notes that somebody is there
	policyID     = "policy"
	touchID      = "touch"
	purgeID      = "purged" // when a tab dropped every visit
	unreadID     = "unread" // when something was first found that does not read
	clearedValue = magic + " cleared"
	offValue     = magic + " off"

	// workdayDays are the days that a build counts by that knows no working
	// days: from Friday to Monday.
	workdayDays = 3
)

// within brings a policy within its bounds.
func (p Policy) within() Policy {
	p.Days = min(MostDays, max(0, p.Days))
	if p.Workday {
		p.Days = workdayDays
	}
	if p.IdleMinutes == 0 {
		p.IdleMinutes = UsualIdle
	}
	p.IdleMinutes = min(MostIdle, max(LeastIdle, p.IdleMinutes))
	return p
}

func (p Policy) text() string {
	data, err := json.Marshal(p)
	if err != nil {
		panic("keep: " + err.Error()) // numbers and bools only
	}
	return string(data)
}

func readPolicy(data string) (Policy, bool) {
	var p Policy
	err := json.Unmarshal([]byte(data), &p)
	return p.within(), err == nil
}

// Touch notes that somebody is at the tablet, so that a reload does not forget
// it in shared mode.
func (s *Store) Touch(now Now) {
	if !s.policy.Shared || now.Wall >= s.touched && now.Wall-s.touched < touchEvery {
		return
	}
	s.touched = now.Wall
	s.put(meta, touchID, strconv.FormatInt(now.Wall, 10), now)
}

// deserted reports whether a shared tablet was left for so long that its time,
// the countdown included, would be over.
func (s *Store) deserted(now Now) bool {
	if !s.policy.Shared || s.touched == 0 {
		return false
	}
	return now.Wall-max(s.touched, min(s.usedUntil(now), now.Wall)) > s.idleTime()
}

// idleTime is how long, in ms, a shared tablet may be left alone.
func (s *Store) idleTime() int64 { return int64(s.policy.IdleMinutes) * 60_000 }

// PurgeVisits drops every visit, as a shared tablet does when idle, and what
// does not read, whatever build has written it; set-ups stay. The other tabs
// find the note of it and drop what they have typed before. Where only the wall
// clock has seen the time pass, the visits are put aside until a second look.
func (s *Store) PurgeVisits(now Now) []string {
	if s.clocks.jumped(now) {
		return s.putAside(now, s.LastUse(now)+s.idleTime(), func(*entry) bool { return true })
	}
	out := s.purgeWhere(func(*entry) bool { return true })
	s.purgedAll(now.Wall, now)
	return out
}

// purgedAll drops what does not read and tells the other tabs that every visit
// up to an instant is gone.
func (s *Store) purgedAll(until int64, now Now) {
	s.dropUnread(func(u raw) bool { return !u.newer || u.kind == Visit })
	if s.policy.Shared {
		s.purged = until
		s.put(meta, purgeID, strconv.FormatInt(until, 10), now)
	}
}

// hearPurge drops what was typed before another tab has purged. A note from
// the future, left by a clock that was put back, counts for nothing.
func (s *Store) hearPurge(now Now) {
	if s.o.Local == nil || s.newer {
		return
	}
	p, err := name{meta, purgeID}.read(s.o.Local)
	ms, bad := strconv.ParseInt(p.top.Data, 10, 64)
	switch {
	case err != nil || bad != nil || ms <= s.purged:
		return
	case ms > now.Wall+1000:
		s.put(meta, purgeID, "0", now)
		return
	}
	s.purged = ms
	s.items[name{meta, purgeID}] = p.top.entry(Device)
	s.dropUnread(func(raw) bool { return true })
	s.news.Purged = append(s.news.Purged, s.purgeWhere(func(e *entry) bool { return e.typed <= ms })...)
	for n, e := range s.aside.entries {
		if e.typed <= ms {
			delete(s.aside.entries, n)
			s.wipe(n)
		}
	}
}

// LastTouch is when any tab of a shared tablet was last touched, in Unix ms.
func (s *Store) LastTouch() int64 {
	if s.o.Local != nil {
		s.mergeTouch()
	}
	return s.touched
}

func (s *Store) purgeWhere(over func(*entry) bool) []string {
	var out []string
	for n, e := range s.items {
		if n.kind == Visit && over(e) {
			if !e.gone {
				out = append(out, n.id)
			}
			delete(s.items, n)
			s.wipe(n)
		}
	}
	return out
}

// wipe deletes an item's keys in every place. Those of a newer build go only
// with what does not read.
func (s *Store) wipe(n name) {
	for _, slot := range slots {
		s.del(s.o.Session, n.key(slot))
		if !s.newer {
			s.del(s.o.Local, n.key(slot))
		}
	}
}

func (s *Store) del(st Storage, key string) {
	if st == nil {
		return
	}
	if st.Del(key) != nil {
		s.status.Trouble = NotCleared
	}
}

// SetPolicy changes what is kept and moves everything to its new place.
func (s *Store) SetPolicy(p Policy, now Now) (Status, Merged) {
	was := s.policy
	s.policy, s.status.Trouble = p.within(), NoTrouble
	s.put(meta, policyID, s.policy.text(), now)
	s.Touch(now)
	s.ownTab = false
	if was.Keep && !s.policy.Keep {
		s.beginDay(now)
	}
	if was.Keep != s.policy.Keep || was.Shared != s.policy.Shared {
		for _, e := range s.items {
			e.soil(now)
		}
	}
	_, news := s.Flush(now)
	off, noted := was.Keep && !s.policy.Keep, s.targetOf(name{meta, policyID}) == Device
	switch {
	case s.newer || s.policy.Keep:
	case off && noted && !s.empty(s.o.Local, "", true), (off || was.Shared) && !noted && !s.empty(s.o.Local, offValue, false):
		s.status.Trouble = NotCleared
	}
	return s.status, news
}

// Clear drops everything of ours, in this tab, on the device and in the other
// tabs, whatever build has written it. Of the policy there stays what keeps less
// than the default: a shared tablet stays one.
func (s *Store) Clear() Status { return s.clear(clearedValue) }

// clear drops everything and tells the other tabs by a word; one that has heard
// it says none.
func (s *Store) clear(word string) Status {
	was := s.policy
	s.items, s.policy, s.newer, s.touched, s.purged = map[name]*entry{}, s.o.Default.within(), false, 0, 0
	s.news, s.unread, s.aside, s.use, s.ownTab = Merged{}, nil, aside{}, use{}, false
	s.status = Status{Where: Memory}
	okTab, okDevice := s.empty(s.o.Session, "", false), s.empty(s.o.Local, word, false)
	if !okTab || !okDevice {
		s.status.Trouble = NotCleared
	}
	if s.o.Default.Keep && (!was.Keep || was.Shared) {
		s.policy = was
		s.put(meta, policyID, was.text(), Now{})
	}
	return s.status
}

// empty deletes our keys, the policy last: a break leaves what remains under
// its policy. The other tabs hear the word first. A shared tablet that keeps
// nothing keeps its notes.
func (s *Store) empty(st Storage, word string, notes bool) bool {
	if st == nil {
		return true
	}
	keys, err := st.Keys()
	if err != nil {
		return errIsDisabled(err)
	}
	ok, policy := true, name{meta, policyID}.key(slots[0])
	ours := ourKeys(keys)
	if word != "" { // the other tabs may hold visits where the device holds none
		// If it does not fit, the others find the policy gone.
		_ = st.Set(policy, word)
		ours = append(ours, policy)
	}
	for _, last := range []bool{false, true} {
		for _, key := range ours {
			if n, _ := nameOf(key); (n.kind == meta) == last && !(notes && last) {
				ok = st.Del(key) == nil && ok
			}
		}
	}
	return ok
}
