package quote

import (
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"therapytally/app/draft"
	"therapytally/rules"
	"therapytally/rules/code"
	"therapytally/rules/finding"
)

// Fault says what is wrong with an answer. Package words has the sentence for it.
type Fault int

// The faults.
const (
	NotMoney Fault = iota + 1
	NotPercent
	NotPerWeek
	NotWeeks
	NotUnits
	NotCode
	NotDate
	NoPrices // on that day
	NotZIP
	NoLines
	AboveYear    // more left of a deductible than the whole year's
	MeantPercent // a part of one where a percentage is asked for
	Refused      // by the engine
)

// Problem is a fault of one answer. Line counts from 0 and is -1 elsewhere.
// Meant is the number that belongs there: of AboveYear the dollars of Year's
// deductible, of MeantPercent the percentage.
type Problem struct {
	Field Field
	Line  int
	Fault Fault
	Meant string
	Year  int
}

// Bounds of a course on this page.
const (
	mostPerWeek = 5
	mostWeeks   = 52
)

// reading is what the answers say. Pointers are nil where the reader does not
// know.
type reading struct {
	book *rules.Book
	s    *State
	who  string

	deductible, copay, percent, most *decimal.Decimal
	yearDeductible, yearMost, used   *decimal.Decimal
	rate, otherRate, cash            *decimal.Decimal
	perWeek, weeks                   int
	fewerPerWeek, fewerWeeks         int
	start                            code.Date
	priced                           code.Date // whose numbers serve the first visit
	discipline                       code.Discipline
	services                         []rules.Service
	zip, otherZIP                    string
	problems                         []Problem
	aside                            []Problem // of what is only compared

	guides   []rules.GuideItem // read once, then handed on
	releases map[string]string // of the visits that were asked about
	findings []finding.Finding
}

func read(book *rules.Book, s *State, guides []rules.GuideItem) *reading {
	if guides == nil {
		guides, _ = book.GuideAll() // without them nothing is published to stand in
	}
	r := &reading{book: book, s: s, who: s.Get(Who), guides: guides}
	r.readPlan()
	ofPlan := r.problems
	r.problems = nil
	r.readCard() // it is asked before the plan and depends on its days
	r.problems = append(r.problems, ofPlan...)
	r.readServices()
	r.zip, r.otherZIP = r.readZIP(ZIP), r.readZIP(OtherZIP)
	r.rate, r.otherRate = r.readRate(Rate), r.readRate(OtherRate)
	r.cash = r.money(Cash)
	return r
}

func (r *reading) fault(f Field, why Fault) { r.problem(Problem{Field: f, Line: -1, Fault: why}) }

func (r *reading) problem(p Problem) {
	if compared(p.Field) || r.idle(p.Field) {
		r.aside = append(r.aside, p)
		return
	}
	r.problems = append(r.problems, p)
}

// idle reports whether a field that is shown changes nothing in the answer: a
// fault in it takes no answer away.
func (r *reading) idle(f Field) bool {
	switch f {
	case ZIP:
		return !r.s.ByMedicare()
	case YearDeductible, YearMost:
		return !r.crosses()
	}
	return false
}

// compared reports whether a field belongs to a comparison alone: a fault in it
// takes no answer away.
func compared(f Field) bool {
	switch f {
	case FewerPerWeek, FewerWeeks, Cash, OtherRate, OtherZIP:
		return true
	}
	return false
}

func (r *reading) readCard() {
	r.deductible, r.copay, r.most = r.money(Deductible), r.money(Copay), r.money(Most)
	r.yearDeductible, r.yearMost, r.used = r.money(YearDeductible), r.money(YearMost), r.money(Used)
	r.percent = r.share(Percent)
	if original(r.who) && r.deductible != nil {
		r.notAboveYear()
	}
}

// notAboveYear refuses more left of Medicare's deductible than there is in the
// whole year.
func (r *reading) notAboveYear() {
	if whole := r.yearly(); r.deductible.GreaterThan(whole) {
		r.problem(Problem{Field: Deductible, Line: -1, Fault: AboveYear, Meant: whole.String(), Year: r.priced.Year()})
	}
}

// text is an answer without blanks around it, none where the field is not asked.
func (r *reading) text(f Field) string {
	if !asked(r.who, f) {
		return ""
	}
	return strings.TrimSpace(r.s.Get(f))
}

func (r *reading) money(f Field) *decimal.Decimal {
	text := r.text(f)
	if text == "" {
		return nil
	}
	d, why := draft.ParseMoney(text)
	if why != draft.None {
		r.fault(f, NotMoney)
		return nil
	}
	return &d
}

// share reads a percentage as a part of one. What is below one percent was
// meant as a part of one: no plan has such a coinsurance.
func (r *reading) share(f Field) *decimal.Decimal {
	text := strings.TrimSuffix(r.text(f), "%")
	if text == "" {
		return nil
	}
	d, why := draft.ParseMoney(strings.TrimSpace(text))
	if why != draft.None || d.GreaterThan(decimal.New(100, 0)) {
		r.fault(f, NotPercent)
		return nil
	}
	if d.IsPositive() && d.LessThan(one) {
		r.meant(f, d)
		return nil
	}
	d = d.Shift(-2)
	return &d
}

// meant asks whether a part of one was meant as a percentage.
func (r *reading) meant(f Field, d decimal.Decimal) {
	r.problem(Problem{Field: f, Line: -1, Fault: MeantPercent, Meant: d.Shift(2).String()})
}

// readRate reads a price by its kind: as a percentage it may be over 100. It
// does not read a price that the clinic's own price replaces.
func (r *reading) readRate(f Field) *decimal.Decimal {
	text := r.text(f)
	if _, priced := r.s.Priced(); text == "" || priced && f == Rate {
		return nil
	}
	why := NotMoney
	if r.s.RateKind() == ByPercent {
		text, why = strings.TrimSpace(strings.TrimSuffix(text, "%")), NotPercent
	}
	d, bad := draft.ParseMoney(text)
	if bad != draft.None || why == NotPercent && (d.GreaterThan(mostPercent) || d.IsZero()) {
		r.fault(f, why)
		return nil
	}
	if why == NotPercent && d.LessThan(leastPercent) {
		r.meant(f, d)
		return nil
	}
	return &d
}

// Bounds of a price as a percentage of Medicare's: below the least one, a part
// of one was meant.
var leastPercent, mostPercent = decimal.New(10, 0), decimal.New(1000, 0)

func (r *reading) readPlan() {
	r.perWeek = r.whole(PerWeek, mostPerWeek, NotPerWeek)
	r.weeks = r.whole(Weeks, mostWeeks, NotWeeks)
	r.fewerPerWeek, r.fewerWeeks = max(1, r.perWeek-1), r.weeks
	if r.s.Get(FewerPerWeek) != "" {
		r.fewerPerWeek = r.whole(FewerPerWeek, mostPerWeek, NotPerWeek)
	}
	if r.s.Get(FewerWeeks) != "" {
		r.fewerWeeks = r.whole(FewerWeeks, mostWeeks, NotWeeks)
	}
	start, err := code.ParseDate(r.s.Get(Start))
	if err != nil {
		r.fault(Start, NotDate)
		return
	}
	if !Starts(r.book).Holds(start) {
		r.fault(Start, NoPrices)
		return
	}
	r.start, r.priced = start, start
	if last := r.book.Covered().Through; start.Compare(last) > 0 {
		r.priced = last
	}
}

// Starts are the days on which a course may begin: those with published prices
// and the year after them, whose prices can only be assumed.
func Starts(book *rules.Book) code.Span {
	days := book.Covered()
	days.Through = days.Through.AddDays(365)
	return days
}

// notYet reports whether the reader leaves out every visit: the course begins in
// a year without published prices.
func (r *reading) notYet() bool {
	return r.priced != r.start && r.s.Get(NextYear) == LeaveOut && r.s.ByMedicare()
}

func (r *reading) whole(f Field, most int, why Fault) int {
	n, err := strconv.Atoi(strings.TrimSpace(r.s.Get(f)))
	if err != nil || n < 1 || n > most {
		r.fault(f, why)
		return 0
	}
	return n
}

func (r *reading) readZIP(f Field) string {
	text := strings.TrimSpace(r.s.Get(f))
	if text == "" {
		return ""
	}
	if len(text) == 10 && text[5] == '-' {
		text = text[:5]
	}
	if len(text) != 5 || strings.Trim(text, "0123456789") != "" {
		r.fault(f, NotZIP)
		return ""
	}
	if !r.priced.IsZero() {
		if _, _, err := r.book.ZIP(text, r.priced); err != nil {
			r.fault(f, NotZIP)
			return ""
		}
	}
	return text
}

// minutesPerUnit is how long a timed service of whole units takes.
const minutesPerUnit = 15

func (r *reading) readServices() {
	r.discipline, _ = code.ParseDiscipline(r.s.Get(Discipline)) // a chosen field
	if r.s.Get(First) == Evaluation && r.s.CanEvaluate() {
		r.addService(Line{evaluationOf(r.s.Get(Discipline)), "1"}, -1)
	}
	for i, l := range r.s.Lines {
		if l != (Line{}) {
			r.addService(l, i)
		}
	}
	if len(r.services) == 0 && !r.faulty(Preset) {
		r.fault(Preset, NoLines)
	}
}

func (r *reading) faulty(f Field) bool {
	return slices.ContainsFunc(slices.Concat(r.problems, r.aside), func(p Problem) bool { return p.Field == f })
}

func (r *reading) addService(l Line, at int) {
	info, ok := codeOf(r.book, l.Code)
	if !ok {
		r.problems = append(r.problems, Problem{Field: Preset, Line: at, Fault: NotCode})
		return
	}
	n, err := strconv.Atoi(strings.TrimSpace(l.Units))
	if err != nil || n < 1 || n > mostUnits {
		r.problems = append(r.problems, Problem{Field: Preset, Line: at, Fault: NotUnits})
		return
	}
	service := rules.Service{Code: info.Code}
	if info.Timed {
		service.Minutes = minutesPerUnit * n
	} else {
		service.Units = &n
	}
	r.services = append(r.services, service)
}

// mostUnits of one service a day: eight timed units are two hours.
const mostUnits = 8

// codeOf finds a code that was typed.
func codeOf(book *rules.Book, text string) (rules.CodeInfo, bool) {
	c, err := code.ParseHCPCS(strings.ToUpper(strings.TrimSpace(text)))
	if err != nil {
		return rules.CodeInfo{}, false
	}
	return book.Code(c)
}
