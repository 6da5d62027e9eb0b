package cms

import (
	"regexp"
	"strings"

	"github.com/shopspring/decimal"

	"therapytally/rules/strict"
)

// The two files of a quarter: nearly every therapist is paid by nonQPP.
const (
	nonQPP = "nonQPP"
	qpp    = "QPP"
)

// pricOf is the pricing indicator that each of the two files carries on every
// row.
var pricOf = map[string]string{nonQPP: "9", qpp: "1"}

// rvuCells are the cells of one row; the description's stays empty.
type rvuCells [rvuFieldCount]string

// RVU is a PPRRVU file that passed every check.
type RVU struct {
	Name     Name
	Released string // MM/DD/YYYY; the fixed-width file does not say
	Factor   string // the conversion factor
	rows     []rvuCells
	Dropped  []int // lines that hold no row
}

// Rows returns how many rows the file holds.
func (r *RVU) Rows() int { return len(r.rows) }

// ReadRVU reads a PPRRVU csv or txt.
func ReadRVU(n Name, data []byte) (*RVU, error) {
	r := &rvuReader{out: &RVU{Name: n}, seen: map[[2]string]int{}}
	read := r.readCSV
	if n.Ext == "txt" {
		read = r.readText
	}
	if err := read(data); err != nil {
		return nil, err
	}
	return r.out, r.finish()
}

type rvuReader struct {
	out  *RVU
	seen map[[2]string]int // code and modifier to line
	pric bool              // the file has a pricing indicator
}

func (r *rvuReader) fault(line int, f rvuField, why string, args ...any) error {
	return fault(r.out.Name.File, line, rvuLayout[f].caption, why, args...)
}

func (r *rvuReader) finish() error {
	if len(r.out.rows) == 0 {
		return fault(r.out.Name.File, 0, "", "holds no row")
	}
	return nil
}

// add checks one row and keeps it.
func (r *rvuReader) add(line int, c rvuCells) error {
	for _, check := range []func(int, rvuCells) error{r.checkForm, r.checkTotals, r.checkFactor, r.checkPric} {
		if err := check(line, c); err != nil {
			return err
		}
	}
	key := [2]string{c[rvuCode], c[rvuMod]}
	if first, twice := r.seen[key]; twice {
		return r.fault(line, rvuCode, "%s with this MOD stands on line %d already", c[rvuCode], first)
	}
	r.seen[key] = line
	r.out.rows = append(r.out.rows, c)
	return nil
}

// rvuForms are the forms of the cells that we keep or compute with.
var rvuForms = []struct {
	field rvuField
	form  *regexp.Regexp
	must  string
}{
	{rvuCode, regexp.MustCompile(`^[0-9A-Z]{5}$`), "a code of five"},
	{rvuMod, regexp.MustCompile(`^([0-9A-Z]{2})?$`), "empty or a modifier of two"},
	{rvuStatus, regexp.MustCompile(`^[A-Z]$`), "a letter"},
	{rvuUnused, regexp.MustCompile(`^\+?$`), "empty or +"},
	{rvuWork, number2, "a number with two decimals"},
	{rvuPE, number2, "a number with two decimals"},
	{rvuNA, regexp.MustCompile(`^(NA)?$`), "empty or NA"},
	{rvuFacilityPE, number2, "a number with two decimals"},
	{rvuFacilityNA, regexp.MustCompile(`^(NA)?$`), "empty or NA"},
	{rvuMP, number2, "a number with two decimals"},
	{rvuTotal, number2, "a number with two decimals"},
	{rvuFacilityTotal, number2, "a number with two decimals"},
	{rvuPCTC, regexp.MustCompile(`^[0-9]$`), "a digit"},
	{rvuGlobal, regexp.MustCompile(`^[0-9A-Z]{3}$`), "three digits or letters"},
	{rvuMult, regexp.MustCompile(`^[0-9]$`), "a digit"},
	{rvuFactor, regexp.MustCompile(`^[0-9]{1,3}\.[0-9]{1,4}$`), "a number with four decimals"},
}

var number2 = regexp.MustCompile(`^[0-9]{1,4}(\.[0-9]{1,2})?$`)

func (r *rvuReader) checkForm(line int, c rvuCells) error {
	for _, f := range rvuForms {
		if !f.form.MatchString(c[f.field]) {
			return r.fault(line, f.field, "is %s and must be %s", show(c[f.field]), f.must)
		}
	}
	return nil
}

func sum2(cells ...string) decimal.Decimal {
	total := decimal.Zero
	for _, s := range cells {
		d, _ := strict.ParseDecimal(s, 2) // number2 let it through
		total = total.Add(d)
	}
	return total
}

func (r *rvuReader) checkTotals(line int, c rvuCells) error {
	for _, t := range []struct{ total, pe rvuField }{{rvuTotal, rvuPE}, {rvuFacilityTotal, rvuFacilityPE}} {
		if want := sum2(c[rvuWork], c[t.pe], c[rvuMP]); !want.Equal(sum2(c[t.total])) {
			return r.fault(line, t.total, "is %s, but work, PE and MP add up to %s", c[t.total], want.StringFixed(2))
		}
	}
	return nil
}

func (r *rvuReader) checkFactor(line int, c rvuCells) error {
	if r.out.Factor == "" {
		r.out.Factor = c[rvuFactor]
	}
	if c[rvuFactor] != r.out.Factor {
		return r.fault(line, rvuFactor, "is %s, but %s on the first row: a file has one", c[rvuFactor], r.out.Factor)
	}
	return nil
}

// checkPric holds the pricing indicator against the file's name. Files before
// the indicator came into use have neither it nor a variant in their name.
func (r *rvuReader) checkPric(line int, c rvuCells) error {
	variant := r.out.Name.Variant
	switch {
	case !r.pric && c[rvuPric] == "" && variant == "":
		return nil
	case c[rvuPric] == "":
		return r.fault(line, rvuPric, "is missing in a file named %s", variant)
	case variant == "":
		return r.fault(line, rvuPric, "is %s in a file whose name says neither nonQPP nor QPP", show(c[rvuPric]))
	case c[rvuPric] != pricOf[variant]:
		return r.fault(line, rvuPric, "is %s, and must be %s on every row of a %s file", show(c[rvuPric]), pricOf[variant], variant)
	}
	return nil
}

// keep returns the rows of our codes without a modifier, in our own form, and
// the codes that look like therapy and are not ours.
func (r *RVU) keep(codes Codes) (rows [][]string, hints []string) {
	for _, c := range r.rows {
		if c[rvuMod] != "" {
			continue // professional and technical halves are not billed by therapists
		}
		if codes[c[rvuCode]] {
			rows = append(rows, c.row())
		} else if c[rvuPCTC] == "7" || c[rvuMult] == "5" {
			hints = append(hints, c[rvuCode])
		}
	}
	return rows, hints
}

func (c rvuCells) row() []string {
	flag := func(f rvuField) string {
		if c[f] == "NA" {
			return "1"
		}
		return "0"
	}
	fixed := func(f rvuField) string { return sum2(c[f]).StringFixed(2) }
	return []string{c[rvuCode], c[rvuStatus], fixed(rvuWork), fixed(rvuPE), fixed(rvuFacilityPE), fixed(rvuMP),
		flag(rvuNA), flag(rvuFacilityNA), c[rvuPCTC], c[rvuMult], c[rvuGlobal]}
}

// sameValues says where the two files of a quarter differ in a code of ours:
// only one of them is stored, so they may not.
func sameValues(a, b *RVU, codes Codes) error {
	other := map[string]string{}
	rows, _ := b.keep(codes)
	for _, row := range rows {
		other[row[0]] = strings.Join(row, ",")
	}
	rows, _ = a.keep(codes)
	for _, row := range rows {
		if o, both := other[row[0]]; both && o != strings.Join(row, ",") {
			return fault(b.Name.File, 0, "", "%s differs from %s: %s, not %s", row[0], a.Name.File, o, strings.Join(row, ","))
		}
	}
	return nil
}
