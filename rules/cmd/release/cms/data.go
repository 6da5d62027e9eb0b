package cms

import (
	"bytes"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"therapytally/rules"
	"therapytally/rules/mpfs"
	"therapytally/rules/ncci"
	"therapytally/rules/param"
)

// Codes are the codes of our code book: tables are trimmed to them.
type Codes map[string]bool

func (c Codes) sorted() []string {
	out := make([]string, 0, len(c))
	for name := range c {
		out = append(out, name)
	}
	slices.Sort(out)
	return out
}

// LoadCodes reads the codes of the code book.
func LoadCodes(data fs.FS) (Codes, error) {
	const file = "table/codes.csv"
	text, err := fs.ReadFile(data, file)
	if err != nil {
		return nil, fmt.Errorf("release: read the code book: %w", err)
	}
	codes := Codes{}
	for line, row := range lines(string(text)) {
		c, _, _ := strings.Cut(row, ",")
		if line == 1 {
			continue
		}
		if !isCode(c) {
			return nil, fault(file, line, "code", "is %s", show(c))
		}
		codes[c] = true
	}
	return codes, nil
}

// form is the form of a table of ours.
type form struct {
	columns  []param.Column
	keys     int  // how many leading columns name what a row is about
	required bool // no visit is answered without such a table
}

var forms = map[string]form{
	"rvu":       {mpfs.RVUColumns, 1, true},
	"gpci":      {mpfs.GPCIColumns, 2, true},
	"mue":       {ncci.LimitColumns, 1, true},
	"ncci":      {ncci.PairColumns, 2, true},
	"zip":       {rules.Columns("zip"), 2, false},
	"zip-plus4": {rules.Columns("zip-plus4"), 1, false},
}

// product is one table that was made out of published files.
type product struct {
	release releaseDoc
	source  sourceDoc
	rows    [][]string
}

func (p *product) id() string { return p.release.ID }

// csv writes the table as we store it: no quotes, LF.
func (p *product) csv() []byte {
	var b bytes.Buffer
	for _, row := range append([][]string{param.Names(forms[p.release.Table].columns)}, p.rows...) {
		b.WriteString(strings.Join(row, ","))
		b.WriteByte('\n')
	}
	return b.Bytes()
}

// tableRows reads a stored table back.
func tableRows(data []byte) [][]string {
	var rows [][]string
	for n, line := range lines(string(data)) {
		if n > 1 {
			rows = append(rows, strings.Split(line, ","))
		}
	}
	return rows
}
