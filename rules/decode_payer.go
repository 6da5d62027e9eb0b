package rules

import (
	"github.com/shopspring/decimal"

	"therapytally/rules/code"
	"therapytally/rules/strict"
)

func decodePayer(r strict.Reader, err *error) Payer {
	p := Payer{
		Kind:          oneOf(r, "kind", Medicare, MedicareAdvantage, Commercial, Medicaid, SelfPay),
		UnitRule:      oneOf(r, "unitRule", TotalTime, PerCode),
		Participation: oneOf(r, "participation", Participating, NonParAssigned, NonParUnassigned),
		QP:            r.Bool("qp"),
		UnitCap:       optionalInt(r, "unitCap", 0, MaxUnits),
		MPPR:          optionalBool(r, "mppr"),
		Edits:         optionalBool(r, "edits"),
	}
	if rate := r.Get("rate"); rate.Given() {
		p.Rate = decodeRate(rate.Object(err), err)
	}
	r.Done()
	return p
}

func decodeRate(r strict.Reader, err *error) *Rate {
	rate := &Rate{PercentOfMedicare: optional(r, "percentOfMedicare", 4, maxPercent), Otherwise: optionalMoney(r, "otherwise"), PerVisit: optionalMoney(r, "perVisit")}
	if per := r.Get("perUnit"); per.Given() {
		o := per.Object(err)
		rate.PerUnit = map[code.HCPCS]decimal.Decimal{}
		for _, key := range o.Keys() {
			c, codeErr := code.ParseHCPCS(key)
			if codeErr != nil {
				o.Fail(key, "is not a code of five capital letters or digits")
			}
			rate.PerUnit[c] = o.Decimal(key, 2, maxMoney)
		}
		o.Done()
	}
	r.Done()
	return rate
}

func decodeCoverage(r strict.Reader, err *error) Coverage {
	c := Coverage{
		DeductibleRemaining:  optionalMoney(r, "deductibleRemaining"),
		QMB:                  r.Bool("qmb"),
		Coinsurance:          optional(r, "coinsurance", 4, 1),
		Copay:                optionalMoney(r, "copay"),
		DeductibleApplies:    optionalBool(r, "deductibleApplies"),
		OutOfPocketRemaining: optionalMoney(r, "outOfPocketRemaining"),
	}
	if second := r.Get("secondary"); second.Given() {
		o := second.Object(err)
		c.Secondary = &Secondary{o.Bool("deductible"), o.Decimal("coinsurance", 4, 1)}
		if len(o.Keys()) == 0 {
			r.Fail("secondary", "must say what it pays: deductible, coinsurance or both")
		}
		o.Done()
	}
	if yearly := r.Get("yearly"); yearly.Given() {
		o := yearly.Object(err)
		c.Yearly = &Yearly{optionalMoney(o, "deductible"), optionalMoney(o, "outOfPocket")}
		o.Done()
	}
	r.Done()
	return c
}
