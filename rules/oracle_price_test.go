package rules_test

import (
	"math/big"
)

func (o *oracle) number(id string) *big.Rat { return oracleTheBook().number(id, o.v.numbers) }

// pe is the PE RVU of the column that the place of service names.
func (o *oracle) pe(r oracleRVU) *big.Rat {
	if oracleTheBook().pos[o.v.pos] == "facility" {
		return r.peFac
	}
	return r.peNon
}

func (o *oracle) indices() [3]*big.Rat {
	if o.v.locality == "national" {
		return [3]*big.Rat{oracleInt(1), oracleInt(1), oracleInt(1)}
	}
	return oracleTheBook().on("gpci", o.v.numbers).gpci[o.v.locality]
}

func (o *oracle) conversionFactor() *big.Rat {
	if o.v.qp {
		if cf := o.number("conversion-factor-qp"); cf != nil {
			return cf
		}
	}
	return o.number("conversion-factor")
}

// fee is one unit's fee, rounded once at the end (contract 5; 42 CFR 414.20 by
// way of the RVU file's own formula). nil when the code has no RVUs.
func (o *oracle) fee(code string, reduced bool) *big.Rat {
	r, ok := o.v.rvu(code)
	if !ok || o.noRVUs(r) {
		return nil
	}
	pe := o.pe(r)
	if reduced {
		pe = oracleMul(pe, o.number("mppr-pe-factor"))
	}
	g := o.indices()
	rvus := oracleSum(oracleMul(r.work, g[0]), oracleMul(pe, g[1]), oracleMul(r.mp, g[2]))
	return oracleRound(oracleMul(rvus, o.conversionFactor()))
}

// oracleUnit is one unit on the table of the MPPR ranking.
type oracleUnit struct {
	code    string
	pe, fee *big.Rat
	line    *oracleLine // nil: a unit of alsoToday
	index   int
}

// beats: the highest PE RVU; then the higher full fee; then the lower code
// number; then alsoToday keeps it; then the earlier unit.
func (u oracleUnit) beats(w oracleUnit) bool {
	if c := u.pe.Cmp(w.pe); c != 0 {
		return c > 0
	}
	if c := u.fee.Cmp(w.fee); c != 0 {
		return c > 0
	}
	if u.code != w.code {
		return u.code < w.code
	}
	return u.line == nil && w.line != nil
}

// ranked lays out every unit subject to MPPR (MULT PROC 5), of payable lines
// and of alsoToday.
func (o *oracle) ranked() (units []oracleUnit) {
	add := func(code string, n int, l *oracleLine) {
		r, _ := o.v.rvu(code)
		if r.multipleMarker != "5" {
			return
		}
		for i := range n {
			units = append(units, oracleUnit{code, o.pe(r), o.fee(code, false), l, i})
		}
	}
	for _, l := range o.lines {
		if l.alive() {
			add(l.code.code, l.units, l)
		}
	}
	for _, a := range o.v.also {
		add(a.code, a.units, nil)
	}
	return units
}

// priceUnits gives every unit of every standing line its Medicare amount.
func (o *oracle) priceUnits() {
	for _, l := range o.lines {
		if l.alive() {
			for range l.units {
				l.medicare = append(l.medicare, o.fee(l.code.code, false))
			}
		}
	}
	if !o.v.mppr {
		return
	}
	units := o.ranked()
	for i, u := range units {
		beaten := false // a unit is full when no other unit beats it and no equal one stands before
		for j, w := range units {
			beaten = beaten || w.beats(u) || j < i && !u.beats(w)
		}
		if !beaten {
			o.note("full PE", u.code, map[bool]string{true: "of alsoToday"}[u.line == nil])
		}
		if beaten && u.line != nil {
			u.line.medicare[u.index] = o.fee(u.code, true)
		}
	}
}

// price is contract sections 5 and 6.
func (o *oracle) price() {
	o.priceUnits()
	if o.v.kind == "medicare" {
		for _, l := range o.lines {
			o.priceMedicare(l)
		}
		return
	}
	o.priceOthers()
}

func (o *oracle) priceMedicare(l *oracleLine) {
	if !l.alive() {
		l.allowed = oracleZero()
		return
	}
	if oracleSum(l.medicare...) == nil {
		l.status = "unpriced"
		return
	}
	l.unitAmounts = l.medicare
	if o.v.participation != "par" {
		l.unitAmounts = oracleEach(l.medicare, o.number("nonpar-fee-factor"))
		l.fees = oracleSum(oracleEach(l.unitAmounts, o.number("limiting-charge-factor"))...)
	}
	l.allowed = oracleSum(l.unitAmounts...)
	if charge := l.charge(); charge != nil {
		l.allowed = oracleMin(l.allowed, charge) // the lower of charge and fee, 42 USC 1395m(k)(1)(B)
	}
}

func oracleEach(amounts []*big.Rat, factor *big.Rat) (out []*big.Rat) {
	for _, a := range amounts {
		out = append(out, oracleRound(oracleMul(a, factor)))
	}
	return out
}

func (o *oracle) standingLines() (lines []*oracleLine) {
	for _, l := range o.lines {
		if l.alive() {
			lines = append(lines, l)
		}
	}
	return lines
}

func (o *oracle) priceOthers() {
	for _, l := range o.lines {
		if !l.alive() {
			l.allowed = oracleZero()
		}
	}
	if o.v.rateKind == "perVisit" {
		o.pricePerVisit()
		return
	}
	for _, l := range o.standingLines() {
		l.unitAmounts = o.rates(l)
	}
	o.applyUnitCap()
	for _, l := range o.standingLines() {
		l.allowed = oracleSum(l.unitAmounts...)
		if l.allowed == nil {
			o.note("no rate", l.code.code)
			l.status = "unpriced"
		}
	}
}

func (o *oracle) rates(l *oracleLine) []*big.Rat {
	if o.v.rateKind == "percentOfMedicare" {
		return oracleEach(l.medicare, new(big.Rat).Quo(o.v.percent, oracleInt(100)))
	}
	amount := o.v.perUnit[l.code.code]
	if amount == nil {
		amount = o.v.otherwise
	}
	out := make([]*big.Rat, l.units) // all unknown without a rate
	for i := range out {
		out[i] = amount
	}
	return out
}

func (o *oracle) pricePerVisit() {
	lines := o.standingLines()
	weights := []*big.Rat{}
	for _, l := range lines {
		w := oracleSum(l.medicare...)
		if w == nil {
			w = oracleZero()
		}
		weights = append(weights, w)
	}
	for i, share := range oracleSpread(o.v.perVisit, weights) {
		lines[i].allowed = share
	}
}

// applyUnitCap takes the lowest timed unit amounts away, one by one; of equal
// ones the last.
func (o *oracle) applyUnitCap() {
	if o.v.unitCap < 0 {
		return
	}
	type place struct {
		l *oracleLine
		i int
	}
	var paid []place
	for _, l := range o.standingLines() {
		for i, a := range l.unitAmounts {
			if l.code.timed && a != nil {
				paid = append(paid, place{l, i})
			}
		}
	}
	for len(paid) > o.v.unitCap {
		low := 0
		for k, p := range paid {
			c := p.l.unitAmounts[p.i].Cmp(paid[low].l.unitAmounts[paid[low].i])
			if c < 0 || c == 0 && !oracleRead.capTakesFirst {
				low = k
			}
		}
		o.note("cap", paid[low].l.code.code)
		paid[low].l.unitAmounts[paid[low].i] = oracleZero()
		paid = append(paid[:low], paid[low+1:]...)
	}
}
