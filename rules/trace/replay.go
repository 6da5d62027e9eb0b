package trace

import (
	"fmt"

	"github.com/shopspring/decimal"
)

// Replay recomputes every derived node from its arguments and returns an error
// that names the first one that does not follow.
func Replay(nodes []Node) error {
	for i, n := range nodes {
		if err := replay(nodes, i); err != nil {
			return fmt.Errorf("trace: replay node %d (%s %s): %w", i, n.Subject, n.Name, err)
		}
	}
	return nil
}

func replay(nodes []Node, i int) error {
	n := nodes[i]
	if n.Kind != Derived {
		if n.Op != Leaf || len(n.Args) > 0 {
			return fmt.Errorf("a %s node computes", n.Kind)
		}
		return nil
	}
	figs := make([]Figure, len(n.Args))
	for j, a := range n.Args {
		if a < 0 || int(a) >= i {
			return fmt.Errorf("argument %d is not an earlier node", a)
		}
		figs[j] = Figure{nodes[a].Value, a + 1}
	}
	want, err := recompute(nodes, i, figs)
	if err != nil {
		return err
	}
	if !want.Equal(n.Value) {
		return fmt.Errorf("%s gives %s, not %s", n.Op, want, n.Value)
	}
	return nil
}

func recompute(nodes []Node, i int, figs []Figure) (decimal.Decimal, error) {
	n := nodes[i]
	if len(figs) < minArgs[n.Op] {
		return decimal.Zero, fmt.Errorf("%s has %d arguments", n.Op, len(figs))
	}
	var silent *Trace
	switch n.Op {
	case Sum:
		return silent.Sum(Label{}, figs...).Value, nil
	case Difference:
		return silent.Difference(Label{}, figs...).Value, nil
	case Product:
		return silent.Product(Label{}, figs...).Value, nil
	case Min:
		return least(figs).Value, nil
	case Max:
		return greatest(figs).Value, nil
	case Round:
		return figs[0].Value.Round(n.Place), nil
	case Count:
		return quotient(figs[0].Value, figs[1].Value), nil
	case Step:
		return step(figs[0].Value, figs[1].Value, figs[2].Value), nil
	case Rank:
		return replayRank(figs)
	case Share:
		return replayShare(figs, int(n.Place))
	case Pick:
		return replayPick(nodes, i, figs)
	}
	return decimal.Zero, fmt.Errorf("a derived node without an operation")
}

var minArgs = [...]int{Difference: 1, Product: 1, Min: 1, Max: 1, Round: 1, Pick: 1, Count: 2, Step: 3, Rank: 2, Share: 2}

func replayRank(figs []Figure) (decimal.Decimal, error) {
	if n := figs[0].Int(); n < 1 || n >= len(figs) {
		return decimal.Zero, fmt.Errorf("rank %d of %d", n, len(figs)-1)
	}
	return rank(figs[0].Int(), figs[1:]), nil
}

func replayShare(figs []Figure, place int) (decimal.Decimal, error) {
	parts := share(figs[0].Value, values(figs[1:]))
	if place < 0 || place >= len(parts) {
		return decimal.Zero, fmt.Errorf("share %d of %d", place, len(parts))
	}
	return parts[place], nil
}

func replayPick(nodes []Node, i int, figs []Figure) (decimal.Decimal, error) {
	n := nodes[i]
	if len(n.Tests) >= len(figs)+1 {
		return decimal.Zero, fmt.Errorf("%d tests for %d choices", len(n.Tests), len(figs))
	}
	for j, test := range n.Tests {
		if int(test.Left) >= i || int(test.Right) >= i || test.Left < 0 || test.Right < 0 {
			return decimal.Zero, fmt.Errorf("test %d compares no earlier nodes", j)
		}
		holds := compare(nodes[test.Left].Value, test.Rel, nodes[test.Right].Value)
		if holds != test.Holds {
			return decimal.Zero, fmt.Errorf("test %d: %s %s %s is %t", j, nodes[test.Left].Value, test.Rel, nodes[test.Right].Value, holds)
		}
		if holds {
			return figs[j].Value, nil
		}
	}
	if len(n.Tests) != len(figs)-1 {
		return decimal.Zero, fmt.Errorf("no test holds and choices are left")
	}
	return figs[len(figs)-1].Value, nil
}
