package rules_test

import (
	"fmt"
	"math/big"
	"slices"
	"time"
)

func (v *oracleVisit) readServices(o *oracleObject) {
	list := o.list("services")
	if len(list) < 1 || len(list) > 40 {
		oracleRefuse("services", "not 1 to 40")
	}
	for i, raw := range list {
		v.services = append(v.services, v.readService(oracleOpen(fmt.Sprintf("services[%d]", i), raw)))
	}
}

func (v *oracleVisit) readService(s *oracleObject) oracleService {
	one := oracleService{code: s.text("code", "")}
	row, known := oracleTheBook().codes[one.code]
	if !known {
		oracleRefuse(s.path("code"), "unknown code")
	}
	one.therapist = s.count("minutes", 0, 0, 600)
	one.assistant = s.count("assistantMinutes", 0, 0, 600)
	if row.pool == "yes" {
		if _, given := s.get("units"); given {
			oracleRefuse(s.path("units"), "a timed code's units come from its minutes")
		}
	} else {
		one.units = s.count("units", 1, 1, 999)
	}
	one.distinct = s.text("distinct", "", "", "59", "XE", "XP", "XS", "XU")
	one.charge = s.money("charge")
	one.modifiers = s.texts("modifiers")
	if len(one.modifiers) > 4 {
		oracleRefuse(s.path("modifiers"), "more than four")
	}
	v.readIntervals(s, &one)
	s.close()
	v.checkService(s, one, row)
	return one
}

func (v *oracleVisit) readIntervals(s *oracleObject, one *oracleService) {
	list := s.list("intervals")
	if len(list) == 0 {
		return
	}
	_, m := s.get("minutes")
	_, a := s.get("assistantMinutes")
	if m || a {
		oracleRefuse(s.path("intervals"), "given beside minutes")
	}
	for i, raw := range list {
		x := oracleOpen(fmt.Sprintf("%s[%d]", s.path("intervals"), i), raw)
		iv := oracleInterval{oracleClock(x, "from"), oracleClock(x, "to"),
			x.text("by", "", "therapist", "assistant", "both")}
		x.close()
		if iv.to <= iv.from {
			oracleRefuse(x.at, "ends before it begins")
		}
		if iv.by == "assistant" {
			one.assistant += iv.to - iv.from
		} else { // both counts as therapist
			one.therapist += iv.to - iv.from
		}
		one.intervals = append(one.intervals, iv)
	}
}

func oracleClock(x *oracleObject, key string) int {
	t, err := time.Parse("15:04", x.text(key, ""))
	if err != nil {
		oracleRefuse(x.path(key), "no time of day")
	}
	return t.Hour()*60 + t.Minute()
}

func (v *oracleVisit) checkService(s *oracleObject, one oracleService, row oracleCodeRow) {
	if v.discipline == "SLP" && one.assistant > 0 && v.kind == "medicare" {
		oracleRefuse(s.path("assistantMinutes"), "Medicare pays no SLP assistant")
	}
	if "97161" <= one.code && one.code <= "97168" && one.assistant > 0 && one.therapist == 0 {
		oracleRefuse(s.path("assistantMinutes"), "an assistant does not evaluate")
	}
	// R03-R05: the discipline itself contradicts the code. "PT+OT" is only a custom.
	if d := row.disciplines; (d == "PT" || d == "OT" || d == "SLP") && d != v.discipline {
		oracleRefuse(s.path("code"), "evaluation of another discipline")
	}
	if _, priced := v.rvu(one.code); !priced {
		oracleRefuse(s.path("code"), "not in the release of this year")
	}
}

// rvu finds a code in the release that serves the visit's year.
func (v *oracleVisit) rvu(code string) (oracleRVU, bool) {
	r, ok := oracleTheBook().on("rvu", v.numbers).rvu[code]
	return r, ok
}

func (v *oracleVisit) readAlso(o *oracleObject) {
	for i, raw := range o.list("alsoToday") {
		a := oracleOpen(fmt.Sprintf("alsoToday[%d]", i), raw)
		one := oracleAlso{a.text("code", ""), a.count("units", 1, 1, 999)}
		a.text("discipline", "", "PT", "OT", "SLP")
		a.close()
		if _, known := v.rvu(one.code); !known {
			oracleRefuse(a.path("code"), "unknown code")
		}
		v.also = append(v.also, one)
	}
}

func (v *oracleVisit) readUsed(o *oracleObject) {
	v.used = map[string]*big.Rat{"ptSlp": oracleZero(), "ot": oracleZero()}
	raw, ok := o.get("yearToDate")
	if !ok {
		return
	}
	y := oracleOpen("yearToDate", raw)
	for key := range v.used {
		if amount := y.money(key); amount != nil {
			v.used[key] = amount
		}
	}
	y.close()
}

func (v *oracleVisit) readCoverage(o *oracleObject) {
	raw, ok := o.get("coverage")
	if !ok {
		raw = map[string]any{}
	}
	c := oracleOpen("coverage", raw)
	v.cover.deductible = c.money("deductibleRemaining")
	v.cover.deductibleApplies = true
	if v.kind == "medicare" {
		v.cover.qmb = c.flag("qmb", false)
	} else {
		v.cover.coinsurance, v.cover.copay = c.rate("coinsurance"), c.money("copay")
		v.cover.deductibleApplies = c.flag("deductibleApplies", true)
		v.cover.outOfPocket = c.money("outOfPocketRemaining")
		v.readYearly(c)
		if v.kind != "self-pay" && v.cover.deductible == nil && v.cover.coinsurance == nil && v.cover.copay == nil {
			oracleRefuse("coverage", "needs a coinsurance, a copay or a deductible")
		}
	}
	if sec, ok := c.get("secondary"); ok {
		s := oracleOpen("coverage.secondary", sec)
		v.cover.secondary = true
		v.cover.secondaryDeductible = s.flag("deductible", false)
		v.cover.secondaryCoinsurance = s.rate("coinsurance")
		s.close()
	}
	if v.cover.secondaryCoinsurance == nil {
		v.cover.secondaryCoinsurance = oracleZero()
	}
	c.close()
	for key, part := range map[string]*big.Rat{"coverage.coinsurance": v.cover.coinsurance,
		"coverage.secondary.coinsurance": v.cover.secondaryCoinsurance} {
		if part != nil && part.Cmp(oracleInt(1)) > 0 {
			oracleRefuse(key, "more than all of it")
		}
	}
}

func (v *oracleVisit) readYearly(c *oracleObject) {
	raw, ok := c.get("yearly")
	if !ok {
		return
	}
	y := oracleOpen("coverage.yearly", raw)
	v.cover.yearlyDeductible, v.cover.yearlyOutOfPocket = y.money("deductible"), y.money("outOfPocket")
	y.close()
}

func (v *oracleVisit) readRest(o *oracleObject) {
	v.prefer = o.texts("prefer")
	if _, ok := o.get("kxJustified"); ok {
		yes := o.flag("kxJustified", false)
		v.kx = &yes
	}
	v.abn = o.flag("abn", false)
	if v.kind != "medicare" && (v.kx != nil || v.abn) {
		oracleRefuse("kxJustified", "Original Medicare only")
	}
}

// check holds the refusals that need the whole visit.
func (v *oracleVisit) check() {
	minutes := 0
	for _, s := range v.services {
		minutes += s.therapist + s.assistant
	}
	if minutes > 24*60 {
		oracleRefuse("services", "more than a day")
	}
	for i, s := range v.services {
		for _, t := range v.services[i:] {
			if oracleMayOverlap(s.code) || oracleMayOverlap(t.code) {
				continue
			}
			v.checkOverlap(i, s, t)
		}
	}
}

func oracleMayOverlap(code string) bool {
	return "97010" <= code && code <= "97028" || slices.Contains(oracleSupervised, code)
}

func (v *oracleVisit) checkOverlap(i int, s, t oracleService) {
	for j, a := range s.intervals {
		for k, b := range t.intervals {
			same := &s.intervals[j] == &t.intervals[k]
			if !same && a.from < b.to && b.from < a.to {
				oracleRefuse(fmt.Sprintf("services[%d].intervals", i), "overlaps")
			}
		}
	}
}
