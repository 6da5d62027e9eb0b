package day

import (
	"slices"

	"therapytally/app/keep"
	"therapytally/app/sheet"
	"therapytally/app/visit/form"
)

// noticeKind says what has happened to what was kept.
type noticeKind int

const (
	noticeOlder noticeKind = iota
	noticeConflict
	noticeLost
	noticeDamaged
	noticeNewer
	noticeFailed
	noticePurged
	noticeIdle
	noticeCleared
	noticeClinic
	noticeSheetFull
	noticeImported
	noticeNotImported
	noticeElsewhere
	noticeWithout
	noticeUnfinished
)

// notice is one thing to say until the user has read it.
type notice struct {
	kind   noticeKind
	n      int
	detail string
}

// notify says something; the same kind is said once.
func (d *Day) notify(kind noticeKind, n int) {
	d.notices = slices.DeleteFunc(d.notices, func(o notice) bool { return o.kind == kind })
	d.notices = append(d.notices, notice{kind: kind, n: n})
	d.changed()
}

// Dismiss takes the notices away; what is marked counts as looked at.
func (d *Day) Dismiss() {
	for _, item := range d.keep.Items(keep.Visit) {
		d.keep.Settle(item.ID, d.device.Now())
	}
	d.notices = nil
	d.changed()
}

// report turns what Open has found into notices.
func (d *Day) report(r keep.Report, bad int) {
	for _, found := range []notice{
		{kind: noticePurged, n: len(r.Purged)}, {kind: noticeOlder, n: len(r.Older)}, {kind: noticeConflict, n: len(r.Conflicts)},
		{kind: noticeLost, n: len(r.Lost) + bad}, {kind: noticeNewer, n: r.Newer}, {kind: noticeFailed, n: r.Failed},
	} {
		if found.n > 0 {
			d.notify(found.kind, found.n)
		}
	}
	if r.Damaged > 0 && len(r.Older)+len(r.Lost) == 0 {
		d.notify(noticeDamaged, r.Damaged)
	}
	d.seen = r.Status
}

// Flush writes what waits. Status changes are shown.
func (d *Day) Flush() {
	st, merged := d.keep.Flush(d.device.Now())
	d.stand(st)
	d.merged(merged)
}

// stand shows where things are, if that has changed.
func (d *Day) stand(st keep.Status) {
	if st != d.seen {
		d.seen = st
		d.changed()
	}
}

// Due says in how many ms something waits to be written.
func (d *Day) Due() (in int64, waiting bool) {
	at, waiting := d.keep.Due()
	return max(0, at-d.device.Now().Wall), waiting
}

// Policy is what the user has chosen.
func (d *Day) Policy() keep.Policy { return d.keep.Policy() }

// SetPolicy changes what is kept.
func (d *Day) SetPolicy(p keep.Policy) {
	d.Save()
	now := d.device.Now()
	st, merged := d.keep.SetPolicy(p, now)
	d.idle = keep.Idle{Minutes: d.keep.Policy().IdleMinutes, Last: now.Wall}
	d.seen = st
	d.changed()
	d.merged(merged)
}

// Clear drops everything, here, on the device and in the other tabs.
func (d *Day) Clear() {
	d.seen = d.keep.Clear()
	d.empty()
	d.Clinic = Clinic{}
	d.applyClinic()
	d.startOver(noticeCleared)
}

// empty forgets the visits of the day, what Undo would bring back included.
func (d *Day) empty() {
	d.Sheet, d.stored, d.sums = &sheet.Sheet{}, map[string]bool{}, map[string]Sum{}
	d.view.paper, d.view.clearing = noPaper, false
}

// startOver shows a fresh visit after everything was dropped, and says why.
func (d *Day) startOver(why noticeKind) {
	d.notices = nil
	d.goTo("")
	d.idle.Restart(d.device.Now().Wall)
	d.notify(why, d.idle.Minutes)
}

// Tick looks at the clock: it purges what is over and counts down on a shared
// tablet. It reports whether something shown has changed.
func (d *Day) Tick() bool {
	before := d.Version
	d.saveClock()
	d.purge()
	if d.Policy().Shared {
		d.watch()
	}
	return d.Version != before
}

// clockEvery is how often, in ms, a running timer's last reading is kept: a
// timer that nobody has seen for long would have to be confirmed.
const clockEvery = 30_000

func (d *Day) saveClock() {
	now := d.device.Now().Wall
	if d.hidden || len(d.store.Form.Time.Running()) == 0 || now-d.clocked < clockEvery && now >= d.clocked {
		return
	}
	d.clocked = now
	d.Save()
}

func (d *Day) purge() {
	gone := d.keep.Purge(d.device.Now())
	if len(gone) == 0 {
		return
	}
	for _, id := range gone {
		delete(d.stored, id)
		delete(d.sums, id)
	}
	d.Sheet.Visits = slices.DeleteFunc(d.Sheet.Visits, func(v sheet.Visit) bool { return slices.Contains(gone, v.ID) })
	d.Sheet.Forget()
	d.putOrder()
	if slices.Contains(gone, d.Current) {
		d.goTo("")
	}
	d.notify(noticePurged, len(gone))
}

// watch counts down where nobody touches the tablet.
func (d *Day) watch() {
	phase, left := d.idle.At(d.device.Now().Wall)
	if phase == keep.Over {
		d.keep.PurgeVisits()
		d.empty()
		d.putOrder()
		d.view.left = 0
		d.startOver(noticeIdle)
		return
	}
	if left != d.view.left {
		d.view.left = left
		d.changed()
	}
}

// Touch notes that somebody is there. It reports whether that ended a
// countdown.
func (d *Day) Touch() (ended bool) {
	if !d.Policy().Shared {
		return false
	}
	now := d.device.Now()
	d.watch() // the tablet may have slept through its time
	d.idle.Touch(now.Wall)
	d.keep.Touch(now)
	ended = d.view.left > 0
	if ended {
		d.view.left = 0
		d.changed()
	}
	return ended
}

// Merge takes in what another tab has written; an empty key means everything.
func (d *Day) Merge(ev keep.Event) { d.merged(d.keep.Merge(ev, d.device.Now())) }

// MergeAll takes in everything that another tab may have written.
func (d *Day) MergeAll() { d.merged(d.keep.MergeAll(d.device.Now())) }

func (d *Day) merged(m keep.Merged) {
	d.stand(d.keep.Status())
	if m.Touched > d.idle.Last {
		d.idle.Last = m.Touched
	}
	switch {
	case m.Cleared:
		d.empty()
		d.readClinic()
		d.startOver(noticeCleared)
		return
	case !m.Policy && len(m.Changed)+len(m.Removed) == 0:
		return
	}
	d.idle.Minutes = d.keep.Policy().IdleMinutes
	d.takeRemoved(m.Removed)
	for _, item := range m.Changed {
		d.takeChanged(item)
	}
	d.reorder()
	d.changed()
}

// takeRemoved follows another tab's removals.
func (d *Day) takeRemoved(ids []string) {
	for _, id := range ids {
		if at := d.Sheet.Index(id); at >= 0 {
			d.Sheet.Visits = slices.Delete(d.Sheet.Visits, at, at+1)
			delete(d.stored, id)
			delete(d.sums, id)
		}
		if id == d.Current {
			d.goTo("")
			d.notify(noticeElsewhere, 0)
		}
	}
}

// takeChanged takes over a visit or a set-up that another tab has changed.
func (d *Day) takeChanged(item keep.Item) {
	if item.Kind == keep.Setup {
		if item.ID == clinicID {
			d.readClinic()
			d.store.Recount()
		}
		return
	}
	v, err := sheet.Decode(item.ID, item.Data)
	if err != nil {
		d.notify(noticeDamaged, 1)
		return
	}
	d.stored[v.ID] = true
	d.adopt(&v)
	if v.ID == d.Current && item.Mark != keep.Conflict && sameButClock(keep.Visit, d.saved, item.Data) {
		return // the other tab has only looked at the clock
	}
	delete(d.sums, v.ID)
	if at := d.Sheet.Index(v.ID); at >= 0 {
		d.Sheet.Visits[at] = v
	} else {
		d.Sheet.Visits = append(d.Sheet.Visits, v)
	}
	if item.Mark == keep.Conflict {
		d.notify(noticeConflict, 1)
	}
	if v.ID == d.Current {
		d.show(d.Sheet.Visit(v.ID))
		d.notify(noticeElsewhere, 0)
	}
}

// reorder puts the visits in the order that is kept.
func (d *Day) reorder() {
	was := d.Sheet
	d.Sheet, _ = sheet.Assemble(was.Visits, d.order())
}

// sameButClock reports two states of a visit that only time has parted: no
// other than a running timer has changed anything.
func sameButClock(k keep.Kind, a, b string) bool {
	if k != keep.Visit {
		return a == b
	}
	one, err := sheet.Decode("v", a)
	two, bad := sheet.Decode("v", b)
	return err == nil && bad == nil && one.Still().Encode() == two.Still().Encode()
}

// Withheld lists the fields whose texts are kept nowhere.
func (d *Day) Withheld() []form.Field { return d.withheld }
