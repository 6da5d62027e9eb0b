package rules_test

import (
	"strings"
	"testing"

	"therapytally/rules"
)

// TestAnswersDoNotDependOnMapOrder asks what has several faults at once again
// and again: the same question has one answer. Go shuffles the order of a map.
func TestAnswersDoNotDependOnMapOrder(t *testing.T) {
	bad := visit(t, `{"date":"2026-08-03","discipline":"PT","payer":{"kind":"commercial","rate":{"perUnit":{"97110":"1","97112":"1","97116":"1","97140":"1","97530":"1"}}},
"coverage":{"copay":"30.00"},"services":[{"code":"97530","minutes":30}]}`)
	for c, v := range bad.Payer.Rate.PerUnit {
		bad.Payer.Rate.PerUnit[c] = v.Neg()
	}
	if _, err := book(t).For(bad); !strings.Contains(err.Error(), "payer.rate.perUnit.97110:") {
		t.Errorf("the first code of the rate is not named: %v", err)
	}
	fsys := dataCopy(t)
	for _, table := range []string{"gpci-2025", "mue-2026Q2", "ncci-2024Q3", "zip-2025Q4"} { // each lands twice
		file := fsys["table/"+table+".json"]
		twin := *file
		twin.Data = []byte(strings.Replace(string(file.Data), `"id": "`+table+`"`, `"id": "`+table+`b"`, 1))
		fsys["table/"+table+"b.json"] = &twin
	}
	alike(t, "a refused rate", 200, func() string { _, err := book(t).For(bad); return err.Error() })
	alike(t, "data with several faults", 200, func() string { _, err := rules.Load(fsys); return err.Error() })
	for _, text := range []string{fourLines, `{"date":"2026-08-03","discipline":"PT","zip":"02324","services":[{"code":"97530","minutes":15},{"code":"97542","minutes":15},{"code":"97140","minutes":98},{"code":"97161"},{"code":"97010"}]}`} {
		alike(t, text, 200, func() string { return string(book(t).Answer([]byte(text), true)) })
	}
}

func alike(t *testing.T, what string, times int, ask func() string) {
	t.Helper()
	first := ask()
	for range times {
		if again := ask(); again != first {
			t.Errorf("%s: once\n%s\nthen\n%s", what, first, again)
			return
		}
	}
}
