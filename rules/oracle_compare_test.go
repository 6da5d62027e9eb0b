package rules_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// oracleMatch compares a partial expectation with an estimate and names every
// difference. null expects an absent (unknown) amount. Lists of modifiers and of
// tied codes are compared as sets, byCode without its zeros.
func oracleMatch(path string, want, got any) []string {
	key := path[strings.LastIndex(path, ".")+1:]
	switch w := want.(type) {
	case nil:
		if got != nil {
			return []string{fmt.Sprintf("%s: want nothing, got %v", path, got)}
		}
		return nil
	case map[string]any:
		g, ok := got.(map[string]any)
		if !ok {
			return []string{fmt.Sprintf("%s: want an object, got %v", path, got)}
		}
		if key == "byCode" {
			return oracleMatchCounts(path, w, g)
		}
		return oracleMatchObject(path, w, g)
	case []any:
		g, ok := got.([]any)
		if !ok || len(g) != len(w) {
			return []string{fmt.Sprintf("%s: want %v, got %v", path, want, got)}
		}
		return oracleMatchList(path, key, w, g)
	}
	if oracleLeaf(want) != oracleLeaf(got) {
		return []string{fmt.Sprintf("%s: want %v, got %v", path, want, got)}
	}
	return nil
}

// oracleLeaf writes a leaf so that 3, 3.0 and json.Number("3") are the same.
func oracleLeaf(v any) string {
	if n, ok := oracleWhole(v); ok {
		return fmt.Sprint(n)
	}
	if _, ok := v.(json.Number); ok {
		return "not a whole number"
	}
	return fmt.Sprintf("%T:%v", v, v)
}

func oracleMatchObject(path string, want, got map[string]any) (bad []string) {
	for _, k := range slices.Sorted(maps.Keys(want)) {
		bad = append(bad, oracleMatch(path+"."+k, want[k], got[k])...)
	}
	return bad
}

func oracleMatchCounts(path string, want, got map[string]any) (bad []string) {
	all := map[string]bool{}
	for k := range want {
		all[k] = true
	}
	for k := range got {
		all[k] = true
	}
	for _, k := range slices.Sorted(maps.Keys(all)) {
		w, _ := oracleWhole(want[k])
		g, _ := oracleWhole(got[k])
		if w != g {
			bad = append(bad, fmt.Sprintf("%s.%s: want %d, got %d", path, k, w, g))
		}
	}
	return bad
}

func oracleMatchList(path, key string, want, got []any) (bad []string) {
	if key == "modifiers" || key == "among" || key == "chosen" || key == "milestones" {
		want, got = oracleSorted(want), oracleSorted(got)
	}
	for i := range want {
		bad = append(bad, oracleMatch(fmt.Sprintf("%s[%d]", path, i), want[i], got[i])...)
	}
	return bad
}

func oracleSorted(list []any) []any {
	return slices.SortedFunc(slices.Values(list), func(a, b any) int {
		return strings.Compare(fmt.Sprint(a), fmt.Sprint(b))
	})
}

// oracleMatchCase checks one hand-worked case: "error" expects a refusal,
// "unitsAny" accepts any of several allocations, all else is oracleMatch.
func oracleMatchCase(expect, got map[string]any, err error) []string {
	if _, refused := expect["error"]; refused || err != nil {
		return oracleMatchRefusal(expect["error"], err)
	}
	rest := maps.Clone(expect)
	delete(rest, "unitsAny")
	bad := oracleMatch("estimate", rest, got)
	options, free := expect["unitsAny"].([]any)
	if !free {
		return bad
	}
	byCode := got["units"].(map[string]any)["byCode"].(map[string]any)
	for _, option := range options {
		if len(oracleMatchCounts("", option.(map[string]any), byCode)) == 0 {
			return bad
		}
	}
	return append(bad, fmt.Sprintf("estimate.units.byCode: %v is none of %v", byCode, options))
}

func oracleMatchRefusal(want any, err error) []string {
	if want == nil || err == nil {
		return []string{fmt.Sprintf("error: want %v, got %v", want, err)}
	}
	field, _ := want.(map[string]any)["field"].(string)
	if mine, ok := err.(*oracleError); ok && field != "" && mine.field != field {
		return []string{fmt.Sprintf("error: want field %q, got %v", field, err)}
	}
	return nil
}

// oracleDifferences compares the oracle's whole estimate with another one. It is
// strict on what the contract fixes: every amount of the oracle must be there,
// and an amount the oracle leaves out as unknown must be absent. Left to the
// other side: trace, findings, why of a tie, liability of a payable line,
// facts, unitAmounts of lines that are not payable, zeros in byCode.
func oracleDifferences(oracle, other map[string]any) []string {
	bad := oracleMatch("estimate", oracleWithout(oracle, "facts", "lines"), other)
	mine, _ := oracle["lines"].([]any)
	theirs, _ := other["lines"].([]any)
	if len(mine) != len(theirs) {
		return append(bad, fmt.Sprintf("estimate.lines: %d, other has %d", len(mine), len(theirs)))
	}
	for i := range mine {
		m, t := mine[i].(map[string]any), theirs[i].(map[string]any)
		path := fmt.Sprintf("estimate.lines[%d]", i)
		if m["status"] == "payable" || m["status"] == "unpriced" {
			m = oracleWithout(m, "liability")
		}
		bad = append(bad, oracleMatch(path, m, t)...)
		bad = append(bad, oracleUnknowns(path, m, t)...)
	}
	a, _ := oracle["totals"].(map[string]any)
	b, _ := other["totals"].(map[string]any)
	return append(bad, oracleUnknowns("estimate.totals", a, b)...)
}

var oracleAmounts = []string{"allowed", "planPays", "deductible", "coinsurance", "copay", "secondaryPays",
	"patient", "beyondAllowed", "qmbWriteOff", "assistantReduction", "sequestration", "writeOff",
	"limitingCharge", "providerReceives"}

// oracleUnknowns: what the oracle does not know nobody may know.
func oracleUnknowns(path string, mine, theirs map[string]any) (bad []string) {
	for _, k := range oracleAmounts {
		if mine[k] == nil && theirs[k] != nil {
			bad = append(bad, fmt.Sprintf("%s.%s: unknown here, other has %v", path, k, theirs[k]))
		}
	}
	return bad
}

func oracleWithout(m map[string]any, keys ...string) map[string]any {
	out := maps.Clone(m)
	for _, k := range keys {
		delete(out, k)
	}
	return out
}
