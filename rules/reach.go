package rules

import (
	"slices"

	"therapytally/rules/code"
)

// Reach says how far a course goes beyond the published prices. It is known
// before any amount is. Visits are counted in the course's totals, Assumed ones
// with the prices of PricesOf; LeftOut ones are not counted. From and Through
// are the first and the last day of the assumed or left out visits.
type Reach struct {
	Visits, Assumed, LeftOut int
	From, Through            code.Date
	PricesOf                 int // a year
}

// Reach looks a course over without working it out. It takes a visit with a
// date and a payer, and a plan that Episode accepts.
func (b *Book) Reach(v Visit, p Plan) (Reach, error) {
	if err := p.check(); err != nil {
		return Reach{}, err
	}
	c := &course{b: b, v: withDefaults(v), plan: p}
	out := Reach{PricesOf: b.Covered().Through.Year()}
	first, day := v.Date, v.Date
	for i := range p.PerWeek * p.Weeks {
		if day = p.day(i, first, day); i == 0 {
			first = day
		}
		lent, counted := c.lent(day)
		out.add(day, lent, counted)
	}
	return out, nil
}

func (r *Reach) add(day code.Date, lent, counted bool) {
	switch {
	case !counted:
		r.LeftOut++
	case lent:
		r.Assumed++
	}
	if counted {
		r.Visits++
	}
	if lent || !counted {
		if r.From.IsZero() {
			r.From = day
		}
		r.Through = day
	}
}

// lent reports whether a visit of a day takes its prices from another day, and
// whether it is counted at all.
func (c *course) lent(day code.Date) (lent, counted bool) {
	of, counted := c.numbersOf(day)
	return of != day && c.v.Payer.published(), counted
}

// published reports whether the payer's prices are Medicare's published ones or
// a part of them. A price of the clinic's own has no year.
func (p Payer) published() bool {
	return p.original() || p.Rate != nil && p.Rate.PercentOfMedicare != nil
}

// counted counts the visits in the sums, and those of them with prices of
// another year.
func (c *course) counted() (visits, assumed int) {
	for _, v := range c.out.Visits {
		if v.Unpublished {
			continue
		}
		visits++
		if v.Assumed {
			assumed++
		}
	}
	return visits, assumed
}

// day returns the day of visit i, counted from 0: evenly from the first day of
// the course, or on the first of the weekdays after the visit before.
func (p Plan) day(i int, first, before code.Date) code.Date {
	if len(p.Weekdays) == 0 {
		return first.AddDays(7 * i / p.PerWeek)
	}
	day := before
	if i > 0 {
		day = before.AddDays(1)
	}
	for !slices.Contains(p.Weekdays, weekdays[day.Weekday()]) {
		day = day.AddDays(1)
	}
	return day
}
