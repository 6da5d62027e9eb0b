// Package timer counts the time of one visit, code by code. It never asks the
// clock: every call brings the instant at which it happens, so that hidden
// tabs, reloads and killed tabs change nothing. A running timer is only a
// stored start; what it has counted is worked out when asked.
//
// Counted time is the stop less the start on the wall clock. A jump of that
// clock, midnight and a long absence put a flag on the span, and a flagged
// span counts for nothing until the clinician confirms or corrects it.
//
// A tablet that is locked sleeps, and its monotonic clock with it, while the
// treatment goes on: the wall clock is right then. Nothing but the page tells
// such a gap from a clock that was set: it was hidden before. So where the page
// was hidden, the time that only the wall clock has seen counts, up to
// MostAway, and the span asks whether the treatment went on. So it does where
// the page was closed, or its tab killed, for longer than MostJump.
package timer

import (
	"cmp"
	"slices"
	"time"

	"therapytally/rules/code"
	"therapytally/rules/order"
)

const (
	second = 1000
	minute = 60 * second
	hour   = 60 * minute
	day    = 24 * hour

	// MostJump is how far, in ms, the wall clock may part from the monotonic
	// one before a running span is flagged, and how long it may have slept
	// before it asks.
	MostJump = 2 * minute
	// MostBack is how far, in ms, the wall clock may step back: the grain of
	// clocks that are set over the network.
	MostBack = 1 * second
	// MostAway is how long, in ms, a timer may run with no page awake to
	// watch it: longer looks like a forgotten timer.
	MostAway = 60 * minute
	// MostSpans is how many spans one visit holds.
	MostSpans = 300
)

// Instant is one reading of the clocks, in ms. Mono is the page's monotonic
// clock; it means something only beside another reading of the same Run, the
// life of one page load. Offset is the local time zone, in minutes east of
// UTC. Hidden says that nobody saw the page at the reading.
type Instant struct {
	Wall   int64  `json:"wall"`
	Mono   int64  `json:"mono,omitempty"`
	Run    string `json:"run,omitempty"` // "": no monotonic clock
	Offset int    `json:"offset,omitempty"`
	Hidden bool   `json:"hidden,omitempty"`
}

// By says who is with the patient.
type By string

// Who is with the patient: side by side counts as the therapist's time.
const (
	Therapist By = "therapist"
	Assistant By = "assistant"
	Both      By = "both"
)

// Reason says why a pause is not counted.
type Reason string

// The reasons of a pause.
const (
	Rest  Reason = "rest"
	SetUp Reason = "set-up"
	Notes Reason = "notes"
)

// Flag says why a span does not count yet.
type Flag string

// The flags.
const (
	Jumped   Flag = "jumped"   // the clock was moved by more than MostJump
	Backward Flag = "backward" // the clock went back
	Midnight Flag = "midnight" // it begins and ends on different days
	Away     Flag = "away"     // it ran for more than MostAway with no page awake
	Slept    Flag = "slept"    // the device slept or the page was closed in it: it counts, and asks
)

// Span is a stretch of time: of a code, or of a pause. To is 0 while it runs.
type Span struct {
	ID         int    `json:"id"`
	Code       string `json:"code,omitempty"`  // "": a pause
	Pause      Reason `json:"pause,omitempty"` // why it is not counted
	By         By     `json:"by"`
	Supervised bool   `json:"supervised,omitempty"` // may run beside another
	From       int64  `json:"from"`                 // Unix ms
	To         int64  `json:"to,omitempty"`
	FromOffset int    `json:"fromOffset,omitempty"` // minutes east of UTC
	ToOffset   int    `json:"toOffset,omitempty"`
	Drift      int64  `json:"drift,omitempty"`  // wall less monotonic, gathered
	Asleep     int64  `json:"asleep,omitempty"` // the part of it in which the device slept
	Flags      []Flag `json:"flags,omitempty"`
	Confirmed  bool   `json:"confirmed,omitempty"` // the clinician says it is right
	Still      int64  `json:"still,omitempty"`     // when the clinician last said that it goes on, Unix ms
	ByHand     bool   `json:"byHand,omitempty"`    // added or corrected by hand
}

// Day is the local day on which the span begins, as an ISO date.
func (s Span) Day() string {
	return code.DateOf(time.UnixMilli(s.From).UTC().Add(time.Duration(s.FromOffset) * time.Minute)).String()
}

// Running reports whether the span has no end yet.
func (s Span) Running() bool { return s.To == 0 }

// Counts reports whether the span's time is counted: a pause never is, and a
// flagged span only once it is confirmed, unless the device has only slept.
// Midnight cannot be confirmed: the two days are two claims.
func (s Span) Counts() bool {
	doubtful := slices.ContainsFunc(s.Flags, func(f Flag) bool { return f != Slept })
	return s.Code != "" && (!doubtful || s.Confirmed && !slices.Contains(s.Flags, Midnight))
}

// Asks reports whether the clinician is to look at the span: it does not count
// yet, or the device slept in it.
func (s Span) Asks() bool { return s.Code != "" && len(s.Flags) > 0 && (!s.Confirmed || !s.Counts()) }

// Log is the time of one visit. Its zero value is an empty log; it is stored
// as JSON as it stands.
type Log struct {
	Spans []Span  `json:"spans,omitempty"`
	Seen  Instant `json:"seen,omitzero"`  // the last reading of the clocks
	Next  int     `json:"next,omitempty"` // the last ID given
	Held  *Held   `json:"held,omitempty"` // what goes on after the pause
	Long  bool    `json:"long,omitempty"` // MostVisit was asked about and answered
}

// Held is the service that a pause interrupts.
type Held struct {
	Code string `json:"code"`
	By   By     `json:"by"`
}

// Start begins to count a code; if it already runs, for someone else, a new
// span begins there. A one-on-one code stops the other one and ends a pause; a
// supervised one runs beside.
func (l *Log) Start(c string, supervised bool, by By, at Instant) error {
	if _, err := code.ParseHCPCS(c); err != nil {
		return &Fault{Why: BadCode}
	}
	if !by.known() {
		return &Fault{Why: BadPerson}
	}
	l.See(at)
	if i := l.runs(c); i >= 0 && l.Spans[i].By == by {
		return nil
	}
	if len(l.Spans) >= MostSpans {
		return &Fault{Why: TooMany}
	}
	l.stopWhere(at, func(s Span) bool { return s.Code == c || !supervised && !s.Supervised })
	if !supervised {
		l.Held = nil
	}
	l.begin(Span{Code: c, By: by, Supervised: supervised}, at)
	return nil
}

// Tap is the one gesture: it starts a code, or stops it if it runs, whoever
// it runs for.
func (l *Log) Tap(c string, supervised bool, by By, at Instant) error {
	if l.runs(c) >= 0 {
		l.Stop(c, at)
		return nil
	}
	return l.Start(c, supervised, by, at)
}

// Stop ends the counting of a code.
func (l *Log) Stop(c string, at Instant) {
	l.See(at)
	l.stopWhere(at, func(s Span) bool { return s.Code == c })
}

// StopOneOnOne ends the one-on-one service of somebody, a pause of it too,
// such as when the same person starts one in another visit. Side by side is
// the time of both.
func (l *Log) StopOneOnOne(by By, at Instant) {
	l.See(at)
	if l.Held != nil && l.Held.By.shares(by) {
		l.Held = nil
	}
	l.stopWhere(at, func(s Span) bool { return !s.Supervised && s.By.shares(by) })
}

// Hand says who goes on with a code after the pause, if it is held.
func (l *Log) Hand(c string, by By) {
	if l.Held != nil && l.Held.Code == c && by.known() {
		l.Held.By = by
	}
}

// StopAll ends everything, a pause too.
func (l *Log) StopAll(at Instant) {
	l.See(at)
	l.Held = nil
	l.stopWhere(at, func(Span) bool { return true })
}

// Pause stops the one-on-one service and notes why; supervised modalities run
// on. A second pause replaces the first and keeps what it interrupted.
func (l *Log) Pause(why Reason, at Instant) error {
	if !why.known() {
		return &Fault{Why: BadReason}
	}
	l.See(at)
	if len(l.Spans) >= MostSpans {
		return &Fault{Why: TooMany}
	}
	by := Therapist
	if i := slices.IndexFunc(l.Spans, func(s Span) bool { return s.Running() && !s.Supervised && s.Code != "" }); i >= 0 {
		by = l.Spans[i].By
		l.Held = &Held{l.Spans[i].Code, by}
	}
	l.stopWhere(at, func(s Span) bool { return !s.Supervised })
	l.begin(Span{Pause: why, By: by}, at)
	return nil
}

// Resume ends the pause and goes on with the service that it interrupted.
func (l *Log) Resume(at Instant) error {
	held := l.Held
	l.See(at)
	l.stopWhere(at, func(s Span) bool { return s.Code == "" })
	l.Held = nil
	if held == nil {
		return nil
	}
	return l.Start(held.Code, false, held.By, at)
}

// Paused returns the reason of the pause that runs, or "".
func (l *Log) Paused() Reason {
	for _, s := range l.Spans {
		if s.Running() && s.Code == "" {
			return s.Pause
		}
	}
	return ""
}

// Running returns the spans of codes that run, in order of their start.
func (l *Log) Running() []Span {
	var out []Span
	for _, s := range l.Spans {
		if s.Running() && s.Code != "" {
			out = append(out, s)
		}
	}
	return out
}

// See compares the clocks with the last reading and flags what runs; call it
// about once a second, when the page is shown again and after a reload. It
// reports whether a flag was set: then the visit is worth saving. A log that
// is only seen need not be.
func (l *Log) See(at Instant) (flagged bool) {
	last := l.Seen
	l.Seen = at
	for i := range l.Spans {
		s := &l.Spans[i]
		if s.Running() {
			flagged = s.watch(last, at) || flagged
		}
	}
	return flagged
}

// watch takes one step from a reading to the next into a running span.
func (s *Span) watch(last, at Instant) bool {
	before := len(s.Flags)
	step := at.Wall - last.Wall
	switch apart := step - (at.Mono - last.Mono); {
	case last.Run == "" || last.Run != at.Run:
		s.sleep(step) // the page was closed, or its tab was killed
	case last.Hidden && apart > 0:
		s.sleep(apart)
	default:
		s.Drift += apart
	}
	if s.Drift > MostJump || s.Drift < -MostJump {
		s.flag(Jumped)
	}
	if step < -MostBack || at.Wall < s.From {
		s.flag(Backward)
	}
	if dayOf(s.From, s.FromOffset) != dayOf(at.Wall, at.Offset) {
		s.flag(Midnight)
	}
	return len(s.Flags) > before
}

// sleep notes time that only the wall clock has seen while the page was
// hidden or closed.
func (s *Span) sleep(ms int64) {
	s.Asleep += max(0, ms)
	if s.Asleep > MostJump {
		s.flag(Slept)
	}
	if ms > MostAway {
		s.flag(Away)
	}
}

func (s *Span) flag(f Flag) {
	if !slices.Contains(s.Flags, f) {
		s.Flags = append(s.Flags, f)
		s.Confirmed = false // what was confirmed was another length
	}
}

func (l *Log) begin(s Span, at Instant) {
	l.Next++
	s.ID, s.From, s.FromOffset = l.Next, at.Wall, at.Offset
	if slices.ContainsFunc(l.Spans, func(o Span) bool { return s.sharesWith(o) && at.Wall < o.To-MostBack }) {
		s.flag(Backward) // the clock went back while nothing ran
	}
	l.Spans = append(l.Spans, s)
}

// stopWhere ends running spans. One that would end before it began keeps the
// flag that See has put on it and has no length.
func (l *Log) stopWhere(at Instant, match func(Span) bool) {
	for i := range l.Spans {
		if s := &l.Spans[i]; s.Running() && match(*s) {
			s.To, s.ToOffset = max(at.Wall, s.From), at.Offset
		}
	}
	l.Spans = slices.DeleteFunc(l.Spans, func(s Span) bool { return s.To == s.From && len(s.Flags) == 0 })
}

func (l *Log) runs(c string) int {
	return slices.IndexFunc(l.Spans, func(s Span) bool { return s.Running() && s.Code == c })
}

func (b By) known() bool      { return b == Therapist || b == Assistant || b == Both }
func (b By) shares(o By) bool { return b == o || b == Both || o == Both }
func (r Reason) known() bool  { return r == Rest || r == SetUp || r == Notes }

// dayOf numbers the local days.
func dayOf(ms int64, offset int) int64 { return floorDiv(ms+int64(offset)*minute, day) }

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

// ordered is the spans by their start.
func (l *Log) ordered() []Span {
	out := slices.Clone(l.Spans)
	order.By(out, func(a, b Span) int { return cmp.Compare(a.From, b.From) })
	return out
}
