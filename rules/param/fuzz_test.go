package param_test

import (
	"testing"
	"testing/fstest"

	"therapytally/rules/param"
)

// FuzzLoad holds that no data file crashes the loader, and that the values of
// one that loads lie in their spans.
func FuzzLoad(f *testing.F) {
	f.Add([]byte(goodNumber), []byte(goodTable), []byte("a,b\n1,2\n"))
	f.Fuzz(func(t *testing.T, number, table, csv []byte) {
		fsys := fstest.MapFS{"source/s.json": {Data: []byte(goodSource)}, "param/n.json": {Data: number}, "table/t-1.json": {Data: table}, "table/t-1.csv": {Data: csv}}
		facts, err := param.Load(fsys)
		if err != nil {
			return
		}
		for _, n := range facts.Numbers() {
			for _, v := range n.Values {
				if got, err := facts.At(n.ID, v.Span.From); err != nil || !got.Equal(v.Decimal) {
					t.Errorf("%s on %s: %v, %v", n.ID, v.Span.From, got, err)
				}
			}
		}
		for _, r := range facts.Releases() {
			_, _ = r.Rows(param.Column{Name: "a", Cells: param.Text, Key: true}, param.Column{Name: "b", Cells: "2|"})
		}
	})
}
