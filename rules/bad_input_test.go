package rules_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"therapytally/rules"
)

// whole has every key of a Medicare visit, plan every key of another payer's.
const (
	whole = `{"date":"2026-08-03","discipline":"PT","setting":"private-practice","pos":"11","locality":"01112-05","payer":{"kind":"medicare","unitRule":"cms","participation":"par","qp":false,"mppr":true,"edits":true},
"services":[{"code":"97530","minutes":30,"assistantMinutes":5,"distinct":"59","charge":"60.00","modifiers":["GP"]},{"code":"97161","minutes":20,"units":1},{"code":"97110","intervals":[{"from":"10:00","to":"10:15","by":"both"}]}],
"alsoToday":[{"code":"92507","units":1,"discipline":"SLP"}],"yearToDate":{"ptSlp":"10.00","ot":"0.00"},"coverage":{"deductibleRemaining":"10.00","secondary":{"deductible":true,"coinsurance":"1.00"},"qmb":false},"prefer":["97530"],"kxJustified":true,"abn":false}`
	wholePlan = `{"date":"2026-08-03","discipline":"PT","zip":"94103","payer":{"kind":"commercial","unitRule":"ama","unitCap":4,"rate":{"perUnit":{"97530":"42.00"},"otherwise":"38.00"}},"services":[{"code":"97530","minutes":30}],
"coverage":{"deductibleRemaining":"10.00","coinsurance":"0.20","copay":"30.00","deductibleApplies":true,"outOfPocketRemaining":"500.00","secondary":{"deductible":true,"coinsurance":"1.00"},"yearly":{"deductible":"500.00","outOfPocket":"3000.00"}}}`
)

// bad is what is put in place of every value: wrong type, sign, size, value.
var bad = []string{`null`, `true`, `"x"`, `""`, `"-1"`, `"1e9"`, `"99999999999"`, `"0.0000001"`, `-1`, `1.5`, `1e9`, `99999999999999999999`, `[]`, `[1]`, `{}`, `{"x":1}`, `"97530\u0000"`, `"@last+1"`, `"١٢"`}

// TestBadInput puts every bad value at every place: the answer is a refusal
// that names the place or its owner, or an estimate where the value happens to
// be a good one; never a panic, never a guess.
func TestBadInput(t *testing.T) {
	for _, text := range []string{whole, wholePlan} {
		var root any
		if err := json.Unmarshal([]byte(text), &root); err != nil {
			t.Fatal(err)
		}
		if out := string(book(t).Answer([]byte(text), false)); strings.HasPrefix(out, `{"error"`) {
			t.Fatalf("the good visit is refused: %s", out)
		}
		eachPlace(root, "", func(path string, put func(any)) {
			for _, b := range bad {
				b = dated(b)
				put(json.RawMessage(b))
				if taken := checkBad(t, path, b, root); taken && !fine[path+" "+b] {
					t.Errorf("%s = %s is taken", path, b)
				}
			}
		})
	}
}

// fine are the values that are good ones where they stand.
var fine = map[string]bool{
	`yearToDate {}`:                      true,
	`services[0].modifiers []`:           true,
	`services[0].distinct ""`:            true,
	`services[2].intervals []`:           true,
	`alsoToday []`:                       true,
	`coverage {}`:                        true,
	`coverage.secondary.deductible true`: true,
	`coverage.qmb true`:                  true,
	`prefer []`:                          true,
	`kxJustified true`:                   true,
	`abn true`:                           true,
	`payer {}`:                           true,
	`payer.edits true`:                   true,
	`payer.qp true`:                      true,
	`payer.mppr true`:                    true,
	`payer.rate.perUnit {}`:              true,
	`coverage.yearly {}`:                 true,
	`coverage.deductibleApplies true`:    true,
}

func checkBad(t *testing.T, path, value string, root any) (taken bool) {
	t.Helper()
	data, err := json.Marshal(root)
	if err != nil {
		t.Fatal(err)
	}
	var got map[string]any
	if err := json.Unmarshal(book(t).Answer(data, true), &got); err != nil {
		t.Fatal(err)
	}
	e, refused := got["error"].(map[string]any)
	if !refused {
		return true
	}
	field := e["field"].(string)
	owner, _, _ := strings.Cut(path, ".")
	owner, _, _ = strings.Cut(owner, "[")
	related := strings.HasPrefix(field, owner) || path == "date" || path == "discipline" || strings.HasPrefix(path, "payer") || owner == "locality" || owner == "zip"
	if !related {
		t.Errorf("%s = %s is refused at %s: %v", path, value, field, e["reason"])
	}
	return false
}

// eachPlace visits every value below v and hands over how to replace it; the
// old value is put back.
func eachPlace(v any, path string, visit func(path string, put func(any))) {
	switch v := v.(type) {
	case map[string]any:
		for k, old := range v {
			at := strings.TrimPrefix(path+"."+k, ".")
			visit(at, func(x any) { v[k] = x })
			v[k] = old
			eachPlace(old, at, visit)
		}
	case []any:
		for i, old := range v {
			at := fmt.Sprintf("%s[%d]", path, i)
			visit(at, func(x any) { v[i] = x })
			v[i] = old
			eachPlace(old, at, visit)
		}
	}
}

// TestUnknownKeys puts a key that does not exist, and one given twice, into
// every object.
func TestUnknownKeys(t *testing.T) {
	for _, text := range []string{whole, wholePlan} {
		for i, c := range text {
			if c != '{' || strings.HasPrefix(text[i:], `{"97530"`) {
				continue
			}
			unknown := text[:i+1] + `"unknown":1,` + text[i+1:]
			if out := string(book(t).Answer([]byte(unknown), false)); !strings.Contains(out, `unknown","reason":"is not a known key`) {
				t.Errorf("unknown key at %d: %.200s", i, out)
			}
			key := text[i+1 : i+1+strings.Index(text[i+1:], ":")]
			twice := text[:i+1] + key + `:1,` + text[i+1:]
			if out := string(book(t).Answer([]byte(twice), false)); !strings.Contains(out, "is given twice") {
				t.Errorf("key %s twice: %.200s", key, out)
			}
		}
	}
}

// TestHugeInput: 10 MB of nesting or of one value is refused at once.
func TestHugeInput(t *testing.T) {
	for _, s := range []string{strings.Repeat(`{"services":[`, 800_000), strings.Repeat("[", 10<<20), `{"zip":"` + strings.Repeat("9", 10<<20) + `"}`} {
		if _, err := rules.ParseVisit([]byte(s)); err == nil {
			t.Errorf("%.20s... was read", s)
		}
	}
	deep := strings.Repeat(`{"services":[`, 1000)
	if _, err := rules.ParseVisit([]byte(deep)); err == nil || !strings.Contains(err.Error(), "nested deeper") {
		t.Errorf("deep nesting: %v", err)
	}
}
