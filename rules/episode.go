package rules

import (
	"errors"

	"slices"

	"github.com/shopspring/decimal"

	"therapytally/rules/code"
	"therapytally/rules/finding"
	"therapytally/rules/trace"
)

// Plan says how often and how long a visit is repeated.
type Plan struct {
	PerWeek, Weeks int
	Weekdays       []string // such as Mon; none: evenly from the first day
	PublishedOnly  bool     // leave out the visits whose prices are not published yet
}

// Bounds of an episode.
const (
	MaxPerWeek = 7
	MaxWeeks   = 104
)

// Episode is a course of visits: what each comes to, and the days on which
// something changes.
type Episode struct {
	Visits     []EpisodeVisit    `json:"visits"`
	Totals     EpisodeTotals     `json:"totals"`
	Milestones []Milestone       `json:"milestones"`
	Findings   []finding.Finding `json:"findings"`

	Trace *trace.Trace `json:"-"` // of the totals and the running sums
}

// EpisodeVisit is one visit of the course. Assumed says that its prices are the
// latest published ones, of another year; an Unpublished visit has no amounts.
type EpisodeVisit struct {
	N             int          `json:"n"`
	Date          code.Date    `json:"date"`
	Allowed       trace.Figure `json:"allowed,omitzero"`
	PlanPays      trace.Figure `json:"planPays,omitzero"`
	SecondaryPays trace.Figure `json:"secondaryPays,omitzero"`
	Patient       trace.Figure `json:"patient,omitzero"`
	KX            bool         `json:"kx"`
	Assumed       bool         `json:"assumed"`
	Unpublished   bool         `json:"unpublished,omitempty"`

	// Estimate is the whole answer of the visit, with its steps.
	Estimate *Estimate `json:"-"`

	// RunningPatient is what the patient owes from the first visit through
	// this one, without those that are left out. It is unknown from the first
	// visit on whose amount is unknown.
	RunningPatient trace.Figure `json:"-"`
}

// EpisodeTotals are the sums over the visits that are counted: all but the
// Unpublished ones. An amount that is unknown on one of them is unknown in
// total. Partial says that an amount is unknown or a visit left out.
type EpisodeTotals struct {
	Visits        int          `json:"visits"`  // in the sums
	Assumed       int          `json:"assumed"` // of them with prices of another year
	Allowed       trace.Figure `json:"allowed,omitzero"`
	PlanPays      trace.Figure `json:"planPays,omitzero"`
	SecondaryPays trace.Figure `json:"secondaryPays,omitzero"`
	Patient       trace.Figure `json:"patient,omitzero"`
	Partial       bool         `json:"partial"`
}

// Milestone is a day on which something changes: deductible-met, kx,
// out-of-pocket-met or new-year. N counts visits from 1.
type Milestone struct {
	Kind string    `json:"kind"`
	N    int       `json:"n"`
	Date code.Date `json:"date"`
}

// Episode estimates a course of visits: deductible, threshold use and
// out-of-pocket maximum carry from visit to visit and start over on 1 January.
// Evaluations stand on the first visit only.
func (b *Book) Episode(v Visit, p Plan) (Episode, error) {
	w, err := b.walk(v, p, trace.New)
	for more := err == nil; more && err == nil; {
		more, err = w.Next()
	}
	if err != nil {
		return Episode{}, err
	}
	return w.Episode(), nil
}

// Walk is an episode that is worked out visit by visit, for those who have
// something else to do in between. It computes the amounts of Episode without
// keeping the steps.
type Walk struct {
	c    *course
	days int // visits that are worked out
	year int
}

// Walk begins an episode. It refuses what Episode refuses before the first visit.
func (b *Book) Walk(v Visit, p Plan) (*Walk, error) {
	return b.walk(v, p, func() *trace.Trace { return nil })
}

func (b *Book) walk(v Visit, p Plan, steps func() *trace.Trace) (*Walk, error) {
	if err := p.check(); err != nil {
		return nil, err
	}
	c := &course{b: b, v: withDefaults(v), plan: p, steps: steps, t: steps(), seen: map[finding.ID]bool{}}
	c.out = Episode{Visits: []EpisodeVisit{}, Milestones: []Milestone{}, Findings: []finding.Finding{}, Trace: c.t}
	if err := c.checkFirst(); err != nil {
		return nil, err
	}
	return &Walk{c: c, year: c.v.Date.Year()}, nil
}

// Next works out the next visit, or after the last one the totals, and reports
// whether anything is left.
func (w *Walk) Next() (more bool, err error) {
	c := w.c
	if w.days == c.plan.PerWeek*c.plan.Weeks {
		c.total()
		return false, nil
	}
	day := c.day(w.days)
	if day.Year() != w.year {
		w.year = day.Year()
		c.newYear(w.days, day)
	}
	err = c.visit(w.days, day)
	w.days++
	return err == nil, err
}

// Episode is what was worked out: whole once Next has reported that nothing is
// left.
func (w *Walk) Episode() Episode { return w.c.out }

// checkFirst refuses a visit that could not be answered on its own day.
func (c *course) checkFirst() error {
	first := c.v
	if of, published := c.numbersOf(first.Date); published {
		first.Date = of
	}
	_, err := c.b.begin(first, nil)
	return err
}

func (p Plan) check() error {
	switch {
	case p.PerWeek < 1 || p.PerWeek > MaxPerWeek:
		return refuse("episode.perWeek", "must be a whole number from 1 to %d", MaxPerWeek)
	case p.Weeks < 1 || p.Weeks > MaxWeeks:
		return refuse("episode.weeks", "must be a whole number from 1 to %d", MaxWeeks)
	}
	for i, d := range p.Weekdays {
		if !slices.Contains(weekdays, d) || slices.Contains(p.Weekdays[:i], d) {
			return refuse("episode.weekdays", "must be different days of Mon, Tue, Wed, Thu, Fri, Sat, Sun")
		}
	}
	return nil
}

var weekdays = []string{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"}

// course is an episode under way: v holds what is left of the year's amounts.
type course struct {
	b     *Book
	v     Visit
	plan  Plan
	t     *trace.Trace        // of the totals
	steps func() *trace.Trace // a trace for each visit, or none
	out   Episode
	kx    bool // the milestone of this year is set
	seen  map[finding.ID]bool
}

// day returns the day of visit i, counted from 0.
func (c *course) day(i int) code.Date {
	if i == 0 {
		return c.plan.day(0, c.v.Date, c.v.Date)
	}
	return c.plan.day(i, c.out.Visits[0].Date, c.out.Visits[i-1].Date)
}

func (c *course) milestone(kind string, i int, day code.Date) {
	c.out.Milestones = append(c.out.Milestones, Milestone{kind, i + 1, day})
}

// numbersOf returns the day whose published numbers serve a day: itself, or the
// last one that has any. Visits that need published prices may be left out
// instead; a payer's own price needs none.
func (c *course) numbersOf(day code.Date) (of code.Date, published bool) {
	last := c.b.covered.Through
	if c.b.covered.Holds(day) {
		return day, true
	}
	return last, day.Compare(last) > 0 && !(c.plan.PublishedOnly && c.v.Payer.published())
}

func (c *course) visit(i int, day code.Date) error {
	of, published := c.numbersOf(day)
	if !published {
		c.withoutAmounts(i, day, finding.New(finding.NextYearUnpublished, nil, day.Year()))
		return nil
	}
	today := c.v
	today.Date = of
	if i > 0 {
		today.Services, today.AlsoToday = c.withoutEvaluations()
	}
	v := EpisodeVisit{N: i + 1, Date: day, Assumed: of != day && c.v.Payer.published()}
	if v.Assumed {
		c.note(finding.New(finding.NextYearAssumed, nil, day.Year(), of.Year()))
	}
	if len(today.Services) == 0 {
		c.put(v, c.nothing())
		return nil
	}
	r, err := c.b.begin(today, c.steps())
	if refused := (*Refusal)(nil); errors.As(err, &refused) {
		// The first visit is answered, so the day's tables lack something.
		c.withoutAmounts(i, day, finding.New(finding.VisitsWithoutAmounts, nil, day))
		return nil
	}
	if err != nil {
		return err
	}
	r.walk()
	v.Estimate = &r.e
	v.KX = r.e.Threshold != nil && r.e.Threshold.KX
	c.put(v, r.e.Totals)
	c.carry(r, i, day)
	return nil
}

// withoutAmounts lists a visit that no published number prices, and says why.
func (c *course) withoutAmounts(i int, day code.Date, why finding.Finding) {
	c.out.Visits = append(c.out.Visits, EpisodeVisit{N: i + 1, Date: day, Unpublished: true})
	c.out.Totals.Partial = true
	c.note(why)
}

// withoutEvaluations is what later visits hold: evaluations belong to the first
// day, our own and those of the other discipline.
func (c *course) withoutEvaluations() (services []Service, already []Already) {
	for _, s := range c.v.Services {
		if !c.b.in(evaluations, s.Code) {
			services = append(services, s)
		}
	}
	for _, a := range c.v.AlsoToday {
		if !c.b.in(evaluations, a.Code) {
			already = append(already, a)
		}
	}
	return services, already
}

func (c *course) nothing() Totals {
	z := c.t.Sum(trace.Label{Rule: "nothing", Name: "nothing"})
	return Totals{Allowed: z, PlanPays: z, SecondaryPays: z, Patient: z}
}

func (c *course) put(v EpisodeVisit, t Totals) {
	v.Allowed, v.PlanPays, v.SecondaryPays, v.Patient = t.Allowed, t.PlanPays, t.SecondaryPays, t.Patient
	c.out.Visits = append(c.out.Visits, v)
	for _, f := range []trace.Figure{t.Allowed, t.PlanPays, t.SecondaryPays, t.Patient} {
		c.out.Totals.Partial = c.out.Totals.Partial || !f.Known()
	}
}

// carry takes what the visit used off what is left of the year.
func (c *course) carry(r *run, i int, day code.Date) {
	for _, f := range r.e.Findings {
		c.note(f)
	}
	c.v.carried = true
	cover := &c.v.Coverage
	cover.DeductibleRemaining = c.after(cover.DeductibleRemaining, r.left.deductible, "deductible-met", i, day)
	cover.OutOfPocketRemaining = c.after(cover.OutOfPocketRemaining, r.left.outOfPocket, "out-of-pocket-met", i, day)
	t := r.e.Threshold
	if t == nil {
		return
	}
	if t.KX && !c.kx {
		c.kx = true
		c.milestone("kx", i, day)
	}
	if !t.After.Known() {
		return
	}
	used := YearToDate{}
	if c.v.YearToDate != nil {
		used = *c.v.YearToDate
	}
	// No more is carried than may be entered: it is far above every threshold.
	after := decimal.Min(t.After.Value, decimal.NewFromInt(maxMoney))
	if t.Bucket == "ot" {
		used.OT = after
	} else {
		used.PTSLP = after
	}
	c.v.YearToDate = &used
}

// after returns what is left and sets the milestone when it comes to nothing.
func (c *course) after(before *decimal.Decimal, left trace.Figure, kind string, i int, day code.Date) *decimal.Decimal {
	if before == nil || !left.Known() {
		return before
	}
	if left.Value.IsZero() && before.IsPositive() {
		c.milestone(kind, i, day)
	}
	return &left.Value
}

// note keeps the first finding of each ID.
func (c *course) note(f finding.Finding) {
	if !c.seen[f.ID] {
		c.seen[f.ID] = true
		c.out.Findings = append(c.out.Findings, f)
	}
}

func (c *course) total() {
	t := &c.out.Totals
	t.Visits, t.Assumed = c.counted()
	add := func(name string, to *trace.Figure, of func(EpisodeVisit) trace.Figure) {
		var figs []trace.Figure
		for _, v := range c.out.Visits {
			if v.Unpublished {
				continue
			}
			f := of(v)
			if !f.Known() {
				return
			}
			figs = append(figs, c.t.Carried(trace.Label{Rule: "total", Subject: v.Date.String(), Name: name}, f.Value))
		}
		*to = c.t.Sum(trace.Label{Rule: "total", Name: name}, figs...)
	}
	add("allowed", &t.Allowed, func(v EpisodeVisit) trace.Figure { return v.Allowed })
	add("plan pays", &t.PlanPays, func(v EpisodeVisit) trace.Figure { return v.PlanPays })
	add("supplement pays", &t.SecondaryPays, func(v EpisodeVisit) trace.Figure { return v.SecondaryPays })
	add("the patient owes", &t.Patient, func(v EpisodeVisit) trace.Figure { return v.Patient })
	c.run()
}

// run sums up what the patient owes visit by visit, as far as it is known.
func (c *course) run() {
	l := trace.Label{Rule: "total", Name: "the patient owes so far"}
	sum := c.t.Sum(l)
	for i := range c.out.Visits {
		v := &c.out.Visits[i]
		if !v.Unpublished {
			if !v.Patient.Known() {
				return
			}
			l.Subject = v.Date.String()
			sum = c.t.Sum(l, sum, c.t.Carried(trace.Label{Rule: "total", Subject: l.Subject, Name: "the patient owes"}, v.Patient.Value))
		}
		v.RunningPatient = sum
	}
}
