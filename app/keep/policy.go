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
	Shared      bool `json:"shared,omitempty"`      // a shared tablet: purge when idle
	IdleMinutes int  `json:"idleMinutes,omitempty"` // 2 to 15; 0: 10
}

// The bounds of a policy.
const (
	MostDays     = 7
	LeastIdle    = 2
	MostIdle     = 15
	UsualIdle    = 10
	Countdown    = 60_000 // ms of warning before an idle purge
	touchEvery   = 10_000 // ms between two notes that somebody is there
	policyID     = "policy"
	touchID      = "touch"
	clearedValue = magic + " cleared"
	offValue     = magic + " off"
)

// within brings a policy within its bounds.
func (p Policy) within() Policy {
	p.Days = min(MostDays, max(0, p.Days))
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

// deserted reports whether a shared tablet was left for so long that the
// countdown would be over.
func (s *Store) deserted(now Now) bool {
	if !s.policy.Shared || s.touched == 0 {
		return false
	}
	return now.Wall-s.touched > int64(s.policy.IdleMinutes)*60_000+Countdown
}

// expired reports whether a visit's time is over: the end of the day of its
// first save, or so many days after it.
func (s *Store) expired(born int64, now Now) bool {
	return s.policy.Keep && now.day()-dayOf(born, now.Offset) > int64(s.policy.Days)
}

// Purge drops the visits whose time is over and returns their IDs. Call it
// about once a minute.
func (s *Store) Purge(now Now) []string {
	return s.purgeWhere(func(e *entry) bool { return s.expired(e.Born, now) })
}

// PurgeAt is when, in Unix ms, a visit's time will be over at the present
// offset; false if nothing is kept.
func (s *Store) PurgeAt(id string, now Now) (int64, bool) {
	e := s.items[name{Visit, id}]
	if e == nil || !s.policy.Keep {
		return 0, false
	}
	lastDay := dayOf(e.Born, now.Offset) + int64(s.policy.Days)
	return (lastDay+1)*msDay - int64(now.Offset)*60_000, true
}

// PurgeVisits drops every visit, as a shared tablet does when idle; set-ups
// stay.
func (s *Store) PurgeVisits() []string {
	return s.purgeWhere(func(*entry) bool { return true })
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

// wipe deletes an item's keys in every place. A newer build's are left alone.
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
	if was.Keep != s.policy.Keep {
		for _, e := range s.items {
			e.soil(now)
		}
	}
	_, news := s.Flush(now)
	if was.Keep && !s.policy.Keep && !s.newer && !s.empty(s.o.Local, offValue) {
		s.status.Trouble = NotCleared
	}
	return s.status, news
}

// Clear drops everything of ours, in this tab, on the device and in the other
// tabs, whatever build has written it.
func (s *Store) Clear() Status { return s.clear(clearedValue) }

// clear drops everything and tells the other tabs by a word; one that has heard
// it says none.
func (s *Store) clear(word string) Status {
	s.items, s.policy, s.newer, s.touched = map[name]*entry{}, Policy{}.within(), false, 0
	s.news = Merged{}
	s.status = Status{Where: Memory}
	okTab, okDevice := s.empty(s.o.Session, ""), s.empty(s.o.Local, word)
	if !okTab || !okDevice {
		s.status.Trouble = NotCleared
	}
	return s.status
}

// empty deletes our keys, the policy last: a break leaves what remains under
// its policy. The other tabs hear the word first.
func (s *Store) empty(st Storage, word string) bool {
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
			if n, _ := nameOf(key); (n.kind == meta) == last {
				ok = st.Del(key) == nil && ok
			}
		}
	}
	return ok
}
