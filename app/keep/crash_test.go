package keep

import (
	"fmt"
	"testing"
)

// mortal is a storage whose page dies at an operation.
type mortal struct {
	*fake
	left *int
}

func (m mortal) step() {
	if *m.left--; *m.left < 0 {
		panic("the page dies")
	}
}

func (m mortal) Set(key, value string) error {
	m.step()
	return m.fake.Set(key, value)
}

func (m mortal) Del(key string) error {
	m.step()
	return m.fake.Del(key)
}

// TestDyingAtEveryStep: wherever a page dies while it writes, turns keeping on
// or turns it off, each visit is there after a reload, as it was or as it was
// to be.
func TestDyingAtEveryStep(t *testing.T) {
	for what, act := range map[string]func(*Store){
		"write":     func(s *Store) { s.Flush(at(10)) },
		"on":        func(s *Store) { s.SetPolicy(Policy{Keep: true, Days: 3}, at(10)) },
		"off":       func(s *Store) { s.SetPolicy(Policy{}, at(10)) },
		"on and on": func(s *Store) { s.SetPolicy(Policy{Keep: true, Shared: true}, at(10)) },
	} {
		for _, kept := range []bool{false, true} {
			for life := range 40 {
				local, session := newFake(), newFake()
				prepare(local, session, kept)
				died := dies(mortal{local, &life}, mortal{session, &life}, act)
				re := tab(local, session, "cccccccc")
				for i := range 3 {
					it, _ := re.Item(Visit, fmt.Sprint("v", i))
					if it.Data != "old" && it.Data != "new" || !died && it.Data != "new" || it.Mark != Plain {
						t.Fatalf("%s (kept %t, died %t at %d): %+v", what, kept, died, life, it)
					}
				}
			}
		}
	}
}

func prepare(local, session *fake, kept bool) {
	s := tab(local, session, "aaaaaaaa")
	if kept {
		s.SetPolicy(Policy{Keep: true}, at(0))
	}
	for i := range 3 {
		s.Put(Visit, fmt.Sprint("v", i), "old", at(0))
	}
	s.Flush(at(1))
}

func dies(local, session mortal, act func(*Store)) (died bool) {
	defer func() { died = recover() != nil }()
	s := New(Options{Local: local, Session: session, Owner: "bbbbbbbb", Version: 1})
	s.Open(at(2))
	for i := range 3 {
		s.Put(Visit, fmt.Sprint("v", i), "new", at(5))
	}
	act(s)
	return false
}
