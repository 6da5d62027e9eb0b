package rules

import (
	"therapytally/rules/code"
	"therapytally/rules/mpfs"
	"therapytally/rules/param"
	"therapytally/rules/timed"
)

// Codes lists the codes that have published values on a date, in order of
// code.
func (b *Book) Codes(d code.Date) ([]CodeInfo, error) {
	rvu, err := b.rvuOn(d)
	if err != nil {
		return nil, err
	}
	out := make([]CodeInfo, 0, len(b.order))
	for _, c := range b.order {
		if _, ok := rvu.Row(c); ok {
			out = append(out, b.codes[c])
		}
	}
	return out, nil
}

// Code returns what we say of a code.
func (b *Book) Code(c code.HCPCS) (CodeInfo, bool) {
	info, ok := b.codes[c]
	return info, ok
}

// Places lists the Medicare localities of a date in the order of CMS's table.
func (b *Book) Places(d code.Date) ([]mpfs.Place, error) {
	g, err := b.gpciOn(d)
	if err != nil {
		return nil, err
	}
	return g.Places(), nil
}

// MinutesFor returns the fewest and the most total timed minutes that make
// exactly n units under the total-time rule on a date.
func (b *Book) MinutesFor(n int, d code.Date) (fewest, most int, err error) {
	first, err := b.facts.At(numberFiles[firstUnitMinimum], d)
	if err != nil {
		return 0, 0, err
	}
	unit, err := b.facts.At(numberFiles[minutesPerUnit], d)
	if err != nil {
		return 0, 0, err
	}
	fewest, most = timed.MinutesFor(int(first.IntPart()), int(unit.IntPart()), n)
	return fewest, most, nil
}

// Source returns the document that a cite names.
func (b *Book) Source(id string) (param.Source, bool) { return b.facts.Source(id) }

// Covered returns the days of service that every required table and number
// answers for.
func (b *Book) Covered() code.Span { return b.covered }
