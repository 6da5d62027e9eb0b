package quote

import (
	"testing"

	"therapytally/rules"
)

// The answers about one payer are no answers about another, and come back.
func TestAnswersBelongToTheirPayer(t *testing.T) {
	s := New("2026-08-03")
	s.UsePayer(SharePlan)
	if s.Get(Percent) != "20" {
		t.Errorf("the usual coinsurance is %q", s.Get(Percent))
	}
	for f, text := range map[Field]string{Copay: "30", Deductible: "400", Percent: "35", RateKind: ByVisit, Rate: "110"} {
		s.Set(f, text)
	}
	s.UsePayer(Medicaid)
	// 12 visits without a copay; the 30 was another plan's.
	if a := answerTo(standard(t), s); a.Course.High.Value.String() != "0" || !a.Course.exact() || s.Get(Copay)+s.Get(Rate)+s.Get(Deductible) != "" {
		t.Errorf("with Medicaid the course is %s", a.Course.High.Value)
	}
	s.Set(Copay, "3")
	s.UsePayer(CopayPlan)
	if a := answerTo(standard(t), s); s.Get(Copay) != "" || a.Next.Known() {
		t.Errorf("another plan's copay is %q", s.Get(Copay))
	}
	s.UsePayer(Medicaid)
	if a := answerTo(standard(t), s); a.Course.High.Value.String() != "36" {
		t.Errorf("12 copays of 3 are %s", a.Course.High.Value)
	}
	s.UsePayer(SharePlan)
	if s.Get(Copay) != "30" || s.Get(Deductible) != "400" || s.Get(Percent) != "35" || s.Get(Rate) != "110" || s.Get(RateKind) != ByVisit {
		t.Errorf("the answers came back as %v", s.values)
	}
	s.UsePayer(Medicare)
	s.Set(Deductible, "100")
	s.UsePayer(Supplement) // the deductible is Medicare's all the same
	if s.Get(Deductible) != "100" || s.Get(Copay) != "" {
		t.Errorf("with a second plan the deductible is %q", s.Get(Deductible))
	}
}

// A field that is not asked changes nothing and blocks nothing, and one that
// changes nothing is told of and blocks nothing.
func TestUnusedAnswersNeverBlock(t *testing.T) {
	flat := map[Field]string{Who: SharePlan, Deductible: "400", Percent: "30", Most: "800", RateKind: ByVisit, Rate: "110"}
	for _, c := range []struct {
		f     Field
		text  string
		aside int
	}{{ZIP, "0210", 1}, {YearDeductible, "much", 1}, {YearMost, "much", 1}, {Used, "much", 0}} {
		a := answerTo(standard(t), answered(flat, map[Field]string{c.f: c.text}))
		// 3 x 110, then 70 and 30 % of 40: 82, then 8 x 33: 676.
		if a.Phase != Ready || a.Course.High.Value.String() != "676" || len(a.Aside) != c.aside {
			t.Errorf("%s %q: phase %d, %s, %+v, %+v", c.f, c.text, a.Phase, a.Course.High.Value, a.Problems, a.Aside)
		}
	}
	for _, set := range []map[Field]string{
		{Who: Nobody, Rate: "95", Deductible: "x", Copay: "x", Percent: "x", Used: "x", ZIP: "x"},
		{Who: Medicare, Deductible: "0", Copay: "x", Percent: "x", Rate: "x", Most: "x"},
	} {
		if a := answerTo(standard(t), answered(set)); a.Phase != Ready || !a.Course.exact() {
			t.Errorf("%v: %+v", set, a.Problems)
		}
	}
	for _, set := range []map[Field]string{{Who: Medicare, ZIP: "0210"}, {Who: SharePlan, RateKind: ByPercent, Rate: "120", ZIP: "0210"}} {
		if a := answerTo(standard(t), answered(set)); a.Phase != Blocked {
			t.Errorf("%v: a place that changes the price is not read and not told", set)
		}
	}
}

// Part B's deductible was 257 in 2025 and is 283 in 2026.
func TestNoMoreIsLeftThanTheYearsDeductible(t *testing.T) {
	for _, c := range []struct {
		start, text, meant string
		year               int
	}{{"2026-08-03", "1000", "283", 2026}, {"2026-08-03", "283.01", "283", 2026}, {"2025-08-04", "257.01", "257", 2025}, {"2026-08-03", "283", "", 0}, {"2025-08-04", "257", "", 0}} {
		for _, who := range []string{Medicare, Supplement} {
			a := answerTo(through2026(t), answered(map[Field]string{Who: who, Start: c.start, Deductible: c.text}))
			if c.meant == "" {
				if a.Phase != Ready {
					t.Errorf("%s of %s: %+v", c.text, c.start, a.Problems)
				}
				continue
			}
			if want := (Problem{Field: Deductible, Line: -1, Fault: AboveYear, Meant: c.meant, Year: c.year}); a.Phase != Blocked || a.Problems[0] != want {
				t.Errorf("%s, %s of %s: %+v", who, c.text, c.start, a.Problems)
			}
		}
	}
	if a := answerTo(standard(t), answered(map[Field]string{Who: SharePlan, Deductible: "1000", RateKind: ByVisit, Rate: "100"})); a.Phase != Ready {
		t.Errorf("a plan's own deductible has no such bound: %+v", a.Problems)
	}
}

// A part of one in the place of a percentage is asked about.
func TestAPartOfOneIsNoPercentage(t *testing.T) {
	for _, c := range []struct {
		f           Field
		text, meant string
	}{{Percent, "0.2", "20"}, {Percent, "0.20%", "20"}, {Percent, ".35", "35"}, {Rate, "1.18", "118"}, {Rate, "0.8", "80"}, {Percent, "0", ""}, {Percent, "1", ""}, {Percent, "12.5", ""}, {Rate, "80", ""}} {
		a := answerTo(standard(t), answered(map[Field]string{Who: SharePlan, Deductible: "0", RateKind: ByPercent, Rate: "100"}, map[Field]string{c.f: c.text}))
		switch {
		case c.meant == "" && a.Phase != Ready:
			t.Errorf("%s %s: %+v", c.f, c.text, a.Problems)
		case c.meant != "" && (a.Phase != Blocked || a.Problems[0] != Problem{Field: c.f, Line: -1, Fault: MeantPercent, Meant: c.meant}):
			t.Errorf("%s %s: phase %d, %+v", c.f, c.text, a.Phase, a.Problems)
		}
	}
}

// acme is a clinic with a cash price of 95 and one contract: 118 % of Medicare's
// price and usually a copay of 30.
func acme(t *testing.T) Clinic {
	t.Helper()
	terms := func(text string) rules.Terms {
		v, err := rules.ParseVisit([]byte(`{"date":"2026-08-03","discipline":"PT","services":[{"code":"97530","minutes":15}],` + text + `}`))
		if err != nil {
			t.Fatal(err)
		}
		return rules.Terms{Payer: v.Payer, Coverage: v.Coverage}
	}
	return Clinic{Prices: []Price{
		{"Acme PPO", terms(`"payer":{"kind":"commercial","rate":{"percentOfMedicare":"118"}},"coverage":{"copay":"30.00"}`)},
		{"cash", terms(`"payer":{"kind":"self-pay","rate":{"perVisit":"95.00"}}`)},
	}}
}

// A clinic's cash price is everybody's who has no insurance.
func TestAClinicsCashPriceWins(t *testing.T) {
	for _, begins := range []string{"", "Acme PPO", "cash"} {
		s := New("2026-08-03")
		s.Clinic = acme(t)
		for _, p := range s.Clinic.Prices {
			if p.Name == begins {
				s.Start(p)
			}
		}
		s.UsePayer(Nobody)
		w := All(standard(t), s)
		// 12 x 95.
		if a := w.Answer; a.Next.High.Value.String() != "95" || a.Course.High.Value.String() != "1140" || !a.Course.exact() || a.Published() {
			t.Errorf("begun with %q: %s and %s", begins, a.Next.High.Value, a.Course.High.Value)
		}
		if !w.Paper.Priced || w.Paper.All.Value.String() != "1140" {
			t.Errorf("begun with %q the worksheet says %s", begins, w.Paper.All.Value)
		}
		s.UsePrice(NoPrice)
		if a := answerTo(standard(t), s); a.Next.Known() || a.Missing() != Rate {
			t.Errorf("another price is counted with %s", a.Next.High.Value)
		}
		s.Set(Rate, "80")
		if a := answerTo(standard(t), s); a.Next.High.Value.String() != "80" {
			t.Errorf("the price as typed is %s", a.Next.High.Value)
		}
	}
}

// A contract of the clinic's is nobody's plan until the reader says so; then its
// usual copay holds, and goes with it.
func TestAContractIsChosenNeverAssumed(t *testing.T) {
	s := New("2026-08-03")
	s.Clinic = acme(t)
	s.UsePayer(SharePlan)
	if a := answerTo(standard(t), s); a.Next.Known() || a.Missing() != Rate || a.ByMedicare {
		t.Errorf("before it is chosen the next visit is %s", a.Next.High.Value)
	}
	if _, ok := s.Priced(); ok || len(s.Prices()) != 1 {
		t.Errorf("it is in force, and %d prices are offered", len(s.Prices()))
	}
	s.Set(Deductible, "0")
	s.UsePrice("Acme PPO")
	// 118 % of 35.07, 35.07 and 29.06 are 117.05; the copay of 30 is all that the
	// plan leaves: 12 x 30.
	a := answerTo(standard(t), s)
	if a.Next.High.Value.String() != "30" || a.Course.High.Value.String() != "360" || s.Get(Copay) != "30" || s.Get(Percent) != "0" {
		t.Errorf("chosen: %s and %s with a copay of %q and %q %%", a.Next.High.Value, a.Course.High.Value, s.Get(Copay), s.Get(Percent))
	}
	s.UsePrice(NoPrice)
	if s.Get(Copay) != "" || s.Get(Percent) != "20" || s.Get(Deductible) != "0" {
		t.Errorf("given back: copay %q, %q %%, deductible %q", s.Get(Copay), s.Get(Percent), s.Get(Deductible))
	}
	s.Set(Copay, "25")
	s.UsePrice("Acme PPO")
	if s.Get(Copay) != "25" {
		t.Errorf("the reader's own copay became %q", s.Get(Copay))
	}
	// Begun with the contract's payer: another kind of plan is another plan.
	s = New("2026-08-03")
	s.Clinic = acme(t)
	s.Start(s.Clinic.Prices[0])
	if a := answerTo(standard(t), s); s.Get(Who) != CopayPlan || a.Next.High.Value.String() != "30" {
		t.Errorf("begun with it, %s pays %s", s.Get(Who), a.Next.High.Value)
	}
	s.UsePayer(SharePlan)
	s.Set(Deductible, "0")
	if a := answerTo(standard(t), s); a.Next.Known() || s.Get(Copay) != "" {
		t.Errorf("its copay of %q is another plan's, which pays %s", s.Get(Copay), a.Next.High.Value)
	}
}
