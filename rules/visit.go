package rules

import (
	"github.com/shopspring/decimal"

	"therapytally/rules/code"
	"therapytally/rules/trace"
)

// Visit is what the user asserts about one date of service of one patient.
// Money and rates are exact decimals; minutes and units are whole numbers.
// Pointers are nil where the user said nothing.
type Visit struct {
	Date        code.Date
	Discipline  code.Discipline
	Setting     Setting
	POS         code.POS      // zero: 11, the office
	Locality    code.Locality // zero: national
	ZIP         string        // instead of Locality
	Payer       Payer
	Services    []Service
	AlsoToday   []Already
	YearToDate  *YearToDate
	Coverage    Coverage
	Prefer      []code.HCPCS // whom a tied unit goes to, first named first
	KXJustified *bool
	ABN         bool

	carried bool // the yearly amounts were left by an earlier visit of the course
	posed   bool // rate and copay belong to a comparison: nobody entered them
}

// yearly is the kind of the amounts that are left of the year.
func (v Visit) yearly() trace.Kind {
	if v.carried {
		return trace.Carried
	}
	return trace.Given
}

// payers is the kind of the payer's rate and copay.
func (v Visit) payers() trace.Kind {
	if v.posed {
		return trace.Constant
	}
	return trace.Given
}

// Setting says who bills.
type Setting string

// The settings: they choose the MUE column.
const (
	PrivatePractice Setting = "private-practice"
	Institutional   Setting = "institutional"
)

// PayerKind says whose rules apply.
type PayerKind string

// The kinds of payer.
const (
	Medicare          PayerKind = "medicare"
	MedicareAdvantage PayerKind = "medicare-advantage"
	Commercial        PayerKind = "commercial"
	Medicaid          PayerKind = "medicaid"
	SelfPay           PayerKind = "self-pay"
)

// UnitRule says how minutes become units.
type UnitRule string

// The unit rules: total time of all timed codes, or each code alone.
const (
	TotalTime UnitRule = "cms"
	PerCode   UnitRule = "ama"
)

// Participation is the clinic's standing with Medicare.
type Participation string

// The kinds of participation (42 USC 1395u(h), 1395w-4(g)).
const (
	Participating    Participation = "par"
	NonParAssigned   Participation = "nonpar-assigned"
	NonParUnassigned Participation = "nonpar-unassigned"
)

// Payer is who pays and by which rules. Zero fields mean the contract's
// defaults.
type Payer struct {
	Kind          PayerKind
	UnitRule      UnitRule
	Participation Participation
	QP            bool
	UnitCap       *int
	Rate          *Rate
	MPPR          *bool
	Edits         *bool
}

// Rate is how a payer other than Medicare prices: exactly one of the three.
type Rate struct {
	PercentOfMedicare *decimal.Decimal
	PerUnit           map[code.HCPCS]decimal.Decimal
	Otherwise         *decimal.Decimal // with PerUnit
	PerVisit          *decimal.Decimal
}

// Service is one code with its time.
type Service struct {
	Code             code.HCPCS
	Minutes          int // with the therapist, alone or side by side
	AssistantMinutes int // with the assistant alone
	Units            *int
	Distinct         string
	Charge           *decimal.Decimal // the clinic's, per unit
	Modifiers        []code.Modifier
	Intervals        []Interval
}

// Interval is a stretch of clock time, in minutes after midnight.
type Interval struct {
	From, To int
	By       string // therapist, assistant or both
}

// Already is a service billed this date by the same group.
type Already struct {
	Code       code.HCPCS
	Units      int
	Discipline code.Discipline
}

// YearToDate is the allowed amounts already used toward the KX thresholds.
type YearToDate struct{ PTSLP, OT decimal.Decimal }

// Coverage is the patient's cost sharing. Pointers are nil where the user said
// nothing.
type Coverage struct {
	DeductibleRemaining  *decimal.Decimal
	Secondary            *Secondary
	QMB                  bool
	Coinsurance          *decimal.Decimal
	Copay                *decimal.Decimal
	DeductibleApplies    *bool
	OutOfPocketRemaining *decimal.Decimal
	Yearly               *Yearly

	startedOver bool // in a course, the year began anew and no deductible of it is known: none is assumed
}

// Secondary is what a supplement pays of each part.
type Secondary struct {
	Deductible  bool
	Coinsurance decimal.Decimal
}

// Yearly is what a plan other than Medicare starts each calendar year with.
type Yearly struct{ Deductible, OutOfPocket *decimal.Decimal }
