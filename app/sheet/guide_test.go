//go:build !js

package sheet

import (
	"slices"
	"testing"

	"therapytally/rules"
)

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
