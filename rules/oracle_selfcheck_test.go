package rules_test

import (
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"
)

// oracleManualCase is one hand-worked example of testdata/manual.
type oracleManualCase struct {
	ID     string         `json:"id"`
	Source string         `json:"source"`
	Status string         `json:"status"`
	Note   string         `json:"note"`
	Visit  map[string]any `json:"visit"`
	Expect map[string]any `json:"expect"`
}

// oracleManualCases reads one file of testdata/manual.
func oracleManualCases(file string) []oracleManualCase {
	var cases []oracleManualCase
	oracleReadJSON(filepath.Join("testdata", "manual", file), &cases)
	return cases
}

var oracleManualFiles = []string{"units.json", "price.json", "share.json", "assistant.json", "edits.json", "payers.json"}

// TestOracleManual checks the oracle itself against the examples worked by hand.
func TestOracleManual(t *testing.T) {
	seen := map[string]bool{}
	for _, file := range oracleManualFiles {
		for _, c := range oracleManualCases(file) {
			if seen[c.ID] || c.ID == "" || c.Source == "" || !strings.Contains("published memory hand", c.Status) {
				t.Errorf("%s: %q: no or double id, no source, or another status", file, c.ID)
			}
			seen[c.ID] = true
			got, err := oracleEstimate(c.Visit)
			for _, bad := range oracleMatchCase(c.Expect, got, err) {
				t.Errorf("%s: %s: %s", file, c.ID, bad)
			}
		}
	}
	t.Logf("%d cases", len(seen))
}

func oracleJSON(v any) string {
	raw, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return string(raw)
}
