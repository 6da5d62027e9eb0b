package quote

import (
	"slices"

	"therapytally/rules"
	"therapytally/rules/trace"
)

// Amount is a figure that can be asked for its steps. While the reader types,
// amounts are worked out without them; they are worked out when one is opened.
type Amount struct {
	trace.Figure
	open func() (trace.Figure, *trace.Trace)
}

// Open works the amount out once more with every step. Without a trace there
// are none to show.
func (a Amount) Open() (trace.Figure, *trace.Trace) {
	if a.open == nil || !a.Known() {
		return a.Figure, nil
	}
	return a.open()
}

// Range is an amount at both ends of what the reader does not know. Where both
// are the same, one is shown.
type Range struct{ Low, High Amount }

// Single reports whether both ends are the same.
func (r Range) Single() bool {
	return r.Low.Known() == r.High.Known() && r.Low.Value.Equal(r.High.Value)
}

// between orders two amounts.
func between(a, b Amount) Range {
	if a.Known() && b.Known() && a.Value.GreaterThan(b.Value) {
		return Range{b, a}
	}
	return Range{a, b}
}

// Known reports whether both ends have a value.
func (r Range) Known() bool { return r.Low.Known() && r.High.Known() }

// exact reports whether one amount is known.
func (r Range) exact() bool { return r.Known() && r.Single() }

// free reports whether the amount is known to be nothing.
func (r Range) free() bool { return r.exact() && r.High.Value.IsZero() }

// onVisit is what the patient owes for one visit.
func onVisit(book *rules.Book, v rules.Visit, f trace.Figure) Amount {
	return Amount{f, func() (trace.Figure, *trace.Trace) {
		e, err := book.For(v)
		if err != nil {
			return f, nil
		}
		return e.Totals.Patient, e.Trace
	}}
}

// course is a course of visits at one end.
type course struct {
	rules.Episode
	again  func() (rules.Episode, error) // with its steps
	traced *rules.Episode
}

// courseOf is a course that has been walked to its end.
func courseOf(book *rules.Book, v rules.Visit, p rules.Plan, walked *rules.Walk) *course {
	return &course{Episode: walked.Episode(), again: func() (rules.Episode, error) { return book.Episode(v, p) }}
}

// amount is a figure of the course, found in it again when it is opened.
func (c *course) amount(f trace.Figure, find func(rules.Episode) (trace.Figure, *trace.Trace)) Amount {
	return Amount{f, func() (trace.Figure, *trace.Trace) {
		if c.traced == nil {
			e, err := c.again()
			if err != nil {
				return f, nil
			}
			c.traced = &e
		}
		return find(*c.traced)
	}}
}

// counted is how far the course goes, by the visits that are in its totals.
func (c *course) counted(r rules.Reach) rules.Reach {
	out := rules.Reach{Visits: c.Totals.Visits, Assumed: c.Totals.Assumed, LeftOut: len(c.Visits) - c.Totals.Visits, PricesOf: r.PricesOf}
	for _, v := range c.Visits {
		if !v.Assumed && !v.Unpublished {
			continue
		}
		if out.From.IsZero() {
			out.From = v.Date
		}
		out.Through = v.Date
	}
	return out
}

func (c *course) total(of func(rules.EpisodeTotals) trace.Figure) Amount {
	return c.amount(of(c.Totals), func(e rules.Episode) (trace.Figure, *trace.Trace) { return of(e.Totals), e.Trace })
}

// patient is what the patient owes for one visit of the course.
func (c *course) patient(i int) Amount {
	return c.amount(c.Visits[i].Patient, func(e rules.Episode) (trace.Figure, *trace.Trace) {
		if e.Visits[i].Estimate == nil {
			return e.Visits[i].Patient, e.Trace
		}
		return e.Visits[i].Patient, e.Visits[i].Estimate.Trace
	})
}

// line is what the patient owes for one service of a visit.
func (c *course) line(i, at int) Amount {
	return c.amount(c.Visits[i].Estimate.Lines[at].Patient, func(e rules.Episode) (trace.Figure, *trace.Trace) {
		return e.Visits[i].Estimate.Lines[at].Patient, e.Visits[i].Estimate.Trace
	})
}

func (c *course) running(i int) Amount {
	return c.amount(c.Visits[i].RunningPatient, func(e rules.Episode) (trace.Figure, *trace.Trace) {
		return e.Visits[i].RunningPatient, e.Trace
	})
}

// ends are the runs of a course: the ends of what the patient pays, and the
// ends of what the plan pays, which is most where the price is high and the
// patient's share low. Where a side is known, runs are one and the same. Where
// it is unshared what the plan leaves to the patient, no amount is known.
type ends struct {
	low, high, planLow, planHigh *course
	unshared                     bool
}

func owed(t rules.EpisodeTotals) trace.Figure { return t.Patient }

func (e ends) patient() Range {
	if e.unshared {
		return Range{}
	}
	return Range{e.low.total(owed), e.high.total(owed)}
}

// plan is what the insurance pays, a supplement's part apart. Where a visit's
// amount is not known the sum is not either.
func (e ends) plan() Range {
	if e.unshared || e.planLow.partly() || e.planHigh.partly() {
		return Range{}
	}
	pays := func(t rules.EpisodeTotals) trace.Figure { return t.PlanPays }
	return Range{e.planLow.total(pays), e.planHigh.total(pays)}
}

// partly reports whether on a visit with published numbers it is not known what
// the plan pays.
func (c *course) partly() bool {
	return slices.ContainsFunc(c.Visits, func(v rules.EpisodeVisit) bool { return !v.Unpublished && !v.PlanPays.Known() })
}

func (e ends) rows() []Row {
	out := make([]Row, len(e.low.Visits))
	for i := range out {
		low, high := e.low.Visits[i], e.high.Visits[i]
		out[i] = Row{
			N: low.N, Date: low.Date, KX: high.KX, Assumed: low.Assumed, Unpublished: low.Unpublished,
		}
		if !e.unshared {
			out[i].Patient = between(e.low.patient(i), e.high.patient(i))
			out[i].Running = Range{e.low.running(i), e.high.running(i)}
		}
	}
	return out
}
