package rules_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"therapytally/rules/trace"
)

// manual is one worked example: what a visit must come to, copied by hand from
// its source or worked by hand, never regenerated.
type manual struct {
	ID, Source, Status, Note string
	Visit                    json.RawMessage
	Expect                   map[string]any
	UnitsAny                 []map[string]any
}

func manuals(t *testing.T) []manual {
	t.Helper()
	files, err := filepath.Glob("testdata/manual/*.json")
	if err != nil {
		t.Fatal(err)
	}
	var all []manual
	for _, file := range files {
		if filepath.Base(file) == "skipped.json" {
			continue
		}
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var cases []manual
		if err := json.Unmarshal(data, &cases); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		all = append(all, cases...)
	}
	return all
}

func TestManual(t *testing.T) {
	for _, c := range manuals(t) {
		t.Run(c.ID, func(t *testing.T) {
			e := estimate(t, string(c.Visit))
			if err := trace.Replay(e.Trace.Nodes); err != nil {
				t.Error(err)
			}
			answer, err := e.JSON(false)
			if err != nil {
				t.Fatal(err)
			}
			var got map[string]any
			if err := json.Unmarshal(answer, &got); err != nil {
				t.Fatal(err)
			}
			holds(t, c.ID, c.Expect, got)
			if len(c.UnitsAny) > 0 {
				oneOf(t, c.UnitsAny, got["units"].(map[string]any)["byCode"].(map[string]any))
			}
		})
	}
}

// holds compares only what the case fixes.
func holds(t *testing.T, path string, want, got any) {
	t.Helper()
	switch w := want.(type) {
	case map[string]any:
		g, _ := got.(map[string]any)
		for k, v := range w {
			holds(t, path+"."+k, v, g[k])
		}
	case []any:
		g, _ := got.([]any)
		if len(g) != len(w) {
			t.Errorf("%s: %d items, want %d: %v", path, len(g), len(w), got)
			return
		}
		for i := range w {
			holds(t, path, w[i], g[i])
		}
	default:
		if !reflect.DeepEqual(want, got) {
			t.Errorf("%s: %v, want %v", path, got, want)
		}
	}
}

func oneOf(t *testing.T, any []map[string]any, got map[string]any) {
	t.Helper()
	for _, want := range any {
		same := true
		for c, n := range got {
			w, ok := want[c]
			if !ok {
				w = 0.0
			}
			same = same && n == w
		}
		if same {
			return
		}
	}
	t.Errorf("units %v, want one of %v", got, any)
}
