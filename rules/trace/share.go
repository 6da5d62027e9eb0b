package trace

import (
	"github.com/shopspring/decimal"

	"therapytally/rules/order"
)

const cent = -2

// share is the largest-remainder method on cents.
func share(total decimal.Decimal, weights []decimal.Decimal) []decimal.Decimal {
	out := make([]decimal.Decimal, len(weights))
	sum := decimal.Sum(decimal.Zero, weights...)
	if sum.IsZero() {
		if len(out) > 0 {
			out[0] = total
		}
		return out
	}
	left := total
	remainders := make([]decimal.Decimal, len(weights))
	for i, w := range weights {
		exact := total.Mul(w)
		out[i], remainders[i] = exact.QuoRem(sum, -cent)
		left = left.Sub(out[i])
	}
	for _, i := range byRemainder(remainders) {
		if !left.IsPositive() {
			break
		}
		out[i] = out[i].Add(decimal.New(1, cent))
		left = left.Sub(decimal.New(1, cent))
	}
	return out
}

// byRemainder returns the indices, largest remainder first, ties in order.
func byRemainder(remainders []decimal.Decimal) []int {
	indices := make([]int, len(remainders))
	for i := range indices {
		indices[i] = i
	}
	order.By(indices, func(a, b int) int { return remainders[b].Cmp(remainders[a]) })
	return indices
}
