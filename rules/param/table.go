package param

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"therapytally/rules/code"
	"therapytally/rules/order"
	"therapytally/rules/strict"
	"therapytally/rules/trace"
)

// Release is one published release of a table. It answers for Span; Own is the
// run of days that the publisher made it for (the same, unless we let it stand
// for more). SHA256 is the hash of its csv as it was landed; a table of our own,
// which grows by hand, has none. Only is nil for a whole table; else the table
// holds every row among these codes and none of others.
type Release struct {
	ID, Table, Name string
	SHA256          string
	Span, Own       code.Span
	Required        bool // without a table of its kind no visit of a day is answered
	Only            map[code.HCPCS]bool
	Cite            *trace.Cite
	Confirmed       *trace.Cite // a later document that prints the same, by which Own reaches its days; nil: none
	fsys            fs.FS
}

func (f *Facts) addRelease(id string, r strict.Reader) error {
	var err error
	own := r.Object("own")
	rel := &Release{ID: id, Table: r.Text("table"), Name: r.Text("name"), Span: span(r, &err), Own: span(own, &err), SHA256: r.Text("sha256"), Required: flag(r, "required"), fsys: f.fsys}
	own.Done()
	cite := r.Object("cite")
	rel.Cite = &trace.Cite{Source: f.source(cite, "source"), At: cite.Text("at"), Says: cite.Text("printed")}
	cite.Done()
	rel.readPart(f, r, &err)
	f.tables[rel.Table] = append(f.tables[rel.Table], rel)
	return err
}

// checkTables puts the releases of a table in order of their own dates. It
// refuses two whole ones that begin on one day, two that differ in being
// required, and parts of a table of which no whole one is there.
func (f *Facts) checkTables() error {
	for _, table := range sortedKeys(f.tables) {
		releases := f.tables[table]
		if !slices.ContainsFunc(releases, func(r *Release) bool { return r.Only == nil }) {
			return fmt.Errorf("table/%s.json: only: there is no whole table %s beside it", releases[0].ID, table)
		}
		order.By(releases, func(a, b *Release) int { return a.Own.From.Compare(b.Own.From) })
		for i := 1; i < len(releases); i++ {
			if releases[i].Own.From == releases[i-1].Own.From && (releases[i].Only == nil) == (releases[i-1].Only == nil) {
				return fmt.Errorf("table/%s.json: own.from: %s begins on the same day as %s", releases[i].ID, table, releases[i-1].ID)
			}
			if releases[i].Required != releases[i-1].Required {
				return fmt.Errorf("table/%s.json: required: differs from %s, which is a release of the same table", releases[i].ID, releases[i-1].ID)
			}
		}
	}
	return nil
}

// Table returns the whole release that answers for a date: of those whose span
// holds it the latest one whose own dates have begun, else the earliest. The error
// wraps ErrNotPublished.
func (f *Facts) Table(name string, d code.Date) (*Release, error) {
	var found *Release
	for _, r := range f.tables[name] {
		if r.Only == nil && r.Span.Holds(d) && (found == nil || r.Own.From.Compare(d) <= 0) {
			found = r
		}
	}
	if found == nil {
		return nil, fmt.Errorf("table %s on %s: %w", name, d, ErrNotPublished)
	}
	return found, nil
}

// Releases returns every release of every table in order of table and date.
func (f *Facts) Releases() []*Release {
	var out []*Release
	for _, table := range sortedKeys(f.tables) {
		out = append(out, f.tables[table]...)
	}
	return out
}

// Rows reads the release's CSV, whose header must be exactly the columns: no
// quotes, no blanks around cells, the same number of cells on every row, and in
// each cell what its column allows.
func (r *Release) Rows(columns ...Column) ([][]string, error) {
	file := "table/" + r.ID + ".csv"
	data, err := fs.ReadFile(r.fsys, file)
	if err != nil {
		return nil, fmt.Errorf("param: read %s: %w", file, err)
	}
	text := string(data)
	header, text, _ := strings.Cut(text, "\n")
	if want := strings.Join(Names(columns), ","); header != want {
		return nil, fmt.Errorf("%s:1: the header is %q, not %q", file, header, want)
	}
	rows := make([][]string, 0, strings.Count(text, "\n"))
	for line := 2; text != ""; line++ {
		var row string
		row, text, _ = strings.Cut(text, "\n")
		cells := strings.Split(row, ",")
		if len(cells) != len(columns) || strings.ContainsAny(row, "\"\r") {
			return nil, fmt.Errorf("%s:%d: has %d cells, not %d, or a quote", file, line, len(cells), len(columns))
		}
		if faults := Faults(file, line, columns, cells); faults != nil {
			return nil, faults[0]
		}
		rows = append(rows, cells)
	}
	return rows, nil
}

// ReleasesOf returns the releases of one table in order of date.
func (f *Facts) ReleasesOf(table string) []*Release { return f.tables[table] }
