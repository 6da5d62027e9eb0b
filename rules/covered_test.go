package rules_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"
	"testing"
	"testing/fstest"

	"therapytally/rules"
	"therapytally/rules/code"
)

// TestCovered ends each number and each table a day before the book's last
// covered day. Where its file says that it is required, the covered days end
// there too and a visit of the last day is refused; where it is not, nothing
// changes. So the files and the engine agree on what a visit needs.
func TestCovered(t *testing.T) {
	whole := dataCopy(t)
	covered := book(t).Covered()
	for _, pattern := range []string{"param/*.json", "table/*.json"} {
		names, err := fs.Glob(whole, pattern)
		if err != nil || len(names) == 0 {
			t.Fatal(pattern, err)
		}
		for _, name := range names {
			t.Run(name, func(t *testing.T) { endsWith(t, whole, name, covered) })
		}
	}
}

func endsWith(t *testing.T, whole fstest.MapFS, name string, covered code.Span) {
	cut := fstest.MapFS{}
	for file, content := range whole {
		cut[file] = content
	}
	of := struct {
		Table    string
		Required bool
	}{}
	read(t, whole, name, &of)
	for file := range whole {
		if file == name || of.Table != "" && sameTable(t, whole, file, of.Table) {
			cut[file] = &fstest.MapFile{Data: shortened(t, whole[file].Data, covered.Through)}
		}
	}
	b, err := rules.Load(cut)
	if err != nil {
		t.Fatal(err)
	}
	want := covered
	if of.Required {
		want.Through = want.Through.AddDays(-1)
	}
	if got := b.Covered(); got != want {
		t.Errorf("covered %s, want %s", got, want)
	}
	for _, day := range []code.Date{covered.Through.AddDays(-1), covered.Through} {
		_, err := b.For(visit(t, fmt.Sprintf(`{"date":"%s","discipline":"PT","payer":{"qp":true},"services":[{"code":"97530","minutes":15}]}`, day)))
		var refusal *rules.Refusal
		if refused := errors.As(err, &refusal) && refusal.Field == "date"; refused == want.Holds(day) || err != nil && !refused {
			t.Errorf("%s: %v, and the file says required: %t", day, err, of.Required)
		}
	}
}

func read(t *testing.T, fsys fs.FS, name string, into any) {
	t.Helper()
	data, err := fs.ReadFile(fsys, name)
	if err == nil {
		err = json.Unmarshal(data, into)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// sameTable reports whether a file is the record of a release of a table.
func sameTable(t *testing.T, fsys fs.FS, file, table string) bool {
	t.Helper()
	if is, _ := path.Match("table/*.json", file); !is {
		return false
	}
	return tableOf(t, fsys, file) == table
}

// shortened ends a record, or the values of a number, before a day.
func shortened(t *testing.T, data []byte, last code.Date) []byte {
	t.Helper()
	var doc map[string]any
	if err := json.Unmarshal(data, &doc); err != nil {
		t.Fatal(err)
	}
	spans := []any{doc}
	if values, ok := doc["values"].([]any); ok {
		spans = values
	}
	kept := spans[:0]
	for _, s := range spans {
		span := s.(map[string]any)
		if span["from"].(string) >= last.String() {
			continue
		}
		if span["through"].(string) >= last.String() {
			span["through"] = last.AddDays(-1).String()
		}
		kept = append(kept, span)
	}
	if doc["values"] != nil {
		doc["values"] = kept
	}
	out, err := json.Marshal(doc)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// TestRequiredIsWhatIsNeeded turns what each file says of itself around: the
// book does not load.
func TestRequiredIsWhatIsNeeded(t *testing.T) {
	whole := dataCopy(t)
	for file := range whole {
		number, _ := path.Match("param/*.json", file)
		table, _ := path.Match("table/*.json", file)
		if !number && !table {
			continue
		}
		data := fstest.MapFS{}
		for name, content := range whole {
			text := string(content.Data)
			if name == file || table && sameTable(t, whole, name, tableOf(t, whole, file)) {
				text = strings.NewReplacer(`"required": true`, `"required": false`, `"required": false`, `"required": true`).Replace(text)
			}
			data[name] = &fstest.MapFile{Data: []byte(text)}
		}
		if _, err := rules.Load(data); err == nil || !strings.Contains(err.Error(), ".json: required: must be") {
			t.Errorf("%s: %v", file, err)
		}
	}
}

func tableOf(t *testing.T, fsys fs.FS, file string) string {
	t.Helper()
	var of struct{ Table string }
	read(t, fsys, file, &of)
	return of.Table
}
