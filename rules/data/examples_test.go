package data_test

import (
	"crypto/sha256"
	"fmt"
	"path"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// example is a small data directory, made up, in which no lint finds a fault.
func example() map[string]string {
	files := map[string]string{
		"source/s.json":         `{"id":"s","publisher":"CMS","title":"Notice","revision":"1","date":"2099-01-01","sha256":"` + strings.Repeat("0a", 32) + ` FILE.csv; ` + strings.Repeat("1b", 32) + ` OTHER.csv","seen":"read","confidence":"A"}`,
		"source/g.json":         `{"id":"g","publisher":"CMS","title":"Guide","revision":"","date":"","sha256":"` + strings.Repeat("2c", 32) + `","seen":"read","confidence":"A"}`,
		"param/n.json":          `{"id":"n","name":"number","unit":"USD","required":true,"yearly":true,"values":[{"from":"2099-01-01","through":"2099-12-31","value":"2480","cite":{"source":"s","at":"p. 1","printed":"2,480"}}]}`,
		"rule.json":             `{"step-one":{"says":"One.","source":"s","at":"1"}}`,
		"edition/e.json":        `{"id":"e","editions":[{"from":"2099-01-01","through":"2099-12-31","source":"s"}]}`,
		"guide/x.json":          `{"items":[{"cite":{"source":"g"}}]}`,
		"table/codes.csv":       "code,pool,basis,therapy,therapy_source,disciplines,medicare_code,supervised,name\n97014,no,x,none,cms,,97530,yes,Old\n97530,yes,x,always,cms,PT+OT,,,New\n",
		"table/pos.csv":         "pos,column,hospital,name,note\n11,nonfacility,,Office,\n",
		"table/sets.csv":        "set,code,other\nevaluation,97530,\n",
		"table/rvu-2099A.csv":   "code,status,work_rvu,pe_rvu_nonfacility,pe_rvu_facility,mp_rvu,nonfacility_na,facility_na,pctc,mult_proc,global\n97014,I,0.00,0.00,0.00,0.00,0,0,9,9,XXX\n97530,A,0.46,0.62,0.62,0.02,0,1,7,5,XXX\n",
		"table/mue-2099Q1.csv":  "code,practitioner,practitioner_mai,hospital,hospital_mai\n97014,,,1,2\n97530,7,3,7,3\n",
		"table/ncci-2099Q1.csv": "column1,column2,indicator,effective,deletion\n97530,97014,1,2020-01-01,2020-12-31\n97530,97014,0,2021-01-01,\n",
		"table/zip-2099Q1.csv":  "zip_from,zip_to,state,mac,locality\n00001,00010,AK,10000,01\n00011,00020,AK,10001,01\n", "table/zip-plus4-2099Q1.csv": "zip,state,mac,locality\n00005,AK,10000,01\n",
	}
	gpci := "mac,locality,state,work,work_without_floor,pe,mp,name\n"
	for i := range cmsLocalities {
		gpci += fmt.Sprintf("%05d,01,%c%c,1.000,,0.9%02d,1.000,PLACE\n", 10000+i, 'A'+i/26, 'A'+i%26, i%100)
	}
	files["table/gpci-2099.csv"] = gpci
	for _, name := range []string{"codes", "pos", "sets", "rvu-2099A", "gpci-2099", "mue-2099Q1", "ncci-2099Q1", "zip-2099Q1", "zip-plus4-2099Q1"} {
		table := strings.TrimSuffix(strings.TrimRight(name, "0123456789QA"), "-")
		hash := ""
		if !slices.Contains(own, table) {
			hash = `"sha256":"` + hashOf(files["table/"+name+".csv"]) + `",`
		}
		files["table/"+name+".json"] = fmt.Sprintf(`{"id":%q,"table":%q,"name":%q,"required":true,"from":"2099-01-01","through":"2099-12-31","own":{"from":"2099-01-01","through":"2099-12-31"},`+hash+`"cite":{"source":"s","at":"file","printed":"rows"}}`,
			name, table, strings.TrimPrefix(strings.TrimPrefix(name, table), "-"))
	}
	whole := "table/ncci-2099Q1"
	files[whole+"-part.csv"] = "column1,column2,indicator,effective,deletion\n97530,97014,0,2021-01-01,\n"
	files[whole+"-part.json"] = strings.NewReplacer(`"ncci-2099Q1"`, `"ncci-2099Q1-part"`, `"cite"`, `"only":["97014","97530"],"cite"`,
		hashOf(files[whole+".csv"]), hashOf(files[whole+"-part.csv"])).Replace(files[whole+".json"])
	return files
}

func hashOf(csv string) string { return fmt.Sprintf("%x", sha256.Sum256([]byte(csv))) }

func corpusOf(t *testing.T, files map[string]string) *corpus {
	t.Helper()
	m := fstest.MapFS{}
	for name, text := range files {
		m[name] = &fstest.MapFile{Data: []byte(text)}
	}
	c, err := load(m, map[string]bool{"n": true}, map[string]bool{"step-one": true, "@e": true})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestGoodExample(t *testing.T) {
	c := corpusOf(t, example())
	for name, lint := range lints {
		if faults := lint(c); len(faults) > 0 {
			t.Errorf("%s: %v", name, faults)
		}
	}
}

// TestBadExamples breaks the example once for each lint and each thing it
// finds; the lint must name file and place.
func TestBadExamples(t *testing.T) {
	const rvu, gpci, mue, ncci, zip, plus4 = "table/rvu-2099A", "table/gpci-2099", "table/mue-2099Q1", "table/ncci-2099Q1", "table/zip-2099Q1", "table/zip-plus4-2099Q1"
	tried := map[string]bool{}
	for _, c := range []struct{ lint, file, old, new, want string }{
		{"unused sources", "guide/x.json", `"g"`, `"s"`, "source/g.json: id: no number, table, rule or finding cites it"},
		{"unused numbers", "param/n.json", `"id":"n"`, `"id":"m"`, "param/m.json: id: the engine never asks for it"},
		{"unused numbers", "param/n.json", `"id":"n"`, `"id":"m"`, "param/n.json: the engine asks for it, and there is no such file"},
		{"unused editions", "edition/e.json", `"id":"e"`, `"id":"m"`, "edition/m.json: id: no finding cites it"},
		{"unused rules", "rule.json", "step-one", "stop-one", "rule.json: stop-one: no step of the engine names it"},
		{"citations", "param/n.json", `"p. 1"`, `""`, "param/n.json: values[0].cite: at and printed must be given"},
		{"citations", rvu + ".json", `"rows"`, `""`, "table/rvu-2099A.json: cite: at and printed must be given"},
		{"hashes", "source/s.json", " FILE.csv", "", "source/s.json: sha256: must be empty, one hash, or"},
		{"value as printed", "param/n.json", "2,480", "2,840", `param/n.json: values[0].cite.printed: "2,840" does not say 2480`},
		{"pairs of files", "table/new.csv", "", "a\n1\n", "table/new.csv: has no record new.json"},
		{"pairs of files", rvu + ".csv", "*", "", "table/rvu-2099A.json: has no table rvu-2099A.csv"},
		{"pairs of files", "table/old.txt", "", "x", "table/old.txt: is neither csv nor json"},
		{"release names", rvu + ".json", `"name":"2099A"`, `"name":"2099B"`, "table/rvu-2099A.json: id: must be"},
		{"release names", ncci + "-part.json", `"2099Q1"`, `"2099Q2"`, "table/ncci-2099Q1-part.json: id: a part of a table must be named ncci-2099Q2-part"},
		{"citations", rvu + ".json", `"cite"`, `"confirmed":{"source":"s","at":"","printed":"the same"},"cite"`, "table/rvu-2099A.json: confirmed: at and printed must be given"},
		{"pairs of a part", ncci + "-part.json", `"97530"`, `"97112"`, "table/ncci-2099Q1-part.csv:2: 97530 is not among the codes of the part"},
		{"table form", rvu + ".csv", "status", "state", "table/rvu-2099A.csv:1: the header"},
		{"table form", rvu + ".csv", "0.62,0.02", "0.6,0.02", `table/rvu-2099A.csv: line 3 (97530), column pe_rvu_facility: "0.6": may be a number with two decimals, such as 0.46`},
		{"table form", rvu + ".csv", "97014", "97531", "table/rvu-2099A.csv:3: 97530: is out of order"},
		{"table form", mue + ".csv", "97014", "97530", "table/mue-2099Q1.csv:3: 97530: stands on line 2 already"},
		{"table form", ncci + ".csv", "97014,0", "97014,9", `table/ncci-2099Q1.csv: line 3 (97530/97014), column indicator: "9": may be 0 or 1`},
		{"table form", "table/pos.csv", "nonfacility", "office", `table/pos.csv: line 2 (11), column column: "office": may be facility or nonfacility`},
		{"table form", "table/codes.csv", "97014,no", "97014,No", `table/codes.csv: line 2 (97014), column pool: "No": may be yes, no or unsure`},
		{"table form", "table/codes.csv", "PT+OT", "PT OT", `table/codes.csv: line 3 (97530), column disciplines: "PT OT": may be empty, or PT, OT and SLP with a plus between`},
		{"table form", "table/sets.csv", "evaluation", "evaluations", `table/sets.csv: line 2 (evaluations/97530/), column set: "evaluations": may be evaluation, `},
		{"half limits", mue + ".csv", "7,3,7,3", "7,3,7,", "table/mue-2099Q1.csv:3: 97530: a limit and its indicator"},
		{"landed tables", rvu + ".csv", "0.46", "0.64", "table/rvu-2099A.csv: is not the file that was landed: its SHA-256 is "},
		{"landed tables", "table/codes.json", `"cite"`, `"sha256":"00","cite"`, "table/codes.json: sha256: must be left out"},
		{"codes in the book", ncci + ".csv", "97014,1", "97015,1", "table/ncci-2099Q1.csv:2: 97015: is not in table/codes.csv"},
		{"codes in the book", "table/codes.csv", ",97530,", ",97531,", "table/codes.csv:2: 97531: is not in table/codes.csv"},
		{"relative values", rvu + ".csv", "97014,I", "97014,A", "table/rvu-2099A.csv:2: 97014: status A has a total of 0"},
		{"relative values", rvu + ".csv", "7,5,", "7,0,", "table/rvu-2099A.csv: mult_proc: no code has 5"},
		{"localities", gpci + ".csv", "10003,01,AD,1.000,,0.903,1.000,PLACE\n", "", "table/gpci-2099.csv: 108 localities in all, not 109"},
		{"localities", gpci + ".csv", "AD,1.000,", "AD,0.999,", "table/gpci-2099.csv:5: work: 0.999 is below"},
		{"localities", gpci + ".csv", "AD,1.000,", "AD,1.000,1.001", "table/gpci-2099.csv:5: work: 1.000 is below"},
		{"ZIP runs", zip + ".csv", "00011", "00010", "table/zip-2099Q1.csv:3: zip_from: 00010 to 00020 is no run or overlaps"},
		{"ZIP runs", zip + ".csv", "10001,01", "10001,02", "table/zip-2099Q1.csv:3: locality: 10001-02 has no indices"},
		{"ZIP runs", plus4 + ".csv", "00005", "00015", "table/zip-plus4-2099Q1.csv:2: zip: 00015 lies in no run"},
		{"pairs in force", ncci + ".csv", "2021-01-01", "2020-12-31", "table/ncci-2099Q1.csv:3: effective: 97530 with 97014 is in force by the row before"},
		{"pairs in force", ncci + ".csv", "2020-12-31", "2019-12-31", "table/ncci-2099Q1.csv:2: deletion: 2019-12-31 lies before 2020-01-01"},
	} {
		tried[c.lint] = true
		checkBad(t, c.lint, spoiled(t, c.file, c.old, c.new), c.want)
	}
	for name := range lints {
		if !tried[name] {
			t.Errorf("%s has no bad example", name)
		}
	}
}

// spoiled is the example with one change; "*" takes the file away.
func spoiled(t *testing.T, file, old, new string) map[string]string {
	t.Helper()
	files := example()
	if !strings.Contains(files[file], strings.TrimSuffix(old, "*")) {
		t.Fatalf("%s does not hold %q", file, old)
	}
	files[file] = strings.Replace(files[file], old, new, 1)
	if old == "*" {
		delete(files, file)
	}
	if id := `"id":"m"`; new == id { // a record is named like its file
		files[path.Dir(file)+"/m.json"] = files[file]
		delete(files, file)
	}
	return files
}

func checkBad(t *testing.T, lint string, files map[string]string, want string) {
	t.Helper()
	faults := lints[lint](corpusOf(t, files))
	for _, f := range faults {
		if strings.HasPrefix(f, want) {
			return
		}
	}
	t.Errorf("%s: found %v, want %s", lint, faults, want)
}
