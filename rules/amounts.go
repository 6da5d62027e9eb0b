package rules

import (
	"fmt"

	"github.com/shopspring/decimal"

	"therapytally/rules/code"
	"therapytally/rules/order"
)

// amount is a number that the user gave, with its field and the most it may be.
type amount struct {
	field  string
	value  *decimal.Decimal
	most   int64
	places int32
}

// checkAmounts refuses amounts that are negative, absurd or finer than they
// can be, however the visit was made.
func (r *run) checkAmounts() error {
	for _, a := range r.amounts() {
		if a.value == nil {
			continue
		}
		if a.value.IsNegative() || a.value.GreaterThan(decimal.NewFromInt(a.most)) || !a.value.Equal(a.value.Truncate(a.places)) {
			return refuse(a.field, "must be from 0 to %d with at most %d decimals", a.most, a.places)
		}
	}
	return nil
}

func (r *run) amounts() []amount {
	c := r.v.Coverage
	out := []amount{
		{"coverage.deductibleRemaining", c.DeductibleRemaining, maxMoney, 2},
		{"coverage.coinsurance", c.Coinsurance, 1, 4},
		{"coverage.copay", c.Copay, maxMoney, 2},
		{"coverage.outOfPocketRemaining", c.OutOfPocketRemaining, maxMoney, 2},
	}
	if s := c.Secondary; s != nil {
		out = append(out, amount{"coverage.secondary.coinsurance", &s.Coinsurance, 1, 4})
	}
	if y := c.Yearly; y != nil {
		out = append(out, amount{"coverage.yearly.deductible", y.Deductible, maxMoney, 2}, amount{"coverage.yearly.outOfPocket", y.OutOfPocket, maxMoney, 2})
	}
	if y := r.v.YearToDate; y != nil {
		out = append(out, amount{"yearToDate.ptSlp", &y.PTSLP, maxMoney, 2}, amount{"yearToDate.ot", &y.OT, maxMoney, 2})
	}
	for i, s := range r.v.Services {
		out = append(out, amount{indexed("services", i, "charge"), s.Charge, maxMoney, 2})
	}
	return append(out, r.v.Payer.Rate.amounts()...)
}

func (rate *Rate) amounts() []amount {
	if rate == nil {
		return nil
	}
	out := []amount{
		{"payer.rate.percentOfMedicare", rate.PercentOfMedicare, maxPercent, 4},
		{"payer.rate.otherwise", rate.Otherwise, maxMoney, 2},
		{"payer.rate.perVisit", rate.PerVisit, maxMoney, 2},
	}
	for _, c := range rate.codes() {
		v := rate.PerUnit[c]
		out = append(out, amount{fmt.Sprintf("payer.rate.perUnit.%s", c), &v, maxMoney, 2})
	}
	return out
}

// codes lists the codes that have a rate of their own in order, so that the
// same rate is refused with the same words each time.
func (rate *Rate) codes() []code.HCPCS {
	out := make([]code.HCPCS, 0, len(rate.PerUnit))
	for c := range rate.PerUnit {
		out = append(out, c)
	}
	order.By(out, code.HCPCS.Compare)
	return out
}
