package keep

import (
	"cmp"
	"errors"
	"strconv"
	"strings"

	"therapytally/rules/order"
)

// The pace of writing, in ms: soon after the last change, and never later than
// writeBy after the first, so that nothing older than a second is unsaved.
const (
	writeAfter = 250
	writeBy    = 700
)

// Put keeps a new or changed item. It is written when Due says so.
func (s *Store) Put(k Kind, id, data string, now Now) {
	if k == meta || !isID(id) {
		return
	}
	s.put(k, id, data, now)
}

func (s *Store) put(k Kind, id, data string, now Now) {
	n := name{k, id}
	e := s.items[n]
	switch {
	case e == nil:
		e = &entry{Item: Item{Kind: k, ID: id, Born: now.Wall, Day: now.day(), Mark: Plain}}
		s.items[n] = e
		s.notePolicy(k, now)
	case e.gone:
		e.gone, e.Mark = false, Plain
	case e.Data == data:
		return
	}
	e.Data, e.typed = data, now.Wall
	e.soil(now)
}

// notePolicy keeps the policy, though nobody has chosen it, with the first item
// that it keeps.
func (s *Store) notePolicy(k Kind, now Now) {
	if n := (name{meta, policyID}); k != meta && s.policy.Keep && s.items[n] == nil {
		s.put(meta, policyID, s.policy.text(), now)
	}
}

// Settle takes the mark off a visit that the user has looked at.
func (s *Store) Settle(id string, now Now) {
	if e := s.items[name{Visit, id}]; e != nil && !e.gone && e.Mark != Plain {
		e.Mark = Plain
		e.soil(now)
	}
}

// Remove drops an item. A note that it is gone stays till the next day, so
// that no other tab brings it back.
func (s *Store) Remove(k Kind, id string, now Now) {
	if e := s.items[name{k, id}]; e != nil && k != meta && !e.gone {
		e.gone, e.Mark, e.Data = true, gone, ""
		e.soil(now)
	}
}

// soil notes a change.
func (e *entry) soil(now Now) {
	if !e.dirty || e.first == 0 || now.Wall < e.first {
		e.first = now.Wall
	}
	e.dirty, e.last = true, now.Wall
}

// Due says when, in Unix ms, to call Flush; false if nothing waits. Call Flush
// at once, too, when the page is hidden, left or about to be updated.
func (s *Store) Due() (at int64, waiting bool) {
	for _, e := range s.items {
		if !e.dirty {
			continue
		}
		due := min(e.first+writeBy, e.last+writeAfter)
		if !waiting || due < at {
			at, waiting = due, true
		}
	}
	return at, waiting
}

// Flush writes what has changed. What does not fit on the device goes to the
// tab's storage, and is tried again with each later Flush. If another tab has
// changed the same visit meanwhile, both states stay, and Merged says so.
func (s *Store) Flush(now Now) (Status, Merged) {
	s.checkDevice(now)
	s.hearPurge(now)
	waiting := s.waiting()
	if len(waiting) == 0 {
		return s.status, s.tell()
	}
	next := Status{Where: s.target()}
	if s.newer {
		next.Trouble = Newer
	}
	if t := s.status.Trouble; t == Evicted || t == NotCleared {
		next.Trouble = t // until the user chooses anew, or clears
	}
	for len(waiting) > 0 {
		before := len(s.items)
		for _, n := range waiting {
			s.write(n, now, &next)
		}
		waiting = nil
		if len(s.items) > before { // a visit was found to stand twice
			waiting = s.waiting()
		}
	}
	s.sweep(next)
	s.status = next
	return next, s.tell()
}

// stray is a key that holds another item's value, or rubbish, beside the one
// good state of its own.
type stray struct {
	st  Storage
	key string
}

// sweep deletes strays once everything has been written, the items whose
// values had strayed too.
func (s *Store) sweep(st Status) {
	if st.Trouble != NoTrouble {
		return
	}
	for _, v := range s.strays {
		_ = v.st.Del(v.key) // if it stays, Open is only more careful than it need be
	}
	s.strays = nil
}

// tell hands over what has changed without the screen's doing.
func (s *Store) tell() Merged {
	m := s.news
	s.news = Merged{}
	return m
}

// waiting lists what is to be written, the policy first: no visit is kept
// without it.
func (s *Store) waiting() []name {
	var first, rest []name
	for n, e := range s.items {
		switch {
		case !e.dirty && !e.spare:
		case n.kind == meta:
			first = append(first, n)
		default:
			rest = append(rest, n)
		}
	}
	order.By(rest, func(a, b name) int {
		return cmp.Or(strings.Compare(string(a.kind), string(b.kind)), strings.Compare(a.id, b.id))
	})
	return append(first, rest...)
}

// checkDevice finds out whether the browser, or the user in its settings, has
// thrown away what was kept. Then keeping is off: what somebody has deleted is
// not put back without being asked.
func (s *Store) checkDevice(now Now) {
	e := s.items[name{meta, policyID}]
	if !s.policy.Keep || s.newer || e == nil || e.at != Device {
		return
	}
	p, err := name{meta, policyID}.read(s.o.Local)
	if err == nil && !p.any {
		s.ownTab = true
		s.unkeep(now)
		s.status.Trouble = Evicted
	}
}

// unkeep moves everything to the tab.
func (s *Store) unkeep(now Now) {
	s.policy.Keep = false
	s.beginDay(now)
	s.put(meta, policyID, s.policy.text(), now)
	for _, e := range s.items {
		e.soil(now)
	}
}

// write writes one item where it belongs, or else in the tab.
func (s *Store) write(n name, now Now, st *Status) {
	e := s.items[n]
	if e == nil {
		return
	}
	if e.spare && !e.dirty && (st.Trouble == Full || st.Trouble == Disabled) {
		return // it is in the tab, and there is no room for it yet
	}
	was, err := e.at, error(nil)
	target := s.targetOf(n)
	if target == Device {
		if err = s.store(s.o.Local, Device, e, now); err == nil {
			s.unspare(n, e)
			return
		}
		if s.policy.Keep { // else only a note of ours is in the tab instead
			st.note(Tab, trouble(err))
		}
	}
	if e.spare && !e.dirty {
		return // it is in the tab already
	}
	if err = s.store(s.o.Session, Tab, e, now); err != nil {
		st.note(Memory, trouble(err))
		e.soil(now) // try again
		return
	}
	e.spare = target == Device
	if was == Device && target == Tab && !s.newer {
		for _, slot := range slots {
			s.del(s.o.Local, n.key(slot))
		}
	}
}

// note remembers the worst place and the first trouble.
func (st *Status) note(where Place, t Trouble) {
	st.Where = min(st.Where, where)
	if st.Trouble == NoTrouble {
		st.Trouble = t
	}
}

func trouble(err error) Trouble {
	if errors.Is(err, ErrFull) {
		return Full
	}
	return Disabled
}

// unspare deletes the copy in the tab of what is now on the device.
func (s *Store) unspare(n name, e *entry) {
	e.spare = false
	if s.o.Session != nil {
		for _, slot := range slots {
			_ = s.o.Session.Del(n.key(slot)) // if it stays, Open sorts it out
		}
	}
}

var errNotWritten = errors.New("keep: the storage did not take the value")

// store writes an item into the slot that does not hold its newest state.
func (s *Store) store(st Storage, at Place, e *entry, now Now) error {
	if st == nil {
		return ErrDisabled
	}
	n := name{e.Kind, e.ID}
	p, err := n.read(st)
	if err != nil {
		return err
	}
	if p.top.version > s.o.Version {
		s.newer = true
		return ErrDisabled
	}
	if p.top.rev > 0 && at == Device {
		s.meet(e, p.top, now)
	}
	rev := max(e.rev, p.top.rev) + 1
	r := record{
		Item: e.Item, version: s.o.Version, rev: rev, owner: s.o.Owner, prev: p.top.rev, base: e.seen, from: state{e.owner, e.rev}, saved: now.Wall, build: s.o.Build,
	}
	if err := setAndSee(st, n.key(p.other()), r.text()); err != nil {
		return err
	}
	if p.any && p.slot == "" {
		s.strays = append(s.strays, stray{st, n.key(slots[1])})
	}
	if e.gone && p.slot != "" {
		_ = st.Del(n.key(p.slot)) // the newer note that it is gone stands
	}
	e.rev, e.owner, e.at, e.dirty, e.first = rev, s.o.Owner, at, false, 0
	if at == Device {
		e.seen = r.state()
	}
	return nil
}

// setAndSee writes a value and reads it back: some browsers drop writes
// without a word.
func setAndSee(st Storage, key, value string) error {
	if err := st.Set(key, value); err != nil {
		return err
	}
	back, here, err := st.Get(key)
	if err != nil {
		return err
	}
	if !here || back != value {
		return errNotWritten
	}
	return nil
}

// meet compares an item about to be written with what the device holds by now.
// If another tab has changed it since, its state becomes a visit of its own.
func (s *Store) meet(e *entry, top record, now Now) {
	if top.state() == e.seen || top.rev < e.seen.rev {
		return
	}
	switch {
	case e.Kind != Visit || top.Mark == gone || s.same(e.Kind, top.Data, e.Data):
	case e.gone: // changed there, removed here: nothing is lost
		e.gone, e.Data, e.Mark, e.Born, e.Day = false, top.Data, Conflict, top.Born, top.Day
		s.news.Changed = append(s.news.Changed, e.Item)
	default:
		s.fork(top.entry(Device), now.Wall)
		e.Mark = Conflict
		s.news.Changed = append(s.news.Changed, e.Item)
	}
}

// same reports two states that differ in nothing that anybody has done.
func (s *Store) same(k Kind, a, b string) bool {
	return a == b || s.o.Same != nil && s.o.Same(k, a, b)
}

// fork keeps a second state of a visit under an ID of its own. Every tab that
// finds the same state gives it the same ID.
func (s *Store) fork(e *entry, at int64) {
	root, _, _ := strings.Cut(e.ID, "~")
	c := &entry{Item: e.Item, at: Memory}
	c.ID = root[:min(len(root), 40)] + "~" + e.owner[:min(len(e.owner), 16)] + strconv.FormatInt(int64(e.rev), 36)
	c.Mark, c.dirty, c.first, c.last = Conflict, true, at, at
	if _, here := s.items[name{Visit, c.ID}]; !here {
		s.items[name{Visit, c.ID}] = c
		s.news.Changed = append(s.news.Changed, c.Item)
	}
}
