package code

import (
	"fmt"
	"time"
)

// Date is a calendar day without a clock or a time zone. The zero value is no
// day.
type Date struct{ year, month, day int }

// ParseDate accepts YYYY-MM-DD and refuses days that the calendar lacks.
func ParseDate(s string) (Date, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil || len(s) != len(time.DateOnly) {
		return Date{}, fmt.Errorf("code: parse date %q: write a calendar day as YYYY-MM-DD", clip(s))
	}
	return Date{t.Year(), int(t.Month()), t.Day()}, nil
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
func (d Date) AddDays(n int) Date {
	t := time.Date(d.year, time.Month(d.month), d.day+n, 0, 0, 0, 0, time.UTC)
	return Date{t.Year(), int(t.Month()), t.Day()}
}

// Weekday returns the day of the week.
func (d Date) Weekday() time.Weekday {
	return time.Date(d.year, time.Month(d.month), d.day, 0, 0, 0, 0, time.UTC).Weekday()
}

// MarshalText implements encoding.TextMarshaler.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// Span is a closed run of days: From and Through both belong to it.
type Span struct{ From, Through Date }

// Holds reports whether d lies in the span.
func (s Span) Holds(d Date) bool { return s.From.Compare(d) <= 0 && d.Compare(s.Through) <= 0 }

// String returns "FROM to THROUGH".
func (s Span) String() string { return s.From.String() + " to " + s.Through.String() }
