package rules_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const vectorCount = 10_000

// vectors are whole visits of every kind, the same on every machine.
func vectors(t *testing.T) [][]byte {
	t.Helper()
	out := make([][]byte, vectorCount)
	for i := range out {
		data, err := json.Marshal(oracleRandomVisit(rand.New(rand.NewPCG(uint64(i), 10_000)), oracleEverything))
		if err != nil {
			t.Fatal(err)
		}
		out[i] = data
	}
	return out
}

// TestVectors holds that the same visits give the same bytes wherever the
// engine runs: this test natively and as WebAssembly under Node against one
// hash, with the tables that testdata/vectors.tables names; the browser test in
// Chromium against the files that VECTORS=dir writes, with all tables. The hash
// judges; the digest, four bytes a visit, names the first visit that differs.
func TestVectors(t *testing.T) {
	bound, visits := vectorBook(t), vectors(t)
	answers := make([][]byte, len(visits))
	for i, v := range visits {
		answers[i] = bound.Answer(v, false)
	}
	questions, said := lines(visits), lines(answers)
	if dir := os.Getenv("VECTORS"); dir != "" {
		shipped := make([][]byte, len(visits))
		for i, v := range visits {
			shipped[i] = book(t).Answer(v, false)
		}
		write(t, filepath.Join(dir, "visits.jsonl"), questions)
		write(t, filepath.Join(dir, "answers.jsonl"), lines(shipped))
	}
	sum := sha256.Sum256(append(questions, said...))
	got, digest := hex.EncodeToString(sum[:]), digestOf(visits, answers)
	const hashFile, digestFile = "testdata/vectors.sha256", "testdata/vectors.digest"
	if *update {
		write(t, hashFile, []byte(got+"\n"))
		write(t, digestFile, digest)
	}
	want, before := readFile(t, hashFile), readFile(t, digestFile)
	if strings.TrimSpace(string(want)) != got {
		t.Errorf("%d vectors hash to %s, want %s\n%s\nIf every change is meant: go test ./rules -run '^TestVectors$' -update", vectorCount, got, want, firstChange(before, digest, visits, answers))
	} else if !bytes.Equal(before, digest) {
		t.Errorf("%s is not of these vectors: go test ./rules -run '^TestVectors$' -update", digestFile)
	}
}

func lines(list [][]byte) []byte { return append(bytes.Join(list, []byte("\n")), '\n') }

// A visit's part of the digest: two bytes of the question's hash and two of the
// answer's.
const half, digestBytes = 2, 4

func digestOf(visits, answers [][]byte) []byte {
	out := make([]byte, 0, digestBytes*len(visits))
	for i := range visits {
		q, a := sha256.Sum256(visits[i]), sha256.Sum256(answers[i])
		out = append(append(out, q[:half]...), a[:half]...)
	}
	return out
}

// firstChange tells how many visits differ and shows the first one.
func firstChange(before, now []byte, visits, answers [][]byte) string {
	if len(before) != len(now) {
		return fmt.Sprintf("The digest holds %d visits, not %d.", len(before)/digestBytes, len(visits))
	}
	first, changed := -1, 0
	for i := range visits {
		if at := i * digestBytes; !bytes.Equal(before[at:at+digestBytes], now[at:at+digestBytes]) {
			changed++
			if first < 0 {
				first = i
			}
		}
	}
	if first < 0 {
		return "No visit's digest differs: the change hides in its two bytes; compare the files that VECTORS=dir writes before and after it."
	}
	what, at := "its answer differs", first*digestBytes
	if !bytes.Equal(before[at:at+half], now[at:at+half]) {
		what = "it is another question than before, so the tests' random visits have changed"
	}
	return fmt.Sprintf("%d visits differ. The first is visit %d: %s.\nvisit  %s\nanswer today %s", changed, first, what, visits[first], answers[first])
}

// TestTheFirstChangeIsNamed changes one answer and one question of a few.
func TestTheFirstChangeIsNamed(t *testing.T) {
	visits := [][]byte{[]byte("q0"), []byte("q1"), []byte("q2"), []byte("q3")}
	answers := [][]byte{[]byte("a0"), []byte("a1"), []byte("a2"), []byte("a3")}
	before := digestOf(visits, answers)
	answers[2], answers[3] = []byte("other"), []byte("another")
	if got := firstChange(before, digestOf(visits, answers), visits, answers); !strings.HasPrefix(got, "2 visits differ. The first is visit 2: its answer differs.\nvisit  q2\nanswer today other") {
		t.Errorf("it says %s", got)
	}
	visits[1] = []byte("asked otherwise")
	if got := firstChange(before, digestOf(visits, answers), visits, answers); !strings.HasPrefix(got, "3 visits differ. The first is visit 1: it is another question") {
		t.Errorf("it says %s", got)
	}
	if got := firstChange(before[:8], before, visits, answers); got != "The digest holds 2 visits, not 4." {
		t.Errorf("it says %s", got)
	}
}

func readFile(t *testing.T, file string) []byte {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func write(t *testing.T, file string, data []byte) {
	t.Helper()
	if err := os.WriteFile(file, data, 0o644); err != nil {
		t.Fatal(err)
	}
}
