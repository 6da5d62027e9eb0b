package plan

import (
	"github.com/shopspring/decimal"

	"therapytally/rules"
	"therapytally/rules/code"
)

// Comparison is the course as it is beside the course as it could be.
type Comparison struct {
	Asked      bool // there is something to compare with
	Visits     int
	Next, All  Range // of the other course
	Refused    bool  // the engine cannot answer it
	NotAllowed bool  // a clinic may not charge so
}

// Comparisons are the four that the page offers.
type Comparisons struct{ Fewer, Cash, Clinic, Place Comparison }

// Compare asks the engine about the other courses.
func Compare(book *rules.Book, s *State) Comparisons {
	r := read(book, s)
	if r.who == "" || len(r.problems) > 0 {
		return Comparisons{}
	}
	return Comparisons{Fewer: r.fewer(), Cash: r.inCash(), Clinic: r.otherClinic(), Place: r.otherPlace()}
}

func (r *reading) fewer() Comparison {
	p := r.course()
	if r.faulty(FewerPerWeek) || r.faulty(FewerWeeks) || r.s.Get(FewerPerWeek) == "" && r.s.Get(FewerWeeks) == "" && r.perWeek == 1 {
		return Comparison{}
	}
	p.PerWeek, p.Weeks = r.fewerPerWeek, r.fewerWeeks
	return r.compare(p, r.visit)
}

func (r *reading) compare(p rules.Plan, ask func(end) rules.Visit) Comparison {
	e, err := r.run(p, ask)
	if err != nil {
		return Comparison{Asked: true, Refused: true}
	}
	return Comparison{Asked: true, Visits: len(e.high.Visits), Next: e.rows()[0].Patient, All: e.patient()}
}

// inCash is the course without insurance at the clinic's cash price a visit. A
// clinic may not charge a patient with Medicare privately for covered care.
func (r *reading) inCash() Comparison {
	switch {
	case r.who == Nobody:
		return Comparison{}
	case original(r.who):
		return Comparison{NotAllowed: true}
	case r.cash == nil:
		return Comparison{}
	}
	return r.compare(r.course(), func(end) rules.Visit { return r.selfPay(r.cash) })
}

func (r *reading) selfPay(price *decimal.Decimal) rules.Visit {
	v := rules.Visit{Date: r.start, Discipline: r.discipline, Setting: rules.PrivatePractice, Services: r.services, ZIP: r.zip, Payer: rules.Payer{Kind: rules.SelfPay}}
	if price != nil {
		v.Payer.Rate = &rules.Rate{PerVisit: price}
	}
	return v
}

// otherClinic is a second clinic: by its price, or where Medicare sets the
// price by its ZIP.
func (r *reading) otherClinic() Comparison {
	if original(r.who) {
		if r.otherZIP == "" {
			return Comparison{}
		}
		return r.compare(r.course(), func(e end) rules.Visit {
			v := r.visit(e)
			v.ZIP = r.otherZIP
			return v
		})
	}
	if r.otherRate == nil {
		return Comparison{}
	}
	return r.compare(r.course(), func(e end) rules.Visit {
		v := r.visit(e)
		v.Payer.Rate = r.price(r.otherRate, e)
		return v
	})
}

// otherPlace is the same care at home or in a hospital's clinic. Therapy of a
// hospital is billed by the hospital.
func (r *reading) otherPlace() Comparison {
	place, err := code.ParsePOS(r.s.Get(Place))
	if err != nil {
		return Comparison{}
	}
	return r.compare(r.course(), func(e end) rules.Visit {
		v := r.visit(e)
		v.POS = place
		if place.String() == "22" {
			v.Setting = rules.Institutional
		}
		return v
	})
}

// Worksheet is the content of a Good Faith Estimate: the first visit, each
// later one, and all of them, at the clinic's cash price. Without a price the
// amounts stay open.
type Worksheet struct {
	Priced       bool
	First, Later []rules.Line
	FirstDate    code.Date
	LastDate     code.Date
	Visits       int
	EachFirst    Amount
	EachLater    Amount
	All          Amount
}

// ForPaper works out the worksheet; ok is false while an answer is wrong.
func ForPaper(book *rules.Book, s *State) (w Worksheet, ok bool) {
	r := read(book, s)
	if len(r.problems) > 0 {
		return Worksheet{}, false
	}
	visit := r.selfPay(r.cash)
	if r.who == Nobody {
		visit.Payer.Rate = nil
		if r.rate != nil {
			visit.Payer.Rate = r.price(r.rate, least)
		}
	}
	e, err := book.Episode(visit, r.course())
	if err != nil {
		return Worksheet{}, false
	}
	first, last := e.Visits[0], e.Visits[len(e.Visits)-1]
	w = Worksheet{
		Priced: visit.Payer.Rate != nil, FirstDate: first.Date, LastDate: last.Date, Visits: len(e.Visits),
		First: first.Estimate.Lines, EachFirst: of(first, first.Patient), All: Amount{e.Totals.Patient, e.Trace},
	}
	for _, v := range e.Visits[1:] {
		if v.Estimate != nil {
			w.Later, w.EachLater = v.Estimate.Lines, of(v, v.Patient)
			break
		}
	}
	return w, true
}
