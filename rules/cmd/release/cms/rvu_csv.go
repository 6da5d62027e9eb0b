package cms

import (
	"io"
	"maps"
	"slices"
	"strings"
)

// maxPreamble is how far the caption row is looked for.
const maxPreamble = 40

// readCSV finds the caption, maps the columns by it and reads the rows.
func (r *rvuReader) readCSV(data []byte) error {
	s := newSheet(r.out.Name.File, data)
	top, err := r.preamble(s)
	if err != nil {
		return err
	}
	if err := r.checkTitle(top[0]); err != nil {
		return err
	}
	at, err := r.columns(s.line, top)
	if err != nil {
		return err
	}
	width := len(top[len(top)-1])
	return s.rest(func(cells []string) error { return r.csvRow(s.line, width, at, cells) })
}

// preamble reads up to the caption's last row. The returned rows end with it.
func (r *rvuReader) preamble(s *sheet) ([][]string, error) {
	var top [][]string
	for len(top) < maxPreamble {
		cells, err := s.next()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, err
		}
		top = append(top, clone(cells))
		if len(cells) > 2 && squeeze(cells[0]) == "HCPCS" && squeeze(cells[1]) == "MOD" {
			return top, nil
		}
	}
	return nil, fault(s.file, 0, "", "the caption row that begins HCPCS, MOD was not found")
}

// checkTitle holds the year of the title, the first word of the first row that
// is not empty, against the year of the name.
func (r *rvuReader) checkTitle(cells []string) error {
	title := squeeze(strings.Join(cells, " "))
	year, _, _ := strings.Cut(title, " ")
	if len(year) != 4 || !isDigits(year) || atoi(year) != r.out.Name.Quarter.Year {
		return fault(r.out.Name.File, 1, "title", "begins %s, but the name says the year %d", show(year), r.out.Name.Quarter.Year)
	}
	return nil
}

// columns joins the caption, which is split over the rows below the one that
// says when the file was released, and finds each column in it.
func (r *rvuReader) columns(line int, top [][]string) (at [rvuFieldCount]int, err error) {
	released := r.released(top)
	if released < 0 {
		return at, fault(r.out.Name.File, 0, "RELEASED", "the row RELEASED MM/DD/YYYY above the caption was not found")
	}
	captions := top[released+1:]
	width := len(top[len(top)-1])
	index := map[string]int{}
	for col := range width {
		var parts []string
		for _, row := range captions {
			if col < len(row) {
				parts = append(parts, row[col])
			}
		}
		caption := squeeze(strings.Join(parts, " "))
		if _, twice := index[caption]; twice {
			return at, fault(r.out.Name.File, line, caption, "the caption stands over two columns")
		}
		index[caption] = col
	}
	return at, r.find(line, index, &at)
}

// released remembers the row RELEASED MM/DD/YYYY and returns its index, or -1.
func (r *rvuReader) released(top [][]string) int {
	for i, row := range top {
		for _, cell := range row {
			if day, ok := strings.CutPrefix(squeeze(cell), "RELEASED "); ok {
				r.out.Released = day
				return i
			}
		}
	}
	return -1
}

func (r *rvuReader) find(line int, index map[string]int, at *[rvuFieldCount]int) error {
	_, r.pric = index[rvuLayout[rvuPric].caption]
	for f := range rvuFieldCount {
		col, ok := index[rvuLayout[f].caption]
		if !ok && f != rvuPric {
			return r.fault(line, f, "the caption was not found")
		}
		at[f] = col
		delete(index, rvuLayout[f].caption)
	}
	for _, caption := range slices.Sorted(maps.Keys(index)) {
		return fault(r.out.Name.File, line, show(caption), "the caption is not one we know: the layout has changed")
	}
	return nil
}

func (r *rvuReader) csvRow(line, width int, at [rvuFieldCount]int, cells []string) error {
	if len(cells) != width {
		return fault(r.out.Name.File, line, "", "has %d columns, the caption %d", len(cells), width)
	}
	if empty(cells[1:]) && !isCode(strings.TrimSpace(cells[0])) {
		r.out.Dropped = append(r.out.Dropped, line)
		return nil
	}
	var c rvuCells
	for f := range rvuFieldCount {
		if f != rvuDescription && (f != rvuPric || r.pric) {
			c[f] = strings.TrimSpace(strings.Clone(cells[at[f]]))
		}
	}
	return r.add(line, c)
}
