package rules_test

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"therapytally/rules"
	"therapytally/rules/code"
	"therapytally/rules/finding"
	"therapytally/rules/param"
)

// base is the visit that examples of the catalog are written over.
const base = `{"date":"2026-08-03","discipline":"PT","yearToDate":{"ptSlp":"0","ot":"0"},"coverage":{"deductibleRemaining":"0"},"locality":"national"}`

// catalogd is one documented ID of finding/ids.go.
type catalogd struct {
	id                finding.ID
	example, nearMiss string
	data              string // a change of the data that both need
	episode           string // the plan, where a course triggers it
}

func catalog(t *testing.T) []catalogd {
	t.Helper()
	var out []catalogd
	for _, name := range []string{"finding/ids.go", "finding/ids_modifiers.go"} {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, documented(file)...)
	}
	return out
}

func documented(file *ast.File) (out []catalogd) {
	ast.Inspect(file, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok {
			return true
		}
		c := catalogd{id: finding.ID(strings.Trim(spec.Values[0].(*ast.BasicLit).Value, `"`))}
		for line := range strings.Lines(spec.Doc.Text()) {
			if s, ok := strings.CutPrefix(line, "Example: "); ok {
				c.example = s
			}
			if s, ok := strings.CutPrefix(line, "Near miss: "); ok {
				c.nearMiss = s
			}
			if s, ok := strings.CutPrefix(line, "Episode: "); ok {
				c.episode = s
			}
			if s, ok := strings.CutPrefix(line, "Data: "); ok {
				c.data = s
			}
		}
		out = append(out, c)
		return false
	})
	return out
}

// over lays the keys of a visit over the base; null takes a key away.
func over(t *testing.T, visit string) string {
	t.Helper()
	merged, keys := map[string]any{}, map[string]any{}
	for _, s := range []string{base, visit} {
		clear(keys)
		if err := json.Unmarshal([]byte(dated(s)), &keys); err != nil {
			t.Fatalf("%v in %s", err, s)
		}
		maps.Copy(merged, keys)
	}
	maps.DeleteFunc(merged, func(_ string, v any) bool { return v == nil })
	out, err := json.Marshal(merged)
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

func has(findings []finding.Finding, id finding.ID) bool {
	for _, f := range findings {
		if f.ID == id {
			return true
		}
	}
	return false
}

// TestFindings runs the example and the near miss of every ID.
func TestFindings(t *testing.T) {
	documented := catalog(t)
	if len(documented) != len(finding.All()) {
		t.Errorf("%d IDs are documented, %d have words", len(documented), len(finding.All()))
	}
	for _, c := range documented {
		t.Run(string(c.id), func(t *testing.T) {
			if c.example == "" || c.nearMiss == "" {
				t.Fatal("example or near miss is missing")
			}
			if got := c.run(t, c.example); !has(got, c.id) {
				t.Errorf("example does not trigger it: %v", got)
			}
			if got := c.run(t, c.nearMiss); has(got, c.id) {
				t.Error("near miss triggers it")
			}
		})
	}
}

// TestFindingsCiteDocuments holds that each source of the catalog is known on
// the first and the last day that the book covers.
func TestFindingsCiteDocuments(t *testing.T) {
	facts, err := param.Load(os.DirFS("data"))
	if err != nil {
		t.Fatal(err)
	}
	covered := book(t).Covered()
	for _, id := range finding.All() {
		for _, c := range finding.New(id, nil).Cites {
			name, dated := strings.CutPrefix(c.Source, "@")
			for _, day := range []code.Date{covered.From, covered.Through} {
				source := name
				if dated {
					source, err = facts.Document(name, day)
				}
				if _, known := facts.Source(source); !known || err != nil {
					t.Errorf("%s cites %s on %s: %v", id, c.Source, day, err)
				}
			}
		}
	}
}

// book is the built-in rule book, or one whose data is changed as documented:
// file, old text, new text.
func (c catalogd) book(t *testing.T) *rules.Book {
	t.Helper()
	if c.data == "" {
		return book(t)
	}
	change := strings.Fields(c.data)
	fsys := dataCopy(t)
	text := string(fsys[change[0]].Data)
	if !strings.Contains(text, change[1]) {
		t.Fatalf("%s has no %s", change[0], change[1])
	}
	fsys[change[0]].Data = []byte(strings.Replace(text, change[1], change[2], 1))
	b, err := rules.Load(fsys)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// dataCopy is the data of the program, to be changed.
func dataCopy(t *testing.T) fstest.MapFS {
	t.Helper()
	out := fstest.MapFS{}
	err := fs.WalkDir(os.DirFS("data"), ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := os.ReadFile("data/" + path)
		out[path] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// run estimates the visit, or the course of such visits, and returns the
// findings.
func (c catalogd) run(t *testing.T, visit string) []finding.Finding {
	t.Helper()
	if c.episode == "" {
		return estimateBy(t, c.book(t), over(t, visit)).Findings
	}
	v, p, err := rules.ParseEpisode([]byte(`{"visit":` + over(t, visit) + `,"episode":` + c.episode + `}`))
	if err != nil {
		t.Fatal(err)
	}
	e, err := c.book(t).Episode(v, p)
	if err != nil {
		t.Fatal(err)
	}
	return e.Findings
}

// TestFindingWords holds that every finding says what is so, what to do and
// where it stands, and that its source exists.
func TestFindingWords(t *testing.T) {
	for _, c := range catalog(t) {
		for _, f := range c.run(t, c.example) {
			if f.Message == "" || f.Fix == "" || len(f.Cites) == 0 || strings.Contains(f.Message, "%!") {
				t.Errorf("%s: %+v", f.ID, f)
			}
			for _, cite := range f.Cites {
				if _, ok := book(t).Source(cite.Source); !ok {
					t.Errorf("%s cites %q, which is no source", f.ID, cite.Source)
				}
			}
		}
	}
}

// TestRules holds that every node of every example names a rule in words.
func TestRules(t *testing.T) {
	for _, c := range catalog(t) {
		for _, n := range estimateBy(t, c.book(t), over(t, c.example)).Trace.Nodes {
			if r, ok := book(t).Rule(n.Rule); !ok || r.Says == "" {
				t.Errorf("%s: node %q names rule %q, which has no words", c.id, n.Name, n.Rule)
			}
		}
	}
}
