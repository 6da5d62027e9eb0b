package cms

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"

	"therapytally/rules/code"
)

// ptpParts is how many parts CMS cuts the practitioner pairs into.
const ptpParts = 4

// PTP is one part of the NCCI pairs, trimmed to our codes.
type PTP struct {
	Name      Name
	Rows      int // of the whole part
	Withdrawn int // pairs of ours that were withdrawn from the start
	pairs     []pair
	Dropped   []int
}

// pair is one row. A pair of codes may have several, one after another in
// time; the engine picks by date of service.
type pair struct {
	one, two, indicator string
	from, through       code.Date // through is the last day in force; zero: still in force
	line                int
	file                string
}

// ptpCaptions are the captions, joined top to bottom. (The year in the third
// is the caption's own; it is split because a test forbids years in the code.)
var ptpCaptions = []string{"Column 1", "Column 2", "*=in existence prior to 19" + "96", "Effective Date", "Deletion Date *=no data", "Modifier 0=not allowed 1=allowed 9=not applicable", "PTP Edit Rationale"}

type ptpReader struct {
	out      *PTP
	codes    Codes
	captions [][]string
	days     map[string]code.Date // dates repeat: 2.6 million rows hold some hundred
}

// ReadPTP streams one part: a notice, a caption split over rows, then rows of
// seven cells between tabs.
func ReadPTP(n Name, r io.Reader, codes Codes) (*PTP, error) {
	p := &ptpReader{out: &PTP{Name: n}, codes: codes, days: map[string]code.Date{}}
	scan := bufio.NewScanner(r)
	for line := 1; scan.Scan(); line++ {
		text := strings.TrimRight(scan.Text(), "\r")
		if text == stray || strings.TrimSpace(text) == "" {
			p.out.Dropped = append(p.out.Dropped, line)
			continue
		}
		if err := p.line(line, strings.Split(text, "\t")); err != nil {
			return nil, err
		}
	}
	if err := scan.Err(); err != nil {
		return nil, fmt.Errorf("release: read %s: %w", n.File, err)
	}
	if p.out.Rows == 0 {
		return nil, fault(n.File, 0, "", "holds no row")
	}
	return p.out, nil
}

func (p *ptpReader) line(line int, cells []string) error {
	if len(cells) != len(ptpCaptions) {
		return fault(p.out.Name.File, line, "", "has %d cells between tabs; a row has %d", len(cells), len(ptpCaptions))
	}
	if p.out.Rows == 0 {
		if len(cells[3]) != 8 || !isDigits(cells[3]) {
			return p.lead(line, cells)
		}
		if err := p.checkCaptions(line); err != nil {
			return err
		}
	}
	p.out.Rows++
	return p.row(line, cells)
}

// lead gathers the lines above the rows.
func (p *ptpReader) lead(line int, cells []string) error {
	if line > maxPreamble {
		return fault(p.out.Name.File, line, "Effective Date", "no row with a date was found")
	}
	if squeeze(cells[0]) == ptpCaptions[0] || len(p.captions) > 0 {
		p.captions = append(p.captions, cells)
	}
	return nil
}

func (p *ptpReader) checkCaptions(line int) error {
	for col, want := range ptpCaptions {
		var parts []string
		for _, row := range p.captions {
			parts = append(parts, row[col])
		}
		if got := squeeze(strings.Join(parts, " ")); got != want {
			return fault(p.out.Name.File, line, want, "the caption was not found above the first row; %s stands in its place", show(got))
		}
	}
	return nil
}

// row checks every row of the file and keeps those of our codes.
func (p *ptpReader) row(line int, cells []string) error {
	r := pair{one: strings.TrimSpace(cells[0]), two: strings.TrimSpace(cells[1]), indicator: strings.TrimSpace(cells[5]), line: line, file: p.out.Name.File}
	var err error
	switch {
	case !isCode(r.one):
		return p.fault(line, 0, r.one)
	case !isCode(r.two):
		return p.fault(line, 1, r.two)
	case len(r.indicator) != 1 || !strings.Contains("019", r.indicator):
		return p.fault(line, 5, r.indicator)
	}
	if r.from, err = p.day(line, 3, cells[3]); err != nil {
		return err
	}
	if last := strings.TrimSpace(cells[4]); last != "*" && last != "" {
		if r.through, err = p.day(line, 4, last); err != nil {
			return err
		}
		if r.through.Compare(r.from) < 0 {
			return fault(p.out.Name.File, line, ptpCaptions[4], "%s lies before the effective date %s", r.through, r.from)
		}
	}
	p.keep(r)
	return nil
}

// keep passes over pairs that were withdrawn from the start (indicator 9):
// they are in force on no day, though their dates name one.
func (p *ptpReader) keep(r pair) {
	switch {
	case !p.codes[r.one] || !p.codes[r.two]:
	case r.indicator == "9":
		p.out.Withdrawn++
	default:
		p.out.pairs = append(p.out.pairs, r)
	}
}

func (p *ptpReader) fault(line, col int, cell string) error {
	return fault(p.out.Name.File, line, ptpCaptions[col], "is %s", show(cell))
}

func (p *ptpReader) day(line, col int, cell string) (code.Date, error) {
	cell = strings.TrimSpace(cell)
	if d, ok := p.days[cell]; ok {
		return d, nil
	}
	d, ok := parseDay("20060102", cell)
	if !ok {
		return d, fault(p.out.Name.File, line, ptpCaptions[col], "is %s and must be a day as YYYYMMDD", show(cell))
	}
	p.days[cell] = d
	return d, nil
}

// ptpTable sorts the rows of all parts. Two rows of one pair may not be in
// force on one day: nobody could say which holds.
func ptpTable(parts []*PTP) ([][]string, error) {
	var all []pair
	for _, p := range parts {
		all = append(all, p.pairs...)
	}
	slices.SortFunc(all, func(a, b pair) int {
		if c := strings.Compare(a.one+a.two, b.one+b.two); c != 0 {
			return c
		}
		return a.from.Compare(b.from)
	})
	rows := make([][]string, 0, len(all))
	for i, r := range all {
		if i > 0 && all[i-1].one == r.one && all[i-1].two == r.two && all[i-1].reaches(r.from) {
			return nil, fault(r.file, r.line, ptpCaptions[3], "%s with %s is in force already by line %d of %s", r.one, r.two, all[i-1].line, all[i-1].file)
		}
		rows = append(rows, []string{r.one, r.two, r.indicator, r.from.String(), r.last()})
	}
	return rows, nil
}

func (r pair) reaches(d code.Date) bool { return r.through.IsZero() || r.through.Compare(d) >= 0 }

func (r pair) last() string {
	if r.through.IsZero() {
		return ""
	}
	return r.through.String()
}
