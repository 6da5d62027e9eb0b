package quote

import (
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"therapytally/rules"
)

// through2026 is a book whose last published prices are those of 2026, whatever
// has been published since: what is said of the year after them stays the same.
func through2026(t *testing.T) *rules.Book {
	t.Helper()
	book, err := published2026()
	if err != nil {
		t.Fatal(err)
	}
	return book
}

var published2026 = sync.OnceValues(func() (*rules.Book, error) {
	data, err := dataThrough("2026-12-31")
	if err != nil {
		return nil, err
	}
	return rules.Load(data)
})

// dataThrough are the tables and the values of numbers that begin by a day.
func dataThrough(last string) (fs.FS, error) {
	all, out := os.DirFS("../../rules/data"), fstest.MapFS{}
	err := fs.WalkDir(all, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(all, name)
		out[name] = &fstest.MapFile{Data: data}
		return err
	})
	for name, file := range out {
		dir := filepath.Dir(name)
		if err != nil || filepath.Ext(name) != ".json" || dir != "table" && dir != "param" {
			continue
		}
		var doc map[string]any
		if err = json.Unmarshal(file.Data, &doc); err != nil {
			continue
		}
		if from, _ := doc["from"].(string); from > last {
			delete(out, name)
			delete(out, strings.TrimSuffix(name, ".json")+".csv")
			continue
		}
		var kept []any
		values, _ := doc["values"].([]any)
		for _, v := range values {
			if v.(map[string]any)["from"].(string) <= last {
				kept = append(kept, v)
			}
		}
		if len(kept) < len(values) {
			doc["values"] = kept
			file.Data, err = json.Marshal(doc)
		}
	}
	return out, err
}
