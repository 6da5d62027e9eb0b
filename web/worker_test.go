package main

import (
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// buildOf writes a small export of its own whose files all differ by version.
func buildOf(t *testing.T, version string) string {
	t.Helper()
	files := testFiles(t, version)
	source, err := os.ReadFile("shell/" + workerName)
	if err != nil {
		t.Fatal(err)
	}
	listed := maps.Clone(files)
	delete(listed, workerName)
	delete(listed, notFoundName)
	for name := range files {
		if filepath.Ext(name) == ".wasm" {
			delete(listed, name)
			delete(files, name)
		}
	}
	a := addHashed(listed, "app.wasm", []byte("\x00asm of version "+version))
	files[a.Name] = listed[a.Name]
	if files[workerName], err = worker(source, listed, nil); err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(t.TempDir(), version)
	if err := writeAll(dir, files); err != nil {
		t.Fatal(err)
	}
	return dir
}

// The offline worker runs under Node in a browser of our own, where every
// fault at every file takes seconds. SOAK makes more random cuts.
func TestWorkerUnderEveryFault(t *testing.T) {
	rounds := "100"
	if os.Getenv("SOAK") != "" {
		rounds = "10000"
	}
	cmd := exec.Command("node", "worker/worker.test.mjs", buildOf(t, "older"), buildOf(t, "newer"), rounds)
	out, err := cmd.CombinedOutput()
	t.Logf("%s", out)
	if err != nil {
		t.Error(err)
	}
}
