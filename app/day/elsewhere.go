package day

import "therapytally/app/timer"

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
