package quote

import "testing"

// BenchmarkKeystroke is what a keystroke waits for, and the rest that follows
// it, of a course of a year where all that can be unknown is.
func BenchmarkKeystroke(b *testing.B) {
	book := bookOf(b)
	s := answered(map[Field]string{Who: SharePlan, Start: "2026-01-05", Weeks: "50"})
	s.Lines = []Line{{"97530", "3"}} // the code that a range of prices is published of
	b.Run("begin", func(b *testing.B) {
		for b.Loop() {
			Begin(book, s, nil)
		}
	})
	b.Run("all", func(b *testing.B) {
		for b.Loop() {
			All(book, s)
		}
	})
}
