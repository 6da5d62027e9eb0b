// Package order sorts. It does what the standard library's slices package does
// by one copy of its code for all types instead of one copy each: the client
// that people download holds a dozen of them otherwise.
package order

import (
	"cmp"
	"sort"
)

// By sorts s by compare, which is negative when a goes before b, and leaves
// equals in the order they came in.
func By[T any](s []T, compare func(a, b T) int) {
	if l := (list[T]{s, compare}); !sort.IsSorted(l) {
		sort.Stable(l)
	}
}

// Ascending sorts s from the lowest up.
func Ascending[T cmp.Ordered](s []T) { By(s, cmp.Compare[T]) }

type list[T any] struct {
	s       []T
	compare func(a, b T) int
}

func (l list[T]) Len() int           { return len(l.s) }
func (l list[T]) Less(i, j int) bool { return l.compare(l.s[i], l.s[j]) < 0 }
func (l list[T]) Swap(i, j int)      { l.s[i], l.s[j] = l.s[j], l.s[i] }
