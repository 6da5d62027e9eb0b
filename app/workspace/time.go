package workspace

import (
	"errors"
	"slices"
	"strings"
	"time"

	"therapytally/app/draft"
	"therapytally/app/timer"
	"therapytally/rules/code"
)

// Editor is the span whose times are being corrected, or a new one.
type Editor struct {
	Code     string // "": closed
	Span     int    // 0: a new one
	From, To string // as typed
	By       timer.By
	Fault    timer.Why // why the last try was refused
}

// clocks applies an action of the timer, takes what it counts into the
// minutes and works the answer out.
func (s *Store) clocks(at timer.Instant, action func(*timer.Log) error) {
	before, _ := s.Form.Time.OneOnOne()
	s.Fault, s.StoppedIn = whyOf(action(&s.Form.Time)), nil
	if now, runs := s.Form.Time.OneOnOne(); runs && now.ID != before.ID && s.Elsewhere != nil {
		s.StoppedIn = s.Elsewhere(now.By, at)
	}
	s.Form.Feed(s.Reading, at)
	s.Recount()
}

// StopOneOnOne ends what somebody does one-on-one in this visit, since it has
// begun in another one.
func (s *Store) StopOneOnOne(by timer.By, at timer.Instant) {
	s.clocks(at, func(l *timer.Log) error { l.StopOneOnOne(by, at); return nil })
}

func whyOf(err error) timer.Why {
	var fault *timer.Fault
	if errors.As(err, &fault) {
		return fault.Why
	}
	return 0
}

// Tap starts the timer of a row, or stops it.
func (s *Store) Tap(key int, at timer.Instant) {
	row, read, ok := s.rowOf(key)
	if !ok {
		return
	}
	s.clocks(at, func(l *timer.Log) error { return l.Tap(read.Code.String(), read.Supervised, row.By, at) })
}

func (s *Store) rowOf(key int) (row draft.Row, read draft.RowReading, ok bool) {
	for i, r := range s.Form.Rows {
		if r.Key == key && !s.Reading.Rows[i].Code.IsZero() {
			return r, s.Reading.Rows[i], true
		}
	}
	return row, read, false
}

// Treats says who is with the patient: from now on, where the timer runs.
func (s *Store) Treats(key int, by timer.By, at timer.Instant) {
	s.Form.SetBy(key, by)
	_, read, ok := s.rowOf(key)
	if !ok {
		return
	}
	s.Form.Time.Hand(read.Code.String(), by)
	if !s.Runs(read.Code.String()) {
		return
	}
	s.clocks(at, func(l *timer.Log) error { return l.Start(read.Code.String(), read.Supervised, by, at) })
}

// Runs reports whether the timer of a code runs.
func (s *Store) Runs(c string) bool {
	for _, span := range s.Form.Time.Running() {
		if span.Code == c {
			return true
		}
	}
	return false
}

// Stop ends the timer of a code.
func (s *Store) Stop(c string, at timer.Instant) {
	s.clocks(at, func(l *timer.Log) error { l.Stop(c, at); return nil })
}

// StopAll ends every timer and pause of the visit.
func (s *Store) StopAll(at timer.Instant) {
	s.clocks(at, func(l *timer.Log) error { l.StopAll(at); return nil })
}

// TakeDay gives the visit the day on which its timer has counted.
func (s *Store) TakeDay(at timer.Instant) {
	if day := s.Form.OtherDay(); day != "" {
		s.Form.Set(draft.Date, day)
		s.clocks(at, func(*timer.Log) error { return nil })
	}
}

// RemoveRow takes a service off the visit, and with the last one of its code
// what was asserted of it, and returns the field to go to.
func (s *Store) RemoveRow(key int) draft.Field {
	next := s.Form.Remove(key)
	s.Recount()
	s.Form.Forget(s.Reading)
	s.Recount()
	return next
}

// Pause stops the one-on-one service and says why.
func (s *Store) Pause(why timer.Reason, at timer.Instant) {
	s.clocks(at, func(l *timer.Log) error { return l.Pause(why, at) })
}

// Resume goes on with what the pause interrupted.
func (s *Store) Resume(at timer.Instant) {
	s.clocks(at, func(l *timer.Log) error { return l.Resume(at) })
}

// Pulse takes one reading of the clocks. It reports whether anything but the
// running figures has changed.
func (s *Store) Pulse(at timer.Instant) bool {
	if len(s.Form.Time.Running()) == 0 && s.Form.Time.Paused() == "" {
		return false
	}
	flagged := s.Form.Time.See(at)
	if s.Why.Open {
		return flagged // a figure under explanation stays until it is closed
	}
	fed := s.Form.Feed(s.Reading, at)
	if fed {
		s.Recount()
	}
	return fed || flagged
}

// Today gives an untouched visit the date of the day: it was put there, not
// entered, and midnight may have passed. It reports whether the date changed.
func (s *Store) Today(at timer.Instant) bool {
	if !s.Stale(at) {
		return false
	}
	s.Form.Date = dateOf(at)
	s.Recount()
	return true
}

// Stale reports whether Today has something to do.
func (s *Store) Stale(at timer.Instant) bool { return s.Form.Date != dateOf(at) && s.Form.Untouched() }

// local is the local time of an instant, read as if it were UTC.
func local(at timer.Instant) time.Time {
	return time.UnixMilli(at.Wall).UTC().Add(time.Duration(at.Offset) * time.Minute)
}

func dateOf(at timer.Instant) string { return code.DateOf(local(at)).String() }

// onVisit is an instant of the day of the visit, where that is an earlier one.
func (s *Store) onVisit(at timer.Instant) timer.Instant {
	day, err := code.ParseDate(strings.TrimSpace(s.Form.Date))
	if err != nil || s.Form.Date >= dateOf(at) {
		return at
	}
	noon := day.Time().Add(12*time.Hour - time.Duration(at.Offset)*time.Minute)
	return timer.Instant{Wall: noon.UnixMilli(), Offset: at.Offset}
}

// WithAssistant says whether an assistant takes part. Without one every timer
// counts for the therapist from now on.
func (s *Store) WithAssistant(on bool, at timer.Instant) {
	s.Form.Assistants = on
	for _, r := range s.Form.Rows {
		if !on && r.By != timer.Therapist {
			s.Treats(r.Key, timer.Therapist, at)
		}
	}
	s.Recount()
}

// SetDiscipline changes the plan of care.
func (s *Store) SetDiscipline(d code.Discipline, at timer.Instant) {
	s.Form.SetDiscipline(d)
	s.settlePeople(at)
}

// SetPayer changes what is chosen of the payer.
func (s *Store) SetPayer(f draft.Field, value string, at timer.Instant) {
	s.Form.Payer.Choose(f, value)
	s.settlePeople(at)
}

// settlePeople lets every timer count for the therapist from now on where no
// assistant can take part.
func (s *Store) settlePeople(at timer.Instant) {
	for _, r := range s.Form.Rows {
		if !s.Form.TakesAssistant() && r.By != timer.Therapist {
			s.Treats(r.Key, timer.Therapist, at)
		}
	}
	s.Recount()
}

// TakeTimer puts the timer's minutes in the place of those entered by hand.
func (s *Store) TakeTimer(key int, at timer.Instant) {
	s.Form.TakeTimer(key)
	s.clocks(at, func(*timer.Log) error { return nil })
}

// Confirm says that a flagged span is right.
func (s *Store) Confirm(span int, at timer.Instant) {
	s.clocks(at, func(l *timer.Log) error { return l.Confirm(span) })
}

// GoOn says that the treatment of a span that runs goes on.
func (s *Store) GoOn(span int, at timer.Instant) {
	s.clocks(at, func(l *timer.Log) error { return l.GoOn(span, at) })
}

// End ends one span.
func (s *Store) End(span int, at timer.Instant) {
	s.clocks(at, func(l *timer.Log) error { l.End(span, at); return nil })
}

// EditOf opens the times of the row of a span, and the span's correction.
func (s *Store) EditOf(span int) {
	at, _ := s.Form.Time.Span(span)
	for i, r := range s.Reading.Rows {
		if r.Code.String() == at.Code {
			s.TimesOf = s.Form.Rows[i].Key
			s.Edit(span)
			return
		}
	}
}

// DeleteSpan removes a span.
func (s *Store) DeleteSpan(span int, at timer.Instant) {
	s.Editor = Editor{}
	s.clocks(at, func(l *timer.Log) error { return l.Delete(span) })
}

// Times opens or closes the list of a row's start and stop times.
func (s *Store) Times(key int) {
	s.Editor, s.Fault = Editor{}, 0
	if s.TimesOf == key {
		key = 0
	}
	s.TimesOf = key
}

// Edit begins the correction of a span.
func (s *Store) Edit(span int) {
	if at, ok := s.Form.Time.Span(span); ok {
		s.Editor = Editor{
			Code: at.Code, Span: span, By: at.By,
			From: timer.ClockText(timer.Clock(at.From, at.FromOffset)), To: timer.ClockText(timer.Clock(at.To, at.ToOffset)),
		}
	}
}

// NewSpan begins a time that the timer did not see.
func (s *Store) NewSpan(key int) {
	if row, read, ok := s.rowOf(key); ok {
		s.Editor = Editor{Code: read.Code.String(), By: row.By}
	}
}

// EndEdit leaves the editor without a change.
func (s *Store) EndEdit() { s.Editor = Editor{} }

// SaveSpan takes what the editor holds. What cannot be stays in it with the
// reason. A clock time that the user left alone keeps its seconds.
func (s *Store) SaveSpan(at timer.Instant) {
	e := s.Editor
	from, okFrom := timer.ParseClock(e.From)
	to, okTo := timer.ParseClock(e.To)
	if !okFrom || !okTo {
		s.Editor.Fault = timer.EndsTooEarly
		return
	}
	on := s.onVisit(at)
	first, last := timer.OnDay(on, from), timer.OnDay(on, to)
	if old, ok := s.Form.Time.Span(e.Span); ok {
		end, offset := old.To, old.ToOffset
		if slices.Contains(old.Flags, timer.Midnight) {
			end, offset = old.From, old.FromOffset // one that was forgotten ended on its own day
		}
		first, last = onDayOf(old.From, old.FromOffset, from), onDayOf(end, offset, to)
	}
	s.clocks(at, func(l *timer.Log) error {
		if e.Span == 0 {
			_, err := l.Add(e.Code, s.supervised(e.Code), e.By, first, last, at)
			return err
		}
		return l.Edit(e.Span, e.By, first, last, at)
	})
	s.Editor.Fault, s.Fault = s.Fault, 0
	if s.Editor.Fault == 0 {
		s.Editor = Editor{}
	}
}

// onDayOf is a clock time on the day of an instant; the instant itself where
// it has that clock time.
func onDayOf(ms int64, offset, minutes int) timer.Instant {
	at := timer.Instant{Wall: ms, Offset: offset}
	if timer.Clock(ms, offset) == minutes {
		return at
	}
	return timer.OnDay(at, minutes)
}

func (s *Store) supervised(c string) bool {
	for _, r := range s.Reading.Rows {
		if r.Code.String() == c {
			return r.Supervised
		}
	}
	return false
}

// AddCode adds a service for time that has none.
func (s *Store) AddCode(c string, at timer.Instant) {
	s.Form.Set(s.Form.Add(), s.label(c))
	s.Recount()
	s.clocks(at, func(*timer.Log) error { return nil })
}
