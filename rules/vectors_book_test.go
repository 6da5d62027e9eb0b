package rules_test

import (
	"os"
	"path"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"therapytally/rules"
)

// vectorData is our data with the tables only that testdata/vectors.tables
// names, so that a release that is landed later changes no vector: its days lie
// behind the dates of service of the vectors, or its table is left out. To hold
// it by the vectors too, name it there and run the test with -update.
func vectorData(t *testing.T) fstest.MapFS {
	t.Helper()
	list, err := os.ReadFile("testdata/vectors.tables")
	if err != nil {
		t.Fatal(err)
	}
	names := strings.Fields(string(list))
	data := dataCopy(t)
	for file := range data {
		if id := strings.TrimSuffix(path.Base(file), path.Ext(file)); path.Dir(file) == "table" && !slices.Contains(names, id) {
			delete(data, file)
		}
	}
	for _, name := range names {
		if data["table/"+name+".csv"] == nil || data["table/"+name+".json"] == nil {
			t.Fatalf("testdata/vectors.tables: there is no table %s", name)
		}
	}
	return data
}

// vectorBook is the rule book of the vectors. While the test runs, the oracle
// and its dice read the same tables.
func vectorBook(t *testing.T) *rules.Book {
	t.Helper()
	data := vectorData(t)
	b, err := rules.Load(data)
	if err != nil {
		t.Fatal(err)
	}
	oracleOther = oracleOpenBook(data)
	t.Cleanup(func() { oracleOther = nil })
	return b
}
