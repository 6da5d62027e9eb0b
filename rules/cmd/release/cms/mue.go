package cms

import (
	"io"
	"regexp"
	"strings"
)

// The settings of a limit: the name of the file and its caption both say it.
const (
	practitioner = "Practitioner Services"
	hospital     = "Outpatient Hospital Services"
)

// MUE is a file of daily unit limits that passed every check.
type MUE struct {
	Name    Name
	limits  map[string][2]string // code to units and adjudication indicator
	Dropped []int
}

// Rows returns how many codes the file holds.
func (m *MUE) Rows() int { return len(m.limits) }

const mueColumns = 4

// ReadMUE reads a MUE csv: a notice in one quoted cell of many lines, then the
// caption, of which the first cell holds a line end.
func ReadMUE(n Name, data []byte) (*MUE, error) {
	m := &MUE{Name: n, limits: map[string][2]string{}}
	s := newSheet(n.File, data)
	if err := m.caption(s); err != nil {
		return nil, err
	}
	if err := s.rest(func(cells []string) error { return m.add(s.line, cells) }); err != nil {
		return nil, err
	}
	if len(m.limits) == 0 {
		return nil, fault(n.File, 0, "", "holds no row")
	}
	return m, nil
}

func (m *MUE) caption(s *sheet) error {
	for range maxPreamble {
		cells, err := s.next()
		if err == io.EOF {
			break
		}
		if err != nil {
			return err
		}
		if len(cells) == mueColumns && squeeze(cells[0]) == "HCPCS/ CPT Code" {
			return m.checkCaption(s.line, cells)
		}
	}
	return fault(s.file, 0, "HCPCS/ CPT Code", "the caption was not found")
}

func (m *MUE) checkCaption(line int, cells []string) error {
	for i, want := range []string{"HCPCS/ CPT Code", m.Name.Variant + " MUE Values", "MUE Adjudication Indicator", "MUE Rationale"} {
		if got := squeeze(cells[i]); got != want {
			return fault(m.Name.File, line, want, "the caption was not found; %s stands in its place", show(got))
		}
	}
	return nil
}

var (
	mueUnits     = regexp.MustCompile(`^[0-9]{1,5}$`)
	mueIndicator = regexp.MustCompile(`^[123] `)
)

func (m *MUE) add(line int, cells []string) error {
	if empty(cells) {
		m.Dropped = append(m.Dropped, line)
		return nil
	}
	if len(cells) != mueColumns {
		return fault(m.Name.File, line, "", "has %d columns; a row has %d", len(cells), mueColumns)
	}
	c, units, indicator := strings.TrimSpace(cells[0]), strings.TrimSpace(cells[1]), strings.TrimSpace(cells[2])
	switch {
	case !isCode(c):
		return fault(m.Name.File, line, "HCPCS/ CPT Code", "is %s and must be a code of five", show(c))
	case !mueUnits.MatchString(units):
		return fault(m.Name.File, line, m.Name.Variant+" MUE Values", "is %s and must be a whole number", show(units))
	case !mueIndicator.MatchString(indicator):
		return fault(m.Name.File, line, "MUE Adjudication Indicator", "is %s and must begin with 1, 2 or 3", show(indicator))
	}
	if _, twice := m.limits[c]; twice {
		return fault(m.Name.File, line, "HCPCS/ CPT Code", "%s stands there twice", c)
	}
	m.limits[strings.Clone(c)] = [2]string{strings.Clone(units), indicator[:1]}
	return nil
}

// mueTable joins the two settings. A code that neither file lists has no
// published limit and no row; one that a single file lists has empty cells for
// the other setting: that is not 0.
func mueTable(p, h *MUE, codes Codes) (rows [][]string) {
	for _, c := range codes.sorted() {
		a, inA := p.limits[c]
		b, inB := h.limits[c]
		if inA || inB {
			rows = append(rows, []string{c, a[0], a[1], b[0], b[1]})
		}
	}
	return rows
}
