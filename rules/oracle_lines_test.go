package rules_test

import (
	"math/big"
	"slices"
	"strings"
)

// oracleLine is one claim line.
type oracleLine struct {
	code      *oracleCode
	assistant bool // carries CQ or CO
	units     int
	status    string
	liability string
	distinct  string // the 59 or X printed
	kx        bool
	notice    string // GA or GZ

	pairDenied bool // by a pair that a modifier could open

	unitAmounts []*big.Rat // what each unit is allowed
	medicare    []*big.Rat // the Medicare amount of each unit, the measure of a spread
	fees        *big.Rat   // limiting charge of the line, unassigned only
	allowed     *big.Rat
	share       oracleShares
}

// oracleShares are the amounts of a line or of a visit.
type oracleShares struct {
	planPays, deductible, coinsurance, copay, secondary *big.Rat
	patient, reduction, sequestration                   *big.Rat
	beyond, qmb                                         *big.Rat
}

func oracleNothing() oracleShares {
	z := oracleZero
	return oracleShares{z(), z(), z(), z(), z(), z(), z(), z(), z(), z()}
}

func (l *oracleLine) alive() bool { return l.status == "payable" || l.status == "unpriced" }

func (l *oracleLine) refuse(status, liability string) {
	l.status, l.liability = status, liability
	if oracleRead.deniedDropsDistinct {
		l.distinct = ""
	}
}

// charge is the clinic's charge for the line; nil without one.
func (l *oracleLine) charge() *big.Rat {
	for _, s := range l.code.service {
		if s.charge != nil {
			return oracleMul(s.charge, oracleInt(l.units))
		}
	}
	return nil
}

// buildLines is contract section 2.
func (o *oracle) buildLines() {
	for _, c := range o.codes {
		marked := o.assistantUnits(c)
		if o.v.kind == "self-pay" && !oracleRead.selfPayTwoLines || o.v.discipline == "SLP" {
			marked = 0 // no modifiers at all; no SLP assistant modifier exists (R28)
		}
		if plain := c.units - marked; plain > 0 {
			o.lines = append(o.lines, &oracleLine{code: c, units: plain, status: "payable", liability: "none"})
		}
		if marked > 0 {
			o.lines = append(o.lines, &oracleLine{code: c, units: marked, assistant: true, status: "payable", liability: "none"})
		}
	}
}

// oracleMoreThanTenth: the assistant's minutes are more than 10 % of both
// people's, said without a fraction: ten times the assistant's beat the sum.
func oracleMoreThanTenth(assistant, therapist int) bool {
	return 10*assistant > assistant+therapist
}

// assistantUnits counts a code's units that carry CQ or CO, by handing the
// minutes out as tokens.
func (o *oracle) assistantUnits(c *oracleCode) int {
	if !c.timed {
		if oracleMoreThanTenth(c.assistant, c.therapist) {
			return c.units
		}
		return 0
	}
	therapist, assistant := c.therapist, c.assistant
	marked, left := 0, c.units
	for assistant >= 15 { // the assistant's own full quarters
		assistant -= 15
		marked++
		left--
	}
	for therapist >= 15 { // the therapist's own full quarters
		therapist -= 15
		left--
	}
	for ; left > 0; left-- { // each unit left over
		if therapist < 8 && oracleMoreThanTenth(assistant, therapist) {
			marked++
		}
		therapist = 0 // used up; the assistant's is not
	}
	return marked
}

var oracleCarried = []string{"22", "52", "76", "77", "93", "95", "96", "97", "GT", "GX", "GY"}

// modifiers is contract section 3: discipline, assistant, 59/X, KX or GA/GZ,
// then what the clinician's own list carries over; four at most.
func (o *oracle) modifiers(l *oracleLine) []any {
	if o.v.kind == "self-pay" {
		return []any{}
	}
	out := []string{map[string]string{"PT": "GP", "OT": "GO", "SLP": "GN"}[o.v.discipline]}
	if l.assistant {
		out = append(out, map[string]string{"PT": "CQ", "OT": "CO"}[o.v.discipline])
	}
	if l.distinct != "" {
		out = append(out, l.distinct)
	}
	if l.kx {
		out = append(out, "KX")
	}
	if l.notice != "" {
		out = append(out, l.notice)
	}
	for _, s := range l.code.service {
		for _, m := range s.modifiers {
			if slices.Contains(oracleCarried, m) && !slices.Contains(out, m) && len(out) < 4 && !o.clashes(l, out, m) {
				out = append(out, m)
			}
		}
	}
	return oracleAnys(out)
}

// clashes: carrying m would break R12, R14, R16 or R17.
func (o *oracle) clashes(l *oracleLine, out []string, m string) bool {
	for _, group := range [][]string{{"GA", "GY", "GZ"}, {"93", "95", "GT"}, {"96", "97"}} {
		if slices.Contains(group, m) && slices.ContainsFunc(out, func(s string) bool { return slices.Contains(group, s) }) {
			return true
		}
	}
	return l.pairDenied && slices.Contains([]string{"22", "76", "77"}, m)
}

// applyStatus is the first part of contract section 4, Original Medicare only.
func (o *oracle) applyStatus() {
	if o.v.kind != "medicare" || oracleRead.lettersNeedEdits && !o.v.edits {
		return
	}
	for _, l := range o.lines {
		r, _ := o.v.rvu(l.code.code)
		if o.hospitalPatient(r) {
			o.note("hospital", l.code.code)
		} else if r.status != "A" {
			o.note("letter", r.status, l.code.code)
		}
		switch {
		case r.status == "B":
			l.refuse("bundled", "none")
		case r.status == "I":
			l.refuse("not-covered", "provider")
		case r.status == "N":
			l.refuse("not-covered", "patient")
		case o.hospitalPatient(r):
			l.refuse("denied", "provider")
		case r.status == "C" || o.noRVUs(r):
			l.status = "unpriced"
		}
	}
}

// hospitalPatient is R20: PCTC 7 of a private-practice PT or OT in a hospital.
func (o *oracle) hospitalPatient(r oracleRVU) bool {
	hospital := strings.Contains(" 19 21 22 23 ", " "+o.v.pos+" ")
	caught := o.v.discipline != "SLP" || oracleRead.hospitalCatchesSLP
	return o.v.setting == "private-practice" && caught && r.pctc == "7" && hospital
}

func (o *oracle) noRVUs(r oracleRVU) bool {
	return oracleSum(r.work, o.pe(r), r.mp).Sign() == 0
}

// linesOf gives a code's lines.
func (o *oracle) linesOf(code string) (found []*oracleLine) {
	for _, l := range o.lines {
		if l.code.code == code {
			found = append(found, l)
		}
	}
	return found
}

func (o *oracle) standing(code string) bool {
	for _, l := range o.linesOf(code) {
		if l.alive() {
			return true
		}
	}
	return false
}

func (o *oracle) wasBilledToday(code string) bool {
	for _, a := range o.v.also {
		if a.code == code {
			return true
		}
	}
	return false
}

// applyPairs: indicator 0 first, then 1; within each the codes in the order of
// services as column 2; for each the other codes in the order of services as
// column 1, then those of alsoToday.
func (o *oracle) applyPairs() {
	for _, indicator := range []string{"0", "1"} {
		for _, second := range o.codes {
			for _, first := range o.columnOnes() {
				if o.standing(second.code) && o.paired(first, second.code, indicator) {
					o.settlePair(first, second, indicator)
				}
			}
		}
	}
}

func (o *oracle) columnOnes() (names []string) {
	for _, c := range o.codes {
		names = append(names, c.code)
	}
	for _, a := range o.v.also {
		if !slices.Contains(names, a.code) {
			names = append(names, a.code)
		}
	}
	return names
}

// paired: the column-1 code stands or was billed today, and the table has the pair.
func (o *oracle) paired(first, second, indicator string) bool {
	return oracleTheBook().paired(first, second, indicator, o.v.numbers) &&
		(o.standing(first) || o.wasBilledToday(first))
}

func (o *oracle) settlePair(first string, second *oracleCode, indicator string) {
	asserted := second.distinct
	if c := o.code(first); asserted == "" && c != nil {
		asserted = c.distinct
	}
	if indicator == "0" || asserted == "" {
		o.note("pair", indicator, first, second.code, "denied")
	} else {
		o.note("pair", indicator, first, second.code, "opened by", asserted)
	}
	for _, l := range o.linesOf(second.code) {
		switch {
		case !l.alive():
		case indicator == "0" || asserted == "":
			l.refuse("denied", "provider")
			l.pairDenied = indicator == "1"
		case l.distinct == "":
			l.distinct = asserted
		}
	}
}

// applyUnitLimits: MUE of the setting; all lines of a code over it are denied.
func (o *oracle) applyUnitLimits() {
	for _, c := range o.codes {
		limit, ok := oracleTheBook().on("mue", o.v.numbers).mue[c.code]
		most := limit.practitioner
		if o.v.setting == "institutional" {
			most = limit.hospital
		}
		if !ok || most < 0 || c.units <= most || most == 0 && o.v.kind != "medicare" && o.v.kind != "medicare-advantage" {
			continue
		}
		for _, l := range o.linesOf(c.code) {
			if l.alive() {
				o.note("limit", c.code, c.units, "over", most)
				l.refuse("denied", "provider")
			}
		}
	}
}
