package sheet

import (
	"encoding/csv"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestCopy(t *testing.T) {
	lines := []ClaimLine{{"97530", 2, []string{"GP", "59"}}, {"97110", 1, []string{"GP"}}}
	if got, want := ClaimText(lines), "97530 GP 59 x2\n97110 GP x1\n"; got != want {
		t.Errorf("%q", got)
	}
	got := NoteLine(45, 55, []CodeMinutes{{"97530", 30}, {"97110", 15}, {"97161", 10}})
	if got != "Total timed code treatment minutes: 45. Total treatment minutes: 55. 97530 30 min; 97110 15 min; 97161 10 min." {
		t.Errorf("%q", got)
	}
	if got := NoteLine(0, 0, nil); got != "Total timed code treatment minutes: 0. Total treatment minutes: 0." {
		t.Errorf("%q", got)
	}
}

func TestBillerCSV(t *testing.T) {
	got := BillerCSV([]BillerLine{{Label: "A1", Date: "2026-08-03", Code: "97530", Units: "2", Modifiers: "GP,59", Minutes: "30", AssistantMinutes: "0", TotalTimedMinutes: "30", TreatmentMinutes: "35", Payer: "Medicaid", Status: "denied", Reason: "why, then"}})
	want := "label,date,code,units,modifiers,minutes,assistant_minutes,total_timed_minutes,treatment_minutes,payer,status,reason\r\nA1,2026-08-03,97530,2,\"GP,59\",30,0,30,35,Medicaid,denied,\"why, then\"\r\n"
	if got != want {
		t.Errorf("%q", got)
	}
}

func TestCells(t *testing.T) {
	for cell, want := range map[string]string{
		"": "", "a": "a", "a,b": `"a,b"`, `a"b`: `"a""b"`, "a\nb": "\"a\nb\"", " a": `" a"`,
		"=1+1": "'=1+1", "+1": "'+1", "-1": "'-1", "@x": "'@x", "\tx": "'\tx", "\rx": "\"'\rx\"", "=a,b": `"'=a,b"`, "＝1": "'＝1", "a=b": "a=b",
	} {
		if got := CSV([][]string{{cell}}); got != want+"\r\n" {
			t.Errorf("%q becomes %q, want %q", cell, got, want)
		}
	}
}

// TestCSVReadsBack: any reader of RFC 4180 finds the cells again, and none of
// them begins a formula.
func TestCSVReadsBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cell := rapid.StringOf(rapid.SampledFrom([]rune("ab1,\"\n =+-@\t;é")))
		rows := [][]string{{"x", cell.Draw(t, "a"), cell.Draw(t, "b")}, {"y", cell.Draw(t, "c"), cell.Draw(t, "d")}}
		back, err := csv.NewReader(strings.NewReader(CSV(rows))).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		for i := range rows {
			for j := range rows[i] {
				if got := back[i][j]; strings.TrimPrefix(got, "'") != rows[i][j] && got != rows[i][j] || got != "" && strings.ContainsRune("=+-@\t", rune(got[0])) {
					t.Fatalf("%q reads back as %q", rows[i][j], got)
				}
			}
		}
	})
}
