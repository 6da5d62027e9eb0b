package param

import "therapytally/rules/code"

// Covered returns the days on which a visit can be answered: those that every
// required number and every required table answers for. Each file says of
// itself whether it is required. Of days with a gap between them, such as a
// year that nobody published, the latest run counts.
func (f *Facts) Covered() code.Span {
	var all []code.Span
	for _, n := range f.numbers {
		if n.Required {
			all = append(all, code.Span{From: n.Values[0].Span.From, Through: n.Values[len(n.Values)-1].Span.Through})
		}
	}
	for _, releases := range f.tables {
		if releases[0].Required {
			all = append(all, latestRun(releases))
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

// latestRun is the latest run of days for which one of the releases answers.
func latestRun(releases []*Release) code.Span {
	var run code.Span
	for _, r := range releases {
		if r.Only == nil && r.Span.Through.Compare(run.Through) > 0 {
			run = r.Span
		}
	}
	for grown := true; grown; {
		grown = false
		for _, r := range releases {
			if r.Only == nil && r.Span.From.Compare(run.From) < 0 && r.Span.Through.AddDays(1).Compare(run.From) >= 0 {
				run.From, grown = r.Span.From, true
			}
		}
	}
	return run
}
