package code

import (
	"fmt"
	"time"
)

// Date is a calendar day without a clock or a time zone. The zero value is no
// day.
type Date struct{ year, month, day int }

// ParseDate accepts YYYY-MM-DD and refuses days that the calendar lacks. It reads
// the digits itself: time.Parse brings every layout there is into the client.
func ParseDate(s string) (Date, error) {
	var d Date
	if len(s) == len("YYYY-MM-DD") && s[4] == '-' && s[7] == '-' {
		d = Date{number(s[:4]), number(s[5:7]), number(s[8:])}
	}
	if d.month < 1 || d.year < 0 || DateOf(d.Time()) != d {
		return Date{}, fmt.Errorf("code: parse date %q: write a calendar day as YYYY-MM-DD", clip(s))
	}
	return d, nil
}

// number returns the number, or -1 when anything else stands there.
func number(s string) int {
	n := 0
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return -1
		}
		n = n*10 + int(s[i]-'0')
	}
	return n
}

// DateOf returns the day of t, in t's own zone.
func DateOf(t time.Time) Date { return Date{t.Year(), int(t.Month()), t.Day()} }

// Time returns midnight of the day in UTC.
func (d Date) Time() time.Time {
	return time.Date(d.year, time.Month(d.month), d.day, 0, 0, 0, 0, time.UTC)
}

// String returns YYYY-MM-DD.
func (d Date) String() string { return fmt.Sprintf("%04d-%02d-%02d", d.year, d.month, d.day) }

// IsZero reports whether d is no day.
func (d Date) IsZero() bool { return d == Date{} }

// Year returns the calendar year.
func (d Date) Year() int { return d.year }

// Compare orders days: negative when d is earlier than e.
func (d Date) Compare(e Date) int {
	return (d.year-e.year)*10000 + (d.month-e.month)*100 + d.day - e.day
}

// AddDays returns the day n days later.
func (d Date) AddDays(n int) Date { return DateOf(d.Time().AddDate(0, 0, n)) }

// Weekday returns the day of the week.
func (d Date) Weekday() time.Weekday { return d.Time().Weekday() }

// MarshalText implements encoding.TextMarshaler.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// Span is a closed run of days: From and Through both belong to it.
type Span struct{ From, Through Date }

// Holds reports whether d lies in the span.
func (s Span) Holds(d Date) bool { return s.From.Compare(d) <= 0 && d.Compare(s.Through) <= 0 }

// String returns "FROM to THROUGH".
func (s Span) String() string { return s.From.String() + " to " + s.Through.String() }
