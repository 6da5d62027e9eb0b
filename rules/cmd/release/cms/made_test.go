package cms

import (
	"fmt"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
)

// The files of these tests are made up, in the exact layouts of CMS. secret
// stands where CMS prints a description: no result and no error may show it.
const secret = "SECRET"

type madeRow struct{ code, mod, status, work, pe, facility, na, mp, pctc, mult string }

var madeRows = []madeRow{
	{"97010", "", "B", "0.07", "0.15", "0.15", "NA", "0.01", "9", "9"},
	{"97129", "", "A", "0.51", "0.17", "0.09", "", "0.02", "0", "0"},
	{"97530", "", "A", "0.46", "0.62", "0.62", "NA", "0.02", "7", "5"},
	{"97530", "26", "A", "0.01", "0.01", "0.01", "", "0.00", "0", "0"},
	{"9XX99", "", "A", "1.00", "1.00", "1.00", "", "0.10", "7", "5"},
	{"A0021", "", "I", "0.00", "0.00", "0.00", "", "0.00", "0", "0"},
}

// madeKept is what our form keeps of madeRows.
var madeKept = [][]string{
	{"97010", "B", "0.07", "0.15", "0.15", "0.01", "0", "1", "9", "9", "XXX"},
	{"97129", "A", "0.51", "0.17", "0.09", "0.02", "0", "0", "0", "0", "XXX"},
	{"97530", "A", "0.46", "0.62", "0.62", "0.02", "0", "1", "7", "5", "XXX"},
}

func (m madeRow) totals() (string, string) {
	d := decimal.RequireFromString
	return d(m.work).Add(d(m.pe)).Add(d(m.mp)).StringFixed(2), d(m.work).Add(d(m.facility)).Add(d(m.mp)).StringFixed(2)
}

func (m madeRow) unused() string {
	if m.status == "B" {
		return "+"
	}
	return ""
}

const (
	top2026 = `,,%d x title x January Release,,,,,,,,,,,,,,,,,,,,,,,,,,,,,
,,x copyright notice x,,,,,,,,,,,,,,,,,,,,,,,,,,,,,
,,x dental copyright notice x,,,,,,,,,,,,,,,,,,,,,,,,,,,,,
,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,
,,RELEASED 01/01/%d,,,,,,,,,,,,,,,,,,,,,,,,,,,,,
,,,,,,,,,,,,,,,,,,,,,,,,,,,,,NON-FACILITY,FACILITY,
,,,,NOT USED,,,,,,,,,,,,,,,,,,,,,,PHYSICIAN,,DIAGNOSTIC,PE USED,PE USED,MP USED
,,,,FOR,,,NON-FAC,,FACILITY,,,,,,,,,,,,,,,,,SUPERVISION OF,,IMAGING,FOR OPPS,FOR OPPS,FOR OPPS
,,,STATUS,MEDICARE,WORK,NON-FAC,NA,FACILITY,NA,MP,NON-FACILITY,FACILITY,PCTC,GLOB,PRE,INTRA,POST,MULT,BILAT,ASST,CO-,TEAM,PRIC,ENDO,CONV,DIAGNOSTIC,CALCULATION,FAMILY,PAYMENT,PAYMENT,PAYMENT
HCPCS,MOD,DESCRIPTION,CODE,PAYMENT,RVU,PE RVU,INDICATOR,PE RVU,INDICATOR,RVU,TOTAL,TOTAL,IND,DAYS,OP,OP,OP,PROC,SURG,SURG,SURG,SURG,IND,BASE,FACTOR,PROCEDURES,FLAG,INDICATOR,AMOUNT,AMOUNT,AMOUNT
`
	top2025 = `,,%d x title x January Release,,,,,,,,,,,,,,,,,,,,,,,,,,,,
,,x copyright notice x,,,,,,,,,,,,,,,,,,,,,,,,,,,,
,,x dental copyright notice x,,,,,,,,,,,,,,,,,,,,,,,,,,,,
,, ,,,,,,,,,,,,,,,,,,,,,,,,,,,,
,,RELEASED 01/01/%d,,,,,,,,,,,,,,,,,,,,,,,,,,,,
,, , ,,,,,,,,,,,,,,,,,,,,,,,,,NON-FACILITY,FACILITY,
,,,,NOT USED,,,,,,,,,,,,,,,,,,,,,PHYSICIAN,,DIAGNOSTIC,PE USED,PE USED,MP USED
,,,,FOR,,,NON-FAC,,FACILITY ,,,,,,,,,,,,,,,,SUPERVISION OF,,IMAGING,FOR OPPS,FOR OPPS,FOR OPPS
,,,STATUS,MEDICARE ,WORK,NON-FAC,NA,FACILITY,NA,MP,NON-FACILITY,FACILITY,PCTC,GLOB,PRE,INTRA,POST,MULT,BILAT,ASST,CO-,TEAM,ENDO,CONV,DIAGNOSTIC,CALCULATION,FAMILY,PAYMENT,PAYMENT,PAYMENT
HCPCS,MOD,DESCRIPTION,CODE,PAYMENT,RVU,PE RVU,INDICATOR,PE RVU,INDICATOR,RVU,TOTAL,TOTAL,IND,DAYS,OP,OP,OP,PROC,SURG,SURG,SURG,SURG,BASE,FACTOR,PROCEDURES,FLAG,INDICATOR,AMOUNT,AMOUNT,AMOUNT
`
)

// madeRVU builds a csv; pric is the pricing indicator with its comma, or empty
// for the layout of 31 columns. A description holds a comma, quotes and a byte
// of cp1252.
func madeRVU(year int, factor, pric string, rows []madeRow) string {
	top := top2025
	if pric != "" {
		top = top2026
	}
	var b strings.Builder
	fmt.Fprintf(&b, top, year, year)
	for _, m := range rows {
		total, facility := m.totals()
		fmt.Fprintf(&b, "%s,%s,\"%s, \"\"\xa0\"\"\",%s,%s,%s,%s,,%s,%s,%s,%s,%s,%s,XXX,0.00,0.00,0.00,%s,0,0,0,0,%s,%s,09,0,99,0.00,0.00,0.00\n",
			m.code, m.mod, secret, m.status, m.unused(), m.work, m.pe, m.facility, m.na, m.mp, total, facility, m.pctc, m.mult, pric, factor)
	}
	return b.String()
}

// madeRVUText builds the fixed-width form; pric is one character.
func madeRVUText(factor, pric string, rows []madeRow) string {
	var b strings.Builder
	for n := range 7 {
		fmt.Fprintf(&b, "%-50s\n", fmt.Sprintf("HDR x notice line %d x", n+1))
	}
	for _, m := range rows {
		total, facility := m.totals()
		fmt.Fprintf(&b, "%-5s%-2s%s\xa0%s%s%-1s%6s %6s%-2s %6s%-2s %5s %6s%6s%sXXX.00.00.00%s0000%s%11s%8s 090 99    %6s %6s %6s\n",
			m.code, m.mod, secret, strings.Repeat(" ", 49-len(secret)), m.status, m.unused(), m.work, m.pe, "", m.facility, m.na, m.mp, total, facility,
			m.pctc, m.mult, pric, "", factor, "0.00", "0.00", "0.00")
	}
	return b.String()
}

func crlf(s string) string { return strings.ReplaceAll(s, "\n", "\r\n") }

const (
	gpciA = `x title line x,,,,,,
,,,,,,
Medicare Administrative Contractor (MAC),State,Locality Number,Locality Name,2099 PW GPCI (with 1.0 Floor),2099 PE GPCI,2099 MP GPCI
02102,AK,01,ALASKA*,1.5,1.11,0.6
01212,HI,01,"HAWAII, GUAM",1,1.13,0.58
03602,WY,21,WYOMING**,1,1,0.741
"MAC Assignments as of Month 1, 2099",,,,,,
,,,,,,
*x note x,,,,,,
**x note x,,,,,,
`
	gpciB = `x title line x,,,,,,,
,,,,,,,
Medicare Administrative Contractor (MAC),State,Locality Number,Locality Name,2099 PW GPCI (without 1.0 Floor),2099 PW GPCI (with 1.0 Floor),2099 PE GPCI,2099 MP GPCI
02102,AK,01,ALASKA*,1.500,1.500,1.110,0.600
01212,HI,01,"HAWAII, GUAM",0.995,1.000,1.130,0.580
03602,WY,21,WYOMING**,0.985,1.000,1.000,0.741
"MAC Assignments as of Month 1, 2099",,,,,,,
,,,,,,,
"Note: x, with a comma x",,,,,,,
`
	gpciText = `x title line x

Medicare Admi State  Locality                                      Locality Name                                      2099 PW GPCI2099 PE GPCI2099 MP GPCI
02102           AK      01   ALASKA*                                                                                     1.500       1.110       0.600
01212           HI      01   HAWAII, GUAM                                                                                1.000       1.130       0.580
03602           WY      21   WYOMING**                                                                                   1.000       1.000       0.741

*x note x
`
	zipRows = `AK999980210201 Z9   0 A                                                    20991
AL359991011200RZ9R  1 A                                                    20991
AL359981011200RZ9R  0 A                                                    20991
EM639990530299BZ9B  0 A                                                    20991
`
	mueTop = "\"x notice, first line x \n\nx\xae second line x\n\nx third line x \n\nx fourth line x\",,,\n"
	mueP   = mueTop + `"HCPCS/
CPT Code",Practitioner Services MUE Values,MUE Adjudication Indicator,MUE Rationale
97012,1,1 Line Edit,CMS Policy
97161,1,2 Date of Service Edit: Policy,CMS Policy
97530,7,3 Date of Service Edit: Clinical,Clinical: Data
`
	mueH = mueTop + `"HCPCS/
CPT Code",Outpatient Hospital Services MUE Values,MUE Adjudication Indicator,MUE Rationale
97012,2,1 Line Edit,CMS Policy
97530,0,3 Date of Service Edit: Clinical,Clinical: Data
`
	ptpTop = "x notice line x\t\t\t\t\t\t\nColumn1/Column2 Edits\t\t\t\t\t\t\n" +
		"Column 1\tColumn 2\t*=in existence\tEffective\tDeletion\tModifier\tPTP Edit Rationale\n" +
		"\t\tprior to 1996\tDate\tDate\t0=not allowed\t\n\t\t\t\t*=no data\t1=allowed\t\n\t\t\t\t\t9=not applicable\t\n"
	ptpRows = ptpTop +
		"97110\t97150\t*\t19960101\t*\t1\tMutually exclusive procedures\n" +
		"97530\t97116\t\t20240101\t\t1\tMisuse\n" +
		"97530\t97116\t\t20200101\t20200101\t9\tMisuse\n" +
		"97530\t97116\t\t20210401\t20231231\t0\tStandards\n" +
		"97530\tA0021\t\t20210401\t*\t0\tStandards\n"
)

var madeCodes = Codes{"97010": true, "97012": true, "97110": true, "97116": true, "97129": true, "97150": true, "97161": true, "97530": true}

func named(t testing.TB, file string) Name {
	t.Helper()
	n, ok := ParseName(file)
	if !ok {
		t.Fatalf("%s is not a name we know", file)
	}
	return n
}

// mutation is one fault of a good file and the place that the error names.
type mutation struct{ old, new, want string }

func checkFaults(t *testing.T, good string, faults []mutation, read func(data []byte) error) {
	t.Helper()
	if err := read([]byte(good)); err != nil {
		t.Fatalf("the good file: %v", err)
	}
	for _, f := range faults {
		if !strings.Contains(good, f.old) {
			t.Fatalf("%q is not in the good file", f.old)
		}
		err := read([]byte(strings.Replace(good, f.old, f.new, 1)))
		if err == nil || !strings.Contains(err.Error(), f.want) || !strings.HasPrefix(err.Error(), "release: read ") {
			t.Errorf("%.50q -> %.50q: %v, want %s", f.old, f.new, err, f.want)
		}
		if err != nil && strings.Contains(err.Error(), secret) {
			t.Errorf("%.50q: the error shows a description: %v", f.new, err)
		}
	}
}
