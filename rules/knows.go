package rules

import (
	"therapytally/rules/code"
	"therapytally/rules/param"
)

// Known is one dated thing this build knows: a value of a number, or a release
// of a table.
type Known struct {
	ID, Name string
	Table    bool
	Value    string    // of a number, with its unit
	Span     code.Span // the days it answers for
	Own      code.Span // of a table: the days its publisher made it for
	Source   param.Source
	At, Says string // the place in the source and what stands there
}

// Knows lists every number and every table with its dates and its source, in
// order of name and date: "what this build knows".
func (b *Book) Knows() []Known {
	var out []Known
	for _, n := range b.facts.Numbers() {
		for _, v := range n.Values {
			src, _ := b.facts.Source(v.Cite.Source)
			out = append(out, Known{ID: n.ID, Name: n.Name, Value: v.String() + " " + n.Unit, Span: v.Span, Own: v.Span, Source: src, At: v.Cite.At, Says: v.Cite.Says})
		}
	}
	for _, r := range b.facts.Releases() {
		src, _ := b.facts.Source(r.Cite.Source)
		k := Known{ID: r.ID, Name: r.Table, Table: true, Value: r.Name, Span: r.Span, Own: r.Own, Source: src, At: r.Cite.At, Says: r.Cite.Says}
		if c := r.Confirmed; c != nil {
			later, _ := b.facts.Source(c.Source)
			k.Says += "; " + later.Title + ": " + c.Says
		}
		out = append(out, k)
	}
	return out
}
