// Package trace is arithmetic that explains itself. The operation that
// computes a value writes the node that explains it, so value and explanation
// cannot part. One estimate owns one Trace: a flat list of nodes in order of
// computation. A Figure is a value and the index of its node.
package trace

import "github.com/shopspring/decimal"

// Kind says where a value comes from.
type Kind uint8

// The kinds of node. All but Derived are leaves: they compute nothing.
const (
	Derived   Kind = iota // a rule on other nodes
	Given                 // the user said so
	Published             // a cited number
	Assumed               // our default, with the reason in its name
	Constant              // a number that belongs to the rule itself, such as one unit
	Carried               // worked out by another visit of a course, whose own trace proves it
)

var kindNames = [...]string{"derived", "given", "published", "assumed", "constant", "carried"}

// String returns the kind's name in JSON.
func (k Kind) String() string { return kindNames[k] }

// Op is one of the closed set of operations of a derived node.
type Op uint8

// The operations. Args are node indices.
const (
	Leaf       Op = iota
	Sum           // args[0] + args[1] + ...
	Difference    // args[0] - args[1] - ...
	Product       // args[0] * args[1] * ...
	Min           // the least of args
	Max           // the greatest of args
	Round         // args[0] half up to Place decimals (half away from zero below zero)
	Pick          // the first of args whose test holds; the last has none
	Count         // how many whole args[1] fit in args[0]
	Step          // 0 while args[0] < args[1]; then one, and one more each args[2]
	Rank          // the args[0]-th largest of args[1:]
	Share         // the Place-th part of args[0] cent by cent in proportion to args[1:]
)

var opNames = [...]string{"", "sum", "difference", "product", "min", "max", "round", "pick", "count", "step", "rank", "share"}

// String returns the operation's name in JSON.
func (o Op) String() string { return opNames[o] }

// Unit says what a value counts.
type Unit uint8

// The units. Dollars are the usual case.
const (
	USD Unit = iota
	Minutes
	Units
	Plain // a factor, an index, a relative value, a part of one
)

var unitNames = [...]string{"USD", "minutes", "units", "number"}

// String returns the unit's name in JSON.
func (u Unit) String() string { return unitNames[u] }

// Cite is a place in a source and what stands there.
type Cite struct {
	Source string `json:"source"`
	At     string `json:"at,omitempty"`
	Says   string `json:"says,omitempty"`
}

// Test is a comparison that a Pick made: Left Rel Right.
type Test struct {
	Left  int32  `json:"left"`
	Rel   string `json:"rel"`
	Right int32  `json:"right"`
	Holds bool   `json:"holds"`
}

// Node is one step. Subject is what it is about (a code, mostly), Name the
// plain words, Rule the identifier of the rule that made it.
type Node struct {
	Kind    Kind
	Op      Op
	Unit    Unit
	Place   int32
	Rule    string
	Subject string
	Name    string
	Value   decimal.Decimal
	Args    []int32
	Tests   []Test
	Cite    *Cite
}

// Figure is a value with its node. The zero Figure is an unknown amount:
// absent, never 0.00.
type Figure struct {
	Value decimal.Decimal
	ref   int32 // index + 1
}

// IsZero reports whether the figure is unknown. (The name is encoding/json's:
// an unknown figure is left out.)
func (f Figure) IsZero() bool { return f.ref == 0 }

// Known reports whether there is a value.
func (f Figure) Known() bool { return f.ref != 0 }

// Index returns the index of the figure's node, or -1 when unknown or
// untraced.
func (f Figure) Index() int { return int(f.ref) - 1 }

// MarshalJSON writes money as a string with two decimals.
func (f Figure) MarshalJSON() ([]byte, error) {
	return []byte(`"` + f.Value.StringFixed(2) + `"`), nil
}

// Int returns the value of a count.
func (f Figure) Int() int { return int(f.Value.IntPart()) }

// Trace collects the nodes of one estimate. The nil Trace computes the same
// figures and keeps no nodes.
type Trace struct {
	Nodes []Node
	args  []int32 // one arena for all args
}

// New returns an empty trace with room for a usual visit.
func New() *Trace {
	return &Trace{Nodes: make([]Node, 0, 192), args: make([]int32, 0, 512)}
}

// Add appends a leaf: a node of any kind but Derived.
func (t *Trace) Add(n Node) Figure {
	if t == nil {
		return Figure{n.Value, 1}
	}
	t.Nodes = append(t.Nodes, n)
	return Figure{n.Value, int32(len(t.Nodes))}
}

// Label names a step: the rule that makes it, what it is about, plain words,
// and what its value counts.
type Label struct {
	Rule, Subject, Name string
	Unit                Unit
}

// Leaf adds a value of a kind that computes nothing and cites nothing.
func (t *Trace) Leaf(k Kind, l Label, v decimal.Decimal) Figure {
	return t.Add(Node{Kind: k, Unit: l.Unit, Rule: l.Rule, Subject: l.Subject, Name: l.Name, Value: v})
}

// Given adds what the user said.
func (t *Trace) Given(l Label, v decimal.Decimal) Figure { return t.Leaf(Given, l, v) }

// Assumed adds our default.
func (t *Trace) Assumed(l Label, v decimal.Decimal) Figure { return t.Leaf(Assumed, l, v) }

// Constant adds a number that belongs to the rule itself.
func (t *Trace) Constant(l Label, v decimal.Decimal) Figure { return t.Leaf(Constant, l, v) }

// Carried adds what another visit of the course worked out.
func (t *Trace) Carried(l Label, v decimal.Decimal) Figure { return t.Leaf(Carried, l, v) }

// Published adds a cited number.
func (t *Trace) Published(l Label, v decimal.Decimal, cite *Cite) Figure {
	return t.Add(Node{Kind: Published, Unit: l.Unit, Rule: l.Rule, Subject: l.Subject, Name: l.Name, Value: v, Cite: cite})
}

func (t *Trace) refs(figs []Figure) []int32 {
	from := len(t.args)
	for _, f := range figs {
		t.args = append(t.args, f.ref-1)
	}
	return t.args[from:len(t.args):len(t.args)]
}

func (t *Trace) derive(l Label, op Op, place int32, v decimal.Decimal, figs []Figure) Figure {
	if t == nil {
		return Figure{v, 1}
	}
	t.Nodes = append(t.Nodes, Node{Op: op, Unit: l.Unit, Place: place, Rule: l.Rule, Subject: l.Subject, Name: l.Name, Value: v, Args: t.refs(figs)})
	return Figure{v, int32(len(t.Nodes))}
}
