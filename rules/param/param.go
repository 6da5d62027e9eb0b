// Package param holds dated, cited numbers and tables. Every value has a
// closed span of days and a place in a source; outside its spans there is no
// published value, never last year's.
package param

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"github.com/shopspring/decimal"

	"therapytally/rules/code"
	"therapytally/rules/order"
	"therapytally/rules/strict"
	"therapytally/rules/trace"
)

// ErrNotPublished says that no value is published for a date.
var ErrNotPublished = errors.New("no published value for this date")

// Source is a document that numbers come from.
type Source struct {
	ID, Publisher, Title, Revision, Date, SHA256, Seen, Confidence string
}

// Value is one number in force over a span.
type Value struct {
	ID   string // of the number, such as part-b-deductible
	Name string // plain words
	Unit string
	Span code.Span
	decimal.Decimal
	Cite *trace.Cite
}

// Figure writes the value into a trace as a published number.
func (v Value) Figure(t *trace.Trace) trace.Figure {
	return t.Published(trace.Label{Rule: v.ID, Name: v.Name, Unit: v.unit()}, v.Decimal, v.Cite)
}

// unit reads what the value counts from the words of its unit.
func (v Value) unit() trace.Unit {
	switch first, _, _ := strings.Cut(v.Unit, " "); first {
	case "USD":
		return trace.USD
	case "minutes":
		return trace.Minutes
	case "units":
		return trace.Units
	}
	return trace.Plain
}

// Number is the history of one number.
type Number struct {
	ID, Name, Unit string
	Required       bool // without it no visit of a day is answered
	Yearly         bool // set anew for each calendar year; else it is a rule that lasts until it is changed
	Values         []Value
}

// Facts is everything that was loaded: sources, numbers, releases of tables and
// editions of documents.
type Facts struct {
	fsys    fs.FS
	sources map[string]Source
	numbers map[string]*Number
	tables  map[string][]*Release

	editions map[string][]edition
}

// Load reads source, param, table and edition/*.json strictly. Errors
// name file and field, such as "param/x.json: values[1].from: overlaps
// values[0]".
func Load(fsys fs.FS) (*Facts, error) {
	f := &Facts{fsys, map[string]Source{}, map[string]*Number{}, map[string][]*Release{}, map[string][]edition{}}
	for _, kind := range []struct {
		dir  string
		read func(name string, r strict.Reader) error
	}{{"source", f.addSource}, {"param", f.addNumber}, {"table", f.addRelease}, {"edition", f.addEditions}} {
		if err := eachFile(fsys, kind.dir, kind.read); err != nil {
			return nil, err
		}
	}
	return f, f.checkTables()
}

const maxFile = 1 << 20

func eachFile(fsys fs.FS, dir string, read func(string, strict.Reader) error) error {
	files, err := fs.Glob(fsys, dir+"/*.json")
	if err != nil {
		return fmt.Errorf("param: list %s: %w", dir, err)
	}
	for _, file := range files {
		if err := readFile(fsys, file, read); err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
	}
	return nil
}

func readFile(fsys fs.FS, file string, read func(string, strict.Reader) error) error {
	data, err := fs.ReadFile(fsys, file)
	if err != nil {
		return err
	}
	v, err := strict.Parse(data, maxFile)
	if err != nil {
		return err
	}
	r := v.Object(&err)
	id := r.Text("id")
	if base := path.Base(file); err == nil && id+".json" != base {
		return fmt.Errorf("id: is %q, but the file is named %s", id, base)
	}
	readErr := read(id, r)
	r.Done()
	return errors.Join(err, readErr)
}

func (f *Facts) addSource(id string, r strict.Reader) error {
	f.sources[id] = Source{id, r.Text("publisher"), r.Text("title"), r.Text("revision"), r.Text("date"), r.Text("sha256"), r.Text("seen"), r.Text("confidence")}
	if s := f.sources[id]; s.Publisher == "" || s.Title == "" || s.Seen == "" || s.Confidence == "" {
		return errors.New("publisher, title, seen and confidence must be given")
	}
	return nil
}

func (f *Facts) addNumber(id string, r strict.Reader) error {
	n := &Number{ID: id, Name: r.Text("name"), Unit: r.Text("unit"), Required: flag(r, "required"), Yearly: flag(r, "yearly")}
	var err error
	for i, item := range r.List("values") {
		v := f.value(n, item.Object(&err), &err)
		for j, earlier := range n.Values {
			if err == nil && overlap(earlier.Span, v.Span) {
				err = item.Fail("overlaps values[%d]", j)
			}
		}
		if err != nil {
			return err
		}
		if i > 0 && n.Values[i-1].Span.Through.AddDays(1) != v.Span.From {
			return item.Fail("leaves a gap after values[%d]", i-1)
		}
		n.Values = append(n.Values, v)
	}
	if len(n.Values) == 0 {
		r.Fail("values", "must hold at least one value")
	}
	f.numbers[id] = n
	return err
}

// flag reads true or false where it must be given.
func flag(r strict.Reader, key string) bool {
	if !r.Get(key).Given() {
		r.Fail(key, "must be given, as true or false")
	}
	return r.Bool(key)
}

func overlap(a, b code.Span) bool {
	return a.From.Compare(b.Through) <= 0 && b.From.Compare(a.Through) <= 0
}

func (f *Facts) value(n *Number, r strict.Reader, err *error) Value {
	v := Value{ID: n.ID, Name: n.Name, Unit: n.Unit, Span: span(r, err), Decimal: r.Decimal("value", 6, 1_000_000)}
	cite := r.Object("cite")
	v.Cite = &trace.Cite{Source: f.source(cite, "source"), At: cite.Text("at"), Says: cite.Text("printed")}
	cite.Done()
	r.Done()
	return v
}

// source reads a source id that must exist.
func (f *Facts) source(r strict.Reader, key string) string {
	id := r.Text(key)
	if _, known := f.sources[id]; !known {
		r.Fail(key, fmt.Sprintf("names no file of source/: %q", id))
	}
	return id
}

func span(r strict.Reader, err *error) code.Span {
	s := code.Span{From: date(r, "from", err), Through: date(r, "through", err)}
	if *err == nil && s.Through.Compare(s.From) < 0 {
		r.Fail("through", "lies before from")
	}
	return s
}

func date(r strict.Reader, key string, err *error) code.Date {
	d, parseErr := code.ParseDate(r.Text(key))
	if parseErr != nil {
		r.Fail(key, parseErr.Error())
	}
	return d
}

// At returns the value of a number on a date, or an error that wraps
// ErrNotPublished.
func (f *Facts) At(id string, d code.Date) (Value, error) {
	n, ok := f.numbers[id]
	if !ok {
		return Value{}, fmt.Errorf("param: %s: no such number", id)
	}
	for _, v := range n.Values {
		if v.Span.Holds(d) {
			return v, nil
		}
	}
	return Value{}, fmt.Errorf("%s on %s: %w", n.Name, d, ErrNotPublished)
}

// Required reports whether no visit is answered without a number. One that no
// file holds is not.
func (f *Facts) Required(id string) bool {
	n, ok := f.numbers[id]
	return ok && n.Required
}

// Source returns a source by id.
func (f *Facts) Source(id string) (Source, bool) {
	s, ok := f.sources[id]
	return s, ok
}

// Sources returns every source in order of id.
func (f *Facts) Sources() []Source {
	out := make([]Source, 0, len(f.sources))
	for _, id := range sortedKeys(f.sources) {
		out = append(out, f.sources[id])
	}
	return out
}

// Numbers returns every number in order of id.
func (f *Facts) Numbers() []*Number {
	out := make([]*Number, 0, len(f.numbers))
	for _, id := range sortedKeys(f.numbers) {
		out = append(out, f.numbers[id])
	}
	return out
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	order.Ascending(keys)
	return keys
}
