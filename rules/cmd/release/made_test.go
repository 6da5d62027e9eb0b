package main

import (
	"archive/zip"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
)

// madeUp is CMS's files of a quarter, made up in CMS's layouts: the rows of the
// latest tables that data holds, every code, place, pair and ZIP of them, with
// other values: 97530 has a limit of 5 units less the quarter's number, and
// 97140 with 97110 is a pair from the quarter's first day on. So nothing fails
// later because a file is short, and a reader that takes one quarter for
// another is found out.
type madeUp struct {
	data          fs.FS
	year, quarter int // quarter from 1 to 4
	factor        string
	value         func(row []string) // changes a row of relative values
}

var (
	months   = []string{"Jan", "Apr", "Jul", "Oct"}
	captions = []string{"HCPCS", "MOD", "DESCRIPTION", "STATUS CODE", "NOT USED FOR MEDICARE PAYMENT", "WORK RVU", "NON-FAC PE RVU", "NON-FAC NA INDICATOR", "FACILITY PE RVU", "FACILITY NA INDICATOR", "MP RVU",
		"NON-FACILITY TOTAL", "FACILITY TOTAL", "PCTC IND", "GLOB DAYS", "PRE OP", "INTRA OP", "POST OP", "MULT PROC", "BILAT SURG", "ASST SURG", "CO- SURG", "TEAM SURG", "PRIC IND", "ENDO BASE", "CONV FACTOR",
		"PHYSICIAN SUPERVISION OF DIAGNOSTIC PROCEDURES", "CALCULATION FLAG", "DIAGNOSTIC IMAGING FAMILY INDICATOR", "NON-FACILITY PE USED FOR OPPS PAYMENT AMOUNT", "FACILITY PE USED FOR OPPS PAYMENT AMOUNT", "MP USED FOR OPPS PAYMENT AMOUNT"}
	pairCaptions = []string{"Column 1", "Column 2", "*=in existence prior to 1996", "Effective Date", "Deletion Date *=no data", "Modifier 0=not allowed 1=allowed 9=not applicable", "PTP Edit Rationale"}
)

// rows are those of the latest table of a kind, whole tables only.
func (m madeUp) rows(t *testing.T, kind string) (out [][]string) {
	t.Helper()
	names, err := fs.Glob(m.data, "table/"+kind+"*.csv")
	if err != nil {
		t.Fatal(err)
	}
	names = slices.DeleteFunc(names, func(name string) bool {
		rest := strings.TrimPrefix(strings.TrimSuffix(path.Base(name), ".csv"), kind)
		return rest != "" && !strings.HasPrefix(rest, "-2") || strings.HasSuffix(rest, "-part")
	})
	if len(names) == 0 {
		t.Fatalf("no table %s", kind)
	}
	_, text, _ := strings.Cut(readFile(t, m.data, names[len(names)-1]), "\n")
	for line := range strings.Lines(text) {
		out = append(out, strings.Split(strings.TrimSuffix(line, "\n"), ","))
	}
	return out
}

func readFile(t *testing.T, fsys fs.FS, name string) string {
	t.Helper()
	data, err := fs.ReadFile(fsys, name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// zips are the zips of the quarter, each with its members.
func (m madeUp) zips(t *testing.T) map[string]map[string]string {
	t.Helper()
	month := months[m.quarter-1]
	out := map[string]map[string]string{
		fmt.Sprintf("rvu%d%c.zip", m.year%100, 'a'+rune(m.quarter-1)): {
			fmt.Sprintf("PPRRVU%d_%s_nonQPP.csv", m.year, month): m.rvu(t, m.factor, "9"),
			fmt.Sprintf("PPRRVU%d_%s_QPP.csv", m.year, month):    m.rvu(t, m.factor[:len(m.factor)-1]+"9", "1"),
			fmt.Sprintf("GPCI%d.csv", m.year):                    m.gpci(t),
		},
		fmt.Sprintf("zip-code-carrier-locality-%s%d.zip", month, m.year): {fmt.Sprintf("ZIP5_%s%d.txt", strings.ToUpper(month), m.year): m.zip5(t)},
	}
	for name, caption := range map[string]string{"PractitionerServices": "Practitioner Services", "OutpatientHospitalServices": "Outpatient Hospital Services"} {
		out["mue-"+strings.ToLower(name)+".zip"] = map[string]string{fmt.Sprintf("MCR_MUE_%s_Eff_%02d-01-%d.csv", name, 3*m.quarter-2, m.year): m.mue(t, caption)}
	}
	for part := 1; part <= 4; part++ {
		name := fmt.Sprintf("ccipra-v%d%dr0-f%d", m.year-1994, m.quarter-1, part)
		out[name+".zip"] = map[string]string{name + ".txt": m.pairs(t, part)}
	}
	return out
}

func (m madeUp) rvu(t *testing.T, factor, pric string) string {
	var b strings.Builder
	fmt.Fprintf(&b, ",,%d x title x\n,,RELEASED 01/01/%d\n%s\n", m.year, m.year, strings.Join(captions, ","))
	na := map[string]string{"1": "NA"}
	for _, r := range m.rows(t, "rvu") {
		m.value(r)
		fmt.Fprintf(&b, "%s,,x,%s,,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,0.00,0.00,0.00,%s,0,0,0,0,%s,,%s,09,0,99,0.00,0.00,0.00\n",
			r[0], r[1], r[2], r[3], na[r[6]], r[4], na[r[7]], r[5], plus(r[2], r[3], r[5]), plus(r[2], r[4], r[5]), r[8], r[10], r[9], pric, factor)
	}
	return b.String()
}

// plus adds numbers of two decimals.
func plus(cells ...string) string {
	total := decimal.Zero
	for _, c := range cells {
		total = total.Add(decimal.RequireFromString(c))
	}
	return total.StringFixed(2)
}

func (m madeUp) gpci(t *testing.T) string {
	text := fmt.Sprintf("Medicare Administrative Contractor (MAC),State,Locality Number,Locality Name,%d PW GPCI (with 1.0 Floor)***,%d PE GPCI,%d MP GPCI\n", m.year, m.year, m.year)
	for _, r := range m.rows(t, "gpci") {
		text += strings.Join([]string{r[0], r[2], r[1], r[7], r[3], r[5], r[6]}, ",") + "\n"
	}
	return text
}

// zip5 holds the ends of every run that we hold and every ZIP that needs four digits
// more: they fold into the same runs.
func (m madeUp) zip5(t *testing.T) (text string) {
	flags := map[string]string{}
	lines := map[string]string{}
	for _, r := range m.rows(t, "zip-plus4") {
		flags[r[0]], lines[r[0]] = "1", r[1]+r[0]+r[2]+r[3]
	}
	for _, r := range m.rows(t, "zip") {
		for _, zip := range r[:2] {
			lines[zip] = r[2] + zip + r[3] + r[4]
		}
	}
	for _, zip := range slices.Sorted(maps.Keys(lines)) {
		flag := "0"
		if flags[zip] != "" {
			flag = flags[zip]
		}
		text += fmt.Sprintf("%s Z9  %s A%52s%d%d\n", lines[zip], " "+flag, "", m.year, m.quarter)
	}
	return text
}

func (m madeUp) mue(t *testing.T, caption string) string {
	text := "notice,,,\n\"HCPCS/\nCPT Code\"," + caption + " MUE Values,MUE Adjudication Indicator,MUE Rationale\n"
	for _, r := range m.rows(t, "mue") {
		units, indicator := r[1], r[2]
		if strings.HasPrefix(caption, "Outpatient") {
			units, indicator = r[3], r[4]
		}
		if r[0] == "97530" {
			units = fmt.Sprint(5 - m.quarter)
		}
		if units != "" {
			text += r[0] + "," + units + "," + indicator + " Date of Service Edit: Clinical,x\n"
		}
	}
	return text
}

// pairs is one part of the pairs: the last one holds those that we hold.
func (m madeUp) pairs(t *testing.T, part int) string {
	text := strings.Join(pairCaptions, "\t") + "\n"
	if part < 4 {
		return text + "0001A\t0002A\t\t20200101\t*\t0\tx\n"
	}
	day := func(cell, open string) string {
		if cell == "" {
			return open
		}
		return strings.ReplaceAll(cell, "-", "")
	}
	text += fmt.Sprintf("97140\t97110\t\t%d%02d01\t*\t1\tx\n", m.year, 3*m.quarter-2)
	for _, r := range m.rows(t, "ncci") {
		if r[0] == "97140" && r[1] == "97110" {
			continue // of the quarter before
		}
		text += strings.Join([]string{r[0], r[1], "", day(r[3], "20200101"), day(r[4], "*"), r[2], "x"}, "\t") + "\n"
	}
	return text
}

// write puts the zips into a folder and returns their paths.
func (m madeUp) write(t *testing.T, dir string) (paths []string) {
	t.Helper()
	zips := m.zips(t)
	for _, name := range slices.Sorted(maps.Keys(zips)) {
		file, err := os.Create(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		w := zip.NewWriter(file)
		for member, text := range zips[name] {
			in, err := w.Create("folder/" + member)
			if err == nil {
				_, err = in.Write([]byte(text))
			}
			if err != nil {
				t.Fatal(err)
			}
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		if err := file.Close(); err != nil {
			t.Fatal(err)
		}
		paths = append(paths, file.Name())
	}
	return paths
}
