package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestCheck(t *testing.T) {
	dir := t.TempDir()
	for text, want := range map[string]string{
		`{"accent": "#d9822b", "rates": {"cash": {"perVisit": "95.00"}}}`: "is right. Payers: medicare, cash.\nColor in the light theme: #",
		// Its deductible starts over on January 1 with an amount that the file
		// does not say; a course counts none then (rules/course_test.go).
		`{"rates": {"contracts": [{"name": "Plan", "payer": {"kind": "commercial", "rate": {"perVisit": "100.00"}}, "coverage": {"deductibleRemaining": "500.00"}}]}}`: "is right. Payers: medicare, Plan.",
		`{"rates": {"cash": {"perVisit": "95.005"}}}`: "rates.cash.perVisit: must be a number in quotes",
		`{"logo": "logo.svg"}`:                        "logo: logo.svg does not lie beside it",
		`{"name": "A",}`:                              "is not JSON",
		`{"version": 2, "hours": {}}`:                 "version: is not 1",
	} {
		file := filepath.Join(dir, "clinic.json")
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		var out strings.Builder
		said := ""
		if err := run([]string{file}, &out); err != nil {
			said = err.Error()
		}
		if !strings.Contains(out.String()+said, want) {
			t.Errorf("%s\n\tsays %s%s\n\twant %s", text, out.String(), said, want)
		}
	}
}
