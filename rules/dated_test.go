package rules_test

import (
	"regexp"
	"strconv"
	"testing"
)

var datedForm = regexp.MustCompile(`@(first|last)([+-]\d+)?`)

// dated writes days for the placeholders @first and @last, the first and the
// last day on which a visit can be answered, with days added or taken off, such
// as @last+1. So a test whose subject is the end of the data stays good when a
// year is added.
func dated(text string) string {
	return datedForm.ReplaceAllStringFunc(text, func(placeholder string) string {
		m := datedForm.FindStringSubmatch(placeholder)
		first, last := oracleTheBook().days()
		days, _ := strconv.Atoi(m[2]) // none: the day itself
		if m[1] == "first" {
			return oracleDay(first, days)
		}
		return oracleDay(last, days)
	})
}

// TestDated: the engine and the oracle agree on the days that can be answered.
func TestDated(t *testing.T) {
	c := book(t).Covered()
	if got, want := dated("@first-1 @first @last @last+1"), c.From.AddDays(-1).String()+" "+c.From.String()+" "+c.Through.String()+" "+c.Through.AddDays(1).String(); got != want {
		t.Errorf("%s, the book says %s", got, want)
	}
}
