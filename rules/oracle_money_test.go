package rules_test

import (
	"fmt"
	"math/big"
	"regexp"
	"strings"
)

// The oracle is a slow, literal second implementation of the contract. It
// shares no code with the engine: it has its own reader of the data, its own
// money, and wherever possible another algorithm.
//
// Money is a *big.Rat in dollars; nil means "unknown", which is never zero.

func oracleRat(s string) *big.Rat {
	r, ok := new(big.Rat).SetString(s)
	if !ok {
		panic("oracle: no number: " + s)
	}
	return r
}

func oracleInt(n int) *big.Rat { return big.NewRat(int64(n), 1) }

func oracleZero() *big.Rat { return new(big.Rat) }

// oracleRound rounds a non-negative amount to the cent, half up, by long
// division: whole cents, then the remainder is compared with one half.
func oracleRound(r *big.Rat) *big.Rat {
	if r == nil {
		return nil
	}
	if r.Sign() < 0 {
		panic("oracle: the contract never rounds a negative amount")
	}
	hundredfold := new(big.Int).Mul(r.Num(), big.NewInt(100))
	cents, left := new(big.Int).QuoRem(hundredfold, r.Denom(), new(big.Int))
	if new(big.Int).Lsh(left, 1).Cmp(r.Denom()) >= 0 {
		cents.Add(cents, big.NewInt(1))
	}
	return new(big.Rat).SetFrac(cents, big.NewInt(100))
}

// oracleCents is the amount in whole cents; it must have no part of a cent.
func oracleCents(r *big.Rat) int64 {
	c := new(big.Rat).Mul(r, oracleInt(100))
	if !c.IsInt() {
		panic("oracle: part of a cent left: " + r.FloatString(6))
	}
	return c.Num().Int64()
}

func oracleFromCents(c int64) *big.Rat { return big.NewRat(c, 100) }

func oracleText(r *big.Rat) string {
	c := oracleCents(r)
	sign := ""
	if c < 0 {
		sign, c = "-", -c
	}
	return fmt.Sprintf("%s%d.%02d", sign, c/100, c%100)
}

// oracleSum adds; one unknown term makes the sum unknown.
func oracleSum(terms ...*big.Rat) *big.Rat {
	sum := oracleZero()
	for _, t := range terms {
		if t == nil {
			return nil
		}
		sum.Add(sum, t)
	}
	return sum
}

func oracleSub(a, b *big.Rat) *big.Rat {
	if a == nil || b == nil {
		return nil
	}
	return new(big.Rat).Sub(a, b)
}

func oracleMul(a, b *big.Rat) *big.Rat {
	if a == nil || b == nil {
		return nil
	}
	return new(big.Rat).Mul(a, b)
}

func oracleMin(a, b *big.Rat) *big.Rat {
	if a == nil || b == nil {
		return nil
	}
	if a.Cmp(b) <= 0 {
		return a
	}
	return b
}

var oracleMoneyForm = regexp.MustCompile(`^\d{1,9}(\.\d{1,2})?$`)
var oracleRateForm = regexp.MustCompile(`^\d{1,6}(\.\d{1,6})?$`)

func oracleParseMoney(v any, form *regexp.Regexp) (*big.Rat, bool) {
	s, ok := v.(string)
	if !ok || !form.MatchString(s) || strings.TrimSpace(s) != s {
		return nil, false
	}
	return oracleRat(s), true
}

// oracleSpread gives out an amount in proportion to the weights so that the
// cents add up: everyone's whole cents first, then one cent at a time to
// whoever was cut the most; the earlier one where that is equal.
func oracleSpread(amount *big.Rat, weights []*big.Rat) []*big.Rat {
	total := oracleSum(weights...)
	cents := make([]int64, len(weights))
	cut := make([]*big.Rat, len(weights))
	left := oracleCents(amount)
	for i, w := range weights {
		cut[i] = oracleZero()
		if total.Sign() == 0 {
			continue
		}
		exact := new(big.Rat).Quo(new(big.Rat).Mul(amount, w), total)
		exact.Mul(exact, oracleInt(100))
		whole := new(big.Int).Quo(exact.Num(), exact.Denom())
		cents[i] = whole.Int64()
		cut[i] = new(big.Rat).Sub(exact, new(big.Rat).SetInt(whole))
		left -= cents[i]
	}
	for ; left > 0 && len(weights) > 0; left-- {
		most := 0
		for i := range cut {
			if cut[i].Cmp(cut[most]) > 0 {
				most = i
			}
		}
		cents[most]++
		cut[most] = big.NewRat(-1, 1) // nobody gets two
	}
	shares := make([]*big.Rat, len(weights))
	for i, c := range cents {
		shares[i] = oracleFromCents(c)
	}
	return shares
}
