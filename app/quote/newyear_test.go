package quote

import (
	"strings"
	"testing"
)

// Worked by hand: a visit is 82.33 (97530 for 30 minutes and 97110 for 15,
// national, 2026). Two visits a week for 8 weeks from November 23, 2026 are 16:
// the last of 2026 is number 12 on December 31, the others are on January 4, 7,
// 11 and 14.
func november(answers map[Field]string) *State {
	s := answered(map[Field]string{Start: "2026-11-23", Weeks: "8"}, answers)
	return s
}

func TestVisitsAfterTheTurnOfTheYearAreCounted(t *testing.T) {
	for _, c := range []struct {
		name, course    string
		visits, assumed int
		left            int
		set             map[Field]string
	}{
		// 12 x 16.46 = 197.52; 3 x 82.33 = 246.99 leave 36.01 of the new deductible
		// of 283: 36.01 and 20 % of the rest, 24.11 x 0.2 = 4.82 of 97530 and 4.44 of
		// 97110, are 45.27. Together 489.78.
		{"Medicare, met", "489.78", 16, 4, 0, map[Field]string{Who: Medicare, Deductible: "0"}},
		{"Medicare, met, left out", "197.52", 12, 0, 4, map[Field]string{Who: Medicare, Deductible: "0", NextYear: LeaveOut}},
		// Medigap that does not pay the deductible: nothing in 2026, then 283.
		{"Medigap G", "283.00", 16, 4, 0, map[Field]string{Who: Supplement, SupplementPays: No, Deductible: "0"}},
		// 95 and 15 x 95: the price is the clinic's own, of no year.
		{"cash", "1520.00", 16, 0, 0, map[Field]string{Who: Nobody, Rate: "95"}},
		{"cash, left out", "1520.00", 16, 0, 0, map[Field]string{Who: Nobody, Rate: "95", NextYear: LeaveOut}},
		// Medicaid's copay of 3.
		{"Medicaid", "48.00", 16, 0, 0, map[Field]string{Who: Medicaid, Copay: "3"}},
		// 40, 40, 40 and 30 to the maximum, 8 x 0; 4 x 40 in the new year: 310.
		{"copay and maximum", "310.00", 16, 0, 0, map[Field]string{Who: CopayPlan, Copay: "40", Most: "150", YearMost: "5000"}},
		// 120 % of Medicare's prices of 35.07, 35.07 and 29.06, for no later unit of a
		// cash price is cut: 42.08 + 42.08 + 34.87 = 119.03.
		{"cash by percent", "1904.48", 16, 4, 0, map[Field]string{Who: Nobody, RateKind: ByPercent, Rate: "120"}},
		{"cash by percent, left out", "1428.36", 12, 0, 4, map[Field]string{Who: Nobody, RateKind: ByPercent, Rate: "120", NextYear: LeaveOut}},
	} {
		w := All(through2026(t), november(c.set))
		a := w.Answer
		if got := a.Course.High.Value.StringFixed(2); !a.Course.exact() || got != c.course {
			t.Errorf("%s: %s, want %s: %+v", c.name, got, c.course, a.Problems)
		}
		if a.Reach.Visits != c.visits || a.Reach.Assumed != c.assumed || a.Reach.LeftOut != c.left || len(a.Rows) != c.visits+c.left {
			t.Errorf("%s: the amount holds %+v", c.name, a.Reach)
		}
		// Once a week are 8: 6 until December 28, then January 4 and 11.
		if w.Compare.Fewer.Visits != 8-c.left/2 {
			t.Errorf("%s: half as often are %d visits", c.name, w.Compare.Fewer.Visits)
		}
	}
}

// The worksheet's total is that of its visits: 95 + 15 x 95 = 1,520.00.
func TestTheWorksheetHoldsEveryVisit(t *testing.T) {
	for _, next := range []string{"", LeaveOut} {
		p := All(through2026(t), november(map[Field]string{Who: Nobody, Rate: "95", NextYear: next})).Paper
		if p.All.Value.StringFixed(2) != "1520.00" || p.Reach.Visits != 16 || p.Reach.Assumed != 0 || p.LastDate.String() != "2027-01-14" {
			t.Errorf("%q: %s for %+v until %s", next, p.All.Value, p.Reach, p.LastDate)
		}
	}
	p := All(through2026(t), november(map[Field]string{Who: Nobody, RateKind: ByPercent, Rate: "120", NextYear: LeaveOut})).Paper
	if p.Reach.Visits != 12 || p.LastDate.String() != "2026-12-31" || p.All.Value.StringFixed(2) != "1428.36" {
		t.Errorf("left out: %s for %+v until %s", p.All.Value, p.Reach, p.LastDate)
	}
}

// What starts over on January 1 is said to those for whom something does.
func TestWhatStartsOver(t *testing.T) {
	for _, c := range []struct {
		want string
		set  map[Field]string
	}{
		{NewYear, map[Field]string{Who: Medicare, Deductible: "0"}},
		{NewYear, map[Field]string{Who: Supplement, SupplementPays: No, Deductible: "0"}},
		{"", map[Field]string{Who: Supplement, SupplementPays: Yes}},
		{"", map[Field]string{Who: Supplement, SupplementPays: QMB}},
		{NewYear, map[Field]string{Who: SharePlan, Deductible: "0", RateKind: ByVisit, Rate: "95"}},
		{NewYear, map[Field]string{Who: CopayPlan, Copay: "40", Deductible: "100", RateKind: ByVisit, Rate: "95"}},
		{NewYearMaximum, map[Field]string{Who: CopayPlan, Copay: "40", Most: "5000"}},
		{"", map[Field]string{Who: CopayPlan, Copay: "40"}},
		{"", map[Field]string{Who: Medicaid}},
		{"", map[Field]string{Who: Nobody, Rate: "95"}},
	} {
		var got []string
		for _, m := range answerTo(through2026(t), november(c.set)).Milestones {
			if strings.HasPrefix(m.Kind, NewYear) {
				got = append(got, m.Kind)
			}
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%v: %q starts over, want %q", c.set, got, c.want)
		}
	}
}
