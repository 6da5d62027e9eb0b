package rules_test

import (
	"strings"
	"testing"
	"time"

	"therapytally/rules"
)

const fourLines = `{"date":"2026-08-03","discipline":"PT","locality":"01112-05","yearToDate":{"ptSlp":"100.00"},"coverage":{"deductibleRemaining":"20.00"},
"services":[{"code":"97530","minutes":25},{"code":"97110","minutes":13},{"code":"97140","minutes":15},{"code":"97112","minutes":10}]}`

func visit(tb tester, s string) rules.Visit {
	tb.Helper()
	v, err := rules.ParseVisit([]byte(s))
	if err != nil {
		tb.Fatal(err)
	}
	return v
}

// BenchmarkFor is a four-line visit with its trace; the untraced one beside it
// is the control.
func BenchmarkFor(b *testing.B) {
	v, k := visit(b, fourLines), book(b)
	for _, way := range []struct {
		name string
		do   func(rules.Visit) (rules.Estimate, error)
	}{{"traced", k.For}, {"untraced", k.ForUntraced}} {
		b.Run(way.name, func(b *testing.B) {
			warm(way.do, v)
			b.ReportAllocs()
			for b.Loop() {
				if _, err := way.do(v); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "visits/s")
		})
	}
}

// warm runs long enough for a WebAssembly engine to compile what is called
// often; before that the figures are those of its first, quick compiler.
func warm(do func(rules.Visit) (rules.Estimate, error), v rules.Visit) {
	for range 3000 {
		if _, err := do(v); err != nil {
			panic(err)
		}
	}
}

// BenchmarkCold is the start of a fresh program: the book is loaded out of the
// program itself, and the first visit reads the tables of its day. A program is
// fresh once, so run it alone with -benchtime 1x; "book" is the part before the
// first answer.
func BenchmarkCold(b *testing.B) {
	var loading time.Duration
	for b.Loop() {
		begin := time.Now()
		k, err := rules.LoadStandard()
		loading += time.Since(begin)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := k.For(visit(b, fourLines)); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(loading.Nanoseconds())/float64(b.N), "book-ns/op")
}

// BenchmarkEpisode is a course of 60 visits across the turn of the year.
func BenchmarkEpisode(b *testing.B) {
	v, k := visit(b, strings.Replace(fourLines, "2026-08-03", "2025-11-03", 1)), book(b)
	for b.Loop() {
		if _, err := k.Episode(v, rules.Plan{PerWeek: 3, Weeks: 20}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkAnswer(b *testing.B) {
	k := book(b)
	for b.Loop() {
		k.Answer([]byte(fourLines), false)
	}
}
