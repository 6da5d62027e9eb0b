package rules_test

import (
	"math/rand/v2"
	"testing"
)

func BenchmarkOracle(b *testing.B) {
	r := rand.New(rand.NewPCG(7, 7))
	for b.Loop() {
		v := oracleRandomVisit(r, oracleEverything)
		if _, err := oracleEstimate(v); err != nil {
			continue
		}
	}
}
