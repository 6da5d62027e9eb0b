package rules_test

import (
	"maps"
	"math/rand/v2"
	"slices"
)

// oracleMix says which parts of the contract a random visit may use.
type oracleMix struct {
	payers, nonpar bool // other kinds of payer; non-participation
	assistants     bool // assistantMinutes and intervals
	assertions     bool // distinct and modifiers
	also           bool // alsoToday
	denials        bool // visits whose lines may be bundled, denied, not covered, unpriced; kxJustified false; abn
	cover          bool // supplement and QMB
	charges        bool
	refusals       bool // now and then a visit that must be refused
	doubtful       bool // combinations that the contract leaves open (see oracleRandomVisit)
}

// oracleEverything is the whole contract; oracleStageA only Medicare,
// participating, without anything that an edit or an assistant could touch.
var (
	oracleEverything = oracleMix{payers: true, nonpar: true, assistants: true, assertions: true, also: true,
		denials: true, cover: true, charges: true, refusals: true}
	oracleStageA = oracleMix{}
)

// oracleDice makes one visit.
type oracleDice struct {
	*rand.Rand
	mix     oracleMix
	m       map[string]any
	kind    string
	rate    string
	slp     bool
	codes   []string
	clock   int
	minutes int
}

// oracleDrawn are the sorted keys of what a table of the date holds.
func oracleDrawn[V any](b *oracleBook, kind, date string, rows map[string]V) []string {
	name := kind + b.release(kind, date)
	if b.keys[name] == nil {
		b.keys[name] = slices.Sorted(maps.Keys(rows))
	}
	return b.keys[name]
}

func (d *oracleDice) one(percent int) bool { return d.IntN(100) < percent }

func oraclePick[T any](d *oracleDice, list ...T) T { return list[d.IntN(len(list))] }

func (d *oracleDice) money(least, most int) string {
	return oracleText(oracleFromCents(int64(least + d.IntN(most-least+1))))
}

// oracleRandomVisit makes a contract visit, ready for JSON: texts, ints, bools,
// lists and objects only. Without mix.doubtful it keeps clear of what the
// contract leaves open: QMB with a line the patient would owe alone, Original
// Medicare with unpriced lines, more than four modifiers, plans whose charge is
// under the allowed amount, an SLP private practice in a hospital.
func oracleRandomVisit(r *rand.Rand, mix oracleMix) map[string]any {
	for {
		d := &oracleDice{Rand: r, mix: mix, m: map[string]any{}, clock: 8 * 60, minutes: 20}
		d.roll()
		if d.mix.refusals && d.one(2) {
			d.spoil()
			return d.m
		}
		if d.fits() {
			return d.m
		}
	}
}

func (d *oracleDice) roll() {
	first, _ := oracleTheBook().days()
	d.m["date"] = oracleDay(first, d.IntN(oracleTheBook().span()))
	discipline := oraclePick(d, "PT", "PT", "OT", "OT", "SLP")
	d.slp = discipline == "SLP"
	d.m["discipline"] = discipline
	d.payer()
	d.place()
	d.listCodes()
	d.services()
	d.alsoToday()
	d.threshold()
	d.coverage()
	if d.one(25) {
		d.m["prefer"] = oracleAnys([]string{d.code(), d.code()})
	}
}

func (d *oracleDice) payer() {
	p := map[string]any{}
	d.kind = "medicare"
	if d.mix.payers && d.one(45) {
		d.kind = oraclePick(d, "medicare-advantage", "commercial", "commercial", "medicaid", "self-pay")
	}
	if d.kind != "medicare" || d.one(50) {
		p["kind"] = d.kind
	}
	if d.kind == "medicare" {
		d.medicare(p)
	} else {
		d.plan(p)
	}
	if d.mix.denials && d.kind != "self-pay" && d.one(10) {
		p["edits"] = d.one(30)
	}
	if len(p) > 0 {
		d.m["payer"] = p
	}
}

func (d *oracleDice) medicare(p map[string]any) {
	if d.one(15) {
		p["qp"] = d.one(80)
	}
	if d.mix.nonpar && d.one(25) {
		p["participation"] = oraclePick(d, "par", "nonpar-assigned", "nonpar-unassigned")
	} else if d.one(20) {
		d.m["setting"] = oraclePick(d, "institutional", "private-practice")
	}
}

func (d *oracleDice) plan(p map[string]any) {
	if d.one(40) {
		p["unitRule"] = oraclePick(d, "ama", "cms")
	}
	if d.one(30) {
		p["mppr"] = d.one(50)
	}
	if d.one(20) {
		d.m["setting"] = "institutional"
	}
	d.rate = oraclePick(d, "percentOfMedicare", "perUnit", "perUnit", "perVisit", "perVisit", "")
	switch d.rate {
	case "percentOfMedicare":
		p["rate"] = map[string]any{d.rate: oraclePick(d, "100", "120", "82.5", "65", "133.33")}
	case "perVisit":
		p["rate"] = map[string]any{d.rate: d.money(1, 20000)}
	case "perUnit":
		p["rate"] = map[string]any{d.rate: map[string]any{"97530": d.money(2000, 6000), "97110": d.money(2000, 5000)},
			"otherwise": d.money(1500, 9000)}
		if d.one(15) {
			delete(p["rate"].(map[string]any), "otherwise")
		}
	}
	if d.rate != "perVisit" && d.rate != "" && d.one(25) {
		p["unitCap"] = d.IntN(6)
	}
}

func (d *oracleDice) place() {
	b, date := oracleTheBook(), d.m["date"].(string)
	if d.one(35) {
		d.m["pos"] = oraclePick(d, oraclePick(d, oracleDrawn(b, "pos", date, b.pos)...), "12", "31", "22", "49")
	}
	switch {
	case d.one(40):
		d.m["locality"] = oraclePick(d, oracleDrawn(b, "gpci", date, b.on("gpci", date).gpci)...)
	case d.one(20):
		d.m["zip"] = oraclePick(d, b.on("zip", date).rows...)["zip_from"]
	case d.one(20):
		d.m["zip"] = oraclePick(d, oracleDrawn(b, "zip-plus4", date, b.on("zip-plus4", date).plus4)...)
	case d.one(10):
		d.m["locality"] = "national"
	}
}

var oracleUsual = map[string][]string{
	"PT": {"97530", "97530", "97530", "97110", "97110", "97112", "97116", "97140", "97140", "97124", "97012", "97032",
		"97035", "97150", "97161", "97164", "97750", "97542", "G0283", "97010", "97113", "97537", "97760", "97763"},
	"OT": {"97530", "97530", "97530", "97535", "97535", "97110", "97112", "97140", "97129", "97130", "97150", "97165",
		"97168", "97533", "97537", "97542", "97018", "97022", "97035", "97750", "97755", "97760", "G0283", "97010"},
	"SLP": {"92507", "92507", "92526", "92508", "92521", "92522", "92523", "92524", "92597", "92607", "92609", "92610",
		"97129", "97130", "97530", "97535", "96125", "96105", "97533"},
}

// listCodes: what this discipline may bill in this year.
func (d *oracleDice) listCodes() {
	b, date := oracleTheBook(), d.m["date"].(string)
	for _, code := range oracleDrawn(b, "rvu", date, b.on("rvu", date).rvu) {
		only := b.codes[code].disciplines
		if only == "" || only == "PT+OT" || only == d.m["discipline"] {
			d.codes = append(d.codes, code)
		}
	}
}

func (d *oracleDice) code() string {
	if d.one(82) {
		return oraclePick(d, oracleUsual[d.m["discipline"].(string)]...)
	}
	return oraclePick(d, d.codes...)
}

func (d *oracleDice) services() {
	n := oraclePick(d, 1, 2, 2, 3, 3, 3, 4, 4, 5, 6, 8)
	list, charged := []any{}, d.mix.charges && d.one(40)
	intervals := d.mix.assistants && d.one(12)
	seen := map[string]int{}
	for range n {
		code := d.code()
		if at, twice := seen[code]; twice {
			again := maps.Clone(list[at].(map[string]any)) // the same code again: all the same but the minutes
			if again["intervals"] == nil && oracleTheBook().codes[code].pool == "yes" {
				again["minutes"] = d.some()
				list = append(list, again)
			}
			continue
		}
		seen[code] = len(list)
		list = append(list, d.service(code, charged, intervals))
	}
	d.m["services"] = list
}

// some minutes: edges of the chart, the same as last time (a tie), or anything.
func (d *oracleDice) some() int {
	switch d.IntN(10) {
	case 0, 1:
	case 2, 3, 4:
		d.minutes = oraclePick(d, 1, 5, 7, 8, 10, 15, 16, 20, 22, 23, 25, 30, 37, 38, 45, 52, 53)
	case 5:
		d.minutes = d.IntN(130)
	default:
		d.minutes = d.IntN(46)
	}
	return d.minutes
}

func (d *oracleDice) service(code string, charged, intervals bool) map[string]any {
	s := map[string]any{"code": code}
	if oracleTheBook().codes[code].pool == "yes" {
		s["minutes"] = d.some()
	} else {
		if d.one(30) {
			s["units"] = oraclePick(d, 1, 1, 2, 3)
		}
		if d.one(50) {
			s["minutes"] = 5 + d.IntN(40)
		}
	}
	if d.mix.assistants && !d.slp {
		d.assistant(s, intervals)
	}
	if d.mix.assertions && d.one(30) {
		s["distinct"] = oraclePick(d, "59", "59", "XE", "XP", "XS", "XU", "")
	}
	if d.mix.assertions && d.one(8) {
		s["modifiers"] = oracleAnys([]string{"GP", oraclePick(d, "22", "52", "76", "77", "95", "96", "97", "KX")})
	}
	if charged && d.one(93) {
		d.charge(s)
	}
	return s
}

func (d *oracleDice) charge(s map[string]any) {
	s["charge"] = d.money(800, 12000)
	if d.kind != "medicare" && !(d.kind == "self-pay" && d.rate == "") && !d.mix.doubtful {
		s["charge"] = d.money(100000, 120000) // a plan's allowed amount stays under it
	}
}

func (d *oracleDice) assistant(s map[string]any, intervals bool) {
	if intervals {
		delete(s, "minutes")
		s["intervals"] = d.intervals()
		return
	}
	if d.one(30) {
		s["assistantMinutes"] = d.IntN(40)
		if d.one(20) && s["minutes"] != nil {
			s["assistantMinutes"], s["minutes"] = s["minutes"], d.IntN(20)
		}
	}
}
