package main

import (
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// room is a package of the module and what it imports of the module.
type room struct{ name, imports string }

// house holds who imports whom, from the ground up: a package imports exactly
// the packages that its line names, and each of those has an earlier line.
var house = []room{
	{"rules/code", ""},
	{"rules/order", ""},
	{"rules/strict", ""},
	{"rules/trace", "rules/order"},
	{"rules/param", "rules/code rules/order rules/strict rules/trace"},
	{"rules/finding", "rules/code rules/trace"},
	{"rules/timed", "rules/code rules/order rules/trace"},
	{"rules/therapy", "rules/code rules/trace"},
	{"rules/ncci", "rules/code rules/param"},
	{"rules/mpfs", "rules/code rules/param rules/strict rules/trace"},
	{"rules/costshare", "rules/trace"},
	{"rules/data", ""},
	{"rules", "rules/code rules/costshare rules/finding rules/mpfs rules/ncci rules/order rules/param rules/strict rules/therapy rules/timed rules/trace"},
	{"rules/cmd/estimate", "rules"},
	{"rules/cmd/release/cms", "rules rules/code rules/mpfs rules/ncci rules/param rules/strict"},
	{"rules/cmd/release", "rules/cmd/release/cms rules/code"},

	// What the screen knows, without a screen.
	{"app/fault", ""},
	{"app/link", ""},
	{"app/keep", "rules/order"},
	{"app/clinic", "rules rules/code rules/strict"},
	{"app/clinic/check", "app/clinic rules"},
	{"app/timer", "rules rules/code rules/order"},
	{"app/sheet", "app/timer"},
	{"app/undo", "app/sheet"},
	{"app/lookup", "rules rules/code rules/order"},
	{"app/draft", "app/lookup app/timer rules rules/code rules/order"},
	{"app/quote", "app/draft app/link rules rules/code rules/finding rules/trace"},
	{"app/workspace", "app/draft app/fault app/lookup app/sheet app/timer rules rules/code rules/trace"},
	{"app/words", "app/draft app/lookup app/quote app/sheet app/timer rules rules/code rules/finding rules/trace"},

	// The screen.
	{"app/el", ""},
	{"app/brand", "app/clinic app/words rules"},
	{"app/ui", "app/el app/fault app/words rules/trace"},
	{"app/explain", "app/el app/ui app/words app/workspace rules rules/code rules/trace"},
	{"app/library", "app/brand app/el app/ui app/words rules"},
	{"app/day", "app/clinic app/draft app/el app/fault app/keep app/lookup app/sheet app/timer app/ui app/undo app/words app/workspace rules rules/code rules/finding rules/order rules/trace"},
	{"app/visit", "app/brand app/day app/draft app/el app/explain app/fault app/sheet app/timer app/ui app/words app/workspace rules rules/code rules/finding rules/order rules/trace"},
	{"app/patient", "app/brand app/clinic app/el app/explain app/fault app/quote app/ui app/words rules rules/code rules/finding rules/trace"},
	{"app/embed", "app/brand app/clinic app/draft app/el app/explain app/fault app/link app/lookup app/patient app/quote app/timer app/ui app/words app/workspace rules rules/code rules/finding rules/trace"},
	{"app", "app/embed app/library app/patient app/visit"},
	{"wasm", "app app/fault app/ui rules"},

	// What ships the files imports neither the engine nor the screen.
	{"web/lean", ""},
	{"web/view", ""},
	{"web/view/without", ""},
	{"web", "web/lean web/view"},
	{"web/check", ""},
	{"web/gotest", ""},
	{"web/e2e", ""},
	{"web/engines", ""},
	{"web/load", ""},
	{"web/speed", ""},
	{"web/speed/hello", ""}, // the control of the measurements
}

// topics are the packages of one rule of Medicare each. They never import each
// other, and only the engine and the reader of CMS's files import them.
var topics = []string{"rules/timed", "rules/therapy", "rules/ncci", "rules/mpfs", "rules/costshare"}

var topicsFor = []string{"rules", "rules/cmd/release/cms"}

// goApp are the packages that may import go-app.
var goApp = []string{"app", "app/brand", "app/day", "app/el", "app/embed", "app/explain", "app/library", "app/patient", "app/ui", "app/visit", "wasm", "web/speed/hello"}

// TestHouse compares the house with what the code imports, natively and as
// WebAssembly. An allowed import that nobody uses is a fault too.
func TestHouse(t *testing.T) {
	watchSources(t)
	imports := map[string][]string{}
	for _, target := range []string{"", "GOOS=js GOARCH=wasm"} {
		listImports(t, target, imports)
	}
	for _, fault := range faultsOfHouse(house, imports) {
		t.Error(fault)
	}
}

// watchSources reads the folders of the module, so that Go's test cache runs the
// test again after a file has changed: what go list reads, the cache cannot see.
func watchSources(t *testing.T) {
	t.Helper()
	for _, top := range []string{"app", "rules", "wasm", "web"} {
		err := filepath.WalkDir(filepath.Join("../..", top), func(_ string, entry fs.DirEntry, err error) error {
			if err == nil && entry.Name() == "node_modules" {
				return fs.SkipDir
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

// The test is not blind: it reports each kind of fault.
func TestHouseFaultsAreSeen(t *testing.T) {
	rooms := []room{{"rules/code", ""}, {"app/ui", "rules/code"}}
	for name, imports := range map[string]map[string][]string{
		"an import that is not allowed": {"rules/code": {}, "app/ui": {"rules/code", "rules/mpfs"}},
		"an import that is not used":    {"rules/code": {}, "app/ui": {}},
		"an import upward":              {"rules/code": {"app/ui"}, "app/ui": {"rules/code"}},
		"a package without a line":      {"rules/code": {}, "app/ui": {"rules/code"}, "app/new": {}},
		"a line without a package":      {"app/ui": {"rules/code"}},
		"a foreign package":             {"rules/code": {"example.org/x"}, "app/ui": {"rules/code"}},
		"go-app where it may not be":    {"rules/code": {"github.com/maxence-charriere/go-app/v10/pkg/app"}, "app/ui": {"rules/code"}},
	} {
		if len(faultsOfHouse(rooms, imports)) == 0 {
			t.Errorf("%s is not seen", name)
		}
	}
	topic := []room{{"rules/mpfs", ""}, {"app/ui", "rules/mpfs"}}
	if len(faultsOfHouse(topic, map[string][]string{"rules/mpfs": {}, "app/ui": {"rules/mpfs"}})) == 0 {
		t.Error("a topic that the screen imports is not seen")
	}
	upward := []room{{"rules/code", "app/ui"}, {"app/ui", ""}}
	if len(faultsOfHouse(upward, map[string][]string{"rules/code": {"app/ui"}, "app/ui": {}})) == 0 {
		t.Error("an allowed import upward is not seen")
	}
	if faults := faultsOfHouse(rooms, map[string][]string{"rules/code": {"github.com/shopspring/decimal", "strings"}, "app/ui": {"rules/code"}}); len(faults) > 0 {
		t.Errorf("a house in order has faults: %q", faults)
	}
}

// listImports adds what each package imports for a target.
func listImports(t *testing.T, target string, into map[string][]string) {
	t.Helper()
	list := exec.Command("go", "list", "-f", `{{.ImportPath}} {{join .Imports " "}}`, "therapytally/...")
	list.Env = append(os.Environ(), strings.Fields(target)...)
	out, err := list.Output()
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(out)) {
		names := strings.Fields(line)
		pkg := strings.TrimPrefix(names[0], "therapytally/")
		for _, path := range names[1:] {
			into[pkg] = append(into[pkg], strings.TrimPrefix(path, "therapytally/"))
		}
		into[pkg] = slices.Compact(slices.Sorted(slices.Values(into[pkg])))
	}
}

// faultsOfHouse says how the imports differ from the rooms.
func faultsOfHouse(rooms []room, imports map[string][]string) (faults []string) {
	earlier := map[string]bool{}
	for _, r := range rooms {
		allowed := strings.Fields(r.imports)
		used, exists := imports[r.name]
		if !exists {
			faults = append(faults, fmt.Sprintf("%s has a line in the house and is no package", r.name))
		}
		for _, path := range allowed {
			if !earlier[path] {
				faults = append(faults, fmt.Sprintf("%s is allowed to import %s, which has no earlier line", r.name, path))
			}
			if slices.Contains(topics, path) && !slices.Contains(topicsFor, r.name) {
				faults = append(faults, fmt.Sprintf("%s is allowed to import %s, a topic of the engine", r.name, path))
			}
			if !slices.Contains(used, path) {
				faults = append(faults, fmt.Sprintf("%s is allowed to import %s and does not", r.name, path))
			}
		}
		for _, path := range used {
			if fault := faultOfImport(r.name, path, allowed); fault != "" {
				faults = append(faults, fault)
			}
		}
		earlier[r.name] = true
	}
	for pkg := range imports {
		if !earlier[pkg] {
			faults = append(faults, pkg+" has no line in the house")
		}
	}
	return faults
}

func faultOfImport(pkg, path string, allowed []string) string {
	top, _, _ := strings.Cut(path, "/")
	external := strings.Contains(top, ".")
	switch {
	case slices.Contains([]string{"app", "rules", "wasm", "web"}, top) && !slices.Contains(allowed, path):
		return fmt.Sprintf("%s imports %s, which it may not", pkg, path)
	case external && (pkg == "rules" || strings.HasPrefix(pkg, "rules/")) && path != "github.com/shopspring/decimal":
		return fmt.Sprintf("%s imports %s: the engine has the standard library and decimal only", pkg, path)
	case strings.Contains(path, "/go-app/") && !slices.Contains(goApp, pkg):
		return fmt.Sprintf("%s imports go-app, which it may not", pkg)
	}
	return ""
}
