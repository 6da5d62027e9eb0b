package rules_test

import (
	"math/big"
	"slices"
)

// walkThreshold is contract section 7 (Pub 100-04 ch.5 s10.3).
func (o *oracle) walkThreshold() {
	if o.v.kind != "medicare" {
		return
	}
	bucket, id := "ptSlp", "kx-threshold-pt-slp"
	if o.v.discipline == "OT" {
		bucket, id = "ot", "kx-threshold-ot"
	}
	limit, before := o.number(id), o.v.used[bucket]
	used, after := before, before
	needed, printed, unknown := false, false, false
	for _, l := range o.lines {
		if l.status == "unpriced" {
			unknown = true
		}
		if l.status != "payable" {
			continue
		}
		used = oracleSum(used, l.allowed)
		over := used.Cmp(limit) > 0
		needed = needed || over
		if over {
			o.note("over the threshold", l.code.code)
		}
		if over && o.v.kx != nil && !*o.v.kx {
			o.refuseUnattested(l)
			continue
		}
		l.kx = over && o.v.kx != nil && *o.v.kx
		printed = printed || l.kx
		after = oracleSum(after, l.allowed)
	}
	o.after = after
	if oracleRead.kxMeansPrinted {
		needed = printed
	}
	o.thresholdOut = map[string]any{"bucket": bucket, "limit": oracleText(limit), "before": oracleText(before),
		"kx": needed}
	if !unknown || oracleRead.totalsLeaveOutUnpriced {
		o.thresholdOut["after"] = oracleText(after)
		remaining := oracleSub(limit, oracleMin(after, limit))
		o.thresholdOut["remaining"] = oracleText(remaining)
	}
}

func (o *oracle) refuseUnattested(l *oracleLine) {
	if o.v.abn {
		l.refuse("denied", "patient")
		l.notice = "GA"
	} else {
		l.refuse("denied", "provider")
		l.notice = "GZ"
	}
	l.allowed = oracleZero()
}

// shareCosts is contract section 8.
func (o *oracle) shareCosts() {
	for _, l := range o.lines {
		if !l.alive() {
			l.share = oracleNothing()
			if l.liability == "patient" {
				l.share.beyond = l.charge()
				l.share.patient = l.share.beyond
				if !oracleRead.qmbOwesBeyond {
					o.protect(l)
				}
			}
		}
	}
	switch o.v.kind {
	case "medicare":
		o.shareMedicare()
		o.addUp()
	case "self-pay":
		o.shareSelfPay()
		o.addUp()
	default:
		o.shareOthers()
	}
}

// protect: a QMB patient owes nothing.
func (o *oracle) protect(l *oracleLine) {
	if o.v.cover.qmb {
		l.share.qmb = l.share.patient
		l.share.patient = oracleZero()
	}
}

// shareMedicare goes line by line, in the order that the law and the
// contractors give: deductible, 20 %, 85 % of Medicare's part, 2 % off.
func (o *oracle) shareMedicare() {
	left := o.v.cover.deductible
	if left == nil {
		o.note("deductible assumed met")
		left = oracleZero() // assumed met
	}
	for _, l := range o.lines {
		if l.status != "payable" {
			continue
		}
		l.share = oracleNothing()
		s := &l.share
		s.deductible = oracleMin(left, l.allowed)
		left = oracleSub(left, s.deductible)
		rest := oracleSub(l.allowed, s.deductible)
		s.coinsurance = oracleRound(oracleMul(rest, o.number("part-b-coinsurance")))
		part := oracleSub(rest, s.coinsurance)
		if l.assistant {
			cut := oracleRound(oracleMul(part, o.number("assistant-payment-factor")))
			s.reduction = oracleSub(part, cut)
			part = cut
		}
		s.sequestration = oracleRound(oracleMul(part, o.number("sequestration")))
		s.planPays = oracleSub(part, s.sequestration)
		s.secondary = o.supplement(s.deductible, s.coinsurance)
		s.patient = oracleSub(oracleSum(s.deductible, s.coinsurance), s.secondary)
		if o.v.participation == "nonpar-unassigned" {
			s.patient = oracleSub(oracleSub(o.collected(l), s.planPays), s.secondary)
		}
		o.protect(l)
	}
}

// collected is C: what the clinic collects on an unassigned line.
func (o *oracle) collected(l *oracleLine) *big.Rat {
	if charge := l.charge(); charge != nil {
		return oracleMin(charge, l.fees)
	}
	return l.fees
}

func (o *oracle) supplement(deductible, coinsurance *big.Rat) *big.Rat {
	if !o.v.cover.secondary {
		return oracleZero()
	}
	paid := oracleRound(oracleMul(o.v.cover.secondaryCoinsurance, coinsurance))
	if o.v.cover.secondaryDeductible {
		paid = oracleSum(paid, deductible)
	}
	return paid
}

// summed are the lines that the totals add up.
func (o *oracle) summed() []*oracleLine {
	known := slices.DeleteFunc(slices.Clone(o.lines), func(l *oracleLine) bool { return l.status == "unpriced" })
	if oracleRead.totalsLeaveOutUnpriced && len(known) > 0 {
		return known
	}
	return o.lines
}

// addUp makes the visit's amounts of the lines'.
func (o *oracle) addUp() {
	o.visit = oracleNothing()
	for _, l := range o.summed() {
		for _, f := range []func(*oracleShares) **big.Rat{
			func(s *oracleShares) **big.Rat { return &s.planPays },
			func(s *oracleShares) **big.Rat { return &s.deductible },
			func(s *oracleShares) **big.Rat { return &s.coinsurance },
			func(s *oracleShares) **big.Rat { return &s.copay },
			func(s *oracleShares) **big.Rat { return &s.secondary },
			func(s *oracleShares) **big.Rat { return &s.patient },
			func(s *oracleShares) **big.Rat { return &s.reduction },
			func(s *oracleShares) **big.Rat { return &s.sequestration },
			func(s *oracleShares) **big.Rat { return &s.beyond },
			func(s *oracleShares) **big.Rat { return &s.qmb },
		} {
			total := f(&o.visit)
			*total = oracleSum(*total, *f(&l.share))
		}
	}
}

// shareSelfPay: everything is the patient's: the rate, or without one the charge.
func (o *oracle) shareSelfPay() {
	for _, l := range o.standingLines() {
		l.share = oracleNothing()
		l.share.patient = l.allowed
		if o.v.rateKind == "" {
			l.share.patient = l.charge()
		}
	}
}

// shareOthers works on the visit: deductible, copay, coinsurance, the yearly
// maximum, the supplement.
func (o *oracle) shareOthers() {
	c := o.v.cover
	var allowed []*big.Rat
	for _, l := range o.summed() {
		allowed = append(allowed, l.allowed)
	}
	total := oracleSum(allowed...)
	o.visit = oracleNothing()
	s := &o.visit
	if c.deductibleApplies && c.deductible != nil && c.deductible.Sign() > 0 {
		s.deductible = oracleMin(c.deductible, total)
	}
	rest := oracleSub(total, s.deductible)
	if c.copay != nil {
		s.copay = oracleMin(c.copay, rest)
		if total == nil && (s.deductible != nil || c.copay.Sign() == 0) {
			s.copay = c.copay // a copay does not hang on the rate
		}
	}
	rest = oracleSub(rest, s.copay)
	if c.coinsurance != nil && c.coinsurance.Sign() > 0 {
		s.coinsurance = oracleRound(oracleMul(rest, c.coinsurance))
	}
	o.capCosts(s)
	s.secondary = o.supplementOfVisit(s)
	owed := oracleSum(s.deductible, s.copay, s.coinsurance)
	s.patient = oracleSub(owed, s.secondary)
	s.planPays = oracleSub(total, owed)
	o.spreadShares(total)
}

func (o *oracle) supplementOfVisit(s *oracleShares) *big.Rat {
	if !o.v.cover.secondary {
		return oracleZero()
	}
	if s.deductible == nil || s.coinsurance == nil {
		return nil
	}
	return o.supplement(s.deductible, s.coinsurance)
}

// capCosts: the sum stops at the maximum; the cut comes off the coinsurance,
// then the copay, then the deductible.
func (o *oracle) capCosts(s *oracleShares) {
	most := o.v.cover.outOfPocket
	sum := oracleSum(s.deductible, s.copay, s.coinsurance)
	if most != nil && sum == nil && s.copay != nil {
		s.copay = oracleMin(s.copay, most) // whatever the coinsurance comes to, it is cut first
	}
	if most == nil || sum == nil || sum.Cmp(most) <= 0 {
		return
	}
	cut := oracleSub(sum, most)
	for _, part := range []**big.Rat{&s.coinsurance, &s.copay, &s.deductible} {
		off := oracleMin(cut, *part)
		*part = oracleSub(*part, off)
		cut = oracleSub(cut, off)
	}
}

func oracleLess(a, b []*big.Rat) (out []*big.Rat) {
	for i := range a {
		out = append(out, oracleSub(a[i], b[i]))
	}
	return out
}

// spreadShares hands the visit's amounts to the lines in proportion to what
// each is allowed.
func (o *oracle) spreadShares(total *big.Rat) {
	lines := o.standingLines()
	for _, l := range lines {
		l.share = oracleShares{reduction: oracleZero(), sequestration: oracleZero(), beyond: oracleZero(), qmb: oracleZero()}
	}
	if total == nil {
		return
	}
	lines = slices.DeleteFunc(lines, func(l *oracleLine) bool { return l.allowed == nil })
	var weights []*big.Rat
	for _, l := range lines {
		weight := l.allowed
		if medicare := oracleSum(l.medicare...); oracleRead.sharesByMedicare && medicare != nil {
			weight = medicare
		}
		weights = append(weights, weight)
	}
	s := &o.visit
	// one after the other, each over what the ones before left of the line, so
	// that no line owes more than it is allowed (rules/DECISIONS.md)
	ded := oracleSpread(s.deductible, weights)
	weights = oracleLess(weights, ded)
	cop := oracleSpread(s.copay, weights)
	weights = oracleLess(weights, cop)
	coi := oracleSpread(s.coinsurance, weights)
	covered := make([]*big.Rat, len(coi))
	for i := range covered {
		covered[i] = coi[i]
		if o.v.cover.secondaryDeductible {
			covered[i] = oracleSum(coi[i], ded[i])
		}
	}
	sec := oracleSpread(s.secondary, covered)
	for i, l := range lines {
		l.share.deductible, l.share.copay, l.share.coinsurance, l.share.secondary = ded[i], cop[i], coi[i], sec[i]
		owed := oracleSum(ded[i], cop[i], coi[i])
		l.share.planPays = oracleSub(l.allowed, owed)
		l.share.patient = oracleSub(owed, sec[i])
	}
}
