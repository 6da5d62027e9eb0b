package rules_test

import (
	"cmp"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io/fs"
	"math/big"
	"os"
	"slices"
	"strings"
	"sync"
	"time"
)

// The oracle reads data/ by itself: no loader of the engine is trusted.

type oracleRVU struct {
	status               string
	work, peNon, peFac   *big.Rat
	mp                   *big.Rat
	pctc, multipleMarker string
}

type oracleCodeRow struct {
	pool        string
	disciplines string
}

// oracleMUERow holds limits; -1 is none published.
type oracleMUERow struct {
	practitioner, hospital int
}

// oraclePair is a pair over one run of days; an empty day is open.
type oraclePair struct {
	column1, column2, indicator, effective, deletion string
}

type oracleSpan struct {
	from, through string
	value         *big.Rat
}

// oracleTable is one published table: the days that it answers for, the days
// that it was made for, and what it holds.
type oracleTable struct {
	kind, name, from, through, ownFrom, ownThrough string

	only  []string // the codes of a table of part of the pairs
	rows  []map[string]string
	pairs []oraclePair
	mue   map[string]oracleMUERow
	rvu   map[string]oracleRVU
	gpci  map[string][3]*big.Rat // by "MAC-locality"
	plus4 map[string]string      // ZIP -> default locality
}

type oracleBook struct {
	tables []*oracleTable // in order of their own days
	params map[string][]oracleSpan
	needed []string // numbers and kinds of tables without which no visit is answered

	codes map[string]oracleCodeRow
	pos   map[string]string
	keys  map[string][]string // what the dice draw from, by table

	answered int // days
}

// oracleStandard is the book of the whole data.
var oracleStandard = sync.OnceValue(func() *oracleBook { return oracleOpenBook(os.DirFS("data")) })

// oracleOther is the book that the oracle and its dice read instead, while a
// test asks for one.
var oracleOther *oracleBook

func oracleTheBook() *oracleBook { return cmp.Or(oracleOther, oracleStandard()) }

func oracleOpenBook(data fs.FS) *oracleBook {
	b := &oracleBook{params: map[string][]oracleSpan{}, codes: map[string]oracleCodeRow{}, pos: map[string]string{}, keys: map[string][]string{}}
	for _, f := range oracleGlob(data, "param/*.json") {
		b.readParam(data, f)
	}
	for _, f := range oracleGlob(data, "table/*.json") {
		b.readTable(data, f)
	}
	slices.SortStableFunc(b.tables, func(a, c *oracleTable) int { return cmp.Compare(a.ownFrom, c.ownFrom) })
	for _, t := range b.tables {
		b.index(t)
	}
	return b
}

func oracleGlob(data fs.FS, pattern string) []string {
	files, err := fs.Glob(data, pattern)
	if err != nil || len(files) == 0 {
		panic(fmt.Sprint("oracle: no data at ", pattern, err))
	}
	return files
}

// oracleReadManual reads cases worked by hand and dates those that lie at the
// end of the data.
func oracleReadManual(file string, into any) {
	raw, err := os.ReadFile(file)
	if err == nil {
		err = json.Unmarshal([]byte(dated(string(raw))), into)
	}
	if err != nil {
		panic(err)
	}
}

func oracleReadIn(data fs.FS, file string, into any) {
	raw, err := fs.ReadFile(data, file)
	if err == nil {
		err = json.Unmarshal(raw, into)
	}
	if err != nil {
		panic(err)
	}
}

func (b *oracleBook) need(what string, needed bool) {
	if needed && !slices.Contains(b.needed, what) {
		b.needed = append(b.needed, what)
	}
}

func (b *oracleBook) readParam(data fs.FS, file string) {
	var p struct {
		ID       string
		Required bool
		Values   []struct {
			From, Through, Value string
		}
	}
	oracleReadIn(data, file, &p)
	b.need(p.ID, p.Required)
	for _, v := range p.Values {
		b.params[p.ID] = append(b.params[p.ID], oracleSpan{v.From, v.Through, oracleRat(v.Value)})
	}
}

func (b *oracleBook) readTable(data fs.FS, file string) {
	var t struct {
		Table, Name, From, Through string
		Required                   bool
		Own                        struct{ From, Through string }
		Only                       []string
	}
	oracleReadIn(data, file, &t)
	b.need(t.Table, t.Required)
	raw, err := fs.ReadFile(data, strings.TrimSuffix(file, ".json")+".csv")
	if err != nil {
		panic(err)
	}
	lines, err := csv.NewReader(strings.NewReader(string(raw))).ReadAll()
	if err != nil {
		panic(err)
	}
	table := &oracleTable{kind: t.Table, name: t.Name, from: t.From, through: t.Through, ownFrom: t.Own.From, ownThrough: t.Own.Through, only: t.Only,
		mue: map[string]oracleMUERow{}, rvu: map[string]oracleRVU{}, gpci: map[string][3]*big.Rat{}, plus4: map[string]string{}}
	for _, cells := range lines[1:] {
		row := map[string]string{}
		for i, head := range lines[0] {
			row[head] = cells[i]
		}
		table.rows = append(table.rows, row)
	}
	b.tables = append(b.tables, table)
}

func (b *oracleBook) index(t *oracleTable) {
	for _, r := range t.rows {
		switch t.kind {
		case "codes":
			b.codes[r["code"]] = oracleCodeRow{r["pool"], r["disciplines"]}
		case "pos":
			b.pos[r["pos"]] = r["column"]
		case "mue":
			t.mue[r["code"]] = oracleMUERow{oracleLimit(r["practitioner"]), oracleLimit(r["hospital"])}
		case "ncci":
			t.pairs = append(t.pairs, oraclePair{r["column1"], r["column2"], r["indicator"], r["effective"], r["deletion"]})
		case "rvu":
			t.rvu[r["code"]] = oracleRVU{r["status"], oracleRat(r["work_rvu"]),
				oracleRat(r["pe_rvu_nonfacility"]), oracleRat(r["pe_rvu_facility"]),
				oracleRat(r["mp_rvu"]), r["pctc"], r["mult_proc"]}
		case "gpci":
			t.gpci[r["mac"]+"-"+r["locality"]] = [3]*big.Rat{
				oracleRat(r["work"]), oracleRat(r["pe"]), oracleRat(r["mp"])}
		case "zip-plus4":
			t.plus4[r["zip"]] = r["mac"] + "-" + r["locality"]
		case "zip", "sets":
			// the runs are read as they are; the oracle names the codes of its rules itself
		default:
			panic("oracle: unknown table kind " + t.kind)
		}
	}
}

// oracleLimit reads a limit; an empty cell is none, which is not 0.
func oracleLimit(s string) int {
	if s == "" {
		return -1
	}
	n := 0
	for _, c := range s {
		if c < '0' || c > '9' {
			panic("oracle: no whole number: " + s)
		}
		n = 10*n + int(c-'0')
	}
	return n
}

// on is the table of a kind that serves a date: of those that answer for it the
// last one whose own days have begun, and where none has, the first. nil
// outside every span.
func (b *oracleBook) on(kind, date string) *oracleTable {
	return oracleServing(b.tables, date, func(t *oracleTable) bool { return t.kind == kind && t.only == nil })
}

func oracleServing(tables []*oracleTable, date string, fit func(*oracleTable) bool) (found *oracleTable) {
	for _, t := range tables {
		if fit(t) && t.from <= date && date <= t.through && (found == nil || t.ownFrom <= date) {
			found = t
		}
	}
	return found
}

// release names the table of a kind that serves a date; "" outside every span.
func (b *oracleBook) release(kind, date string) string {
	if t := b.on(kind, date); t != nil {
		return t.name
	}
	return ""
}

// pairTable is the table that says whether two codes are a pair: the whole one
// of the date, or a later one of part of the pairs, where both codes are in it.
func (b *oracleBook) pairTable(one, two, date string) *oracleTable {
	whole := b.on("ncci", date)
	part := oracleServing(b.tables, date, func(t *oracleTable) bool {
		return t.kind == "ncci" && t.ownFrom > whole.ownFrom && slices.Contains(t.only, one) && slices.Contains(t.only, two)
	})
	if part != nil {
		return part
	}
	return whole
}

// paired: the pair is in force on the date with that indicator.
func (b *oracleBook) paired(one, two, indicator, date string) bool {
	return slices.ContainsFunc(b.pairTable(one, two, date).pairs, func(p oraclePair) bool {
		return p.column1 == one && p.column2 == two && p.indicator == indicator &&
			p.effective <= date && (p.deletion == "" || date <= p.deletion)
	})
}

// number is a dated number; spans are closed, nothing is carried forward.
func (b *oracleBook) number(id, date string) *big.Rat {
	for _, s := range b.params[id] {
		if s.from <= date && date <= s.through {
			return s.value
		}
	}
	return nil
}

// lacks names what is needed for a date and not there; "" where a visit of it
// can be answered.
func (b *oracleBook) lacks(date string) string {
	for _, what := range b.needed {
		if b.number(what, date) == nil && b.on(what, date) == nil {
			return what
		}
	}
	return ""
}

// days are the first and the last day on which a visit can be answered.
func (b *oracleBook) days() (first, last string) {
	for _, what := range b.needed {
		from, through := "", ""
		see := func(f, t string) {
			if from == "" || f < from {
				from = f
			}
			through = max(through, t)
		}
		for _, s := range b.params[what] {
			see(s.from, s.through)
		}
		for _, t := range b.tables {
			if t.kind == what && t.only == nil {
				see(t.from, t.through)
			}
		}
		if first = max(first, from); last == "" || through < last {
			last = through
		}
	}
	return first, last
}

// oracleDay is the day that lies n days after another.
func oracleDay(date string, n int) string {
	day, err := time.Parse(time.DateOnly, date)
	if err != nil {
		panic(err)
	}
	return day.AddDate(0, 0, n).Format(time.DateOnly)
}

// span is how many days can be answered.
func (b *oracleBook) span() int {
	if b.answered == 0 {
		first, last := b.days()
		for day := first; day <= last; day = oracleDay(day, 1) {
			b.answered++
		}
	}
	return b.answered
}

// locality finds a ZIP's locality on a date: the default of an ambiguous ZIP,
// else its run.
func (b *oracleBook) locality(zip, date string) string {
	if t := b.on("zip-plus4", date); t != nil && t.plus4[zip] != "" {
		return t.plus4[zip]
	}
	if t := b.on("zip", date); t != nil {
		for _, r := range t.rows {
			if r["zip_from"] <= zip && zip <= r["zip_to"] {
				return r["mac"] + "-" + r["locality"]
			}
		}
	}
	return ""
}
