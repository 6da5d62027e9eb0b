package mpfs_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/shopspring/decimal"

	"therapytally/rules/code"
	"therapytally/rules/mpfs"
	"therapytally/rules/param"
	"therapytally/rules/trace"
)

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

const (
	rvuHeader  = "code,status,work_rvu,pe_rvu_nonfacility,pe_rvu_facility,mp_rvu,nonfacility_na,facility_na,pctc,mult_proc,global\n"
	rvuRow     = "97530,A,0.44,0.60,0.60,0.01,0,1,7,5,XXX\n"
	gpciHeader = "mac,locality,state,work,work_without_floor,pe,mp,name\n"
	gpciRow    = "01112,05,CA,1.095,1.095,1.410,0.425,SAN FRANCISCO\n"
)

func TestLoadRVU(t *testing.T) {
	table, err := mpfs.LoadRVU(release(t, rvuHeader+rvuRow+"97039,C,0.00,0.00,0.00,0.00,0,0,7,0,XXX\n97026,R,0.06,0.13,0.13,0.01,0,1,7,5,XXX\n97014,I,0.18,0.19,0.19,0.01,0,1,9,9,XXX\n"))
	if err != nil {
		t.Fatal(err)
	}
	for c, want := range map[string][3]bool{"97530": {true, true, true}, "97039": {false, false, false}, "97026": {true, true, true}, "97014": {false, true, false}} {
		h, _ := code.ParseHCPCS(c)
		r, ok := table.Row(h)
		if !ok || [3]bool{r.Payable(), r.HasRVU(), r.MPPR} != want {
			t.Errorf("%s: payable %t, RVU %t, MPPR %t", c, r.Payable(), r.HasRVU(), r.MPPR)
		}
	}
	h, _ := code.ParseHCPCS("97110")
	if _, ok := table.Row(h); ok || table.Codes() != 4 {
		t.Error("a code that is not there")
	}
}

func TestHasRVU(t *testing.T) {
	some := decimal.New(1, -2)
	for _, r := range []mpfs.Row{{Work: some}, {PENonFacility: some}, {PEFacility: some}, {MP: some}} {
		if !r.HasRVU() {
			t.Errorf("%+v has a value", r)
		}
	}
}

func TestBadTables(t *testing.T) {
	for csv, want := range map[string]string{
		"code\n":                        "x.csv:1: the header",
		rvuHeader + "9753" + rvuRow[5:]: `x.csv: line 2 (9753), column code: "9753": may be a code`,
		rvuHeader + strings.Replace(rvuRow, "0.44", "0.444", 1): `x.csv: line 2 (97530), column work_rvu: "0.444": may be a number with two decimals`,
		rvuHeader + strings.Replace(rvuRow, "0.01", "", 1):      `x.csv: line 2 (97530), column mp_rvu: "": may be a number with two decimals`,
		rvuHeader + rvuRow + rvuRow:                             "x.csv:3: code 97530 stands twice",
	} {
		if _, err := mpfs.LoadRVU(release(t, csv)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %s", csv, err, want)
		}
	}
	for csv, want := range map[string]string{
		"mac\n":                           "x.csv:1: the header",
		gpciHeader + "1112" + gpciRow[5:]: `x.csv: line 2 (1112/05), column mac: "1112": may be five digits`,
		gpciHeader + strings.Replace(gpciRow, "0.425", "x", 1): `x.csv: line 2 (01112/05), column mp: "x": may be an index`,
		gpciHeader + gpciRow + gpciRow:                         "x.csv:3: locality 01112-05 stands twice",
	} {
		if _, err := mpfs.LoadGPCI(release(t, csv)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %s", csv, err, want)
		}
	}
}

// TestNational: 1.000 each; 97530 in 2026 is 1.05 x 33.4009 = 35.07, a later
// unit (0.44 + 0.30 + 0.01) x 33.4009 = 25.05.
func TestNational(t *testing.T) {
	table, err := mpfs.LoadRVU(release(t, rvuHeader+rvuRow))
	if err != nil {
		t.Fatal(err)
	}
	h, _ := code.ParseHCPCS("97530")
	r, _ := table.Row(h)
	tr := trace.New()
	s := schedule(tr, num(t, "33.4009"), num(t, "0.5"), mpfs.National(tr))
	f := s.Fee(r)
	if f.Full.Value.String() != "35.07" || s.Reduced(f).Value.String() != "25.05" {
		t.Errorf("%s and %s", f.Full.Value, s.Reduced(f).Value)
	}
}
