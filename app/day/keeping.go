package day

import (
	"slices"

	"therapytally/app/draft"
	"therapytally/app/keep"
	"therapytally/app/sheet"
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
	noticeUnpaid
	noticeTwice
	noticePolicyLost
	noticeClosed
	noticeCrowded
	noticeDiscarded
	noticeNotBack
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

// tells reports whether the page says something of a kind.
func (d *Day) tells(kind noticeKind) bool {
	return slices.ContainsFunc(d.notices, func(n notice) bool { return n.kind == kind })
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
		{kind: noticeLost, n: len(r.Lost) + bad}, {kind: noticeFailed, n: r.Failed},
	} {
		if found.n > 0 {
			d.notify(found.kind, found.n)
		}
	}
	switch {
	case r.PolicyLost:
		d.notify(noticePolicyLost, d.keep.Policy().IdleMinutes)
	case r.Damaged > 0 && len(r.Older)+len(r.Lost) == 0:
		d.notify(noticeDamaged, r.Damaged)
	}
	if r.Newer > 0 && r.Trouble != keep.Newer { // else the trouble says it
		d.notify(noticeNewer, r.Newer)
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
	if local, _ := d.device.Storages(); local != nil && local.Del(languageKey) != nil {
		d.seen.Trouble = keep.NotCleared
	}
	d.empty()
	d.startOver(noticeCleared)
}

// languageKey holds the language that was chosen on the patient's page. It is
// none of the items.
const languageKey = "tally-language"

// empty forgets the visits of the day, what Undo would bring back included, and
// what was typed into the settings and is not kept: it may be a name.
func (d *Day) empty() {
	d.Sheet, d.stored, d.sums = &sheet.Sheet{}, map[string]bool{}, map[string]Sum{}
	d.forgetUndo()
	d.view.paper, d.view.clearing, d.asking = noPaper, false, asking{}
	d.readClinic()
}

// startOver shows a fresh visit after everything was dropped, and says why,
// unless something could not be dropped: then that is said alone.
func (d *Day) startOver(why noticeKind) {
	d.notices = nil
	d.stale = true
	d.goTo("")
	d.idle.Restart(d.device.Now().Wall)
	if d.seen.Trouble != keep.NotCleared {
		d.notify(why, d.idle.Minutes)
	}
}

// Unread counts what is stored and does not read.
func (d *Day) Unread() int { return d.keep.Unread() }

// Discard deletes what does not read.
func (d *Day) Discard() {
	n := d.keep.Unread()
	d.stand(d.keep.Discard(d.device.Now()))
	d.view.discarding = false
	d.notices = slices.DeleteFunc(d.notices, func(o notice) bool {
		return o.kind == noticeLost || o.kind == noticeDamaged || o.kind == noticeFailed || o.kind == noticeNewer
	})
	if d.seen.Trouble != keep.NotCleared {
		d.notify(noticeDiscarded, n)
	}
	d.changed()
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
		d.startOver(noticeCleared)
		return
	case !m.Policy && len(m.Changed)+len(m.Removed)+len(m.Purged) == 0:
		return
	}
	if m.Policy { // somebody is there
		d.idle = keep.Idle{Minutes: d.keep.Policy().IdleMinutes, Last: d.device.Now().Wall}
		d.view.left = 0
	}
	d.takePurged(m.Purged)
	d.takeRemoved(m.Removed)
	for _, item := range m.Changed {
		d.takeChanged(item)
	}
	d.Sheet.Reorder(d.order())
	d.crowded()
	d.changed()
}

// crowded says that two tabs have made more visits than can be added.
func (d *Day) crowded() {
	if n := len(d.Sheet.Visits); n > sheet.MostVisits {
		d.notify(noticeCrowded, n)
	}
}

// takePurged follows another tab of a shared tablet that nobody has touched.
func (d *Day) takePurged(ids []string) {
	if len(ids) == 0 {
		return
	}
	for _, id := range ids {
		delete(d.stored, id)
	}
	if len(d.stored) == 0 {
		d.empty()
		d.putOrder()
		d.view.left = 0
		d.startOver(noticeIdle)
		return
	}
	d.drop(ids)
	d.notify(noticeIdle, d.idle.Minutes)
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
			d.stale = true
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
			d.stale = true
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
		d.stale = true
		d.show(d.Sheet.Visit(v.ID))
		d.notify(noticeElsewhere, 0)
	}
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
func (d *Day) Withheld() []draft.Field { return d.withheld }
