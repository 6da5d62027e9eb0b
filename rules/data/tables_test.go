package data_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"therapytally/rules/code"
	"therapytally/rules/mpfs"
	"therapytally/rules/ncci"
)

// form is how a table must look: its header, the columns that no two rows may
// share, and the columns that it is sorted by.
type form struct {
	columns    []string
	keys, sort []int
	cells      string // what a whole row must match
}

const codeCell, mac, rvuCell, indexCell = `[0-9A-Z]{5}`, `\d{5},\d\d`, `,\d{1,3}\.\d\d`, `,[0-3]\.\d{3}`

var forms = map[string]form{
	"rvu":       {mpfs.RVUColumns, []int{0}, []int{0}, codeCell + `,[A-Z]` + strings.Repeat(rvuCell, 4) + `,[01],[01],\d,\d,[0-9A-Z]{3}`},
	"gpci":      {mpfs.GPCIColumns, []int{0, 1}, []int{2, 1, 0}, mac + `,[A-Z]{2}` + indexCell + `(,[0-3]\.\d{3}|,)` + indexCell + indexCell + `,[^,"]+`},
	"mue":       {ncci.LimitColumns, []int{0}, []int{0}, codeCell + `(,\d{1,5},[123]|,,)(,\d{1,5},[123]|,,)`},
	"ncci":      {ncci.PairColumns, []int{0, 1, 3}, []int{0, 1, 3}, codeCell + "," + codeCell + `,[01](,\d{4}-\d\d-\d\d|,){2}`},
	"zip":       {[]string{"zip_from", "zip_to", "state", "mac", "locality"}, []int{0}, []int{0}, `\d{5},\d{5},[A-Z]{2},` + mac},
	"zip-plus4": {[]string{"zip", "state", "mac", "locality"}, []int{0}, []int{0}, `\d{5},[A-Z]{2},` + mac},
	// The engine's own loaders hold the headers of these two.
	"codes": {nil, []int{0}, []int{0}, codeCell + `,(yes|no|unsure),[^"]+`},
	"pos":   {nil, []int{0}, []int{0}, `\d\d,(facility|nonfacility),[^"]+`},
}

// kinds names the tables that have a form; another one is read by nobody yet.
func kinds() (out []string) {
	for kind := range forms {
		out = append(out, kind)
	}
	return out
}

// tableForm checks header, cells, order and keys.
func tableForm(c *corpus) (faults []string) {
	for _, t := range c.tables(kinds()...) {
		f := forms[t.rel.Table]
		if f.columns == nil {
			f.columns = t.columns
		}
		if _, err := t.rel.Rows(f.columns...); err != nil {
			faults = append(faults, err.Error())
			continue
		}
		cells := regexp.MustCompile("^(" + f.cells + ")$")
		seen := map[string]int{}
		for i, row := range t.rows {
			if !cells.MatchString(strings.Join(row, ",")) {
				faults = append(faults, t.fault(i, "%s: a cell is not of the form that %s has", row[0], t.rel.Table))
			}
			if i > 0 && pick(t.rows[i-1], f.sort) > pick(row, f.sort) {
				faults = append(faults, t.fault(i, "%s: is out of order", pick(row, f.keys)))
			}
			if first, twice := seen[pick(row, f.keys)]; twice {
				faults = append(faults, t.fault(i, "%s: stands on line %d already", pick(row, f.keys), first+2))
			}
			seen[pick(row, f.keys)] = i
		}
	}
	return faults
}

func pick(row []string, columns []int) string {
	var out []string
	for _, col := range columns {
		out = append(out, row[col])
	}
	return strings.Join(out, "/")
}

// codeColumns are the columns of codes. The book itself may name the code that
// Medicare takes instead of one: that must be in the book too.
var codeColumns = map[string][]int{"rvu": {0}, "mue": {0}, "ncci": {0, 1}}

func codesInBook(c *corpus) (faults []string) {
	book := map[string]bool{"": true}
	for _, t := range c.tables("codes") {
		for _, row := range t.rows {
			book[row[0]] = true
		}
	}
	for _, kind := range []string{"rvu", "mue", "ncci", "codes"} {
		for _, t := range c.tables(kind) {
			columns := codeColumns[kind]
			if kind == "codes" {
				columns = []int{slices.Index(t.columns, "medicare_code")}
			}
			for i, row := range t.rows {
				for _, col := range columns {
					if col >= 0 && col < len(row) && !book[row[col]] {
						faults = append(faults, t.fault(i, "%s: is not in table/codes.csv", row[col]))
					}
				}
			}
		}
	}
	return faults
}

// relativeValues finds active codes (status A) that have no values, and tables that lost the reduction of therapy.
func relativeValues(c *corpus) (faults []string) {
	for _, t := range c.tables("rvu") {
		reduced := 0
		for i, row := range t.rows {
			total := strings.Trim(strings.Join(row[2:min(6, len(row))], ""), "0.")
			if row[1] == "A" && total == "" {
				faults = append(faults, t.fault(i, "%s: status %s has a total of 0", row[0], row[1]))
			}
			if slices.Contains(row[min(9, len(row)):], "5") {
				reduced++
			}
		}
		if reduced == 0 {
			faults = append(faults, t.file+": mult_proc: no code has 5, the reduction of therapy")
		}
	}
	return faults
}

// cmsLocalities is how many payment localities CMS has had since it drew them.
const cmsLocalities = 109

func localities(c *corpus) (faults []string) {
	for _, t := range c.tables("gpci") {
		if n := len(t.rows); n != cmsLocalities {
			faults = append(faults, fmt.Sprintf("%s: %d localities in all, not %d", t.file, n, cmsLocalities))
		}
		for i, row := range t.rows {
			if row[3] < "1.000" || row[4] > row[3] {
				faults = append(faults, t.fault(i, "work: %s is below the floor or below the index without it, %s", row[3], row[4]))
			}
		}
	}
	return faults
}

// zipRuns checks that runs do not overlap, that each lies in a locality with
// indices, and that a ZIP that needs four digits more has its default there.
func zipRuns(c *corpus) (faults []string) {
	known := map[string]bool{}
	for _, t := range c.tables("gpci") {
		for _, row := range t.rows {
			known[row[0]+"-"+row[1]] = true
		}
	}
	runs := map[string][][]string{}
	for _, t := range c.tables("zip") {
		runs[t.rel.Name] = t.rows
		for i, row := range t.rows {
			if row[0] > row[1] || i > 0 && t.rows[i-1][1] >= row[0] {
				faults = append(faults, t.fault(i, "zip_from: %s to %s is no run or overlaps the one before", row[0], row[1]))
			}
			if !known[row[3]+"-"+row[4]] {
				faults = append(faults, t.fault(i, "locality: %s-%s has no indices", row[3], row[4]))
			}
		}
	}
	for _, t := range c.tables("zip-plus4") {
		for i, row := range t.rows {
			if !inRun(runs[t.rel.Name], row) {
				faults = append(faults, t.fault(i, "zip: %s lies in no run of the same locality", row[0]))
			}
		}
	}
	return faults
}

func inRun(runs [][]string, row []string) bool {
	return slices.ContainsFunc(runs, func(r []string) bool {
		return r[0] <= row[0] && row[0] <= r[1] && r[3] == row[2] && r[4] == row[3]
	})
}

// pairsOfPart finds rows of a table of part of the pairs that are not about its
// codes.
func pairsOfPart(c *corpus) (faults []string) {
	for _, t := range c.tables("ncci") {
		if t.rel.Only == nil {
			continue
		}
		for i, row := range t.rows {
			for _, name := range row[:2] {
				if listed, err := code.ParseHCPCS(name); err != nil || !t.rel.Only[listed] {
					faults = append(faults, t.fault(i, "%s is not among the codes of the part", name))
				}
			}
		}
	}
	return faults
}

// pairsInForce finds two rows of one pair that are in force on one day. An
// empty date is open.
func pairsInForce(c *corpus) (faults []string) {
	for _, t := range c.tables("ncci") {
		for i, row := range t.rows {
			if row[4] != "" && row[4] < row[3] {
				faults = append(faults, t.fault(i, "deletion: %s lies before %s", row[4], row[3]))
			}
			if i == 0 || pick(t.rows[i-1], []int{0, 1}) != pick(row, []int{0, 1}) {
				continue
			}
			if before := t.rows[i-1][4]; before == "" || before >= row[3] {
				faults = append(faults, t.fault(i, "effective: %s with %s is in force by the row before", row[0], row[1]))
			}
		}
	}
	return faults
}
