package param

import (
	"fmt"

	"therapytally/rules/code"
	"therapytally/rules/strict"
)

// edition is one edition of a document that is issued again and again, and the
// days whose services it is cited for.
type edition struct {
	span   code.Span
	source string
}

func (f *Facts) addEditions(id string, r strict.Reader) error {
	var err error
	for _, item := range r.List("editions") {
		o := item.Object(&err)
		e := edition{span(o, &err), f.source(o, "source")}
		o.Done()
		for j, earlier := range f.editions[id] {
			if err == nil && overlap(earlier.span, e.span) {
				err = item.Fail("overlaps editions[%d]", j)
			}
		}
		if err != nil {
			return err
		}
		f.editions[id] = append(f.editions[id], e)
	}
	return nil
}

// Document names the source that stands on a date behind a table, a number or a
// document of several editions. The error wraps ErrNotPublished.
func (f *Facts) Document(name string, d code.Date) (source string, err error) {
	if f.tables[name] != nil {
		rel, err := f.Table(name, d)
		if err != nil {
			return "", err
		}
		return rel.Cite.Source, nil
	}
	if f.numbers[name] != nil {
		v, err := f.At(name, d)
		if err != nil {
			return "", err
		}
		return v.Cite.Source, nil
	}
	for _, e := range f.editions[name] {
		if e.span.Holds(d) {
			return e.source, nil
		}
	}
	return "", fmt.Errorf("edition of %s on %s: %w", name, d, ErrNotPublished)
}
