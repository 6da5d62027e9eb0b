// Package ncci applies the Medicare National Correct Coding Initiative: pairs
// of codes of which the second is denied (PTP edits) and the most units of a
// code in a day (MUE). CMS NCCI Policy Manual for Medicare Services, ch. I.
package ncci

import (
	"fmt"
	"strconv"

	"therapytally/rules/code"
	"therapytally/rules/param"
)

// Indicator says whether a modifier opens a pair.
type Indicator byte

// The indicators: never, and with a modifier when truly separate. Indicator 9
// was deleted the day it began and is not kept.
const (
	Never        Indicator = '0'
	WithModifier Indicator = '1'
)

type pair struct{ one, two code.HCPCS }

type edit struct {
	indicator Indicator
	from, to  code.Date // zero: open
}

// Pairs is one release of procedure-to-procedure edits.
type Pairs struct {
	Release *param.Release
	edits   map[pair][]edit
	dated   bool // every row says from when on it is in force
}

// PairColumns are the columns of a table of pairs.
var PairColumns = []param.Column{
	{Name: "column1", Cells: param.Code, May: param.OfCode, Key: true},
	{Name: "column2", Cells: param.Code, May: param.OfCode, Key: true},
	{Name: "indicator", Cells: "0|1", May: "0 or 1"},
	{Name: "effective", Cells: param.Date + "|", May: ofDate},
	{Name: "deletion", Cells: param.Date + "|", May: ofDate},
}

const ofDate = "a date (YYYY-MM-DD), or empty where it is open"

// LoadPairs reads a release of table ncci.
func LoadPairs(rel *param.Release) (*Pairs, error) {
	rows, err := rel.Rows(PairColumns...)
	if err != nil {
		return nil, err
	}
	p := &Pairs{rel, make(map[pair][]edit, len(rows)), true}
	for _, cells := range rows {
		key, e := readPair(cells)
		p.edits[key] = append(p.edits[key], e)
		p.dated = p.dated && !e.from.IsZero()
	}
	return p, nil
}

// readPair reads a row. Its columns have checked the cells.
func readPair(cells []string) (key pair, e edit) {
	key.one, _ = code.ParseHCPCS(cells[0])
	key.two, _ = code.ParseHCPCS(cells[1])
	e.indicator = Indicator(cells[2][0])
	e.from, _ = code.ParseDate(cells[3]) // an empty one is no date
	e.to, _ = code.ParseDate(cells[4])
	return key, e
}

// Between returns the indicator of the edit of column one over column two in
// force on a date.
func (p *Pairs) Between(one, two code.HCPCS, d code.Date) (Indicator, bool) {
	for _, e := range p.edits[pair{one, two}] {
		if (e.from.IsZero() || e.from.Compare(d) <= 0) && (e.to.IsZero() || d.Compare(e.to) <= 0) {
			return e.indicator, true
		}
	}
	return 0, false
}

// Limit is the most units of a code in a day and how the limit is applied.
type Limit struct {
	Units int
	MAI   byte // '1' per claim line, '2' absolute by date, '3' by date, appealable
}

// Limits is one release of medically unlikely edits.
type Limits struct {
	Release                *param.Release
	practitioner, hospital map[code.HCPCS]Limit
}

// LimitColumns are the columns of a table of limits; empty cells mean that no
// limit is published.
var LimitColumns = []param.Column{
	{Name: "code", Cells: param.Code, May: param.OfCode, Key: true},
	{Name: "practitioner", Cells: units, May: ofUnits},
	{Name: "practitioner_mai", Cells: "1|2|3|", May: "1, 2, 3 or empty"},
	{Name: "hospital", Cells: units, May: ofUnits},
	{Name: "hospital_mai", Cells: "1|2|3|", May: "1, 2, 3 or empty"},
}

const (
	units   = "9|99|999|9999|99999|"
	ofUnits = "a whole number, or empty where none is published"
)

// LoadLimits reads a release of table mue.
func LoadLimits(rel *param.Release) (*Limits, error) {
	rows, err := rel.Rows(LimitColumns...)
	if err != nil {
		return nil, err
	}
	l := &Limits{rel, map[code.HCPCS]Limit{}, map[code.HCPCS]Limit{}}
	for i, cells := range rows {
		c, _ := code.ParseHCPCS(cells[0]) // its column has checked the cell
		if (cells[1] == "") != (cells[2] == "") || (cells[3] == "") != (cells[4] == "") {
			return nil, fmt.Errorf("table/%s.csv: line %d (%s): a limit and its indicator are given together or not at all", rel.ID, i+2, c)
		}
		put(l.practitioner, c, cells[1], cells[2])
		put(l.hospital, c, cells[3], cells[4])
	}
	return l, nil
}

func put(to map[code.HCPCS]Limit, c code.HCPCS, units, mai string) {
	if units == "" {
		return
	}
	n, _ := strconv.Atoi(units)
	to[c] = Limit{n, mai[0]}
}

// Of returns the limit of a code for practitioners or for outpatient
// hospitals; false: none is published.
func (l *Limits) Of(c code.HCPCS, hospital bool) (Limit, bool) {
	table := l.practitioner
	if hospital {
		table = l.hospital
	}
	limit, ok := table[c]
	return limit, ok
}
