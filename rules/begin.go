package rules

import (
	"errors"
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"therapytally/rules/code"
	"therapytally/rules/finding"
	"therapytally/rules/param"
	"therapytally/rules/trace"
)

// numberID names the dated numbers that an estimate may need.
type numberID int

const (
	firstUnitMinimum numberID = iota
	minutesPerUnit
	conversionFactor
	conversionFactorQP
	mpprFactor
	deductibleYearly
	coinsuranceRate
	sequestrationRate
	thresholdPTSLP
	thresholdOT
	reviewThreshold
	assistantFactor
	assistantDeMinimis
	nonparFactor
	limitingFactor
	guidesDailyLimit
	numberCount
)

var numberFiles = [numberCount]string{
	"first-unit-minimum", "minutes-per-unit", "conversion-factor", "conversion-factor-qp", "mppr-pe-factor",
	"part-b-deductible", "part-b-coinsurance", "sequestration", "kx-threshold-pt-slp", "kx-threshold-ot", "review-threshold",
	"assistant-payment-factor", "assistant-de-minimis", "nonpar-fee-factor", "limiting-charge-factor", "guides-daily-limit",
}

// needed reports whether no visit is answered without a number. The second
// conversion factor is published for some years only.
func needed(id numberID) bool { return id != conversionFactorQP }

// neededTables are those without which no visit is answered.
var neededTables = []string{"rvu", "gpci", "ncci", "mue"}

// checkRequired holds what the files say of themselves against what begin
// needs: the covered days rest on it.
func (b *Book) checkRequired() error {
	for id, file := range numberFiles {
		if b.facts.Required(file) != needed(numberID(id)) {
			return fmt.Errorf("param/%s.json: required: must be %t", file, needed(numberID(id)))
		}
	}
	for _, rel := range b.facts.Releases() {
		if must := slices.Contains(neededTables, rel.Table); rel.Required != must {
			return fmt.Errorf("table/%s.json: required: must be %t", rel.ID, must)
		}
	}
	return nil
}

// numbers are the values of a date; figs are those already in the trace.
type numbers struct {
	values [numberCount]param.Value
	figs   [numberCount]trace.Figure
}

// number returns a dated number's figure: one node, however often it is used.
func (r *run) number(id numberID) trace.Figure {
	if !r.numbers.figs[id].Known() {
		r.numbers.figs[id] = r.numbers.values[id].Figure(r.t)
	}
	return r.numbers.figs[id]
}

func whole(n int) decimal.Decimal { return decimal.NewFromInt(int64(n)) }

// begin fills in defaults, refuses what cannot be answered and gathers the
// numbers of the date.
func (b *Book) begin(v Visit, t *trace.Trace) (*run, error) {
	v = withDefaults(v)
	r := &run{b: b, t: t, v: v}
	r.e = Estimate{Date: v.Date, Releases: map[string]string{}, Trace: t, Lines: []Line{}, Findings: []finding.Finding{}}
	for _, step := range []func() error{r.checkBasics, r.checkAmounts, r.resolveDate, r.checkPayer, r.resolvePlace, r.resolveServices, r.checkAlready} {
		if err := step(); err != nil {
			return nil, err
		}
	}
	return r, nil
}

func withDefaults(v Visit) Visit {
	if v.Setting == "" {
		v.Setting = PrivatePractice
	}
	if v.POS.IsZero() {
		v.POS = office
	}
	if v.Payer.Kind == "" {
		v.Payer.Kind = Medicare
	}
	if v.Payer.UnitRule == "" {
		v.Payer.UnitRule = TotalTime
	}
	if v.Payer.Participation == "" && v.Payer.original() {
		v.Payer.Participation = Participating
	}
	return v
}

var office, _ = code.ParsePOS("11")

func indexed(list string, i int, key string) string { return fmt.Sprintf("%s[%d].%s", list, i, key) }

func refuse(field, format string, args ...any) error {
	return &Refusal{field, fmt.Sprintf(format, args...)}
}

func (r *run) checkBasics() error {
	switch {
	case r.v.Date.IsZero():
		return refuse("date", "must be given as YYYY-MM-DD")
	case r.v.Discipline == code.NoDiscipline:
		return refuse("discipline", "must be given: PT, OT or SLP")
	case len(r.v.Services) == 0:
		return refuse("services", "must hold at least one service")
	case len(r.v.Services) > MaxServices:
		return refuse("services", "holds %d services; at most %d are read", len(r.v.Services), MaxServices)
	}
	return nil
}

// resolveDate finds the tables and numbers of the date of service.
func (r *run) resolveDate() error {
	var err error
	if r.rvu, err = r.b.rvuOn(r.v.Date); err != nil {
		return r.refuseDate(err)
	}
	if r.gpci, err = r.b.gpciOn(r.v.Date); err != nil {
		return r.refuseDate(err)
	}
	for id, file := range numberFiles {
		r.numbers.values[id], err = r.b.facts.At(file, r.v.Date)
		if err != nil && needed(numberID(id)) {
			return r.refuseDate(err)
		}
	}
	r.e.Releases["rvu"] = r.rvu.Release.Name
	r.e.Releases["gpci"] = r.gpci.Release.Name
	if err := r.resolveEdits(); err != nil {
		return err
	}
	r.noteAge()
	return nil
}

func (r *run) resolveEdits() error {
	var err error
	if r.ptp, err = r.b.ptpOn(r.v.Date); err != nil {
		return r.refuseDate(err)
	}
	if r.mue, err = r.b.mueOn(r.v.Date); err != nil {
		return r.refuseDate(err)
	}
	r.e.Releases["mue"] = r.mue.Release.Name
	return nil
}

// noteAge names the tables that were made for other days than the date of
// service: of the pairs those only that this day asks.
func (r *run) noteAge() {
	asks := r.asks()
	r.e.Releases["ncci"] = r.pairTables(asks)
	var tables finding.Tables
	add := func(rel *param.Release) {
		if !rel.Own.Holds(r.v.Date) {
			tables = append(tables, finding.Table{Name: rel.Table, Release: rel.Name, Own: rel.Own})
		}
	}
	add(r.rvu.Release)
	if r.v.Payer.edited() {
		tables = append(tables, r.agedPairs(asks)...)
		add(r.mue.Release)
	}
	if len(tables) > 0 {
		r.note(finding.ReleaseAge, nil, r.v.Date, tables)
	}
}

// refuseDate refuses a date outside a published span. Anything else is a fault
// of our data.
func (r *run) refuseDate(err error) error {
	if errors.Is(err, param.ErrNotPublished) {
		return refuse("date", "%v; nothing is carried forward from another year", err)
	}
	return err
}

// resolvePlace finds the locality, by ZIP if one was given, and the rate
// column.
func (r *run) resolvePlace() error {
	if _, ok := r.b.pos[r.v.POS]; !ok {
		return refuse("pos", "%s is not a place of service of the fee schedule", r.v.POS)
	}
	if r.v.ZIP != "" {
		if err := r.resolveZIP(); err != nil {
			return err
		}
	}
	if r.v.Locality == code.National {
		r.note(finding.NationalAverage, nil)
		return nil
	}
	place, ok := r.gpci.Place(r.v.Locality)
	if !ok {
		return refuse("locality", "%s is not a Medicare locality of %s", r.v.Locality, r.gpci.Release.Name)
	}
	r.place = place
	return nil
}

func (r *run) resolveZIP() error {
	if len(r.v.ZIP) != 5 || r.v.Locality != code.National {
		return refuse("zip", "must be five digits, given instead of a locality")
	}
	for _, c := range []byte(r.v.ZIP) {
		if c < '0' || c > '9' {
			return refuse("zip", "must be five digits")
		}
	}
	l, ambiguous, err := r.b.ZIP(r.v.ZIP, r.v.Date)
	if err != nil {
		return refuse("zip", "%v", err)
	}
	r.v.Locality = l
	if ambiguous {
		r.note(finding.ZIPAmbiguous, nil, r.v.ZIP, l)
	}
	return nil
}
