//go:build !js

package sheet

import (
	"testing"

	"therapytally/app/lookup"
	"therapytally/rules"
)

// TestWhatTheFormOffersCanBeKept: no code's or place's own label looks like
// somebody's number.
func TestWhatTheFormOffersCanBeKept(t *testing.T) {
	book, err := rules.Standard()
	if err != nil {
		t.Fatal(err)
	}
	on := (&lookup.Index{Book: book, National: "National average"}).On(book.Covered().Through)
	v := &Visit{}
	for _, list := range []lookup.List{on.Services(), on.Places()} {
		if len(list) == 0 {
			t.Error("nothing is offered")
		}
		for _, c := range list {
			if err := v.Set("service-1-code", c.Label); err != nil {
				t.Errorf("%q: %v", c.Label, err)
			}
		}
	}
}
