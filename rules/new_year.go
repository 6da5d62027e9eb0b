package rules

import (
	"therapytally/rules/code"
	"therapytally/rules/finding"
)

// newYear starts the yearly amounts over: Medicare's from the data, others' as
// given; not given means none, which is assumed and said.
func (c *course) newYear(i int, day code.Date) {
	c.milestone("new-year", i, day)
	c.kx, c.v.carried = false, true
	if c.v.YearToDate != nil || c.v.Payer.original() {
		c.v.YearToDate = &YearToDate{}
	}
	cover := &c.v.Coverage
	switch {
	case c.v.Payer.Kind == SelfPay:
	case !c.v.Payer.original():
		c.newPlanYear(cover, day)
	default:
		c.newDeductible(cover, day)
	}
}

// newPlanYear takes the yearly amounts of a plan. Where only this year's was
// entered, the new year has none: no amount of it is known.
func (c *course) newPlanYear(cover *Coverage, day code.Date) {
	var yearly Yearly
	if cover.Yearly != nil {
		yearly = *cover.Yearly
	}
	if cover.DeductibleRemaining != nil && yearly.Deductible == nil {
		cover.startedOver = true
		c.note(finding.New(finding.NextDeductibleAssumed, nil, day.Year()))
	}
	if cover.OutOfPocketRemaining != nil && yearly.OutOfPocket == nil {
		c.note(finding.New(finding.NextMaximumAssumed, nil, day.Year()))
	}
	cover.DeductibleRemaining, cover.OutOfPocketRemaining = yearly.Deductible, yearly.OutOfPocket
}

// newDeductible takes Part B's deductible of the year whose numbers serve.
func (c *course) newDeductible(cover *Coverage, day code.Date) {
	of, published := c.numbersOf(day)
	if !published {
		return
	}
	if yearly, err := c.b.facts.At(numberFiles[deductibleYearly], of); err == nil {
		cover.DeductibleRemaining = &yearly.Decimal
	}
}
