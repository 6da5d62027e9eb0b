package day

import (
	"therapytally/app/sheet"
	"therapytally/app/timer"
	"therapytally/app/workspace"
)

// Question is what a timer that has run for long asks, in whichever visit of the
// day it runs.
type Question struct {
	Visit, Label string // "": nothing is asked
	Code         string
	Span         int
	Minutes      int
	Long         bool // the visit has passed the time of a long one; else the timer has
}

// asking is the question that is asked and since when it could be seen.
type asking struct {
	Question
	shownAt int64 // Unix ms; 0: nobody could see it yet
}

// Asks is the question that the page shows.
func (d *Day) Asks() Question { return d.asking.Question }

// ask looks whether a timer asks something, and notes until when the timers hold
// every purge: a timer that runs is use of the tablet, though the hands are with
// the patient. A question that could be seen ends that, and begins the ordinary
// time of a tablet that nobody touches.
func (d *Day) ask() {
	at := d.instant()
	if q := d.question(at); q != d.asking.Question {
		if was := d.asking.Question; q.Visit != was.Visit || q.Span != was.Span || q.Long != was.Long {
			d.asking.shownAt = 0
		}
		d.asking.Question = q
		d.changed()
	}
	if q := d.asking.Question; q.Visit != "" && !d.hidden && d.asking.shownAt == 0 {
		d.asking.shownAt = at.Wall
	}
	d.use(at)
}

func (d *Day) use(at timer.Instant) {
	until := d.usedUntil(at)
	d.keep.Hold(until, d.device.Now())
	if until > 0 {
		d.idle.Last = max(d.idle.Last, min(at.Wall, until))
	}
}

// usedUntil is until when, in Unix ms, the timers of the day hold every purge.
func (d *Day) usedUntil(at timer.Instant) (until int64) {
	d.eachLog(func(_ *sheet.Visit, l *timer.Log) bool {
		for _, s := range l.Spans {
			switch {
			case !s.Running():
			case s.Due(at) && d.asking.shownAt > 0:
				until = max(until, min(d.asking.shownAt, s.UsedUntil()))
			default:
				until = max(until, s.UsedUntil())
			}
		}
		return true
	})
	return until
}

func (d *Day) question(at timer.Instant) (out Question) {
	d.eachLog(func(v *sheet.Visit, l *timer.Log) bool {
		q, asks := l.Question(at)
		if asks {
			out = Question{Visit: v.ID, Label: v.Label, Code: q.Span.Code, Span: q.Span.ID, Minutes: q.Minutes, Long: q.Visit}
		}
		return !asks
	})
	return out
}

// eachLog goes through the time of every visit, until told to stop.
func (d *Day) eachLog(do func(v *sheet.Visit, l *timer.Log) (more bool)) {
	for i := range d.Sheet.Visits {
		v := &d.Sheet.Visits[i]
		l := &v.Timer
		if v.ID == d.Current {
			l = &d.store.Form.Time
		}
		if !do(v, l) {
			return
		}
	}
}

// GoOn answers the question: the treatment goes on.
func (d *Day) GoOn(at timer.Instant) {
	d.answer(func(s *workspace.Store, span int) { s.GoOn(span, at) })
}

// EndAsked answers the question: the treatment ends here.
func (d *Day) EndAsked(at timer.Instant) {
	d.answer(func(s *workspace.Store, span int) { s.End(span, at) })
}

// EndedBefore answers the question: the treatment has ended before. The visit
// is on the desk then and the end of its time is open to be corrected.
func (d *Day) EndedBefore(at timer.Instant) {
	q := d.Asks()
	d.Switch(q.Visit)
	d.answer(func(s *workspace.Store, span int) {
		s.End(span, at)
		s.EditOf(span)
	})
}

// answer does something with the time that is asked about.
func (d *Day) answer(do func(s *workspace.Store, span int)) {
	q := d.Asks()
	at := d.Sheet.Index(q.Visit)
	switch {
	case at < 0:
	case q.Visit == d.Current:
		do(d.store, q.Span)
		d.Save()
	default:
		d.inAside(at, func(s *workspace.Store) { do(s, q.Span) })
	}
	d.ask()
}

// inAside does something in a visit of the sheet that is not on the desk.
func (d *Day) inAside(at int, do func(*workspace.Store)) {
	v := d.Sheet.Visits[at]
	s := d.aside(v)
	do(s)
	after := s.Snapshot()
	after.ID, after.Label = v.ID, v.Label
	d.Sheet.Visits[at], d.sums[v.ID] = after, sumOf(s)
	d.put(v.ID, after.Encode())
	d.changed()
}
