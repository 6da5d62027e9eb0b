package mpfs

import (
	"cmp"

	"github.com/shopspring/decimal"

	"therapytally/rules/code"
	"therapytally/rules/trace"
)

// Schedule prices codes for one date, place and column.
type Schedule struct {
	Trace    *trace.Trace
	Cite     *trace.Cite // of the RVU release
	Indices  Indices
	Factor   trace.Figure // conversion factor
	Half     trace.Figure // part of the PE that the MPPR leaves
	Facility bool
}

// Fee is a code's price: Full for the unit that the MPPR leaves whole, and on
// demand Reduced for every other.
type Fee struct {
	Row          Row
	PE           trace.Figure // the RVU of the column in force
	Full         trace.Figure
	work, pe, mp trace.Figure // times their GPCIs
}

// Fee prices one unit: (work RVU × work GPCI + PE RVU × PE GPCI + MP RVU × MP
// GPCI) × conversion factor, rounded half up to the cent once, at the end.
func (s *Schedule) Fee(r Row) Fee {
	t, subject := s.Trace, r.Code.String()
	published := func(name string, v decimal.Decimal) trace.Figure {
		return t.Published(trace.Label{Rule: "rvu", Subject: subject, Name: name, Unit: trace.Plain}, v, s.Cite)
	}
	f := Fee{Row: r}
	name, value := "PE RVU (non-facility)", r.PENonFacility
	if s.Facility {
		name, value = "PE RVU (facility)", r.PEFacility
	}
	f.PE = published(name, value)
	f.work = t.Product(trace.Label{Rule: "fee", Subject: subject, Name: "work × GPCI", Unit: trace.Plain}, published("work RVU", r.Work), s.Indices.Work)
	f.pe = t.Product(trace.Label{Rule: "fee", Subject: subject, Name: "PE × GPCI", Unit: trace.Plain}, f.PE, s.Indices.PE)
	f.mp = t.Product(trace.Label{Rule: "fee", Subject: subject, Name: "MP × GPCI", Unit: trace.Plain}, published("MP RVU", r.MP), s.Indices.MP)
	f.Full = s.price(subject, "fee", "full unit", f.work, f.pe, f.mp)
	return f
}

// Reduced prices a unit under the MPPR: the PE is halved before rounding; work
// and MP are never cut.
func (s *Schedule) Reduced(f Fee) trace.Figure {
	subject := f.Row.Code.String()
	pe := s.Trace.Product(trace.Label{Rule: "mppr", Subject: subject, Name: "PE after MPPR", Unit: trace.Plain}, f.pe, s.Half)
	return s.price(subject, "mppr", "later unit (MPPR)", f.work, pe, f.mp)
}

func (s *Schedule) price(subject, rule, name string, parts ...trace.Figure) trace.Figure {
	sum := s.Trace.Sum(trace.Label{Rule: rule, Subject: subject, Name: "adjusted RVUs", Unit: trace.Plain}, parts...)
	exact := s.Trace.Product(trace.Label{Rule: rule, Subject: subject, Name: "in dollars"}, sum, s.Factor)
	return s.Trace.Cents(trace.Label{Rule: rule, Subject: subject, Name: name}, exact)
}

// Contender is a code that takes part in the MPPR ranking.
type Contender struct {
	Code     code.HCPCS
	PE, Full trace.Figure
	Already  bool // billed this date before: it keeps the full unit on a tie with itself
}

// Rank returns the index of the contender whose first unit is paid in full:
// the highest PE RVU; on a tie the higher full fee, then the lower code
// number, then what was already billed. It returns -1 without contenders.
func Rank(list []Contender) int {
	best := -1
	for i, c := range list {
		if best < 0 || before(c, list[best]) {
			best = i
		}
	}
	return best
}

func before(a, b Contender) bool {
	return cmp.Or(b.PE.Value.Cmp(a.PE.Value), b.Full.Value.Cmp(a.Full.Value), a.Code.Compare(b.Code), already(b)-already(a)) < 0
}

func already(c Contender) int {
	if c.Already {
		return 1
	}
	return 0
}
