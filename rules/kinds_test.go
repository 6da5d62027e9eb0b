package rules_test

import (
	"encoding/json"
	"math/rand/v2"
	"testing"

	"therapytally/rules"
	"therapytally/rules/trace"
)

// entered are the names of all values that a visit may hold. Nothing else may
// be a Given node: the page says of it "You entered it".
var entered = map[string]bool{
	"minutes": true, "minutes with the therapist": true, "minutes of the assistant alone": true, "units as entered": true, "charge per unit": true,
	"chosen among equal leftovers (the clinician may choose otherwise)": true,
	"used this year before the visit":                                   true, "left of this year's deductible before the visit": true,
	"rate as a part of Medicare's amount": true, "rate per unit": true, "rate per visit": true,
	"copay per visit": true, "coinsurance": true, "left until the out-of-pocket maximum": true,
	"part of the coinsurance that the supplement pays": true,
}

// TestGivenIsWhatTheVisitHolds: of random visits, every Given node is a value
// that was entered, and the rules' own numbers are Constant nodes.
func TestGivenIsWhatTheVisitHolds(t *testing.T) {
	seen := map[string]trace.Kind{}
	for i := range 400 {
		data, err := json.Marshal(oracleRandomVisit(rand.New(rand.NewPCG(uint64(i), 19)), oracleEverything))
		if err != nil {
			t.Fatal(err)
		}
		v, err := rules.ParseVisit(data)
		if err != nil {
			continue
		}
		e, err := book(t).For(v)
		if err != nil {
			continue
		}
		for _, n := range e.Trace.Nodes {
			if n.Kind == trace.Given && !entered[n.Name] {
				t.Fatalf("nobody entered %q (rule %s) in %s", n.Name, n.Rule, data)
			}
			if n.Kind == trace.Carried {
				t.Fatalf("%q is carried in a visit alone", n.Name)
			}
			seen[n.Name] = n.Kind
		}
	}
	for _, name := range []string{"one unit", "no unit"} {
		if seen[name] != trace.Constant {
			t.Errorf("%q is %s, want constant", name, seen[name])
		}
	}
}

// TestWhatACourseCarries: what one visit leaves for the next was not entered
// for that one, and neither were the amounts that a course adds up.
func TestWhatACourseCarries(t *testing.T) {
	e, err := course(t, book(t), `{"visit":{"date":"2026-08-03","discipline":"PT","payer":{"kind":"commercial","rate":{"perVisit":"100.00"}},
"coverage":{"deductibleRemaining":"150.00","copay":"30.00","outOfPocketRemaining":"170.00"},"services":[{"code":"97530","minutes":30}]},"episode":{"perWeek":1,"weeks":3}}`)
	if err != nil {
		t.Fatal(err)
	}
	kinds := func(nodes []trace.Node) map[string]trace.Kind {
		out := map[string]trace.Kind{}
		for _, n := range nodes {
			if len(n.Args) == 0 {
				out[n.Name] = n.Kind
			}
		}
		return out
	}
	const left, most = "left of this year's deductible before the visit", "left until the out-of-pocket maximum"
	first, second := kinds(e.Visits[0].Estimate.Trace.Nodes), kinds(e.Visits[1].Estimate.Trace.Nodes)
	if first[left] != trace.Given || first[most] != trace.Given || second[left] != trace.Carried || second[most] != trace.Carried || second["copay per visit"] != trace.Given {
		t.Errorf("first visit %v, second visit %v", first, second)
	}
	for name, kind := range kinds(e.Trace.Nodes) {
		if kind == trace.Given {
			t.Errorf("the course says that %q was entered", name)
		}
	}
	medicare, err := course(t, book(t), `{"visit":`+over(t, `{"services":[{"code":"97530","minutes":30}]}`)+`,"episode":{"perWeek":1,"weeks":2}}`)
	if err != nil {
		t.Fatal(err)
	}
	if k := kinds(medicare.Visits[1].Estimate.Trace.Nodes); k["used this year before the visit"] != trace.Carried || k[left] != trace.Carried {
		t.Errorf("Medicare's second visit %v", k)
	}
}

// TestTheOtherRuleAsksForNothing: under the rule that Medicare does not know, a
// payer at Medicare's prices stands for it. Its rate and its copay of 0 belong
// to the comparison: nobody entered them.
func TestTheOtherRuleAsksForNothing(t *testing.T) {
	w, err := book(t).UnderBothRules(visit(t, fourLines))
	if err != nil {
		t.Fatal(err)
	}
	constants := 0
	for _, n := range w.Total.Trace.Nodes {
		switch n.Name {
		case "rate as a part of Medicare's amount", "copay per visit":
			constants++
			if n.Kind != trace.Constant {
				t.Errorf("%q is %s", n.Name, n.Kind)
			}
		}
	}
	if constants != 4 {
		t.Errorf("%d such nodes, want two for each rule", constants)
	}
	own := visit(t, `{"date":"2026-08-03","discipline":"PT","payer":{"kind":"commercial","rate":{"percentOfMedicare":"120"}},"coverage":{"copay":"30.00"},"services":[{"code":"97530","minutes":30}]}`)
	if w, err = book(t).UnderBothRules(own); err != nil {
		t.Fatal(err)
	}
	for _, n := range w.Total.Trace.Nodes {
		if n.Name == "copay per visit" && n.Kind != trace.Given {
			t.Errorf("the patient's own copay is %s", n.Kind)
		}
	}
}
