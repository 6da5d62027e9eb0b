package rules_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
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
// Chromium against the files that VECTORS=dir writes, with all tables.
func TestVectors(t *testing.T) {
	bound := vectorBook(t)
	var visits, answers, shipped bytes.Buffer
	dir := os.Getenv("VECTORS")
	for _, v := range vectors(t) {
		visits.Write(append(v, '\n'))
		answers.Write(append(bound.Answer(v, false), '\n'))
		if dir != "" {
			shipped.Write(append(book(t).Answer(v, false), '\n'))
		}
	}
	if dir != "" {
		write(t, filepath.Join(dir, "visits.jsonl"), visits.Bytes())
		write(t, filepath.Join(dir, "answers.jsonl"), shipped.Bytes())
	}
	sum := sha256.Sum256(append(visits.Bytes(), answers.Bytes()...))
	got, file := hex.EncodeToString(sum[:]), "testdata/vectors.sha256"
	if *update {
		write(t, file, []byte(got+"\n"))
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if strings.TrimSpace(string(want)) != got {
		t.Errorf("%d vectors hash to %s, want %s", vectorCount, got, want)
	}
}

func write(t *testing.T, file string, data []byte) {
	t.Helper()
	if err := os.WriteFile(file, data, 0o644); err != nil {
		t.Fatal(err)
	}
}
