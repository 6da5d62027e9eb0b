package rules_test

import (
	"os"
	"testing"

	"therapytally/rules"
)

// TestTriples holds both unit rules against the second implementation for
// three codes with 0 to 60 minutes each: 226,981 visits with SOAK, every
// eleventh without.
func TestTriples(t *testing.T) {
	step := 11
	if os.Getenv("SOAK") != "" {
		step = 1
	}
	codes := []string{"97530", "97110", "97140"}
	v := visit(t, `{"date":"2026-08-03","discipline":"PT","payer":{"edits":false},"services":[{"code":"97530"},{"code":"97110"},{"code":"97140"}]}`)
	k, seen := book(t), 0
	for n := 0; n < 61*61*61; n += step {
		minutes := []int{n / 3721, n / 61 % 61, n % 61}
		for i := range codes {
			v.Services[i].Minutes = minutes[i]
		}
		e, err := k.ForUntraced(v)
		if err != nil {
			t.Fatal(err)
		}
		checkUnits(t, e.Units.ByCode, oracleUnitsOf("cms", nil, codes, minutes), minutes)
		checkUnits(t, e.Units.Other.ByCode, oracleUnitsOf("ama", nil, codes, minutes), minutes)
		seen++
	}
	t.Logf("%d visits under both rules", seen)
}

func checkUnits(t *testing.T, got rules.UnitCounts, want map[string]any, minutes []int) {
	t.Helper()
	byCode := want["byCode"].(map[string]any)
	for _, c := range got {
		n, _ := oracleWhole(byCode[c.Code.String()])
		if c.Units != n {
			t.Fatalf("%v: %s has %d units, want %v", minutes, c.Code, c.Units, byCode)
		}
	}
}
