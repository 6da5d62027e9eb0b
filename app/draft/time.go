package draft

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"therapytally/app/timer"
	"therapytally/rules"
	"therapytally/rules/code"
	"therapytally/rules/order"
)

// Feed writes what the timer has counted into the minutes of each service and
// reports whether a text changed. Minutes entered by hand stand, and a field
// that is being edited is left alone.
func (s *State) Feed(r Reading, at timer.Instant) (changed bool) {
	for i := range s.Rows {
		row := &s.Rows[i]
		timed := s.timed(r, i)
		if row.Hand || s.Focus == MinutesOf(row.Key) || s.Focus == AssistantOf(row.Key) || !timed && !row.fed {
			continue
		}
		row.fed = timed
		n := s.Time.Counted(r.Rows[i].Code.String(), at).Minutes()
		changed = put(&row.Minutes, n.Therapist) || changed
		changed = put(&row.Assistant, n.Assistant) || changed
		row.fedMinutes, row.fedAssistant = row.Minutes, row.Assistant
	}
	return changed
}

// put writes minutes; none are an empty field, which asks for them.
func put(text *string, n int) bool {
	want := ""
	if n > 0 {
		want = strconv.Itoa(n)
	}
	if *text == want {
		return false
	}
	*text = want
	return true
}

// timed reports whether the timer has spans of a row's code. They belong to
// the first row of the code.
func (s *State) timed(r Reading, i int) bool {
	return s.OwnsTime(r, i) && slices.Contains(s.Time.Codes(), r.Rows[i].Code.String())
}

// OwnsTime reports whether the timer of a row's code is shown in it: in the
// first row of the code.
func (s *State) OwnsTime(r Reading, i int) bool {
	c := r.Rows[i].Code
	return !c.IsZero() && i == slices.IndexFunc(r.Rows, func(o RowReading) bool { return o.Code == c })
}

// Follow moves the time of a row whose code was changed to the new code: it is
// the same treatment under another name. Where either code has a row or time
// of its own, or may run beside others, nothing is moved.
func (s *State) Follow(r Reading) {
	for i := range s.Rows {
		row, to := &s.Rows[i], r.Rows[i]
		from := row.counted
		if to.Code.IsZero() || to.Code == from {
			continue
		}
		if !from.IsZero() && !to.Supervised && !holds(r, from) && s.OwnsTime(r, i) && !slices.Contains(s.Time.Codes(), to.Code.String()) {
			s.rename(from.String(), to.Code.String())
		}
		row.counted = to.Code
	}
}

func holds(r Reading, c code.HCPCS) bool {
	return slices.ContainsFunc(r.Rows, func(o RowReading) bool { return o.Code == c })
}

func (s *State) rename(from, to string) {
	for i := range s.Time.Spans {
		if span := &s.Time.Spans[i]; span.Code == from && !span.Supervised {
			span.Code = to
		}
	}
	if s.Time.Held != nil && s.Time.Held.Code == from {
		s.Time.Held.Code = to
	}
}

// Loose lists the codes that have time and no service in the visit.
func (s *State) Loose(r Reading) []string {
	return slices.DeleteFunc(s.Time.Codes(), func(c string) bool {
		h, err := code.ParseHCPCS(c)
		return err == nil && holds(r, h)
	})
}

// Enters notes that a text was entered by hand: minutes that a person has
// entered are not overwritten by the timer. An emptied field is the timer's
// again, unless the one beside it holds what a person has entered.
func (s *State) enters(f Field, text string) {
	s.Dated = s.Dated || f == Date
	empty := strings.TrimSpace(text) == ""
	for i := range s.Rows {
		switch row := &s.Rows[i]; f {
		case MinutesOf(row.Key):
			row.Hand = !empty || row.Hand && typed(row.Assistant, row.fedAssistant)
		case AssistantOf(row.Key):
			row.Hand = !empty || row.Hand && typed(row.Minutes, row.fedMinutes)
		}
	}
}

// typed reports whether a text is not what the timer has put there.
func typed(text, fed string) bool { return strings.TrimSpace(text) != "" && text != fed }

// TakeTimer lets a row have the timer's minutes again.
func (s *State) TakeTimer(key int) {
	if i := s.index(key); i >= 0 {
		s.Rows[i].Hand = false
	}
}

// Unbilled is the whole minutes that the timer has counted for an assistant
// where none takes part: they are in no claim.
func (s *State) Unbilled(at timer.Instant) int {
	if s.AssistantCounts() {
		return 0
	}
	var ms int64
	for _, c := range s.Time.Codes() {
		ms += s.Time.Counted(c, at).Assistant
	}
	return int(ms / 60_000)
}

// OtherDay returns the day of the last timed service whose day is not the
// visit's; "" where there is none. One day's time is not another day's claim.
func (s *State) OtherDay() string {
	day, visit := "", strings.TrimSpace(s.Date)
	if _, err := code.ParseDate(visit); err != nil {
		return ""
	}
	for _, span := range s.Time.Spans {
		if d := span.Day(); span.Code != "" && d != visit {
			day = d
		}
	}
	return day
}

// Row returns a row by its key.
func (s *State) Row(key int) (Row, bool) {
	i := s.index(key)
	if i < 0 {
		return Row{}, false
	}
	return s.Rows[i], true
}

// SetBy notes who is with the patient in a row.
func (s *State) SetBy(key int, by timer.By) {
	if i := s.index(key); i >= 0 {
		s.Rows[i].By = by
	}
}

// AssistantCounts reports whether the assistant's minutes are asked for.
func (s *State) AssistantCounts() bool { return s.Assistants && s.TakesAssistant() }

// TakesAssistant reports whether an assistant may take part at all.
func (s *State) TakesAssistant() bool {
	return rules.TakesAssistant(s.Discipline, rules.Payer{Kind: s.Payer.Kind})
}

// Treatment is the time of a visit for its note: all minutes, those of each
// code, and the codes whose minutes are still missing.
type Treatment struct {
	Minutes int
	Each    []CodeTime
	Missing []code.HCPCS
}

// CodeTime is the minutes of one code.
type CodeTime struct {
	Code    code.HCPCS
	Minutes int
}

// Treatment adds the minutes of all services, timed or not. What the timer has
// counted of services side by side is the same stretch of the clock and is
// added once.
func (s *State) Treatment(r Reading, at timer.Instant) Treatment {
	var t Treatment
	clocked := map[string]bool{}
	for i, read := range r.Rows {
		n := read.Minutes + read.Assistant
		switch {
		case read.Code.IsZero():
			continue
		case !read.HasTime:
			t.Missing = append(t.Missing, read.Code)
			continue
		}
		t.add(read.Code, n)
		if s.timed(r, i) && !s.Rows[i].Hand {
			clocked[read.Code.String()] = true
			continue
		}
		t.Minutes += n
	}
	t.Minutes += s.clocked(clocked, at)
	for i, read := range r.Rows {
		if s.Rows[i].Hand && s.timed(r, i) {
			t.Minutes -= min(read.Minutes+read.Assistant, s.beside(read.Code.String(), clocked, at))
		}
	}
	return t
}

func (t *Treatment) add(c code.HCPCS, n int) {
	for i := range t.Each {
		if t.Each[i].Code == c {
			t.Each[i].Minutes += n
			return
		}
	}
	t.Each = append(t.Each, CodeTime{c, n})
}

// clocked is the whole minutes of the clock in which the timer has counted any
// of some codes.
func (s *State) clocked(codes map[string]bool, at timer.Instant) int {
	return int(s.union(at, func(span timer.Span) bool { return codes[span.Code] }) / 60_000)
}

// beside is the whole minutes that the timer has counted of a code beside
// others: one stretch of the clock, whatever stands by hand.
func (s *State) beside(c string, others map[string]bool, at timer.Instant) int {
	own := s.union(at, func(span timer.Span) bool { return span.Code == c })
	rest := s.union(at, func(span timer.Span) bool { return others[span.Code] })
	both := s.union(at, func(span timer.Span) bool { return span.Code == c || others[span.Code] })
	return int((own + rest - both) / 60_000)
}

// union is how long, in ms, any of the counted spans that match lasts. An
// assistant's do not where none takes part: they are not billed either.
func (s *State) union(at timer.Instant, match func(timer.Span) bool) (ms int64) {
	spans := slices.DeleteFunc(slices.Clone(s.Time.Spans), func(span timer.Span) bool {
		return !span.Counts() || !match(span) || span.By == timer.Assistant && !s.AssistantCounts()
	})
	order.By(spans, func(a, b timer.Span) int { return cmp.Compare(a.From, b.From) })
	var until int64
	for _, span := range spans {
		to := end(span, at)
		ms += max(0, to-max(span.From, until))
		until = max(until, to)
	}
	return ms
}

func end(s timer.Span, at timer.Instant) int64 {
	if s.Running() {
		return max(s.From, at.Wall)
	}
	return s.To
}
