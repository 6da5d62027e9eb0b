package code_test

import (
	"testing"

	"therapytally/rules/code"
)

// FuzzParse holds that what a parser takes prints as it was read.
func FuzzParse(f *testing.F) {
	for _, s := range []string{"97530", "GP", "11", "01112-05", "national", "PT", "2026-02-28", "", "\xff", "٩٧٥٣٠"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, parse := range []func(string) (string, error){text(code.ParseHCPCS), text(code.ParseModifier), text(code.ParsePOS), text(code.ParseLocality), text(code.ParseDiscipline), text(code.ParseDate)} {
			if got, err := parse(s); err == nil && got != s {
				t.Errorf("%q prints as %q", s, got)
			}
		}
	})
}
