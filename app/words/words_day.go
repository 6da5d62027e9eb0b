package words

import (
	"therapytally/app/sheet"
	"therapytally/rules"
	"therapytally/rules/code"
)

// Day are the words of the day sheet, of keeping and of the clinic's settings.
type Day struct {
	Sheet, NoNames                string
	Label                         string
	LabelWrong                    func(why sheet.Why) string
	Place                         func(n, of int) string
	Before, After, New            string
	All                           func(n int) string
	Visit                         func(label string) string
	NotYet, Fix, Running          string
	Units                         func(n int) string
	Earlier, Later                string
	Duplicate, Remove             string
	Undo                          func(removed string) string // of the button
	RemovedRow, RemovedTime       func(code string, minutes int, visit string) string
	NotBack                       func(removed, why string) string
	More                          func(n int) string
	Added, Copied, Shown, Removed func(label string) string
	Back                          func(label string) string
	Files, Save, Open, CSV        string
	PrintVisit, PrintSheet        string
	FilesHint                     string
	Signals                       Signals
	Keep                          Keep
	Clinic                        Clinic
	Paper                         Paper
}

// Keep are the words of keeping.
type Keep struct {
	Heading, Note                string
	Keep, KeepHint               string
	Until, Workday               string
	Days                         func(n int) string
	LineKept                     func(until code.Date) string // where the visits are, near them
	LineShared                   func(minutes int) string
	LineTab                      string
	AskShared, Change            string
	Ending                       func(n int) string
	KeepThem                     string
	Safari                       string
	Shared                       string
	SharedHint                   func(minutes int) string
	Idle                         string
	Minutes                      func(n int) string
	Clear, ClearNow, Cancel      string
	ClearHint                    string
	State                        func(where Where) string
	Full, Disabled, Evicted      string
	NewerHere, NotCleared        string
	Older                        func(n int, labels []string) string
	Conflict                     func(labels []string) string
	Twice                        func(n int, twice, older []string) string
	TwoStates, OlderState        string
	Lost, Damaged                func(n int) string
	Newer, Failed, Idled         func(n int) string
	Purged                       func(n int, kept bool) string // at the end of their time, or of their day
	Cleared, ClinicLost, Nothing string
	SheetFull                    func(most int) string
	Imported                     func(n int) string
	NotImported                  func(why string) string
	Without                      func(n int) string
	Unfinished, Unpaid           func(n int) string
	Elsewhere, Understood        string
	Withheld                     func(fields []string) string
	Counting                     string
	CountingText                 func(seconds int) string
	StillHere, StillHereHint     string
	WorksOffline                 func(kept bool) string // without a copy, until a reload
	Install                      string
	InstallHint                  string
	FileWrong                    func(f sheet.Fault) string
	Here                         func(n int) string // visits of a file that were here as they are
	PolicyLost                   func(idle int) string
	Crowded, Unread, Discarded   func(n int) string
	UnreadSave                   string
	Discard, DiscardNow          string
	Closed                       string
}

// Where says where the newest writing is.
type Where int

// The places of Keep.State.
const (
	InMemory Where = iota
	InTab
	OnDevice
)

// Clinic are the words of the clinic's settings.
type Clinic struct {
	Heading, Note                string
	Favorites, FavoritesHint     string
	Place, PlaceHint, Discipline string
	Payer                        string
	Kinds                        []Choice[rules.PayerKind]
	UnitRule                     string
	UnitRules                    []Choice[rules.UnitRule]
	Participation                string
	Participations               []Choice[rules.Participation]
	Way                          string
	Ways                         []Choice[string]
	Rate                         map[string]string
	UnitCap, UnitCapHint         string
	MPPR, Edits                  string
	Switches                     []Choice[string]
	Copay, Coinsurance           string
	CoinsuranceHint              string
	Plan, PlanHint               string
}

// PayerName is what a kind of payer is called.
func (c Clinic) PayerName(kind rules.PayerKind) string {
	for _, k := range c.Kinds {
		if k.Value == kind {
			return k.Name
		}
	}
	return c.Kinds[0].Name
}

// Choice is one of several and what it is called.
type Choice[T any] struct {
	Value T
	Name  string
}

// Paper are the words of what is printed.
type Paper struct {
	Visit, Sheet                          string
	Code, Name, Modifiers, Units, Minutes string
	Allowed, Plan, Patient, Total, Label  string
	Date, Payer, Lines, NoAnswer, Held    string
	Of                                    func(n int, on string) string
	Timed                                 func(timed, treatment int) string
	TimedOnly                             func(timed int) string // the total is not known
	NoUnits                               func(timed int) string // why a visit has no lines
	NoMinutes, Incomplete                 func(codes []string) string
	ToFix                                 func(problem string) string
	NoServices, Unsettled                 string
}
