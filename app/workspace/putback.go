package workspace

import (
	"slices"

	"therapytally/app/timer"
)

// PutBackRow puts a service back that was removed from the visit on the desk,
// with the timer's minutes of now, and returns its key.
func (s *Store) PutBackRow(key, at int, texts map[string]string, now timer.Instant) int {
	key = s.Form.PutBack(key, at, texts)
	s.feed(now)
	return key
}

// PutBackSpans puts times back that were deleted from the visit on the desk: all
// of them or none. It returns why they cannot be, or 0.
func (s *Store) PutBackSpans(spans []timer.Span, now timer.Instant) timer.Why {
	s.clocks(now, func(l *timer.Log) error {
		before := slices.Clone(l.Spans)
		for _, span := range spans {
			if err := l.PutBack(span, now); err != nil {
				l.Spans = before
				return err
			}
		}
		return nil
	})
	return s.Fault
}
