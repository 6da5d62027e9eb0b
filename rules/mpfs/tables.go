// Package mpfs prices a code by the Medicare Physician Fee Schedule: relative
// value units times geographic indices times the conversion factor, and the
// multiple procedure payment reduction of therapy (42 USC 1395w-4; CMS Pub.
// 100-04, ch. 5, §10.7).
package mpfs

import (
	"fmt"

	"github.com/shopspring/decimal"

	"therapytally/rules/code"
	"therapytally/rules/param"
	"therapytally/rules/strict"
	"therapytally/rules/trace"
)

// Row is one code of a relative value release.
type Row struct {
	Code                            code.HCPCS
	Status                          string // status letter
	Work, PENonFacility, PEFacility decimal.Decimal
	MP                              decimal.Decimal
	PCTC                            string
	MPPR                            bool // multiple-procedure indicator 5
}

// Payable reports whether the fee schedule prices the row: status A, R or T
// with relative values.
func (r Row) Payable() bool {
	return (r.Status == "A" || r.Status == "R" || r.Status == "T") && r.HasRVU()
}

// HasRVU reports whether any relative value is above zero.
func (r Row) HasRVU() bool {
	return r.Work.IsPositive() || r.PENonFacility.IsPositive() || r.PEFacility.IsPositive() || r.MP.IsPositive()
}

// RVU is one release of relative values.
type RVU struct {
	Release *param.Release
	rows    map[code.HCPCS]Row
}

// Row returns a code's values.
func (t *RVU) Row(c code.HCPCS) (Row, bool) {
	r, ok := t.rows[c]
	return r, ok
}

// Codes returns how many codes the release holds.
func (t *RVU) Codes() int { return len(t.rows) }

// RVUColumns are the columns of a relative value table, as CMS prints them.
var RVUColumns = []param.Column{
	{Name: "code", Cells: param.Code, May: param.OfCode, Key: true},
	{Name: "status", Cells: "A", May: "a status letter"},
	{Name: "work_rvu", Cells: twoPlaces, May: ofTwoPlaces},
	{Name: "pe_rvu_nonfacility", Cells: twoPlaces, May: ofTwoPlaces},
	{Name: "pe_rvu_facility", Cells: twoPlaces, May: ofTwoPlaces},
	{Name: "mp_rvu", Cells: twoPlaces, May: ofTwoPlaces},
	{Name: "nonfacility_na", Cells: "0|1", May: "0 or 1"},
	{Name: "facility_na", Cells: "0|1", May: "0 or 1"},
	{Name: "pctc", Cells: "9", May: "one digit"},
	{Name: "mult_proc", Cells: "9", May: "one digit"},
	{Name: "global", Cells: "XXX", May: "three capital letters or digits"},
}

const (
	twoPlaces     = "9.99|99.99|999.99"
	ofTwoPlaces   = "a number with two decimals, such as 0.46"
	threePlaces   = "9.999"
	ofThreePlaces = "an index with three decimals, such as 1.095"
)

const therapyReduction = "5"

// LoadRVU reads a release of table rvu.
func LoadRVU(rel *param.Release) (*RVU, error) {
	rows, err := rel.Rows(RVUColumns...)
	if err != nil {
		return nil, err
	}
	t := &RVU{rel, make(map[code.HCPCS]Row, len(rows))}
	for i, cells := range rows {
		c, _ := code.ParseHCPCS(cells[0]) // its column has checked the cell
		if _, twice := t.rows[c]; twice {
			return nil, at(rel, i, fmt.Errorf("code %s stands twice", c))
		}
		t.rows[c] = Row{c, cells[1], number(cells[2]), number(cells[3]), number(cells[4]), number(cells[5]), cells[8], cells[9] == therapyReduction}
	}
	return t, nil
}

func at(rel *param.Release, row int, err error) error {
	return fmt.Errorf("table/%s.csv:%d: %w", rel.ID, row+2, err)
}

// mostPlaces is that of the finest column.
const mostPlaces = 3

// number reads a cell that its column has checked.
func number(cell string) decimal.Decimal {
	d, _ := strict.ParseDecimal(cell, mostPlaces)
	return d
}

// Place is one payment locality with its indices.
type Place struct {
	Locality     code.Locality
	State, Name  string
	Work, PE, MP decimal.Decimal
}

// GPCI is one release of geographic practice cost indices.
type GPCI struct {
	Release *param.Release
	places  map[code.Locality]Place
	list    []Place
}

// Place returns a locality's indices.
func (g *GPCI) Place(l code.Locality) (Place, bool) {
	p, ok := g.places[l]
	return p, ok
}

// Places returns every locality in the order of the table.
func (g *GPCI) Places() []Place { return g.list }

// GPCIColumns are the columns of a table of indices. work holds the floors.
var GPCIColumns = []param.Column{
	{Name: "mac", Cells: "99999", May: "five digits", Key: true},
	{Name: "locality", Cells: "99", May: "two digits", Key: true},
	{Name: "state", Cells: "AA", May: "two capital letters"},
	{Name: "work", Cells: threePlaces, May: ofThreePlaces},
	{Name: "work_without_floor", Cells: threePlaces + "|", May: "an index with three decimals, or empty"},
	{Name: "pe", Cells: threePlaces, May: ofThreePlaces},
	{Name: "mp", Cells: threePlaces, May: ofThreePlaces},
	{Name: "name", Cells: param.Text, May: "the name of the place"},
}

// LoadGPCI reads a release of table gpci.
func LoadGPCI(rel *param.Release) (*GPCI, error) {
	rows, err := rel.Rows(GPCIColumns...)
	if err != nil {
		return nil, err
	}
	g := &GPCI{rel, make(map[code.Locality]Place, len(rows)), make([]Place, 0, len(rows))}
	for i, cells := range rows {
		l, _ := code.ParseLocality(cells[0] + "-" + cells[1])
		if _, twice := g.places[l]; twice {
			return nil, at(rel, i, fmt.Errorf("locality %s stands twice", l))
		}
		p := Place{l, cells[2], cells[7], number(cells[3]), number(cells[5]), number(cells[6])}
		g.places[l] = p
		g.list = append(g.list, p)
	}
	return g, nil
}

// Indices are the three GPCIs of a locality in a trace.
type Indices struct{ Work, PE, MP trace.Figure }

// Indices writes a locality's indices into a trace as published numbers.
func (g *GPCI) Indices(t *trace.Trace, p Place) Indices {
	figure := func(name string, v decimal.Decimal) trace.Figure {
		return t.Published(trace.Label{Rule: "gpci", Subject: p.Name, Name: name, Unit: trace.Plain}, v, g.Release.Cite)
	}
	return Indices{figure("work GPCI", p.Work), figure("PE GPCI", p.PE), figure("MP GPCI", p.MP)}
}

// National is the average without geographic adjustment: 1.000 each.
func National(t *trace.Trace) Indices {
	figure := func(name string) trace.Figure {
		return t.Assumed(trace.Label{Rule: "gpci-national", Subject: "national", Name: name, Unit: trace.Plain}, unity)
	}
	return Indices{figure("work GPCI"), figure("PE GPCI"), figure("MP GPCI")}
}

var unity = decimal.New(1000, -3)
