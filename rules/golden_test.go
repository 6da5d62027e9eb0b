package rules_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"therapytally/rules"
	"therapytally/rules/trace"
)

var update = flag.Bool("update", false, "write the golden files anew")

// tester is what testing.T, testing.B and rapid.T share.
type tester interface {
	Helper()
	Fatal(args ...any)
	Fatalf(format string, args ...any)
}

func book(t tester) *rules.Book {
	t.Helper()
	b, err := rules.Standard()
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func estimate(t tester, visit string) rules.Estimate {
	t.Helper()
	return estimateBy(t, book(t), visit)
}

func estimateBy(t tester, b *rules.Book, visit string) rules.Estimate {
	t.Helper()
	v, err := rules.ParseVisit([]byte(visit))
	if err != nil {
		t.Fatalf("parse %s: %v", visit, err)
	}
	e, err := b.For(v)
	if err != nil {
		t.Fatalf("estimate %s: %v", visit, err)
	}
	return e
}

// TestGolden holds whole answers: each file has the visit, the estimate and the
// steps, and the steps must replay.
func TestGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/golden/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no golden files: %v", err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) { golden(t, file) })
	}
}

func golden(t *testing.T, file string) {
	archive, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	e := estimate(t, string(section(archive, "visit.json")))
	if err := trace.Replay(e.Trace.Nodes); err != nil {
		t.Error(err)
	}
	answer, err := e.JSON(false)
	if err != nil {
		t.Fatal(err)
	}
	var pretty bytes.Buffer
	if err := json.Indent(&pretty, answer, "", "  "); err != nil {
		t.Fatal(err)
	}
	pretty.WriteByte('\n')
	steps := []byte(readable(e.Trace.Nodes))
	if *update {
		archive.Files = []txtar.File{{Name: "visit.json", Data: section(archive, "visit.json")}, {Name: "estimate.json", Data: pretty.Bytes()}, {Name: "steps", Data: steps}}
		if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	same(t, "estimate.json", section(archive, "estimate.json"), pretty.Bytes())
	same(t, "steps", section(archive, "steps"), steps)
}

// same names the first line that differs.
func same(t *testing.T, name string, want, got []byte) {
	t.Helper()
	w, g := strings.Split(string(want), "\n"), strings.Split(string(got), "\n")
	for i := range max(len(w), len(g)) {
		if i >= len(w) || i >= len(g) || w[i] != g[i] {
			t.Errorf("%s:%d differs:\n want %s\n got  %s", name, i+1, at(w, i), at(g, i))
			return
		}
	}
}

func at(lines []string, i int) string {
	if i < len(lines) {
		return lines[i]
	}
	return "(nothing)"
}

func section(a *txtar.Archive, name string) []byte {
	for _, f := range a.Files {
		if f.Name == name {
			return f.Data
		}
	}
	return nil
}

// readable writes one node a line: index, subject, name, value, how.
func readable(nodes []trace.Node) string {
	var s strings.Builder
	for i, n := range nodes {
		fmt.Fprintf(&s, "%3d %s", i, strings.TrimSpace(n.Subject+" "+n.Name+" = "+n.Value.String()))
		switch {
		case n.Kind == trace.Published:
			fmt.Fprintf(&s, " [%s, %s]", n.Cite.Source, n.Cite.At)
		case n.Kind != trace.Derived:
			fmt.Fprintf(&s, " [%s]", n.Kind)
		default:
			fmt.Fprintf(&s, " <- %s%v", n.Op, n.Args)
		}
		for _, test := range n.Tests {
			fmt.Fprintf(&s, " {%d %s %d: %t}", test.Left, test.Rel, test.Right, test.Holds)
		}
		s.WriteByte('\n')
	}
	return s.String()
}
