package rules

import (
	"slices"

	"github.com/shopspring/decimal"

	"therapytally/rules/code"
	"therapytally/rules/therapy"
)

// TakesAssistant reports whether the assistant's minutes of a visit are asked
// for: Medicare knows no assistant in speech-language pathology (42 USC
// 1395m(v); CQ and CO are for PT and OT alone).
func TakesAssistant(d code.Discipline, p Payer) bool {
	return d != code.SLP || p.Kind != "" && !p.original()
}

// Bucket names the yearly threshold that a discipline counts toward, as in
// Threshold: PT and SLP share "ptSlp", OT has "ot" (42 USC 1395l(g)).
func Bucket(d code.Discipline) string { return therapy.Bucket(d) }

// UsedBy is the use of the year where one amount is known: that of the
// threshold of a discipline.
func UsedBy(d code.Discipline, amount decimal.Decimal) *YearToDate {
	if Bucket(d) == Bucket(code.OT) {
		return &YearToDate{OT: amount}
	}
	return &YearToDate{PTSLP: amount}
}

// Distincts are the modifiers that say that a service was a separate one, 59
// first (NCCI Policy Manual, ch. I, E).
func Distincts() []string { return []string{"59", "XE", "XP", "XS", "XU"} }

func isDistinct(s string) bool { return slices.Contains(Distincts(), s) }

// Apart reports a line that says by its modifier that it was a separate
// service.
func (l Line) Apart() bool {
	return slices.ContainsFunc(l.Modifiers, func(m code.Modifier) bool { return isDistinct(m.String()) })
}

// UnderRule is the visit as a payer that counts by a unit rule would take it.
// Original Medicare knows total time alone: a payer at its prices, with
// nothing left to the patient, stands for it.
func (v Visit) UnderRule(rule UnitRule) Visit {
	if v.Payer.Kind == "" || v.Payer.original() {
		hundred, none := decimal.New(100, 0), decimal.Zero
		v.Payer = Payer{Kind: MedicareAdvantage, QP: v.Payer.QP, Rate: &Rate{PercentOfMedicare: &hundred}}
		v.Coverage, v.KXJustified, v.ABN, v.posed = Coverage{Copay: &none}, nil, false, true
	}
	v.Payer.UnitRule = rule
	return v
}
