package words

import (
	"therapytally/app/timer"
	"therapytally/rules"
)

// Time are the words of the timers.
type Time struct {
	Start, Stop                   string // of the button: "Start the timer"
	Begin, End                    string // on the button
	Who                           string
	By                            map[timer.By]string
	WithAssistant, Assistant      string
	AssistantHint, TogetherHint   string
	Treatment, TreatmentHint      string // minutes of an untimed service
	PauseFor                      string
	Pause                         map[timer.Reason]string
	Paused                        func(why timer.Reason) string
	Resume                        string
	Times                         func(n int) string // start and stop times of a row
	NoTimes                       string
	Span                          func(from, to string) string
	Now                           string // the end of a running span
	Correct, Delete, Add          string
	From, To, Save, Cancel        string
	ClockHint                     string
	ByHand                        string
	Flag                          map[timer.Flag]string
	Slept                         func(minutes int) string
	StopFirst, Waits, Counted     string
	Confirm                       string
	Fault                         map[timer.Why]string
	Offer                         func(timed, typed int) string
	Take                          func(n int) string
	Loose                         func(code string, minutes int) string
	StopLoose                     string
	OtherDay                      func(day string) string // an ISO date
	TakeDay                       string
	Unbilled                      func(minutes int) string
	Whats, Counts, DoesNot        string
	Said                          func(what, code string) string
	SaidStart, SaidStop, SaidTook string
	StoppedIn                     func(visits []string) string // by the start here
	StillTreating                 string
	HasRun                        func(visit, code string, minutes int) string
	HasPassed                     func(visit, code string, minutes int) string
	GoOn, StopNow, EndedBefore    string
	SaidGoOn                      string
}

// Decide are the words of the choice of a code.
type Decide struct {
	Heading          string
	Yes, No, Back    string
	Result           func(code, name string) string
	SetsNothing      string
	Use              func(code string) string
	Already          string
	Because, Others  string
	Answered         map[bool]string
	Close            string
	RulesHeading     string
	RuleShort        map[rules.UnitRule]string
	InForce          string
	Code, Total      string
	SameUnits        string
	Worth            string
	WorthOfPlan      string // where the plan has rates of its own
	MoreUnder        func(rule string) string
	SameWorth        string
	Pays             func(allowed, patient string) string
	TieHint          string
	BeforeSeparate   func(first, second string) string
	AfterSeparate    func(first, second string) string
	ShowOther        func(code string) string
	Copy             string
	CopyVisit        string
	LeftOut          func(lines []string) string // of the copy
	CopyNote         string
	NoteMissing      func(codes []string) string
	Copied           func(what string) string
	NotCopied, Short string
	WholeVisit, Note string
}

// Note are the words of what the note needs.
type Note struct {
	Heading            string
	Progress           func(done, all int) string
	EveryVisit         string
	For                func(code, name string) string
	Episode            string
	Required, Advised  string
	Source             string
	Deny, DenyHint     string
	AlsoIn, Confidence string
	Confident          map[string]string
	Empty              string
}
