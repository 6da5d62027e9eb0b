package strict_test

import (
	"encoding/json"
	"testing"

	"therapytally/rules/strict"
)

// FuzzParse holds that nothing crashes the reader, and that what it takes
// encoding/json takes too.
func FuzzParse(f *testing.F) {
	for _, s := range []string{`{"name":"a","n":1,"items":[{"minutes":8}],"money":"35.07"}`, `[`, `{"a":{"a":{}}}`, `"\ud800"`, "1e999", "null"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if _, err := strict.Parse(data, 1<<16); err == nil && !json.Valid(data) {
			t.Errorf("%q is taken and is no JSON", data)
		}
		_ = read(string(data))
	})
}

// FuzzParseDecimal holds that a number prints as it was read, but for zeros in
// front and behind, and is never negative.
func FuzzParseDecimal(f *testing.F) {
	for _, s := range []string{"35.07", "0", "007", "1.", ".5", "-1", "1e3", "999999999999999"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, ok := strict.ParseDecimal(s, 4)
		if ok && (d.IsNegative() || d.Exponent() < -4 || len(s) > 16) {
			t.Errorf("%q is read as %s", s, d)
		}
	})
}
