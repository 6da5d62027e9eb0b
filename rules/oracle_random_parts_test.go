package rules_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
)

func (d *oracleDice) intervals() []any {
	list := []any{}
	for range 1 + d.IntN(3) {
		from := d.clock
		d.clock += 1 + d.IntN(25)
		list = append(list, map[string]any{"from": oracleHour(from), "to": oracleHour(d.clock),
			"by": oraclePick(d, "therapist", "therapist", "assistant", "both")})
		d.clock += oraclePick(d, 0, 0, 5)
	}
	return list
}

func oracleHour(m int) string { return fmt.Sprintf("%02d:%02d", m/60, m%60) }

func (d *oracleDice) alsoToday() {
	if !d.mix.also || !d.one(20) {
		return
	}
	list := []any{}
	for range 1 + d.IntN(2) {
		other := oraclePick(d, "PT", "OT", "SLP")
		list = append(list, map[string]any{"code": oraclePick(d, oracleUsual[other]...),
			"units": 1 + d.IntN(4), "discipline": other})
	}
	d.m["alsoToday"] = list
}

func (d *oracleDice) threshold() {
	if (d.kind == "medicare" || d.mix.doubtful) && d.one(45) {
		near := d.IntN(30000)
		d.m["yearToDate"] = map[string]any{
			"ptSlp": oraclePick(d, oracleText(oracleFromCents(int64(250000-near))), d.money(0, 400000)),
			"ot":    oraclePick(d, oracleText(oracleFromCents(int64(250000-near))), d.money(0, 400000))}
	}
	if d.kind != "medicare" {
		return
	}
	if d.one(50) {
		d.m["kxJustified"] = !d.mix.denials || d.one(60)
	}
	if d.mix.denials && d.one(35) {
		d.m["abn"] = d.one(80)
	}
}

func (d *oracleDice) coverage() {
	c := map[string]any{}
	if d.one(60) {
		c["deductibleRemaining"] = oraclePick(d, "0.00", d.money(0, 3000), d.money(0, 12000), d.money(0, 30000))
	}
	if d.kind == "medicare" {
		if p, ok := d.m["payer"].(map[string]any); d.mix.cover && d.one(12) && (!ok || p["participation"] != "nonpar-unassigned") {
			c["qmb"] = d.one(90)
		}
	} else if d.kind != "self-pay" {
		d.planCoverage(c)
	} else {
		c = map[string]any{}
	}
	if d.mix.cover && d.kind != "self-pay" && d.one(25) {
		c["secondary"] = map[string]any{"deductible": d.one(50), "coinsurance": oraclePick(d, "1.00", "0.50", "0.75", "0.00", "0.333")}
	}
	if len(c) > 0 {
		d.m["coverage"] = c
	}
}

func (d *oracleDice) planCoverage(c map[string]any) {
	if d.one(55) {
		c["coinsurance"] = oraclePick(d, "0.20", "0.10", "0.15", "0.25", "0.333", "0", "1.00")
	}
	if d.one(55) || len(c) == 0 {
		c["copay"] = oraclePick(d, "0.00", "20.00", d.money(0, 8000))
	}
	if d.one(30) {
		c["deductibleApplies"] = d.one(40)
	}
	if d.one(30) {
		c["outOfPocketRemaining"] = oraclePick(d, "0.00", d.money(0, 6000), d.money(0, 30000))
	}
}

// fits throws away what this mix must not contain.
func (d *oracleDice) fits() bool {
	v, err := oracleParse(d.m, "")
	if err != nil {
		return false
	}
	o := newOracle(v).run()
	if d.mix.doubtful {
		return true
	}
	hospital := slices.Contains([]string{"19", "21", "22", "23"}, v.pos)
	if d.slp && hospital && v.setting == "private-practice" {
		return false
	}
	for _, l := range o.lines {
		switch {
		case !d.mix.denials && l.status != "payable",
			v.kind == "medicare" && l.status == "unpriced",
			v.cover.qmb && l.liability == "patient",
			d.rate == "perVisit" && oracleSum(l.medicare...) == nil,
			o.tooMany(l):
			return false
		}
	}
	return true
}

func (o *oracle) tooMany(l *oracleLine) bool {
	printed := 1
	for _, yes := range []bool{l.assistant, l.distinct != "", l.kx || l.notice != "", len(l.code.service[0].modifiers) > 0} {
		if yes {
			printed++
		}
	}
	return printed > 4
}

// oracleRandomEpisode makes a visit and its calendar.
func oracleRandomEpisode(r *rand.Rand, mix oracleMix) map[string]any {
	mix.refusals = false
	for {
		visit := oracleRandomVisit(r, mix)
		if len(oracleNoEvaluations(visit["services"].([]any))) == 0 {
			continue // the contract does not say what a visit without services is
		}
		d := &oracleDice{Rand: r}
		episode := map[string]any{"perWeek": 1 + d.IntN(4), "weeks": 1 + d.IntN(10)}
		if d.one(30) {
			days := []string{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"}
			d.Shuffle(len(days), func(i, j int) { days[i], days[j] = days[j], days[i] })
			episode["weekdays"] = oracleAnys(days[:episode["perWeek"].(int)])
		}
		if d.one(40) {
			episode["assumeNextYear"] = d.one(80)
		}
		if cover, ok := visit["coverage"].(map[string]any); ok && cover["coinsurance"] != nil || ok && cover["copay"] != nil {
			cover["yearly"] = map[string]any{"deductible": d.money(0, 50000), "outOfPocket": d.money(0, 200000)}
		}
		return map[string]any{"visit": visit, "episode": episode}
	}
}

// spoil makes a visit that must be refused.
func (d *oracleDice) spoil() {
	service := d.m["services"].([]any)[0].(map[string]any)
	switch d.IntN(9) {
	case 0:
		first, last := oracleTheBook().days()
		d.m["date"] = oraclePick(d, oracleDay(first, -1), oracleDay(last, 1), "yesterday", "2026-02-30", "")
	case 1:
		d.m["discipline"] = "MD"
	case 2:
		service["code"] = oraclePick(d, "97802", "99213", "", "9753O")
	case 3:
		delete(service, "intervals")
		service["minutes"] = oraclePick(d, -1, 601)
	case 4:
		d.m["unknown"] = 1
	case 5:
		d.m["pos"] = "98"
	case 6:
		delete(d.m, "zip")
		d.m["locality"] = "00000-00"
	case 7:
		service["charge"] = oraclePick(d, "-1.00", "ten", "1e3")
	case 8:
		d.m["services"] = []any{}
	}
}
