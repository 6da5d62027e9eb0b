package rules_test

import (
	"encoding/json"
	"math/big"
	"math/rand/v2"
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
	oracleReadManual(filepath.Join("testdata", "manual", file), &cases)
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

func TestOracleEpisodes(t *testing.T) {
	for _, c := range oracleEpisodeCases() {
		got, err := oracleEpisode(map[string]any{"visit": c.Visit, "episode": c.Episode})
		for _, bad := range oracleMatchCase(c.Expect, got, err) {
			t.Errorf("%s: %s", c.ID, bad)
		}
	}
	t.Logf("%d cases", len(oracleEpisodeCases()))
}

func oracleJSON(v any) string {
	raw, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return string(raw)
}

// TestOracleRandom holds the oracle to the contract's own identities on random
// visits, and the generator to making visits of every kind.
func TestOracleRandom(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	seen := map[string]int{}
	for i := range 3000 {
		mix := oracleEverything
		mix.doubtful = i%5 == 0
		if i%3 == 0 {
			mix = oracleStageA
		}
		visit := oracleRandomVisit(r, mix)
		got, err := oracleEstimate(visit)
		if err != nil {
			seen["refused"]++
			continue
		}
		for _, bad := range oracleIdentities(visit, got) {
			t.Errorf("%s\n%s", bad, oracleJSON(visit))
		}
		if bad := oracleDifferences(got, got); len(bad) > 0 {
			t.Errorf("differs from itself: %v", bad)
		}
		oracleTallyUp(seen, visit, got)
	}
	t.Log(oracleJSON(seen))
}

// TestOracleRandomEpisodes: the visits add up, and the dates never go back.
func TestOracleRandomEpisodes(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	seen := map[string]int{}
	for range 200 {
		m := oracleRandomEpisode(r, oracleEverything)
		got, err := oracleEpisode(m)
		if err != nil {
			t.Errorf("%v\n%s", err, oracleJSON(m))
			continue
		}
		patient, last := oracleZero(), ""
		for _, v := range got["visits"].([]any) {
			visit := v.(map[string]any)
			if amount, ok := visit["patient"].(string); ok {
				patient.Add(patient, oracleRat(amount))
			}
			if visit["date"].(string) < last {
				t.Errorf("%s after %s", visit["date"], last)
			}
			last = visit["date"].(string)
		}
		totals := got["totals"].(map[string]any)
		if total, ok := totals["patient"].(string); ok && total != oracleText(patient) {
			t.Errorf("patient %s, the visits say %s\n%s", total, oracleText(patient), oracleJSON(m))
		}
		for _, one := range got["milestones"].([]any) {
			seen[one.(map[string]any)["kind"].(string)]++
		}
	}
	t.Log(oracleJSON(seen))
}

func oracleTallyUp(seen map[string]int, visit, got map[string]any) {
	kind := "medicare"
	if p, ok := visit["payer"].(map[string]any); ok && p["kind"] != nil {
		kind = p["kind"].(string)
	}
	seen[kind]++
	if got["units"].(map[string]any)["tie"] != nil {
		seen["tie"]++
	}
	if got["totals"].(map[string]any)["partial"] == true {
		seen["partial"]++
	}
	for _, l := range got["lines"].([]any) {
		line := l.(map[string]any)
		seen[line["status"].(string)]++
		for _, m := range line["modifiers"].([]any) {
			seen[m.(string)]++
		}
	}
}

// oracleIdentities checks contract 8's sums on a finished estimate.
func oracleIdentities(visit, got map[string]any) (bad []string) {
	totals := got["totals"].(map[string]any)
	get := func(key string) *big.Rat {
		if s, ok := totals[key].(string); ok {
			return oracleRat(s)
		}
		return nil
	}
	left := oracleSum(get("allowed"), get("beyondAllowed"))
	right := oracleSum(get("planPays"), get("secondaryPays"), get("patient"), get("qmbWriteOff"),
		get("assistantReduction"), get("sequestration"))
	unassigned := get("limitingCharge") != nil
	if !unassigned && left != nil && right != nil && left.Cmp(right) != 0 {
		bad = append(bad, "allowed + beyondAllowed is "+oracleText(left)+", the parts are "+oracleText(right))
	}
	for _, key := range []string{"allowed", "planPays", "deductible", "coinsurance", "copay", "secondaryPays", "patient"} {
		if get(key) != nil && get(key).Sign() < 0 {
			bad = append(bad, key+" is negative")
		}
		sum := oracleZero()
		for _, l := range got["lines"].([]any) {
			s, ok := l.(map[string]any)[key].(string)
			if !ok {
				sum = nil
				break
			}
			sum.Add(sum, oracleRat(s))
		}
		if sum != nil && get(key) != nil && sum.Cmp(get(key)) != 0 {
			bad = append(bad, key+": the lines add up to "+oracleText(sum))
		}
	}
	return bad
}

// TestOracleUnits holds the minute-by-minute walk to the chart's closed form,
// and every pair of minutes to what the manual says about it.
func TestOracleUnits(t *testing.T) {
	for m := range 601 {
		units, next := oracleChart(m)
		if units != (m+7)/15 || units+1 != (m+next+7)/15 || next > 1 && units != (m+next-1+7)/15 {
			t.Errorf("%d minutes: %d units, %d to the next", m, units, next)
		}
	}
	for a := range 61 {
		for b := range 61 {
			got := oracleUnitsOf("cms", nil, []string{"97110", "97140"}, []int{a, b})
			code := got["byCode"].(map[string]any)
			x, _ := oracleWhole(code["97110"])
			y, _ := oracleWhole(code["97140"])
			fair := x+y == (a+b+7)/15 && x >= a/15 && y >= b/15 && x <= a/15+1 && y <= b/15+1
			tied := x > a/15 != (y > b/15) && a%15 == b%15 && a%15 > 0
			if !fair || tied != (got["tie"] != nil) {
				t.Errorf("%d and %d minutes: %v", a, b, got)
			}
			if x > a/15 && y == b/15 && b%15 > a%15 || y > b/15 && x == a/15 && a%15 > b%15 {
				t.Errorf("%d and %d minutes: the smaller leftover won: %v", a, b, got)
			}
		}
	}
}
