package quote

import (
	"net/url"
	"strconv"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"therapytally/rules"
)

// drawn is a random state whose every answer is right.
func drawn(t *rapid.T) *State {
	book, err := rules.Standard()
	if err != nil {
		t.Fatal(err)
	}
	after := book.Covered().Through.AddDays(18).String()
	s := New(rapid.SampledFrom([]string{"2025-03-10", "2025-11-17", "2026-08-03", "2026-11-21"}).Draw(t, "start"))
	s.Use(rapid.SampledFrom(Presets()).Draw(t, "preset"))
	for _, f := range Fields() {
		if f == Start || f == Preset || f == Discipline || !rapid.Bool().Draw(t, string(f)+" given") {
			continue
		}
		s.Set(f, drawnText(t, f))
	}
	s.Set(Who, rapid.SampledFrom(Payers()).Draw(t, "who"))
	if left, _ := decimal.NewFromString(s.Get(Deductible)); s.Original() && left.GreaterThan(decimal.New(257, 0)) {
		s.Set(Deductible, "257") // Medicare's of 2025, the lower one
	}
	if rapid.Bool().Draw(t, "next year") {
		s.Set(Start, after)
		s.Set(NextYear, "")
	}
	s.Set(Weeks, strconv.Itoa(rapid.IntRange(1, 8).Draw(t, "weeks")))
	s.Set(PerWeek, strconv.Itoa(rapid.IntRange(1, 5).Draw(t, "per week")))
	return s
}

func drawnText(t *rapid.T, f Field) string {
	if allowed := choices(f); len(allowed) > 0 {
		return rapid.SampledFrom(allowed).Draw(t, string(f))
	}
	switch f {
	case ZIP, OtherZIP:
		return rapid.SampledFrom([]string{"94103", "10001", "72201", "02324"}).Draw(t, string(f))
	case FewerPerWeek, FewerWeeks:
		return strconv.Itoa(rapid.IntRange(1, 5).Draw(t, string(f)))
	case Percent:
		return strconv.Itoa(rapid.IntRange(0, 100).Draw(t, string(f)))
	}
	least := 1
	if f == Rate || f == OtherRate {
		least = 1000 // as a percentage of Medicare's price, less was meant as a part of one
	}
	return decimal.New(int64(rapid.IntRange(least, 60000).Draw(t, string(f))), -2).StringFixed(2)
}

// Whatever is answered: patient plus plan plus second plan equals allowed, no
// visit costs more than allowed, the running total never falls and ends at the
// course's total.
func TestCoursesAddUp(t *testing.T) {
	book := standard(t)
	rapid.Check(t, func(t *rapid.T) {
		s := drawn(t)
		r := read(book, s, nil)
		if len(r.problems) > 0 {
			t.Fatalf("%+v", r.problems)
		}
		for _, at := range []end{least, most} {
			e, err := book.Episode(r.visit(at), r.course())
			if err != nil {
				t.Fatal(err)
			}
			sum := decimal.Zero
			for _, v := range e.Visits {
				if v.Unpublished || !v.Patient.Known() {
					continue
				}
				sum = sum.Add(v.Patient.Value)
				if !v.RunningPatient.Value.Equal(sum) {
					t.Fatalf("visit %d: the running total is %s, want %s", v.N, v.RunningPatient.Value, sum)
				}
				if !v.Allowed.Known() || !v.PlanPays.Known() {
					continue
				}
				// Sequestration comes off what Medicare pays; what a QMB would owe
				// nobody may bill.
				parts := v.Patient.Value.Add(v.PlanPays.Value).Add(v.SecondaryPays.Value).Add(v.Estimate.Totals.Sequestration.Value).Add(v.Estimate.Totals.QMBWriteOff.Value)
				if s.Get(Who) != Nobody && !parts.Equal(v.Allowed.Value) {
					t.Fatalf("visit %d: the parts are %s, allowed %s", v.N, parts, v.Allowed.Value)
				}
				if v.Patient.Value.GreaterThan(v.Allowed.Value) || v.Patient.Value.IsNegative() {
					t.Fatalf("visit %d: the patient owes %s of %s", v.N, v.Patient.Value, v.Allowed.Value)
				}
			}
			if !sum.Equal(e.Totals.Patient.Value) {
				t.Fatalf("the visits add up to %s, the course says %s", sum, e.Totals.Patient.Value)
			}
		}
	})
}

// A year's payments never pass what was left until the maximum.
func TestNeverAboveTheMaximum(t *testing.T) {
	book := standard(t)
	rapid.Check(t, func(t *rapid.T) {
		s := drawn(t)
		s.Set(Who, rapid.SampledFrom([]string{CopayPlan, SharePlan}).Draw(t, "plan"))
		s.Set(Most, strconv.Itoa(rapid.IntRange(0, 400).Draw(t, "most")))
		a := answerTo(book, s)
		bound := decimal.RequireFromString(s.Get(Most))
		for _, r := range a.Rows {
			if r.Date.Year() == a.Start.Year() && r.Running.High.Value.GreaterThan(bound) {
				t.Fatalf("visit %d: %s paid, at most %s", r.N, r.Running.High.Value, bound)
			}
		}
	})
}

// One visit more never lowers the total, and a low end is never above its high
// end.
func TestOneVisitMoreNeverLowersTheTotal(t *testing.T) {
	book := standard(t)
	rapid.Check(t, func(t *rapid.T) {
		s := drawn(t)
		short := answerTo(book, s)
		weeks, _ := strconv.Atoi(s.Get(Weeks))
		s.Set(Weeks, strconv.Itoa(weeks+1))
		long := answerTo(book, s)
		if !long.Course.Known() {
			return // a price or a new year's deductible that nobody knows
		}
		if long.Course.Low.Value.LessThan(short.Course.Low.Value) || long.Course.High.Value.LessThan(short.Course.High.Value) {
			t.Fatalf("%s to %s, a week longer %s to %s", short.Course.Low.Value, short.Course.High.Value, long.Course.Low.Value, long.Course.High.Value)
		}
		for _, r := range append(long.Rows, short.Rows...) {
			if r.Running.Known() && r.Running.Low.Value.GreaterThan(r.Running.High.Value) {
				t.Fatalf("visit %d: %s to %s so far", r.N, r.Running.Low.Value, r.Running.High.Value)
			}
		}
		if long.Course.Low.Value.GreaterThan(long.Course.High.Value) {
			t.Fatalf("the course is %s to %s", long.Course.Low.Value, long.Course.High.Value)
		}
	})
}

func TestLinksComeBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawn(t)
		if rapid.Bool().Draw(t, "changed") {
			s.Lines = rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Line {
				return Line{rapid.StringMatching(`[0-9A-Zé&=*# ]{0,7}`).Draw(t, "code"), strconv.Itoa(rapid.IntRange(1, 8).Draw(t, "units"))}
			}), 0, MaxLines).Draw(t, "lines")
		}
		link := Encode(s)
		back, err := Decode("#" + link)
		if err != nil || len(link) > LongestLink {
			t.Fatalf("%d characters: %v: %s", len(link), err, link)
		}
		if !back.Equal(s) && !(len(s.Lines) == 0 && len(back.Lines) == 0) {
			t.Fatalf("%v came back as %v", s, back)
		}
	})
}

// The longest state there can be stays under the limit.
func TestTheLongestLink(t *testing.T) {
	s := New("2026-08-03")
	wide := "€€€€" // each character is nine in a link
	for _, f := range Fields() {
		text := wide
		if allowed := choices(f); len(allowed) > 0 {
			text = allowed[len(allowed)-1]
		}
		s.Set(f, text)
	}
	s.Lines = nil
	for range MaxLines {
		s.Lines = append(s.Lines, Line{wide, wide})
	}
	const address = 200 // of the page, before the fragment
	link := Encode(s)
	t.Logf("the longest fragment has %d characters", len(link))
	if len(link)+address > LongestLink {
		t.Errorf("%d characters", len(link))
	}
}

func TestBadLinksAreRefused(t *testing.T) {
	for _, bad := range []string{"", "x", "v", "v2&who=medicare", "v1&who=king", "v1&secret=1", "v1&who=medicare&who=medicare", "v1&line=97530", "v1&rate=%zz", "v1&rate=" + url.QueryEscape("123456789012345")} {
		if s, err := Decode(bad); err == nil {
			t.Errorf("%q was read as %v", bad, s)
		}
	}
}

func FuzzDecode(f *testing.F) {
	f.Add(Encode(New("2026-08-03")))
	f.Fuzz(func(t *testing.T, fragment string) {
		s, err := Decode(fragment)
		if err != nil {
			return
		}
		if back, err := Decode(Encode(s)); err != nil || !back.Equal(s) {
			t.Errorf("%q: %v", fragment, err)
		}
		answerTo(standard(t), s)
	})
}
