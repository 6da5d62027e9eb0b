package timer

import "slices"

// Refused names the first time of a log from outside that this package would
// not have written, by its place from 1, and why: it goes over midnight and is
// not flagged, or claims the time of another that counts as well. A place of 0
// means that all is well.
func (l *Log) Refused() (place int, why Why) {
	for i, s := range l.Spans {
		if !s.Running() && dayOf(s.From, s.FromOffset) != dayOf(s.To, s.ToOffset) && !slices.Contains(s.Flags, Midnight) {
			return i + 1, OverMidnight
		}
		for _, o := range l.Spans[:i] {
			if s.Counts() && o.Counts() && s.sharesWith(o) && s.overlap(o, l.Seen) > MostBack {
				return i + 1, Overlaps
			}
		}
	}
	return 0, 0
}

// overlap is how long, in ms, two spans run at once.
func (s Span) overlap(o Span, now Instant) int64 {
	return min(s.From+s.length(now), o.From+o.length(now)) - max(s.From, o.From)
}
