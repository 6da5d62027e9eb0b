package data_test

import (
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strconv"
	"strings"

	"therapytally/rules/param"
	"therapytally/rules/strict"
)

// corpus is a data directory beside what the engine asks of it.
type corpus struct {
	fsys  fs.FS
	facts *param.Facts
	rules map[string]string // rule to the source that it cites
	cited map[string]bool   // strings of every other record, such as the guide's
	asked map[string]bool   // numbers that the engine asks for
	words map[string]bool   // string literals of the engine: sources, rules
}

func load(fsys fs.FS, asked, words map[string]bool) (*corpus, error) {
	facts, err := param.Load(fsys)
	if err != nil {
		return nil, err
	}
	c := &corpus{fsys: fsys, facts: facts, cited: map[string]bool{}, asked: asked, words: words}
	if c.rules, err = ruleSources(fsys); err != nil {
		return nil, err
	}
	return c, c.readOthers()
}

// readOthers gathers every string of the records that param.Load does not
// read: whatever they are, the source that one names is cited.
func (c *corpus) readOthers() error {
	return fs.WalkDir(c.fsys, ".", func(name string, d fs.DirEntry, err error) error {
		dir, _, nested := strings.Cut(name, "/")
		if err != nil || d.IsDir() || !nested || dir == "source" || dir == "param" || dir == "table" || !strings.HasSuffix(name, ".json") {
			return err
		}
		data, err := fs.ReadFile(c.fsys, name)
		if err != nil {
			return err
		}
		var doc any
		if err := json.Unmarshal(data, &doc); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		gather(doc, c.cited)
		return nil
	})
}

func gather(doc any, out map[string]bool) {
	switch doc := doc.(type) {
	case string:
		out[doc] = true
	case []any:
		for _, v := range doc {
			gather(v, out)
		}
	case map[string]any:
		for _, v := range doc {
			gather(v, out)
		}
	}
}

func ruleSources(fsys fs.FS) (map[string]string, error) {
	data, err := fs.ReadFile(fsys, "rule.json")
	if err != nil {
		return nil, err
	}
	root, err := strict.Parse(data, 1<<20)
	if err != nil {
		return nil, fmt.Errorf("rule.json: %w", err)
	}
	out := map[string]string{}
	o := root.Object(&err)
	for _, id := range o.Keys() {
		out[id] = o.Object(id).Text("source")
	}
	return out, err
}

// engine parses the engine's own files, tests and commands left out: the
// numbers that it asks for stand in one list, sources and rules in its words.
func engine(dir string) (asked, words map[string]bool, err error) {
	asked, words = map[string]bool{}, map[string]bool{}
	var files []string
	for _, pattern := range []string{"*.go", "*/*.go"} {
		found, err := filepath.Glob(filepath.Join(dir, pattern))
		if err != nil {
			return nil, nil, err
		}
		files = append(files, found...)
	}
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.SkipObjectResolution)
		if err != nil {
			return nil, nil, err
		}
		literals(parsed, words)
		ast.Inspect(parsed, func(n ast.Node) bool {
			if v, ok := n.(*ast.ValueSpec); ok && v.Names[0].Name == "numberFiles" {
				literals(v, asked)
			}
			return true
		})
	}
	return asked, words, nil
}

func literals(in ast.Node, out map[string]bool) {
	ast.Inspect(in, func(n ast.Node) bool {
		if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
			if s, err := strconv.Unquote(lit.Value); err == nil {
				out[s] = true
			}
		}
		return true
	})
}

// table is a csv as it lies on the disk.
type table struct {
	rel     *param.Release
	file    string
	columns []string
	rows    [][]string // the header left out; line of rows[i] is i+2
}

func (t table) fault(row int, format string, args ...any) string {
	return fmt.Sprintf("%s:%d: %s", t.file, row+2, fmt.Sprintf(format, args...))
}

// tables returns every table that can be read; csvPairs names the others.
func (c *corpus) tables(kinds ...string) (out []table) {
	for _, rel := range c.facts.Releases() {
		data, err := fs.ReadFile(c.fsys, "table/"+rel.ID+".csv")
		if err != nil {
			continue
		}
		t := table{rel: rel, file: "table/" + rel.ID + ".csv"}
		header, text, _ := strings.Cut(string(data), "\n")
		t.columns = strings.Split(header, ",")
		for line := range strings.Lines(text) {
			t.rows = append(t.rows, strings.Split(strings.TrimSuffix(line, "\n"), ","))
		}
		for _, kind := range kinds {
			if kind == rel.Table {
				out = append(out, t)
			}
		}
	}
	return out
}
