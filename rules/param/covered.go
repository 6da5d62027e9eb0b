package param

import "therapytally/rules/code"

// Covered returns the days from the latest beginning to the earliest end of the
// named numbers and tables. A number that is published for part of the time
// only, such as the second conversion factor, does not narrow it.
func (f *Facts) Covered(numbers []string, tables ...string) code.Span {
	var all []code.Span
	for _, id := range numbers {
		if n := f.numbers[id]; n != nil && len(n.Values) > 1 {
			all = append(all, code.Span{From: n.Values[0].Span.From, Through: n.Values[len(n.Values)-1].Span.Through})
		}
	}
	for _, t := range tables {
		releases := f.tables[t]
		if len(releases) > 0 {
			all = append(all, code.Span{From: releases[0].Span.From, Through: releases[len(releases)-1].Span.Through})
		}
	}
	var c code.Span
	for i, s := range all {
		if i == 0 || s.From.Compare(c.From) > 0 {
			c.From = s.From
		}
		if i == 0 || s.Through.Compare(c.Through) < 0 {
			c.Through = s.Through
		}
	}
	return c
}
