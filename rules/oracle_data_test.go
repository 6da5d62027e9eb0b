package rules_test

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"math/big"
	"os"
	"path/filepath"
	"strings"
	"sync"
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

type oracleMUERow struct {
	practitioner, hospital int
}

type oraclePair struct {
	column1, column2, indicator string
}

type oracleSpan struct {
	from, through string
	value         *big.Rat
}

// oracleTable is one published table with the span it serves.
type oracleTable struct {
	kind, name, from, through string
	rows                      []map[string]string
}

type oracleBook struct {
	tables []oracleTable
	params map[string][]oracleSpan

	codes map[string]oracleCodeRow
	pos   map[string]string
	pairs map[oraclePair]bool
	mue   map[string]oracleMUERow
	rvu   map[string]map[string]oracleRVU   // by release name
	gpci  map[string]map[string][3]*big.Rat // by release name, "MAC-locality"
	zips  []map[string]string               // rows of the ZIP runs
	plus4 map[string]string                 // ZIP -> default locality
}

var oracleTheBook = sync.OnceValue(oracleOpenBook)

func oracleOpenBook() *oracleBook {
	b := &oracleBook{params: map[string][]oracleSpan{}, codes: map[string]oracleCodeRow{},
		pos: map[string]string{}, pairs: map[oraclePair]bool{}, mue: map[string]oracleMUERow{}, plus4: map[string]string{},
		rvu: map[string]map[string]oracleRVU{}, gpci: map[string]map[string][3]*big.Rat{}}
	for _, f := range oracleGlob("data/param/*.json") {
		b.readParam(f)
	}
	for _, f := range oracleGlob("data/table/*.json") {
		b.readTable(f)
	}
	for i := range b.tables {
		b.index(&b.tables[i])
	}
	return b
}

func oracleGlob(pattern string) []string {
	files, err := filepath.Glob(pattern)
	if err != nil || len(files) == 0 {
		panic(fmt.Sprint("oracle: no data at ", pattern, err))
	}
	return files
}

func oracleReadJSON(file string, into any) {
	raw, err := os.ReadFile(file)
	if err == nil {
		err = json.Unmarshal(raw, into)
	}
	if err != nil {
		panic(err)
	}
}

func (b *oracleBook) readParam(file string) {
	var p struct {
		ID     string `json:"id"`
		Values []struct {
			From, Through, Value string
		} `json:"values"`
	}
	oracleReadJSON(file, &p)
	for _, v := range p.Values {
		b.params[p.ID] = append(b.params[p.ID], oracleSpan{v.From, v.Through, oracleRat(v.Value)})
	}
}

func (b *oracleBook) readTable(file string) {
	var t struct {
		Table, Name, From, Through string
	}
	oracleReadJSON(file, &t)
	raw, err := os.ReadFile(strings.TrimSuffix(file, ".json") + ".csv")
	if err != nil {
		panic(err)
	}
	lines, err := csv.NewReader(strings.NewReader(string(raw))).ReadAll()
	if err != nil {
		panic(err)
	}
	table := oracleTable{kind: t.Table, name: t.Name, from: t.From, through: t.Through}
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
	if t.kind == "rvu" {
		b.rvu[t.name] = map[string]oracleRVU{}
	}
	if t.kind == "gpci" {
		b.gpci[t.name] = map[string][3]*big.Rat{}
	}
	for _, r := range t.rows {
		switch t.kind {
		case "codes":
			b.codes[r["code"]] = oracleCodeRow{r["pool"], r["disciplines"]}
		case "pos":
			b.pos[r["pos"]] = r["column"]
		case "mue":
			b.mue[r["code"]] = oracleMUERow{oracleAtoi(r["practitioner"]), oracleAtoi(r["hospital"])}
		case "ncci":
			b.pairs[oraclePair{r["column1"], r["column2"], r["indicator"]}] = true
		case "rvu":
			b.rvu[t.name][r["code"]] = oracleRVU{r["status"], oracleRat(r["work_rvu"]),
				oracleRat(r["pe_rvu_nonfacility"]), oracleRat(r["pe_rvu_facility"]),
				oracleRat(r["mp_rvu"]), r["pctc"], r["mult_proc"]}
		case "gpci":
			b.gpci[t.name][r["mac"]+"-"+r["locality"]] = [3]*big.Rat{
				oracleRat(r["work"]), oracleRat(r["pe"]), oracleRat(r["mp"])}
		case "zip":
			b.zips = append(b.zips, r)
		case "zip-plus4":
			b.plus4[r["zip"]] = r["mac"] + "-" + r["locality"]
		case "sets":
			// the oracle names the codes of its rules itself
		default:
			panic("oracle: unknown table kind " + t.kind)
		}
	}
}

func oracleAtoi(s string) int {
	n := 0
	for _, c := range s {
		if c < '0' || c > '9' {
			panic("oracle: no whole number: " + s)
		}
		n = 10*n + int(c-'0')
	}
	return n
}

// release names the table of a kind that serves a date; "" outside every span.
func (b *oracleBook) release(kind, date string) string {
	for _, t := range b.tables {
		if t.kind == kind && t.from <= date && date <= t.through {
			return t.name
		}
	}
	return ""
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

// locality finds a ZIP's locality: the default of an ambiguous ZIP, else its run.
func (b *oracleBook) locality(zip string) string {
	if key, ok := b.plus4[zip]; ok {
		return key
	}
	for _, r := range b.zips {
		if r["zip_from"] <= zip && zip <= r["zip_to"] {
			return r["mac"] + "-" + r["locality"]
		}
	}
	return ""
}
