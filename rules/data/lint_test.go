// Package data_test lints the data. Each lint prints "file: path: what" for
// each fault, and has a good and a bad example in examples_test.go. Unknown
// and duplicate keys, overlaps, gaps and unresolved sources are refused by
// param.Load itself.
package data_test

import (
	"fmt"
	"io/fs"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestData runs every lint on the data that the program is built with.
func TestData(t *testing.T) {
	asked, words, err := engine("..")
	if err != nil {
		t.Fatal(err)
	}
	if len(asked) == 0 {
		t.Fatal("the engine's list numberFiles was not found")
	}
	c, err := load(os.DirFS("."), asked, words)
	if err != nil {
		t.Fatal(err)
	}
	for name, lint := range lints {
		for _, fault := range lint(c) {
			t.Errorf("%s: %s", name, fault)
		}
	}
}

var lints = map[string]func(*corpus) []string{
	"unused sources":    unusedSources,
	"unused numbers":    unusedNumbers,
	"unused editions":   unusedEditions,
	"unused rules":      unusedRules,
	"citations":         citations,
	"hashes":            hashes,
	"value as printed":  valuesAsPrinted,
	"pairs of files":    filePairs,
	"release names":     releaseNames,
	"table form":        tableForm,
	"half limits":       halfLimits,
	"landed tables":     landedTables,
	"codes in the book": codesInBook,
	"relative values":   relativeValues,
	"localities":        localities,
	"ZIP runs":          zipRuns,
	"pairs in force":    pairsInForce,
	"pairs of a part":   pairsOfPart,
}

func unusedSources(c *corpus) (faults []string) {
	used := map[string]bool{}
	for _, n := range c.facts.Numbers() {
		for _, v := range n.Values {
			used[v.Cite.Source] = true
		}
	}
	for _, rel := range c.facts.Releases() {
		used[rel.Cite.Source] = true
		if rel.Confirmed != nil {
			used[rel.Confirmed.Source] = true
		}
	}
	for _, source := range c.rules {
		used[source] = true
	}
	for _, s := range c.facts.Sources() {
		if !used[s.ID] && !c.words[s.ID] && !c.cited[s.ID] {
			faults = append(faults, fmt.Sprintf("source/%s.json: id: no number, table, rule or finding cites it", s.ID))
		}
	}
	return faults
}

func unusedNumbers(c *corpus) (faults []string) {
	for _, n := range c.facts.Numbers() {
		if !c.asked[n.ID] {
			faults = append(faults, fmt.Sprintf("param/%s.json: id: the engine never asks for it", n.ID))
		}
	}
	for id := range c.asked {
		if !slices.ContainsFunc(c.facts.Numbers(), func(n *paramNumber) bool { return n.ID == id }) {
			faults = append(faults, fmt.Sprintf("param/%s.json: the engine asks for it, and there is no such file", id))
		}
	}
	return faults
}

func unusedEditions(c *corpus) (faults []string) {
	files, _ := fs.Glob(c.fsys, "edition/*.json")
	for _, file := range files {
		if id := strings.TrimSuffix(path.Base(file), ".json"); !c.words["@"+id] {
			faults = append(faults, file+": id: no finding cites it")
		}
	}
	return faults
}

// unusedRules finds rules that no step of the engine names. A step may name a
// rule in two parts, so a part before a hyphen that ends a literal is enough.
func unusedRules(c *corpus) (faults []string) {
	for id := range c.rules {
		head := id[:strings.LastIndex(id, "-")+1]
		if !c.words[id] && (head == "" || !c.words[head]) {
			faults = append(faults, fmt.Sprintf("rule.json: %s: no step of the engine names it", id))
		}
	}
	return faults
}

func citations(c *corpus) (faults []string) {
	for _, n := range c.facts.Numbers() {
		for i, v := range n.Values {
			if v.Cite.At == "" || v.Cite.Says == "" {
				faults = append(faults, fmt.Sprintf("param/%s.json: values[%d].cite: at and printed must be given", n.ID, i))
			}
		}
	}
	for _, rel := range c.facts.Releases() {
		if rel.Cite.At == "" || rel.Cite.Says == "" {
			faults = append(faults, fmt.Sprintf("table/%s.json: cite: at and printed must be given", rel.ID))
		}
		if c := rel.Confirmed; c != nil && (c.At == "" || c.Says == "") {
			faults = append(faults, fmt.Sprintf("table/%s.json: confirmed: at and printed must be given", rel.ID))
		}
	}
	return faults
}

var hashForm = regexp.MustCompile(`^([0-9a-f]{64}|([0-9a-f]{64} [^ ;]+(; |$))*)$`)

func hashes(c *corpus) (faults []string) {
	for _, s := range c.facts.Sources() {
		if !hashForm.MatchString(s.SHA256) {
			faults = append(faults, fmt.Sprintf("source/%s.json: sha256: must be empty, one hash, or hash and file name of each file read, parted by \"; \"", s.ID))
		}
	}
	return faults
}

// filePairs finds tables without a record and records without a table: the
// loader asks for the second only when the table is wanted, and never sees the
// first.
func filePairs(c *corpus) (faults []string) {
	names, err := fs.ReadDir(c.fsys, "table")
	if err != nil {
		return []string{"table: " + err.Error()}
	}
	for _, d := range names {
		base, isCSV := strings.CutSuffix(d.Name(), ".csv")
		base, isJSON := strings.CutSuffix(base, ".json")
		switch {
		case !isCSV && !isJSON:
			faults = append(faults, fmt.Sprintf("table/%s: is neither csv nor json", d.Name()))
		case isCSV && !exists(c.fsys, "table/"+base+".json"):
			faults = append(faults, fmt.Sprintf("table/%s: has no record %s.json", d.Name(), base))
		case isJSON && !exists(c.fsys, "table/"+base+".csv"):
			faults = append(faults, fmt.Sprintf("table/%s: has no table %s.csv", d.Name(), base))
		}
	}
	return faults
}

func exists(fsys fs.FS, name string) bool {
	_, err := fs.Stat(fsys, name)
	return err == nil
}

func releaseNames(c *corpus) (faults []string) {
	for _, rel := range c.facts.Releases() {
		if part := rel.Table + "-" + rel.Name + "-part"; rel.Only != nil {
			if rel.ID != part {
				faults = append(faults, fmt.Sprintf("table/%s.json: id: a part of a table must be named %s", rel.ID, part))
			}
			continue
		}
		if rel.ID != rel.Table && rel.ID != rel.Table+"-"+rel.Name {
			faults = append(faults, fmt.Sprintf("table/%s.json: id: must be the table's name, %s, or that with the release's, %s-%s", rel.ID, rel.Table, rel.Table, rel.Name))
		}
	}
	return faults
}
