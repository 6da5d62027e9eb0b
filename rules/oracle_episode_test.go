package rules_test

import (
	"fmt"
	"maps"
	"math/big"
	"path/filepath"
	"slices"
	"time"
)

// oracleCalendar is the contract's {"visit":..., "episode":...}.
type oracleCalendar struct {
	visit         map[string]any
	start         time.Time
	count         int
	perWeek       int
	weekdays      []string
	assumeNext    bool
	medicare      bool
	deductible    *big.Rat // left; nil = not given
	outOfPocket   *big.Rat
	used          map[string]*big.Rat
	visits        []any
	milestones    []any
	sum           oracleShares
	allowed       *big.Rat
	partial       bool
	inSum         int
	inSumAssumed  int
	kxYear        int
	yearlyDed     *big.Rat
	yearlyMaximum *big.Rat
}

// oracleEpisode walks an episode day by day, a whole visit at a time.
func oracleEpisode(m map[string]any) (out map[string]any, err error) {
	defer oracleCatch(&err)
	c := oracleOpenCalendar(m)
	year := c.start.Year()
	for i := range c.count {
		day := c.day(i)
		if day.Year() != year {
			year = day.Year()
			c.newYear(i, day)
		}
		c.oneVisit(i, day)
	}
	totals := map[string]any{"partial": c.partial, "visits": c.inSum, "assumed": c.inSumAssumed}
	oraclePut(totals, "allowed", c.allowed)
	oraclePut(totals, "planPays", c.sum.planPays)
	oraclePut(totals, "secondaryPays", c.sum.secondary)
	oraclePut(totals, "patient", c.sum.patient)
	return map[string]any{"visits": c.visits, "totals": totals, "milestones": c.milestones}, nil
}

func oracleOpenCalendar(m map[string]any) *oracleCalendar {
	top := oracleOpen("", m)
	raw, _ := top.get("visit")
	visit, ok := raw.(map[string]any)
	if !ok {
		oracleRefuse("visit", "not an object")
	}
	v, err := oracleParse(visit, "")
	if err != nil {
		panic(err.(*oracleError))
	}
	eRaw, _ := top.get("episode")
	e := oracleOpen("episode", eRaw)
	c := &oracleCalendar{visit: visit, medicare: v.kind == "medicare", used: v.used, sum: oracleNothing(), allowed: oracleZero(),
		deductible: v.cover.deductible, outOfPocket: v.cover.outOfPocket,
		yearlyDed: v.cover.yearlyDeductible, yearlyMaximum: v.cover.yearlyOutOfPocket, milestones: []any{}}
	c.start, _ = time.Parse("2006-01-02", v.date)
	c.perWeek = e.count("perWeek", 0, 1, 7)
	weeks := e.count("weeks", 0, 1, 104)
	c.weekdays = e.texts("weekdays")
	c.assumeNext = e.flag("assumeNextYear", true)
	e.close()
	top.close()
	if c.count = c.perWeek * weeks; c.count == 0 {
		oracleRefuse("episode", "perWeek and weeks are required")
	}
	for i, d := range c.weekdays {
		if !slices.Contains([]string{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"}, d) {
			oracleRefuse(fmt.Sprintf("episode.weekdays[%d]", i), "no day")
		}
	}
	return c
}

// day of visit i: start + floor(7i / perWeek) days, or the i-th of the named
// weekdays from the start on.
func (c *oracleCalendar) day(i int) time.Time {
	if len(c.weekdays) == 0 {
		return c.start.AddDate(0, 0, 7*i/c.perWeek)
	}
	for day := c.start; ; day = day.AddDate(0, 0, 1) {
		if slices.Contains(c.weekdays, day.Format("Mon")) {
			if i == 0 {
				return day
			}
			i--
		}
	}
}

func (c *oracleCalendar) milestone(kind string, i int, day time.Time) {
	c.milestones = append(c.milestones, map[string]any{"kind": kind, "n": i + 1, "date": day.Format("2006-01-02")})
}

// numbers is the date whose published numbers serve a day; "" when there is none.
func (c *oracleCalendar) numbers(day time.Time) string {
	b, date := oracleTheBook(), day.Format("2006-01-02")
	if b.lacks(date) == "" {
		return date
	}
	if !c.assumeNext && c.pricesArePublished() {
		return ""
	}
	_, last := b.days()
	return last
}

// pricesArePublished: Medicare's own, or a percentage of them. A price that the
// payer and the clinic made by themselves is of no year.
func (c *oracleCalendar) pricesArePublished() bool {
	payer, _ := c.visit["payer"].(map[string]any)
	rate, _ := payer["rate"].(map[string]any)
	return c.medicare || rate["percentOfMedicare"] != nil
}

// newYear: everything yearly starts over.
func (c *oracleCalendar) newYear(i int, day time.Time) {
	c.milestone("new-year", i, day)
	c.used = map[string]*big.Rat{"ptSlp": oracleZero(), "ot": oracleZero()}
	c.kxYear = 0
	if c.deductible != nil && c.yearlyDed == nil { // the new year's is not known: none is counted
		c.yearlyDed = oracleZero()
	}
	c.deductible, c.outOfPocket = c.yearlyDed, c.yearlyMaximum
	if numbers := c.numbers(day); c.medicare && numbers != "" {
		c.deductible = oracleTheBook().number("part-b-deductible", numbers)
	}
}

func (c *oracleCalendar) oneVisit(i int, day time.Time) {
	date, numbers := day.Format("2006-01-02"), c.numbers(day)
	out := map[string]any{"n": i + 1, "date": date}
	c.visits = append(c.visits, out)
	if numbers == "" {
		out["unpublished"] = true
		c.partial = true
		return
	}
	out["assumed"] = numbers != date && c.pricesArePublished()
	c.inSum++
	if out["assumed"] == true {
		c.inSumAssumed++
	}
	o := c.run(i, date, numbers)
	oraclePut(out, "allowed", o.totalAllowed())
	oraclePut(out, "planPays", o.visit.planPays)
	oraclePut(out, "secondaryPays", o.visit.secondary)
	oraclePut(out, "patient", o.visit.patient)
	out["kx"] = o.thresholdOut != nil && o.thresholdOut["kx"] == true
	if out["kx"] == true && c.kxYear == 0 {
		c.kxYear = day.Year()
		c.milestone("kx", i, day)
	}
	c.carry(o, i, day)
}

func (o *oracle) totalAllowed() *big.Rat {
	total := oracleZero()
	for _, l := range o.summed() {
		total = oracleSum(total, l.allowed)
	}
	return total
}

// run estimates one visit with what is left on that day.
func (c *oracleCalendar) run(i int, date, numbers string) *oracle {
	visit := maps.Clone(c.visit)
	visit["date"] = date
	if i > 0 {
		visit["services"] = oracleNoEvaluations(c.visit["services"].([]any))
		if also, ok := c.visit["alsoToday"].([]any); ok {
			visit["alsoToday"] = oracleNoEvaluations(also)
		}
	}
	if len(visit["services"].([]any)) == 0 {
		return &oracle{v: &oracleVisit{}, visit: oracleNothing()} // nothing but the evaluation was planned
	}
	visit["yearToDate"] = map[string]any{"ptSlp": oracleText(c.used["ptSlp"]), "ot": oracleText(c.used["ot"])}
	cover := map[string]any{}
	if given, ok := c.visit["coverage"].(map[string]any); ok {
		cover = maps.Clone(given)
	}
	delete(cover, "deductibleRemaining")
	delete(cover, "outOfPocketRemaining")
	oraclePut(cover, "deductibleRemaining", c.deductible)
	oraclePut(cover, "outOfPocketRemaining", c.outOfPocket)
	visit["coverage"] = cover
	v, err := oracleParse(visit, numbers)
	if err != nil {
		panic(err.(*oracleError))
	}
	return newOracle(v).run()
}

func oracleNoEvaluations(services []any) []any {
	kept := []any{}
	for _, s := range services {
		code := s.(map[string]any)["code"].(string)
		if code < "97161" || code > "97167" || code == "97164" {
			kept = append(kept, s)
		}
	}
	return kept
}

// carry takes the visit's use off what is left.
func (c *oracleCalendar) carry(o *oracle, i int, day time.Time) {
	s := o.visit
	c.deductible = c.off(c.deductible, s.deductible, "deductible-met", i, day)
	spent := oracleSum(s.deductible, s.copay, s.coinsurance)
	if oracleRead.maximumCountsAfterSupplement {
		spent = s.patient
	}
	c.outOfPocket = c.off(c.outOfPocket, spent, "out-of-pocket-met", i, day)
	if o.thresholdOut != nil {
		c.used[o.thresholdOut["bucket"].(string)] = o.after
	}
	c.allowed = oracleSum(c.allowed, o.totalAllowed())
	c.sum.planPays = oracleSum(c.sum.planPays, s.planPays)
	c.sum.secondary = oracleSum(c.sum.secondary, s.secondary)
	c.sum.patient = oracleSum(c.sum.patient, s.patient)
	c.partial = c.partial || oracleSum(o.totalAllowed(), s.planPays, s.patient) == nil
}

func (c *oracleCalendar) off(left, part *big.Rat, kind string, i int, day time.Time) *big.Rat {
	if left == nil || part == nil || part.Sign() == 0 {
		return left
	}
	left = oracleSub(left, part)
	if left.Sign() == 0 {
		c.milestone(kind, i, day)
	}
	return left
}

// oracleEpisodeCases reads testdata/manual/episode.json.
type oracleEpisodeCase struct {
	ID, Source, Status, Note string
	Visit, Episode, Expect   map[string]any
}

func oracleEpisodeCases() (cases []oracleEpisodeCase) {
	oracleReadManual(filepath.Join("testdata", "manual", "episode.json"), &cases)
	return cases
}
