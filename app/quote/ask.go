package quote

import (
	"strings"

	"github.com/shopspring/decimal"

	"therapytally/rules"
	"therapytally/rules/code"
)

// end is one end of what the reader does not know. Sharing is the patient's
// side (deductible, copay, coinsurance), price the clinic's.
type end struct{ sharing, price bool } // true: high

var (
	least = end{}
	most  = end{true, true}
)

// all is more than any visit or course costs: the high end of an unknown
// amount is that it takes in everything.
var (
	all  = decimal.New(1_000_000, 0)
	none = decimal.Decimal{}
	one  = decimal.New(1, 0)
)

// or returns what is known, else the end of what is not.
func (e end) or(known *decimal.Decimal, b bounds) *decimal.Decimal {
	switch {
	case known != nil:
		return known
	case e.sharing:
		return &b.high
	}
	return &b.low
}

// bounds are the ends of an amount that is not known.
type bounds struct{ low, high decimal.Decimal }

// between0 is from nothing to an amount, or to all where it is not known.
func between0(most *decimal.Decimal) bounds {
	if most == nil {
		return bounds{none, all}
	}
	return bounds{none, *most}
}

// visit is the first visit of the course at one end.
func (r *reading) visit(e end) rules.Visit {
	v := rules.Visit{
		Date: r.start, Discipline: r.discipline, Setting: rules.PrivatePractice, Services: r.services, ZIP: r.zip,
		Payer: rules.Payer{Kind: r.kind(e)},
	}
	switch r.who {
	case Medicare, Supplement:
		r.coverMedicare(&v, e)
	case Nobody:
		v.Payer.Rate = r.price(r.rate, e)
	default:
		v.Payer.Rate = r.price(r.rate, e)
		r.coverPlan(&v.Coverage, e)
	}
	r.byClinic(&v)
	return v
}

// kind is the engine's payer. Of plans with a copay only those of Medicare
// Advantage cut later units as Medicare does; where it is not known which, the
// cut one is the low end of the price.
func (r *reading) kind(e end) rules.PayerKind {
	advantage := r.s.Get(Advantage)
	switch {
	case original(r.who):
		return rules.Medicare
	case r.who == Medicaid:
		return rules.Medicaid
	case r.who == Nobody:
		return rules.SelfPay
	case r.who == CopayPlan && (advantage == Yes || advantage == "" && !e.price):
		return rules.MedicareAdvantage
	}
	return rules.Commercial
}

func (r *reading) coverMedicare(v *rules.Visit, e end) {
	v.Coverage.DeductibleRemaining = e.or(r.deductible, bounds{none, r.yearly()})
	if r.used != nil {
		v.YearToDate = &rules.YearToDate{PTSLP: *r.used}
		if r.discipline == code.OT {
			v.YearToDate = &rules.YearToDate{OT: *r.used}
		}
	}
	if r.who == Supplement {
		pays := r.s.Get(SupplementPays)
		if v.Coverage.QMB = pays == QMB; v.Coverage.QMB {
			return
		}
		v.Coverage.Secondary = &rules.Secondary{Deductible: pays == Yes || pays == "" && !e.sharing, Coinsurance: one}
	}
}

// yearly is the whole deductible of Part B in the year of the first visit.
func (r *reading) yearly() decimal.Decimal {
	for _, k := range r.book.Knows() {
		if k.ID == "part-b-deductible" && k.Span.Holds(r.priced) {
			text, _, _ := strings.Cut(k.Value, " ")
			if d, err := decimal.NewFromString(text); err == nil {
				return d
			}
		}
	}
	return all
}

func (r *reading) coverPlan(c *rules.Coverage, e end) {
	c.OutOfPocketRemaining = r.most
	if r.most == nil {
		c.OutOfPocketRemaining = r.yearMost // never more is left than the year's own
	}
	c.Yearly = &rules.Yearly{OutOfPocket: r.yearMost}
	switch r.who {
	case Medicaid:
		c.Copay = r.copay
		if c.Copay == nil {
			c.Copay = &none // the labeled default
		}
	case CopayPlan:
		if c.Copay = r.copay; c.Copay == nil {
			c.Copay = &none // no amount that follows is shown: see unshared
		}
		if r.deductible == nil { // the labeled default: it does not apply
			applies := false
			c.DeductibleApplies = &applies
			return
		}
		c.DeductibleRemaining, c.Yearly.Deductible = r.deductible, r.nextDeductible(e)
	case SharePlan:
		c.DeductibleRemaining, c.Yearly.Deductible = e.or(r.deductible, between0(r.yearDeductible)), r.nextDeductible(e)
		c.Coinsurance = e.or(r.percent, r.usualPercent())
		c.Copay = r.copay
	}
}

// nextDeductible is what a plan's deductible starts over with on 1 January: at
// least what is left of this year's.
func (r *reading) nextDeductible(e end) *decimal.Decimal {
	low := none
	if r.deductible != nil {
		low = *r.deductible
	}
	return e.or(r.yearDeductible, bounds{low, all})
}

func (r *reading) course() rules.Plan {
	return rules.Plan{PerWeek: r.perWeek, Weeks: r.weeks, PublishedOnly: r.s.Get(NextYear) == LeaveOut}
}

// after is a later visit with the deductible met.
func (r *reading) after(e end) rules.Visit {
	v := r.visit(e)
	if r.who != Nobody && v.Coverage.DeductibleApplies == nil {
		v.Coverage.DeductibleRemaining = &none
	}
	v.Services = r.later()
	return v
}

// later are the services of all visits but the first.
func (r *reading) later() []rules.Service {
	if r.s.Get(First) == Evaluation && r.s.CanEvaluate() {
		return r.services[1:]
	}
	return r.services
}

// unknown lists what the reader does not know and the answer depends on.
func (r *reading) unknown() []Field {
	var out []Field
	_, priced := r.s.Priced()
	ask := func(f Field, known bool) {
		if !known {
			out = append(out, f)
		}
	}
	switch r.who {
	case Medicare:
		ask(Deductible, r.deductible != nil)
	case Supplement:
		pays := r.s.Get(SupplementPays)
		ask(SupplementPays, pays != "")
		ask(Deductible, r.deductible != nil || pays == QMB) // a plan that pays it changes who pays, not what the patient owes
	case CopayPlan:
		ask(Copay, r.copay != nil)
		ask(YearDeductible, r.deductible == nil || r.yearDeductible != nil || !r.crosses())
		ask(Rate, r.rate != nil || priced)
		ask(Advantage, priced || r.s.Get(Advantage) != "" || r.rate == nil || r.s.RateKind() != ByPercent)
	case SharePlan:
		ask(Deductible, r.deductible != nil)
		ask(Percent, r.percent != nil)
		ask(YearDeductible, r.yearDeductible != nil || !r.crosses())
		ask(Rate, r.rate != nil || priced)
	case Medicaid, Nobody:
		ask(Rate, r.rate != nil || priced)
	}
	return out
}

// crosses reports whether the course has visits after the year's end that are
// counted.
func (r *reading) crosses() bool {
	if r.start.IsZero() {
		return true
	}
	last := r.start.AddDays(7 * (r.perWeek*r.weeks - 1) / max(1, r.perWeek))
	return last.Year() > r.start.Year() && (r.s.Get(NextYear) != LeaveOut || !r.s.ByMedicare() || r.book.Covered().Holds(last))
}

// unshared reports whether nothing is known of what the plan leaves to the
// patient at a visit. The price has no part in a copay, so there is no amount.
func (r *reading) unshared(v rules.Visit) bool {
	return r.who == CopayPlan && r.copay == nil && v.Payer.Kind != rules.SelfPay
}
