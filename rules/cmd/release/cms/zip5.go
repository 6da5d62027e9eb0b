package cms

import (
	"fmt"
	"slices"
	"strings"
)

// ZIP5 is a ZIP to locality file that passed every check, in order of ZIP.
type ZIP5 struct {
	Name    Name
	rows    []zipRow
	Dropped []int
}

type zipRow struct {
	zip, state, mac, locality string
	plus4                     bool // part of the ZIP lies elsewhere; this row is the default
	line                      int
}

const zipWidth = 80

// zipBlanks are the columns that must be blank: a field that moved shows here.
var zipBlanks = [][2]int{{19, 20}, {22, 22}, {24, 75}}

// ReadZIP5 reads a ZIP5 text file.
func ReadZIP5(n Name, data []byte) (*ZIP5, error) {
	z := &ZIP5{Name: n}
	seen := map[string]int{}
	for line, text := range lines(decode(data)) {
		if strings.TrimSpace(text) == "" {
			z.Dropped = append(z.Dropped, line)
			continue
		}
		row, err := zipLine(n, line, []rune(text))
		if err != nil {
			return nil, err
		}
		if first, twice := seen[row.zip]; twice {
			return nil, fault(n.File, line, "columns 3-7, ZIP", "%s stands on line %d already", row.zip, first)
		}
		seen[row.zip] = line
		z.rows = append(z.rows, row)
	}
	if len(z.rows) == 0 {
		return nil, fault(n.File, 0, "", "holds no row")
	}
	// CMS sorts by state first, and splits two states in halves.
	slices.SortFunc(z.rows, func(a, b zipRow) int { return strings.Compare(a.zip, b.zip) })
	return z, nil
}

func zipLine(n Name, line int, text []rune) (zipRow, error) {
	if len(text) != zipWidth {
		return zipRow{}, fault(n.File, line, "", "has %d characters; a row has %d", len(text), zipWidth)
	}
	get := func(from, to int) string { return string(text[from-1 : to]) }
	r := zipRow{get(3, 7), get(1, 2), get(8, 12), get(13, 14), get(21, 21) == "1", line}
	when := fmt.Sprintf("%d%d", n.Quarter.Year, n.Quarter.Number)
	for _, c := range []struct {
		column string
		good   bool
		cell   string
	}{
		{"columns 1-2, state", stateForm.MatchString(r.state), r.state},
		{"columns 3-7, ZIP", isDigits(r.zip), r.zip},
		{"columns 8-12, carrier", isDigits(r.mac), r.mac},
		{"columns 13-14, locality", isDigits(r.locality), r.locality},
		{"column 21, plus-four flag", strings.Contains(" 01", get(21, 21)), get(21, 21)},
		{"columns 76-80, year and quarter", get(76, 80) == when, get(76, 80)},
	} {
		if !c.good {
			return r, fault(n.File, line, c.column, "is %s", show(c.cell))
		}
	}
	for _, b := range zipBlanks {
		if strings.TrimSpace(get(b[0], b[1])) != "" {
			return r, fault(n.File, line, fmt.Sprintf("columns %d-%d", b[0], b[1]), "are not blank: the layout has changed")
		}
	}
	return r, nil
}

// runs folds ZIPs that follow each other with one answer.
func (z *ZIP5) runs() (rows [][]string) {
	for i, r := range z.rows {
		if last := len(rows) - 1; i > 0 && rows[last][2] == r.state && rows[last][3] == r.mac && rows[last][4] == r.locality {
			rows[last][1] = r.zip
			continue
		}
		rows = append(rows, []string{r.zip, r.zip, r.state, r.mac, r.locality})
	}
	return rows
}

func (z *ZIP5) ambiguous() (rows [][]string) {
	for _, r := range z.rows {
		if r.plus4 {
			rows = append(rows, []string{r.zip, r.state, r.mac, r.locality})
		}
	}
	return rows
}

// checkPlaces holds every carrier and locality against the indices.
func (z *ZIP5) checkPlaces(known map[string]bool) error {
	for _, r := range z.rows {
		if key := r.mac + "-" + r.locality; !known[key] {
			return fault(z.Name.File, r.line, "columns 8-14, carrier and locality", "%s has no indices in the GPCI table in force", key)
		}
	}
	return nil
}
