package words

import (
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"therapytally/app/quote"
)

// fieldsOf walks the words of a page: each leaf with its path.
func fieldsOf(v reflect.Value, path string, leaf func(path string, v reflect.Value)) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			fieldsOf(v.Field(i), path+"."+v.Type().Field(i).Name, leaf)
		}
	case reflect.Map:
		for _, k := range v.MapKeys() {
			fieldsOf(v.MapIndex(k), path+"["+strings.TrimSpace(valueText(k))+"]", leaf)
		}
	case reflect.Slice:
		for i := range v.Len() {
			fieldsOf(v.Index(i), path+"[]", leaf)
		}
	default:
		leaf(path, v)
	}
}

func valueText(v reflect.Value) string {
	if v.Kind() == reflect.String {
		return v.String()
	}
	return string(rune('0' + v.Int()))
}

// mayBeEmpty are texts that a language need not have.
func mayBeEmpty(path string) bool {
	return path == ".PatientFrame.Review" || path == ".PatientAnswer.NextYear.Unsure" || path == ".Hints[first]"
}

// Both languages hold the same texts, none missing, each in its own words.
func TestThePatientsPageIsWholeInBothLanguages(t *testing.T) {
	en, es := map[string]string{}, map[string]string{}
	for lang, all := range map[string]map[string]string{quote.English: en, quote.Spanish: es} {
		fieldsOf(reflect.ValueOf(ForPatient(lang).Patient), "", func(path string, v reflect.Value) {
			if v.Kind() == reflect.Func && v.IsNil() || v.Kind() == reflect.String && v.String() == "" && !mayBeEmpty(path) {
				t.Errorf("%s: %s is missing", lang, path)
			}
			if v.Kind() == reflect.String {
				all[path] = v.String()
			} else {
				all[path] = "func"
			}
		})
	}
	for path, text := range en {
		other, known := es[path]
		// Steps keep the engine's English where it is plain enough.
		if !known && !strings.HasPrefix(path, ".Steps") {
			t.Errorf("Spanish lacks %s", path)
		}
		if known && text == other && len(strings.Fields(text)) > 2 {
			t.Errorf("%s is the same in both: %s", path, text)
		}
	}
	for path := range es {
		if _, known := en[path]; !known && !strings.HasPrefix(path, ".Steps") {
			t.Errorf("English lacks %s", path)
		}
	}
}

// Every text of the page is used by it.
func TestNoTextIsUnused(t *testing.T) {
	var source strings.Builder
	files, err := filepath.Glob("../patient/*.go")
	if err != nil || len(files) == 0 {
		t.Fatal(err)
	}
	for _, file := range append(files, "spoken.go", "spanish.go") {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		source.Write(data)
	}
	check := func(typ reflect.Type) {
		for i := range typ.NumField() {
			f := typ.Field(i)
			if !f.Anonymous && !regexp.MustCompile(`\.`+f.Name+`\b`).MatchString(source.String()) {
				t.Errorf("%s.%s is used nowhere", typ.Name(), f.Name)
			}
		}
	}
	for _, v := range []any{Patient{}, PatientFrame{}, PatientAsk{}, PatientAnswer{}, PatientCourse{}, PatientCompare{}, PatientPaper{}, PatientShare{}} {
		check(reflect.TypeOf(v))
	}
}

// Every field has a name, and every key of a map is one that exists.
func TestKeysOfTheWords(t *testing.T) {
	for _, lang := range []string{quote.English, quote.Spanish} {
		w := ForPatient(lang).Patient
		for _, f := range quote.Fields() {
			if w.Fields[f] == "" {
				t.Errorf("%s: %s has no name", lang, f)
			}
		}
		if len(w.Fields) != len(quote.Fields()) || len(w.Payers) != len(quote.Payers()) || len(w.Presets) != len(quote.Presets()) || len(w.Places) != len(quote.Places()) {
			t.Errorf("%s: a list of words is longer or shorter than what it names", lang)
		}
		for f := quote.NotMoney; f <= quote.Refused; f++ {
			if w.Faults[f] == "" {
				t.Errorf("%s: fault %d has no words", lang, f)
			}
		}
	}
}
