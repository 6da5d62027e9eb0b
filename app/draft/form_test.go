package draft

import (
	"slices"
	"testing"

	"therapytally/app/lookup"
	"therapytally/rules"
	"therapytally/rules/code"
)

const national = "National average"

func index(t *testing.T) *lookup.Index {
	t.Helper()
	book, err := rules.Standard()
	if err != nil {
		t.Fatal(err)
	}
	return &lookup.Index{Book: book, National: national}
}

func fresh() *State { return New("2026-08-03", national, "97530") }

func TestParseMinutes(t *testing.T) {
	for text, want := range map[string]int{
		"25": 25, " 25 ": 25, "25 min": 25, "25min": 25, "25 minutes": 25, "25 Min": 25, "25'": 25, "0": 0, "600": 600,
		"0:25": 25, "1:05": 65, "1 h 5": 65, "1h 5 min": 65, "1 hour 15 minutes": 75, "010": 10,
	} {
		if n, why, _ := ParseMinutes(text); why != None || n != want {
			t.Errorf("ParseMinutes(%q) = %d, %d; want %d", text, n, why, want)
		}
	}
	for text, want := range map[string]Reason{
		"": MinutesNotNumber, "thirty": MinutesNotNumber, "2x": MinutesNotNumber, "-5": MinutesNotNumber, "12.5": MinutesNotNumber,
		"0:60": MinutesNotNumber, "0:": MinutesNotNumber, ":25": MinutesNotNumber, "٢٥": MinutesNotNumber, "25 h": MinutesNotNumber,
		"601": MinutesTooMany, "10:01": MinutesTooMany, "1234567": MinutesNotNumber,
	} {
		if _, why, _ := ParseMinutes(text); why != want {
			t.Errorf("ParseMinutes(%q) says %d, want %d", text, why, want)
		}
	}
	if _, _, growing := ParseMinutes("0:"); !growing {
		t.Error(`"0:" may still become minutes`)
	}
}

func TestParseMoney(t *testing.T) {
	for text, want := range map[string]string{
		"35": "35.00", "35.07": "35.07", "$2,480.00": "2480.00", "$ 12.5": "12.50", ".50": "0.50", "0": "0.00", "12.": "12.00", "1,000,000": "1000000.00",
	} {
		if d, why := ParseMoney(text); why != None || d.StringFixed(2) != want {
			t.Errorf("ParseMoney(%q) = %v, %d; want %s", text, d, why, want)
		}
	}
	for _, text := range []string{"", "$", "ten", "-5", "1.234", "1,23", "12,5", "1e3", "1.2.3", "--1", "1,0000"} {
		if d, why := ParseMoney(text); why != MoneyNotNumber {
			t.Errorf("ParseMoney(%q) = %v, %d; want it refused", text, d, why)
		}
	}
	if _, why := ParseMoney("1000001"); why != MoneyTooMuch {
		t.Error("a million and one dollars were taken")
	}
}

func TestAFreshFormWaits(t *testing.T) {
	s := fresh()
	r := s.Read(index(t))
	if len(r.Problems) != 0 || len(r.Visit.Services) != 0 {
		t.Errorf("a fresh form reads %+v", r)
	}
	if !slices.Equal(r.Waiting, []Field{MinutesOf(1)}) {
		t.Errorf("it waits for %v", r.Waiting)
	}
}

func TestFieldsBecomeAVisit(t *testing.T) {
	s := fresh()
	s.Set(MinutesOf(1), "0:30")
	next := s.Add()
	s.Set(next, "gait")
	s.Set(MinutesOf(2), "15 min")
	s.Set(ChargeOf(2), "$60")
	s.Set(s.Add(), "97161")
	s.Set(UnitsOf(3), "1")
	s.Set(Place, "94103-1234")
	s.Set(Deductible, "100")
	s.Set(UsedPTSLP, "2,000.50")
	s.PreferCode(mustCode(t, "97116"))
	r := s.Read(index(t))
	if len(r.Problems) > 0 {
		t.Fatalf("problems: %+v", r.Problems)
	}
	v := r.Visit
	if v.ZIP != "94103" || v.Coverage.DeductibleRemaining.String() != "100" || v.YearToDate.PTSLP.String() != "2000.5" {
		t.Errorf("the visit is %+v", v)
	}
	want := []string{"97530", "97116", "97161"}
	for i, service := range v.Services {
		if service.Code.String() != want[i] {
			t.Errorf("service %d is %s, want %s", i, service.Code, want[i])
		}
	}
	if v.Services[0].Minutes != 30 || v.Services[1].Charge.String() != "60" || *v.Services[2].Units != 1 {
		t.Errorf("the services are %+v", v.Services)
	}
	if v.KXJustified != nil {
		t.Error("the form attested by itself")
	}
}

func TestUsedBelongsToTheDiscipline(t *testing.T) {
	s := fresh()
	s.Set(UsedPTSLP, "100")
	s.SetDiscipline(code.OT)
	s.Set(s.Used(), "7")
	if r := s.Read(index(t)); r.Visit.YearToDate.OT.String() != "7" || !r.Visit.YearToDate.PTSLP.IsZero() {
		t.Errorf("OT reads %+v", r.Visit.YearToDate)
	}
	s.SetDiscipline(code.SLP)
	if r := s.Read(index(t)); r.Visit.YearToDate.PTSLP.String() != "100" {
		t.Errorf("what was typed for PT and SLP is lost: %+v", r.Visit.YearToDate)
	}
}

func TestTheStatementEndsWithItsDiscipline(t *testing.T) {
	s := fresh()
	s.Attested = true
	s.SetDiscipline(code.PT)
	if !s.Attested {
		t.Error("it ended without a change")
	}
	s.SetDiscipline(code.OT)
	if s.Attested {
		t.Error("a statement made for PT holds for OT")
	}
}

func TestProblems(t *testing.T) {
	for _, test := range []struct {
		field Field
		text  string
		want  Reason
	}{
		{Date, "", DateMissing},
		{Date, "2024-12-31", DateOutside},
		{Date, index(t).Book.Covered().Through.AddDays(1).String(), DateOutside},
		{Place, "", PlaceMissing},
		{Place, "Atlantis", PlaceUnknown},
		{Place, "rest of", PlaceVague},
		{Place, "941", ZIPShort},
		{Place, "941033", ZIPShort},
		{Place, "00001", ZIPUnknown},
		{CodeOf(1), "surgery", CodeUnknown},
		{CodeOf(1), "99999", CodeUnknown},
		{CodeOf(1), "9715", CodeVague},
		{CodeOf(1), "evaluation", CodeVague},
		{CodeOf(1), "", CodeMissing},
		{MinutesOf(1), "thirty", MinutesNotNumber},
		{MinutesOf(1), "601", MinutesTooMany},
		{ChargeOf(1), "ten", MoneyNotNumber},
		{Deductible, "x", MoneyNotNumber},
		{UsedPTSLP, "9999999", MoneyTooMuch},
	} {
		s := fresh()
		s.Set(MinutesOf(1), "15")
		s.Set(test.field, test.text)
		r := s.Read(index(t))
		if len(r.Problems) != 1 || r.Problems[0].Field != test.field || r.Problems[0].Reason != test.want {
			t.Errorf("%s %q: %+v, want reason %d", test.field, test.text, r.Problems, test.want)
		}
	}
}

func TestUnitsOfUntimedCodes(t *testing.T) {
	for text, want := range map[string]Reason{"": UnitsNotNumber, "0": UnitsOutside, "100": UnitsOutside, "two": UnitsNotNumber} {
		s := New("2026-08-03", national, "97161")
		s.Set(UnitsOf(1), text)
		if r := s.Read(index(t)); len(r.Problems) != 1 || r.Problems[0].Reason != want {
			t.Errorf("%q: %+v, want %d", text, r.Problems, want)
		}
	}
}

func TestTypingIsNoFaultUntilTheFieldIsLeft(t *testing.T) {
	s, find := fresh(), index(t)
	s.Set(MinutesOf(1), "15")
	s.Enter(Place)
	s.Set(Place, "941")
	if p := s.Read(find).Problems[0]; !p.Growing {
		t.Error("three digits of a ZIP are a fault while typing")
	}
	s.Leave(Place, find)
	if p := s.Read(find).Problems[0]; p.Growing {
		t.Error("three digits of a ZIP are no fault after leaving")
	}
	s.Enter(Place)
	if p := s.Read(find).Problems[0]; p.Growing {
		t.Error("the fault hides while it is being mended")
	}
}

func TestLeavingWritesPlainly(t *testing.T) {
	find := index(t)
	for _, test := range []struct {
		field      Field
		text, want string
	}{
		{MinutesOf(1), "25 min", "25"},
		{MinutesOf(1), "0:25", "25"},
		{MinutesOf(1), "thirty", "thirty"},
		{MinutesOf(1), "", ""},
		{CodeOf(1), "97110", "97110 Therapeutic exercise"},
		{CodeOf(1), "g0283", "G0283 Unattended e-stim (Medicare code)"},
		{CodeOf(1), "gait", "97116 Gait training"},
		{CodeOf(1), "nothing such", "nothing such"},
		{Place, "wyoming", "Wyoming"},
		{Place, "national average", national},
		{Place, "94103", "94103"},
		{Deductible, "$50", "50.00"},
		{ChargeOf(1), "x", "x"},
		{UnitsOf(1), "02", "2"},
	} {
		s := fresh()
		s.Set(test.field, test.text)
		s.Leave(test.field, find)
		if got := s.Text(test.field); got != test.want {
			t.Errorf("%s %q became %q, want %q", test.field, test.text, got, test.want)
		}
	}
}

func TestStep(t *testing.T) {
	s := fresh()
	s.Step(MinutesOf(1), -1)
	if got := s.Text(MinutesOf(1)); got != "0" {
		t.Errorf("one less than nothing is %q", got)
	}
	s.Set(MinutesOf(1), "0:29")
	s.Step(MinutesOf(1), +1)
	if got := s.Text(MinutesOf(1)); got != "30" {
		t.Errorf("one more than 0:29 is %q", got)
	}
	s.Set(MinutesOf(1), "600")
	s.Step(MinutesOf(1), +1)
	s.Set(UnitsOf(1), "1")
	s.Step(UnitsOf(1), -1)
	if s.Text(MinutesOf(1)) != "600" || s.Text(UnitsOf(1)) != "1" {
		t.Errorf("the bounds broke: %q, %q", s.Text(MinutesOf(1)), s.Text(UnitsOf(1)))
	}
	s.Set(MinutesOf(1), "thirty")
	s.Step(MinutesOf(1), +1)
	if got := s.Text(MinutesOf(1)); got != "thirty" {
		t.Errorf("what was typed is lost: %q", got)
	}
}

func TestRemoveSaysWhereToGo(t *testing.T) {
	s := fresh()
	s.Add()
	s.Add()
	s.Set(MinutesOf(3), "33")
	if got := s.Remove(2); got != CodeOf(3) {
		t.Errorf("after the middle one: %s", got)
	}
	if got := s.Text(MinutesOf(3)); got != "33" {
		t.Errorf("the neighbor lost its minutes: %q", got)
	}
	if got := s.Remove(3); got != CodeOf(1) {
		t.Errorf("after the last one: %s", got)
	}
	if got := s.Remove(1); got != AddService {
		t.Errorf("after the only one: %s", got)
	}
	if got := s.Add(); got != CodeOf(4) || s.Text(got) != "97530" {
		t.Errorf("the next one is %s with %q", got, s.Text(got))
	}
}

func TestRefusalsFindTheirField(t *testing.T) {
	s, find := fresh(), index(t)
	s.Set(MinutesOf(1), "15")
	s.Add()
	s.Set(s.Add(), "97165")
	r := s.Read(find)
	_, err := find.Book.For(r.Visit)
	if p := r.Refusal(err); p.Field != CodeOf(3) || p.Reason != Refused || p.Detail == "" {
		t.Errorf("an OT evaluation in a PT visit is refused at %+v", p)
	}
	for name, want := range map[string]Field{
		"zip": Place, "locality": Place, "date": Date, "services": AddService, "coverage.deductibleRemaining": Deductible,
		"yearToDate.ot": UsedOT, "services[0].minutes": MinutesOf(1), "services[9].minutes": Date, "discipline": Discipline,
	} {
		if got := r.field(name); got != want {
			t.Errorf("%s is shown at %s, want %s", name, got, want)
		}
	}
}

func mustCode(t *testing.T, s string) code.HCPCS {
	t.Helper()
	c, err := code.ParseHCPCS(s)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func FuzzRead(f *testing.F) {
	book, err := rules.Standard()
	if err != nil {
		f.Fatal(err)
	}
	find := &lookup.Index{Book: book, National: national}
	f.Add("2026-08-03", "94103", "97530", "0:25", "1", "$5")
	f.Add("", " ", "G", ":", "x", ".")
	f.Fuzz(func(t *testing.T, date, place, service, minutes, units, money string) {
		s := New(date, place, service)
		for field, text := range map[Field]string{MinutesOf(1): minutes, UnitsOf(1): units, ChargeOf(1): money, Deductible: money} {
			s.Set(field, text)
		}
		if r := s.Read(find); len(r.Problems) == 0 && len(r.Visit.Services) > 0 {
			if _, err := book.For(r.Visit); err != nil {
				r.Refusal(err)
			}
		}
		for _, field := range []Field{Date, Place, CodeOf(1), MinutesOf(1), UnitsOf(1), ChargeOf(1)} {
			s.Leave(field, find)
			s.Step(field, 1)
		}
	})
}
