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

// PairColumns is the header of a table of pairs; dates may be empty.
var PairColumns = []string{"column1", "column2", "indicator", "effective", "deletion"}

// LoadPairs reads a release of table ncci.
func LoadPairs(rel *param.Release) (*Pairs, error) {
	rows, err := rel.Rows(PairColumns...)
	if err != nil {
		return nil, err
	}
	p := &Pairs{rel, make(map[pair][]edit, len(rows)), true}
	for i, cells := range rows {
		key, e, err := readPair(cells)
		if err != nil {
			return nil, fmt.Errorf("table/%s.csv:%d: %w", rel.ID, i+2, err)
		}
		p.edits[key] = append(p.edits[key], e)
		p.dated = p.dated && !e.from.IsZero()
	}
	return p, nil
}

func readPair(cells []string) (pair, edit, error) {
	one, err := code.ParseHCPCS(cells[0])
	if err != nil {
		return pair{}, edit{}, err
	}
	two, err := code.ParseHCPCS(cells[1])
	if err != nil {
		return pair{}, edit{}, err
	}
	if cells[2] != "0" && cells[2] != "1" {
		return pair{}, edit{}, fmt.Errorf("indicator %q is neither 0 nor 1", cells[2])
	}
	e := edit{indicator: Indicator(cells[2][0])}
	for i, to := range []*code.Date{&e.from, &e.to} {
		if s := cells[3+i]; s != "" {
			if *to, err = code.ParseDate(s); err != nil {
				return pair{}, edit{}, err
			}
		}
	}
	return pair{one, two}, e, nil
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

// LimitColumns is the header of a table of limits; empty cells mean that no
// limit is published.
var LimitColumns = []string{"code", "practitioner", "practitioner_mai", "hospital", "hospital_mai"}

// LoadLimits reads a release of table mue.
func LoadLimits(rel *param.Release) (*Limits, error) {
	rows, err := rel.Rows(LimitColumns...)
	if err != nil {
		return nil, err
	}
	l := &Limits{rel, map[code.HCPCS]Limit{}, map[code.HCPCS]Limit{}}
	for i, cells := range rows {
		c, err := code.ParseHCPCS(cells[0])
		if err == nil {
			err = readLimit(l.practitioner, c, cells[1], cells[2])
		}
		if err == nil {
			err = readLimit(l.hospital, c, cells[3], cells[4])
		}
		if err != nil {
			return nil, fmt.Errorf("table/%s.csv:%d: %w", rel.ID, i+2, err)
		}
	}
	return l, nil
}

func readLimit(to map[code.HCPCS]Limit, c code.HCPCS, units, mai string) error {
	if units == "" {
		return nil
	}
	n, err := strconv.Atoi(units)
	if err != nil || n < 0 || len(mai) != 1 || mai[0] < '1' || mai[0] > '3' {
		return fmt.Errorf("limit %q with indicator %q", units, mai)
	}
	to[c] = Limit{n, mai[0]}
	return nil
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
