package param

import (
	"therapytally/rules/code"
	"therapytally/rules/strict"
	"therapytally/rules/trace"
)

// readPart reads what few releases have: the codes that a table of part of the
// rows is about, and the later document that confirms the table.
func (rel *Release) readPart(f *Facts, r strict.Reader, err *error) {
	if confirmed := r.Object("confirmed"); r.Get("confirmed").Given() {
		rel.Confirmed = &trace.Cite{Source: f.source(confirmed, "source"), At: confirmed.Text("at"), Says: confirmed.Text("printed")}
		confirmed.Done()
	}
	for _, item := range r.List("only") {
		c, parseErr := code.ParseHCPCS(item.Text(err))
		if parseErr != nil && *err == nil {
			*err = item.Fail("%v", parseErr)
		}
		if rel.Only == nil {
			rel.Only = map[code.HCPCS]bool{}
		}
		if rel.Only[c] && *err == nil {
			*err = item.Fail("is given twice")
		}
		rel.Only[c] = true
	}
	if r.Get("only").Given() && len(rel.Only) < 2 {
		r.Fail("only", "must hold the codes that the table is about, two or more")
	}
}

// TablesOn returns the releases that answer for a date, those of part of the
// rows before the whole one, which is last. A part is asked only where it was
// made for later days than the whole one: else it is replaced. The error wraps
// ErrNotPublished.
func (f *Facts) TablesOn(name string, d code.Date) ([]*Release, error) {
	whole, err := f.Table(name, d)
	if err != nil {
		return nil, err
	}
	var begun, later []*Release
	for _, r := range f.tables[name] {
		switch {
		case r.Only == nil || !r.Span.Holds(d) || r.Own.From.Compare(whole.Own.From) <= 0:
		case r.Own.From.Compare(d) <= 0:
			begun = append([]*Release{r}, begun...) // the latest of them first
		default:
			later = append(later, r)
		}
	}
	return append(append(begun, later...), whole), nil
}
