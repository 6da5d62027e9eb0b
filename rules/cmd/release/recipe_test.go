//go:build !js

package main

import (
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// inside is set where the tests of a copy run, so that they make no copy.
const inside = "RECIPE_COPY"

// left are the packages whose tests do not run in the copy: they drive
// browsers or build the client. The soak runs them there (web/check/year.sh).
var left = regexp.MustCompile(`/web($|/(e2e|engines|lean|light|load|speed)($|/))`)

// TestRecipes follows the recipes "to add a year" and "to add a quarter" of
// rules/data/README.md in a copy of the repository, with made-up files of CMS,
// and runs every test there after each: data only, and nothing else changes.
// With RECIPE_KEEP=dir the copy of the year is left in dir.
func TestRecipes(t *testing.T) {
	if os.Getenv(inside) != "" || testing.Short() {
		t.Skip("the tests of a copy make no copy of their own")
	}
	root := os.Getenv("RECIPE_KEEP")
	if root == "" {
		root = t.TempDir()
	}
	copyTree(t, "../../..", root)
	data := filepath.Join(root, "rules", "data")
	land := func(args ...string) string {
		return command(t, root, append([]string{"run", "-trimpath", "./rules/cmd/release"}, args...)...)
	}
	year := bookOf(t, data).Covered().Through.Year() + 1
	more := func(r []string) {
		if r[1] == "A" {
			r[2] = plus(r[2], "0.01")
		}
	}
	addYear(t, data, madeUp{os.DirFS("../../data"), year, 1, "34.1000", more}, land)
	if covered := bookOf(t, data).Covered(); covered.Through.Year() != year {
		t.Fatalf("after the recipe the book covers %s", covered)
	}
	testCopy(t, root)
	if os.Getenv("RECIPE_KEEP") != "" {
		return
	}
	land(landing(t, data, madeUp{os.DirFS(data), year, 2, "34.1000", more})...)
	b := bookOf(t, data)
	for month, want := range map[int]string{1: "A", 3: "A", 4: "B", 12: "B"} {
		e, err := b.For(visit(t, fmt.Sprintf(`{"date":"%d-%02d-28","discipline":"PT","services":[{"code":"97530","minutes":15}]}`, year, month)))
		if want = fmt.Sprint(year) + want; err != nil || e.Releases["rvu"] != want {
			t.Errorf("in month %d of %d: %v, %v, want %s", month, year, e.Releases, err, want)
		}
	}
	testCopy(t, root)
}

func command(t *testing.T, dir string, args ...string) string {
	t.Helper()
	cmd := exec.Command("go", args...)
	cmd.Dir = dir
	cmd.Env = copyEnv()
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("go %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return string(out)
}

// copyEnv is the environment of a command in the copy. A go.mod that GOFLAGS
// names belongs to this repository, and what it replaces is not in the copy.
func copyEnv() []string {
	flags := slices.DeleteFunc(strings.Fields(os.Getenv("GOFLAGS")), func(flag string) bool {
		return strings.HasPrefix(strings.TrimLeft(flag, "'-"), "modfile=")
	})
	return append(os.Environ(), inside+"=1", "GOFLAGS="+strings.Join(flags, " "))
}

// testCopy runs the tests of the copy and tells those that fail.
func testCopy(t *testing.T, root string) {
	t.Helper()
	packages := strings.Fields(command(t, root, "list", "./..."))
	packages = slices.DeleteFunc(packages, left.MatchString)
	cmd := exec.Command("go", append([]string{"test", "-trimpath"}, packages...)...)
	cmd.Dir = root
	cmd.Env = copyEnv()
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Errorf("after the recipe tests fail: %v\n%s", err, regexp.MustCompile(`(?m)^ok .*\n|^\?.*\n`).ReplaceAll(out, nil))
	}
}

// copyTree copies the sources: no history, no results, nothing installed.
func copyTree(t *testing.T, from, to string) {
	t.Helper()
	err := filepath.WalkDir(from, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(from, name)
		if err != nil {
			return err
		}
		target := filepath.Join(to, rel)
		switch base := d.Name(); {
		case base == ".git" || base == "node_modules" || rel == "build":
			if d.IsDir() {
				return filepath.SkipDir
			}
			return nil
		case d.IsDir():
			return os.MkdirAll(target, 0o755)
		}
		content, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		return os.WriteFile(target, content, info.Mode())
	})
	if err != nil {
		t.Fatal(err)
	}
}
