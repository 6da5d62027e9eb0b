package param

import (
	"fmt"
	"strings"
)

// Column is a column of a table and what may stand in its cells.
type Column struct {
	Name string
	Key  bool // part of what names a row
	May  string
	OK   func(cell string) bool
}

// As is the column with other words for what may stand in it.
func (c Column) As(may string) Column {
	c.May = may
	return c
}

// Keyed is the column as a part of what names a row.
func (c Column) Keyed() Column {
	c.Key = true
	return c
}

// OneOf is a column of a few texts; the empty one is told as nothing.
func OneOf(name string, texts ...string) Column {
	told := make([]string, len(texts))
	for i, text := range texts {
		if told[i] = text; text == "" {
			told[i] = "empty"
		}
	}
	may := told[0]
	if last := len(told) - 1; last > 0 {
		may = strings.Join(told[:last], ", ") + " or " + told[last]
	}
	return Column{Name: name, May: may, OK: func(cell string) bool {
		for _, text := range texts {
			if cell == text {
				return true
			}
		}
		return false
	}}
}

// Shaped is a column whose cells have one of the shapes: 0 is a digit, A a
// capital letter, X either; anything else is itself. The shape "" is empty.
func Shaped(name, may string, shapes ...string) Column {
	return Column{Name: name, May: may, OK: func(cell string) bool {
		for _, shape := range shapes {
			if fits(cell, shape) {
				return true
			}
		}
		return false
	}}
}

func fits(cell, shape string) bool {
	if len(cell) != len(shape) {
		return false
	}
	for i := range len(cell) {
		digit, capital := cell[i] >= '0' && cell[i] <= '9', cell[i] >= 'A' && cell[i] <= 'Z'
		switch shape[i] {
		case '0':
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

// CodeOf is a column of codes.
func CodeOf(name string) Column {
	return Shaped(name, "a code of five capital letters or digits", "XXXXX")
}

// TextOf is a column of plain words, which may not be empty.
func TextOf(name string) Column {
	return Column{Name: name, May: "plain words", OK: func(cell string) bool { return cell != "" }}
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
// names the row, column, and what may stand there.
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
