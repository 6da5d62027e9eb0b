package plan

import (
	"slices"

	"therapytally/rules"
	"therapytally/rules/code"
	"therapytally/rules/finding"
	"therapytally/rules/trace"
)

// Phase says what the answer's place shows.
type Phase int

// The phases. Only Ready shows amounts.
const (
	Asking  Phase = iota // who pays is not answered yet
	Blocked              // something must be mended first
	Ready
	Broken // a fault of ours
)

// Range is an amount at both ends of what the reader does not know. Where both
// are the same, one is shown.
type Range struct{ Low, High Amount }

// Amount is a figure with the trace it belongs to.
type Amount struct {
	trace.Figure
	Trace *trace.Trace
}

// Single reports whether both ends are the same.
func (r Range) Single() bool {
	return r.Low.Known() == r.High.Known() && r.Low.Value.Equal(r.High.Value)
}

// between orders two amounts. A visit in the middle of a course may cost less
// at the dear end: the deductible is met sooner there.
func between(a, b Amount) Range {
	if a.Known() && b.Known() && a.Value.GreaterThan(b.Value) {
		return Range{b, a}
	}
	return Range{a, b}
}

// Known reports whether both ends have a value.
func (r Range) Known() bool { return r.Low.Known() && r.High.Known() }

// Row is one visit of the course.
type Row struct {
	N                        int
	Date                     code.Date
	Patient, Running         Range
	KX, Assumed, Unpublished bool
}

// Answer is what the page says.
type Answer struct {
	Phase    Phase
	Problems []Problem
	Aside    []Problem // of what is only compared: the answer stands

	Next, After, Course, Plan Range
	HasDeductible             bool
	Rows                      []Row
	Milestones                []rules.Milestone // at the high end
	Unknown                   []Field           // what would narrow a range
	Assumed                   bool              // some visits with a year's numbers that are not its own
	Unpublished               int               // visits that are left out
	Findings                  []finding.ID
	Releases                  map[string]string
	Start                     code.Date
	Locality                  code.Locality
	ZIP                       string
	Visits                    int
	Later                     []rules.Line // the lines of a later visit
	First                     []rules.Line // of the first, where it differs
}

// Work asks the engine about the answers.
func Work(book *rules.Book, s *State) Answer {
	if s.Get(Who) == "" {
		return Answer{Phase: Asking}
	}
	r := read(book, s)
	if len(r.problems) > 0 {
		return Answer{Phase: Blocked, Problems: r.problems}
	}
	a, err := r.answer()
	if err != nil {
		return Answer{Phase: Blocked, Problems: []Problem{{Who, -1, Refused}}}
	}
	return a
}

// ends are the four runs of a course: the ends of what the patient pays, and
// the ends of what the plan pays, which is most where the price is high and
// the patient's share low.
type ends struct{ low, high, planLow, planHigh rules.Episode }

// run asks for each end once. Where only one side is unknown two runs serve
// for all four, and where nothing is, one.
func (r *reading) run(p rules.Plan, ask func(end) rules.Visit) (e ends, err error) {
	unknown := r.unknown()
	price := slices.Contains(unknown, Rate)
	sharing := len(unknown) > 1 || len(unknown) == 1 && !price
	asked := map[end]rules.Episode{}
	for _, run := range []struct {
		to *rules.Episode
		at end
	}{{&e.low, least}, {&e.high, most}, {&e.planLow, end{sharing: true}}, {&e.planHigh, end{price: true}}} {
		at := end{sharing: run.at.sharing && sharing, price: run.at.price && price}
		if _, known := asked[at]; !known {
			if asked[at], err = r.book.Episode(ask(at), p); err != nil {
				return ends{}, err
			}
		}
		*run.to = asked[at]
	}
	return e, nil
}

func (r *reading) answer() (Answer, error) {
	e, err := r.run(r.course(), r.visit)
	if err != nil {
		return Answer{}, err
	}
	a := Answer{
		Phase: Ready, Start: r.start, ZIP: r.zip, Visits: len(e.high.Visits), Milestones: e.high.Milestones,
		Aside: r.aside, Rows: e.rows(), Course: e.patient(), Plan: e.plan(), Unknown: r.unknown(),
	}
	if err := r.onceMet(&a); err != nil {
		return Answer{}, err
	}
	a.Next = a.Rows[0].Patient
	first := e.high.Visits[0].Estimate
	a.Releases, a.First = first.Releases, first.Lines
	if r.zip != "" {
		a.Locality, _, err = r.book.ZIP(r.zip, r.start)
	}
	a.note(e.high)
	if a.Next.Single() && a.After.Single() && a.Course.Single() && a.Plan.Single() && a.Plan.Known() {
		a.Unknown = nil
	}
	return a, err
}

// onceMet asks about one visit with the deductible met.
func (r *reading) onceMet(a *Answer) error {
	low, err := r.book.For(r.after(least))
	if err != nil {
		return err
	}
	high, err := r.book.For(r.after(most))
	if err != nil {
		return err
	}
	a.After = Range{Amount{low.Totals.Patient, low.Trace}, Amount{high.Totals.Patient, high.Trace}}
	a.Later = high.Lines
	a.HasDeductible = original(r.who) || r.who == SharePlan || r.who == CopayPlan && r.deductible != nil
	return nil
}

func (a *Answer) note(e rules.Episode) {
	for _, v := range e.Visits {
		a.Assumed = a.Assumed || v.Assumed
		if v.Unpublished {
			a.Unpublished++
		}
	}
	for _, f := range e.Findings {
		a.Findings = append(a.Findings, f.ID)
	}
}

func (e ends) patient() Range {
	return Range{Amount{e.low.Totals.Patient, e.low.Trace}, Amount{e.high.Totals.Patient, e.high.Trace}}
}

// plan is what the insurance pays, a supplement's part apart. Where a visit's
// amount is not known the sum is not either.
func (e ends) plan() Range {
	if partly(e.planLow, planPays) || partly(e.planHigh, planPays) {
		return Range{}
	}
	return Range{Amount{e.planLow.Totals.PlanPays, e.planLow.Trace}, Amount{e.planHigh.Totals.PlanPays, e.planHigh.Trace}}
}

func planPays(v rules.EpisodeVisit) trace.Figure { return v.PlanPays }

// partly reports whether a visit with published numbers has no such amount.
func partly(e rules.Episode, of func(rules.EpisodeVisit) trace.Figure) bool {
	return slices.ContainsFunc(e.Visits, func(v rules.EpisodeVisit) bool { return !v.Unpublished && !of(v).Known() })
}

func (e ends) rows() []Row {
	out := make([]Row, len(e.low.Visits))
	for i := range out {
		low, high := e.low.Visits[i], e.high.Visits[i]
		out[i] = Row{
			N: low.N, Date: low.Date, KX: high.KX, Assumed: low.Assumed, Unpublished: low.Unpublished,
			Patient: between(of(low, low.Patient), of(high, high.Patient)),
			Running: Range{Amount{low.RunningPatient, e.low.Trace}, Amount{high.RunningPatient, e.high.Trace}},
		}
	}
	return out
}

func of(v rules.EpisodeVisit, f trace.Figure) Amount {
	if v.Estimate == nil {
		return Amount{Figure: f}
	}
	return Amount{f, v.Estimate.Trace}
}
