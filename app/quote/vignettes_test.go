package quote

import (
	"encoding/json"
	"maps"
	"os"
	"slices"
	"testing"

	"therapytally/rules"
	"therapytally/rules/trace"
)

// vignette is a plan asked at four points of its year: deductible open,
// coinsurance, copay, maximum reached. Where a plan has no such point its note
// says so, and what stands in for it. Visit is the visit that is asked about,
// the next one where none is named. The amounts were worked
// by hand from published fees (national, 2026); the arithmetic stands beside
// each. The browser's journeys read the same file.
type vignette struct {
	Plan    string
	Note    string
	Answers map[Field]string
	Points  []struct {
		At, Next, Worked, Course string
		Visit                    int
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

func standard(t *testing.T) *rules.Book { return bookOf(t) }

func bookOf(t testing.TB) *rules.Book {
	t.Helper()
	book, err := rules.Standard()
	if err != nil {
		t.Fatal(err)
	}
	return book
}

func answerTo(book *rules.Book, s *State) Answer { return All(book, s).Answer }

func compareTo(book *rules.Book, s *State) Comparisons { return All(book, s).Compare }

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
		if len(v.Points) != 4 || v.Note == "" {
			t.Errorf("%s: %d points, and it says %q of those it has not", v.Plan, len(v.Points), v.Note)
		}
		for _, p := range v.Points {
			a := answerTo(standard(t), answered(v.Answers, p.Set))
			if a.Phase != Ready || !a.Next.Single() {
				t.Errorf("%s, %s: no single answer: %+v", v.Plan, p.At, a.Problems)
				continue
			}
			asked := a.Next
			if p.Visit > 0 {
				asked = a.Rows[p.Visit-1].Patient
			}
			if got := asked.High.Value.StringFixed(2); !asked.Single() || got != p.Next {
				t.Errorf("%s, %s: %s, want %s (%s)", v.Plan, p.At, got, p.Next, p.Worked)
			}
			if got := a.Course.High.Value.StringFixed(2); p.Course != "" && got != p.Course {
				t.Errorf("%s, %s: the course is %s, want %s", v.Plan, p.At, got, p.Course)
			}
		}
	}
}

// Courses worked by hand from published fees (national, 2026): a visit is 82.33
// (97530 60.12, 97110 22.21), after the deductible 12.02 + 4.44 = 16.46.
func TestCoursesWorkedByHand(t *testing.T) {
	book := through2026(t)
	last := book.Covered().Through
	november := map[Field]string{Who: Medicare, Deductible: "100", Start: last.AddDays(-38).String(), PerWeek: "3"}
	for _, c := range []struct {
		name, course, plan string
		set                map[Field]string
	}{
		// 18 visits, the last on 1 January. 82.33; then 17.67 are left: 17.67 +
		// 20 % of 42.45 (8.49) + 4.44 = 30.60; 15 visits of 16.46 = 246.90.
		{"Medicare in November, next year left out", "359.83", "", with(november, NextYear, LeaveOut)},
		// The same, and 82.33 of the new deductible of 283.
		{"Medicare in November", "442.16", "", november},
		// Medicare pays 48.10 less 2 % (0.96) and 17.77 less 0.36: 64.55 a visit.
		{"Medicaid pays what Medicare leaves (QMB)", "0.00", "774.60", map[Field]string{Who: Supplement, SupplementPays: QMB, Deductible: "0"}},
		// Seven copays of 40, then the last 20 until the maximum.
		{"copay with a maximum", "300.00", "1140.00", map[Field]string{Who: CopayPlan, Copay: "40", Most: "300", RateKind: ByVisit, Rate: "120"}},
		// 3 x 150, then 50 + 20 % of 100 = 70, then 8 x 30.
		{"deductible and coinsurance", "760.00", "1040.00", map[Field]string{Who: SharePlan, Deductible: "500", RateKind: ByVisit, Rate: "150"}},
		{"no insurance", "1140.00", "", map[Field]string{Who: Nobody, Rate: "95"}},
		{"Medicaid", "48.00", "1032.00", map[Field]string{Who: Medicaid, Copay: "4", RateKind: ByVisit, Rate: "90"}},
		// 120 % of Medicare: 97530 42.08, later 30.06; 97110 26.65: 98.79. A plan
		// of Medicare Advantage cuts later units, another plan does not: 119.03.
		{"Medicare Advantage by percent", "1185.48", "0.00", map[Field]string{Who: CopayPlan, Copay: "500", RateKind: ByPercent, Rate: "120", Advantage: Yes}},
		{"another plan with a copay by percent", "1428.36", "0.00", map[Field]string{Who: CopayPlan, Copay: "500", RateKind: ByPercent, Rate: "120", Advantage: No}},
	} {
		a := answerTo(book, answered(c.set))
		if a.Phase != Ready || !a.Course.Single() || a.Course.High.Value.StringFixed(2) != c.course {
			t.Errorf("%s: %s to %s, want %s", c.name, a.Course.Low.Value, a.Course.High.Value, c.course)
		}
		if got := a.Plan.High.Value.StringFixed(2); c.plan != "" && got != c.plan {
			t.Errorf("%s: the plan pays %s, want %s", c.name, got, c.plan)
		}
	}
}

func with(answers map[Field]string, f Field, text string) map[Field]string {
	out := maps.Clone(answers)
	out[f] = text
	return out
}

// A course that begins in a year without published prices is answered with the
// latest ones, and refused plainly where those visits are to be left out.
func TestACourseOfNextYear(t *testing.T) {
	s := answered(map[Field]string{Who: Medicare, Deductible: "283", Start: "2027-02-01", ZIP: "94103", NextYear: LeaveOut})
	if a := answerTo(through2026(t), s); a.Phase != NotYet {
		t.Errorf("with nothing to count it is %+v", a)
	}
	s.Set(NextYear, "")
	a := answerTo(through2026(t), s)
	if a.Phase != Ready || a.Reach.Assumed != 12 || a.Reach.Visits != 12 || a.Reach.LeftOut > 0 || len(a.Rows) != 12 || !a.Rows[0].Assumed {
		t.Fatalf("it is %+v", a)
	}
	s.Set(Start, "2026-12-31")
	if same := answerTo(through2026(t), s); !a.Next.High.Value.Equal(same.Next.High.Value) {
		t.Errorf("%s, by this year's prices %s", a.Next.High.Value, same.Next.High.Value)
	}
	s.Set(NextYear, LeaveOut)
	s.Set(Start, "2027-02-01")
	s.Set(Who, Nobody)
	s.Set(Rate, "95")
	if a := answerTo(through2026(t), s); a.Phase != Ready || a.Reach.Visits != 12 || a.Course.High.Value.String() != "1140" {
		t.Errorf("a cash price of 95 is left out: %+v", a.Reach)
	}
}

// Who does not know the coinsurance gets the published bounds of it, not
// everything from nothing to the price.
func TestAnUnknownCoinsuranceIsBounded(t *testing.T) {
	for _, c := range []struct {
		low, high string
		set       map[Field]string
	}{
		{"12.00", "48.00", map[Field]string{Who: SharePlan, Deductible: "0", Percent: "", RateKind: ByVisit, Rate: "120"}},
		{"12.00", "87.60", map[Field]string{Who: SharePlan, YearDeductible: "66", Percent: "", RateKind: ByVisit, Rate: "120"}},
	} {
		a := answerTo(standard(t), answered(c.set))
		if low, high := a.Next.Low.Value.StringFixed(2), a.Next.High.Value.StringFixed(2); low != c.low || high != c.high || len(a.Unknown) == 0 {
			t.Errorf("%v: %s to %s, want %s to %s", c.set, low, high, c.low, c.high)
		}
	}
}

// Nothing that is taken over from before differs from what is worked out anew.
func TestWhatIsTakenOverIsTheSame(t *testing.T) {
	book := standard(t)
	s := answered(map[Field]string{Who: SharePlan, Deductible: "100", RateKind: ByVisit, Rate: "100"})
	before := All(book, s)
	for _, change := range []struct {
		f    Field
		text string
	}{{OtherRate, "80"}, {Cash, "70"}, {Place, "12"}, {Lang, Spanish}, {FewerWeeks, "what"}, {Rate, "120"}, {Deductible, ""}} {
		s.Set(change.f, change.text)
		w := Begin(book, s, before)
		if taken := !w.Answer.Pending; taken != (change.f != Rate && change.f != Deductible) {
			t.Errorf("after %s the course is taken over: %v", change.f, taken)
		}
		for w.Step() {
		}
		anew := All(book, s)
		if !alike(w.Answer.Course, anew.Answer.Course) || !slices.Equal(w.Answer.Aside, anew.Answer.Aside) || w.Answer.Pending {
			t.Errorf("after %s the course is %v, anew %v", change.f, w.Answer.Course, anew.Answer.Course)
		}
		for i, c := range []Comparison{w.Compare.Fewer, w.Compare.Cash, w.Compare.Clinic, w.Compare.Place} {
			if other := []Comparison{anew.Compare.Fewer, anew.Compare.Cash, anew.Compare.Clinic, anew.Compare.Place}[i]; c.Asked != other.Asked || !alike(c.All, other.All) {
				t.Errorf("after %s comparison %d is %v, anew %v", change.f, i, c, other)
			}
		}
		before = w
	}
}

func alike(a, b Range) bool {
	return a.Low.Value.Equal(b.Low.Value) && a.High.Value.Equal(b.High.Value)
}

// What opens is what is shown.
func TestAmountsOpenAsShown(t *testing.T) {
	w := All(standard(t), answered(map[Field]string{Who: SharePlan, Start: "2026-11-02", RateKind: ByVisit, Rate: "100", Cash: "70", OtherRate: "80", First: Evaluation}))
	all := []Amount{w.Paper.All, w.Paper.EachFirst, w.Paper.EachLater, w.Paper.First[0].Price, w.Paper.Later[0].Price}
	for _, r := range []Range{w.Answer.Next, w.Answer.After, w.Answer.Course, w.Answer.Plan, w.Compare.Fewer.All, w.Compare.Cash.All, w.Compare.Clinic.All} {
		all = append(all, r.Low, r.High)
	}
	for _, r := range w.Answer.Rows {
		all = append(all, r.Patient.Low, r.Patient.High, r.Running.Low, r.Running.High)
	}
	for i, a := range all {
		f, steps := a.Open()
		if steps == nil || !f.Value.Equal(a.Value) || !steps.Nodes[f.Index()].Value.Equal(a.Value) {
			t.Errorf("amount %d is shown as %s and opens as %s", i, a.Value, f.Value)
			continue
		}
		if err := trace.Replay(steps.Nodes); err != nil {
			t.Error(err)
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
	a := answerTo(standard(t), s)
	if a.Phase != Ready || len(a.Milestones) == 0 || a.Milestones[0].Kind != "new-year" {
		t.Fatalf("%+v", a)
	}
	for _, r := range a.Rows {
		if r.Date.Year() == 2026 && r.Patient.High.Value.StringFixed(2) != "82.33" {
			t.Errorf("visit %d on %s is %s, want 82.33", r.N, r.Date, r.Patient.High.Value)
		}
	}
}

// What is not known gives a range that holds every answer it could have.
func TestARangeHoldsWhatItCouldBe(t *testing.T) {
	of := func(answers map[Field]string) Answer {
		s := answered(answers)
		s.Lines = []Line{{"97530", "3"}} // the code that a range is published of
		return answerTo(standard(t), s)
	}
	a := of(map[Field]string{Who: SharePlan})
	if a.Next.Single() || len(a.Unknown) != 2 {
		t.Fatalf("it is %+v, unknown %v", a.Next, a.Unknown)
	}
	for _, left := range []string{"0", "40", "5000"} {
		for _, price := range []string{"25", "41.50", "60"} {
			known := of(map[Field]string{Who: SharePlan, Deductible: left, RateKind: ByUnit, Rate: price})
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
	c := compareTo(standard(t), s)
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
	if c := compareTo(standard(t), answered(map[Field]string{Who: Medicare})); !c.Cash.NotAllowed {
		t.Error("cash is compared with Medicare")
	}
}

func TestFaults(t *testing.T) {
	for _, c := range []struct {
		who  string
		f    Field
		text string
		want Fault
	}{
		{SharePlan, Deductible, "a lot", NotMoney}, {SharePlan, Percent, "120", NotPercent}, {SharePlan, PerWeek, "9", NotPerWeek}, {SharePlan, Weeks, "0", NotWeeks},
		{SharePlan, Start, "2031-01-01", NoPrices}, {SharePlan, Start, "2026-02-30", NotDate}, {SharePlan, Start, "", NotDate},
		{Medicare, ZIP, "00000", NotZIP}, {Medicare, ZIP, "941", NotZIP}, {SharePlan, Rate, "ten", NotPercent},
	} {
		a := answerTo(standard(t), answered(map[Field]string{Who: c.who, c.f: c.text}))
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
		if a := answerTo(standard(t), s); a.Phase != Ready || len(a.Aside) != 1 || a.Aside[0].Field != f {
			t.Errorf("%s: %+v", f, a.Aside)
		}
		if c := compareTo(standard(t), s); c.Cash.Asked || c.Clinic.Asked || (f == FewerPerWeek || f == FewerWeeks) && c.Fewer.Asked {
			t.Errorf("%s is compared all the same", f)
		}
	}
}
