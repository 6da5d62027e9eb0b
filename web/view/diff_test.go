package view

import (
	"strings"
	"testing"
)

const before = "one\ntwo\nthree\nfour\nfive\n"

const change = "Why.\n\n--- a.go\n+++ a.go\n@@ -2,2 +2,3 @@\n two\n+and a half\n-three\n+3\n@@ -5 +6 @@\n-five\n+5\n"

func TestApply(t *testing.T) {
	files, err := parseDiff("x.patch", change)
	if err != nil {
		t.Fatal(err)
	}
	got, err := apply(before, files["a.go"])
	if want := "one\ntwo\nand a half\n3\nfour\n5\n"; got != want || err != nil {
		t.Errorf("got %q, %v", got, err)
	}
}

// What is not exactly there is refused, and the message names the hunk.
func TestApplyRefuses(t *testing.T) {
	files, err := parseDiff("x.patch", change)
	if err != nil {
		t.Fatal(err)
	}
	for text, where := range map[string]string{
		"zero\n" + before:                        "x.patch:5", // moved down a line
		strings.Replace(before, "two", "2", 1):   "x.patch:5", // another context
		strings.Replace(before, "five", "v", 1):  "x.patch:10",
		"one\ntwo\nthree\n":                      "x.patch:10", // too short
		"one\ntwo\nthree\nfour\nfive":            "x.patch:10", // no end of the line
		"":                                       "x.patch:5",
		strings.ReplaceAll(before, "\n", "\r\n"): "x.patch:5",
		strings.Replace(before, "three\n", "three \n", 1): "x.patch:5",
	} {
		if _, err := apply(text, files["a.go"]); err == nil || !strings.HasPrefix(err.Error(), where+":") {
			t.Errorf("%q: %v, want %s", text, err, where)
		}
	}
}

func TestApplyRefusesTwoChangesOfALine(t *testing.T) {
	one := hunk{where: "a", at: 2, old: []string{"two"}, new: []string{"2"}}
	other := hunk{where: "b", at: 1, old: []string{"one", "two"}, new: []string{"1", "two"}}
	if _, err := apply(before, []hunk{one, other}); err == nil {
		t.Error("it was taken")
	}
}

func TestParseDiffRefuses(t *testing.T) {
	for name, text := range map[string]string{
		"nothing":         "",
		"words alone":     "Why.\n",
		"a renamed file":  "--- a.go\n+++ b.go\n@@ -1 +1 @@\n-a\n+b\n",
		"no hunk":         "--- a.go\n+++ a.go\nwords\n",
		"too few lines":   "--- a.go\n+++ a.go\n@@ -1,3 +1,3 @@\n a\n-b\n+c\n",
		"too many lines":  "--- a.go\n+++ a.go\n@@ -1 +1 @@\n-a\n+b\n+c\n",
		"a new file":      "--- a.go\n+++ a.go\n@@ -0,0 +1 @@\n+a\n",
		"no line's sign":  "--- a.go\n+++ a.go\n@@ -1,2 +1,2 @@\na\n-b\n+c\n",
		"a file twice":    change + "--- a.go\n+++ a.go\n@@ -1 +1 @@\n-a\n+b\n",
		"no numbers":      "--- a.go\n+++ a.go\n@@ -x +1 @@\n-a\n+b\n",
		"no end of lines": "--- a.go\n+++ a.go\n@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+b\n",
	} {
		if files, err := parseDiff("x.patch", text); err == nil {
			t.Errorf("%s: it was taken: %v", name, files)
		}
	}
}
