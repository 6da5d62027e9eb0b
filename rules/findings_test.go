package rules_test

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"strings"
	"testing"

	"therapytally/rules"
	"therapytally/rules/finding"
)

// base is the visit that examples of the catalogue are written over.
const base = `{"date":"2026-08-03","discipline":"PT","yearToDate":{},"coverage":{"deductibleRemaining":"0"},"locality":"national"}`

// catalogued is one documented ID of finding/ids.go.
type catalogued struct {
	id                finding.ID
	example, nearMiss string
}

func catalogue(t *testing.T) []catalogued {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), "finding/ids.go", nil, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	var out []catalogued
	ast.Inspect(file, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok {
			return true
		}
		c := catalogued{id: finding.ID(strings.Trim(spec.Values[0].(*ast.BasicLit).Value, `"`))}
		for line := range strings.Lines(spec.Doc.Text()) {
			if s, ok := strings.CutPrefix(line, "Example: "); ok {
				c.example = s
			}
			if s, ok := strings.CutPrefix(line, "Near miss: "); ok {
				c.nearMiss = s
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
		if err := json.Unmarshal([]byte(s), &keys); err != nil {
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

func has(e rules.Estimate, id finding.ID) bool {
	for _, f := range e.Findings {
		if f.ID == id {
			return true
		}
	}
	return false
}

// TestFindings runs the example and the near miss of every ID.
func TestFindings(t *testing.T) {
	documented := catalogue(t)
	if len(documented) != len(finding.All()) {
		t.Errorf("%d IDs are documented, %d have words", len(documented), len(finding.All()))
	}
	for _, c := range documented {
		t.Run(string(c.id), func(t *testing.T) {
			if c.example == "" || c.nearMiss == "" {
				t.Fatal("example or near miss is missing")
			}
			if e := estimate(t, over(t, c.example)); !has(e, c.id) {
				t.Errorf("example does not trigger it: %v", ids(e))
			}
			if e := estimate(t, over(t, c.nearMiss)); has(e, c.id) {
				t.Error("near miss triggers it")
			}
		})
	}
}

func ids(e rules.Estimate) []finding.ID {
	var out []finding.ID
	for _, f := range e.Findings {
		out = append(out, f.ID)
	}
	return out
}

// TestFindingWords holds that every finding says what is so, what to do and
// where it stands, and that its source exists.
func TestFindingWords(t *testing.T) {
	for _, c := range catalogue(t) {
		for _, f := range estimate(t, over(t, c.example)).Findings {
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
	for _, c := range catalogue(t) {
		for _, n := range estimate(t, over(t, c.example)).Trace.Nodes {
			if r, ok := book(t).Rule(n.Rule); !ok || r.Says == "" {
				t.Errorf("%s: node %q names rule %q, which has no words", c.id, n.Name, n.Rule)
			}
		}
	}
}
