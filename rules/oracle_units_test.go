package rules_test

import (
	"fmt"
	"math/big"
	"slices"
	"strings"
)

// oracleCode is one code of the visit with the minutes of all its entries.
type oracleCode struct {
	code                 string
	timed                bool
	therapist, assistant int
	units                int
	distinct             string
	service              []oracleService
}

func (c *oracleCode) minutes() int { return c.therapist + c.assistant }

// oracle holds the working paper of one visit; each step of the contract
// writes on it in turn.
type oracle struct {
	v     *oracleVisit
	codes []*oracleCode
	units map[string]any
	lines []*oracleLine

	facts        []string // what happened, for whoever compares findings
	unitsInForce map[string]int
	thresholdOut map[string]any
	after        *big.Rat
	visit        oracleShares
}

func newOracle(v *oracleVisit) *oracle {
	o := &oracle{v: v}
	for _, s := range v.services {
		c := o.code(s.code)
		if c == nil {
			c = &oracleCode{code: s.code, timed: oracleTheBook().codes[s.code].pool == "yes"}
			o.codes = append(o.codes, c)
		}
		c.therapist += s.therapist // the same code twice: minutes are pooled
		c.assistant += s.assistant
		c.units += s.units
		if c.distinct == "" {
			c.distinct = s.distinct
		}
		c.service = append(c.service, s)
	}
	return o
}

func (o *oracle) note(words ...any) {
	fact := strings.TrimSpace(fmt.Sprintln(words...))
	if !slices.Contains(o.facts, fact) {
		o.facts = append(o.facts, fact)
	}
}

func (o *oracle) code(name string) *oracleCode {
	for _, c := range o.codes {
		if c.code == name {
			return c
		}
	}
	return nil
}

func (o *oracle) timed() []*oracleCode {
	return slices.DeleteFunc(slices.Clone(o.codes), func(c *oracleCode) bool { return !c.timed })
}

// oracleChart walks the CMS chart (Pub 100-04 ch.5 s20.2.C) one minute at a
// time: the first unit comes with minute 8, each further one 15 minutes later.
func oracleChart(minutes int) (units, untilNext int) {
	nextAt := 8
	for m := 1; m <= minutes; m++ {
		if m == nextAt {
			units++
			nextAt += 15
		}
	}
	return units, nextAt - minutes
}

// countUnits is contract section 1: both rules, always.
func (o *oracle) countUnits() {
	total := 0
	for _, c := range o.timed() {
		total += c.minutes()
	}
	cms, tie, cmsUnits, cmsNext := o.totalTime(total)
	ama, amaUnits, amaNext := o.perCode()
	o.units = map[string]any{"rule": "cms", "timedMinutes": total, "timedUnits": cmsUnits,
		"byCode": oracleCounts(cms), "tie": tie, "next": map[string]any{"minutes": cmsNext},
		"other": map[string]any{"rule": "ama", "timedUnits": amaUnits, "byCode": oracleCounts(ama)}}
	o.unitsInForce = cms
	if o.v.unitRule == "ama" {
		o.units = map[string]any{"rule": "ama", "timedMinutes": total, "timedUnits": amaUnits,
			"byCode": oracleCounts(ama), "tie": nil, "next": map[string]any{"minutes": amaNext},
			"other": map[string]any{"rule": "cms", "timedUnits": cmsUnits, "byCode": oracleCounts(cms)}}
		o.unitsInForce = ama
	}
	if o.units["tie"] != nil {
		o.note("tie")
	}
	for _, c := range o.timed() {
		c.units = o.unitsInForce[c.code]
	}
}

func oracleCounts(units map[string]int) map[string]any {
	out := map[string]any{}
	for code, n := range units {
		if n > 0 {
			out[code] = n
		}
	}
	return out
}

// totalTime: the total from the chart, then one unit given away at a time.
func (o *oracle) totalTime(total int) (units map[string]int, tie any, count, next int) {
	count, next = oracleChart(total)
	units = map[string]int{}
	leftover := map[string]int{}
	left := count
	for _, c := range o.timed() { // a unit for every full 15 minutes of a code of its own
		rest := c.minutes()
		for rest >= 15 {
			rest -= 15
			units[c.code]++
			left--
		}
		leftover[c.code] = rest
	}
	var chosen []string
	last := 0 // the leftover that earned the last unit
	for ; left > 0; left-- {
		winner := o.largestLeftover(leftover)
		if leftover[winner] != last {
			chosen, last = nil, leftover[winner]
		}
		chosen = append(chosen, winner)
		units[winner]++
		leftover[winner] = 0
	}
	return units, oracleTie(chosen, last, leftover), count, next
}

// oracleTie: a tie is there when somebody with the leftover that earned the
// last unit goes without.
func oracleTie(chosen []string, last int, leftover map[string]int) any {
	among := slices.Clone(chosen)
	for code, m := range leftover {
		if last > 0 && m == last {
			among = append(among, code)
		}
	}
	if len(among) == len(chosen) {
		return nil
	}
	slices.Sort(among)
	slices.Sort(chosen)
	return map[string]any{"units": len(chosen), "among": oracleAnys(among), "chosen": oracleAnys(chosen)}
}

func oracleAnys(texts []string) []any {
	out := []any{}
	for _, t := range texts {
		out = append(out, t)
	}
	return out
}

// largestLeftover picks who gets the next unit: the most leftover minutes;
// then prefer, then more minutes in all, then the order of services.
func (o *oracle) largestLeftover(leftover map[string]int) string {
	var best *oracleCode
	for _, c := range o.timed() {
		if leftover[c.code] == 0 {
			continue // never to a leftover of 0
		}
		if best == nil || leftover[c.code] > leftover[best.code] ||
			leftover[c.code] == leftover[best.code] && o.wanted(c, best) {
			best = c
		}
	}
	return best.code
}

func (o *oracle) wanted(c, than *oracleCode) bool {
	for _, p := range o.v.prefer {
		if p == c.code || p == than.code {
			return p == c.code
		}
	}
	return c.minutes() > than.minutes()
}

// perCode is the per-code midpoint rule: every code reads the chart alone.
func (o *oracle) perCode() (units map[string]int, count, next int) {
	units, next = map[string]int{}, 8
	for i, c := range o.timed() {
		n, until := oracleChart(c.minutes())
		units[c.code] = n
		count += n
		if i == 0 || until < next {
			next = until
		}
	}
	return units, count, next
}

// oracleUnitsOf is contract section 1 alone, for exhaustive runs: the units
// object for these timed codes with these minutes, in this order.
func oracleUnitsOf(rule string, prefer, codes []string, minutes []int) map[string]any {
	v := &oracleVisit{unitRule: rule, prefer: prefer}
	for i, code := range codes {
		v.services = append(v.services, oracleService{code: code, therapist: minutes[i]})
	}
	o := newOracle(v)
	o.countUnits()
	return o.units
}
