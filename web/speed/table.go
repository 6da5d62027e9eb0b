package main

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
)

// row is one figure of the table. A limit of 0 is none.
type row struct {
	name    string
	value   float64
	unit    string  // printed behind every number
	limit   float64 // the most it may be; negative: the least
	control string  // the same of the hello world, in this run
	peers   string  // what others came to, measured earlier on such a machine
}

type table struct{ over []string }

const columns = "%-44s %14s %14s  %-7s %-22s %s\n"

func (t *table) heading() {
	fmt.Printf(columns, "Figure (median)", "ours", "limit", "", "hello, same run", "peers, measured earlier")
}

func (t *table) add(r row) {
	limit, verdict := "", ""
	if r.limit != 0 {
		verdict = "passes"
		if r.fails() {
			verdict = "FAILS"
			t.over = append(t.over, r.name)
		}
		limit = map[bool]string{true: "≥ ", false: "≤ "}[r.limit < 0] + amount(math.Abs(r.limit), r.unit)
	}
	fmt.Printf(columns, r.name, amount(r.value, r.unit), limit, verdict, cmp.Or(r.control, "–"), cmp.Or(r.peers, "–"))
}

func (r row) fails() bool {
	if r.limit < 0 {
		return r.value < -r.limit
	}
	return r.value > r.limit
}

func (t *table) verdict() error {
	if len(t.over) == 0 {
		return nil
	}
	return fmt.Errorf("speed: beyond the limit: %s", strings.Join(t.over, "; "))
}

// amount writes a number with as many places as its unit deserves.
func amount(value float64, unit string) string {
	places := map[string]int{"s": 2, "ms": 0, "MB": 3, "kB": 1, "MiB": 1, "times": 2, "": 3, "points": 0}[unit]
	return strings.TrimSpace(fmt.Sprintf("%.*f %s", places, value, unit))
}

func median(values []float64) float64 {
	return slices.Sorted(slices.Values(values))[len(values)/2]
}

// p95 is the figure that nineteen in twenty stay below.
func p95(values []float64) float64 {
	return slices.Sorted(slices.Values(values))[len(values)*95/100]
}

// ratio is the median of a[i]/b[i]: measured side by side.
func ratio(a, b []float64) float64 {
	ratios := make([]float64, len(a))
	for i := range a {
		ratios[i] = a[i] / b[i]
	}
	return median(ratios)
}
