package trace

import (
	"slices"

	"github.com/shopspring/decimal"

	"therapytally/rules/order"
)

// Sum adds figures.
func (t *Trace) Sum(l Label, figs ...Figure) Figure {
	v := decimal.Zero
	for _, f := range figs {
		v = v.Add(f.Value)
	}
	return t.derive(l, Sum, 0, v, figs)
}

// Difference takes the later figures off the first.
func (t *Trace) Difference(l Label, figs ...Figure) Figure {
	v := figs[0].Value
	for _, f := range figs[1:] {
		v = v.Sub(f.Value)
	}
	return t.derive(l, Difference, 0, v, figs)
}

// Product multiplies figures.
func (t *Trace) Product(l Label, figs ...Figure) Figure {
	v := figs[0].Value
	for _, f := range figs[1:] {
		v = v.Mul(f.Value)
	}
	return t.derive(l, Product, 0, v, figs)
}

// Min returns the least.
func (t *Trace) Min(l Label, figs ...Figure) Figure {
	return t.derive(l, Min, 0, least(figs).Value, figs)
}

// Max returns the greatest.
func (t *Trace) Max(l Label, figs ...Figure) Figure {
	return t.derive(l, Max, 0, greatest(figs).Value, figs)
}

// Cents rounds half up to the cent: once, at the end of a fee.
func (t *Trace) Cents(l Label, f Figure) Figure {
	return t.derive(l, Round, 2, f.Value.Round(2), []Figure{f})
}

// Count returns how many whole sizes fit in total.
func (t *Trace) Count(l Label, total, size Figure) Figure {
	return t.derive(l, Count, 0, quotient(total.Value, size.Value), []Figure{total, size})
}

// Step returns 0 below first, and from there one, plus one for each further
// size reached.
func (t *Trace) Step(l Label, total, first, size Figure) Figure {
	return t.derive(l, Step, 0, step(total.Value, first.Value, size.Value), []Figure{total, first, size})
}

// Rank returns the n-th largest of the figures.
func (t *Trace) Rank(l Label, n Figure, figs []Figure) Figure {
	args := append([]Figure{n}, figs...)
	return t.derive(l, Rank, 0, rank(n.Int(), args[1:]), args)
}

// Share spreads total over weights in proportion, cent by cent, so that the
// parts add up exactly: largest remainder first, ties in order. All weights
// zero: all to the first.
func (t *Trace) Share(l Label, total Figure, weights []Figure) []Figure {
	args := append([]Figure{total}, weights...)
	parts := share(total.Value, values(weights))
	out := make([]Figure, len(parts))
	for i, v := range parts {
		out[i] = t.derive(l, Share, int32(i), v, args)
	}
	return out
}

// Choice is one branch of a Pick: To is taken when Left Rel Right holds.
type Choice struct {
	Left  Figure
	Rel   string // "<", "<=", "=", ">=" or ">"
	Right Figure
	To    Figure
}

// Pick takes the first choice whose test holds, or otherwise. The node keeps
// the tests that failed before it.
func (t *Trace) Pick(l Label, otherwise Figure, choices ...Choice) Figure {
	taken, tried := otherwise, len(choices)
	for i, c := range choices {
		if compare(c.Left.Value, c.Rel, c.Right.Value) {
			taken, tried = c.To, i+1
			break
		}
	}
	if t == nil {
		return Figure{taken.Value, 1}
	}
	figs := make([]Figure, 0, len(choices)+1)
	tests := make([]Test, tried)
	for i, c := range choices {
		figs = append(figs, c.To)
		if i < tried {
			tests[i] = Test{c.Left.ref - 1, c.Rel, c.Right.ref - 1, compare(c.Left.Value, c.Rel, c.Right.Value)}
		}
	}
	f := t.derive(l, Pick, 0, taken.Value, append(figs, otherwise))
	t.Nodes[f.ref-1].Tests = tests
	return f
}

func compare(a decimal.Decimal, rel string, b decimal.Decimal) bool {
	switch c := a.Cmp(b); rel {
	case "<":
		return c < 0
	case "<=":
		return c <= 0
	case "=":
		return c == 0
	case ">=":
		return c >= 0
	case ">":
		return c > 0
	}
	return false
}

func least(figs []Figure) Figure {
	return slices.MinFunc(figs, func(a, b Figure) int { return a.Value.Cmp(b.Value) })
}

func greatest(figs []Figure) Figure {
	return slices.MaxFunc(figs, func(a, b Figure) int { return a.Value.Cmp(b.Value) })
}

func quotient(a, b decimal.Decimal) decimal.Decimal {
	q, _ := a.QuoRem(b, 0)
	return q
}

func step(total, first, size decimal.Decimal) decimal.Decimal {
	if total.Cmp(first) < 0 {
		return decimal.Zero
	}
	return quotient(total.Sub(first).Add(size), size)
}

func rank(n int, figs []Figure) decimal.Decimal {
	sorted := values(figs)
	order.By(sorted, func(a, b decimal.Decimal) int { return b.Cmp(a) })
	return sorted[n-1]
}

func values(figs []Figure) []decimal.Decimal {
	out := make([]decimal.Decimal, len(figs))
	for i, f := range figs {
		out[i] = f.Value
	}
	return out
}
