package rules_test

import (
	"encoding/json"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"therapytally/rules"
	"therapytally/rules/trace"
)

// manualCase is one worked example: what a visit or a course must come to,
// copied by hand from its source or worked by hand, never regenerated.
type manualCase struct {
	ID, Source, Status, Note string
	Visit, Episode, Expect   map[string]any
}

func manualCases(t *testing.T) []manualCase {
	t.Helper()
	files, err := filepath.Glob("testdata/manual/*.json")
	if err != nil || len(files) < 7 {
		t.Fatalf("%d files of examples, %v", len(files), err)
	}
	var all []manualCase
	for _, file := range files {
		if filepath.Base(file) == "skipped.json" {
			continue
		}
		var cases []manualCase
		oracleReadManual(file, &cases)
		all = append(all, cases...)
	}
	return all
}

func TestManual(t *testing.T) {
	for _, c := range manualCases(t) {
		t.Run(c.ID, func(t *testing.T) {
			got := engineAnswer(t, c.Visit, c.Episode)
			if want, refused := c.Expect["error"]; refused {
				checkRefusal(t, want.(map[string]any)["field"], got["error"])
				return
			}
			for _, bad := range oracleMatchCase(c.Expect, got, nil) {
				t.Error(bad)
			}
		})
	}
}

// engineAnswer is the answer of the engine to a visit or a course, as JSON
// says it. The steps must replay.
func engineAnswer(t testing.TB, visit, episode map[string]any) map[string]any {
	t.Helper()
	var in any = visit
	if episode != nil {
		in = map[string]any{"visit": visit, "episode": episode}
	}
	data, err := json.Marshal(in)
	if err != nil {
		t.Fatal(err)
	}
	if episode == nil {
		replayed(t, data)
	}
	var got map[string]any
	dec := json.NewDecoder(strings.NewReader(string(book(t).Answer(data, false))))
	dec.UseNumber()
	if err := dec.Decode(&got); err != nil {
		t.Fatal(err)
	}
	return got
}

func replayed(t testing.TB, data []byte) {
	t.Helper()
	v, err := rules.ParseVisit(data)
	if err != nil {
		return
	}
	if e, err := book(t).For(v); err == nil {
		if err := trace.Replay(e.Trace.Nodes); err != nil {
			t.Errorf("%s: %v", data, err)
		}
	}
}

var index = regexp.MustCompile(`\[\d+\]`)

// checkRefusal holds that the refusal names the field or a part of it; which of
// two services that contradict each other it names is free.
func checkRefusal(t *testing.T, want, got any) {
	t.Helper()
	e, _ := got.(map[string]any)
	if e == nil {
		t.Errorf("not refused; want %v", want)
		return
	}
	w, _ := want.(string)
	plain := func(s string) string { return index.ReplaceAllString(s, "") }
	if field := e["field"].(string); !strings.HasPrefix(plain(field), plain(w)) || e["reason"] == "" {
		t.Errorf("refused at %s (%v), want %s", field, e["reason"], w)
	}
}
