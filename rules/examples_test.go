package rules_test

import (
	"fmt"

	"therapytally/rules"
)

// The README's example: one price times the units would say 140.28.
func ExampleFor() {
	v, err := rules.ParseVisit([]byte(`{"date":"2026-08-03","discipline":"PT","services":[{"code":"97530","minutes":30},{"code":"97110","minutes":15},{"code":"97140","minutes":15}]}`))
	if err != nil {
		fmt.Println(err)
		return
	}
	e, err := rules.For(v)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, l := range e.Lines {
		for i, f := range l.UnitAmounts {
			fmt.Println(l.Code, f.Value.StringFixed(2), l.Reduced(i))
		}
	}
	fmt.Println(e.Totals.Allowed.Value.StringFixed(2), e.Totals.Patient.Value.StringFixed(2))
	// Output:
	// 97530 35.07 false
	// 97530 25.05 true
	// 97110 22.21 true
	// 97140 21.21 true
	// 103.54 20.70
}
