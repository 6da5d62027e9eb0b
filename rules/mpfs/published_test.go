package mpfs_test

import (
	"encoding/csv"
	"os"
	"testing"

	"github.com/shopspring/decimal"

	"therapytally/rules/code"
	"therapytally/rules/mpfs"
	"therapytally/rules/param"
	"therapytally/rules/trace"
)

// published reads a file of fees that CMS itself printed; header first.
func published(t *testing.T, file string, want int) []map[string]string {
	t.Helper()
	f, err := os.Open("testdata/" + file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var out []map[string]string
	for _, cells := range rows[1:] {
		m := map[string]string{}
		for i, name := range rows[0] {
			m[name] = cells[i]
		}
		out = append(out, m)
	}
	if len(out) != want {
		t.Fatalf("%s: %d rows, want %d", file, len(out), want)
	}
	return out
}

func num(t *testing.T, s string) decimal.Decimal {
	t.Helper()
	d, err := decimal.NewFromString(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func row(t *testing.T, m map[string]string, nonFacility, facility string) mpfs.Row {
	c, err := code.ParseHCPCS(m["code"])
	if err != nil {
		t.Fatal(err)
	}
	return mpfs.Row{Code: c, Status: "A", Work: num(t, m["work_rvu"]), PENonFacility: num(t, m[nonFacility]), PEFacility: num(t, m[facility]), MP: num(t, m["mp_rvu"]), MPPR: true}
}

func schedule(tr *trace.Trace, factor, half decimal.Decimal, in mpfs.Indices) *mpfs.Schedule {
	return &mpfs.Schedule{Trace: tr, Indices: in, Factor: tr.Given(trace.Label{}, factor), Half: tr.Given(trace.Label{}, half)}
}

// TestPublishedFees reproduces CMS PFREV26B: 5 codes in 109 localities, both
// columns, with the indices of our data.
func TestPublishedFees(t *testing.T) {
	facts, err := param.Load(os.DirFS("../data"))
	if err != nil {
		t.Fatal(err)
	}
	rel, err := facts.Table("gpci", date(t, "2026-04-01"))
	if err != nil {
		t.Fatal(err)
	}
	gpci, err := mpfs.LoadGPCI(rel)
	if err != nil {
		t.Fatal(err)
	}
	cf, err := facts.At("conversion-factor", date(t, "2026-04-01"))
	if err != nil {
		t.Fatal(err)
	}
	seen := map[code.Locality]bool{}
	for _, m := range published(t, "check_pfs_fee_2026.csv", 545) {
		l, err := code.ParseLocality(m["mac"] + "-" + m["locality"])
		if err != nil {
			t.Fatal(err)
		}
		place, ok := gpci.Place(l)
		if !ok {
			t.Fatalf("locality %s is not in our table", l)
		}
		seen[l] = true
		tr := trace.New()
		s := schedule(tr, cf.Decimal, decimal.New(5, -1), gpci.Indices(tr, place))
		r := row(t, m, "pe_rvu_nonfacility", "pe_rvu_facility")
		if got := s.Fee(r).Full.Value; !got.Equal(num(t, m["cms_nonfacility_fee_usd"])) {
			t.Errorf("%s %s non-facility: %s, CMS printed %s", l, r.Code, got, m["cms_nonfacility_fee_usd"])
		}
		s.Facility = true
		if got := s.Fee(r).Full.Value; !got.Equal(num(t, m["cms_facility_fee_usd"])) {
			t.Errorf("%s %s facility: %s, CMS printed %s", l, r.Code, got, m["cms_facility_fee_usd"])
		}
		if err := trace.Replay(tr.Nodes); err != nil {
			t.Fatal(err)
		}
	}
	if len(seen) != 109 || len(gpci.Places()) != 109 {
		t.Errorf("%d localities seen, %d in the table, want 109", len(seen), len(gpci.Places()))
	}
}

// TestPublishedReductions reproduces CMS's Ohio 2020 fee file, full and with
// half the PE, with that year's own factor and indices.
func TestPublishedReductions(t *testing.T) {
	for _, m := range published(t, "check_mppr_ohio_2020.csv", 51) {
		tr := trace.New()
		index := func(s string) trace.Figure { return tr.Given(trace.Label{}, num(t, s)) }
		s := schedule(tr, num(t, "36.0896"), num(t, "0.5"), mpfs.Indices{Work: index("1.000"), PE: index("0.915"), MP: index("1.049")})
		f := s.Fee(row(t, m, "pe_rvu", "pe_rvu"))
		if got := f.Full.Value; !got.Equal(num(t, m["cms_full_fee_usd"])) {
			t.Errorf("%s: full %s, CMS printed %s", m["code"], got, m["cms_full_fee_usd"])
		}
		if got := s.Reduced(f).Value; !got.Equal(num(t, m["cms_fee_with_half_pe_usd"])) {
			t.Errorf("%s: reduced %s, CMS printed %s", m["code"], got, m["cms_fee_with_half_pe_usd"])
		}
	}
}

func date(t *testing.T, s string) code.Date {
	t.Helper()
	d, err := code.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestRank(t *testing.T) {
	tr := trace.New()
	contender := func(c, pe, full string, already bool) mpfs.Contender {
		h, err := code.ParseHCPCS(c)
		if err != nil {
			t.Fatal(err)
		}
		return mpfs.Contender{Code: h, PE: tr.Given(trace.Label{}, num(t, pe)), Full: tr.Given(trace.Label{}, num(t, full)), Already: already}
	}
	for _, c := range []struct {
		name string
		list []mpfs.Contender
		want int
	}{
		{"nobody", nil, -1},
		{"the highest PE, whatever the fee", []mpfs.Contender{contender("97110", "0.41", "99", false), contender("97530", "0.60", "35", false)}, 1},
		{"on a tie the higher fee", []mpfs.Contender{contender("97537", "0.47", "32.06", false), contender("97112", "0.47", "32.73", false)}, 1},
		{"then the lower code", []mpfs.Contender{contender("97116", "0.41", "29.06", false), contender("97110", "0.41", "29.06", false)}, 1},
		{"the same code on both sides: what was billed keeps it", []mpfs.Contender{contender("97530", "0.60", "35.07", false), contender("97530", "0.60", "35.07", true)}, 1},
		{"two lines of one code: the first", []mpfs.Contender{contender("97530", "0.60", "35.07", false), contender("97530", "0.60", "35.07", false)}, 0},
		{"the same order", []mpfs.Contender{contender("97530", "0.60", "35.07", true), contender("97530", "0.60", "35.07", false)}, 0},
	} {
		if got := mpfs.Rank(c.list); got != c.want {
			t.Errorf("%s: %d, want %d", c.name, got, c.want)
		}
	}
}
