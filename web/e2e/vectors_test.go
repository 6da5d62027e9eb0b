package e2e

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestVectors asks the client in Chromium the visits of the engine's own test
// and compares its answers with the native ones, byte for byte. The engine's tests
// as WebAssembly ask the same in the ordinary run.
func TestVectors(t *testing.T) {
	exhaustive(t)
	t.Parallel()
	visits, want := engineVectors(t)
	p := newTab(t, newSite(t))
	p.open("/")
	p.ready()
	const batch = 250
	for from := 0; from < len(visits); from += batch {
		to := min(from+batch, len(visits))
		list, err := json.Marshal(visits[from:to])
		if err != nil {
			t.Fatal(err)
		}
		got := eval[[]string](p, fmt.Sprintf("Promise.all(%s.map(v => TherapyTally.estimate(v, {text: true})))", list))
		for i := range got {
			if got[i] != want[from+i] {
				t.Fatalf("vector %d: %s\n got  %s\n want %s", from+i, visits[from+i], got[i], want[from+i])
			}
		}
	}
}

// TestHostileCallers: what a caller's object throws is refused, and the client
// lives on.
func TestHostileCallers(t *testing.T) {
	t.Parallel()
	p := newTab(t, newSite(t))
	p.open("/")
	p.ready()
	for _, visit := range []string{"{date: 10n}", "(() => { const o = {}; o.o = o; return o })()", "{toJSON() { throw 1 }}", "undefined", "Symbol()", "() => 1", "null", "[]", "7", `"{"`} {
		if got := eval[string](p, "TherapyTally.estimate("+visit+").then(a => a.error.field + a.error.reason)"); got == "" {
			t.Errorf("%s is not refused", visit)
		}
	}
	if got := eval[string](p, "TherapyTally.estimate({}, {get trace() { throw 1 }}).then(a => a.error.field)"); got == "" {
		t.Error("options that throw are not refused")
	}
	const good = `{date: "2026-08-03", discipline: "PT", services: [{code: "97530", minutes: 15}]}`
	if got := eval[string](p, "TherapyTally.estimate("+good+").then(a => a.totals.allowed)"); got != "35.07" {
		t.Errorf("after that a good visit gives %q", got)
	}
	if got := eval[int](p, "TherapyTally.episode({visit: "+good+", episode: {perWeek: 2, weeks: 3}}).then(a => a.visits.length)"); got != 6 {
		t.Errorf("a course of %d visits", got)
	}
}

// engineVectors has the engine's test write its visits and native answers.
func engineVectors(t *testing.T) (visits, answers []string) {
	t.Helper()
	dir := t.TempDir()
	run := exec.Command("go", "test", "-count=1", "-run", "^TestVectors$", "therapytally/rules")
	run.Env = append(os.Environ(), "VECTORS="+dir)
	if out, err := run.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	read := func(name string) []string {
		data, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		return strings.Split(string(bytes.TrimSuffix(data, []byte("\n"))), "\n")
	}
	visits, answers = read("visits.jsonl"), read("answers.jsonl")
	if len(visits) != 10_000 || len(answers) != len(visits) {
		t.Fatalf("%d visits and %d answers", len(visits), len(answers))
	}
	return visits, answers
}
