package strict_test

import (
	"errors"
	"strings"
	"testing"

	"therapytally/rules/strict"
)

// read reads one shape and returns the first error as text.
func read(text string) error {
	root, err := strict.Parse([]byte(text), 4096)
	if err != nil {
		return err
	}
	r := root.Object(&err)
	r.Text("name")
	r.Bool("yes")
	r.Int("n", 0, 600)
	r.Decimal("money", 2, 1000)
	for _, item := range r.List("items") {
		o := item.Object(&err)
		o.Int("minutes", 0, 600)
		o.Done()
	}
	r.Object("inner").Done()
	r.Done()
	return err
}

func TestFaultsNameTheField(t *testing.T) {
	for text, want := range map[string]string{
		`{"name":"a","yes":true,"n":600,"money":"35.07","items":[{"minutes":8}],"inner":{}}`: "",
		`{}`:                  "",
		``:                    "is not JSON: it ends too early",
		`{"name":"a"`:         "is not JSON: it ends too early",
		`[1`:                  "is not JSON: it ends too early",
		`{"a":tru}`:           "is not JSON",
		`{"a":1}{}`:           "has text after the JSON value",
		`[]`:                  "must be an object",
		`{"name":1}`:          "name: must be a string",
		`{"name":null}`:       "name: must be a string",
		`{"yes":"true"}`:      "yes: must be true or false",
		`{"n":"5"}`:           "n: must be a whole number from 0 to 600",
		`{"n":-1}`:            "n: must be a whole number",
		`{"n":1.5}`:           "n: must be a whole number",
		`{"n":601}`:           "n: must be a whole number",
		`{"n":1e2}`:           "n: must be a whole number",
		`{"money":35.07}`:     "money: must be a number in quotes",
		`{"money":"-1"}`:      "money: must be a number in quotes",
		`{"money":"1e3"}`:     "money: must be a number in quotes",
		`{"money":"35.071"}`:  "money: must be a number in quotes",
		`{"money":"1000.01"}`: "money: must be a number in quotes",
		`{"money":"."}`:       "money: must be a number in quotes",
		`{"items":{}}`:        "items: must be a list",
		`{"items":[{"minutes":9},{"minutes":"x"}]}`: "items[1].minutes: must be a whole number",
		`{"items":[{"hours":1}]}`:                   "items[0].hours: is not a known key",
		`{"items":[7]}`:                             "items[0]: must be an object",
		`{"inner":{"deep":{}}}`:                     "inner.deep: is not a known key",
		`{"name":"a","name":"b"}`:                   "name: is given twice",
		`{"` + strings.Repeat("k", 60) + `":1}`:     "...: is not a known key",
		strings.Repeat(`{"a":`, 40):                 "is nested deeper than 16 levels",
		strings.Repeat("[", 5000):                   "at most 4096 are read",
		"\"\xff\"":                                  "is not UTF-8 text",
	} {
		err := read(text)
		if want == "" {
			if err != nil {
				t.Errorf("%.60s: %v", text, err)
			}
			continue
		}
		var at *strict.Error
		if !errors.As(err, &at) || !strings.Contains(err.Error(), want) {
			t.Errorf("%.60s: %v, want %s", text, err, want)
		}
	}
}

func TestParseDecimal(t *testing.T) {
	for s, want := range map[string]string{"0": "0", "35.07": "35.07", "007": "7", "5.": "", "": "", ".5": "", "1..2": "", "+1": "", " 1": "", "1,000": "", "٣": "", strings.Repeat("9", 16): ""} {
		d, ok := strict.ParseDecimal(s, 2)
		if ok != (want != "") || ok && d.String() != want {
			t.Errorf("%q: %s, %t", s, d, ok)
		}
	}
}

func TestAbsentReadsAsZero(t *testing.T) {
	var err error
	r := strict.Value{}.Object(&err)
	if r.Text("a") != "" || r.Bool("b") || r.Int("c", 1, 9) != 0 || !r.Decimal("d", 2, 9).IsZero() || r.List("e") != nil || r.Get("a").Given() || len(r.Keys()) != 0 || err != nil {
		t.Errorf("an absent object reads as empty: %v", err)
	}
}
