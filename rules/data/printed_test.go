package data_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"therapytally/rules/param"
)

type paramNumber = param.Number

// valuesAsPrinted holds each value against the words of its source.
func valuesAsPrinted(c *corpus) (faults []string) {
	for _, n := range c.facts.Numbers() {
		for i, v := range n.Values {
			if !stands(v.Decimal, n.Unit, v.Cite.Says) {
				faults = append(faults, fmt.Sprintf("param/%s.json: values[%d].cite.printed: %q does not say %s", n.ID, i, v.Cite.Says, v.Decimal))
			}
		}
	}
	return faults
}

var (
	numeral = regexp.MustCompile(`\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?`)
	percent = regexp.MustCompile(`(\d+(?:\.\d+)?)(?: percent|%)`)
	hundred = decimal.New(100, 0)
	one     = decimal.New(1, 0)
)

// stands is the rule. A value stands printed as its numeral, with or without
// commas between thousands. A fraction or factor may also stand as so many
// percent; a fraction as the word half, or, where the words end with "is
// payable", as the percent that the payer pays, so that the rest is the
// patient's. Nothing else counts.
func stands(value decimal.Decimal, unit, printed string) bool {
	for _, m := range numeral.FindAllString(printed, -1) {
		if decimal.RequireFromString(strings.ReplaceAll(m, ",", "")).Equal(value) {
			return true
		}
	}
	fraction := strings.HasPrefix(unit, "fraction ")
	if !fraction && !strings.HasPrefix(unit, "factor ") {
		return false
	}
	for _, m := range percent.FindAllStringSubmatch(printed, -1) {
		part := decimal.RequireFromString(m[1]).Div(hundred)
		if part.Equal(value) || fraction && strings.HasSuffix(printed, "is payable") && one.Sub(part).Equal(value) {
			return true
		}
	}
	return fraction && regexp.MustCompile(`\bhalf\b`).MatchString(printed) && value.Equal(decimal.New(5, -1))
}

func TestStands(t *testing.T) {
	for _, c := range []struct {
		value, unit, printed string
		want                 bool
	}{
		{"283", "USD", "283", true},
		{"283", "USD", "233", false},
		{"283", "USD", "1283", false},
		{"283", "USD", "283.50", false},
		{"2480", "USD", "$2,480 in all", true},
		{"2480", "USD", "24,80", false},
		{"33.4009", "USD per RVU", "33.4009", true},
		{"33.4009", "USD per RVU", "33.401", false},
		{"8", "minutes", "8 minutes", true},
		{"8", "minutes", "eight minutes", false},
		{"0.02", "fraction of the payment", "2 percent", true},
		{"0.02", "fraction of the payment", "2%", true},
		{"0.02", "fraction of the payment", "2", false},
		{"0.02", "USD", "2 percent", false},
		{"1.15", "factor on the fee", "115 percent", true},
		{"0.5", "fraction of the PE", "one half of the PE", true},
		{"0.5", "fraction of the PE", "on behalf of", false},
		{"0.2", "fraction of the allowed amount", "80 percent of the fee is payable", true},
		{"0.2", "fraction of the allowed amount", "80 percent of the fee", false},
		{"0.2", "factor on the fee", "80 percent of the fee is payable", false},
	} {
		if got := stands(decimal.RequireFromString(c.value), c.unit, c.printed); got != c.want {
			t.Errorf("%s (%s) in %q: %t", c.value, c.unit, c.printed, got)
		}
	}
}
