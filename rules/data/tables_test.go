package data_test

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"

	"therapytally/rules"
	"therapytally/rules/code"
	"therapytally/rules/param"
)

// form is how the rows of a table lie: the columns that no two rows may share,
// and the columns that it is sorted by. What may stand in a cell is said by the
// columns that the loader reads it by.
type form struct{ keys, sort []int }

var forms = map[string]form{
	"rvu":       {[]int{0}, []int{0}},
	"gpci":      {[]int{0, 1}, []int{2, 1, 0}},
	"mue":       {[]int{0}, []int{0}},
	"ncci":      {[]int{0, 1, 3}, []int{0, 1, 3}},
	"zip":       {[]int{0}, []int{0}},
	"zip-plus4": {[]int{0}, []int{0}},
	"codes":     {[]int{0}, []int{0}},
	"pos":       {[]int{0}, []int{0}},
	"sets":      {[]int{0, 1, 2}, []int{0, 1, 2}},
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
		f, columns := forms[t.rel.Table], rules.Columns(t.rel.Table)
		if _, err := t.rel.Rows(loose(columns)...); err != nil {
			faults = append(faults, err.Error())
			continue
		}
		seen := map[string]int{}
		for i, row := range t.rows {
			for _, err := range param.Faults(t.file, i+2, columns, row) {
				faults = append(faults, err.Error())
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

// loose are the columns with anything in their cells, so that the lint goes on
// after the first bad one.
func loose(columns []param.Column) []param.Column {
	out := slices.Clone(columns)
	for i := range out {
		out[i].Cells = param.Any
	}
	return out
}

// halfLimits finds limits without their indicator, and indicators alone.
func halfLimits(c *corpus) (faults []string) {
	for _, t := range c.tables("mue") {
		for i, row := range t.rows {
			if (row[1] == "") != (row[2] == "") || (row[3] == "") != (row[4] == "") {
				faults = append(faults, t.fault(i, "%s: a limit and its indicator are given together or not at all", row[0]))
			}
		}
	}
	return faults
}

// own are the tables that we write and that grow by hand; every other table is
// landed by the command and never edited.
var own = []string{"codes", "pos", "sets"}

// landedTables holds each landed table to the hash that its record took of it.
func landedTables(c *corpus) (faults []string) {
	for _, rel := range c.facts.Releases() {
		record := fmt.Sprintf("table/%s.json: sha256: ", rel.ID)
		data, err := fs.ReadFile(c.fsys, "table/"+rel.ID+".csv")
		sum := sha256.Sum256(data)
		hash := hex.EncodeToString(sum[:])
		switch ours := slices.Contains(own, rel.Table); {
		case err != nil: // "pairs of files" names it
		case ours && rel.SHA256 != "":
			faults = append(faults, record+"must be left out: "+rel.Table+" is a table of ours, which grows by hand")
		case !ours && rel.SHA256 == "":
			faults = append(faults, record+"must be given: the file's is "+hash)
		case !ours && rel.SHA256 != hash:
			faults = append(faults, fmt.Sprintf("table/%s.csv: is not the file that was landed: its SHA-256 is %s, and the record holds %s. Restore it; a correction of CMS's is a release of its own", rel.ID, hash, rel.SHA256))
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

// TestTheSchemaNamesEveryColumn: README.md says of each column of our own
// tables what may stand there, in the words that the loader refuses with.
func TestTheSchemaNamesEveryColumn(t *testing.T) {
	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, table := range own {
		for _, c := range rules.Columns(table) {
			if row := fmt.Sprintf("| `%s` | `%s` | %s |\n", table, c.Name, c.May); !strings.Contains(string(readme), row) {
				t.Errorf("README.md does not hold %s", row)
			}
		}
	}
}
