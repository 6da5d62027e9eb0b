package rules

import (
	"slices"

	"github.com/shopspring/decimal"

	"therapytally/rules/code"
	"therapytally/rules/strict"
)

// GuideCeiling is the guide item that says what no audit pattern proves. It
// stands wherever a signal is shown.
const GuideCeiling = "audit-ceiling"

// Counting is what a signal counts over a log of visits.
type Counting string

// The ways to count.
const (
	CountShare Counting = "share" // units of the code, of all units billed
	CountSame  Counting = "same"  // visits with the code's most usual units, of the visits that bill it
	CountApart Counting = "apart" // visits with 59 or an X modifier on a line, of all visits
)

// Signal is how an audit pattern is counted over a log. It has no limit, since
// no source gives one.
type Signal struct {
	Counts   Counting
	Code     code.HCPCS // none for CountApart
	Span     code.Span  // dates of service that are counted
	Least    int        // visits, below which nothing is said
	LeastWhy string
}

func (s Signal) codes() []code.HCPCS {
	if s.Code.IsZero() {
		return nil
	}
	return []code.HCPCS{s.Code}
}

// guideSignal reads how a pattern is counted, which need not be given.
func guideSignal(r strict.Reader) Signal {
	if !r.Get("signal").Given() {
		return Signal{}
	}
	o := r.Object("signal")
	s := Signal{
		Counts: Counting(guideText(o, "counts", string(CountShare), string(CountSame), string(CountApart))),
		Span:   code.Span{From: guideDate(o, "from"), Through: guideDate(o, "through")},
		Least:  o.Int("least", 1, 1000), LeastWhy: guideSentence(o, "leastWhy"),
	}
	if s.Span.Through.Compare(s.Span.From) < 0 {
		o.Fail("through", "lies before from")
	}
	if s.Counts != CountApart {
		var parseErr error
		if s.Code, parseErr = code.ParseHCPCS(guideText(o, "code")); parseErr != nil {
			o.Fail("code", parseErr.Error())
		}
	}
	o.Done()
	return s
}

func guideDate(r strict.Reader, key string) code.Date {
	d, err := code.ParseDate(guideText(r, key))
	if err != nil {
		r.Fail(key, err.Error())
	}
	return d
}

// Logged is what signals count of one visit: its date and the lines billed.
type Logged struct {
	Date  code.Date
	Lines []LoggedLine
}

// LoggedLine is one line of a claim.
type LoggedLine struct {
	Code  code.HCPCS
	Units int
	Apart bool // with 59 or an X modifier
}

// Logged is what signals count of the visit.
func (e Estimate) Logged() Logged {
	out := Logged{Date: e.Date}
	for _, l := range e.Lines {
		apart := slices.ContainsFunc(l.Modifiers, func(m code.Modifier) bool { return isDistinct(m.String()) })
		out.Lines = append(out.Lines, LoggedLine{l.Code, l.Units, apart})
	}
	return out
}

// units of a code, over all of its lines.
func (l Logged) units(c code.HCPCS) int {
	n := 0
	for _, line := range l.Lines {
		if line.Code == c {
			n += line.Units
		}
	}
	return n
}

func (l Logged) all() int {
	n := 0
	for _, line := range l.Lines {
		n += line.Units
	}
	return n
}

func (l Logged) apart() bool {
	return slices.ContainsFunc(l.Lines, func(line LoggedLine) bool { return line.Apart })
}

// SignalCount is a plain count over a log: Count of Of. It judges nothing.
type SignalCount struct {
	Item   GuideItem
	Visits int // that it looked at
	Count  int
	Of     int
	Units  int // of CountSame: the most usual units; of several, the fewest
}

// Enough reports whether the log has the visits that the count needs.
func (s SignalCount) Enough() bool { return s.Visits >= s.Item.Signal.Least }

// Percent is Count of Of in percent, rounded half up to one decimal place.
func (s SignalCount) Percent() decimal.Decimal {
	if s.Of == 0 {
		return decimal.Zero
	}
	return decimal.NewFromInt(int64(100*s.Count)).DivRound(decimal.NewFromInt(int64(s.Of)), 1)
}

// Signals counts the audit patterns that a log of visits can show, in the order
// of the guide. Visits without a line, and those outside a signal's dates, are
// not looked at.
func (b *Book) Signals(log []Logged) ([]SignalCount, error) {
	items, err := b.GuideAll()
	if err != nil {
		return nil, err
	}
	var out []SignalCount
	for _, item := range items {
		if item.Signal.Counts != "" {
			out = append(out, count(item, log))
		}
	}
	return out, nil
}

func count(item GuideItem, log []Logged) SignalCount {
	out := SignalCount{Item: item}
	usual := map[int]int{} // visits by the units of the code
	for _, v := range log {
		if len(v.Lines) == 0 || !item.Signal.Span.Holds(v.Date) {
			continue
		}
		switch item.Signal.Counts {
		case CountShare:
			out.add(v.units(item.Signal.Code), v.all())
		case CountSame:
			if n := v.units(item.Signal.Code); n > 0 {
				out.add(0, 1)
				usual[n]++
			}
		case CountApart:
			apart := 0
			if v.apart() {
				apart = 1
			}
			out.add(apart, 1)
		}
	}
	for n, visits := range usual {
		if visits > out.Count || visits == out.Count && n < out.Units {
			out.Units, out.Count = n, visits
		}
	}
	return out
}

// add takes one visit into the count.
func (s *SignalCount) add(count, of int) {
	s.Visits++
	s.Count += count
	s.Of += of
}
