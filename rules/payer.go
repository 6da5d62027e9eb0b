package rules

import (
	"slices"
	"strings"

	"therapytally/rules/code"
	"therapytally/rules/finding"
)

func (p Payer) original() bool { return p.Kind == Medicare }

// reduces reports whether the MPPR applies: with Medicare and Medicare
// Advantage unless said otherwise.
func (p Payer) reduces() bool {
	if p.MPPR != nil {
		return *p.MPPR
	}
	return p.Kind == Medicare || p.Kind == MedicareAdvantage
}

// edited reports whether NCCI pairs and daily limits apply: with every payer
// but self-pay unless said otherwise.
func (p Payer) edited() bool {
	if p.Edits != nil {
		return *p.Edits
	}
	return p.Kind != SelfPay
}

func (p Payer) unassigned() bool { return p.Participation == NonParUnassigned }

// misuse is a key that is given and may not be.
type misuse struct {
	key    string
	given  bool
	reason string
}

// checkPayer refuses keys that the payer's kind does not use.
func (r *run) checkPayer() error {
	lists := [][]misuse{r.anyPayer()}
	if r.v.Payer.original() {
		lists = append(lists, r.medicareMisuse())
	} else {
		lists = append(lists, r.otherMisuse())
	}
	for _, m := range slices.Concat(lists...) {
		if m.given {
			return refuse(m.key, "%s", m.reason)
		}
	}
	r.notePayer()
	return nil
}

func (r *run) anyPayer() []misuse {
	p := r.v.Payer
	return []misuse{
		{"setting", !slices.Contains([]Setting{PrivatePractice, Institutional}, r.v.Setting), "must be private-practice or institutional"},
		{"payer.kind", !slices.Contains([]PayerKind{Medicare, MedicareAdvantage, Commercial, Medicaid, SelfPay}, p.Kind), "must be medicare, medicare-advantage, commercial, medicaid or self-pay"},
		{"payer.unitRule", p.UnitRule != TotalTime && p.UnitRule != PerCode, "must be cms or ama"},
		{"payer.unitCap", p.UnitCap != nil && (*p.UnitCap < 0 || *p.UnitCap > MaxUnits), "must be a whole number from 0 to 99"},
	}
}

func (r *run) medicareMisuse() []misuse {
	p, c := r.v.Payer, r.v.Coverage
	const own = "is not used with medicare: its 20 % comes from the data"
	return []misuse{
		{"payer.unitRule", p.UnitRule == PerCode, "ama is refused with medicare: Medicare counts total time (CMS Pub. 100-04, ch. 5, §20.2)"},
		{"payer.rate", p.Rate != nil, "is not used with medicare: its price is the fee schedule"},
		{"payer.unitCap", p.UnitCap != nil, "is not used with medicare: its daily limits are the MUEs"},
		{"payer.participation", !slices.Contains([]Participation{Participating, NonParAssigned, NonParUnassigned}, p.Participation), "must be par, nonpar-assigned or nonpar-unassigned"},
		{"payer.participation", r.v.Setting == Institutional && p.Participation != Participating, "an institution always participates"},
		{"coverage.coinsurance", c.Coinsurance != nil, own},
		{"coverage.copay", c.Copay != nil, own},
		{"coverage.deductibleApplies", c.DeductibleApplies != nil, own},
		{"coverage.outOfPocketRemaining", c.OutOfPocketRemaining != nil, "is not used with medicare: Part B has no maximum"},
		{"coverage.yearly", c.Yearly != nil, "is not used with medicare: its yearly amounts come from the data"},
		{"coverage.qmb", c.QMB && p.unassigned(), "a claim for a Qualified Medicare Beneficiary must be assigned"},
	}
}

func (r *run) otherMisuse() []misuse {
	p, c := r.v.Payer, r.v.Coverage
	const original = "is Original Medicare's only"
	sharing := c.DeductibleRemaining != nil || c.Coinsurance != nil || c.Copay != nil || c.startedOver
	self := p.Kind == SelfPay
	const nobody = "is not used with self-pay: everything is the patient's"
	return []misuse{
		{"payer.participation", p.Participation != "", original},
		{"kxJustified", r.v.KXJustified != nil, original},
		{"abn", r.v.ABN, original},
		{"coverage.qmb", c.QMB, original},
		{"coverage.deductibleRemaining", self && c.DeductibleRemaining != nil, nobody},
		{"coverage.coinsurance", self && c.Coinsurance != nil, nobody},
		{"coverage.copay", self && c.Copay != nil, nobody},
		{"coverage.deductibleApplies", self && c.DeductibleApplies != nil, nobody},
		{"coverage.outOfPocketRemaining", self && c.OutOfPocketRemaining != nil, nobody},
		{"coverage.secondary", self && c.Secondary != nil, nobody},
		{"coverage.yearly", self && c.Yearly != nil, nobody},
		{"coverage", !self && !sharing, "needs at least one of coinsurance, copay and deductibleRemaining"},
		{"payer.rate", !p.Rate.wellFormed(), "must be exactly one of percentOfMedicare, perUnit (with otherwise or without) and perVisit"},
	}
}

func (rate *Rate) wellFormed() bool {
	if rate == nil {
		return true
	}
	ways := 0
	for _, given := range []bool{rate.PercentOfMedicare != nil, rate.PerUnit != nil, rate.PerVisit != nil} {
		if given {
			ways++
		}
	}
	return ways == 1 && (rate.Otherwise == nil || rate.PerUnit != nil)
}

func (r *run) notePayer() {
	p := r.v.Payer
	if p.original() && !p.reduces() {
		r.note(finding.MPPROff, nil)
	}
	if p.original() && !p.edited() {
		r.note(finding.EditsOff, nil)
	}
	if p.Kind == SelfPay {
		r.note(finding.SelfPayMedicare, nil)
	}
	if idle := r.idleKeys(); len(idle) > 0 {
		r.note(finding.WithoutEffect, nil, strings.Join(idle, ", "))
	}
}

// idleKeys lists what was entered and changes nothing in this visit.
func (r *run) idleKeys() []string {
	p := r.v.Payer
	unitAmounts := p.Rate != nil && p.Rate.PerVisit == nil
	scheduled := p.original() || p.Rate != nil && p.Rate.PerUnit == nil
	var out []string
	for _, key := range []struct {
		name string
		idle bool
	}{
		{"payer.unitCap", p.UnitCap != nil && !unitAmounts},
		{"payer.qp", p.QP && !scheduled},
		{"payer.mppr", p.MPPR != nil && !scheduled},
		{"abn", r.v.ABN && (r.v.KXJustified == nil || *r.v.KXJustified)},
	} {
		if key.idle {
			out = append(out, key.name)
		}
	}
	for _, c := range r.v.Prefer {
		if !slices.ContainsFunc(r.v.Services, func(s Service) bool { return s.Code == c }) {
			out = append(out, "prefer "+c.String())
		}
	}
	return out
}

// checkAlready refuses services of the day that we cannot rank.
func (r *run) checkAlready() error {
	for i, a := range r.v.AlsoToday {
		field := func(key string) string { return indexed("alsoToday", i, key) }
		if a.Units < 1 || a.Units > MaxUnits {
			return refuse(field("units"), "must be a whole number from 1 to %d", MaxUnits)
		}
		if a.Discipline == code.NoDiscipline {
			return refuse(field("discipline"), "must be given: PT, OT or SLP")
		}
		info, _, err := r.lookUp(a.Code, field("code"))
		if err != nil {
			return err
		}
		if len(info.Disciplines) == 1 && info.Disciplines[0] != a.Discipline {
			return refuse(field("discipline"), "%s is reported by %s only", a.Code, info.Disciplines[0])
		}
	}
	return nil
}
