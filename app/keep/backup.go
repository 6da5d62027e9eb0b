package keep

import (
	"encoding/json"
	"slices"
	"strconv"
)

// raw is a stored value that this build cannot read, as it stands: damaged, or
// a newer build's, or an older one's that no step could migrate.
type raw struct {
	st         Storage
	place      Place
	key, value string
	kind       Kind
	born       int64 // 0: not known
	newer      bool
}

// Unread counts the values that do not read. They are purged like all else.
func (s *Store) Unread() (n int) {
	for _, u := range s.unread {
		n += b2i(u.kind != meta)
	}
	return n
}

// Backup is what does not read, byte by byte, for the user to save as a file.
func (s *Store) Backup() []byte {
	type value struct {
		Place string `json:"place"`
		Key   string `json:"key"`
		Value string `json:"value"`
	}
	out := struct {
		Format string  `json:"format"`
		Values []value `json:"values"`
	}{"therapy-tally-unread", []value{}}
	for _, u := range s.unread {
		out.Values = append(out.Values, value{map[Place]string{Device: "device", Tab: "tab"}[u.place], u.key, u.value})
	}
	data, err := json.Marshal(out)
	if err != nil {
		panic("keep: " + err.Error()) // texts only
	}
	return data
}

// Discard deletes what does not read, a newer build's too, once the user says
// so. What was typed beside a newer build's moves to where it belongs.
func (s *Store) Discard(now Now) Status {
	s.dropUnread(func(raw) bool { return true })
	if s.newer {
		s.newer = false
		s.put(meta, policyID, s.policy.text(), now)
		for _, e := range s.items {
			e.soil(now)
		}
	}
	if s.status.Trouble == Newer {
		s.status.Trouble = NoTrouble
	}
	s.noteUnread(now)
	return s.status
}

// Refuse puts a visit aside whose data the screen cannot read.
func (s *Store) Refuse(id string, now Now) {
	n := name{Visit, id}
	e := s.items[n]
	if e == nil {
		return
	}
	for place, st := range map[Place]Storage{Device: s.o.Local, Tab: s.o.Session} {
		for _, slot := range slots {
			if value, here := get(st, n.key(slot)); here {
				s.unread = append(s.unread, raw{st, place, n.key(slot), value, Visit, e.Born, false})
			}
		}
	}
	delete(s.items, n)
	s.refused[n] = true
	s.noteUnread(now)
}

func get(st Storage, key string) (string, bool) {
	if st == nil {
		return "", false
	}
	value, here, err := st.Get(key)
	return value, here && err == nil
}

// noteBad notes what a scan could not read.
func (s *Store) noteBad(f found, at Place) {
	for _, u := range f.bad {
		u.st, u.place = s.storage(at), at
		s.unread = append(s.unread, u)
	}
}

// noteRecords notes states that are of another version.
func (s *Store) noteRecords(records []record, at Place) {
	st := s.storage(at)
	for _, r := range records {
		for _, slot := range slots {
			if value, here := get(st, r.name().key(slot)); here && value == r.text() {
				s.unread = append(s.unread, raw{st, at, r.name().key(slot), value, r.Kind, r.Born, r.version > s.o.Version})
			}
		}
	}
}

func (s *Store) storage(at Place) Storage {
	if at == Device {
		return s.o.Local
	}
	return s.o.Session
}

// noteUnread remembers since when something does not read: a damaged value
// does not say how old it is.
func (s *Store) noteUnread(now Now) {
	n := name{meta, unreadID}
	switch e := s.items[n]; {
	case s.Unread() == 0 && e != nil:
		delete(s.items, n)
		s.wipe(n)
	case s.Unread() > 0 && e == nil:
		s.put(meta, unreadID, strconv.FormatInt(now.Wall, 10), now)
	}
}

// purgeUnread drops what does not read and whose time is over.
func (s *Store) purgeUnread(now Now) {
	s.dropUnread(s.unreadOver(now))
	s.noteUnread(now)
}

func (s *Store) anyUnreadOver(now Now) bool {
	return slices.ContainsFunc(s.unread, s.unreadOver(now))
}

// unreadOver tells what does not read and whose time is over: a state of a known
// age by the rule of visits, another by when it was found.
func (s *Store) unreadOver(now Now) func(raw) bool {
	found := now.Wall
	if e := s.items[name{meta, unreadID}]; e != nil {
		if ms, err := strconv.ParseInt(e.Data, 10, 64); err == nil {
			found = min(ms, now.Wall)
		}
	}
	return func(u raw) bool {
		born := u.born
		if born == 0 || born > now.Wall {
			born = found
		}
		return (!u.newer || u.kind == Visit) && now.day() > s.lastDay(dayOf(born, now.Offset)) && now.Wall >= s.usedUntil(now)
	}
}

// dropUnread deletes values that do not read, unless something else stands in
// their place by now.
func (s *Store) dropUnread(over func(raw) bool) {
	s.unread = slices.DeleteFunc(s.unread, func(u raw) bool {
		if !over(u) {
			return false
		}
		if value, here := get(u.st, u.key); here && value == u.value {
			s.del(u.st, u.key)
		}
		return true
	})
}
