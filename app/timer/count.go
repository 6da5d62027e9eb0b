package timer

import (
	"fmt"

	"therapytally/rules"
)

// Time is counted time in ms. Side by side is the therapist's. Waiting is
// what flagged spans would add if they were confirmed.
type Time struct{ Therapist, Assistant, Waiting int64 }

// Minutes are whole minutes as they are billed.
type Minutes struct{ Therapist, Assistant int }

// Minutes takes whole minutes of counted time: each person's seconds on the
// code are added first, and only then is a begun minute dropped. Nothing is
// ever rounded up, since a minute that was not given may not be billed; and
// stopping often loses no more than stopping once.
func (t Time) Minutes() Minutes {
	return Minutes{int(t.Therapist / minute), int(t.Assistant / minute)}
}

// Total is the counted time of both persons.
func (t Time) Total() int64 { return t.Therapist + t.Assistant }

// Counted is the time of a code until an instant.
func (l *Log) Counted(c string, at Instant) Time {
	var t Time
	for _, s := range l.Spans {
		if s.Code == c {
			t.add(s, s.length(at))
		}
	}
	return t
}

func (t *Time) add(s Span, ms int64) {
	switch {
	case !s.Counts():
		t.Waiting += ms
	case s.By == Assistant:
		t.Assistant += ms
	default:
		t.Therapist += ms
	}
}

// length is how long the span has lasted, never less than nothing.
func (s Span) length(at Instant) int64 {
	end := s.To
	if s.Running() {
		end = at.Wall
	}
	return max(0, end-s.From)
}

// OneOnOne returns the one-on-one service that runs, if any.
func (l *Log) OneOnOne() (Span, bool) {
	for _, s := range l.Spans {
		if s.Running() && !s.Supervised && s.Code != "" {
			return s, true
		}
	}
	return Span{}, false
}

// PausedFor is the time of all pauses for a reason, which is not counted.
func (l *Log) PausedFor(why Reason, at Instant) int64 {
	var ms int64
	for _, s := range l.Spans {
		if s.Code == "" && s.Pause == why {
			ms += s.length(at)
		}
	}
	return ms
}

// Codes lists the codes that have time, in order of their first start.
func (l *Log) Codes() []string {
	var out []string
	seen := map[string]bool{}
	for _, s := range l.ordered() {
		if s.Code != "" && !seen[s.Code] {
			seen[s.Code] = true
			out = append(out, s.Code)
		}
	}
	return out
}

// Unsettled lists the spans that the clinician is to confirm or correct.
func (l *Log) Unsettled() []Span {
	var out []Span
	for _, s := range l.ordered() {
		if s.Asks() || s.Code != "" && !s.Counts() {
			out = append(out, s)
		}
	}
	return out
}

// Intervals are the ended spans of a code as the engine takes them: whole
// minutes of the clock, each begun minute at either end dropped, so that they
// never overlap where the spans do not and never hold more than was counted.
// Their minutes can be fewer than Minutes says: bill Minutes. A span over the
// change to or from daylight-saving time has no interval, because its clock
// times do not tell its length; that is an error.
func (l *Log) Intervals(c string) ([]rules.Interval, error) {
	var out []rules.Interval
	for _, s := range l.ordered() {
		if s.Code != c || s.Running() || !s.Counts() {
			continue
		}
		if s.FromOffset != s.ToOffset {
			return nil, &Fault{Why: ClockChanged, With: s.ID}
		}
		from, to := ceilMinute(s.From, s.FromOffset), Clock(s.To, s.ToOffset)
		if to > from {
			out = append(out, rules.Interval{From: from, To: to, By: string(s.By)})
		}
	}
	return out, nil
}

func ceilMinute(ms int64, offset int) int {
	n := Clock(ms, offset)
	if floorDiv(ms, minute)*minute != ms {
		n++
	}
	return n
}

// Clock is the local time of day, in minutes after midnight.
func Clock(ms int64, offset int) int {
	local := ms + int64(offset)*minute
	return int((local - floorDiv(local, day)*day) / minute)
}

// ClockText writes a time of day such as 09:05.
func ClockText(minutes int) string { return fmt.Sprintf("%02d:%02d", minutes/60, minutes%60) }

// OnDay is the instant of a clock time, in minutes after midnight, on the
// local day of another instant and in its offset.
func OnDay(at Instant, minutes int) Instant {
	midnight := dayOf(at.Wall, at.Offset)*day - int64(at.Offset)*minute
	return Instant{Wall: midnight + int64(minutes)*minute, Offset: at.Offset}
}
