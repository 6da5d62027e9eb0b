// Package words holds every word of the screen as typed messages. A language
// is one value of Words; components name no text of their own.
package words

import (
	"github.com/shopspring/decimal"

	"therapytally/app/draft"
	"therapytally/rules"
	"therapytally/rules/code"
	"therapytally/rules/finding"
	"therapytally/rules/trace"
)

// Words are all messages of one language.
type Words struct {
	Lang string

	Money  func(decimal.Decimal) string // always at least to the cent
	Number func(decimal.Decimal) string
	Date   func(code.Date) string

	Form    Form
	Answer  Answer
	Why     Why
	Day     Day
	Time    Time
	Decide  Decide
	Note    Note
	Library Library
	Patient Patient
	Embed   Embed
	Problem func(p draft.Problem, covered func(code.Date) string, span code.Span) string
	Notice  []string
	Broken  string
	Again   string
}

// Form are the words of the visit's fields.
type Form struct {
	Visit, Services, Coverage          string
	Date, Discipline, Place, PlaceHint string
	National                           string
	Disciplines                        map[code.Discipline]Discipline
	Service                            func(n int) string
	Code, Minutes, Units, Charge       string
	WithTherapist                      string // minutes, where an assistant helps
	MinutesHint, ChargeHint            string
	Charges, Remove                    string
	Adding, Taking                     string // of the step buttons
	Earned                             func(units int) string
	CodeHint, Untimed                  string
	Basis                              func(basis string) string // what one unit of a code is
	Add                                string
	Deductible, DeductibleHint         string
	Used                               func(code.Discipline) string
	UsedHint, QP, QPHint               string
	PlaceFound                         func(name, locality string) string
	CoverageHint, PlanHint             string
	PayersRules                        string
	Choices                            func(n int) string
	Of                                 func(what, whose string) string
}

// Discipline is a discipline's short and plain name.
type Discipline struct{ Short, Long string }

// Answer are the words of the answer.
type Answer struct {
	Heading                                       string
	TimedMinutes                                  func(n int) string
	Units, TimedUnits                             func(n int) string
	AndUntimed                                    func(untimed, all int) string
	Allowed, MedicarePays, PatientOwes            string
	Why, WhyHint                                  string
	HeldBack, AssistantCut                        string
	Coinsurance                                   string
	Next                                          func(more, total, unit int) string
	NextOfCode                                    func(more int) string
	Counts                                        string
	TieHeading                                    string
	GiveTo                                        func(code string) string
	Lines, Unit, Full, Later, Each                string
	UnitNo                                        func(n int) string
	UnitNos                                       func(from, to int) string
	Status                                        map[rules.Status]string
	Liability                                     map[rules.Liability]string
	Modifiers, Modifier                           string
	Unknown                                       string
	Threshold, Limit, UsedAfter, Left, Deductible string
	ThresholdOf                                   map[string]string
	Attest, AttestHint                            string
	Separate                                      []Separate
	SeparateOf                                    func(code string) string
	Findings                                      string
	Finding                                       func(finding.Finding) string
	Severity                                      map[finding.Severity]string
	Source                                        string
	Partial                                       string
	NotCounted                                    func(names []string) string
	WaitingTitle, WaitingText                     string
	BlockedTitle, BlockedText, GoThere            string
	GrowingTitle                                  string
	Place                                         func(place string, date string) string
	Peek                                          string
	Marks                                         Marks
	Announce                                      func(units, timed, minutes int, allowed, medicare, patient string) string
	AnnounceHidden                                func(why string) string
}

// Marks say shortly what must not be overlooked.
type Marks struct {
	Denied        func(codes []string) string
	KX, Tie, Time string
	Block         string
}

// Separate is a modifier that says why a service was a separate one.
type Separate struct{ Modifier, Says string }

// Why are the words of the explanation of a figure.
type Why struct {
	Title                func(what string) string
	Close, Steps, From   string
	Kind                 map[trace.Kind]string
	Op                   func(op trace.Op, place int32, values []string) string
	Pick                 func(value string, tests []string) string
	Rule, Source, Prints string
	Minutes              func(v decimal.Decimal) string
	Units                func(v decimal.Decimal) string
	Show, Hide           string
	National             string
	Says                 func(rule, says string) string // a rule's sentence; nil: the engine's
	Named                func(name string) string       // a step's name; nil: the engine's
}
