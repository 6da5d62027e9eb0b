package quote

import (
	"slices"
	"strings"

	"therapytally/rules"
	"therapytally/rules/code"
	"therapytally/rules/finding"
)

// Phase says what the answer's place shows.
type Phase int

// The phases. Only Ready shows amounts.
const (
	Asking  Phase = iota // who pays is not answered yet
	Blocked              // something must be mended first
	NotYet               // every visit is left out, for its year has no published prices
	Ready
	Broken // a fault of ours
)

// Row is one visit of the course.
type Row struct {
	N                        int
	Date                     code.Date
	Patient, Running         Range
	KX, Assumed, Unpublished bool
}

// Answer is what the page says. While it is Pending the single visits are
// answered, and the course is still being worked out.
type Answer struct {
	Phase    Phase
	Pending  bool
	Problems []Problem
	Aside    []Problem // of what is only compared: the answer stands

	Next, After, Course, Plan Range
	HasDeductible             bool
	Rows                      []Row
	Milestones                []rules.Milestone // at the high end
	Unknown                   []Field           // what would narrow a range
	Reach                     rules.Reach       // how many visits the course's amounts hold
	ByMedicare                bool              // the price is Medicare's or a part of it
	Findings                  []finding.ID
	Releases                  map[string]string
	Start                     code.Date
	Locality                  code.Locality
	ZIP, Area                 string       // Area is the name of the locality
	Later                     []rules.Line // the lines of a later visit
	First                     []rules.Line // of the first, where it differs
}

// visits answers the next visit and one with the deductible met: each is one
// question to the engine, so they stand at once.
func (r *reading) visits() (a Answer, err error) {
	a = Answer{
		Phase: Ready, Pending: true, Start: r.start, ZIP: r.zip, Aside: r.aside, Unknown: r.unknown(), ByMedicare: r.s.ByMedicare(),
		HasDeductible: original(r.who) || r.who == SharePlan || r.who == CopayPlan && r.deductible != nil,
	}
	if a.Reach, err = r.book.Reach(r.visit(least), r.course()); err != nil {
		return Answer{}, err
	}
	if a.Next, a.First, err = r.single(r.visit); err != nil {
		return Answer{}, err
	}
	if a.After, a.Later, err = r.single(r.after); err != nil {
		return Answer{}, err
	}
	a.Locality = r.s.Clinic.Locality
	if r.zip == "" && a.Locality != code.National {
		a.Area, err = r.area(a.Locality)
	}
	if r.zip != "" {
		if a.Locality, _, err = r.book.ZIP(r.zip, r.priced); err == nil {
			a.Area, err = r.area(a.Locality)
		}
	}
	return a, err
}

// Published reports whether Medicare's published prices are in what the patient
// pays: not where the price is the clinic's own, where the patient pays nothing,
// nor where no amount is known.
func (a Answer) Published() bool {
	free := a.Next.free() && a.After.free() && (a.Pending || a.Course.free())
	return a.ByMedicare && a.Next.Known() && !free
}

// Missing is what no amount can be given without, and "" where there is one.
func (a Answer) Missing() Field {
	for _, f := range []Field{Copay, Rate} {
		if !a.Next.Known() && slices.Contains(a.Unknown, f) {
			return f
		}
	}
	return ""
}

// single asks about one visit at both ends. A visit may cost less at the dear
// end: the deductible is met sooner there.
func (r *reading) single(ask func(end) rules.Visit) (Range, []rules.Line, error) {
	var both [2]Amount
	var lines []rules.Line
	for i, at := range []end{least, most} {
		v := ask(r.known(at))
		v.Date = r.priced
		e, err := r.book.ForUntraced(v)
		if err != nil {
			return Range{}, nil, err
		}
		both[i], lines = onVisit(r.book, v, e.Totals.Patient), e.Lines
		r.releases, r.findings = e.Releases, e.Findings
		if r.unshared(v) {
			both[i] = Amount{}
		}
	}
	return between(both[0], both[1]), lines, nil
}

// area is the name of a locality without its list of counties.
func (r *reading) area(l code.Locality) (string, error) {
	places, err := r.book.Places(r.priced)
	for _, p := range places {
		if p.Locality == l {
			name, _, _ := strings.Cut(p.Name, " (")
			return titled(name) + ", " + p.State, err
		}
	}
	return l.String(), err
}

// titled writes a name that stands in capitals with small letters.
func titled(name string) string {
	out := []byte(strings.ToLower(name))
	for i, c := range out {
		if c >= 'a' && c <= 'z' && (i == 0 || strings.IndexByte(" -./", out[i-1]) >= 0) {
			out[i] = c - 'a' + 'A'
		}
	}
	return string(out)
}

// whole puts the course into the answer, once each of its ends is known.
func (a *Answer) whole(e ends) {
	a.Pending = false
	a.Milestones, a.Rows = e.high.Milestones, e.rows()
	a.Course, a.Plan = e.patient(), e.plan()
	a.Reach = e.high.counted(a.Reach)
	a.Findings = nil
	for _, f := range e.high.Findings {
		a.Findings = append(a.Findings, f.ID)
	}
	if a.Next.exact() && a.After.exact() && a.Course.exact() {
		a.Unknown = nil // what is not known changes nothing for the patient
	}
}

// known is an end of what is not known: where a side is known its ends are one.
func (r *reading) known(at end) end {
	unknown := r.unknown()
	price := slices.ContainsFunc(unknown, ofPrice) && !r.priceless()
	sharing := slices.ContainsFunc(unknown, func(f Field) bool { return !ofPrice(f) })
	return end{sharing: at.sharing && sharing, price: at.price && price}
}

// ofPrice reports whether a field is of the clinic's price, not of the
// patient's share in it.
func ofPrice(f Field) bool { return f == Rate || f == Advantage }
