package cms

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

// makeFrom plans made-up files on top of our own data.
func makeFrom(t *testing.T, files map[string]string, o Options) (*Plan, error) {
	t.Helper()
	return Make(os.DirFS(ourData), membersOf(t, files), o)
}

// TestSetsMustBeWhole holds that a part of a set never makes a table.
func TestSetsMustBeWhole(t *testing.T) {
	part := func(n string) string { return ptpName99(n) }
	for want, files := range map[string]map[string]string{
		"absent: f1, f3":                       {part("2"): ptpRows, part("4"): ptpRows},
		"is of another version":                {part("1"): ptpRows, "ccipra-v990r1-f2.txt": ptpRows},
		"of one quarter are needed in one run": {nameP: mueP},
		"are needed in one run":                {nameP: mueP, strings.Replace(nameH, "01-01", "04-01", 1): mueH},
		"one quarter at a time":                {"PPRRVU2099_Jan_nonQPP.csv": madeRVU(2099, "33.0000", "9,", madeRows), "PPRRVU2099_Apr_nonQPP.csv": madeRVU(2099, "33.0000", "9,", madeRows)},
		"is of another quarter":                {"PPRRVU2099_Jan_nonQPP.csv": madeRVU(2099, "33.0000", "9,", madeRows), "PPRRVU2099_Apr_QPP.csv": madeRVU(2099, "33.0000", "1,", madeRows)},
		"the file looks cut off":               {"PPRRVU2099_Jan_nonQPP.csv": madeRVU(2099, "33.0000", "9,", madeRows)},
	} {
		if _, err := makeFrom(t, files, Options{}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %s", err, want)
		}
	}
}

func fourParts(rows string) map[string]string {
	files := map[string]string{}
	for n := 1; n < ptpParts; n++ {
		files[ptpName99(fmt.Sprint(n))] = ptpTop + "0001A\t0002A\t\t20200101\t*\t0\tx\n"
	}
	files[ptpName99("4")] = rows
	return files
}

func TestPairsAndLimits(t *testing.T) {
	o := Options{Fewer: true, Rows: 8}
	plan, err := makeFrom(t, fourParts(ptpRows), o)
	if err != nil {
		t.Fatal(err)
	}
	want := "column1,column2,indicator,effective,deletion\n97110,97150,1,1996-01-01,\n97530,97116,0,2021-04-01,2023-12-31\n97530,97116,1,2024-01-01,\n"
	if got := string(plan.Files["table/ncci-2093Q1.csv"]); got != want {
		t.Errorf("%s", got)
	}
	o.Rows = 9
	if _, err := makeFrom(t, fourParts(ptpRows), o); err == nil || !strings.Contains(err.Error(), "8 rows in all parts, and CMS's label says 9") {
		t.Errorf("%v", err)
	}
	plan, err = makeFrom(t, map[string]string{nameP: mueP, nameH: mueH}, Options{Fewer: true})
	if err != nil {
		t.Fatal(err)
	}
	if got := string(plan.Files["table/mue-2099Q1.csv"]); got != "code,practitioner,practitioner_mai,hospital,hospital_mai\n97012,1,1,2,1\n97161,1,2,,\n97530,7,3,0,3\n" {
		t.Errorf("%s", got)
	}
	if report := strings.Join(plan.Report, "\n"); !strings.Contains(report, "- 97110: ") || !strings.Contains(report, "97161 hospital: 1 -> (none)") {
		t.Errorf("%s", report)
	}
}

// stored is our own table of indices as CMS would print it again.
func stored(t *testing.T, id string, change func(row []string)) string {
	t.Helper()
	data, err := os.ReadFile(ourData + "/table/" + id + ".csv")
	if err != nil {
		t.Fatal(err)
	}
	year := strings.TrimPrefix(id, "gpci-")
	var b strings.Builder
	fmt.Fprintf(&b, "title\nMedicare Administrative Contractor (MAC),State,Locality Number,Locality Name,%s PW GPCI (with 1.0 Floor)***,%s PE GPCI,%s MP GPCI\n", year, year, year)
	for _, r := range tableRows(data) {
		change(r)
		fmt.Fprintf(&b, "%s,%s,%s,%s,%s,%s,%s\n", r[0], r[2], r[1], r[7], r[3], r[5], r[6])
	}
	return b.String()
}

// TestIndicesAgain holds that indices printed again are nothing new, even
// where the later file leaves a column out, and that changed ones become a
// release of their quarter.
func TestIndicesAgain(t *testing.T) {
	const file = "GPCI2026.csv"
	same := stored(t, "gpci-2026", func([]string) {})
	plan, err := makeFrom(t, map[string]string{file: same}, Options{})
	if err != nil || len(plan.Files) != 0 {
		t.Fatalf("%v, %v", plan, err)
	}
	other := stored(t, "gpci-2026", func(r []string) {
		if r[2] == "AL" {
			r[5] = "0.876"
		}
	})
	if _, err := makeFrom(t, map[string]string{file: other}, Options{}); err == nil || !strings.Contains(err.Error(), "10112/00 pe: 0.875 -> 0.876") {
		t.Errorf("%v", err)
	}
	plan, err = makeFrom(t, map[string]string{file: other}, Options{Release: "2026D"})
	if err != nil || !strings.Contains(string(plan.Files["table/gpci-2026D.json"]), `"from": "2026-10-01"`) {
		t.Errorf("%v, %v", plan, err)
	}
	for _, line := range plan.Report {
		if strings.HasPrefix(line, "+") || strings.HasPrefix(line, "-") {
			t.Errorf("reported as new or gone: %s", line)
		}
	}
}

func TestZIPTables(t *testing.T) {
	var b strings.Builder
	data, err := os.ReadFile(ourData + "/table/gpci-2026.csv")
	if err != nil {
		t.Fatal(err)
	}
	for i, r := range tableRows(data) {
		fmt.Fprintf(&b, "%s%05d%s%s Z9   %d A%52s20264\n", r[2], 10000+i, r[0], r[1], i%2, "")
	}
	plan, err := makeFrom(t, map[string]string{"ZIP5_OCT2026.txt": b.String()}, Options{Fewer: true})
	if err != nil {
		t.Fatal(err)
	}
	if got := string(plan.Files["table/zip-2026Q4.csv"]); strings.Count(got, "\n") != 110 {
		t.Errorf("%s", got)
	}
	if got := string(plan.Files["table/zip-plus4-2026Q4.csv"]); strings.Count(got, "\n") != 55 {
		t.Errorf("%s", got)
	}
	_, err = makeFrom(t, map[string]string{"ZIP5_OCT2026.txt": strings.Replace(b.String(), "10112", "99999", 1)}, Options{Fewer: true})
	if err == nil || !strings.Contains(err.Error(), "ZIP5_OCT2026.txt:2: columns 8-14, carrier and locality: 99999-00 has no indices") {
		t.Errorf("%v", err)
	}
}

// TestFactorDiffers holds that a second factor within a year is not taken by
// itself: a person splits the span.
func TestFactorDiffers(t *testing.T) {
	_, err := makeFrom(t, map[string]string{"PPRRVU2026_Oct_nonQPP.csv": madeRVU(2026, "30.0000", "9,", ourRows(t))}, Options{})
	if err == nil || !strings.Contains(err.Error(), "PPRRVU2026_Oct_nonQPP.csv: CONV FACTOR is 30.0000, and param/conversion-factor.json says 33.4009") {
		t.Errorf("%v", err)
	}
}

func TestOverlay(t *testing.T) {
	o := Overlay(os.DirFS(ourData), map[string][]byte{"table/x.csv": []byte("a\n")})
	f, err := o.Open("table/x.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if i, err := f.Stat(); err != nil || i.Name() != "x.csv" || i.Size() != 2 || i.IsDir() || i.Sys() != nil || !i.ModTime().IsZero() || i.Mode() != 0o444 {
		t.Errorf("%v, %v", i, err)
	}
	if f, err := o.Open("rule.json"); err != nil || f.Close() != nil {
		t.Error(err)
	}
}
