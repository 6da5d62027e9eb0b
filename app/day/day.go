// Package day is the therapist's day on one device: the sheet of its visits,
// what is kept of them and for how long, and the clinic's own settings. One
// visit of the sheet is on the desk at a time; its form belongs to package
// store. The state stands in Day and knows no screen; the browser is reached
// through Device.
package day

import (
	"encoding/json"
	"strconv"
	"strings"

	"therapytally/app/draft"
	"therapytally/app/keep"
	"therapytally/app/sheet"
	"therapytally/app/undo"
	"therapytally/app/words"
	"therapytally/app/workspace"
	"therapytally/rules"
)

// Device is what a day needs of the browser: its storages and clock, and the
// tab's own note of the visit on the desk.
type Device interface {
	Storages() (local, session keep.Storage)
	Now() keep.Now
	Today() string
	Owner() string
	Noted() string
	Note(id string)
}

// IDs of set-ups.
const (
	orderID  = "order"
	clinicID = "clinic"

	dataVersion = 1
)

// Day is the state of the day.
type Day struct {
	Version int // grows with each change that the parts of the day show
	Sheet   *sheet.Sheet
	Current string // ID of the visit on the desk
	Clinic  Clinic

	store    *workspace.Store
	words    *words.Words
	device   Device
	keep     *keep.Store
	idle     keep.Idle
	stored   map[string]bool // visits that are in keep
	saved    string          // the visit on the desk as it was saved last
	seen     keep.Status
	clocked  int64 // when the running timer was kept last
	asking   asking
	sums     map[string]Sum
	view     view
	notices  []notice
	withheld []draft.Field
	removed  undo.List // what Undo brings back
	hidden   bool      // nobody looks at the page
	fresh    string    // the current visit as it came, until something is typed
	site     Clinic    // from the clinic's own file
	stale    bool      // what a dialog shows has changed under it
}

// New opens the day: what was kept is there again, or one fresh visit. Site is
// what a device begins with that has no settings of its own.
func New(s *workspace.Store, w *words.Words, device Device, site Clinic) *Day {
	d := &Day{store: s, words: w, device: device, site: site, sums: map[string]Sum{}, stored: map[string]bool{}}
	s.Elsewhere = d.stopOthers
	d.idle.Minutes = keep.UsualIdle
	d.open()
	return d
}

// open reads what is kept.
func (d *Day) open() {
	local, session := d.device.Storages()
	now := d.device.Now()
	d.keep = keep.New(keep.Options{Local: local, Session: session, Owner: d.device.Owner(), Build: "1", Version: dataVersion, Same: sameButClock, Default: keep.Usual})
	report := d.keep.Open(now)
	bad := d.readAll()
	d.report(report, bad)
	d.openUndo(len(report.Purged) > 0)
	d.crowded()
	d.idle = keep.Idle{Minutes: d.keep.Policy().IdleMinutes, Last: now.Wall}
	d.goTo(d.device.Noted())
}

// readAll assembles the sheet and the settings from what is kept, and counts
// the visits that do not read.
func (d *Day) readAll() (bad int) {
	var visits []sheet.Visit
	d.stored = map[string]bool{}
	d.readClinic()
	for _, item := range d.keep.Items(keep.Visit) {
		v, err := sheet.Decode(item.ID, item.Data)
		if err != nil {
			d.keep.Refuse(item.ID, d.device.Now())
			bad++
			continue
		}
		d.stored[v.ID] = true
		if d.adopt(&v) {
			d.keep.Put(keep.Visit, v.ID, v.Encode(), d.device.Now())
		}
		visits = append(visits, v)
	}
	d.Sheet, _ = sheet.Assemble(visits, d.order())
	return bad
}

func (d *Day) order() []string {
	item, _ := d.keep.Item(keep.Setup, orderID)
	return strings.Fields(item.Data)
}

// changed notes that the parts of the day show something else.
func (d *Day) changed() { d.Version++ }

// goTo puts a visit on the desk: the one asked for, else the last of the
// sheet, else a fresh one.
func (d *Day) goTo(id string) {
	v := d.Sheet.Visit(id)
	if n := len(d.Sheet.Visits); v == nil && n > 0 {
		v = &d.Sheet.Visits[n-1]
	}
	if v == nil {
		v = d.blank()
	}
	d.show(v)
}

// show puts a visit of the sheet on the desk.
func (d *Day) show(v *sheet.Visit) {
	d.Current = v.ID
	d.device.Note(v.ID)
	d.store.Show(*v)
	d.saved = d.snapshot().Encode()
	d.fresh = ""
	if !d.stored[v.ID] {
		d.fresh = d.saved
	}
	d.view.label, d.view.labelWrong, d.view.labelWas = v.Label, sheet.Fine, ""
	d.changed()
}

// blank adds an empty visit with the clinic's settings to the end.
func (d *Day) blank() *sheet.Visit {
	d.begin(d.Clinic.guarded(d.store.Find))
	v := d.store.Snapshot()
	v.ID, v.Label = d.keep.NewID(), d.nextLabel()
	d.Sheet.Visits = append(d.Sheet.Visits, v)
	return &d.Sheet.Visits[len(d.Sheet.Visits)-1]
}

// nextLabel is the first number that no visit has, nor one that Undo may bring
// back.
func (d *Day) nextLabel() string {
	taken := map[string]bool{}
	for _, v := range d.Sheet.Visits {
		taken[v.Label] = true
	}
	for _, label := range d.removed.Labels() {
		taken[label] = true
	}
	n := 1
	for taken[strconv.Itoa(n)] {
		n++
	}
	return strconv.Itoa(n)
}

// snapshot is the visit on the desk as it stands, with its place on the sheet.
func (d *Day) snapshot() sheet.Visit {
	v := d.store.Snapshot()
	v.ID = d.Current
	if old := d.Sheet.Visit(d.Current); old != nil {
		v.Label = old.Label
	}
	d.withhold(&v)
	return v
}

// Save takes the desk's state over into the sheet and what is kept. It is
// called after everything that may have changed something.
func (d *Day) Save() {
	at, was := d.Sheet.Index(d.Current), len(d.withheld)
	if at < 0 {
		return
	}
	v := d.snapshot()
	data := v.Encode()
	if was != len(d.withheld) {
		d.changed()
	}
	if data == d.saved {
		return
	}
	if d.hidden && sameButClock(keep.Visit, data, d.saved) {
		return // the tab that is looked at keeps the time
	}
	d.saved = data
	d.Sheet.Visits[at] = v
	if d.sums[v.ID] = sumOf(d.store); len(d.withheld) > 0 {
		delete(d.sums, v.ID) // once it leaves the desk, it is what is kept
	}
	if d.view.open || d.view.signals || d.view.paper == paperVisit {
		d.changed()
	}
	d.put(v.ID, data)
	if len(v.Timer.Spans) > 0 {
		d.ask() // that a timer runs is noted with the timer
	}
}

// put hands a visit to keep, unless nothing has been typed into it yet.
func (d *Day) put(id, data string) {
	if d.fresh != "" && id == d.Current && data == d.fresh {
		return
	}
	if id == d.Current {
		d.fresh = ""
	}
	if !d.stored[id] {
		d.stored[id] = true
		d.putOrder()
	}
	d.keep.Put(keep.Visit, id, data, d.device.Now())
}

// putOrder keeps the order of the visits that are kept.
func (d *Day) putOrder() {
	var ids []string
	for _, id := range d.Sheet.Order() {
		if d.stored[id] {
			ids = append(ids, id)
		}
	}
	d.keep.Put(keep.Setup, orderID, strings.Join(ids, " "), d.device.Now())
}

// Visits are the visits of the day, the one on the desk included.
func (d *Day) Visits() []sheet.Visit { return d.Sheet.Visits }

// readClinic reads the clinic's settings; what does not read is as if it had
// not been set, and is said.
func (d *Day) readClinic() {
	d.Clinic = d.site
	if item, here := d.keep.Item(keep.Setup, clinicID); here {
		d.Clinic = Clinic{}
		if json.Unmarshal([]byte(item.Data), &d.Clinic) != nil {
			d.Clinic = d.site
			d.notify(noticeClinic, 0)
		}
	}
	d.applyClinic()
}

// applyClinic makes the settings hold for the visit on the desk.
func (d *Day) applyClinic() {
	d.store.Find.SetFirst(d.Clinic.codes(d.store.Find.Book))
	d.sums = map[string]Sum{}
}

// adopt gives a visit that has no payer of its own the clinic's: one that was
// kept or saved before visits had theirs, or the copy of another patient's. It
// reports whether it did.
func (d *Day) adopt(v *sheet.Visit) bool {
	if draft.HasPayer(v.Texts) {
		return false
	}
	if v.Texts == nil {
		v.Texts = map[string]string{}
	}
	clinic := d.Clinic.guarded(d.store.Find)
	draft.TakePayer(clinic.Payer, v.Texts)
	if left := d.formerDeductible(); left != "" && v.Texts[string(draft.Deductible)] == "" && !clinic.Original() && clinic.Kind != rules.SelfPay {
		v.Texts[string(draft.Deductible)] = left
	}
	return true
}

// formerDeductible is what the settings once held for every patient.
func (d *Day) formerDeductible() string {
	var former struct{ Deductible string }
	item, here := d.keep.Item(keep.Setup, clinicID)
	if !here || json.Unmarshal([]byte(item.Data), &former) != nil {
		return ""
	}
	if _, why := draft.ParseMoney(former.Deductible); why != draft.None {
		return ""
	}
	return former.Deductible
}
