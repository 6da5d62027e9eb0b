package order_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"therapytally/rules/order"
)

type pair struct{ key, place int }

// By is slices.SortStableFunc, for any list.
func TestByLikeSlices(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var list []pair
		for i, key := range rapid.SliceOf(rapid.IntRange(0, 9)).Draw(t, "keys") {
			list = append(list, pair{key, i})
		}
		want := slices.Clone(list)
		byKey := func(a, b pair) int { return a.key - b.key }
		slices.SortStableFunc(want, byKey)
		if order.By(list, byKey); !slices.Equal(list, want) {
			t.Fatalf("it made %v, and slices %v", list, want)
		}
	})
}

func TestAscending(t *testing.T) {
	list := []string{"b", "", "a", "b"}
	if order.Ascending(list); !slices.Equal(list, []string{"", "a", "b", "b"}) {
		t.Errorf("it made %v", list)
	}
}
