package cms

import (
	"reflect"
	"strings"
	"testing"
)

func TestRVULayouts(t *testing.T) {
	for name, data := range map[string]string{
		"PPRRVU2099_Jan_nonQPP.csv": madeRVU(2099, "33.0000", "9,", madeRows),
		"pprrvu2099_jan_QPP.CSV":    crlf(madeRVU(2099, "33.1000", "1,", madeRows)),
		"PPRRVU99_JAN.csv":          madeRVU(2099, "32.0000", "", madeRows),
		"PPRRVU2099_Apr.csv":        madeRVU(2099, "32.0000", "", madeRows) + "\x1a",
		"PPRRVU2099_Oct.csv":        madeRVU(2099, "32.0000", "", madeRows) + strings.Repeat(",", 30) + "\r\n",
		"PPRRVU2099_Jul_nonQPP.txt": madeRVUText("33.0000", "9", madeRows),
		"PPRRVU2099_Jan_NONQPP.txt": crlf(madeRVUText("33.0000", "9", madeRows)) + "\x1a\r\n",
		"PPRRVU2099_Jan.txt":        madeRVUText("32.0000", " ", madeRows) + "\n",
		"PPRRVU2099_Oct_QPP.txt":    madeRVUText("33.1000", "1", madeRows),
	} {
		r, err := ReadRVU(named(t, name), []byte(data))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		rows, hints := r.keep(madeCodes)
		if !reflect.DeepEqual(rows, madeKept) || !reflect.DeepEqual(hints, []string{"9XX99"}) || r.Rows() != len(madeRows) {
			t.Errorf("%s: %v, %v", name, rows, hints)
		}
		for _, row := range r.rows {
			if row[rvuDescription] != "" {
				t.Errorf("%s: a description was kept", name)
			}
		}
		if strings.HasSuffix(strings.ToLower(name), "csv") && r.Released != "01/01/2099" {
			t.Errorf("%s: released %q", name, r.Released)
		}
	}
}

const last = "97530,,\"SECRET, \"\"\xa0\"\"\",A,,0.46,0.62,,0.62,NA,0.02,1.10,1.10,7,XXX,0.00,0.00,0.00,5,0,0,0,0,9,,33.0000,09,0,99,0.00,0.00,0.00\n"

func edit(old, new string) string { return strings.Replace(last, old, new, 1) }

func TestRVUFaults(t *testing.T) {
	n := named(t, "PPRRVU2099_Jan_nonQPP.csv")
	checkFaults(t, madeRVU(2099, "33.0000", "9,", madeRows), []mutation{
		{last, edit(",A,", ",,"), "nonQPP.csv:13: STATUS CODE: is \"\""},
		{last, edit("0.46", "0.47"), ":13: NON-FACILITY TOTAL: is 1.10, but work, PE and MP add up to 1.11"},
		{last, edit("1.10,7", "1.11,7"), ":13: FACILITY TOTAL: is 1.11"},
		{last, edit("0.62,,", ",,"), ":13: NON-FAC PE RVU: is \"\""},
		{last, edit("NA", "na"), ":13: FACILITY NA INDICATOR"},
		{last, edit("33.0000", "33.0001"), ":13: CONV FACTOR: is 33.0001, but 33.0000 on the first row"},
		{last, edit("0,9,,", "0,1,,"), ":13: PRIC IND: is \"1\", and must be 9"},
		{last, edit("0,9,,", "0,,,"), ":13: PRIC IND: is missing"},
		{last, last + last, ":14: HCPCS: 97530 with this MOD stands on line 13 already"},
		{last, edit("97530", "9753"), ":13: HCPCS: is \"9753\""},
		{last, edit(",,\"SECRET", ",2,\"SECRET"), ":13: MOD"},
		{last, edit(",0.00,0.00,0.00\n", ",0.00,0.00\n"), ":13: has 31 columns, the caption 32"},
		{last, edit("\"SECRET, \"\"\xa0\"\"\"", "SECRET, SECRET"), ":13: has 33 columns"},
		{last, edit("\"\"\xa0\"\"\"", "\"SECRET"), ":13: character"},
		{",,2099 x title", ",,2098 x title", ":1: title: begins \"2098\", but the name says the year 2099"},
		{"RELEASED 01", "POSTED 01", "nonQPP.csv: RELEASED: the row RELEASED MM/DD/YYYY above the caption was not found"},
		{"CONV,DIAG", "CONVERSION,DIAG", ":10: CONV FACTOR: the caption was not found"},
		{"PRIC,ENDO", "NEW,ENDO", ":10: \"NEW IND\": the caption is not one we know"},
		{"MULT,BILAT", "MULT,ASST", "the caption stands over two columns"},
		{"HCPCS,MOD,", "HCPC,MOD,", "the caption row that begins HCPCS, MOD was not found"},
		{"5,0,0,0,0", "X,0,0,0,0", ":13: MULT PROC"},
	}, func(data []byte) error { _, err := ReadRVU(n, data); return err })

	other := named(t, "PPRRVU2099_Jan_QPP.csv")
	if _, err := ReadRVU(other, []byte(madeRVU(2099, "33.0000", "9,", madeRows))); err == nil || !strings.Contains(err.Error(), "PRIC IND: is \"9\", and must be 1 on every row of a QPP file") {
		t.Errorf("nonQPP under the name of QPP: %v", err)
	}
	for _, c := range []struct{ name, data, want string }{
		{"PPRRVU2099_Jan.csv", madeRVU(2099, "33.0000", "9,", madeRows), "says neither nonQPP nor QPP"},
		{"PPRRVU2099_Jan_nonQPP.csv", madeRVU(2099, "33.0000", "", madeRows), "PRIC IND: is missing in a file named nonQPP"},
		{"PPRRVU2099_Jan_nonQPP.csv", madeRVU(2099, "33.0000", "9,", nil), "holds no row"},
		{"PPRRVU2099_Jan_nonQPP.csv", "", "caption row"},
	} {
		if _, err := ReadRVU(named(t, c.name), []byte(c.data)); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %s", c.name, err, c.want)
		}
	}
}

func TestRVUTextFaults(t *testing.T) {
	n := named(t, "PPRRVU2099_Jan_nonQPP.txt")
	checkFaults(t, madeRVUText("33.0000", "9", madeRows), []mutation{
		{"97129  SECRET\xa0", "97129  SECRET", "nonQPP.txt:9: has 170 characters; a row has 171"},
		{"  0.46   0.62 ", "   0.46  0.62 ", ":10: column 66: is not blank"},
		{"  0.51   0.17 ", "  0.51.  0.17 ", ":9: column 66: is not blank"},
		{"  0.51   0.17 ", "  0.52   0.17 ", ":9: NON-FACILITY TOTAL"},
	}, func(data []byte) error { _, err := ReadRVU(n, data); return err })
}

// TestVariantsAgree holds that the two files of a quarter may differ in the
// factor only.
func TestVariantsAgree(t *testing.T) {
	a, err := ReadRVU(named(t, "PPRRVU2099_Jan_nonQPP.csv"), []byte(madeRVU(2099, "33.0000", "9,", madeRows)))
	if err != nil {
		t.Fatal(err)
	}
	changed := append([]madeRow{}, madeRows...)
	changed[2].work = "0.47"
	for want, rows := range map[string][]madeRow{"": madeRows, "97530 differs": changed} {
		q, err := ReadRVU(named(t, "PPRRVU2099_Jan_QPP.csv"), []byte(madeRVU(2099, "33.1000", "1,", rows)))
		if err != nil {
			t.Fatal(err)
		}
		if err := sameValues(a, q, madeCodes); (want == "") != (err == nil) || err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %q", err, want)
		}
	}
}

func FuzzReadRVU(f *testing.F) {
	f.Add(true, []byte(madeRVU(2099, "33.0000", "9,", madeRows)))
	f.Add(false, []byte(madeRVUText("33.0000", "9", madeRows)))
	f.Fuzz(func(t *testing.T, csv bool, data []byte) {
		name := "PPRRVU2099_Jan_nonQPP.txt"
		if csv {
			name = "PPRRVU2099_Jan_nonQPP.csv"
		}
		if r, err := ReadRVU(named(t, name), data); err == nil {
			r.keep(madeCodes)
		}
	})
}
