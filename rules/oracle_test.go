package rules_test

import (
	"math/big"
	"strings"
)

// oracleEstimate answers a visit of the contract the slow way.
func oracleEstimate(visit map[string]any) (map[string]any, error) {
	return oracleEstimateWith(visit, "")
}

// oracleEstimateWith uses the published numbers of another date: only for an
// episode that assumes next year's to be this year's.
func oracleEstimateWith(visit map[string]any, numbers string) (map[string]any, error) {
	v, err := oracleParse(visit, numbers)
	if err != nil {
		return nil, err
	}
	return newOracle(v).run().answer(), nil
}

// run follows the contract's order of operations.
func (o *oracle) run() *oracle {
	o.countUnits()
	o.buildLines()
	o.applyStatus()
	if o.v.edits {
		o.applyPairs()
		o.applyUnitLimits()
	}
	o.price()
	o.walkThreshold()
	o.shareCosts()
	return o
}

func (o *oracle) answer() map[string]any {
	b := oracleTheBook()
	lines := []any{}
	for _, l := range o.lines {
		lines = append(lines, o.lineOut(l))
	}
	out := map[string]any{"date": o.v.date, "units": o.units, "lines": lines, "totals": o.totalsOut(), "facts": oracleAnys(o.facts),
		"threshold": nil, "releases": map[string]any{"rvu": b.release("rvu", o.v.numbers),
			"gpci": b.release("gpci", o.v.numbers), "ncci": o.pairTables(),
			"mue": b.release("mue", o.v.numbers)}}
	if o.thresholdOut != nil {
		out["threshold"] = o.thresholdOut
	}
	return out
}

// pairTables names the tables that say whether two codes of the day are a pair,
// the older first; without two codes the whole table.
func (o *oracle) pairTables() string {
	b, asked := oracleTheBook(), map[*oracleTable]bool{}
	names := o.columnOnes()
	for i, one := range names {
		for _, two := range names[i+1:] {
			if o.code(one) != nil || o.code(two) != nil {
				asked[b.pairTable(one, two, o.v.numbers)] = true
			}
		}
	}
	var out []string
	for _, t := range b.tables {
		if asked[t] {
			out = append(out, t.name)
		}
	}
	if len(out) == 0 {
		return b.release("ncci", o.v.numbers)
	}
	return strings.Join(out, ", ")
}

// oraclePut writes an amount; an unknown one is absent, never 0.00.
func oraclePut(out map[string]any, key string, r *big.Rat) {
	if r != nil {
		out[key] = oracleText(r)
	}
}

func oracleSharesOut(out map[string]any, s *oracleShares) {
	oraclePut(out, "planPays", s.planPays)
	oraclePut(out, "deductible", s.deductible)
	oraclePut(out, "coinsurance", s.coinsurance)
	oraclePut(out, "copay", s.copay)
	oraclePut(out, "secondaryPays", s.secondary)
	oraclePut(out, "patient", s.patient)
	oraclePut(out, "assistantReduction", s.reduction)
	oraclePut(out, "sequestration", s.sequestration)
}

func (o *oracle) lineOut(l *oracleLine) map[string]any {
	out := map[string]any{"code": l.code.code, "units": l.units, "modifiers": o.modifiers(l),
		"status": l.status, "liability": l.liability}
	if l.status == "payable" && l.unitAmounts != nil {
		amounts := []any{}
		for _, a := range l.unitAmounts {
			amounts = append(amounts, oracleText(a))
		}
		out["unitAmounts"] = amounts
	}
	oraclePut(out, "allowed", l.allowed)
	oracleSharesOut(out, &l.share)
	return out
}

func (o *oracle) totalsOut() map[string]any {
	out := map[string]any{}
	allowed, charges, limiting := o.totalAllowed(), oracleZero(), oracleZero()
	unpriced := false
	for _, l := range o.lines {
		charges = oracleSum(charges, l.charge())
		unpriced = unpriced || l.status == "unpriced"
		if l.alive() && !(l.status == "unpriced" && oracleRead.totalsLeaveOutUnpriced) {
			limiting = oracleSum(limiting, l.fees)
		}
	}
	oraclePut(out, "allowed", allowed)
	oracleSharesOut(out, &o.visit)
	oraclePut(out, "beyondAllowed", o.visit.beyond)
	oraclePut(out, "qmbWriteOff", o.visit.qmb)
	received := oracleSum(o.visit.planPays, o.visit.secondary, o.visit.patient)
	oraclePut(out, "providerReceives", received)
	out["partial"] = unpriced || allowed == nil || received == nil || o.visit.qmb == nil || o.visit.beyond == nil ||
		o.visit.deductible == nil || o.visit.coinsurance == nil || o.visit.copay == nil
	if len(o.lines) > 0 {
		// what the patient owes beyond the allowed amount is not written off
		oraclePut(out, "writeOff", oracleSub(oracleSub(charges, allowed), o.visit.beyond))
	}
	if o.v.participation == "nonpar-unassigned" {
		oraclePut(out, "limitingCharge", limiting)
	}
	return out
}
