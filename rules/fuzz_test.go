package rules_test

import (
	"encoding/json"
	"testing"

	"therapytally/rules"
	"therapytally/rules/trace"
)

// FuzzAnswer holds that whatever is sent gets JSON back, an estimate or a
// refusal that names a field, and that the steps of an estimate replay.
func FuzzAnswer(f *testing.F) {
	f.Add([]byte(fourLines))
	f.Add([]byte(`{"visit":{"date":"2025-12-20","discipline":"OT","services":[{"code":"97530","minutes":30}]},"episode":{"perWeek":2,"weeks":3,"weekdays":["Mon","Thu"]}}`))
	f.Add([]byte(`{"date":"2026-03-02","discipline":"OT","zip":"94103","payer":{"kind":"commercial","unitRule":"ama","rate":{"perUnit":{"97530":"42.00"},"otherwise":"38.00"},"unitCap":4},"coverage":{"copay":"30","outOfPocketRemaining":"50.00"},"alsoToday":[{"code":"92507","units":1,"discipline":"SLP"}],"services":[{"code":"97530","intervals":[{"from":"09:00","to":"09:25","by":"both"}],"modifiers":["GO","59"],"distinct":"XU","charge":"60.00"}],"prefer":["97530"]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		out := book(t).Answer(data, false)
		var got map[string]any
		if err := json.Unmarshal(out, &got); err != nil {
			t.Fatalf("%v in %s", err, out)
		}
		if e, refused := got["error"].(map[string]any); refused {
			if e["field"] == "" || e["reason"] == "" {
				t.Fatalf("refused without a field or a reason: %s", out)
			}
			return
		}
		v, err := rules.ParseVisit(data)
		if err != nil {
			return // a course
		}
		e, err := book(t).For(v)
		if err != nil {
			t.Fatal(err)
		}
		if err := trace.Replay(e.Trace.Nodes); err != nil {
			t.Fatal(err)
		}
	})
}
