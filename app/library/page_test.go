package library_test

import (
	"testing"

	"therapytally/app/library"
	"therapytally/rules"
)

// TestMatching: every word must stand in the entry, in any case and order.
func TestMatching(t *testing.T) {
	book, err := rules.Standard()
	if err != nil {
		t.Fatal(err)
	}
	all := book.Knows()
	for words, want := range map[string]string{"": "", "2026 Deductible": "part-b-deductible", "ncci": "ncci-2024Q3", "no such words": "-"} {
		got := library.Matching(all, words)
		found := false
		for _, k := range got {
			found = found || k.ID == want
		}
		switch {
		case words == "" && len(got) != len(all), want == "-" && len(got) > 0, want != "" && want != "-" && !found:
			t.Errorf("%q finds %d entries, %s among them: %t", words, len(got), want, found)
		}
	}
}
