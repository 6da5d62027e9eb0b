package rules_test

import (
	"fmt"
	"strings"
	"testing"

	"therapytally/rules/finding"
)

// TestAgeOfPairs: the notice of age names the pairs of the day that no newer
// table is about, and no others. CMS's v32.3 (October 2026) was seen for ten
// codes, 97110, 97140 and 97530 among them; the rest is of July 2024.
func TestAgeOfPairs(t *testing.T) {
	const november = "2026-11-30"
	for _, c := range []struct{ date, codes, also, pairs, tables string }{
		{november, "97530 97140 97110", "", "", "2026Q4"},
		{november, "97750 97763", "", "97750 with 97763", "2024Q3"},
		{november, "97530 97140 97750", "", "97750 with 97530 and 97140", "2024Q3, 2026Q4"},
		{november, "97530 97750", "97140", "97750 with 97530 and 97140", "2024Q3, 2026Q4"},
		{november, "97530 97140", "97750 97763", "97530 with 97750 and 97763; 97140 with 97750 and 97763", "2024Q3, 2026Q4"},
		{november, "97530", "", "", "2024Q3"},
		{"2025-03-03", "97530 97140", "", "", "2026Q4"}, // v32.3 dates each pair back to its first day
		{"2025-03-03", "97750 97763", "", "97750 with 97763", "2024Q3"},
	} {
		quoted := func(codes, rest string) string {
			var out []string
			for s := range strings.FieldsSeq(codes) {
				out = append(out, fmt.Sprintf(`{"code":"%s"%s}`, s, rest))
			}
			return strings.Join(out, ",")
		}
		e := estimate(t, fmt.Sprintf(`{"date":"%s","discipline":"PT","services":[%s],"alsoToday":[%s]}`, c.date, quoted(c.codes, ""), quoted(c.also, `,"units":1,"discipline":"OT"`)))
		said := ""
		for _, f := range e.Findings {
			if f.ID == finding.ReleaseAge {
				said = f.Message
			}
		}
		named := ""
		if _, rest, is := strings.Cut(said, "ncci 2024Q3 (2024-07-01 to 2024-09-30) for "); is {
			named, _, _ = strings.Cut(strings.TrimSuffix(rest, "."), ", mue")
		}
		if named != c.pairs || e.Releases["ncci"] != c.tables || strings.Contains(said, "ncci 2026Q4") {
			t.Errorf("%s %s beside %s: %q by %q, want %q by %q", c.date, c.codes, c.also, said, e.Releases["ncci"], c.pairs, c.tables)
		}
		if c.date == november && strings.Contains(said, "mue") || c.date == november && strings.Contains(said, "rvu") {
			t.Errorf("%s: %s", c.date, said)
		}
	}
}

// TestPairsOfOctober2026: two evaluations are a pair by v32.3 (effective
// 2020-10-01, still in force); 97530 with 97116 was one until 2019-12-31.
func TestPairsOfOctober2026(t *testing.T) {
	e := estimate(t, `{"date":"2026-11-30","discipline":"PT","services":[{"code":"97161"},{"code":"97162"}]}`)
	if e.Lines[0].Status != "denied" || !strings.Contains(fmt.Sprint(e.Findings), "97161 is not paid on the same day as 97162: in the NCCI table of 2026Q4") {
		t.Errorf("%+v", e.Findings)
	}
	e = estimate(t, `{"date":"2026-11-30","discipline":"PT","services":[{"code":"97530","minutes":15},{"code":"97116","minutes":15}]}`)
	for _, f := range e.Findings {
		if f.ID == finding.No59Needed && (!strings.Contains(f.Message, "table of 2026Q4") || f.Cites[0].Source != "cms-ptp-2026q4") {
			t.Errorf("%+v", f)
		}
	}
	if !has(e.Findings, finding.No59Needed) || e.Lines[0].Status != "payable" || e.Lines[1].Status != "payable" {
		t.Errorf("%+v", e.Lines)
	}
}

// TestLimitsOfOctober2026: four codes have a limit of 1 a day, absolute, from
// the table of October 2026 on; none was published to us for days before.
func TestLimitsOfOctober2026(t *testing.T) {
	for _, c := range []string{"98979", "98984", "98985", "98986"} {
		for date, want := range map[string]bool{"2026-09-30": false, "2026-10-01": true, "2026-12-31": true} {
			e := estimate(t, fmt.Sprintf(`{"date":"%s","discipline":"PT","services":[{"code":"%s","units":2}]}`, date, c))
			if has(e.Findings, finding.OverAbsoluteLimit) != want {
				t.Errorf("%s on %s: %+v", c, date, e.Findings)
			}
			e = estimate(t, fmt.Sprintf(`{"date":"%s","discipline":"PT","services":[{"code":"%s","units":1}]}`, date, c))
			if has(e.Findings, finding.OverAbsoluteLimit) {
				t.Errorf("%s on %s: one unit is over the limit", c, date)
			}
		}
	}
}
