//go:build !js

package day

import (
	"os"
	"slices"
	"strings"
	"testing"

	"therapytally/app/draft"
)

// TestNoCommonNameIsKept: typed into any field of a visit, a name is in no
// storage, though a place or a code begins so; only a name that is a place as
// a whole is one.
func TestNoCommonNameIsKept(t *testing.T) {
	data, err := os.ReadFile("../sheet/testdata/names.txt")
	if err != nil {
		t.Fatal(err)
	}
	d := open(t, newTablet())
	d.store.Form.Focus = ""
	places := []string{"Virginia"}
	for line := range strings.Lines(string(data)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		for _, name := range strings.Fields(line) {
			for _, field := range []draft.Field{draft.Place, draft.CodeOf(1), draft.MinutesOf(1), draft.UnitsOf(1), draft.ChargeOf(1), draft.Deductible, draft.UsedPTSLP} {
				if field == draft.Place && slices.Contains(places, name) {
					continue
				}
				d.store.Form.Set(field, name)
				v := d.snapshot()
				if v.Texts[string(field)] != "" || !slices.Contains(d.Withheld(), field) {
					t.Errorf("%s takes %q", field, name)
				}
				d.store.Form.Set(field, "")
			}
		}
	}
}
