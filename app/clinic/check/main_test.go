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
		`{"accent": "#d9822b", "rates": {"cash": {"perVisit": "95.00"}}}`: "is right. Payers: medicare, cash.\nColour in the light theme: #",
		`{"rates": {"cash": {"perVisit": "95.005"}}}`:                     "rates.cash.perVisit: must be a number in quotes",
		`{"logo": "logo.svg"}`:                                            "logo: logo.svg does not lie beside it",
		`{"version": 2, "hours": {}}`:                                     "version: is not 1",
		`{"name": "A",}`:                                                  "is not JSON",
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
