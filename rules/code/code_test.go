package code_test

import (
	"fmt"
	"testing"
	"time"

	"therapytally/rules/code"
)

// TestParse holds what each type takes and refuses; what is taken prints as it
// was read.
func TestParse(t *testing.T) {
	for _, c := range []struct {
		kind  string
		parse func(string) (string, error)
		takes []string
		not   []string
	}{
		{"HCPCS", text(code.ParseHCPCS), []string{"97530", "G0283", "0791T"}, []string{"", "9753", "975300", "97 30", "g0283", "9753O!", "97530-59"}},
		{"modifier", text(code.ParseModifier), []string{"GP", "59", "X1"}, []string{"", "G", "gp", "G P", "59,"}},
		{"POS", text(code.ParsePOS), []string{"11", "02"}, []string{"", "1", "1A", "111"}},
		{"locality", text(code.ParseLocality), []string{"national", "01112-05"}, []string{"", "1112-05", "01112 05", "01112-5", "0111A-05", "01112-0A"}},
		{"discipline", text(code.ParseDiscipline), []string{"PT", "OT", "SLP"}, []string{"", "pt", "PTA"}},
		{"date", text(code.ParseDate), []string{"2026-02-28", "2024-02-29"}, []string{"", "2026-02-29", "2026-2-3", "02/03/2026", "2026-02-28T00:00"}},
	} {
		for _, s := range c.takes {
			if got, err := c.parse(s); err != nil || got != s {
				t.Errorf("%s %q: %q, %v", c.kind, s, got, err)
			}
		}
		for _, s := range c.not {
			if got, err := c.parse(s); err == nil {
				t.Errorf("%s %q was taken as %q", c.kind, s, got)
			}
		}
	}
}

func text[T interface {
	String() string
	MarshalText() ([]byte, error)
}](parse func(string) (T, error)) func(string) (string, error) {
	return func(s string) (string, error) {
		v, err := parse(s)
		if err != nil {
			return "", err
		}
		b, err := v.MarshalText()
		if string(b) != v.String() {
			return "", err
		}
		return v.String(), err
	}
}

func day(t *testing.T, s string) code.Date {
	t.Helper()
	d, err := code.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestDate(t *testing.T) {
	d := day(t, "2026-12-31")
	if next := d.AddDays(1); next != day(t, "2027-01-01") || next.Year() != 2027 || d.Compare(next) >= 0 || next.Compare(d) <= 0 || d.Compare(d) != 0 {
		t.Errorf("the day after %s is %s", d, next)
	}
	if d.Weekday() != time.Thursday {
		t.Errorf("%s is a %s", d, d.Weekday())
	}
	if (code.Date{}).IsZero() == d.IsZero() {
		t.Error("only the zero date is zero")
	}
}

func TestSpan(t *testing.T) {
	s := code.Span{From: day(t, "2026-01-01"), Through: day(t, "2026-01-31")}
	for d, want := range map[string]bool{"2025-12-31": false, "2026-01-01": true, "2026-01-31": true, "2026-02-01": false} {
		if s.Holds(day(t, d)) != want {
			t.Errorf("%s in %s: want %t", d, s, want)
		}
	}
}

func TestZero(t *testing.T) {
	if !(code.HCPCS{}).IsZero() || !(code.POS{}).IsZero() || code.National.String() != "national" || code.Discipline(9).String() != "" {
		t.Error("zero values")
	}
	a, _ := code.ParseHCPCS("97110")
	b, _ := code.ParseHCPCS("97530")
	if a.Compare(b) >= 0 {
		t.Error("codes order as text")
	}
}

// ParseDate takes what time.Parse takes, and nothing else.
func TestParseDateLikeTime(t *testing.T) {
	try := func(s string) {
		t.Helper()
		want, err := time.Parse(time.DateOnly, s)
		got, refused := code.ParseDate(s)
		if (err == nil) != (refused == nil) || err == nil && (!got.Time().Equal(want) || got.String() != s || code.DateOf(want) != got) {
			t.Fatalf("%q: %v, %v; time.Parse says %v, %v", s, got, refused, want, err)
		}
	}
	for year := range 10_000 {
		for _, day := range []string{"01-01", "02-28", "02-29", "12-31"} {
			try(fmt.Sprintf("%04d-%s", year, day))
		}
	}
	for n := range 10_000 {
		try(fmt.Sprintf("2024-%02d-%02d", n/100, n%100))
	}
	const odd = "09-/:+ aé"
	for i := range len("2024-02-29") {
		for _, r := range odd {
			try("2024-02-29"[:i] + string(r) + "2024-02-29"[i+1:])
		}
	}
}
