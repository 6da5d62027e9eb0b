package words

import (
	"testing"

	"github.com/shopspring/decimal"

	"therapytally/app/draft"
	"therapytally/app/timer"
	"therapytally/rules/code"
)

func TestMoney(t *testing.T) {
	for value, want := range map[string]string{
		"0": "$0.00", "35.07": "$35.07", "2480": "$2,480.00", "1234567.8": "$1,234,567.80", "-72.4": "−$72.40", "999": "$999.00", "1000": "$1,000.00",
		"1.0376": "$1.0376", "33.4009": "$33.4009", "12.970": "$12.97", "44.491668845": "$44.491668845",
	} {
		if got := money(decimal.RequireFromString(value)); got != want {
			t.Errorf("money(%s) = %s, want %s", value, got, want)
		}
	}
}

func TestDate(t *testing.T) {
	d, err := code.ParseDate("2026-08-03")
	if err != nil {
		t.Fatal(err)
	}
	if got := date(d); got != "Aug 3, 2026" {
		t.Error(got)
	}
}

func TestPlurals(t *testing.T) {
	for n, want := range map[int]string{0: "0 units", 1: "1 unit", 2: "2 units"} {
		if got := units(n); got != want {
			t.Errorf("%d: %s", n, got)
		}
	}
	for n, want := range map[int]string{1: "1st", 2: "2nd", 3: "3rd", 4: "4th", 11: "11th", 12: "12th", 13: "13th", 21: "21st", 111: "111th"} {
		if got := ordinal(n); got != want {
			t.Errorf("%d: %s", n, got)
		}
	}
}

// Each reason must say what to do.
func TestEveryProblemHasWords(t *testing.T) {
	seen := map[string]draft.Reason{}
	for why := draft.DateMissing; why <= draft.Refused; why++ {
		text := problem(draft.Problem{Reason: why, Detail: "must be so"}, date, code.Span{})
		if other, twice := seen[text]; text == "" || twice {
			t.Errorf("reason %d says %q, as %d does", why, text, other)
		}
		seen[text] = why
	}
}

func TestEveryFaultAndFlagOfTheTimerHasWords(t *testing.T) {
	w := English().Time
	for why := timer.BadCode; why <= timer.BadStored; why++ {
		if w.Fault[why] == "" {
			t.Errorf("fault %d has no words", why)
		}
	}
	for _, f := range []timer.Flag{timer.Jumped, timer.Backward, timer.Midnight, timer.Away} {
		if w.Flag[f] == "" {
			t.Errorf("flag %s has no words", f)
		}
	}
	for _, r := range []timer.Reason{timer.Rest, timer.SetUp, timer.Notes} {
		if w.Pause[r] == "" || w.Paused(r) == "" {
			t.Errorf("pause for %s has no words", r)
		}
	}
}
