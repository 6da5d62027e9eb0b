package timed_test

import (
	"fmt"
	"testing"

	"github.com/shopspring/decimal"

	"therapytally/rules/code"
	"therapytally/rules/timed"
	"therapytally/rules/trace"
)

func hcpcs(t testing.TB, s string) code.HCPCS {
	t.Helper()
	c, err := code.ParseHCPCS(s)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func given(tr *trace.Trace, n int) trace.Figure {
	return tr.Given(trace.Label{}, decimal.NewFromInt(int64(n)))
}

func chart(tr *trace.Trace) timed.Chart { return timed.Chart{First: given(tr, 8), Unit: given(tr, 15)} }

// printed is the chart of CMS Pub. 100-04, ch. 5, §20.2.C, as printed: the
// last minute of each number of units.
var printed = []int{7, 22, 37, 52, 67, 82, 97, 112, 127}

// slowUnits walks the chart, row by row, beyond the print as the manual says:
// the pattern remains the same.
func slowUnits(minutes int) int {
	for units, last := range printed {
		if minutes <= last {
			return units
		}
	}
	units, last := len(printed)-1, printed[len(printed)-1]
	for minutes > last {
		units, last = units+1, last+15
	}
	return units
}

// TestEveryTotal holds both rules against the slow chart for one code with 0
// to 600 minutes, the inverse, and the minutes to the next unit.
func TestEveryTotal(t *testing.T) {
	c := hcpcs(t, "97530")
	for minutes := range 601 {
		tr := trace.New()
		times := []timed.Time{{Code: c, Minutes: given(tr, minutes)}}
		total := timed.TotalTime(tr, chart(tr), times, nil)
		each := timed.PerCode(tr, chart(tr), times)
		want := slowUnits(minutes)
		if total.Units.Int() != want || each.Units.Int() != want || total.Counts[0].Units.Int() != want {
			t.Errorf("%d minutes: %s total, %s per code, %s for the code, want %d", minutes, total.Units.Value, each.Units.Value, total.Counts[0].Units.Value, want)
		}
		next := timed.Next(tr, chart(tr), total, false).Int()
		if slowUnits(minutes+next) != want+1 || slowUnits(minutes+next-1) != want {
			t.Errorf("%d minutes: next unit in %d minutes", minutes, next)
		}
		if fewest, most := timed.MinutesFor(8, 15, want); minutes < fewest || minutes > most {
			t.Errorf("%d minutes: %d units need %d to %d", minutes, want, fewest, most)
		}
		if err := trace.Replay(tr.Nodes); err != nil {
			t.Fatalf("%d minutes: %v", minutes, err)
		}
	}
}

// slowAllocation follows the manual step by step: a unit for each full 15
// minutes of a code, crossed off its minutes; then, while units are left, the
// code with the most minutes left gets one and is done.
func slowAllocation(minutes []int) (units []int, tie bool) {
	total, left := 0, make([]int, len(minutes))
	units = make([]int, len(minutes))
	for i, m := range minutes {
		total += m
		left[i] = m
	}
	rest := slowUnits(total)
	for i := range left {
		for left[i] >= 15 {
			left[i], units[i], rest = left[i]-15, units[i]+1, rest-1
		}
	}
	last := -1
	for ; rest > 0; rest-- {
		best := -1
		for i := range left {
			if left[i] > 0 && (best < 0 || left[i] > left[best] || left[i] == left[best] && minutes[i] > minutes[best]) {
				best = i
			}
		}
		last, units[best], left[best] = left[best], units[best]+1, 0
	}
	for _, m := range left {
		tie = tie || last > 0 && m == last
	}
	return units, tie
}

// TestEveryPair holds the allocation against the slow steps for all pairs of
// codes with 0 to 60 minutes, and for triples on a grid.
func TestEveryPair(t *testing.T) {
	codes := []code.HCPCS{hcpcs(t, "97530"), hcpcs(t, "97110"), hcpcs(t, "97140")}
	for a := range 61 {
		for b := range 61 {
			compare(t, codes[:2], []int{a, b})
		}
	}
	for a := 0; a <= 60; a += 4 {
		for b := 0; b <= 60; b += 3 {
			for c := 0; c <= 60; c += 7 {
				compare(t, codes, []int{a, b, c})
			}
		}
	}
}

func compare(t *testing.T, codes []code.HCPCS, minutes []int) {
	t.Helper()
	tr := trace.New()
	times := make([]timed.Time, len(codes))
	for i, c := range codes {
		times[i] = timed.Time{Code: c, Minutes: given(tr, minutes[i])}
	}
	got := timed.TotalTime(tr, chart(tr), times, nil)
	want, tie := slowAllocation(minutes)
	for i := range codes {
		if got.Counts[i].Units.Int() != want[i] {
			t.Fatalf("%v: %v, want %v", minutes, units(got), want)
		}
	}
	if (got.Tie != nil) != tie {
		t.Fatalf("%v: tie %+v, want %t", minutes, got.Tie, tie)
	}
	if err := trace.Replay(tr.Nodes); err != nil {
		t.Fatalf("%v: %v", minutes, err)
	}
}

func units(r timed.Result) string {
	out := ""
	for _, c := range r.Counts {
		out += fmt.Sprintf("%s:%s ", c.Code, c.Units.Value)
	}
	return out
}

// TestTie says who chooses and why.
func TestTie(t *testing.T) {
	a, b, c := hcpcs(t, "97112"), hcpcs(t, "97110"), hcpcs(t, "97140")
	for _, x := range []struct {
		name    string
		codes   []code.HCPCS
		minutes []int
		prefer  []code.HCPCS
		chosen  []code.HCPCS
		units   int
		why     string
	}{
		{"order of entry", []code.HCPCS{a, b}, []int{20, 20}, nil, []code.HCPCS{a}, 1, "order"},
		{"more minutes in all", []code.HCPCS{a, b}, []int{5, 20}, nil, []code.HCPCS{b}, 1, "minutes"},
		{"preference comes before minutes", []code.HCPCS{a, b}, []int{5, 20}, []code.HCPCS{a}, []code.HCPCS{a}, 1, "prefer"},
		{"two units among three", []code.HCPCS{a, b, c}, []int{10, 10, 10}, []code.HCPCS{c}, []code.HCPCS{a, c}, 2, "order"},
		{"one unit among three", []code.HCPCS{a, b, c}, []int{7, 7, 7}, []code.HCPCS{c, b}, []code.HCPCS{c}, 1, "prefer"},
	} {
		t.Run(x.name, func(t *testing.T) {
			tr := trace.New()
			var times []timed.Time
			for i, h := range x.codes {
				times = append(times, timed.Time{Code: h, Minutes: given(tr, x.minutes[i])})
			}
			got := timed.TotalTime(tr, chart(tr), times, x.prefer).Tie
			if got == nil || got.Units != x.units || got.Why != x.why || fmt.Sprint(got.Chosen) != fmt.Sprint(x.chosen) {
				t.Errorf("tie %+v, want %d to %v by %s", got, x.units, x.chosen, x.why)
			}
		})
	}
}

func TestNextPerCode(t *testing.T) {
	tr := trace.New()
	times := []timed.Time{{Code: hcpcs(t, "97530"), Minutes: given(tr, 10)}, {Code: hcpcs(t, "97110"), Minutes: given(tr, 5)}}
	r := timed.PerCode(tr, chart(tr), times)
	if got := timed.Next(tr, chart(tr), r, true).Int(); got != 3 {
		t.Errorf("the nearest code is 3 minutes away, got %d", got)
	}
	empty := timed.PerCode(tr, chart(tr), nil)
	if got := timed.Next(tr, chart(tr), empty, true).Int(); got != 8 {
		t.Errorf("without a code the first unit is 8 minutes away, got %d", got)
	}
}

// TestMinutesFor: the chart read backwards (CMS Pub. 100-04, ch. 5, §20.2.C).
func TestMinutesFor(t *testing.T) {
	for n, want := range map[int][2]int{-1: {0, 7}, 0: {0, 7}, 1: {8, 22}, 2: {23, 37}, 8: {113, 127}} {
		if fewest, most := timed.MinutesFor(8, 15, n); fewest != want[0] || most != want[1] {
			t.Errorf("%d units: %d to %d minutes, want %v", n, fewest, most, want)
		}
	}
}

// TestWhoChose: what the clinician preferred is given, what we chose is assumed.
func TestWhoChose(t *testing.T) {
	a, b := hcpcs(t, "97112"), hcpcs(t, "97110")
	for _, c := range []struct {
		prefer []code.HCPCS
		want   trace.Kind
	}{{nil, trace.Assumed}, {[]code.HCPCS{b}, trace.Given}} {
		tr := trace.New()
		timed.TotalTime(tr, chart(tr), []timed.Time{{Code: a, Minutes: given(tr, 20)}, {Code: b, Minutes: given(tr, 20)}}, c.prefer)
		seen := 0
		for _, n := range tr.Nodes {
			if n.Rule == "units-tie" {
				seen++
				if n.Kind != c.want {
					t.Errorf("preferring %v: the choice is %s", c.prefer, n.Kind)
				}
			}
		}
		if seen != 2 {
			t.Errorf("%d choices in the trace, want one for each tied code", seen)
		}
	}
}
