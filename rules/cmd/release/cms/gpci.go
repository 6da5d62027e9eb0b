package cms

import (
	"io"
	"regexp"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"therapytally/rules/strict"
)

// GPCI is a file of indices that passed every check.
type GPCI struct {
	Name  Name
	rows  []gpciRow
	Notes []string
}

type gpciRow struct {
	mac, locality, state, name string
	work, without, pe, mp      string // without is empty where the file does not say
}

// gpciLocalities is how many payment localities there are; another number is
// told, not refused.
const gpciLocalities = 109

type gpciReader struct {
	out  *GPCI
	seen map[string]int
}

// ReadGPCI reads a GPCI csv in any of its shapes, or txt.
func ReadGPCI(n Name, data []byte) (*GPCI, error) {
	r := &gpciReader{&GPCI{Name: n}, map[string]int{}}
	read := r.readCSV
	if n.Ext == "txt" {
		read = r.readText
	}
	if err := read(data); err != nil {
		return nil, err
	}
	if len(r.out.rows) == 0 {
		return nil, fault(n.File, 0, "", "holds no row")
	}
	if len(r.out.rows) != gpciLocalities {
		r.out.note("%s: %d localities, and %d were expected", n.File, len(r.out.rows), gpciLocalities)
	}
	return r.out, nil
}

type gpciColumns struct{ mac, state, locality, name, work, without, pe, mp int }

func (r *gpciReader) readCSV(data []byte) error {
	s := newSheet(r.out.Name.File, data)
	var captions []string
	for captions == nil {
		cells, err := s.next()
		if err == io.EOF {
			return fault(s.file, 0, "Medicare Administrative Contractor (MAC)", "the caption was not found")
		}
		if err != nil {
			return err
		}
		if strings.HasPrefix(squeeze(cells[0]), "Medicare Admin") {
			captions = clone(cells)
		}
	}
	at, err := r.columns(s.line, captions)
	if err != nil {
		return err
	}
	ended := false
	return s.rest(func(cells []string) error {
		if !isDigits(strings.TrimSpace(cells[0])) {
			ended = true // the notes below the rows
			return nil
		}
		if ended || len(cells) != len(captions) {
			return fault(s.file, s.line, "", "has %d columns, the caption %d, or stands below the notes", len(cells), len(captions))
		}
		return r.csvRow(s.line, at, cells)
	})
}

var gpciCaption = regexp.MustCompile(`(?i)^(\d{4}) (PW|PE|MP) GPCI(?: \((with|without) 1\.0 Floor\))?\**$`)

// columns picks the columns by caption: the work index may stand there with
// the floor, without it, or both, in either order.
func (r *gpciReader) columns(line int, captions []string) (at gpciColumns, err error) {
	at = gpciColumns{-1, -1, -1, -1, -1, -1, -1, -1}
	for col, cell := range captions {
		place := r.place(&at, squeeze(cell))
		if place == nil || *place >= 0 {
			return at, fault(r.out.Name.File, line, show(squeeze(cell)), "the caption is not one we know, or stands there twice")
		}
		*place = col
		if m := gpciCaption.FindStringSubmatch(squeeze(cell)); m != nil && atoi(m[1]) != r.out.Name.Quarter.Year {
			return at, fault(r.out.Name.File, line, squeeze(cell), "the name says the year %d", r.out.Name.Quarter.Year)
		}
	}
	for _, c := range []struct {
		col     int
		caption string
	}{{at.state, "State"}, {at.locality, "Locality Number"}, {at.name, "Locality Name"}, {at.work, "PW GPCI (with 1.0 Floor)"}, {at.pe, "PE GPCI"}, {at.mp, "MP GPCI"}} {
		if c.col < 0 {
			return at, fault(r.out.Name.File, line, c.caption, "the caption was not found")
		}
	}
	return at, nil
}

func (r *gpciReader) place(at *gpciColumns, caption string) *int {
	switch m := gpciCaption.FindStringSubmatch(caption); {
	case m != nil:
		return map[string]*int{"PWwith": &at.work, "PWwithout": &at.without, "PE": &at.pe, "MP": &at.mp}[strings.ToUpper(m[2])+strings.ToLower(m[3])]
	case strings.HasPrefix(caption, "Medicare Admin"):
		return &at.mac
	}
	return map[string]*int{"State": &at.state, "Locality Number": &at.locality, "Locality Name": &at.name}[caption]
}

func (r *gpciReader) csvRow(line int, at gpciColumns, cells []string) error {
	get := func(col int) string { return squeeze(strings.Clone(cells[col])) }
	row := gpciRow{get(at.mac), get(at.locality), get(at.state), get(at.name), get(at.work), "", get(at.pe), get(at.mp)}
	if at.without >= 0 {
		if row.without = get(at.without); row.without == "" {
			return fault(r.out.Name.File, line, "PW GPCI (without 1.0 Floor)", "is empty")
		}
	}
	return r.add(line, row)
}

// The fixed-width file has three lines above its rows; the third holds the
// captions, run together and cut.
const gpciWidth, gpciTop = 150, 3

func (r *gpciReader) readText(data []byte) error {
	ended := false
	for line, text := range lines(decode(data)) {
		row := []rune(text)
		switch {
		case line == gpciTop && strings.Count(text, "PW GPCI") != 1:
			return fault(r.out.Name.File, line, "PW GPCI", "the caption must stand there once: the layout has changed")
		case line <= gpciTop:
			continue
		case len(row) < 5 || !isDigits(string(row[:5])):
			ended = true
			continue
		case ended || len(row) != gpciWidth:
			return fault(r.out.Name.File, line, "", "has %d characters, a row has %d, or stands below the notes", len(row), gpciWidth)
		}
		get := func(from, to int) string { return squeeze(string(row[from-1 : to])) }
		if err := r.add(line, gpciRow{get(1, 5), get(25, 26), get(17, 18), get(30, 121), get(122, 126), "", get(134, 138), get(146, 150)}); err != nil {
			return err
		}
	}
	return nil
}

// add restores zeros that a spreadsheet lost, checks the row and keeps it.
func (r *gpciReader) add(line int, row gpciRow) error {
	row.mac, row.locality = pad(row.mac, 5), pad(row.locality, 2)
	row.name = strings.ReplaceAll(strings.TrimSpace(strings.TrimRight(row.name, "* ")), ", ", " - ")
	if err := r.checkPlace(line, row); err != nil {
		return err
	}
	if err := r.checkIndices(line, &row); err != nil {
		return err
	}
	key := row.mac + "-" + row.locality
	if first, twice := r.seen[key]; twice {
		return fault(r.out.Name.File, line, "Locality Number", "%s stands on line %d already", key, first)
	}
	r.seen[key] = line
	r.out.rows = append(r.out.rows, row)
	return nil
}

func pad(s string, width int) string { return strings.Repeat("0", max(0, width-len(s))) + s }

var stateForm = regexp.MustCompile(`^[A-Z]{2}$`)

func (r *gpciReader) checkPlace(line int, row gpciRow) error {
	switch {
	case len(row.mac) != 5 || !isDigits(row.mac):
		return fault(r.out.Name.File, line, "Medicare Administrative Contractor (MAC)", "is %s and must be five digits", show(row.mac))
	case len(row.locality) != 2 || !isDigits(row.locality):
		return fault(r.out.Name.File, line, "Locality Number", "is %s and must be two digits", show(row.locality))
	case !stateForm.MatchString(row.state):
		return fault(r.out.Name.File, line, "State", "is %s and must be two letters", show(row.state))
	case row.name == "" || strings.ContainsAny(row.name, ",\"\r\n"):
		return fault(r.out.Name.File, line, "Locality Name", "is %s", show(row.name))
	}
	return nil
}

var (
	leastIndex = decimal.New(2, -1)
	mostIndex  = decimal.New(3, 0)
	floor      = decimal.New(1, 0)
)

// checkIndices checks the indices and writes them with three decimals.
func (r *gpciReader) checkIndices(line int, row *gpciRow) error {
	var work, without decimal.Decimal
	for _, c := range []struct {
		caption string
		cell    *string
		value   *decimal.Decimal
	}{{"PW GPCI (with 1.0 Floor)", &row.work, &work}, {"PW GPCI (without 1.0 Floor)", &row.without, &without}, {"PE GPCI", &row.pe, nil}, {"MP GPCI", &row.mp, nil}} {
		if *c.cell == "" && c.value == &without {
			continue
		}
		d, ok := strict.ParseDecimal(*c.cell, 3)
		if !ok || d.LessThan(leastIndex) || d.GreaterThan(mostIndex) {
			return fault(r.out.Name.File, line, c.caption, "is %s and must be a number from %s to %s with at most three decimals", show(*c.cell), leastIndex, mostIndex)
		}
		*c.cell = d.StringFixed(3)
		if c.value != nil {
			*c.value = d
		}
	}
	if work.LessThan(floor) || without.GreaterThan(work) {
		return fault(r.out.Name.File, line, "PW GPCI (with 1.0 Floor)", "is %s; it must be at least the floor and at least the index without it (%s)", row.work, show(row.without))
	}
	return nil
}

// table returns the rows in our own form and order: by state and number.
func (g *GPCI) table() [][]string {
	rows := make([][]string, 0, len(g.rows))
	for _, r := range g.rows {
		rows = append(rows, []string{r.mac, r.locality, r.state, r.work, r.without, r.pe, r.mp, r.name})
	}
	slices.SortFunc(rows, func(a, b []string) int {
		return strings.Compare(a[2]+a[1]+a[0], b[2]+b[1]+b[0])
	})
	return rows
}
