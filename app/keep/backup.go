package keep

import "encoding/json"

// Backup is everything of ours as it is stored, byte by byte, for the user to
// download: the way out when a newer build has written or values are damaged.
func (s *Store) Backup() []byte {
	type value struct {
		Place string `json:"place"`
		Key   string `json:"key"`
		Value string `json:"value"`
	}
	out := struct {
		Format string  `json:"format"`
		Values []value `json:"values"`
	}{"therapy-tally-backup", []value{}}
	for place, st := range map[string]Storage{"device": s.o.Local, "tab": s.o.Session} {
		for _, key := range keysOf(st) {
			if v, here, err := st.Get(key); err == nil && here {
				out.Values = append(out.Values, value{place, key, v})
			}
		}
	}
	data, err := json.Marshal(out)
	if err != nil {
		panic("keep: " + err.Error()) // texts only
	}
	return data
}

// Discard deletes the values that do not read, once the user says so; a newer
// build's are not among them. It returns how many there were.
func (s *Store) Discard() int {
	n := 0
	for _, st := range []Storage{s.o.Local, s.o.Session} {
		for _, key := range keysOf(st) {
			v, here, err := st.Get(key)
			if _, reads := parse(v); err == nil && here && !reads && st.Del(key) == nil {
				n++
			}
		}
	}
	return n
}

func keysOf(st Storage) []string {
	if st == nil {
		return nil
	}
	keys, err := st.Keys()
	if err != nil {
		return nil
	}
	return ourKeys(keys)
}
