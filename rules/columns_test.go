package rules_test

import (
	"fmt"
	"strings"
	"testing"

	"therapytally/rules"
)

// TestABadCellIsNamed: the loader names file, row, column and what may stand
// there. A typo in pool would otherwise make a timed code untimed.
func TestABadCellIsNamed(t *testing.T) {
	for _, c := range []struct{ table, old, new, want string }{
		{"codes", "\n97530,yes,", "\n97530,Yes,", `(97530), column pool: "Yes": may be yes, no or unsure`},
		{"codes", "\n97530,yes,each-15-minutes,always,", "\n97530,yes,each-15-minutes,allways,", `(97530), column therapy: "allways": may be always, sometimes, bundled or none`},
		{"codes", "\n97161,no,per-session-day,always,cms,PT,", "\n97161,no,per-session-day,always,cms,PTA,", `(97161), column disciplines: "PTA": may be empty, or PT, OT and SLP`},
		{"pos", "\n11,nonfacility,", "\n11,non-facility,", `(11), column column: "non-facility": may be facility or nonfacility`},
		{"sets", "\nevaluation,97161,", "\nevaluations,97161,", `(evaluations/97161/), column set: "evaluations": may be evaluation, `},
	} {
		fsys := dataCopy(t)
		file := "table/" + c.table + ".csv"
		text := string(fsys[file].Data)
		if !strings.Contains(text, c.old) {
			t.Fatalf("%s does not hold %q", file, c.old)
		}
		fsys[file].Data = []byte(strings.Replace(text, c.old, c.new, 1))
		line := strings.Count(text[:strings.Index(text, c.old)+1], "\n") + 1
		want := fmt.Sprintf("%s: line %d %s", file, line, c.want)
		if _, err := rules.Load(fsys); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %s", err, want)
		}
	}
}

// TestTheTableTakesTheSetsOfTheRules: each set that a rule names may stand in
// the table, in the order of the words.
func TestTheTableTakesTheSetsOfTheRules(t *testing.T) {
	if got, want := rules.Columns("sets")[0].Cells, strings.Join(rules.SetNames(), "|"); got != want {
		t.Errorf("the table takes %s, want %s", got, want)
	}
}
