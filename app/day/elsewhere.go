package day

import (
	"slices"
	"therapytally/app/sheet"
	"therapytally/app/timer"
)

// stopOthers ends what somebody does one-on-one in the visits that are not on
// the desk: nobody is with two patients at once. It returns their labels.
func (d *Day) stopOthers(by timer.By, at timer.Instant) (labels []string) {
	for i, v := range d.Sheet.Visits {
		if _, runs := v.Timer.OneOnOne(); !runs && v.Timer.Held == nil || v.ID == d.Current {
			continue
		}
		s := d.aside(v)
		s.StopOneOnOne(by, at)
		after := s.Snapshot()
		after.ID, after.Label = v.ID, v.Label
		_, was := v.Timer.OneOnOne()
		if _, is := after.Timer.OneOnOne(); was && !is {
			labels = append(labels, v.Label)
		}
		d.Sheet.Visits[i], d.sums[v.ID] = after, sumOf(s)
		d.put(v.ID, after.Encode())
		d.changed()
	}
	return labels
}

// Counting reports whether a timer runs in a visit that is not on the desk.
func (d *Day) Counting() bool {
	return slices.ContainsFunc(d.Sheet.Visits, func(v sheet.Visit) bool { return d.beside(v) })
}

func (d *Day) beside(v sheet.Visit) bool {
	return v.ID != d.Current && (len(v.Timer.Running()) > 0 || v.Timer.Held != nil)
}

// See takes one reading of the clocks into the timers that run in other
// visits: a sleep or a jump is told from treatment by the readings before and
// after it. It reports whether one of them is to be looked at.
func (d *Day) See(at timer.Instant) (flagged bool) {
	for i := range d.Sheet.Visits {
		v := &d.Sheet.Visits[i]
		if !d.beside(*v) || !v.Timer.See(at) {
			continue
		}
		flagged = true
		d.sums[v.ID] = sumOf(d.aside(*v))
		d.put(v.ID, v.Encode())
	}
	if flagged {
		d.changed()
	}
	return flagged
}
