package ncci_test

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"therapytally/rules/code"
	"therapytally/rules/ncci"
	"therapytally/rules/param"
)

func day(t *testing.T, s string) code.Date {
	t.Helper()
	d, err := code.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func hcpcs(t *testing.T, s string) code.HCPCS {
	t.Helper()
	c, err := code.ParseHCPCS(s)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// release is a table made for a test.
func release(t *testing.T, csv string) *param.Release {
	t.Helper()
	file := func(s string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(s)} }
	facts, err := param.Load(fstest.MapFS{
		"source/s.json": file(`{"id":"s","publisher":"p","title":"t","revision":"","date":"","sha256":"","seen":"made up","confidence":"A"}`),
		"table/x.json":  file(`{"id":"x","table":"x","name":"x","required":true,"from":"2026-01-01","through":"2026-12-31","own":{"from":"2026-01-01","through":"2026-12-31"},"cite":{"source":"s","at":"a","printed":"p"}}`),
		"table/x.csv":   file(csv),
	})
	if err != nil {
		t.Fatal(err)
	}
	return facts.ReleasesOf("x")[0]
}

// part is a table about some codes, made for April to June of that year.
func part(t *testing.T, only, rows string) *ncci.Pairs {
	t.Helper()
	p := pairs(t, rows)
	p.Release.Only = map[code.HCPCS]bool{}
	for s := range strings.FieldsSeq(only) {
		p.Release.Only[hcpcs(t, s)] = true
	}
	p.Release.Own = code.Span{From: day(t, "2026-04-01"), Through: day(t, "2026-06-30")}
	return p
}

// TestTables: of two codes that a part is about the part alone says whether
// they are a pair, also that they are none; of others the whole table does.
func TestTables(t *testing.T) {
	tables := ncci.Tables{
		part(t, "97530 97140 97116", "97140,97530,1,2026-05-01,\n"),
		pairs(t, "97530,97116,1,,\n97530,97542,1,,\n"),
	}
	for _, c := range []struct{ one, two, on, want string }{
		{"97140", "97530", "2026-04-30", ""},
		{"97140", "97530", "2026-05-01", "1"}, // only the part has it
		{"97530", "97116", "2026-05-01", ""},  // only the whole table has it: the part says that it is none
		{"97530", "97542", "2026-05-01", "1"}, // the part is not about 97542
	} {
		got, ok := tables.Between(hcpcs(t, c.one), hcpcs(t, c.two), day(t, c.on))
		if ok != (c.want != "") || ok && string(rune(got)) != c.want {
			t.Errorf("%s with %s on %s: %q, want %q", c.one, c.two, c.on, got, c.want)
		}
	}
}

// TestCurrent: a table is of age on its own days; one that dates every row also
// on the days before them; none on the days after.
func TestCurrent(t *testing.T) {
	for rows, want := range map[string]string{"97140,97530,1,2020-01-01,\n": "yes yes yes no", "97140,97530,1,,\n": "no yes yes no"} {
		p, got := part(t, "97530 97140", rows), ""
		for _, on := range []string{"2026-03-31", "2026-04-01", "2026-06-30", "2026-07-01"} {
			got += map[bool]string{true: " yes", false: " no"}[p.Current(day(t, on))]
		}
		if strings.TrimSpace(got) != want {
			t.Errorf("%q: %s, want %s", rows, got, want)
		}
	}
}

const pairHeader = "column1,column2,indicator,effective,deletion\n"

func pairs(t *testing.T, rows string) *ncci.Pairs {
	t.Helper()
	p, err := ncci.LoadPairs(release(t, pairHeader+rows))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// TestBetween: a pair holds from its effective day through its deletion day,
// and of repeated rows the one of the day counts.
func TestBetween(t *testing.T) {
	p := pairs(t, "97530,97116,1,2025-01-01,2025-12-31\n97530,97116,0,2026-01-01,\n97530,97542,1,,\n")
	for d, want := range map[string]string{"2024-12-31": "", "2025-01-01": "1", "2025-12-31": "1", "2026-01-01": "0", "2030-01-01": "0"} {
		got, ok := p.Between(hcpcs(t, "97530"), hcpcs(t, "97116"), day(t, d))
		if ok != (want != "") || ok && string(rune(got)) != want {
			t.Errorf("%s: %q, %t, want %q", d, got, ok, want)
		}
	}
	if _, ok := p.Between(hcpcs(t, "97116"), hcpcs(t, "97530"), day(t, "2026-01-01")); ok {
		t.Error("a pair has a direction")
	}
	if got, ok := p.Between(hcpcs(t, "97530"), hcpcs(t, "97542"), day(t, "2026-01-01")); !ok || got != ncci.WithModifier {
		t.Error("a pair without dates holds on every day")
	}
}

// TestApply: indicator 0 before indicator 1; a denied code denies nobody; the
// modifier is column two's own, else column one's.
func TestApply(t *testing.T) {
	p := pairs(t, "97530,95851,0,,\n97530,97542,1,,\n97542,97750,1,,\n97140,97530,1,,\n")
	claim := func(s string) ncci.Claim {
		c, distinct, _ := strings.Cut(s, "/")
		code, where, _ := strings.Cut(c, "@")
		return ncci.Claim{Code: hcpcs(t, code), Distinct: distinct, Line: where != "billed", Billed: where != ""}
	}
	for _, c := range []struct{ claims, want string }{
		{"97530 97110", ""},
		{"97530 95851", "95851 denied by 97530;"},
		{"95851/59 97530", "95851 denied by 97530;"},
		{"97530 97542", "97542 denied by 97530;"},
		{"97542 97530", "97542 denied by 97530;"},
		{"97530 97542/XU", "97542 XU by 97530;"},
		{"97530/XS 97542", "97542 XS by 97530;"},
		{"97530/XS 97542/XU", "97542 XU by 97530;"},
		{"97530 97542 97750", "97542 denied by 97530;"},
		{"97530 97542/59 97750", "97542 59 by 97530;97750 59 by 97542;"},
		{"97140 97530 97542", "97530 denied by 97140;"},
		{"97140 97530 95851", "95851 denied by 97530;97530 denied by 97140;"},
		{"97542 97530@billed", "97542 denied by 97530;"},
		{"97140 97530@both 97542", "97530 denied by 97140;97542 denied by 97530;"},
	} {
		var claims []ncci.Claim
		for s := range strings.FieldsSeq(c.claims) {
			claims = append(claims, claim(s))
		}
		got := ""
		for _, v := range (ncci.Tables{p}).Apply(claims, day(t, "2026-06-01")) {
			verdict := v.Opened
			if verdict == "" {
				verdict = "denied"
			}
			got += fmt.Sprintf("%s %s by %s;", v.Two, verdict, v.One)
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.claims, got, c.want)
		}
	}
}

func TestLimits(t *testing.T) {
	l, err := ncci.LoadLimits(release(t, "code,practitioner,practitioner_mai,hospital,hospital_mai\n97530,6,3,6,3\n97110,6,3,8,3\n97161,1,2,,\n97010,0,3,1,1\n"))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		code     string
		hospital bool
		want     string
	}{{"97530", false, "6 3"}, {"97110", true, "8 3"}, {"97161", false, "1 2"}, {"97161", true, ""}, {"97010", false, "0 3"}, {"97010", true, "1 1"}, {"97140", false, ""}} {
		got := ""
		if limit, ok := l.Of(hcpcs(t, c.code), c.hospital); ok {
			got = fmt.Sprintf("%d %c", limit.Units, limit.MAI)
		}
		if got != c.want {
			t.Errorf("%s hospital %t: %q, want %q", c.code, c.hospital, got, c.want)
		}
	}
}

func TestBadTables(t *testing.T) {
	for rows, want := range map[string]string{
		"9753,97116,1,,\n":            `x.csv: line 2 (9753/97116), column column1: "9753": may be a code`,
		"97530,9711,1,,\n":            `x.csv: line 2 (97530/9711), column column2: "9711": may be a code`,
		"97530,97116,9,,\n":           `x.csv: line 2 (97530/97116), column indicator: "9": may be 0 or 1`,
		"97530,97116,1,2026,\n":       `x.csv: line 2 (97530/97116), column effective: "2026": may be a date`,
		"97530,97116,1,,2026-02-30\n": `x.csv: line 2 (97530/97116), column deletion: "2026-02-30": may be a date`,
		"97530,97116,1,\n":            "x.csv:2: has 4 cells",
	} {
		if _, err := ncci.LoadPairs(release(t, pairHeader+rows)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %s", rows, err, want)
		}
	}
	header := "code,practitioner,practitioner_mai,hospital,hospital_mai\n"
	for rows, want := range map[string]string{
		"9753,6,3,6,3\n":   `x.csv: line 2 (9753), column code: "9753": may be a code`,
		"97530,x,3,6,3\n":  `x.csv: line 2 (97530), column practitioner: "x": may be a whole number`,
		"97530,-1,3,6,3\n": `x.csv: line 2 (97530), column practitioner: "-1": may be a whole number`,
		"97530,6,4,6,3\n":  `x.csv: line 2 (97530), column practitioner_mai: "4": may be 1, 2, 3 or empty`,
		"97530,6,,6,3\n":   "x.csv: line 2 (97530): a limit and its indicator are given together",
		"97530,6,3,,3\n":   "x.csv: line 2 (97530): a limit and its indicator are given together",
		"97530,6,3,6,0\n":  `x.csv: line 2 (97530), column hospital_mai: "0": may be 1, 2, 3 or empty`,
		"97530,6\n":        "x.csv:2: has 2 cells",
	} {
		if _, err := ncci.LoadLimits(release(t, header+rows)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %s", rows, err, want)
		}
	}
}

// TestOurTables: what facts say of 97530 in July 2024 and April 2026.
func TestOurTables(t *testing.T) {
	facts, err := param.Load(os.DirFS("../data"))
	if err != nil {
		t.Fatal(err)
	}
	p, err := ncci.LoadPairs(facts.ReleasesOf("ncci")[0])
	if err != nil {
		t.Fatal(err)
	}
	for pair, want := range map[string]string{"97530 95851": "0", "97530 97542": "1", "97530 97750": "1", "97150 97530": "1", "97530 97140": "", "97140 97530": "", "97530 97116": "", "97116 97530": ""} {
		one, two, _ := strings.Cut(pair, " ")
		got, ok := p.Between(hcpcs(t, one), hcpcs(t, two), day(t, "2026-06-01"))
		if ok != (want != "") || ok && string(rune(got)) != want {
			t.Errorf("%s: %q, want %q", pair, got, want)
		}
	}
	l, err := ncci.LoadLimits(facts.ReleasesOf("mue")[0])
	if err != nil {
		t.Fatal(err)
	}
	if limit, ok := l.Of(hcpcs(t, "97530"), false); !ok || limit != (ncci.Limit{Units: 6, MAI: '3'}) {
		t.Errorf("97530: %v", limit)
	}
}
