//go:build !js

package sheet

import (
	"slices"
	"testing"

	"therapytally/app/visit/lookup"
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

// TestSignalsAreGuideItems: each signal names an audit item of the guide.
func TestSignalsAreGuideItems(t *testing.T) {
	book, err := rules.Standard()
	if err != nil {
		t.Fatal(err)
	}
	items, err := book.GuideAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range []string{SignalShare, SignalSame, SignalApart, SignalCeiling} {
		if !slices.ContainsFunc(items, func(i rules.GuideItem) bool { return i.ID == id && i.Kind == rules.GuideAudit }) {
			t.Errorf("the guide has no audit item %s", id)
		}
	}
}
