package timer

import "slices"

// PutBack puts a span back that was deleted. One that ran ends at the instant
// that it was deleted at: see Ended. It is refused where another one-on-one
// span has its time by now.
func (l *Log) PutBack(s Span, now Instant) error {
	if len(l.Spans) >= MostSpans {
		return &Fault{Why: TooMany}
	}
	for _, o := range l.Spans {
		if s.Counts() && o.Counts() && s.sharesWith(o) && s.overlap(o, now) > MostBack {
			return &Fault{Why: Overlaps, With: o.ID}
		}
	}
	if l.index(s.ID) >= 0 || s.ID > l.Next {
		l.Next++
		s.ID = l.Next
	}
	at := slices.IndexFunc(l.Spans, func(o Span) bool { return o.ID > s.ID })
	if at < 0 {
		at = len(l.Spans)
	}
	l.Spans = slices.Insert(l.Spans, at, s)
	return nil
}

// Ended is the span as it is when it is stopped at an instant, if it runs.
func (s Span) Ended(at Instant) Span {
	if s.Running() {
		s.To, s.ToOffset = max(s.From, at.Wall), at.Offset
	}
	return s
}
