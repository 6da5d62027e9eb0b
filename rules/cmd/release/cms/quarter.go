package cms

import (
	"fmt"
	"slices"
	"strings"

	"therapytally/rules/code"
)

// Quarter is the quarter that a release is published for.
type Quarter struct{ Year, Number int } // Number from 1 to 4

const (
	quarters      = 4
	monthsPerPart = 12 / quarters
	letters       = "ABCD"
	century       = 20 * 100    // CMS writes the year with two digits in some names
	versionEpoch  = 19*100 + 94 // version NN of the NCCI pairs is the year less this
	shortMonths   = "JAN APR JUL OCT"
)

// byMonth returns the number of a quarter by the month that it begins with.
func byMonth(month string) (int, bool) {
	i := slices.Index(strings.Fields(shortMonths), strings.ToUpper(month))
	return i + 1, i >= 0
}

// Letter is A to D, as in RVU26C.
func (q Quarter) Letter() string { return letters[q.Number-1 : q.Number] }

// Name is the year with the quarter, such as Q2 after the year.
func (q Quarter) Name() string { return fmt.Sprintf("%04dQ%d", q.Year, q.Number) }

func day(year, month int) code.Date {
	d, err := code.ParseDate(fmt.Sprintf("%04d-%02d-01", year, month))
	if err != nil {
		return code.Date{} // a year of five digits: refused by the names' patterns
	}
	return d
}

// Days is the run of days of the quarter.
func (q Quarter) Days() code.Span {
	next := day(q.Year, q.Number*monthsPerPart+1)
	if q.Number == quarters {
		next = day(q.Year+1, 1)
	}
	return code.Span{From: day(q.Year, (q.Number-1)*monthsPerPart+1), Through: next.AddDays(-1)}
}

// YearDays is the run of days of the quarter's calendar year.
func (q Quarter) YearDays() code.Span { return yearDays(q.Year) }

func yearDays(year int) code.Span {
	return code.Span{From: day(year, 1), Through: day(year+1, 1).AddDays(-1)}
}
