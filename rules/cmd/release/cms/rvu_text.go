package cms

import (
	"fmt"
	"strings"
)

// readText reads the fixed-width file: lines HDR, then rows.
func (r *rvuReader) readText(data []byte) error {
	for line, text := range lines(decode(data)) {
		if err := r.textLine(line, text); err != nil {
			return err
		}
	}
	return nil
}

func (r *rvuReader) textLine(line int, text string) error {
	switch {
	case strings.HasPrefix(text, "HDR ") && len(r.out.rows) == 0:
		return nil
	case strings.TrimSpace(text) == "":
		r.out.Dropped = append(r.out.Dropped, line)
		return nil
	}
	row := []rune(text) // columns are characters, not bytes
	if len(row) != rvuWidth {
		return fault(r.out.Name.File, line, "", "has %d characters; a row has %d", len(row), rvuWidth)
	}
	for _, col := range rvuGaps {
		if row[col-1] != ' ' {
			return fault(r.out.Name.File, line, fmt.Sprintf("column %d", col), "is not blank: the layout has changed")
		}
	}
	var c rvuCells
	for f, l := range rvuLayout {
		if rvuField(f) != rvuDescription {
			c[f] = strings.TrimSpace(string(row[l.from-1 : l.to]))
		}
	}
	r.pric = r.pric || c[rvuPric] != ""
	return r.add(line, c)
}
