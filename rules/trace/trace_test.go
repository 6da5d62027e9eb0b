package trace_test

import (
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"therapytally/rules/trace"
)

func d(s string) decimal.Decimal { return decimal.RequireFromString(s) }

// every returns a trace that uses each operation once or more.
func every() *trace.Trace {
	t := trace.New()
	l := func(name string) trace.Label { return trace.Label{Rule: "test", Name: name} }
	a, b, c := t.Given(l("a"), d("33")), t.Given(l("b"), d("15")), t.Published(l("c"), d("8"), &trace.Cite{Source: "s"})
	n := t.Assumed(l("n"), d("2"))
	t.Sum(l("own"), t.Constant(l("one unit"), d("1")), t.Carried(l("left"), d("20")))
	t.Sum(l("sum"), a, b, c)
	t.Difference(l("difference"), a, b, c)
	p := t.Product(l("product"), a, t.Given(l("rate"), d("0.333")))
	t.Min(l("min"), a, b)
	t.Max(l("max"), a, b)
	t.Cents(l("cents"), p)
	t.Count(l("count"), a, b)
	t.Step(l("step"), a, c, b)
	t.Rank(l("rank"), n, []trace.Figure{a, b, c})
	t.Share(l("share"), t.Given(l("total"), d("100.00")), []trace.Figure{a, a, a})
	t.Pick(l("pick first"), b, trace.Choice{Left: a, Rel: ">", Right: b, To: c})
	t.Pick(l("pick last"), b, trace.Choice{Left: a, Rel: "<", Right: b, To: c}, trace.Choice{Left: a, Rel: "=", Right: b, To: c})
	return t
}

func TestValues(t *testing.T) {
	want := map[string]string{"own": "21", "sum": "56", "difference": "10", "product": "10.989", "min": "15", "max": "33", "cents": "10.99", "count": "2", "step": "2", "rank": "15", "pick first": "8", "pick last": "15"}
	for _, n := range every().Nodes {
		if w, ok := want[n.Name]; ok && !n.Value.Equal(d(w)) {
			t.Errorf("%s: %s, want %s", n.Name, n.Value, w)
		}
	}
}

func TestReplayHolds(t *testing.T) {
	if err := trace.Replay(every().Nodes); err != nil {
		t.Fatal(err)
	}
}

// TestReplayNamesTheFirstFault changes each derived value in turn: none may
// pass, and the error names the node.
func TestReplayNamesTheFirstFault(t *testing.T) {
	for i, n := range every().Nodes {
		if n.Kind != trace.Derived {
			continue
		}
		nodes := every().Nodes
		nodes[i].Value = nodes[i].Value.Add(d("0.01"))
		if err := trace.Replay(nodes); err == nil || !strings.Contains(err.Error(), n.Name) {
			t.Errorf("%s changed by a cent: %v", n.Name, err)
		}
	}
}

func TestReplayRefusesBrokenNodes(t *testing.T) {
	leaf := trace.Node{Kind: trace.Given, Value: d("1")}
	for name, nodes := range map[string][]trace.Node{
		"a given node computes":   {{Kind: trace.Given, Op: trace.Sum}},
		"a constant computes":     {{Kind: trace.Constant, Op: trace.Sum}},
		"a carried node has args": {leaf, {Kind: trace.Carried, Args: []int32{0}}},
		"no operation":            {{Kind: trace.Derived}},
		"an argument ahead":       {{Op: trace.Sum, Args: []int32{1}}, leaf},
		"a negative argument":     {leaf, {Op: trace.Sum, Args: []int32{-1}}},
		"too few arguments":       {leaf, {Op: trace.Count, Args: []int32{0}}},
		"a rank beyond the list":  {{Kind: trace.Given, Value: d("2")}, {Op: trace.Rank, Args: []int32{0, 0}, Value: d("2")}},
		"a test of no node":       {leaf, {Op: trace.Pick, Value: d("1"), Args: []int32{0, 0}, Tests: []trace.Test{{Left: 9}}}},
		"a test that lies":        {leaf, {Op: trace.Pick, Value: d("1"), Args: []int32{0, 0}, Tests: []trace.Test{{Rel: "=", Holds: false}}}},
		"choices left unexplored": {leaf, {Op: trace.Pick, Value: d("1"), Args: []int32{0, 0}}},
		"more tests than choices": {leaf, {Op: trace.Pick, Value: d("1"), Args: []int32{0}, Tests: []trace.Test{{Rel: "<"}, {Rel: "<"}}}},
		"a share beyond the list": {leaf, {Op: trace.Share, Place: 5, Args: []int32{0, 0}}},
	} {
		if err := trace.Replay(nodes); err == nil {
			t.Errorf("%s: passed", name)
		}
	}
}

func TestShare(t *testing.T) {
	for _, c := range []struct{ total, weights, want string }{
		{"85.00", "35.07 25.05 22.21", "36.21 25.86 22.93"},
		{"100.00", "1 1 1", "33.34 33.33 33.33"},
		{"0.01", "1 1", "0.01 0.00"},
		{"10.00", "0 0", "10.00 0.00"},
		{"0.00", "3 4", "0.00 0.00"},
	} {
		tr := trace.New()
		var weights []trace.Figure
		for w := range strings.FieldsSeq(c.weights) {
			weights = append(weights, tr.Given(trace.Label{}, d(w)))
		}
		var got []string
		sum := decimal.Zero
		for _, f := range tr.Share(trace.Label{}, tr.Given(trace.Label{}, d(c.total)), weights) {
			got = append(got, f.Value.StringFixed(2))
			sum = sum.Add(f.Value)
		}
		if !sum.Equal(d(c.total)) {
			t.Errorf("%s over %s: parts add up to %s", c.total, c.weights, sum)
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%s over %s: %s, want %s", c.total, c.weights, s, c.want)
		}
	}
}

// TestUntraced holds that the nil trace computes the same and keeps nothing.
func TestUntraced(t *testing.T) {
	var none *trace.Trace
	a, b := none.Given(trace.Label{}, d("3")), none.Given(trace.Label{}, d("2"))
	if got := none.Pick(trace.Label{}, a, trace.Choice{Left: a, Rel: ">=", Right: b, To: none.Product(trace.Label{}, a, b)}); !got.Value.Equal(d("6")) || !got.Known() {
		t.Errorf("untraced pick: %v", got)
	}
	if (trace.Figure{}).Known() {
		t.Error("the zero figure must be unknown")
	}
}

// TestKindsInJSON: the kinds are keys of the contract.
func TestKindsInJSON(t *testing.T) {
	for kind, want := range map[trace.Kind]string{
		trace.Derived: "derived", trace.Given: "given", trace.Published: "published", trace.Assumed: "assumed", trace.Constant: "constant", trace.Carried: "carried",
	} {
		data, err := trace.Node{Kind: kind}.MarshalJSON()
		if err != nil || !strings.Contains(string(data), `"kind":"`+want+`"`) {
			t.Errorf("%s, %v, want %s", data, err, want)
		}
	}
}
