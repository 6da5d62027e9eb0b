package ncci

import "therapytally/rules/code"

// Tables are the tables of pairs of a date: those of part of the pairs first,
// the whole one last. The first that is about both codes says whether they are
// a pair; one that lists no row for them says that they are none.
type Tables []*Pairs

// Of returns the table that says whether two codes are a pair.
func (t Tables) Of(a, b code.HCPCS) *Pairs {
	for _, p := range t {
		if only := p.Release.Only; only == nil || only[a] && only[b] {
			return p
		}
	}
	return nil // the last one is whole
}

// Between returns the indicator of the edit of column one over column two in
// force on a date.
func (t Tables) Between(one, two code.HCPCS, d code.Date) (Indicator, bool) {
	return t.Of(one, two).Between(one, two, d)
}

// Current reports whether the table was made for a date. One that dates every
// row knows the days before its own as well: it says until when each pair was in force. No table knows the days after its own.
func (p *Pairs) Current(d code.Date) bool {
	own := p.Release.Own
	return d.Compare(own.Through) <= 0 && (p.dated || own.From.Compare(d) <= 0)
}
