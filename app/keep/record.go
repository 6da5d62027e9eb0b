package keep

import (
	"hash/crc32"
	"strconv"
	"strings"
)

const (
	prefix  = "tally/"
	magic   = "tally"
	columns = 14
)

// record is one stored value.
type record struct {
	Item
	version int
	rev     int
	owner   string // who wrote it
	prev    int    // the revision in the other slot when it was written; 0: none
	base    state  // the last state on the device that it comes from
	from    state  // the state, there or in the tab, that it replaces
	saved   int64
	build   string
}

// text writes a record: a line of fields and a checksum over them and the
// data, then the data. The checksum finds damage; it proves no authorship.
func (r record) text() string {
	head := strings.Join([]string{
		magic, strconv.Itoa(r.version), string(r.Kind), r.ID, strconv.Itoa(r.rev), r.owner, strconv.Itoa(r.prev), r.base.text(), r.from.text(),
		strconv.FormatInt(r.Born, 10), strconv.FormatInt(r.saved, 10), string(r.Mark), r.lastColumn(),
	}, " ")
	return head + " " + sum(head, r.Data) + "\n" + r.Data
}

// lastColumn is the build and, behind a tilde, the local day of birth: a build
// that knows no day reads both as its build.
func (r record) lastColumn() string {
	if r.Day == 0 {
		return r.build
	}
	return r.build + dayMark + strconv.FormatInt(r.Day, 10)
}

const dayMark = "~"

// readDay takes the day off the last column. A day that no time zone has at the
// birth is not believed.
func (r *record) readDay() {
	build, text, found := strings.Cut(r.build, dayMark)
	day, err := strconv.ParseInt(text, 10, 64)
	if !found || err != nil {
		return
	}
	r.build = build
	if apart := day - dayOf(r.Born, 0); apart >= -1 && apart <= 1 {
		r.Day = day
	}
}

// sum is the length and the checksum of a record.
func sum(head, data string) string {
	crc := crc32.Update(crc32.ChecksumIEEE([]byte(head)), crc32.IEEETable, []byte("\n"+data))
	return strconv.Itoa(len(data)) + "." + strconv.FormatUint(uint64(crc), 16)
}

// parse reads a stored value; false means that it is damaged or none of ours.
func parse(value string) (record, bool) {
	line, data, found := strings.Cut(value, "\n")
	cut := strings.LastIndexByte(line, ' ')
	if !found || cut < 0 || line[cut+1:] != sum(line[:cut], data) {
		return record{}, false
	}
	f := strings.Split(line, " ")
	if len(f) != columns || f[0] != magic {
		return record{}, false
	}
	r := record{Item: Item{Kind: Kind(f[2]), ID: f[3], Data: data, Mark: Mark(f[11])}, owner: f[5], build: f[12]}
	ok := true
	r.base, r.from = readState(f[7], &ok), readState(f[8], &ok)
	r.version, r.rev, r.prev = atoi(f[1], &ok), atoi(f[4], &ok), atoi(f[6], &ok)
	r.Born, r.saved = int64(atoi(f[9], &ok)), int64(atoi(f[10], &ok))
	r.readDay()
	return r, ok && isID(r.ID) && r.version > 0 && r.rev > 0
}

func atoi(s string, ok *bool) int {
	n, err := strconv.Atoi(s)
	*ok = *ok && err == nil && n >= 0
	return n
}

// newerThan orders two stored states of one item.
func (r record) newerThan(o record) bool {
	if r.rev != o.rev {
		return r.rev > o.rev
	}
	if r.saved != o.saved {
		return r.saved > o.saved
	}
	return r.owner > o.owner
}

func (n name) key(slot string) string { return prefix + string(n.kind) + "/" + n.id + "/" + slot }

var slots = [2]string{"a", "b"}

// nameOf reads which item a key is for.
func nameOf(key string) (name, bool) {
	rest, ours := strings.CutPrefix(key, prefix)
	f := strings.Split(rest, "/")
	if !ours || len(f) != 3 || !isID(f[1]) {
		return name{}, false
	}
	return name{Kind(f[0]), f[1]}, true
}

// pair is what the two slots of an item hold.
type pair struct {
	top   record // the newest that reads; rev 0: none
	slot  string // where top is
	sound bool   // top is surely the newest
	any   bool   // at least one slot holds something
}

// read reads an item's two slots.
func (n name) read(st Storage) (pair, error) {
	var found []record
	var p pair
	present := 0
	for _, slot := range slots {
		value, here, err := st.Get(n.key(slot))
		if err != nil {
			return pair{}, err
		}
		if !here {
			continue
		}
		present++
		r, ok := parse(value)
		if !ok || r.name() != n {
			continue
		}
		found = append(found, r)
		if p.top.rev == 0 || r.newerThan(p.top) {
			p.top, p.slot = r, slot
		}
	}
	p.any = present > 0
	p.sound = isSound(p.top, found, present)
	return p, nil
}

func (r record) name() name { return name{r.Kind, r.ID} }

// state names a stored state: who wrote which revision. Zero: none.
type state struct {
	owner string
	rev   int
}

func (r record) state() state { return state{r.owner, r.rev} }

func (s state) text() string { return s.owner + "@" + strconv.Itoa(s.rev) }

func readState(text string, ok *bool) state {
	owner, rev, found := strings.Cut(text, "@")
	*ok = *ok && found
	return state{owner, atoi(rev, ok)}
}

// entry is a record as an item of the store.
func (r record) entry(at Place) *entry {
	e := &entry{Item: r.Item, rev: r.rev, owner: r.owner, seen: r.base, from: r.from, gone: r.Mark == gone, at: at, typed: r.saved}
	if at == Device {
		e.seen = r.state()
	}
	return e
}

// isSound reports whether a record is surely the newest of its item: what it
// says of the other slot is true. If that slot is damaged it may have held a
// newer state.
func isSound(top record, found []record, present int) bool {
	if top.Mark == gone {
		return true
	}
	states := map[state]bool{}
	hasPrev := top.prev == 0
	for _, r := range found {
		states[r.state()] = true
		hasPrev = hasPrev || r.rev == top.prev
	}
	return hasPrev && present <= len(states)
}

// other is the slot to write next.
func (p pair) other() string {
	if p.slot == slots[0] {
		return slots[1]
	}
	return slots[0]
}
