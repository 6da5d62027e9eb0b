package rules

import (
	"fmt"
	"strings"
	"testing"

	"therapytally/rules/code"
	"therapytally/rules/strict"
)

func logged(t *testing.T, date string, lines ...LoggedLine) Logged {
	t.Helper()
	d, err := code.ParseDate(date)
	if err != nil {
		t.Fatal(err)
	}
	return Logged{d, lines}
}

func countsOf(t *testing.T, log []Logged) map[Counting]SignalCount {
	t.Helper()
	b, _ := guideBook(t)
	counts, err := b.Signals(log)
	if err != nil || len(counts) != 3 {
		t.Fatal(len(counts), err)
	}
	out := map[Counting]SignalCount{}
	for _, c := range counts {
		out[c.Item.Signal.Counts] = c
	}
	return out
}

// TestSignals counts a log of twelve visits by hand.
//
//	visits                          units of 97530   all units   apart
//	6 of 97530 x2, 97110 x1         6 x 2 = 12       6 x 3 = 18
//	2 of 97530 x3 on two lines, 59  2 x 3 = 6        2 x 3 = 6   2
//	1 of 97530 x1, 97161 x1         1                2
//	3 of 97110 x3                   0                3 x 3 = 9
//	                                19               35          2 of 12
//
// Of the 9 visits that bill 97530, 6 have 2 units.
func TestSignals(t *testing.T) {
	a, b, e := hcpcs(t, "97530"), hcpcs(t, "97110"), hcpcs(t, "97161")
	var log []Logged
	for range 6 {
		log = append(log, logged(t, "2026-08-03", LoggedLine{a, 2, false}, LoggedLine{b, 1, false}))
	}
	for range 2 {
		log = append(log, logged(t, "2026-08-03", LoggedLine{a, 2, true}, LoggedLine{a, 1, false}))
	}
	counted := countsOf(t, nil)[CountShare].Item.Signal.Span
	log = append(log, logged(t, counted.From.String(), LoggedLine{a, 1, false}, LoggedLine{e, 1, false}))
	for range 3 {
		log = append(log, logged(t, counted.Through.String(), LoggedLine{b, 3, false}))
	}
	// neither of these is looked at: no line, and dates outside the signal's
	log = append(log, logged(t, "2026-08-03"), logged(t, counted.From.AddDays(-1).String(), LoggedLine{a, 9, true}), logged(t, counted.Through.AddDays(1).String(), LoggedLine{a, 9, true}))
	for counts, want := range map[Counting]string{
		CountShare: "12 visits: 19 of 35, 0 units, 54.3, true", // 19 / 35 = 0.54285...
		CountSame:  "9 visits: 6 of 9, 2 units, 66.7, false",   // 6 / 9 = 0.66666...; 9 visits are fewer than 10
		CountApart: "12 visits: 2 of 12, 0 units, 16.7, true",  // 2 / 12 = 0.16666...
	} {
		c := countsOf(t, log)[counts]
		if got := fmt.Sprintf("%d visits: %d of %d, %d units, %s, %v", c.Visits, c.Count, c.Of, c.Units, c.Percent().StringFixed(1), c.Enough()); got != want {
			t.Errorf("%s: %s, want %s", counts, got, want)
		}
	}
}

func TestSignalsOfLittle(t *testing.T) {
	for counts, c := range countsOf(t, nil) {
		if c.Enough() || c.Count != 0 || c.Of != 0 || !c.Percent().IsZero() {
			t.Errorf("%s: an empty log counts %+v", counts, c)
		}
	}
	a := hcpcs(t, "97530")
	tie := countsOf(t, []Logged{logged(t, "2026-08-03", LoggedLine{a, 3, false}), logged(t, "2026-08-03", LoggedLine{a, 2, false})})[CountSame]
	if tie.Units != 2 || tie.Count != 1 || tie.Of != 2 {
		t.Errorf("of two numbers of units as usual, %d of %d with %d", tie.Count, tie.Of, tie.Units)
	}
}

// TestLogged takes an estimate's lines, and 59 as well as the X modifiers.
func TestLogged(t *testing.T) {
	for mark, want := range map[string]bool{`"distinct":"59",`: true, `"distinct":"XS",`: true, "": false} {
		b, _ := guideBook(t)
		v, err := ParseVisit([]byte(`{"date":"2026-08-03","discipline":"PT","services":[{"code":"97530","minutes":30},{"code":"97150",` + mark + `"units":1}]}`))
		if err != nil {
			t.Fatal(err)
		}
		e, err := b.For(v)
		if err != nil {
			t.Fatal(err)
		}
		log := e.Logged()
		if log.Date.String() != "2026-08-03" || log.units(hcpcs(t, "97530")) != 2 || log.all() != 3 || log.apart() != want {
			t.Errorf("%q: %+v", mark, log)
		}
	}
}

// TestSignalItems holds what stands in the data: 97530 is the seeds' subject,
// no item has a limit, and each minimum says whose it is.
func TestSignalItems(t *testing.T) {
	for counts, c := range countsOf(t, nil) {
		s := c.Item.Signal
		if wants := counts != CountApart; wants != (s.Code.String() == "97530") {
			t.Errorf("%s counts %q", counts, s.Code)
		}
		if c.Item.Ceiling == "" || s.LeastWhy == "" || s.Least < 2 {
			t.Errorf("%s: %+v", counts, s)
		}
	}
	b, g := guideBook(t)
	found := false
	for _, item := range g.items {
		found = found || item.ID == GuideCeiling && item.Ceiling != "" && item.Signal == Signal{}
	}
	if !found {
		t.Error("the ceiling of all signals is missing")
	}
	if s := b.Covered(); !countsOf(t, nil)[CountShare].Item.Signal.Span.Holds(s.Through) {
		t.Errorf("visits of %s are answered and not counted", s.Through)
	}
}

func TestGuideRefusesBadSignals(t *testing.T) {
	const good = `"counts":"share","code":"97530","from":"2025-01-01","through":"2026-12-31","least":10,"leastWhy":"Ours."`
	for text, want := range map[string]string{
		good:                 "",
		good + `,"limit":40`: "limit",
		`"counts":"often","code":"97530","from":"2025-01-01","through":"2026-12-31","least":10,"leastWhy":"Ours."`: "counts",
		`"counts":"share","from":"2025-01-01","through":"2026-12-31","least":10,"leastWhy":"Ours."`:                "code",
		`"counts":"apart","code":"97530","from":"2025-01-01","through":"2026-12-31","least":10,"leastWhy":"Ours."`: "code",
		`"counts":"apart","from":"2026-01-01","through":"2025-12-31","least":10,"leastWhy":"Ours."`:                "through",
		`"counts":"apart","from":"2026-02-30","through":"2026-12-31","least":10,"leastWhy":"Ours."`:                "from",
		`"counts":"apart","from":"2025-01-01","through":"2026-12-31","least":0,"leastWhy":"Ours."`:                 "least",
		`"counts":"apart","from":"2025-01-01","through":"2026-12-31","least":10`:                                   "leastWhy",
	} {
		root, err := strict.Parse([]byte(`{"signal":{`+text+`}}`), 1<<10)
		if err != nil {
			t.Fatal(err)
		}
		guideSignal(root.Object(&err))
		if got := fmt.Sprint(err); want == "" && err != nil || want != "" && !strings.HasPrefix(got, "signal."+want+": ") {
			t.Errorf("{%s}: %v, want a fault at signal.%s", text, err, want)
		}
	}
}
