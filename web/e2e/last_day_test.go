package e2e

import (
	"testing"

	"therapytally/rules"
	"therapytally/rules/code"
)

// lastDay is the last day on which the engine answers a visit.
func lastDay(t testing.TB) code.Date {
	t.Helper()
	book, err := rules.Standard()
	if err != nil {
		t.Fatal(err)
	}
	return book.Covered().Through
}
