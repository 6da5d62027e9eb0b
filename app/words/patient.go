package words

import (
	"strconv"

	"therapytally/app/quote"
	"therapytally/rules"
	"therapytally/rules/finding"
)

// Patient are the words of the patient's page. They are for people who know
// nothing of billing: short sentences, and each term explained where it first
// stands.
type Patient struct {
	PatientFrame
	PatientAsk
	PatientAnswer
	PatientCourse
	PatientCompare

	Paper    PatientPaper
	Share    PatientShare
	Fields   map[quote.Field]string
	Hints    map[quote.Field]string
	Findings map[finding.ID]string // those that mean something to a patient
	Names    map[string]string     // plain names of codes
	Rules    map[string]string     // by rule ID: its sentence
	Steps    map[string]string     // by the engine's name of a step
}

// PatientFrame are the words around the page.
type PatientFrame struct {
	Title                            string
	ThisLanguage                     string
	OtherLanguage, OtherCode, Review string // OtherCode is plan's name of it
}

// PatientAsk are the words of the questions.
type PatientAsk struct {
	Step           func(n, of int) string
	WhoAsk         string
	WhoWhere       string
	Payers         map[string]Reply
	CardAsk        string
	CardWhere      map[string]string // by payer
	PaysToo        Replies
	PaidByMedicaid string
	Empty          func(low, high string) string // what an empty field counts as
	// What an empty answer means where it is not "I do not know".
	NoDeductible, NoCopay, NoCopayMedicaid string

	OftenAsk, OftenWhere           string
	VisitAsk, VisitWhere           string
	Presets                        map[string]string
	Disciplines                    map[string]string
	Units, Code, AddLine, DropLine string
	Less, More                     string
	EvaluationHint                 string
	Edit                           string
	WhereAsk, WhereWhere           string
	PriceAsk, PriceWhere           string
	PriceWhereCash                 string // without insurance
	RateKinds                      map[string]string
	RangeHeading, RangeNote        string
	RangeUnit                      func(low, high string) string
	Source                         string
}

// PatientAnswer are the words of the answer.
type PatientAnswer struct {
	AnswerHeading, AskFirst, AskFirstText string
	MendHeading, MendText                 string
	Faults                                map[quote.Fault]string
	Next, After, PlanPays                 string
	MedicarePays, SecondPlan              string
	CourseOf                              func(rules.Reach) string // how many visits an amount holds
	Between                               func(low, high string) string
	Unknown, Working                      string
	Days                                  func(from, through string) string
	YearsDeductible                       func(year int, dollars string) string
	DidYouMean                            func(percent string) string
	NotYet, NotYetText                    string
	MissingCopay, MissingPrice            string // what no amount can be given without
	MissingCash                           string
	NarrowHeading, NeedHeading            string
	Narrows                               map[quote.Field]string
	NotABill, WhyHint, Peek               string
	Basis                                 func(date, place, release string) string
	Starting                              func(date string) string
	PlaceNamed                            func(zip, locality string) string
	National                              string
	NotesHeading                          string
	IncludedHeading                       string
	IncludedLine                          func(name, code string, units int) string
	IncludedFirst, IncludedOther          string
	ChangeHeading                         string
	Changes                               []string
	NextYearAsk                           string
	NextYear                              Replies
	AssumedNote, AssumedMark, LeftOut     string
	LeftOutCount                          func(n int) string
}

// PatientCourse are the words of the chart and the table.
type PatientCourse struct {
	ChartHeading, ChartHint                  string
	ChartText                                func(visits int, low, high string) string
	ChartLow, ChartHigh                      string
	TableHeading, Visit, Date, YouPay, SoFar string
	ShowAll                                  string
	VisitNo                                  func(n int) string
	Milestones                               map[string]string
	MilestoneAt                              func(n int, date string) string
	AtMost                                   string
}

// PatientCompare are the words of the comparisons.
type PatientCompare struct {
	CompareHeading, Now, Instead               string
	FewerHeading, CashHeading                  string
	ClinicHeading, PlaceHeading                string
	CashNote, CashNoMedicare, PlaceNote        string
	ClinicNote, ClinicMedicare                 string
	Places                                     map[string]string
	NoPlace                                    string
	Cheaper, Dearer, Same, Unclear, Impossible string
	TotalFor                                   func(visits int) string
}

// Reply is one of several answers with a note.
type Reply struct{ Name, Note string }

// Replies are the answers yes, no and not sure.
type Replies struct{ Yes, No, Unsure string }

// PatientPaper are the words of what is printed.
type PatientPaper struct {
	Heading, Intro, Print, Show, Hide                         string
	Title, Worksheet                                          string
	Patient, Name, Born, Clinic, ClinicName, NPI, TIN, Place_ string
	Service, ServiceText, FirstDate                           string
	Items, Code, What, Units, Each, Diagnosis                 string
	FirstVisit                                                string
	LaterVisits                                               func(n int) string
	Total                                                     func(visits, from, to string) string
	Separate, SeparateText                                    string
	MustKnow                                                  string
	Disclaimers                                               []string
	Dates                                                     string
	AskHeading                                                string
	Ask                                                       []string
	Blank                                                     string
	NoPrice                                                   string
}

// PatientShare are the words of the link.
type PatientShare struct {
	Heading, Intro, Make, Link, Copy, Copied, Holds, HoldsNot string
	QR                                                        string
	Lines                                                     func(n int) string
	Bad, Old                                                  string
}

// years names the years of the visits whose prices are not published.
func years(r rules.Reach, and string) string {
	from, through := strconv.Itoa(r.From.Year()), strconv.Itoa(r.Through.Year())
	if from == through {
		return from
	}
	return from + and + through
}
