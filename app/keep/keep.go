// Package keep keeps what the user has typed, where the user wants it: in the
// device's storage, until the end of the next working day or another time that
// the user chooses; or, if "keep on this device" is off, in the tab's own, which
// survives a reload and a crash and dies with the tab. It knows no browser and
// no clock: storages and instants are passed in.
//
// Each item is kept on its own under two keys, written in turn, so that a
// write that breaks off leaves the state before. Each value names its item,
// revision, writer, version and checksum, so that whatever still reads is
// found again, in whatever place, and nothing else is believed.
package keep

import (
	"errors"
	"strconv"
	"strings"

	"therapytally/rules/order"
)

// Storage is a browser's localStorage or sessionStorage. An error that is
// ErrFull means that nothing more fits; any other, that it cannot be used.
type Storage interface {
	Get(key string) (value string, found bool, err error)
	Set(key, value string) error
	Del(key string) error
	Keys() ([]string, error)
}

// The errors of a Storage.
var (
	ErrFull     = errors.New("keep: the storage is full")
	ErrDisabled = errors.New("keep: the storage cannot be used")
)

// Kind says what an item is.
type Kind string

// The kinds. Visits are purged and never lost to another tab's; of set-ups,
// such as presets and the order of the sheet, the last write wins.
const (
	Visit Kind = "v"
	Setup Kind = "s"
	meta  Kind = "m" // our own: the policy and the last touch
)

// Mark says that an item needs the user's eye.
type Mark string

// The marks.
const (
	Plain    Mark = "-"
	Conflict Mark = "c" // two tabs changed it; both states are there
	Older    Mark = "o" // the newest state may be lost; this may be the one before
	gone     Mark = "x" // a removed item, so that no other tab brings it back
)

// Item is something kept under an ID, which is letters, digits and - _ . ~.
type Item struct {
	Kind Kind
	ID   string
	Data string // opaque
	Born int64  // Unix ms of the first save
	Day  int64  // local day of the first save, counted from 1970; 0: not known
	Mark Mark
}

// Now is the time of a call: Unix ms, the local offset in minutes east, and the
// page's monotonic clock in ms. A caller without a monotonic clock says 0, and
// its wall clock is believed.
type Now struct {
	Wall   int64
	Offset int
	Mono   int64
}

func (n Now) day() int64 { return dayOf(n.Wall, n.Offset) }

func dayOf(wall int64, offset int) int64 {
	local := wall + int64(offset)*60_000
	d := local / msDay
	if local%msDay < 0 {
		d--
	}
	return d
}

const msDay = 24 * 60 * 60_000

// Place is where items are.
type Place int

// The places.
const (
	Memory Place = iota // lost by a reload
	Tab                 // lost when the tab is closed
	Device              // kept
)

// Trouble is what the screen has to say.
type Trouble int

// The troubles.
const (
	NoTrouble  Trouble = iota
	Full               // what is new is in the tab only
	Disabled           // the browser refuses to store
	Evicted            // the browser has thrown away what was kept; it is off now
	Newer              // a newer build has written; nothing there is touched
	NotCleared         // something could not be deleted
)

// Status is where the newest writing is, and why not where it should be.
type Status struct {
	Where   Place
	Trouble Trouble
}

// Options are what a Store needs. Owner is a random text of 8 to 16 lower-case
// letters and digits, new at each page load. Migrate holds, under each
// version before ours, the step to the next. Same, if set, reports states that
// differ only in what passes by itself, such as time: they are no conflict.
// Default is what holds until the user chooses.
type Options struct {
	Local, Session Storage
	Owner, Build   string
	Version        int // of the items' data; at least 1
	Migrate        map[int]func(kind Kind, data string) (string, error)
	Same           func(kind Kind, a, b string) bool
	Default        Policy
}

// Store keeps items. It is not safe for concurrent use; a page has one.
type Store struct {
	o       Options
	items   map[name]*entry
	policy  Policy
	status  Status
	newer   bool // the device holds a newer build's
	touched int64
	ids     int
	purged  int64 // when a tab last dropped every visit
	ownTab  bool  // the policy is of this tab alone: the device holds none
	clocks  clocks
	aside   aside
	use     use
	strays  []stray
	unread  []raw
	refused map[name]bool // visits that read as items and not as visits
	news    Merged        // what has changed without the screen's doing
}

type name struct {
	kind Kind
	id   string
}

// entry is an item with what is known of its stored state.
type entry struct {
	Item
	rev   int    // 0: never stored
	owner string // who wrote rev
	seen  state  // the last state on the device that this one comes from
	from  state  // the state that it replaced
	spare bool   // stored in the tab for want of the device
	dirty bool
	first int64 // when it became dirty
	last  int64 // when it was last to be written anew
	typed int64 // when its data was last changed
	gone  bool
	at    Place // where rev is
}

// New returns a store that has read nothing yet: call Open.
func New(o Options) *Store {
	o.Owner, o.Build = safe(o.Owner), safe(o.Build)
	o.Version = max(1, o.Version)
	return &Store{o: o, items: map[name]*entry{}, refused: map[name]bool{}}
}

// safe makes a text fit for a header.
func safe(s string) string {
	s = strings.Map(func(r rune) rune {
		if isWord(r) {
			return r
		}
		return '.'
	}, s)
	if s == "" {
		return "."
	}
	return s[:min(len(s), 40)]
}

func isWord(r rune) bool {
	return r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || strings.ContainsRune("-_.~", r)
}

func isID(id string) bool {
	return id != "" && len(id) <= 64 && !strings.ContainsFunc(id, func(r rune) bool { return !isWord(r) })
}

// NewID returns an ID that no other tab has given.
func (s *Store) NewID() string {
	s.ids++
	return s.o.Owner + "-" + strconv.FormatInt(int64(s.ids), 36)
}

// isOwner reports a text that the page gives as an Owner: 64 random bits, the
// first of them set, to the base of 36. No name, date or number of a patient
// is one.
func isOwner(s string) bool {
	n, err := strconv.ParseUint(s, 36, 64)
	return err == nil && n>>63 == 1 && strings.Trim(s, "0123456789") != "" && strings.ToLower(s) == s
}

// isCount reports a short number to the base of 36.
func isCount(s string) bool {
	n, err := strconv.ParseUint(s, 36, 64)
	return err == nil && n < 1<<24 && strconv.FormatUint(n, 36) == s
}

// Given reports an ID that a page has given to a visit, or to the second state
// of one. Any other may be something that somebody has written.
func Given(id string) bool {
	root, second, forked := strings.Cut(id, "~")
	owner, count, found := strings.Cut(root, "-")
	if !found || !isOwner(owner) || !isCount(count) {
		return false
	}
	const length = 13 // of an owner
	return !forked || len(second) > length && isOwner(second[:length]) && isCount(second[length:])
}

// Items returns every item of a kind, in order of birth and ID.
func (s *Store) Items(k Kind) []Item {
	var out []Item
	for _, e := range s.items {
		if e.Kind == k && !e.gone {
			out = append(out, e.Item)
		}
	}
	order.By(out, func(a, b Item) int {
		if a.Born != b.Born {
			return int(min(1, max(-1, a.Born-b.Born)))
		}
		return strings.Compare(a.ID, b.ID)
	})
	return out
}

// Item returns an item.
func (s *Store) Item(k Kind, id string) (Item, bool) {
	e := s.items[name{k, id}]
	if e == nil || e.gone {
		return Item{}, false
	}
	return e.Item, true
}

// Status returns where things are.
func (s *Store) Status() Status { return s.status }

// Policy returns what the user has chosen.
func (s *Store) Policy() Policy { return s.policy }
