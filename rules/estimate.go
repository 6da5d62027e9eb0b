package rules

import (
	"encoding/json"

	"therapytally/rules/code"
	"therapytally/rules/finding"
	"therapytally/rules/trace"
)

// Estimate is what we conclude of a visit. Every amount is a trace.Figure;
// the zero Figure is an unknown amount and is left out of the JSON.
type Estimate struct {
	Date      code.Date         `json:"date"`
	Releases  map[string]string `json:"releases"`
	Units     Units             `json:"units"`
	Lines     []Line            `json:"lines"`
	Totals    Totals            `json:"totals"`
	Threshold *Threshold        `json:"threshold"`
	Findings  []finding.Finding `json:"findings"`

	Trace *trace.Trace `json:"-"` // every step; nil when untraced
}

// Units is the count of units under the rule in force and under the other.
type Units struct {
	Rule         UnitRule   `json:"rule"`
	TimedMinutes int        `json:"timedMinutes"`
	TimedUnits   int        `json:"timedUnits"`
	ByCode       UnitCounts `json:"byCode"`
	Tie          *Tie       `json:"tie"`
	Next         Next       `json:"next"`
	Other        Other      `json:"other"`

	MinutesFigure, UnitsFigure, NextFigure trace.Figure `json:"-"`
}

// UnitCount is the units of one code.
type UnitCount struct {
	Code    code.HCPCS
	Units   int
	Minutes int
	Figure  trace.Figure
}

// UnitCounts are the units of each timed code in order of entry; a code whose
// minutes earn no unit stands in it with 0.
type UnitCounts []UnitCount

// Of returns the units of a code.
func (c UnitCounts) Of(h code.HCPCS) int {
	for _, u := range c {
		if u.Code == h {
			return u.Units
		}
	}
	return 0
}

// MarshalJSON writes an object of code and units.
func (c UnitCounts) MarshalJSON() ([]byte, error) {
	m := map[string]int{}
	for _, u := range c {
		m[u.Code.String()] = u.Units
	}
	return json.Marshal(m)
}

// Tie is a choice that is the clinician's: Units units among codes with equal
// leftover minutes, and which we chose and why.
type Tie struct {
	Units  int          `json:"units"`
	Among  []code.HCPCS `json:"among"`
	Chosen []code.HCPCS `json:"chosen"`
	Why    string       `json:"why"`
}

// Open reports a tie that the clinician has not decided: the unit stands where
// our own order has put it.
func (t *Tie) Open() bool { return t != nil && t.Why != "prefer" }

// Next is how many more timed minutes make another unit.
type Next struct {
	Minutes int `json:"minutes"`
}

// Other is the answer of the unit rule that is not in force.
type Other struct {
	Rule       UnitRule   `json:"rule"`
	TimedUnits int        `json:"timedUnits"`
	ByCode     UnitCounts `json:"byCode"`
}

// Status says what becomes of a line.
type Status string

// The statuses of a line.
const (
	Payable    Status = "payable"
	Denied     Status = "denied"
	Bundled    Status = "bundled"
	NotCovered Status = "not-covered"
	Unpriced   Status = "unpriced"
)

// Liability says who bears a line that the payer does not pay.
type Liability string

// The liabilities.
const (
	PatientLiable  Liability = "patient"
	ProviderLiable Liability = "provider"
	NobodyLiable   Liability = "none"
)

// Line is one claim line.
type Line struct {
	Code               code.HCPCS      `json:"code"`
	Units              int             `json:"units"`
	Modifiers          []code.Modifier `json:"modifiers"`
	Status             Status          `json:"status"`
	Liability          Liability       `json:"liability"`
	UnitAmounts        []trace.Figure  `json:"unitAmounts,omitempty"`
	Allowed            trace.Figure    `json:"allowed,omitzero"`
	PlanPays           trace.Figure    `json:"planPays,omitzero"`
	Deductible         trace.Figure    `json:"deductible,omitzero"`
	Coinsurance        trace.Figure    `json:"coinsurance,omitzero"`
	Copay              trace.Figure    `json:"copay,omitzero"`
	SecondaryPays      trace.Figure    `json:"secondaryPays,omitzero"`
	Patient            trace.Figure    `json:"patient,omitzero"`
	AssistantReduction trace.Figure    `json:"assistantReduction,omitzero"`
	Sequestration      trace.Figure    `json:"sequestration,omitzero"`

	Name string `json:"-"` // our plain words

	reduced int // units at the end of UnitAmounts that the MPPR reduces
}

// Reduced reports whether the MPPR reduces the unit at an index of
// UnitAmounts.
func (l Line) Reduced(unit int) bool { return unit >= len(l.UnitAmounts)-l.reduced }

// Billable reports whether the line goes on the claim: the plan pays it or sets
// its own price for it, or its denial makes the patient liable.
func (l Line) Billable() bool {
	switch l.Status {
	case Payable, Unpriced:
		return true
	case Denied:
		return l.Liability == PatientLiable
	}
	return false
}

// Totals are the sums over the lines; unknown amounts are left out and Partial
// says so.
type Totals struct {
	Allowed            trace.Figure `json:"allowed,omitzero"`
	PlanPays           trace.Figure `json:"planPays,omitzero"`
	Deductible         trace.Figure `json:"deductible,omitzero"`
	Coinsurance        trace.Figure `json:"coinsurance,omitzero"`
	Copay              trace.Figure `json:"copay,omitzero"`
	SecondaryPays      trace.Figure `json:"secondaryPays,omitzero"`
	Patient            trace.Figure `json:"patient,omitzero"`
	BeyondAllowed      trace.Figure `json:"beyondAllowed,omitzero"`
	QMBWriteOff        trace.Figure `json:"qmbWriteOff,omitzero"`
	AssistantReduction trace.Figure `json:"assistantReduction,omitzero"`
	Sequestration      trace.Figure `json:"sequestration,omitzero"`
	WriteOff           trace.Figure `json:"writeOff,omitzero"`
	LimitingCharge     trace.Figure `json:"limitingCharge,omitzero"`
	ProviderReceives   trace.Figure `json:"providerReceives,omitzero"`
	Partial            bool         `json:"partial"`
}

// Threshold is the walk toward the yearly KX threshold (42 USC 1395l(g)).
type Threshold struct {
	Bucket    string       `json:"bucket"`
	Limit     trace.Figure `json:"limit"`
	Before    trace.Figure `json:"before"`
	After     trace.Figure `json:"after,omitzero"`
	KX        bool         `json:"kx"`
	Remaining trace.Figure `json:"remaining,omitzero"`
}

// Refusal is the error of For: a visit that cannot be answered, with the field
// that says why. Nothing is guessed.
type Refusal struct {
	Field  string `json:"field"`
	Reason string `json:"reason"`
}

func (r *Refusal) Error() string { return "rules: estimate: " + r.Field + ": " + r.Reason }
