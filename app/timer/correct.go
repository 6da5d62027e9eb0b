package timer

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"therapytally/rules"
	"therapytally/rules/code"
)

// Why says what is wrong with an action; the words stand with the screen.
type Why int

// What can be wrong.
const (
	BadCode Why = iota + 1
	BadPerson
	BadReason
	NoSuchSpan
	StillRuns    // stop it first
	EndsTooEarly // the end is not later than the start
	OverMidnight // enter the part of each day with its own visit
	InFuture
	Overlaps // With names the other span
	TooLong  // more than the engine takes of one service
	TooMany
	ClockChanged // the clock was put forward or back in it
	BadStored    // a stored log that cannot be
)

var reasons = map[Why]string{
	BadCode:      "is no code",
	BadPerson:    "names nobody who treats",
	BadReason:    "is no reason of a pause",
	NoSuchSpan:   "is not in the log",
	StillRuns:    "still runs",
	EndsTooEarly: "ends no later than it begins",
	OverMidnight: "goes over midnight",
	InFuture:     "ends in the future",
	Overlaps:     "overlaps another one-on-one span",
	TooLong:      "is longer than " + strconv.Itoa(rules.MaxMinutes) + " minutes",
	TooMany:      "is one more than " + strconv.Itoa(MostSpans),
	ClockChanged: "goes over a change of the clock",
	BadStored:    "cannot be a stored span",
}

// Fault is a refused action. With is the span that stands in the way, if any.
type Fault struct {
	Why  Why
	With int
}

func (f *Fault) Error() string {
	if f.With == 0 {
		return "timer: the span " + reasons[f.Why]
	}
	return fmt.Sprintf("timer: the span %s (%d)", reasons[f.Why], f.With)
}

// Span returns a span by its ID.
func (l *Log) Span(id int) (Span, bool) {
	i := l.index(id)
	if i < 0 {
		return Span{}, false
	}
	return l.Spans[i], true
}

func (l *Log) index(id int) int {
	return slices.IndexFunc(l.Spans, func(s Span) bool { return s.ID == id })
}

// Add enters a span by hand and returns its ID.
func (l *Log) Add(c string, supervised bool, by By, from, to, now Instant) (int, error) {
	if len(l.Spans) >= MostSpans {
		return 0, &Fault{Why: TooMany}
	}
	s := Span{ID: l.Next + 1, Code: c, By: by, Supervised: supervised, ByHand: true}
	s.set(from, to)
	if err := l.fits(s, now); err != nil {
		return 0, err
	}
	l.Next++
	l.Spans = append(l.Spans, s)
	return s.ID, nil
}

// Edit corrects an ended span. What the clinician has entered counts, and the
// flags of the clock are gone with the times that they spoke of.
func (l *Log) Edit(id int, by By, from, to, now Instant) error {
	i := l.index(id)
	switch {
	case i < 0:
		return &Fault{Why: NoSuchSpan, With: id}
	case l.Spans[i].Running():
		return &Fault{Why: StillRuns, With: id}
	}
	s := l.Spans[i]
	s.By, s.ByHand, s.Confirmed, s.Flags, s.Drift, s.Asleep = by, true, false, nil, 0, 0
	s.set(from, to)
	if err := l.fits(s, now); err != nil {
		return err
	}
	l.Spans[i] = s
	return nil
}

func (s *Span) set(from, to Instant) {
	s.From, s.FromOffset, s.To, s.ToOffset = from.Wall, from.Offset, to.Wall, to.Offset
}

// Delete removes a span, a running one too.
func (l *Log) Delete(id int) error {
	i := l.index(id)
	if i < 0 {
		return &Fault{Why: NoSuchSpan, With: id}
	}
	l.Spans = slices.Delete(l.Spans, i, i+1)
	return nil
}

// Confirm says that a flagged span is right as it stands. A span over midnight
// cannot be confirmed: it belongs to two dates of service.
func (l *Log) Confirm(id int) error {
	i := l.index(id)
	switch {
	case i < 0:
		return &Fault{Why: NoSuchSpan, With: id}
	case l.Spans[i].Running():
		return &Fault{Why: StillRuns, With: id}
	case slices.Contains(l.Spans[i].Flags, Midnight):
		return &Fault{Why: OverMidnight, With: id}
	case l.Spans[i].To-l.Spans[i].From > rules.MaxMinutes*minute:
		return &Fault{Why: TooLong, With: id}
	}
	for _, other := range l.Spans {
		if other.ID != id && !other.Running() && other.Counts() && l.Spans[i].clashes(other, Instant{}) {
			return &Fault{Why: Overlaps, With: other.ID}
		}
	}
	l.Spans[i].Confirmed = true
	return nil
}

// fits checks a span entered by hand against the clock and its neighbors.
func (l *Log) fits(s Span, now Instant) error {
	if err := s.checkEntry(); err != nil {
		return err
	}
	if s.To > now.Wall+minute {
		return &Fault{Why: InFuture}
	}
	for _, other := range l.Spans {
		if other.ID != s.ID && s.clashes(other, now) {
			return &Fault{Why: Overlaps, With: other.ID}
		}
	}
	return nil
}

func (s Span) checkEntry() error {
	if _, err := code.ParseHCPCS(s.Code); err != nil && s.Pause == "" {
		return &Fault{Why: BadCode}
	}
	switch {
	case !s.By.known():
		return &Fault{Why: BadPerson}
	case s.To <= s.From:
		return &Fault{Why: EndsTooEarly}
	case dayOf(s.From, s.FromOffset) != dayOf(s.To, s.ToOffset):
		return &Fault{Why: OverMidnight}
	case s.To-s.From > rules.MaxMinutes*minute:
		return &Fault{Why: TooLong}
	}
	return nil
}

// sharesWith reports whether the time of two spans must lie apart: of one code
// always, of two codes unless either is supervised. A pause hinders nothing.
func (s Span) sharesWith(o Span) bool {
	return s.Code != "" && o.Code != "" && (s.Code == o.Code || !s.Supervised && !o.Supervised)
}

// clashes reports whether two spans claim the same time.
func (s Span) clashes(o Span, now Instant) bool {
	if !s.sharesWith(o) {
		return false
	}
	return s.From < o.From+o.length(now) && o.From < s.From+s.length(now)
}

// Check refuses a stored log that this package cannot have written.
func (l *Log) Check() error {
	if len(l.Spans) > MostSpans || l.Next < 0 || len(l.Seen.Run) > 64 {
		return &Fault{Why: TooMany}
	}
	seen := map[int]bool{}
	for _, s := range l.Spans {
		if !s.sound() || s.ID > l.Next || seen[s.ID] {
			return &Fault{Why: BadStored, With: s.ID}
		}
		seen[s.ID] = true
	}
	if h := l.Held; h != nil && (!isCode(h.Code) || !h.By.known()) {
		return &Fault{Why: BadStored}
	}
	return nil
}

func (s Span) sound() bool {
	if s.ID < 1 || !s.By.known() || s.To != 0 && s.To < s.From || s.From < 0 || s.Still != 0 && s.Still < s.From {
		return false
	}
	for _, f := range s.Flags {
		if !slices.Contains([]Flag{Jumped, Backward, Midnight, Away, Slept}, f) {
			return false
		}
	}
	if s.Code == "" {
		return s.Pause.known()
	}
	return s.Pause == "" && isCode(s.Code)
}

func isCode(s string) bool {
	_, err := code.ParseHCPCS(s)
	return err == nil
}

// ParseClock reads a time of day as people write it: "9:05", "09.05", "905",
// "1:30 pm". It returns minutes after midnight.
func ParseClock(text string) (minutes int, ok bool) {
	t := strings.ToLower(strings.TrimSpace(text))
	t, half := cutHalf(t)
	h, m, cut := strings.Cut(strings.Replace(t, ".", ":", 1), ":")
	if !cut && len(t) >= 3 {
		h, m = t[:len(t)-2], t[len(t)-2:]
	} else if !cut && half != 0 {
		m = "00"
	}
	hours, okH := digits(h, 1)
	mins, okM := digits(m, 2)
	if !okH || !okM || mins > 59 || hours > 23 || half != 0 && (hours < 1 || hours > 12) {
		return 0, false
	}
	if half != 0 {
		hours = hours%12 + (half-1)*12
	}
	return hours*60 + mins, true
}

// cutHalf takes am (1) or pm (2) off the end.
func cutHalf(t string) (string, int) {
	for i, marks := range [][]string{{"a.m.", "am", "a"}, {"p.m.", "pm", "p"}} {
		for _, mark := range marks {
			if rest, ok := strings.CutSuffix(t, mark); ok {
				return strings.TrimSpace(rest), i + 1
			}
		}
	}
	return t, 0
}

// digits reads a run of at least least and at most two digits.
func digits(s string, least int) (int, bool) {
	if len(s) < least || len(s) > 2 || strings.Trim(s, "0123456789") != "" {
		return 0, false
	}
	n, err := strconv.Atoi(s)
	return n, err == nil
}
