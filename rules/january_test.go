package rules_test

import (
	"encoding/json"
	"testing"
)

// A course of a Medicare patient whose supplement pays the 20 % and not the
// deductible, which is met. 97530 for 30 minutes and 97110 for 15 are 60.12 +
// 22.21 = 82.33 a visit, national, 2026. Of 16 visits from November 23, two a
// week, 12 lie in 2026 and cost 0.00. The four in January are counted with the
// prices of 2026, and the deductible of 283.00 starts over: 3 x 82.33 = 246.99,
// then 283.00 - 246.99 = 36.01. Worked by hand.
func TestACourseCountsJanuaryByDefault(t *testing.T) {
	question := `{"visit":{"date":"2026-11-23","discipline":"PT","services":[{"code":"97530","minutes":30},{"code":"97110","minutes":15}],
		"coverage":{"deductibleRemaining":"0.00","secondary":{"deductible":false,"coinsurance":"1.00"}}},"episode":{"perWeek":2,"weeks":8}}`
	var got struct {
		Visits []struct {
			Date, Patient string
			Assumed       bool
		}
		Totals struct {
			Patient, Allowed string
			Partial          bool
			Visits, Assumed  int
		}
	}
	if err := json.Unmarshal(vectorBook(t).Answer([]byte(question), false), &got); err != nil {
		t.Fatal(err)
	}
	if got.Totals.Patient != "283.00" || got.Totals.Allowed != "1317.28" || got.Totals.Partial || got.Totals.Visits != 16 || got.Totals.Assumed != 4 {
		t.Errorf("totals %+v", got.Totals)
	}
	want := []string{"82.33", "82.33", "82.33", "36.01"}
	if len(got.Visits) != 16 {
		t.Fatalf("%d visits", len(got.Visits))
	}
	for i, v := range got.Visits {
		patient := "0.00"
		if i >= 12 {
			patient = want[i-12]
		}
		if v.Patient != patient || v.Assumed != (i >= 12) {
			t.Errorf("visit %d on %s: %s, assumed %v; want %s", i+1, v.Date, v.Patient, v.Assumed, patient)
		}
	}
}
