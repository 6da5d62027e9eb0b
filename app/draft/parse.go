package draft

import (
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"therapytally/rules"
)

// Reason says what is wrong with a field or still missing. Package words has the
// sentence for it.
type Reason int

// The reasons.
const (
	None Reason = iota
	DateMissing
	DateOutside
	PlaceMissing
	PlaceUnknown
	PlaceVague
	ZIPShort
	ZIPUnknown
	CodeMissing
	CodeUnknown
	CodeVague
	MinutesNotNumber
	MinutesTooMany
	UnitsNotNumber
	UnitsOutside
	MoneyNotNumber
	MoneyTooMuch
	Refused
	PercentWrong   // with the most in Problem.Detail
	SharingMissing // of a payer other than Medicare
)

// ParseMinutes reads minutes as people write them: "25", "25 min", "0:25",
// "1 h 5". Growing says that a text may still become minutes.
func ParseMinutes(text string) (n int, why Reason, growing bool) {
	t := strings.ToLower(strings.TrimSpace(text))
	if hours, rest, ok := cutHours(t); ok {
		return clock(hours, rest)
	}
	for _, unit := range []string{"minutes", "minute", "mins", "min", "m", "'", "′"} {
		if before, ok := strings.CutSuffix(t, unit); ok {
			t = strings.TrimSpace(before)
			break
		}
	}
	n, ok := whole(t)
	switch {
	case !ok:
		return 0, MinutesNotNumber, false
	case n > rules.MaxMinutes:
		return 0, MinutesTooMany, false
	}
	return n, None, false
}

func cutHours(t string) (hours, rest string, ok bool) {
	for _, mark := range []string{":", "hours", "hour", "hrs", "hr", "h"} {
		if hours, rest, ok = strings.Cut(t, mark); ok {
			return strings.TrimSpace(hours), strings.TrimSpace(rest), true
		}
	}
	return "", "", false
}

func clock(hours, rest string) (int, Reason, bool) {
	for _, unit := range []string{"minutes", "mins", "min", "m"} {
		if before, ok := strings.CutSuffix(rest, unit); ok {
			rest = strings.TrimSpace(before)
			break
		}
	}
	h, ok := whole(hours)
	if !ok {
		return 0, MinutesNotNumber, false
	}
	if rest == "" {
		return 0, MinutesNotNumber, true
	}
	m, ok := whole(rest)
	switch {
	case !ok || m > 59:
		return 0, MinutesNotNumber, false
	case h*60+m > rules.MaxMinutes:
		return 0, MinutesTooMany, false
	}
	return h*60 + m, None, false
}

// whole reads a short run of digits.
func whole(t string) (int, bool) {
	if t == "" || len(t) > 6 || strings.Trim(t, "0123456789") != "" {
		return 0, false
	}
	n, err := strconv.Atoi(t)
	return n, err == nil
}

// ParseUnits reads a number of units.
func ParseUnits(text string) (int, Reason) {
	n, ok := whole(strings.TrimSpace(text))
	switch {
	case !ok:
		return 0, UnitsNotNumber
	case n < 1 || n > rules.MaxUnits:
		return 0, UnitsOutside
	}
	return n, None
}

var mostMoney = decimal.New(1_000_000, 0)

// ParseMoney reads dollars: "35", "35.07", "$2,480.00". It never guesses: a
// comma must stand before three digits.
func ParseMoney(text string) (decimal.Decimal, Reason) {
	t := strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(text), "$"))
	dollars, cents, hasCents := strings.Cut(t, ".")
	groups := strings.Split(dollars, ",")
	for i, g := range groups {
		if i > 0 && len(g) != 3 {
			return decimal.Zero, MoneyNotNumber
		}
	}
	dollars = strings.Join(groups, "")
	if dollars == "" && hasCents {
		dollars = "0"
	}
	if dollars == "" || len(dollars) > 9 || len(cents) > 2 || strings.Trim(dollars+cents, "0123456789") != "" {
		return decimal.Zero, MoneyNotNumber
	}
	d, err := decimal.NewFromString(dollars + "." + (cents + "00")[:2])
	switch {
	case err != nil:
		return decimal.Zero, MoneyNotNumber
	case d.GreaterThan(mostMoney):
		return decimal.Zero, MoneyTooMuch
	}
	return d, None
}
