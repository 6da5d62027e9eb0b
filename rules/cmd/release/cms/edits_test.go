package cms

import (
	"errors"
	"reflect"
	"strings"
	"testing"
)

const (
	nameP = "MCR_MUE_PractitionerServices_Eff_01-01-2099.csv"
	nameH = "MCR_MUE_OutpatientHospitalServices_Eff_01-01-2099.csv"
)

func TestMUE(t *testing.T) {
	for _, form := range []func(string) string{strings.Clone, crlf, func(s string) string { return s + "\x1a\n" }} {
		p, err := ReadMUE(named(t, nameP), []byte(form(mueP)))
		if err != nil {
			t.Fatal(err)
		}
		h, err := ReadMUE(named(t, strings.ToUpper(nameH)), []byte(form(mueH)))
		if err != nil {
			t.Fatal(err)
		}
		want := [][]string{{"97012", "1", "1", "2", "1"}, {"97161", "1", "2", "", ""}, {"97530", "7", "3", "0", "3"}}
		if got := mueTable(p, h, madeCodes); !reflect.DeepEqual(got, want) {
			t.Errorf("%v", got)
		}
	}
}

func TestMUEFaults(t *testing.T) {
	n := named(t, nameP)
	checkFaults(t, mueP, []mutation{
		{"Practitioner Services MUE", "Outpatient Hospital Services MUE", nameP + ":8: Practitioner Services MUE Values: the caption was not found"},
		{"Adjudication Indicator", "Indicator", ":8: MUE Adjudication Indicator: the caption was not found"},
		{"CPT Code", "Code", "HCPCS/ CPT Code: the caption was not found"},
		{"97161,1,2 D", "97161,1,4 D", ":11: MUE Adjudication Indicator: is \"4 Date of Servic...\" and must begin with 1, 2 or 3"},
		{"97161,1,", "97161,1.5,", ":11: Practitioner Services MUE Values"},
		{"97161,1,", "97161,\"1,000\",", ":11: Practitioner Services MUE Values"},
		{"97161,1,", "97161,,", ":11: Practitioner Services MUE Values"},
		{"97161,1,", "9716,1,", ":11: HCPCS/ CPT Code"},
		{"97161,1,", "97012,1,", ":11: HCPCS/ CPT Code: 97012 stands there twice"},
		{"97161,1,", "97161,1,1,", ":11: has 5 columns"},
		{"fourth line x\"", "fourth line x", "character"},
	}, func(data []byte) error { _, err := ReadMUE(n, data); return err })
	if _, err := ReadMUE(n, []byte(mueTop)); err == nil {
		t.Error("a file without a caption was read")
	}
}

func ptpName99(part string) string { return "ccipra-v990r0-f" + part + ".txt" }

// TestPTP holds that every row of a repeated pair is kept in order of time,
// and that those withdrawn from the start are not.
func TestPTP(t *testing.T) {
	for _, form := range []func(string) string{strings.Clone, crlf, func(s string) string { return s + "\x1a\n" }} {
		p, err := ReadPTP(named(t, ptpName99("4")), strings.NewReader(form(ptpRows)), madeCodes)
		if err != nil {
			t.Fatal(err)
		}
		rows, err := ptpTable([]*PTP{p})
		want := [][]string{
			{"97110", "97150", "1", "1996-01-01", ""},
			{"97530", "97116", "0", "2021-04-01", "2023-12-31"},
			{"97530", "97116", "1", "2024-01-01", ""},
		}
		if err != nil || !reflect.DeepEqual(rows, want) || p.Rows != 5 || p.Withdrawn != 1 {
			t.Errorf("%v, %v, %d rows, %d withdrawn", rows, err, p.Rows, p.Withdrawn)
		}
	}
}

func TestPTPFaults(t *testing.T) {
	n := named(t, ptpName99("4"))
	checkFaults(t, ptpRows, []mutation{
		{"\t20210401\t2023", "\t2021040\t2023", "ccipra-v990r0-f4.txt:10: Effective Date: is \"2021040\" and must be a day as YYYYMMDD"},
		{"\t20210401\t2023", "\t20210230\t2023", ":10: Effective Date"},
		{"20231231", "20210331", ":10: Deletion Date *=no data: 2021-03-31 lies before the effective date"},
		{"20231231", "never", ":10: Deletion Date *=no data: is \"never\""},
		{"20231231\t0", "20231231\t2", ":10: Modifier 0=not allowed 1=allowed 9=not applicable: is \"2\""},
		{"97110\t", "9711\t", ":7: Column 1: is \"9711\""},
		{"\t97150", "\t9715O0", ":7: Column 2"},
		{"Standards\n", "Standards\tmore\n", ":10: has 8 cells between tabs; a row has 7"},
		{"1=allowed", "1=permitted", ":7: Modifier 0=not allowed 1=allowed 9=not applicable: the caption was not found"},
		{"Effective\t", "Start\t", ":7: Effective Date: the caption was not found"},
	}, func(data []byte) error { _, err := ReadPTP(n, strings.NewReader(string(data)), madeCodes); return err })
	for _, data := range []string{"", ptpTop, ptpTop + strings.Repeat("a\tb\tc\td\te\tf\tg\n", 60), ptpTop + strings.Repeat("x", 1<<17)} {
		if _, err := ReadPTP(n, strings.NewReader(data), madeCodes); err == nil {
			t.Errorf("%.20q was read", data)
		}
	}
}

// TestPTPOverlap holds that two rows of a pair in force on one day are refused.
func TestPTPOverlap(t *testing.T) {
	p, err := ReadPTP(named(t, ptpName99("4")), strings.NewReader(strings.Replace(ptpRows, "20231231", "20240101", 1)), madeCodes)
	if err != nil {
		t.Fatal(err)
	}
	var f *Fault
	if _, err := ptpTable([]*PTP{p}); !errors.As(err, &f) || f.Line != 8 || !strings.Contains(f.Why, "in force already by line 10") {
		t.Errorf("%v", err)
	}
}

func FuzzReadMUE(f *testing.F) {
	f.Add([]byte(mueP))
	f.Fuzz(func(t *testing.T, data []byte) {
		if m, err := ReadMUE(named(t, nameP), data); err == nil {
			mueTable(m, m, madeCodes)
		}
	})
}

func FuzzReadPTP(f *testing.F) {
	f.Add(ptpRows)
	f.Fuzz(func(t *testing.T, data string) {
		if p, err := ReadPTP(named(t, ptpName99("4")), strings.NewReader(data), madeCodes); err == nil {
			_, _ = ptpTable([]*PTP{p}) // overlapping rows are refused, which is an answer too
		}
	})
}
