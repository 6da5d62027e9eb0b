package param

import (
	"fmt"
	"strings"

	"therapytally/rules/code"
)

// Column is a column of a table and what its cells may contain. It holds only
// text, so that a list of columns is plain data.
type Column struct {
	Name  string
	Cells string // the shapes that a cell may have, separated by |
	May   string // the same in words
	Key   bool   // part of what names a row
}

// The named shapes. In any other shape 9 is a digit, A a capital
// letter, X either, and anything else is itself; the empty shape is an empty
// cell.
const (
	Text   = "text" // not empty
	Any    = "any"  // empty or not
	Slug   = "slug" // small letters, digits and hyphens
	Date   = "date" // a day such as YYYY-MM-DD
	Code   = "XXXXX"
	OfCode = "a code of five capital letters or digits" // Code in words
)

// OK reports whether the column allows a cell.
func (c Column) OK(cell string) bool {
	for shape := range strings.SplitSeq(c.Cells, "|") {
		if fits(cell, shape) {
			return true
		}
	}
	return false
}

func fits(cell, shape string) bool {
	switch shape {
	case Text:
		return cell != ""
	case Any:
		return true
	case Slug:
		return cell != "" && strings.Trim(cell, "abcdefghijklmnopqrstuvwxyz0123456789-") == ""
	case Date:
		_, err := code.ParseDate(cell)
		return err == nil
	}
	if len(cell) != len(shape) {
		return false
	}
	for i := range len(cell) {
		digit, capital := cell[i] >= '0' && cell[i] <= '9', cell[i] >= 'A' && cell[i] <= 'Z'
		switch shape[i] {
		case '9':
			if !digit {
				return false
			}
		case 'A':
			if !capital {
				return false
			}
		case 'X':
			if !digit && !capital {
				return false
			}
		default:
			if cell[i] != shape[i] {
				return false
			}
		}
	}
	return true
}

// Names is the header of a table.
func Names(columns []Column) []string {
	out := make([]string, len(columns))
	for i, c := range columns {
		out[i] = c.Name
	}
	return out
}

// Faults says what is wrong with the cells of a row: each by file, line, what
// names the row, column, and what the column allows.
func Faults(file string, line int, columns []Column, row []string) (faults []error) {
	for i, c := range columns {
		if !c.OK(row[i]) {
			faults = append(faults, fmt.Errorf("%s: line %d (%s), column %s: %q: may be %s", file, line, rowName(columns, row), c.Name, row[i], c.May))
		}
	}
	return faults
}

func rowName(columns []Column, row []string) string {
	var keys []string
	for i, c := range columns {
		if c.Key {
			keys = append(keys, row[i])
		}
	}
	return strings.Join(keys, "/")
}
