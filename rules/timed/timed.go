// Package timed turns minutes into units of 15-minute codes: the total-time
// rule of Medicare, the per-code rule of many other payers, and who gets the
// units (CMS Pub. 100-04, ch. 5, §20.2).
package timed

import (
	"github.com/shopspring/decimal"

	"therapytally/rules/code"
	"therapytally/rules/trace"
)

// Time is the pooled minutes of one timed code. The order of a list of Times
// is the order of entry.
type Time struct {
	Code    code.HCPCS
	Minutes trace.Figure
}

// Chart is the two numbers of both rules: the fewest minutes of a first unit
// (8) and the minutes of a unit (15).
type Chart struct{ First, Unit trace.Figure }

// Count is the units of one code.
type Count struct {
	Code    code.HCPCS
	Minutes trace.Figure
	Units   trace.Figure
}

// Tie is the clinician's choice: Units units among codes whose leftover
// minutes are equal. Why is prefer, minutes or order.
type Tie struct {
	Units  int
	Among  []code.HCPCS
	Chosen []code.HCPCS
	Why    string
}

// Result is the answer of one rule. Counts stand in order of entry and hold
// codes without a unit, too.
type Result struct {
	Minutes, Units trace.Figure
	Counts         []Count
	Tie            *Tie
}

// PerCode counts each code alone: ⌊(m+7)/15⌋ units. Leftovers of different
// codes are never pooled.
func PerCode(t *trace.Trace, c Chart, times []Time) Result {
	r := Result{Minutes: total(t, times), Counts: make([]Count, len(times))}
	units := make([]trace.Figure, len(times))
	for i, time := range times {
		units[i] = t.Step(trace.Label{Rule: "units-per-code", Subject: time.Code.String(), Name: "units of this code alone", Unit: trace.Units}, time.Minutes, c.First, c.Unit)
		r.Counts[i] = Count{time.Code, time.Minutes, units[i]}
	}
	r.Units = t.Sum(trace.Label{Rule: "units-per-code", Name: "units of all codes, each alone", Unit: trace.Units}, units...)
	return r
}

// TotalTime counts the minutes of all timed codes together: 0 units below 8
// minutes, else ⌊(T+7)/15⌋. Each code first gets one unit per full 15 minutes
// of its own; the rest go one each to the largest leftovers. A tie goes by
// prefer, then to the code with more minutes in all, then by order of entry.
func TotalTime(t *trace.Trace, c Chart, times []Time, prefer []code.HCPCS) Result {
	r := Result{Minutes: total(t, times)}
	r.Units = t.Step(trace.Label{Rule: "units-total-time", Name: "units of all timed minutes", Unit: trace.Units}, r.Minutes, c.First, c.Unit)
	own, left := fullUnits(t, c, times)
	rest := r.Units.Int() - whole(own)
	if rest == 0 {
		r.Counts = counts(times, own)
		return r
	}
	restFigure := t.Difference(trace.Label{Rule: "units-leftover", Name: "units left to give", Unit: trace.Units}, append([]trace.Figure{r.Units}, own...)...)
	race := newRace(times, left, prefer, rest)
	r.Tie = race.tie()
	r.Counts = counts(times, race.give(t, own, restFigure))
	return r
}

// total adds up the timed minutes.
func total(t *trace.Trace, times []Time) trace.Figure {
	figs := make([]trace.Figure, len(times))
	for i, time := range times {
		figs[i] = time.Minutes
	}
	return t.Sum(trace.Label{Rule: "timed-minutes", Name: "total timed minutes", Unit: trace.Minutes}, figs...)
}

// fullUnits gives each code its own full units and says what minutes it has
// left over.
func fullUnits(t *trace.Trace, c Chart, times []Time) (own, left []trace.Figure) {
	own, left = make([]trace.Figure, len(times)), make([]trace.Figure, len(times))
	for i, time := range times {
		subject := time.Code.String()
		own[i] = t.Count(trace.Label{Rule: "units-own", Subject: subject, Name: "full units of its own", Unit: trace.Units}, time.Minutes, c.Unit)
		used := t.Product(trace.Label{Rule: "units-own", Subject: subject, Name: "minutes in full units", Unit: trace.Minutes}, own[i], c.Unit)
		left[i] = t.Difference(trace.Label{Rule: "units-own", Subject: subject, Name: "leftover minutes", Unit: trace.Minutes}, time.Minutes, used)
	}
	return own, left
}

func whole(figs []trace.Figure) int {
	n := 0
	for _, f := range figs {
		n += f.Int()
	}
	return n
}

func counts(times []Time, units []trace.Figure) []Count {
	out := make([]Count, len(times))
	for i, time := range times {
		out[i] = Count{time.Code, time.Minutes, units[i]}
	}
	return out
}

// Next returns how many more timed minutes make another unit: under the
// total-time rule of the whole visit, under the per-code rule of the code that
// is nearest.
func Next(t *trace.Trace, c Chart, r Result, perCode bool) trace.Figure {
	if !perCode || len(r.Counts) == 0 {
		return missing(t, c, r.Minutes, r.Units, "")
	}
	each := make([]trace.Figure, len(r.Counts))
	for i, n := range r.Counts {
		each[i] = missing(t, c, n.Minutes, n.Units, n.Code.String())
	}
	return t.Min(trace.Label{Rule: "units-next", Name: "minutes to the next unit of any code", Unit: trace.Minutes}, each...)
}

func missing(t *trace.Trace, c Chart, minutes, units trace.Figure, subject string) trace.Figure {
	l := trace.Label{Rule: "units-next", Subject: subject, Name: "minutes where the next unit begins", Unit: trace.Minutes}
	goal := t.Sum(l, t.Product(l, units, c.Unit), c.First)
	return t.Difference(trace.Label{Rule: "units-next", Subject: subject, Name: "minutes to the next unit", Unit: trace.Minutes}, goal, minutes)
}

// MinutesFor returns the fewest and the most total timed minutes that make
// exactly n units; n 0 gives 0 and 7.
func MinutesFor(first, unit, n int) (fewest, most int) {
	if n <= 0 {
		return 0, first - 1
	}
	fewest = first + unit*(n-1)
	return fewest, fewest + unit - 1
}

var one, zero = decimal.NewFromInt(1), decimal.Zero
