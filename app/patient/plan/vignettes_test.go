package plan

import (
	"encoding/json"
	"os"
	"testing"

	"therapytally/rules"
)

// vignette is a plan asked at four points of its year. The amounts were worked
// by hand from published fees (national, 2026); the arithmetic stands beside
// each. The browser's journeys read the same file.
type vignette struct {
	Plan    string
	Answers map[Field]string
	Points  []struct {
		At, Next, Worked, Course string
		Set                      map[Field]string
	}
}

func vignettes(t *testing.T) []vignette {
	t.Helper()
	data, err := os.ReadFile("testdata/vignettes.json")
	if err != nil {
		t.Fatal(err)
	}
	var all []vignette
	if err := json.Unmarshal(data, &all); err != nil {
		t.Fatal(err)
	}
	return all
}

func standard(t *testing.T) *rules.Book {
	t.Helper()
	book, err := rules.Standard()
	if err != nil {
		t.Fatal(err)
	}
	return book
}

func answered(of ...map[Field]string) *State {
	s := New("2026-08-03")
	for _, answers := range of {
		for f, text := range answers {
			if f == Preset {
				s.Use(text)
				continue
			}
			s.Set(f, text)
		}
	}
	return s
}

func TestVignettes(t *testing.T) {
	all := vignettes(t)
	if len(all) != 12 {
		t.Fatalf("%d vignettes, want 12", len(all))
	}
	for _, v := range all {
		for _, p := range v.Points {
			a := Work(standard(t), answered(v.Answers, p.Set))
			if a.Phase != Ready || !a.Next.Single() {
				t.Errorf("%s, %s: no single answer: %+v", v.Plan, p.At, a.Problems)
				continue
			}
			if got := a.Next.High.Value.StringFixed(2); got != p.Next {
				t.Errorf("%s, %s: %s, want %s (%s)", v.Plan, p.At, got, p.Next, p.Worked)
			}
			if got := a.Course.High.Value.StringFixed(2); p.Course != "" && got != p.Course {
				t.Errorf("%s, %s: the course is %s, want %s", v.Plan, p.At, got, p.Course)
			}
		}
	}
}

// In November a course of six weeks crosses 1 January. In 2025 it crosses into
// published numbers: 12 visits from 1 December 2025, two a week, every 3 or 4
// days: nine in December (the last on the 29th), three in January. The
// deductible of 2026 is 283: three visits of 82.33 = 246.99 are all the
// patient's.
func TestTheDeductibleStartsOverOnNewYear(t *testing.T) {
	s := answered(map[Field]string{Who: Medicare, Deductible: "0", Start: "2025-12-01"})
	a := Work(standard(t), s)
	if a.Phase != Ready || len(a.Milestones) == 0 || a.Milestones[0].Kind != "new-year" {
		t.Fatalf("%+v", a)
	}
	for _, r := range a.Rows {
		if r.Date.Year() == 2026 && r.Patient.High.Value.StringFixed(2) != "82.33" {
			t.Errorf("visit %d on %s is %s, want 82.33", r.N, r.Date, r.Patient.High.Value)
		}
	}
}

// Into a year without published numbers: left out, or assumed when asked for.
func TestNextYearAsTheReaderChooses(t *testing.T) {
	s := answered(map[Field]string{Who: Medicare, Deductible: "0", Start: "2026-11-30"})
	left := Work(standard(t), s)
	s.Set(NextYear, Assume)
	assumed := Work(standard(t), s)
	if left.Unpublished == 0 || left.Assumed || assumed.Unpublished != 0 || !assumed.Assumed {
		t.Errorf("left out %d and assumed %v; then %d and %v", left.Unpublished, left.Assumed, assumed.Unpublished, assumed.Assumed)
	}
	if !assumed.Course.High.Value.GreaterThan(left.Course.High.Value) {
		t.Error("the assumed visits cost nothing")
	}
}

// What is not known gives a range that holds every answer it could have.
func TestARangeHoldsWhatItCouldBe(t *testing.T) {
	a := Work(standard(t), answered(map[Field]string{Who: SharePlan}))
	if a.Next.Single() || len(a.Unknown) != 2 {
		t.Fatalf("it is %+v, unknown %v", a.Next, a.Unknown)
	}
	for _, left := range []string{"0", "40", "5000"} {
		for _, price := range []string{"25", "41.50", "60"} {
			known := Work(standard(t), answered(map[Field]string{Who: SharePlan, Deductible: left, RateKind: ByUnit, Rate: price}))
			for _, pair := range [][2]Range{{a.Next, known.Next}, {a.Course, known.Course}, {a.Plan, known.Plan}} {
				if !pair[1].Single() || pair[1].Low.Value.LessThan(pair[0].Low.Value) || pair[1].High.Value.GreaterThan(pair[0].High.Value) {
					t.Errorf("with %s left at %s a unit: %s, outside of %s to %s", left, price, pair[1].High.Value, pair[0].Low.Value, pair[0].High.Value)
				}
			}
		}
	}
}

func TestComparisons(t *testing.T) {
	s := answered(map[Field]string{Who: SharePlan, Deductible: "0", RateKind: ByVisit, Rate: "100", OtherRate: "80", Cash: "70", Place: "12"})
	c := Compare(standard(t), s)
	// 20 % of 100 at 12 visits, at 6; cash 70 x 12; 20 % of 80 x 12.
	for name, pair := range map[string][2]string{
		"fewer":  {c.Fewer.All.High.Value.StringFixed(2), "120.00"},
		"cash":   {c.Cash.All.High.Value.StringFixed(2), "840.00"},
		"clinic": {c.Clinic.All.High.Value.StringFixed(2), "192.00"},
		"place":  {c.Place.All.High.Value.StringFixed(2), "240.00"},
	} {
		if pair[0] != pair[1] {
			t.Errorf("%s: %s, want %s", name, pair[0], pair[1])
		}
	}
	if c := Compare(standard(t), answered(map[Field]string{Who: Medicare})); !c.Cash.NotAllowed {
		t.Error("cash is compared with Medicare")
	}
}

func TestFaults(t *testing.T) {
	for _, c := range []struct {
		f    Field
		text string
		want Fault
	}{
		{Deductible, "a lot", NotMoney}, {Percent, "120", NotPercent}, {PerWeek, "9", NotPerWeek}, {Weeks, "0", NotWeeks},
		{Start, "2031-01-01", NotDate}, {ZIP, "00000", NotZIP}, {ZIP, "941", NotZIP},
	} {
		a := Work(standard(t), answered(map[Field]string{Who: SharePlan, c.f: c.text}))
		if a.Phase != Blocked || a.Problems[0].Fault != c.want || a.Problems[0].Field != c.f {
			t.Errorf("%s %q: %+v", c.f, c.text, a.Problems)
		}
	}
}

// A fault in a comparison takes no answer away: the field would vanish under
// the reader's hands.
func TestComparisonsNeverBlock(t *testing.T) {
	for _, f := range []Field{FewerPerWeek, FewerWeeks, Cash, OtherRate, OtherZIP} {
		s := answered(map[Field]string{Who: SharePlan, f: "what"})
		if a := Work(standard(t), s); a.Phase != Ready || len(a.Aside) != 1 || a.Aside[0].Field != f {
			t.Errorf("%s: %+v", f, a.Aside)
		}
		if c := Compare(standard(t), s); c.Cash.Asked || c.Clinic.Asked || (f == FewerPerWeek || f == FewerWeeks) && c.Fewer.Asked {
			t.Errorf("%s is compared all the same", f)
		}
	}
}
