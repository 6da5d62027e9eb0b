package rules

import (
	"errors"
	"strings"

	"github.com/shopspring/decimal"

	"therapytally/rules/code"
	"therapytally/rules/strict"
	"therapytally/rules/therapy"
)

// Bounds of what is read. They refuse what cannot be meant, never what is
// merely unusual.
const (
	MaxVisitBytes = 256 << 10
	MaxServices   = 40
	MaxMinutes    = 600 // of one service
	MaxUnits      = 99
	maxMoney      = 1_000_000
	maxPercent    = 1_000
)

// ParseVisit reads the JSON of one visit as the contract defines it. The error
// is a *Refusal that names the field.
func ParseVisit(data []byte) (Visit, error) {
	root, err := strict.Parse(data, MaxVisitBytes)
	if err != nil {
		return Visit{}, refusal(err)
	}
	v := decodeVisit(root, &err)
	if err != nil {
		return Visit{}, refusal(err)
	}
	return v, nil
}

// refusal turns an error of reading into one that names a field.
func refusal(err error) error {
	var at *strict.Error
	if errors.As(err, &at) {
		field := at.Field
		if field == "" {
			field = "visit"
		}
		return &Refusal{field, at.Reason}
	}
	return err
}

// parsed reads a text value with one of the parse functions of package code;
// the part of its error that names the function is for programmers.
func parsed[T any](r strict.Reader, key string, parse func(string) (T, error), err *error) T {
	return parsedValue(r.Get(key), parse, err)
}

func parsedValue[T any](v strict.Value, parse func(string) (T, error), err *error) T {
	var none T
	if !v.Given() {
		return none
	}
	text := v.Text(err)
	out, parseErr := parse(text)
	if parseErr != nil && *err == nil {
		_, reason, _ := strings.Cut(parseErr.Error(), ": parse ")
		_, reason, _ = strings.Cut(reason, ": ")
		*err = v.Fail("%s", reason)
	}
	return out
}

func oneOf[T ~string](r strict.Reader, key string, known ...T) T {
	text := T(r.Text(key))
	if !r.Get(key).Given() {
		return ""
	}
	for _, k := range known {
		if text == k {
			return text
		}
	}
	names := make([]string, len(known))
	for i, k := range known {
		names[i] = string(k)
	}
	r.Fail(key, "must be one of "+strings.Join(names, ", "))
	return ""
}

func optionalBool(r strict.Reader, key string) *bool {
	b := r.Bool(key)
	if !r.Get(key).Given() {
		return nil
	}
	return &b
}

func optionalMoney(r strict.Reader, key string) *decimal.Decimal {
	return optional(r, key, 2, maxMoney)
}

func optional(r strict.Reader, key string, places int32, max int64) *decimal.Decimal {
	d := r.Decimal(key, places, max)
	if !r.Get(key).Given() {
		return nil
	}
	return &d
}

func optionalInt(r strict.Reader, key string, low, high int) *int {
	n := r.Int(key, low, high)
	if !r.Get(key).Given() {
		return nil
	}
	return &n
}

func decodeVisit(root strict.Value, err *error) Visit {
	r := root.Object(err)
	v := Visit{
		Date:        parsed(r, "date", code.ParseDate, err),
		Discipline:  parsed(r, "discipline", code.ParseDiscipline, err),
		Setting:     oneOf(r, "setting", PrivatePractice, Institutional),
		POS:         parsed(r, "pos", code.ParsePOS, err),
		Locality:    parsed(r, "locality", code.ParseLocality, err),
		ZIP:         r.Text("zip"),
		Payer:       decodePayer(r.Object("payer"), err),
		Coverage:    decodeCoverage(r.Object("coverage"), err),
		KXJustified: optionalBool(r, "kxJustified"),
		ABN:         r.Bool("abn"),
	}
	if r.Get("locality").Given() && r.Get("zip").Given() {
		r.Fail("zip", "give either a locality or a ZIP, not both")
	}
	if r.Get("zip").Given() && v.ZIP == "" {
		r.Fail("zip", "must be five digits")
	}
	for _, item := range r.List("services") {
		v.Services = append(v.Services, decodeService(item.Object(err), err))
	}
	for _, item := range r.List("alsoToday") {
		v.AlsoToday = append(v.AlsoToday, decodeAlready(item.Object(err), err))
	}
	for _, item := range r.List("prefer") {
		v.Prefer = append(v.Prefer, parsedValue(item, code.ParseHCPCS, err))
	}
	if ytd := r.Get("yearToDate"); ytd.Given() {
		o := ytd.Object(err)
		used := &YearToDate{o.Decimal("ptSlp", 2, maxMoney), o.Decimal("ot", 2, maxMoney)}
		if o.Get(therapy.Bucket(v.Discipline)).Given() {
			v.YearToDate = used // else nothing was said of this discipline's threshold
		}
		o.Done()
	}
	r.Done()
	return v
}

func decodeService(r strict.Reader, err *error) Service {
	s := Service{
		Code:             parsed(r, "code", code.ParseHCPCS, err),
		Minutes:          r.Int("minutes", 0, MaxMinutes),
		AssistantMinutes: r.Int("assistantMinutes", 0, MaxMinutes),
		Units:            optionalInt(r, "units", 1, MaxUnits),
		Distinct:         r.Text("distinct"),
		Charge:           optionalMoney(r, "charge"),
	}
	for _, item := range r.List("modifiers") {
		s.Modifiers = append(s.Modifiers, parsedValue(item, code.ParseModifier, err))
	}
	for _, item := range r.List("intervals") {
		s.Intervals = append(s.Intervals, decodeInterval(item.Object(err)))
	}
	if len(s.Intervals) > 0 && (r.Get("minutes").Given() || r.Get("assistantMinutes").Given()) {
		r.Fail("intervals", "give either intervals or minutes, not both")
	}
	r.Done()
	return s
}

func decodeInterval(r strict.Reader) Interval {
	i := Interval{clock(r, "from"), clock(r, "to"), oneOf(r, "by", "therapist", "assistant", "both")}
	if i.By == "" {
		i.By = "therapist"
	}
	r.Done()
	return i
}

// clock reads HH:MM as minutes after midnight; 24:00 is the end of the day.
func clock(r strict.Reader, key string) int {
	s := r.Text(key)
	if len(s) == 5 && s[2] == ':' {
		h, m := twoDigits(s[:2]), twoDigits(s[3:])
		if h >= 0 && m >= 0 && m < 60 && h*60+m <= 24*60 {
			return h*60 + m
		}
	}
	r.Fail(key, `must be a time of day such as "09:25"`)
	return 0
}

func twoDigits(s string) int {
	if s[0] < '0' || s[0] > '9' || s[1] < '0' || s[1] > '9' {
		return -1
	}
	return int(s[0]-'0')*10 + int(s[1]-'0')
}

func decodeAlready(r strict.Reader, err *error) Already {
	a := Already{parsed(r, "code", code.ParseHCPCS, err), r.Int("units", 1, MaxUnits), parsed(r, "discipline", code.ParseDiscipline, err)}
	for _, key := range []string{"code", "units", "discipline"} {
		if !r.Get(key).Given() {
			r.Fail(key, "must be given")
		}
	}
	r.Done()
	return a
}
