package main

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"therapytally/rules"
)

const good = `{"date":"2026-08-03","discipline":"PT","services":[{"code":"97530","minutes":15}]}`

func answer(t *testing.T, input string, trace bool) (int, []map[string]any, string) {
	t.Helper()
	var out, errs bytes.Buffer
	code := run(strings.NewReader(input), &out, &errs, trace)
	var answers []map[string]any
	for line := range strings.Lines(out.String()) {
		var m map[string]any
		if err := json.Unmarshal([]byte(line), &m); err != nil {
			t.Fatalf("%v in %.80s", err, line)
		}
		answers = append(answers, m)
	}
	return code, answers, errs.String()
}

func TestLinesInOrder(t *testing.T) {
	refused := strings.Replace(good, "15", "-1", 1)
	code, got, errs := answer(t, good+"\n\n"+refused+"\nnot json\n"+good, false)
	if code != exitOK || errs != "" || len(got) != 4 {
		t.Fatalf("exit %d, %d answers, %q", code, len(got), errs)
	}
	if got[0]["totals"].(map[string]any)["allowed"] != "35.07" || got[0]["trace"] != nil || got[3]["totals"] == nil {
		t.Errorf("first answer %v", got[0])
	}
	if e := got[1]["error"].(map[string]any); e["field"] != "services[0].minutes" {
		t.Errorf("refusal %v", e)
	}
	if e := got[2]["error"].(map[string]any); e["field"] != "visit" {
		t.Errorf("no JSON %v", e)
	}
}

func TestTrace(t *testing.T) {
	_, got, _ := answer(t, good, true)
	tr := got[0]["trace"].(map[string]any)
	nodes, figures := tr["nodes"].([]any), tr["figures"].(map[string]any)
	at := int(figures["lines[0].allowed"].(float64))
	if v := nodes[at].(map[string]any)["value"]; v != "35.07" {
		t.Errorf("lines[0].allowed is node %d: %v", at, v)
	}
}

func TestNoJSONLines(t *testing.T) {
	if code, _, errs := answer(t, "hello\nworld\n", false); code != exitNotJSON || errs == "" {
		t.Errorf("exit %d, %q", code, errs)
	}
	if code, got, _ := answer(t, "", false); code != exitOK || len(got) != 0 {
		t.Errorf("empty input: exit %d", code)
	}
}

// TestKnows: every number and table stands there with its dates and source.
func TestKnows(t *testing.T) {
	var out, errs bytes.Buffer
	if code := list(&out, &errs); code != exitOK || errs.Len() > 0 {
		t.Fatalf("exit %d, %q", code, errs.String())
	}
	for _, want := range []string{
		"number part-b-deductible: 283 USD per calendar year\n  answers for 2026-01-01 to 2026-12-31",
		"table rvu-2026C: 2026C\n  answers for 2026-01-01 to 2026-12-31\n  made for 2026-07-01 to 2026-12-31",
		"table ncci-2024Q3", "confidence",
	} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("it does not say %q", want)
		}
	}
}

func TestOverlongLine(t *testing.T) {
	_, got, _ := answer(t, strings.Repeat("[", 10*rules.MaxVisitBytes)+"\n"+good, false)
	if len(got) != 2 || got[0]["error"] == nil || got[1]["error"] != nil {
		t.Errorf("%d answers", len(got))
	}
}
