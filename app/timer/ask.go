package timer

import "slices"

const (
	// MostRun is how long, in ms, a timer runs before it asks whether the
	// treatment still goes on, and again after each answer.
	MostRun = 60 * minute
	// MostVisit is how much one-on-one time, in ms, a visit counts before its
	// timer asks, once.
	MostVisit = 90 * minute
	// MostUse is how long, in ms, a timer counts as use of the tablet though its
	// question could not be seen: no treatment is longer.
	MostUse = 3 * hour
)

// Question is what a running timer asks: whether the treatment still goes on.
type Question struct {
	Span    Span
	Minutes int  // that it has run for, or that the visit has counted
	Visit   bool // the visit has passed MostVisit; else the span has run for MostRun
}

// since is when somebody last said that a running span goes on.
func (s Span) since() int64 { return max(s.From, s.Still) }

// Due reports whether a running span of a code has run for so long that it asks.
func (s Span) Due(at Instant) bool {
	return s.Running() && s.Code != "" && at.Wall-s.since() >= MostRun
}

// UsedUntil is until when, in Unix ms, a running span counts as use of the
// tablet: a pause for as long as a timer runs without a question, a timer until
// its question must have been seen.
func (s Span) UsedUntil() int64 {
	if s.Code == "" {
		return s.From + MostRun
	}
	return s.since() + MostUse
}

// Question is what the log asks now, if anything.
func (l *Log) Question(at Instant) (q Question, asks bool) {
	var total int64
	var one *Span
	for i := range l.Spans {
		s := &l.Spans[i]
		if s.Due(at) {
			return Question{Span: *s, Minutes: int(s.length(at) / minute)}, true
		}
		if s.Code == "" || s.Supervised {
			continue
		}
		total += s.length(at)
		if s.Running() {
			one = s
		}
	}
	if l.Long || one == nil || total < MostVisit {
		return Question{}, false
	}
	return Question{Span: *one, Minutes: int(total / minute), Visit: true}, true
}

// GoOn answers that the treatment goes on: what was asleep was treatment, and
// the next question is MostRun away. A clock that was moved stays to be settled.
func (l *Log) GoOn(id int, at Instant) error {
	l.See(at)
	i := l.index(id)
	if i < 0 || !l.Spans[i].Running() {
		return &Fault{Why: NoSuchSpan, With: id}
	}
	l.Spans[i].Still = at.Wall
	if q, asks := l.Question(at); asks && q.Visit {
		l.Long = true
	}
	if !slices.ContainsFunc(l.Spans[i].Flags, func(f Flag) bool { return f != Slept && f != Away }) {
		l.Spans[i].Confirmed = len(l.Spans[i].Flags) > 0
	}
	return nil
}

// End ends one span, whichever others run.
func (l *Log) End(id int, at Instant) {
	l.See(at)
	l.stopWhere(at, func(s Span) bool { return s.ID == id })
}
