package plan

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"therapytally/rules"
	"therapytally/rules/code"
)

// heldBook is a rule book of the tables that the engine's vectors name, and its
// last covered day: amounts that were worked by hand over the end of these
// tables stay as they are when a year is added.
func heldBook(t *testing.T) (*rules.Book, code.Date) {
	t.Helper()
	const engine = "../../../rules/"
	names, err := os.ReadFile(engine + "testdata/vectors.tables")
	if err != nil {
		t.Fatal(err)
	}
	held := fstest.MapFS{}
	for _, dir := range []string{"source", "param", "table", "edition", ""} {
		files, err := os.ReadDir(engine + "data/" + dir)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			table := strings.TrimSuffix(f.Name(), filepath.Ext(f.Name()))
			if f.IsDir() || dir == "table" && !slices.Contains(strings.Fields(string(names)), table) {
				continue
			}
			data, err := os.ReadFile(filepath.Join(engine+"data", dir, f.Name()))
			if err != nil {
				t.Fatal(err)
			}
			held[filepath.ToSlash(filepath.Join(dir, f.Name()))] = &fstest.MapFile{Data: data}
		}
	}
	b, err := rules.Load(held)
	if err != nil {
		t.Fatal(err)
	}
	return b, b.Covered().Through
}
