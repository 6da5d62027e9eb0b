// Package explain shows how a figure was worked out: the steps of its trace,
// each with its rule, its source and what the source printed.
package explain

import (
	"slices"

	"github.com/shopspring/decimal"

	"therapytally/app/words"
	"therapytally/rules"
	"therapytally/rules/trace"
)

// Steps reads the steps of one estimate in the words of one language.
type Steps struct {
	Words *words.Words
	Book  *rules.Book
	Trace *trace.Trace
}

// Step is one node of a trace in words.
type Step struct {
	Value, Name, Subject string
	Kind                 string
	How                  string // the operation with its values
	Rule                 string // the rule's sentence
	Source, Place        string // where it stands written
	Prints               string // what stands there
	Args                 []int  // what it was made from, each once
}

// At describes a node.
func (s *Steps) At(i int) Step {
	n := s.Trace.Nodes[i]
	step := Step{
		Value: s.value(n), Name: s.named(n.Name), Subject: s.subject(n.Subject), Kind: s.Words.Why.Kind[n.Kind],
		How: s.how(n), Args: args(n),
	}
	rule, known := s.Book.Rule(n.Rule)
	if known {
		step.Rule = s.says(n.Rule, rule.Says)
	}
	switch {
	case n.Cite != nil:
		step.cite(s.Book, *n.Cite)
	case known && (n.Kind == trace.Derived || n.Kind == trace.Constant):
		step.cite(s.Book, rule.Cite)
	}
	return step
}

func (s *Step) cite(book *rules.Book, c trace.Cite) {
	s.Source, s.Place, s.Prints = Source(book, c.Source), c.At, c.Says
}

// named is a step's name in the words of the language.
func (s *Steps) named(name string) string {
	if s.Words.Why.Named == nil {
		return name
	}
	return s.Words.Why.Named(name)
}

// says is a rule's sentence in the words of the language.
func (s *Steps) says(rule, says string) string {
	if s.Words.Why.Says == nil {
		return says
	}
	return s.Words.Why.Says(rule, says)
}

// Source names a source: publisher, title and date.
func Source(book *rules.Book, id string) string {
	src, ok := book.Source(id)
	if !ok {
		return id
	}
	name := src.Publisher + ": " + src.Title
	if src.Date != "" {
		name += " (" + src.Date + ")"
	}
	return name
}

// args lists what a node was made from: its values and what its tests compare.
func args(n trace.Node) []int {
	var out []int
	add := func(i int32) {
		if !slices.Contains(out, int(i)) {
			out = append(out, int(i))
		}
	}
	if n.Op == trace.Pick {
		for _, t := range n.Tests {
			add(t.Left)
			add(t.Right)
		}
		add(n.Args[taken(n)])
		return out
	}
	for _, i := range n.Args {
		add(i)
	}
	return out
}

// taken is the index of the argument that a Pick took: that of the first test
// that holds, else the last.
func taken(n trace.Node) int {
	for i, t := range n.Tests {
		if t.Holds {
			return i
		}
	}
	return len(n.Args) - 1
}

func (s *Steps) how(n trace.Node) string {
	if n.Op == trace.Pick {
		return s.Words.Why.Pick(s.value(n), s.tests(n))
	}
	values := make([]string, len(n.Args))
	for i, arg := range n.Args {
		values[i] = s.value(s.Trace.Nodes[arg])
	}
	if n.Op == trace.Rank && len(n.Args) > 0 {
		values[0] = s.Words.Number(s.Trace.Nodes[n.Args[0]].Value)
	}
	return s.Words.Why.Op(n.Op, n.Place, values)
}

func (s *Steps) tests(n trace.Node) []string {
	var out []string
	for _, t := range n.Tests {
		rel := t.Rel
		if !t.Holds {
			rel = opposite(rel)
		}
		out = append(out, s.value(s.Trace.Nodes[t.Left])+" "+rel+" "+s.value(s.Trace.Nodes[t.Right]))
		if t.Holds {
			break
		}
	}
	return out
}

func opposite(rel string) string {
	switch rel {
	case ">":
		return "≤"
	case "<":
		return "≥"
	case "=":
		return "≠"
	case ">=":
		return "<"
	case "<=":
		return ">"
	}
	return "not " + rel
}

// subject writes what a node is about: a code as it is, a place as a name.
func (s *Steps) subject(subject string) string {
	if subject == "national" {
		return s.Words.Why.National
	}
	return subject
}

// value writes a node's value in its unit.
func (s *Steps) value(n trace.Node) string {
	return s.measure(n)(n.Value)
}

// measure writes a value in the unit that its node carries.
func (s *Steps) measure(n trace.Node) func(decimal.Decimal) string {
	switch n.Unit {
	case trace.Minutes:
		return s.Words.Why.Minutes
	case trace.Units:
		return s.Words.Why.Units
	case trace.Plain:
		return s.Words.Number
	}
	return s.Words.Money
}
