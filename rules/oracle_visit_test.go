package rules_test

import (
	"encoding/json"
	"fmt"
	"math/big"
	"regexp"
	"slices"
	"time"
)

// oracleVisit is the parsed visit of the contract ("Visit").
type oracleVisit struct {
	date, numbers            string // date of service; the date whose numbers are used
	discipline, setting, pos string
	locality                 string
	kind, unitRule           string
	participation            string
	qp, mppr, edits          bool
	unitCap                  int // -1 = none
	rateKind                 string
	percent, perVisit        *big.Rat
	perUnit                  map[string]*big.Rat
	otherwise                *big.Rat
	services                 []oracleService
	also                     []oracleAlso
	used                     map[string]*big.Rat // yearToDate
	cover                    oracleCoverage
	prefer                   []string
	kx                       *bool
	abn                      bool
}

type oracleService struct {
	code                 string
	therapist, assistant int
	units                int
	distinct             string
	charge               *big.Rat
	modifiers            []string
	intervals            []oracleInterval
}

type oracleInterval struct {
	from, to int
	by       string
}

type oracleAlso struct {
	code  string
	units int
}

type oracleCoverage struct {
	deductible, coinsurance, copay, outOfPocket *big.Rat // nil = not given
	deductibleApplies                           bool
	secondary                                   bool
	secondaryDeductible                         bool
	secondaryCoinsurance                        *big.Rat
	qmb                                         bool
	yearlyDeductible, yearlyOutOfPocket         *big.Rat
}

// oracleError is a refusal: it names the field.
type oracleError struct{ field, reason string }

func (e *oracleError) Error() string { return e.field + ": " + e.reason }

func oracleRefuse(field, reason string) { panic(&oracleError{field, reason}) }

func oracleCatch(err *error) {
	switch x := recover().(type) {
	case nil:
	case *oracleError:
		*err = x
	default:
		panic(x)
	}
}

// oracleObject gives access to the keys of a JSON object; a key nobody asked
// for is unknown and refused.
type oracleObject struct {
	at   string
	m    map[string]any
	seen map[string]bool
}

func oracleOpen(at string, v any) *oracleObject {
	m, ok := v.(map[string]any)
	if !ok {
		oracleRefuse(at, "not an object")
	}
	return &oracleObject{at, m, map[string]bool{}}
}

func (o *oracleObject) path(key string) string {
	if o.at == "" {
		return key
	}
	return o.at + "." + key
}

func (o *oracleObject) get(key string) (any, bool) {
	o.seen[key] = true
	v, ok := o.m[key]
	return v, ok
}

func (o *oracleObject) close() {
	for k := range o.m {
		if !o.seen[k] {
			oracleRefuse(o.path(k), "unknown key, or not used by this kind of payer")
		}
	}
}

func (o *oracleObject) text(key, absent string, allowed ...string) string {
	v, ok := o.get(key)
	if !ok {
		return absent
	}
	s, ok := v.(string)
	if !ok || len(allowed) > 0 && !slices.Contains(allowed, s) {
		oracleRefuse(o.path(key), "not one of the values")
	}
	return s
}

func (o *oracleObject) flag(key string, absent bool) bool {
	v, ok := o.get(key)
	if !ok {
		return absent
	}
	b, ok := v.(bool)
	if !ok {
		oracleRefuse(o.path(key), "not true or false")
	}
	return b
}

func (o *oracleObject) count(key string, absent, least, most int) int {
	v, ok := o.get(key)
	if !ok {
		return absent
	}
	n, ok := oracleWhole(v)
	if !ok || n < least || n > most {
		oracleRefuse(o.path(key), fmt.Sprintf("not a whole number from %d to %d", least, most))
	}
	return n
}

func oracleWhole(v any) (int, bool) {
	switch x := v.(type) {
	case int:
		return x, true
	case float64: // only how encoding/json hands over integers; never money
		return int(x), x == float64(int(x))
	case json.Number:
		n, err := x.Int64()
		return int(n), err == nil
	}
	return 0, false
}

func (o *oracleObject) money(key string) *big.Rat { return o.number(key, oracleMoneyForm) }
func (o *oracleObject) rate(key string) *big.Rat  { return o.number(key, oracleRateForm) }

func (o *oracleObject) number(key string, form *regexp.Regexp) *big.Rat {
	v, ok := o.get(key)
	if !ok {
		return nil
	}
	r, ok := oracleParseMoney(v, form)
	if !ok {
		oracleRefuse(o.path(key), "not an amount")
	}
	return r
}

func (o *oracleObject) list(key string) []any {
	v, ok := o.get(key)
	if !ok {
		return nil
	}
	l, ok := v.([]any)
	if !ok {
		oracleRefuse(o.path(key), "not a list")
	}
	return l
}

func (o *oracleObject) texts(key string) []string {
	var out []string
	for i, v := range o.list(key) {
		s, ok := v.(string)
		if !ok {
			oracleRefuse(fmt.Sprintf("%s[%d]", o.path(key), i), "not a text")
		}
		out = append(out, s)
	}
	return out
}

// oracleParse reads and checks a visit (contract: Visit and 9 Refusals).
// numbers is "" or another date whose published numbers are to be used.
func oracleParse(m map[string]any, numbers string) (v *oracleVisit, err error) {
	defer oracleCatch(&err)
	o := oracleOpen("", m)
	v = &oracleVisit{numbers: numbers}
	v.readHead(o)
	v.readPayer(o)
	v.readServices(o)
	v.readAlso(o)
	v.readUsed(o)
	v.readCoverage(o)
	v.readRest(o)
	o.close()
	v.check()
	return v, nil
}

func (v *oracleVisit) readHead(o *oracleObject) {
	b := oracleTheBook()
	v.date = o.text("date", "")
	if _, err := time.Parse("2006-01-02", v.date); err != nil {
		oracleRefuse("date", "not a date")
	}
	if v.numbers == "" {
		v.numbers = v.date
	}
	if lacks := b.lacks(v.numbers); lacks != "" {
		oracleRefuse("date", "no published "+lacks)
	}
	v.discipline = o.text("discipline", "", "PT", "OT", "SLP")
	if v.discipline == "" {
		oracleRefuse("discipline", "required")
	}
	v.setting = o.text("setting", "private-practice", "private-practice", "institutional")
	v.pos = o.text("pos", "11")
	if b.pos[v.pos] == "" {
		oracleRefuse("pos", "unknown place of service")
	}
	v.readPlace(o)
}

func (v *oracleVisit) readPlace(o *oracleObject) {
	b := oracleTheBook()
	v.locality = o.text("locality", "national")
	if _, given := o.get("zip"); given {
		if _, both := o.get("locality"); both {
			oracleRefuse("zip", "given beside locality")
		}
		v.locality = b.locality(o.text("zip", ""), v.numbers)
		if v.locality == "" {
			oracleRefuse("zip", "unknown ZIP")
		}
	}
	if v.locality == "national" {
		return
	}
	if _, ok := b.on("gpci", v.numbers).gpci[v.locality]; !ok {
		oracleRefuse("locality", "unknown locality")
	}
}

func (v *oracleVisit) readPayer(o *oracleObject) {
	raw, ok := o.get("payer")
	if !ok {
		raw = map[string]any{}
	}
	p := oracleOpen("payer", raw)
	v.kind = p.text("kind", "medicare", "medicare", "medicare-advantage", "commercial", "medicaid", "self-pay")
	medicare := v.kind == "medicare"
	v.unitRule = p.text("unitRule", "cms", "cms", "ama")
	if medicare && v.unitRule == "ama" {
		oracleRefuse("payer.unitRule", "Medicare counts total time")
	}
	v.participation, v.unitCap = "par", -1
	if medicare {
		v.participation = p.text("participation", "par", "par", "nonpar-assigned", "nonpar-unassigned")
		v.qp = p.flag("qp", false)
	} else {
		v.unitCap = p.count("unitCap", -1, 0, 100)
		v.readRate(p)
	}
	if v.setting == "institutional" && v.participation != "par" {
		oracleRefuse("payer.participation", "institutions always participate")
	}
	v.mppr = p.flag("mppr", medicare || v.kind == "medicare-advantage")
	v.edits = p.flag("edits", v.kind != "self-pay")
	p.close()
}

func (v *oracleVisit) readRate(p *oracleObject) {
	raw, ok := p.get("rate")
	if !ok {
		return
	}
	r := oracleOpen("payer.rate", raw)
	v.percent, v.perVisit = r.rate("percentOfMedicare"), r.money("perVisit")
	units, hasUnits := r.get("perUnit")
	n := 0
	for kind, given := range map[string]bool{"percentOfMedicare": v.percent != nil,
		"perVisit": v.perVisit != nil, "perUnit": hasUnits} {
		if given {
			v.rateKind = kind
			n++
		}
	}
	if n != 1 {
		oracleRefuse("payer.rate", "not exactly one kind of rate")
	}
	if hasUnits {
		v.perUnit = map[string]*big.Rat{}
		u := oracleOpen("payer.rate.perUnit", units)
		for code := range u.m {
			v.perUnit[code] = u.money(code)
		}
		v.otherwise = r.money("otherwise")
	}
	r.close()
}

var oracleSupervised = []string{"G0281", "G0283", "G0329"}
