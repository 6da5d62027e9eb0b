package draft

import (
	"errors"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"therapytally/app/lookup"
	"therapytally/rules"
	"therapytally/rules/code"
)

// Problem is why a field cannot be used. Growing means that it is being typed
// and may still come out right: nothing to complain of yet.
type Problem struct {
	Field   Field
	Reason  Reason
	Detail  string
	Growing bool
}

// Reading is what the texts mean: a visit, or problems in the order of the
// page. Waiting lists services that are chosen but have no minutes yet; they
// are not in the visit.
type Reading struct {
	Visit    rules.Visit
	Problems []Problem
	Waiting  []Field
	Rows     []RowReading

	keys []int // of the rows in Visit.Services
}

// RowReading is what a row's texts mean so far.
type RowReading struct {
	Code       code.HCPCS // zero: none yet
	Name       string
	Untimed    bool
	Supervised bool // may run beside another service

	Minutes, Assistant int
	HasTime            bool // minutes were entered
}

// reader reads one state.
type reader struct {
	s    *State
	find *lookup.Index
	r    Reading
}

// Read turns the texts into a visit.
func (s *State) Read(find *lookup.Index) Reading {
	r := &reader{s: s, find: find}
	r.date()
	r.r.Visit.Discipline = s.Discipline
	r.place()
	for i := range s.Rows {
		r.row(&s.Rows[i])
	}
	r.coverage()
	return r.r
}

// problem notes what is wrong; while the user is still in a field for the
// first time, an unfinished text is no fault.
func (r *reader) problem(f Field, why Reason, detail string, growing bool) {
	growing = growing && r.s.Focus == f && !r.s.left[f]
	r.r.Problems = append(r.r.Problems, Problem{f, why, detail, growing})
}

func (r *reader) date() {
	d, err := code.ParseDate(strings.TrimSpace(r.s.Date))
	switch covered := r.find.Book.Covered(); {
	case err != nil:
		r.problem(Date, DateMissing, "", true)
	case !covered.Holds(d):
		r.problem(Date, DateOutside, d.String(), true)
	default:
		r.r.Visit.Date = d
	}
}

func (r *reader) place() {
	text := strings.TrimSpace(r.s.Place)
	switch {
	case text == "":
		r.problem(Place, PlaceMissing, "", true)
	case strings.EqualFold(text, r.find.National), r.r.Visit.Date.IsZero():
	case lookup.LooksLikeZIP(text):
		r.zip(text)
	default:
		r.locality(text)
	}
}

func (r *reader) zip(text string) {
	zip, short := lookup.ZIP(text)
	if short {
		r.problem(Place, ZIPShort, text, true)
		return
	}
	if _, _, err := r.find.Book.ZIP(zip, r.r.Visit.Date); err != nil {
		r.problem(Place, ZIPUnknown, zip, false)
		return
	}
	r.r.Visit.ZIP = zip
}

func (r *reader) locality(text string) {
	choice, found := r.find.On(r.r.Visit.Date).Places().Resolve(text)
	switch found {
	case lookup.Nothing:
		r.problem(Place, PlaceUnknown, text, true)
	case lookup.One:
		r.r.Visit.Locality, _ = code.ParseLocality(choice.Key) // a key of the engine's own list
	default:
		r.problem(Place, PlaceVague, text, true)
	}
}

// row reads one service. An untouched row is skipped; a row without minutes
// waits.
func (r *reader) row(row *Row) {
	r.r.Rows = append(r.r.Rows, RowReading{})
	at := &r.r.Rows[len(r.r.Rows)-1]
	if strings.TrimSpace(row.Code) == "" {
		if strings.TrimSpace(row.Minutes) != "" {
			r.problem(CodeOf(row.Key), CodeMissing, "", true)
		}
		return
	}
	info, ok := r.code(row)
	if !ok {
		return
	}
	*at = RowReading{Code: info.Code, Name: info.Name, Untimed: !info.Timed, Supervised: info.Supervised}
	service := rules.Service{Code: info.Code, Distinct: r.s.Distinct[info.Code]}
	if !r.time(row, at) || !r.amount(row, info, &service) || !r.charge(row, &service) {
		return
	}
	service.Minutes, service.AssistantMinutes = at.Minutes, at.Assistant
	r.r.Visit.Services = append(r.r.Visit.Services, service)
	r.r.keys = append(r.r.keys, row.Key)
}

func (r *reader) code(row *Row) (rules.CodeInfo, bool) {
	f := CodeOf(row.Key)
	if c, ok := lookup.LeadingCode(row.Code); ok {
		if info, known := r.find.Book.Code(c); known {
			return info, true
		}
	}
	if r.r.Visit.Date.IsZero() {
		return rules.CodeInfo{}, false
	}
	choice, found := r.find.On(r.r.Visit.Date).Services().Resolve(row.Code)
	switch found {
	case lookup.Nothing:
		r.problem(f, CodeUnknown, strings.TrimSpace(row.Code), true)
	case lookup.One:
		c, _ := code.ParseHCPCS(choice.Key) // a key of the engine's own list
		return r.find.Book.Code(c)
	default:
		r.problem(f, CodeVague, strings.TrimSpace(row.Code), true)
	}
	return rules.CodeInfo{}, false
}

// time reads the minutes of the therapist and, where one takes part, of the
// assistant. Untimed services need none.
func (r *reader) time(row *Row, at *RowReading) (ok bool) {
	var given, other bool
	at.Minutes, given, ok = r.minutes(MinutesOf(row.Key), row.Minutes)
	if ok && r.s.AssistantCounts() {
		at.Assistant, other, ok = r.minutes(AssistantOf(row.Key), row.Assistant)
	}
	at.HasTime = given || other
	return ok
}

func (r *reader) minutes(f Field, text string) (n int, given, ok bool) {
	if strings.TrimSpace(text) == "" {
		return 0, false, true
	}
	n, why, growing := ParseMinutes(text)
	if why != None {
		r.problem(f, why, text, growing)
		return 0, true, false
	}
	return n, true, true
}

// amount reads the units of an untimed service; a timed one without minutes
// waits.
func (r *reader) amount(row *Row, info rules.CodeInfo, service *rules.Service) bool {
	if info.Timed {
		if has := r.r.Rows[len(r.r.Rows)-1].HasTime; !has {
			r.r.Waiting = append(r.r.Waiting, MinutesOf(row.Key))
			return false
		}
		return true
	}
	n, why := ParseUnits(row.Units)
	if why != None {
		r.problem(UnitsOf(row.Key), why, row.Units, row.Units == "")
		return false
	}
	service.Units = &n
	return true
}

func (r *reader) charge(row *Row, service *rules.Service) bool {
	d, given, ok := r.money(ChargeOf(row.Key), row.Charge)
	if given {
		service.Charge = &d
	}
	return ok
}

// money reads an optional amount.
func (r *reader) money(f Field, text string) (d decimal.Decimal, given, ok bool) {
	if strings.TrimSpace(text) == "" {
		return d, false, true
	}
	d, why := ParseMoney(text)
	if why != None {
		r.problem(f, why, text, false)
		return d, false, false
	}
	return d, true, true
}

func (r *reader) coverage() {
	v := &r.r.Visit
	if d, given, _ := r.money(Deductible, r.s.Deductible); given {
		v.Coverage.DeductibleRemaining = &d
	}
	used := r.s.Used()
	if d, given, _ := r.money(used, r.s.Text(used)); given {
		v.YearToDate = rules.UsedBy(r.s.Discipline, d)
	}
	v.Payer.QP = r.s.QP
	v.Prefer = slices.Clone(r.s.Prefer)
	if r.s.Attested {
		yes := true
		v.KXJustified = &yes
	}
	r.r.Problems = append(r.r.Problems, r.s.Payer.Apply(v)...)
}

// Refusal turns the engine's refusal into a problem of the field it names.
func (r Reading) Refusal(err error) Problem {
	var refusal *rules.Refusal
	if !errors.As(err, &refusal) {
		return Problem{Field: Date, Reason: Refused, Detail: err.Error()}
	}
	return Problem{Field: r.field(refusal.Field), Reason: Refused, Detail: refusal.Reason}
}

func (r Reading) field(name string) Field {
	rest, isService := strings.CutPrefix(name, "services[")
	index, part, ok := strings.Cut(rest, "].")
	if n, err := strconv.Atoi(index); isService && ok && err == nil && n < len(r.keys) {
		if part == "assistantMinutes" {
			part = partAssistant
		}
		return fieldOf(r.keys[n], part)
	}
	if strings.HasPrefix(name, "payer.rate") {
		return PayerRate
	}
	switch name {
	case "zip", "locality":
		return Place
	case "discipline":
		return Discipline
	case "coverage.deductibleRemaining":
		return Deductible
	case "yearToDate.ptSlp":
		return UsedPTSLP
	case "yearToDate.ot":
		return UsedOT
	case "services":
		return AddService
	case "coverage.copay":
		return PayerCopay
	case "coverage.coinsurance":
		return PayerCoinsurance
	case "payer.unitCap":
		return PayerCap
	}
	return Date
}
