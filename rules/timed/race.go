package timed

import (
	"slices"

	"therapytally/rules/code"
	"therapytally/rules/order"
	"therapytally/rules/trace"
)

// race ranks codes by leftover minutes for the rest units that total time
// allows beyond each code's own full units. There are never more rest units
// than codes with leftovers, because leftovers are at most 14 minutes each.
type race struct {
	times  []Time
	left   []trace.Figure
	prefer []code.HCPCS
	rest   int
	order  []int // indices into times, winner first
}

func newRace(times []Time, left []trace.Figure, prefer []code.HCPCS, rest int) race {
	r := race{times, left, prefer, rest, make([]int, len(times))}
	for i := range r.order {
		r.order[i] = i
	}
	order.By(r.order, r.before)
	return r
}

// before orders winners first: more leftover minutes, then the tie rules.
func (r race) before(a, b int) int {
	if c := r.left[b].Value.Cmp(r.left[a].Value); c != 0 {
		return c
	}
	if pa, pb := r.preference(a), r.preference(b); pa != pb {
		return pa - pb
	}
	return r.times[b].Minutes.Value.Cmp(r.times[a].Minutes.Value)
}

func (r race) preference(i int) int {
	if at := slices.Index(r.prefer, r.times[i].Code); at >= 0 {
		return at
	}
	return len(r.prefer)
}

// level returns the codes whose leftover equals that of the last winner, in
// order of entry, and how many of them win.
func (r race) level() (among []int, wins int) {
	cut := r.left[r.order[r.rest-1]].Value
	for place, i := range r.order {
		if r.left[i].Value.Equal(cut) {
			among = append(among, i)
			if place < r.rest {
				wins++
			}
		}
	}
	order.Ascending(among)
	return among, wins
}

func (r race) wins(i int) bool { return slices.Index(r.order, i) < r.rest }

func (r race) tie() *Tie {
	among, wins := r.level()
	if wins == len(among) {
		return nil
	}
	t := &Tie{Units: wins, Why: r.why()}
	for _, i := range among {
		t.Among = append(t.Among, r.times[i].Code)
		if r.wins(i) {
			t.Chosen = append(t.Chosen, r.times[i].Code)
		}
	}
	return t
}

// why says what parted the last winner from the first loser.
func (r race) why() string {
	winner, loser := r.order[r.rest-1], r.order[r.rest]
	switch {
	case r.preference(winner) != r.preference(loser):
		return "prefer"
	case !r.times[winner].Minutes.Value.Equal(r.times[loser].Minutes.Value):
		return "minutes"
	}
	return "order"
}

// give adds to each code's own units the leftover unit it wins.
func (r race) give(t *trace.Trace, own []trace.Figure, rest trace.Figure) []trace.Figure {
	cut := t.Rank(trace.Label{Rule: "units-leftover", Name: "leftover minutes that still get a unit", Unit: trace.Minutes}, rest, r.left)
	yes := t.Constant(trace.Label{Rule: "units-leftover", Name: "one unit", Unit: trace.Units}, one)
	no := t.Constant(trace.Label{Rule: "units-leftover", Name: "no unit", Unit: trace.Units}, zero)
	tied := r.tie() != nil
	units := make([]trace.Figure, len(own))
	for i := range own {
		subject := r.times[i].Code.String()
		choices := []trace.Choice{{Left: r.left[i], Rel: ">", Right: cut, To: yes}, {Left: r.left[i], Rel: "=", Right: cut, To: yes}}
		if tied && r.left[i].Value.Equal(cut.Value) {
			choices[1].To = r.choice(t, i)
		}
		extra := t.Pick(trace.Label{Rule: "units-leftover", Subject: subject, Name: "unit for leftover minutes", Unit: trace.Units}, no, choices...)
		units[i] = t.Sum(trace.Label{Rule: "units-total-time", Subject: subject, Name: "units", Unit: trace.Units}, own[i], extra)
	}
	return units
}

// choice is the node of a tied code: given where the clinician preferred, else
// assumed by us.
func (r race) choice(t *trace.Trace, i int) trace.Figure {
	l := trace.Label{Rule: "units-tie", Subject: r.times[i].Code.String(), Name: "chosen among equal leftovers (the clinician may choose otherwise)", Unit: trace.Units}
	v := zero
	if r.wins(i) {
		v = one
	}
	if r.why() == "prefer" {
		return t.Given(l, v)
	}
	return t.Assumed(l, v)
}
