package therapy_test

import (
	"testing"

	"github.com/shopspring/decimal"

	"therapytally/rules/code"
	"therapytally/rules/therapy"
	"therapytally/rules/trace"
)

func n(tr *trace.Trace, v int64) trace.Figure {
	return tr.Given(trace.Label{}, decimal.NewFromInt(v))
}

func terms(tr *trace.Trace) therapy.Terms {
	return therapy.Terms{Unit: n(tr, 15), Minimum: n(tr, 8), DeMinimis: tr.Given(trace.Label{}, decimal.New(1, -1)), One: n(tr, 1), None: n(tr, 0)}
}

// TestAssistantUnits: the published CQ/CO examples (A1 to A6 of CMS's billing
// examples as restated by therapycomply.com, map-france.com, prombs.com) and
// the edges of 8 minutes and of 10 percent, worked by hand.
func TestAssistantUnits(t *testing.T) {
	for _, c := range []struct {
		name                               string
		units                              int
		therapist, assistant, withModifier int64
	}{
		{"A1: therapist 5, assistant 10: the unit is the assistant's", 1, 5, 10, 1},
		{"A2: 13 and 23: the assistant's own quarter, then 13 >= 8", 2, 13, 23, 1},
		{"A3: 23 and 22: a quarter each, then 8 >= 8", 3, 23, 22, 1},
		{"A4: 14 and 12: two units left over, one each", 2, 14, 12, 1},
		{"A5: 6 and 5: neither reaches 8, 5 > 1.1", 1, 6, 5, 1},
		{"A6: 17 and 5: the therapist's quarter", 1, 17, 5, 0},
		{"8 of the therapist decide", 1, 8, 14, 0},
		{"7 of the therapist do not", 1, 7, 14, 1},
		{"exactly 10 percent is not more: 7 and 0", 1, 7, 0, 0},
		{"1 of 8 is more than 0.8", 1, 7, 1, 1},
		{"the assistant alone", 2, 0, 30, 2},
		{"the therapist alone", 2, 30, 0, 0},
		{"nobody has minutes left for a unit from pooled time", 1, 0, 0, 0},
	} {
		tr := trace.New()
		got := therapy.AssistantUnits(tr, terms(tr), "97530", c.units, therapy.Team{Therapist: n(tr, c.therapist), Assistant: n(tr, c.assistant)})
		if got.Value.IntPart() != c.withModifier {
			t.Errorf("%s: %s units, want %d", c.name, got.Value, c.withModifier)
		}
		if err := trace.Replay(tr.Nodes); err != nil {
			t.Error(err)
		}
	}
}

// TestAssistantUntimed: more than 10 percent of all minutes, exactly; the short
// form (a tenth, rounded, plus one) differs where the tenth rounds up.
func TestAssistantUntimed(t *testing.T) {
	for _, c := range []struct {
		therapist, assistant int64
		marked, quick        bool
	}{
		{30, 3, false, false}, // 3 of 33: 3.3
		{29, 4, true, true},   // 4 of 33: 3.3; short form: 3 + 1 = 4
		{36, 4, false, false}, // 4 of 40: exactly a tenth
		{34, 6, true, true},   // 6 of 40
		{32, 4, true, false},  // 4 of 36: 3.6; short form: 4 + 1 = 5
		{0, 20, true, true},
		{20, 0, false, false},
	} {
		tr := trace.New()
		marked, quick := therapy.AssistantUntimed(tr, terms(tr), "97150", therapy.Team{Therapist: n(tr, c.therapist), Assistant: n(tr, c.assistant)})
		if (marked.Int() == 1) != c.marked || quick != c.quick {
			t.Errorf("%d and %d: %s, short form %t; want %t, %t", c.therapist, c.assistant, marked.Value, quick, c.marked, c.quick)
		}
		if err := trace.Replay(tr.Nodes); err != nil {
			t.Error(err)
		}
	}
}

// TestWalk: a line needs KX when the use after it exceeds the limit; exactly
// the limit does not.
func TestWalk(t *testing.T) {
	tr := trace.New()
	amount := func(s string) trace.Figure { return tr.Given(trace.Label{}, decimal.RequireFromString(s)) }
	needs, after := therapy.Walk(tr, n(tr, 2480), amount("2400.00"), []trace.Figure{amount("50.00"), amount("30.00"), amount("0.01"), amount("10.00")})
	for i, want := range []bool{false, false, true, true} {
		if needs[i] != want {
			t.Errorf("line %d: %t, used %s", i, needs[i], after[i].Value)
		}
	}
	if got := after[3].Value.StringFixed(2); got != "2490.01" {
		t.Errorf("used %s", got)
	}
}

func TestModifiers(t *testing.T) {
	for d, want := range map[code.Discipline][3]string{code.PT: {"GP", "CQ", "ptSlp"}, code.OT: {"GO", "CO", "ot"}, code.SLP: {"GN", "", "ptSlp"}} {
		m, has := therapy.AssistantModifier(d)
		if therapy.Modifier(d).String() != want[0] || m.String() != want[1] || has != (want[1] != "") || therapy.Bucket(d) != want[2] {
			t.Errorf("%s: %s %s %s", d, therapy.Modifier(d), m, therapy.Bucket(d))
		}
	}
}
