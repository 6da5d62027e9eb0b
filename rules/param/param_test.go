package param_test

import (
	"errors"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"therapytally/rules/code"
	"therapytally/rules/param"
	"therapytally/rules/trace"
)

func day(t *testing.T, s string) code.Date {
	t.Helper()
	d, err := code.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

const (
	goodSource = `{"id":"s","publisher":"CMS","title":"Notice","revision":"1","date":"2026-01-01","sha256":"","seen":"read","confidence":"A"}`
	goodNumber = `{"id":"n","name":"number","unit":"USD","required":true,"yearly":false,"values":[
{"from":"2026-01-01","through":"2026-06-30","value":"10.50","cite":{"source":"s","at":"p. 1","printed":"10.50"}},
{"from":"2026-07-01","through":"2026-12-31","value":"11","cite":{"source":"s","at":"p. 2","printed":"11"}}]}`
	goodTable    = `{"id":"t-1","table":"t","name":"one","required":true,"from":"2026-01-01","through":"2026-12-31","own":{"from":"2026-04-01","through":"2026-06-30"},"cite":{"source":"s","at":"file","printed":"rows"}}`
	goodEditions = `{"id":"manual","editions":[{"from":"2026-01-01","through":"2026-06-30","source":"s"},{"from":"2026-07-01","through":"2026-12-31","source":"s2"}]}`
	lateTable    = `{"id":"t-2","table":"t","name":"two","required":true,"from":"2026-01-01","through":"2026-12-31","own":{"from":"2026-07-01","through":"2026-09-30"},"cite":{"source":"s","at":"file","printed":"rows"}}`
)

func files() fstest.MapFS {
	file := func(s string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(s)} }
	return fstest.MapFS{"source/s.json": file(goodSource), "param/n.json": file(goodNumber), "table/t-1.json": file(goodTable), "table/t-2.json": file(lateTable),
		"edition/manual.json": file(goodEditions), "source/s2.json": file(strings.Replace(goodSource, `"s"`, `"s2"`, 1)),
		"table/t-1.csv": file("a,b\n1,2\n"), "table/t-2.csv": file("a,b\n1,2\n3,4\n")}
}

func TestAt(t *testing.T) {
	f, err := param.Load(files())
	if err != nil {
		t.Fatal(err)
	}
	for d, want := range map[string]string{"2026-01-01": "10.5", "2026-06-30": "10.5", "2026-07-01": "11", "2026-12-31": "11"} {
		v, err := f.At("n", day(t, d))
		if err != nil || v.String() != want || v.Cite.Source != "s" {
			t.Errorf("%s: %v, %v", d, v, err)
		}
	}
	for _, d := range []string{"2025-12-31", "2027-01-01"} {
		if _, err := f.At("n", day(t, d)); !errors.Is(err, param.ErrNotPublished) {
			t.Errorf("%s: %v", d, err)
		}
	}
	if _, err := f.At("nothing", day(t, "2026-01-01")); err == nil || errors.Is(err, param.ErrNotPublished) {
		t.Errorf("an unknown number: %v", err)
	}
	v, _ := f.At("n", day(t, "2026-01-01"))
	tr := trace.New()
	if fig := v.Figure(tr); !fig.Value.Equal(v.Decimal) || tr.Nodes[0].Kind != trace.Published || tr.Nodes[0].Cite != v.Cite {
		t.Errorf("figure %v", tr.Nodes[0])
	}
}

// TestTable holds that the latest release whose own days have begun answers,
// and before all of them the earliest.
func TestTable(t *testing.T) {
	f, err := param.Load(files())
	if err != nil {
		t.Fatal(err)
	}
	for d, want := range map[string]string{"2026-01-01": "one", "2026-05-01": "one", "2026-07-01": "two", "2026-12-31": "two"} {
		r, err := f.Table("t", day(t, d))
		if err != nil || r.Name != want {
			t.Errorf("%s: %v, %v", d, r, err)
		}
	}
	if _, err := f.Table("t", day(t, "2027-01-01")); !errors.Is(err, param.ErrNotPublished) {
		t.Errorf("beyond the span: %v", err)
	}
	r, _ := f.Table("t", day(t, "2026-12-31"))
	if rows, err := r.Rows(ab...); err != nil || len(rows) != 2 || rows[1][1] != "4" {
		t.Errorf("rows %v, %v", rows, err)
	}
	if len(f.Releases()) != 2 || len(f.ReleasesOf("t")) != 2 || len(f.Numbers()) != 1 || len(f.Sources()) != 2 {
		t.Error("lists")
	}
	if s, ok := f.Source("s"); !ok || s.Publisher != "CMS" {
		t.Error("source")
	}
	if c := f.Covered(); c.String() != "2026-01-01 to 2026-12-31" {
		t.Errorf("covered %s", c)
	}
}

var ab = []param.Column{{Name: "a", Cells: param.Text, May: "plain words", Key: true}, {Name: "b", Cells: "9|", May: "a number of one digit or empty"}}

// TestShapes: 9 is a digit, A a capital letter, X either; | parts the shapes.
func TestShapes(t *testing.T) {
	for _, c := range []struct {
		shape, cell string
		want        bool
	}{
		{"99", "07", true}, {"99", "7", false}, {"99", "0A", false}, {"99", "007", false}, {"AA", "CA", true}, {"AA", "Ca", false}, {"AA", "C1", false},
		{"XXXXX", "G0283", true}, {"XXXXX", "97530", true}, {"XXXXX", "9753o", false}, {"9.99", "0.46", true}, {"9.99", "0,46", false}, {"9.99", "0.4", false},
		{"", "", true}, {"", "0", false}, {"0|1", "1", true}, {"0|1", "2", false}, {"yes|", "", true}, {"yes|", "Yes", false},
		{param.Text, "x", true}, {param.Text, "", false}, {param.Any, "", true}, {param.Any, "x", true},
		{param.Slug, "each-15-minutes", true}, {param.Slug, "Each", false}, {param.Slug, "", false},
		{param.Date, "2026-02-28", true}, {param.Date, "2026-02-30", false}, {param.Date + "|", "", true},
	} {
		if got := (param.Column{Cells: c.shape}).OK(c.cell); got != c.want {
			t.Errorf("%q in the shape %q: %t", c.cell, c.shape, got)
		}
	}
}

func TestRowsRefuse(t *testing.T) {
	for text, want := range map[string]string{
		"a,c\n1,2\n":        "t-1.csv:1: the header",
		"a,b\n1\n":          "t-1.csv:2: has 1 cells",
		"a,b\n1,2\n\"1,2\n": "t-1.csv:3",
		"a,b\r\n1,2\r\n":    "t-1.csv:1",
		"a,b\n1,2\n3,no\n":  `table/t-1.csv: line 3 (3), column b: "no": may be a number of one digit or empty`,
		"a,b\n1,2\n,4\n":    `table/t-1.csv: line 3 (), column a: "": may be plain words`,
	} {
		fsys := files()
		fsys["table/t-1.csv"].Data = []byte(text)
		f, err := param.Load(fsys)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.ReleasesOf("t")[0].Rows(ab...); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %s", text, err, want)
		}
	}
	fsys := files()
	delete(fsys, "table/t-1.csv")
	f, _ := param.Load(fsys)
	if _, err := f.ReleasesOf("t")[0].Rows(ab[0]); err == nil {
		t.Error("a table without rows was read")
	}
}

// TestCovered holds that the files say what the covered days are: a number of
// one value counts as one of many does, what is not required does not count,
// and of days with a gap between them the latest run counts.
func TestCovered(t *testing.T) {
	one := `{"id":"one","name":"one","unit":"USD","required":true,"yearly":true,"values":[{"from":"2026-03-01","through":"2026-10-31","value":"1","cite":{"source":"s","at":"p. 1","printed":"1"}}]}`
	later := strings.NewReplacer(`"t-1"`, `"t-3"`, `"one"`, `"three"`, `"2026`, `"2028`).Replace(goodTable)
	for _, c := range []struct{ file, text, want string }{
		{"param/one.json", one, "2026-03-01 to 2026-10-31"},
		{"param/one.json", strings.Replace(one, `"required":true`, `"required":false`, 1), "2026-01-01 to 2026-12-31"},
		{"param/n.json", strings.NewReplacer(`"2026-12-31"`, `"2029-12-31"`).Replace(goodNumber), "2026-01-01 to 2026-12-31"},
		{"table/t-3.json", strings.Replace(later, `"2028-01-01"`, `"2027-01-01"`, 1), "2026-01-01 to 2029-12-31"},
		{"table/t-3.json", later, "2028-01-01 to 2029-12-31"},
	} {
		fsys := files()
		if strings.HasPrefix(c.file, "table/") {
			fsys["param/n.json"].Data = []byte(strings.Replace(goodNumber, `"2026-12-31"`, `"2029-12-31"`, 1))
			c.text = strings.Replace(c.text, `"2028-12-31"`, `"2029-12-31"`, 1)
		}
		fsys[c.file] = &fstest.MapFile{Data: []byte(c.text)}
		f, err := param.Load(fsys)
		if err != nil {
			t.Fatal(err)
		}
		if got := f.Covered().String(); got != c.want {
			t.Errorf("%s: covered %s, want %s", c.text, got, c.want)
		}
	}
}

// partTable is a part of table t for the days from October on.
const partTable = `{"id":"t-3-part","table":"t","name":"three","required":true,"from":"2026-01-01","through":"2026-12-31","own":{"from":"2026-10-01","through":"2026-12-31"},"only":["97110","97530"],"cite":{"source":"s","at":"file","printed":"rows"}}`

// TestTablesOn: a part goes before the whole table of older days, on every day
// that it answers for; a whole table of the same or of later days replaces it.
// Alone it answers for nothing.
func TestTablesOn(t *testing.T) {
	for _, c := range []struct{ own, on, want string }{
		{"2026-07-01", "2026-11-01", "three two"},
		{"2026-07-01", "2026-02-01", "three one"},
		{"2026-10-01", "2026-11-01", "two"},
		{"2026-10-01", "2026-05-01", "three one"},
		{"2026-11-01", "2026-11-01", "two"},
	} {
		fsys := files()
		fsys["table/t-3-part.json"] = &fstest.MapFile{Data: []byte(partTable)}
		fsys["table/t-2.json"].Data = []byte(strings.Replace(lateTable, `{"from":"2026-07-01","through":"2026-09-30"}`, `{"from":"`+c.own+`","through":"2026-12-31"}`, 1))
		f, err := param.Load(fsys)
		if err != nil {
			t.Fatal(err)
		}
		releases, err := f.TablesOn("t", day(t, c.on))
		var names []string
		for _, r := range releases {
			names = append(names, r.Name)
		}
		if got := strings.Join(names, " "); err != nil || got != c.want {
			t.Errorf("%s, the second whole table from %s on: %q, %v, want %q", c.on, c.own, got, err, c.want)
		}
		if r, err := f.Table("t", day(t, c.on)); err != nil || r.Only != nil {
			t.Errorf("%s: the table of the day is %v, %v", c.on, r, err)
		}
		if c := f.Covered().String(); c != "2026-01-01 to 2026-12-31" {
			t.Errorf("covered %s", c)
		}
	}
}

func TestPartsRefuse(t *testing.T) {
	for text, want := range map[string]string{
		strings.Replace(partTable, `["97110","97530"]`, `["97110"]`, 1):                                   "only: must hold the codes",
		strings.Replace(partTable, `"97530"]`, `"97110"]`, 1):                                             "only[1]: is given twice",
		strings.Replace(partTable, `"97530"]`, `"9753"]`, 1):                                              "only[1]: ",
		strings.Replace(partTable, `"table":"t"`, `"table":"u"`, 1):                                       "there is no whole table u",
		strings.Replace(partTable, `"only"`, `"confirmed":{"source":"q","at":"","printed":""},"only"`, 1): "confirmed.source: names no file",
	} {
		fsys := files()
		fsys["table/t-3-part.json"] = &fstest.MapFile{Data: []byte(text)}
		if _, err := param.Load(fsys); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %s", text, err, want)
		}
	}
}

// TestDocument holds that a name stands for the source of its table, its number
// or its edition in force, and for nothing outside their days.
func TestDocument(t *testing.T) {
	f, err := param.Load(files())
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ name, on, want string }{
		{"t", "2026-05-01", "s"}, {"n", "2026-05-01", "s"}, {"manual", "2026-06-30", "s"}, {"manual", "2026-07-01", "s2"},
		{"t", "2027-01-01", ""}, {"n", "2027-01-01", ""}, {"manual", "2027-01-01", ""}, {"nothing", "2026-05-01", ""},
	} {
		got, err := f.Document(c.name, day(t, c.on))
		if got != c.want || (c.want == "") != errors.Is(err, param.ErrNotPublished) {
			t.Errorf("%s on %s: %q, %v", c.name, c.on, got, err)
		}
	}
}

// TestLoadRefuses holds that every fault of the data is named by file and
// field.
func TestLoadRefuses(t *testing.T) {
	for _, c := range []struct{ file, old, new, want string }{
		{"param/n.json", `"unit"`, `"unti"`, "param/n.json: unti: is not a known key"},
		{"param/n.json", `"required":true,`, ``, "param/n.json: required: must be given, as true or false"},
		{"param/n.json", `"yearly":false`, `"yearly":"no"`, "param/n.json: yearly: must be true or false"},
		{"param/n.json", goodNumber[strings.Index(goodNumber, `"values"`):], `"values":[]}`, "param/n.json: values: must hold at least one value"},
		{"table/t-1.json", `"required":true,`, ``, "table/t-1.json: required: must be given"},
		{"table/t-2.json", `"required":true`, `"required":false`, "table/t-2.json: required: differs from t-1"},
		{"param/n.json", `"id":"n"`, `"id":"m"`, "param/n.json: id: "},
		{"param/n.json", `"name":"number"`, `"name":"number","name":"x"`, "param/n.json: name: is given twice"},
		{"param/n.json", `"2026-07-01"`, `"2026-06-30"`, "values[1]: overlaps values[0]"},
		{"param/n.json", `"2026-07-01"`, `"2026-07-02"`, "values[1]: leaves a gap"},
		{"param/n.json", `"2026-07-01"`, `"2026-13-01"`, "values[1].from"},
		{"param/n.json", `"through":"2026-06-30"`, `"through":"2025-06-30"`, "values[0].through: lies before from"},
		{"param/n.json", `"value":"11"`, `"value":11`, "values[1].value: must be a number in quotes"},
		{"param/n.json", `"source":"s","at":"p. 2"`, `"source":"z","at":"p. 2"`, "values[1].cite.source: names no file of source/"},
		{"source/s.json", `"seen":"read"`, `"seen":""`, "source/s.json: publisher, title, seen"},
		{"source/s.json", `}`, ``, "source/s.json: "},
		{"table/t-1.json", `"from":"2026-04-01"`, `"from":"2026-07-01"`, "table/t-1.json: own.through"},
		{"table/t-1.json", `"2026-04-01","through":"2026-06-30"`, `"2026-07-01","through":"2026-09-30"`, "begins on the same day"},
		{"edition/manual.json", `"2026-07-01"`, `"2026-06-30"`, "edition/manual.json: editions[1]: overlaps editions[0]"},
		{"edition/manual.json", `"s2"`, `"s3"`, "edition/manual.json: editions[1].source: names no file of source/"},
		{"table/t-1.json", `"source":"s"`, `"source":"q"`, "table/t-1.json: cite.source"},
	} {
		fsys := files()
		text := string(fsys[c.file].Data)
		if !strings.Contains(text, c.old) {
			t.Fatalf("%s has no %s", c.file, c.old)
		}
		fsys[c.file].Data = []byte(strings.Replace(text, c.old, c.new, 1))
		if _, err := param.Load(fsys); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s with %s: %v, want %s", c.file, c.new, err, c.want)
		}
	}
}

// TestOurData loads what the program is built with.
func TestOurData(t *testing.T) {
	f, err := param.Load(os.DirFS("../data"))
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range f.Releases() {
		if !(r.Span.Holds(r.Own.From) && r.Span.Holds(r.Own.Through)) && r.Table != "ncci" {
			t.Errorf("%s answers for %s and was made for %s", r.ID, r.Span, r.Own)
		}
	}
}
