package day

import (
	"slices"

	"therapytally/app/keep"
	"therapytally/app/sheet"
)

// Tick looks at the clock: it purges what is over and counts down on a shared
// tablet. It reports whether something shown has changed.
func (d *Day) Tick() bool {
	before := d.Version
	d.saveClock()
	d.ask()
	d.purge()
	d.endUndo()
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
	unread, ending := d.keep.Unread(), d.keep.Ending()
	gone := d.keep.Purge(d.device.Now())
	if d.keep.Unread() != unread || d.keep.Ending() != ending {
		d.changed()
	}
	d.merged(d.keep.News()) // what a clock that is right again has brought back
	if len(gone) > 0 {
		d.drop(gone)
		d.notify(noticePurged, len(gone))
	}
}

// KeepOn begins the time of the visits anew that are about to be deleted.
func (d *Day) KeepOn() {
	d.keep.Extend(d.device.Now())
	d.changed()
}

// drop takes visits off the sheet whose time is over.
func (d *Day) drop(gone []string) {
	for _, id := range gone {
		delete(d.stored, id)
		delete(d.sums, id)
	}
	d.Sheet.Visits = slices.DeleteFunc(d.Sheet.Visits, func(v sheet.Visit) bool { return slices.Contains(gone, v.ID) })
	d.forgetUndo()
	d.putOrder()
	if slices.Contains(gone, d.Current) {
		d.stale = true
		d.goTo("")
	}
}

// idlePhase is the phase of the idle watch. Before it says that the time is over,
// it asks what other tabs have noted.
func (d *Day) idlePhase() (keep.IdlePhase, int) {
	now := d.device.Now()
	phase, left := d.idle.At(now.Wall)
	if phase != keep.Over {
		return phase, left
	}
	if last := d.keep.LastUse(now); last > d.idle.Last && last <= now.Wall {
		d.idle.Last = last
	}
	return d.idle.At(now.Wall)
}

// watch counts down where nobody touches the tablet.
func (d *Day) watch() {
	phase, left := d.idlePhase()
	if phase == keep.Over {
		d.keep.PurgeVisits(d.device.Now())
		d.stand(d.keep.Status())
		d.empty()
		d.putOrder()
		d.view.left = 0
		d.startOver(noticeIdle)
		d.Flush() // so that the other tabs hear of it at once
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
	d.ask()
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
