// Package quote holds what a patient answers, asks the engine about it and
// says what of it is unknown. It knows nothing of the screen and does no
// arithmetic on money: every amount is a figure of the engine.
package quote

import (
	"maps"
	"slices"

	"therapytally/rules/code"
)

// Field names one answer; it is the ID of its element and its key in a link.
type Field string

// The fields, question by question.
const (
	Who Field = "who" // who pays

	Deductible     Field = "deductible" // left of it this year
	Copay          Field = "copay"      // per visit
	Percent        Field = "percent"    // the patient's part after the deductible
	Most           Field = "most"       // left until the year's maximum
	YearDeductible Field = "year-deductible"
	YearMost       Field = "year-most"
	SupplementPays Field = "supplement-pays" // yes or no: the deductible too; or QMB
	Used           Field = "used"            // toward the therapy threshold

	PerWeek  Field = "per-week"
	Weeks    Field = "weeks"
	Start    Field = "start"
	NextYear Field = "next-year" // leave-out: no visits of a year without published prices

	Preset     Field = "preset"
	Discipline Field = "discipline"
	First      Field = "first" // evaluation: the first visit has one

	ZIP Field = "zip"

	RateKind  Field = "rate-kind" // percent, unit or visit
	Rate      Field = "rate"
	Advantage Field = "advantage" // yes or no: a plan of Medicare Advantage

	FewerPerWeek Field = "fewer-per-week"
	FewerWeeks   Field = "fewer-weeks"
	Cash         Field = "cash"
	OtherRate    Field = "other-rate"
	OtherZIP     Field = "other-zip"
	Place        Field = "place"

	Lang Field = "lang"
)

// Values of fields that are chosen, not typed.
const (
	Medicare   = "medicare"
	Supplement = "supplement" // Medicare and a second insurance
	CopayPlan  = "copay-plan" // Medicare Advantage, or another plan with a copay
	SharePlan  = "share-plan" // a plan with a deductible and coinsurance
	Medicaid   = "medicaid"
	Nobody     = "nobody" // no insurance

	ByPercent = "percent"
	ByUnit    = "unit"
	ByVisit   = "visit"

	Yes        = "yes"
	No         = "no"
	Assume     = "assume"
	LeaveOut   = "leave-out"
	QMB        = "qmb" // Medicaid is the second plan and pays what Medicare leaves
	Evaluation = "evaluation"

	English = "en"
	Spanish = "es"
)

// Payers lists who may pay, in the order of the question.
func Payers() []string {
	return []string{Medicare, Supplement, CopayPlan, SharePlan, Medicaid, Nobody}
}

// choices are the values that a chosen field may have; other fields are typed.
func choices(f Field) []string {
	switch f {
	case Who:
		return Payers()
	case SupplementPays:
		return []string{Yes, No, QMB}
	case Advantage:
		return []string{Yes, No}
	case NextYear:
		return []string{Assume, LeaveOut}
	case Preset:
		return Presets()
	case Discipline:
		return []string{code.PT.String(), code.OT.String(), code.SLP.String()}
	case First:
		return []string{Evaluation}
	case RateKind:
		return []string{ByPercent, ByUnit, ByVisit}
	case Place:
		return Places()
	case Lang:
		return []string{English, Spanish}
	}
	return nil
}

// Places are the places of service that can be compared with the office.
func Places() []string { return []string{"12", "22"} }

// Fields lists every field in the order of a link.
func Fields() []Field {
	return []Field{
		Who, Deductible, Copay, Percent, Most, YearDeductible, YearMost, SupplementPays, Used,
		PerWeek, Weeks, Start, NextYear, Preset, Discipline, First, ZIP, RateKind, Rate, Advantage,
		FewerPerWeek, FewerWeeks, Cash, OtherRate, OtherZIP, Place, Lang,
	}
}

// Line is a service of a visit as typed.
type Line struct{ Code, Units string }

// MaxLines bounds the services of a visit.
const MaxLines = 6

// State is everything that was answered, as typed. A field without text is an
// answer too: the reader does not know.
type State struct {
	values map[Field]string
	Lines  []Line
	Clinic Clinic

	filled map[Field]fill   // by the clinic's plan that was chosen
	cards  map[string]*card // the answers about payers that were chosen before
}

// Defaults of a fresh page.
const (
	usualPerWeek = "2"
	usualWeeks   = "6"
	usualPercent = "20"
)

// New returns a fresh page on a day, written YYYY-MM-DD.
func New(today string) *State {
	s := &State{values: map[Field]string{PerWeek: usualPerWeek, Weeks: usualWeeks, Percent: usualPercent, Start: today}}
	s.Use(Presets()[0])
	return s
}

// Get returns what was answered.
func (s *State) Get(f Field) string { return s.values[f] }

// Set keeps an answer.
func (s *State) Set(f Field, text string) {
	if text == "" {
		delete(s.values, f)
		return
	}
	s.values[f] = text
}

// Clone returns an independent copy.
func (s *State) Clone() *State {
	return &State{maps.Clone(s.values), slices.Clone(s.Lines), s.Clinic, maps.Clone(s.filled), maps.Clone(s.cards)}
}

// Equal reports whether two states answer alike.
func (s *State) Equal(o *State) bool {
	return maps.Equal(s.values, o.values) && slices.Equal(s.Lines, o.Lines)
}

// original reports whether Original Medicare's prices hold.
func original(who string) bool { return who == Medicare || who == Supplement }

// Original reports whether Medicare itself sets the price.
func (s *State) Original() bool { return original(s.Get(Who)) }

// RateKind is how the price was given: what was chosen, else what is usual for
// the payer.
func (s *State) RateKind() string {
	switch kind := s.Get(RateKind); {
	case kind != "":
		return kind
	case s.Get(Who) == Nobody:
		return ByVisit
	}
	return ByPercent
}
