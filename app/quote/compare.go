package quote

import (
	"slices"

	"github.com/shopspring/decimal"

	"therapytally/rules"
	"therapytally/rules/code"
)

// Comparison is the course as it is beside the course as it could be.
type Comparison struct {
	Asked      bool  // there is something to compare with
	Visits     int   // in the amount
	All        Range // of the other course
	Refused    bool  // the engine cannot answer it
	NotAllowed bool  // a clinic may not charge so
}

// Comparisons are the four that the page offers.
type Comparisons struct{ Fewer, Cash, Clinic, Place Comparison }

// compare lays out the steps of the comparisons. One whose own fields and whose
// course are as before is taken over.
func (w *Work) compare(before *Work) {
	r := w.r
	reuse := before != nil && before.Compared && same(before.s, w.s, beside)
	for _, c := range []struct {
		to     *Comparison
		was    func(*Comparisons) Comparison
		fields []Field
		lay    func(to *Comparison)
	}{
		{&w.Compare.Fewer, func(c *Comparisons) Comparison { return c.Fewer }, []Field{FewerPerWeek, FewerWeeks}, w.fewer},
		{&w.Compare.Cash, func(c *Comparisons) Comparison { return c.Cash }, []Field{Cash}, w.inCash},
		{&w.Compare.Clinic, func(c *Comparisons) Comparison { return c.Clinic }, []Field{OtherRate, OtherZIP}, w.otherClinic},
		{&w.Compare.Place, func(c *Comparisons) Comparison { return c.Place }, []Field{Place}, w.otherPlace},
	} {
		if reuse && !slices.ContainsFunc(c.fields, func(f Field) bool { return before.s.Get(f) != r.s.Get(f) }) {
			*c.to = c.was(&before.Compare)
			continue
		}
		c.lay(c.to)
	}
}

func (w *Work) fewer(to *Comparison) {
	r := w.r
	p := r.course()
	if r.faulty(FewerPerWeek) || r.faulty(FewerWeeks) || r.s.Get(FewerPerWeek) == "" && r.s.Get(FewerWeeks) == "" && r.perWeek == 1 {
		return
	}
	p.PerWeek, p.Weeks = r.fewerPerWeek, r.fewerWeeks
	w.other(to, p, r.visit)
}

func (w *Work) other(to *Comparison, p rules.Plan, ask func(end) rules.Visit) {
	w.run(p, ask, func(e ends) {
		*to = Comparison{Asked: true, Visits: e.high.Totals.Visits, All: e.patient()}
	}, func() { *to = Comparison{Asked: true, Refused: true} })
}

// inCash is the course without insurance at the clinic's cash price a visit. A
// clinic may not charge a patient with Medicare privately for covered care.
func (w *Work) inCash(to *Comparison) {
	r := w.r
	switch {
	case r.who == Nobody:
	case original(r.who):
		to.NotAllowed = true
	case r.cash != nil:
		w.other(to, r.course(), func(end) rules.Visit { return r.selfPay(r.cash) })
	}
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
func (w *Work) otherClinic(to *Comparison) {
	r := w.r
	switch {
	case original(r.who) && r.otherZIP != "":
		w.other(to, r.course(), func(e end) rules.Visit {
			v := r.visit(e)
			v.ZIP = r.otherZIP
			return v
		})
	case !original(r.who) && r.otherRate != nil:
		w.other(to, r.course(), func(e end) rules.Visit {
			v := r.visit(e)
			v.Payer.Rate = r.price(r.otherRate, e)
			return v
		})
	}
}

// otherPlace is the same care at home or in a hospital's clinic. Therapy of a
// hospital is billed by the hospital.
func (w *Work) otherPlace(to *Comparison) {
	r := w.r
	place, err := code.ParsePOS(r.s.Get(Place))
	if err != nil {
		return
	}
	w.other(to, r.course(), func(e end) rules.Visit {
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
	First, Later []Item
	FirstDate    code.Date
	LastDate     code.Date
	Reach        rules.Reach // how many visits the amounts hold
	EachFirst    Amount
	EachLater    Amount
	All          Amount
}

// Item is a service of the worksheet with its price.
type Item struct {
	rules.Line
	Price Amount
}

// print lays out the worksheet. While an answer is wrong there is none.
func (w *Work) print() {
	r := w.r
	if len(r.problems) > 0 || r.notYet() {
		w.then(func() { w.Printed = true })
		return
	}
	visit := r.selfPay(r.cash)
	if r.who == Nobody {
		visit.Payer = r.visit(least).Payer
	}
	w.walk(r.course(), func() rules.Visit { return visit }, func() bool { return true }, func(c *course, err error) {
		w.Printed = true
		reach, refused := r.book.Reach(visit, r.course())
		if err == nil && refused == nil {
			w.Paper = c.worksheet(visit.Payer.Rate != nil)
			w.Paper.Reach = c.counted(reach)
		}
	})
}

func (c *course) worksheet(priced bool) Worksheet {
	last := len(c.Visits) - 1
	for last > 0 && c.Visits[last].Unpublished {
		last--
	}
	w := Worksheet{
		Priced: priced, FirstDate: c.Visits[0].Date, LastDate: c.Visits[last].Date,
		First: c.items(0), EachFirst: c.patient(0), All: c.total(owed),
	}
	for i := 1; i <= last; i++ {
		if c.Visits[i].Estimate != nil {
			w.Later, w.EachLater = c.items(i), c.patient(i)
			break
		}
	}
	return w
}

func (c *course) items(i int) []Item {
	e := c.Visits[i].Estimate
	if e == nil {
		return nil
	}
	out := make([]Item, len(e.Lines))
	for at, l := range e.Lines {
		out[at] = Item{l, c.line(i, at)}
	}
	return out
}
