package rules_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"strings"
	"testing"

	"therapytally/rules"
	"therapytally/rules/cmd/release/cms"
)

// TestNextYear adds a made-up year by data only: CMS's files of its first
// quarter go through the release command, the other numbers get one more
// value, and the engine answers for a visit of that year. It is the year after
// the last one that our data answers for.
func TestNextYear(t *testing.T) {
	year := book(t).Covered().Through.Year() + 1
	data := yearData(t, year)
	b, err := rules.Load(data)
	if err != nil {
		t.Fatal(err)
	}
	was := book(t).Covered()
	if c := b.Covered(); c.From != was.From || c.Through != was.Through.AddDays(365) {
		t.Errorf("covered %s; before the year was added %s", c, was)
	}
	// 25 and 15 minutes are 40: three units, 2 and 1. By hand, with made-up
	// values of 1.00 work, 1.00 PE and 0.10 MP and a factor of 40: a first unit
	// is 2.10 x 40 = 84.00, each further one has half the PE: 1.60 x 40 = 64.00.
	// San Francisco's work index is made up as 1.100: 4.00 more for each unit.
	const text = `{"date":"%d-02-03","discipline":"PT","locality":"%s","coverage":{"deductibleRemaining":"0.00"},"services":[{"code":"97530","minutes":25},{"code":"97140","minutes":15}]}`
	for place, want := range map[string]string{"national": "212", "10112-00": "212", "01112-05": "224"} {
		e, err := b.For(visit(t, fmt.Sprintf(text, year, place)))
		if err != nil {
			t.Fatal(err)
		}
		if got := e.Totals.Allowed.Value.String(); got != want || e.Units.TimedUnits != 3 || e.Releases["rvu"] != fmt.Sprintf("%dA", year) {
			t.Errorf("%s: %s allowed, %d units, %v; want %s", place, got, e.Units.TimedUnits, e.Releases, want)
		}
	}
	thisYear := visit(t, fmt.Sprintf(text, year-1, "01112-05"))
	before, err := book(t).For(thisYear)
	if err != nil {
		t.Fatal(err)
	}
	if now, err := b.For(thisYear); err != nil || !now.Totals.Allowed.Value.Equal(before.Totals.Allowed.Value) {
		t.Errorf("the year before has changed: %v, %v", now.Totals.Allowed.Value, err)
	}
	var refusal *rules.Refusal
	for _, c := range []struct {
		b    *rules.Book
		year int
	}{{b, year + 1}, {book(t), year}} {
		if _, err := c.b.For(visit(t, fmt.Sprintf(text, c.year, "national"))); !errors.As(err, &refusal) || refusal.Field != "date" {
			t.Errorf("%d: %v", c.year, err)
		}
	}
}

// yearData lays a made-up year over our data.
func yearData(t *testing.T, year int) fs.FS {
	t.Helper()
	ours := os.DirFS("data")
	var members []cms.Member
	for name, text := range publishedFiles(t, ours, year) {
		m, err := cms.Bytes(name, []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		members = append(members, m)
	}
	plan, err := cms.Make(ours, members, cms.Options{Seen: "made up", Fewer: true})
	if err != nil {
		t.Fatal(err)
	}
	files := plan.Files
	for _, pattern := range []string{"param/*.json", "table/*.json"} {
		names, err := fs.Glob(ours, pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			if _, made := files[name]; !made {
				files[name] = anotherYear(t, ours, name, year)
			}
		}
	}
	return cms.Overlay(ours, files)
}

// anotherYear appends a value to a number, and lets a table that CMS does not
// publish by year, such as our own code book, stand for one year more.
func anotherYear(t *testing.T, ours fs.FS, name string, year int) []byte {
	t.Helper()
	var doc map[string]any
	if err := json.Unmarshal([]byte(yearRead(t, ours, name)), &doc); err != nil {
		t.Fatal(err)
	}
	first, last := fmt.Sprintf("%d-01-01", year), fmt.Sprintf("%d-12-31", year)
	values, isNumber := doc["values"].([]any)
	switch {
	case isNumber:
		latest := values[len(values)-1].(map[string]any)
		if latest["through"].(string) < first {
			doc["values"] = append(values, map[string]any{"from": first, "through": last, "value": latest["value"], "cite": latest["cite"]})
		}
	case yearless(doc["table"].(string)):
		doc["through"] = last
	}
	out, err := json.Marshal(doc)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func yearless(table string) bool {
	switch table {
	case "rvu", "gpci", "mue", "ncci", "zip", "zip-plus4":
		return false
	}
	return true
}

func yearRead(t *testing.T, fsys fs.FS, name string) string {
	t.Helper()
	data, err := fs.ReadFile(fsys, name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// yearRows returns the rows of the last table of ours that matches.
func yearRows(t *testing.T, ours fs.FS, pattern string) (out [][]string) {
	t.Helper()
	names, err := fs.Glob(ours, path.Join("table", pattern))
	if err != nil || len(names) == 0 {
		t.Fatalf("%s: %v", pattern, err)
	}
	_, text, _ := strings.Cut(yearRead(t, ours, names[len(names)-1]), "\n")
	for line := range strings.Lines(text) {
		out = append(out, strings.Split(strings.TrimSpace(line), ","))
	}
	return out
}

// publishedFiles are CMS's files of a year's first quarter, made up in CMS's
// layouts for the codes, places and pairs that we hold.
func publishedFiles(t *testing.T, ours fs.FS, year int) map[string]string {
	codes, places := yearRows(t, ours, "codes.csv"), yearRows(t, ours, "gpci-*.csv")
	files := map[string]string{
		fmt.Sprintf("PPRRVU%d_Jan_nonQPP.csv", year): yearRVU(year, "40.0000", 9, codes),
		fmt.Sprintf("PPRRVU%d_Jan_QPP.csv", year):    yearRVU(year, "41.0000", 1, codes),
		fmt.Sprintf("GPCI%d.csv", year):              yearGPCI(year, places),
		fmt.Sprintf("ZIP5_JAN%d.txt", year):          yearZIP(year, places),
	}
	for name, caption := range map[string]string{"PractitionerServices": "Practitioner Services", "OutpatientHospitalServices": "Outpatient Hospital Services"} {
		text := "notice,,,\n\"HCPCS/\nCPT Code\"," + caption + " MUE Values,MUE Adjudication Indicator,MUE Rationale\n"
		for _, c := range codes {
			text += c[0] + ",20,3 Date of Service Edit: Clinical,x\n"
		}
		files[fmt.Sprintf("MCR_MUE_%s_Eff_01-01-%d.csv", name, year)] = text
	}
	for part := 1; part <= 4; part++ {
		files[fmt.Sprintf("ccipra-v%d0r0-f%d.txt", year-1994, part)] = yearPairs(part, yearRows(t, ours, "ncci-*.csv"))
	}
	return files
}

func yearRVU(year int, factor string, pric int, codes [][]string) string {
	captions := []string{"HCPCS", "MOD", "DESCRIPTION", "STATUS CODE", "NOT USED FOR MEDICARE PAYMENT", "WORK RVU", "NON-FAC PE RVU", "NON-FAC NA INDICATOR", "FACILITY PE RVU", "FACILITY NA INDICATOR", "MP RVU",
		"NON-FACILITY TOTAL", "FACILITY TOTAL", "PCTC IND", "GLOB DAYS", "PRE OP", "INTRA OP", "POST OP", "MULT PROC", "BILAT SURG", "ASST SURG", "CO- SURG", "TEAM SURG", "PRIC IND", "ENDO BASE", "CONV FACTOR",
		"PHYSICIAN SUPERVISION OF DIAGNOSTIC PROCEDURES", "CALCULATION FLAG", "DIAGNOSTIC IMAGING FAMILY INDICATOR", "NON-FACILITY PE USED FOR OPPS PAYMENT AMOUNT", "FACILITY PE USED FOR OPPS PAYMENT AMOUNT", "MP USED FOR OPPS PAYMENT AMOUNT"}
	text := fmt.Sprintf(",,%d x January Release\n,,RELEASED 01/01/%d\n%s\n", year, year, strings.Join(captions, ","))
	for _, c := range codes {
		text += fmt.Sprintf("%s,,x,A,,1.00,1.00,,1.00,NA,0.10,2.10,2.10,7,XXX,0.00,0.00,0.00,5,0,0,0,0,%d,,%s,09,0,99,0.00,0.00,0.00\n", c[0], pric, factor)
	}
	return text
}

func yearGPCI(year int, places [][]string) string {
	text := fmt.Sprintf("Medicare Administrative Contractor (MAC),State,Locality Number,Locality Name,%d PW GPCI (with 1.0 Floor)***,%d PE GPCI,%d MP GPCI\n", year, year, year)
	for _, p := range places {
		work := "1.000"
		if p[0]+"-"+p[1] == "01112-05" {
			work = "1.100"
		}
		text += strings.Join([]string{p[0], p[2], p[1], p[7], work, "1.000", "1.000"}, ",") + "\n"
	}
	return text
}

func yearZIP(year int, places [][]string) (text string) {
	for i, p := range places {
		text += fmt.Sprintf("%s%05d%s%s Z9   0 A%52s%d1\n", p[2], 10000+i, p[0], p[1], "", year)
	}
	return text
}

// yearPairs is one part of the pairs: the last one holds those of ours.
func yearPairs(part int, pairs [][]string) string {
	text := "Column 1\tColumn 2\t*=in existence prior to 1996\tEffective Date\tDeletion Date *=no data\tModifier 0=not allowed 1=allowed 9=not applicable\tPTP Edit Rationale\n"
	if part < 4 {
		return text + "0001A\t0002A\t\t20200101\t*\t0\tx\n"
	}
	seen := map[string]bool{}
	for _, p := range pairs {
		if key := p[0] + p[1]; !seen[key] {
			seen[key] = true
			text += strings.Join([]string{p[0], p[1], "", "20200101", "*", p[2], "x"}, "\t") + "\n"
		}
	}
	return text
}
