//go:build !js

package rules_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// allowed is who may import whom inside the module: a package not named may
// import nothing of it.
var allowed = map[string][]string{
	"rules/code":         {},
	"rules/order":        {},
	"rules/trace":        {"rules/order"},
	"rules/strict":       {},
	"rules/param":        {"rules/code", "rules/order", "rules/strict", "rules/trace"},
	"rules/finding":      {"rules/code", "rules/trace"},
	"rules/timed":        {"rules/code", "rules/order", "rules/trace"},
	"rules/therapy":      {"rules/code", "rules/trace"},
	"rules/ncci":         {"rules/code", "rules/param", "rules/trace", "rules/strict"},
	"rules/mpfs":         {"rules/code", "rules/param", "rules/strict", "rules/trace"},
	"rules/costshare":    {"rules/code", "rules/trace"},
	"rules":              {"rules/code", "rules/costshare", "rules/finding", "rules/mpfs", "rules/ncci", "rules/order", "rules/param", "rules/strict", "rules/therapy", "rules/timed", "rules/trace"},
	"rules/cmd/estimate": {"rules"},
	"rules/cmd/release":  {"rules", "rules/code", "rules/mpfs", "rules/ncci", "rules/param", "rules/strict", "rules/cmd/release/cms"},
	"wasm":               {"app", "rules"},
	"web":                {"web/lean", "web/view"},
	"web/lean":           {},
	"web/view":           {},
	"web/view/without":   {},
	"web/gotest":         {},
	"web/check":          {},
	"web/e2e":            {},
	"web/speed":          {},
	"web/speed/hello":    {}, // the control: go-app as its documentation shows it

	"rules/cmd/release/cms": {"rules", "rules/code", "rules/mpfs", "rules/ncci", "rules/param", "rules/strict"},
}

// TestImports reads go list: the engine imports the standard library and
// decimal only, topic packages never each other, web only its own parts, and
// only app, wasm and the control of the measurements import go-app.
func TestImports(t *testing.T) {
	out, err := exec.Command("go", "list", "-f", `{{.ImportPath}} {{join .Imports " "}}`, "therapytally/...").Output()
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(out)) {
		names := strings.Fields(line)
		checkImports(t, strings.TrimPrefix(names[0], "therapytally/"), names[1:])
	}
}

func checkImports(t *testing.T, pkg string, imports []string) {
	screen := pkg == "app" || strings.HasPrefix(pkg, "app/")
	for _, path := range imports {
		ours, inside := strings.CutPrefix(path, "therapytally/")
		external := !inside && strings.Contains(strings.SplitN(path, "/", 2)[0], ".")
		switch {
		case inside && screen:
			if !strings.HasPrefix(ours, "app/") && !slices.Contains([]string{"rules", "rules/code", "rules/order", "rules/strict", "rules/trace", "rules/finding"}, ours) {
				t.Errorf("%s imports %s: the screen may not use a topic package", pkg, ours)
			}
		case inside:
			if !slices.Contains(allowed[pkg], ours) {
				t.Errorf("%s imports %s, which it may not", pkg, ours)
			}
		case external && strings.HasPrefix(pkg, "rules") && path != "github.com/shopspring/decimal":
			t.Errorf("%s imports %s: the engine has the standard library and decimal only", pkg, path)
		case strings.Contains(path, "go-app") && !screen && pkg != "wasm" && pkg != "web/speed/hello":
			t.Errorf("%s imports go-app", pkg)
		}
	}
}

// engineFiles parses every file of the engine that is not a test.
func engineFiles(t *testing.T, see func(path string, file *ast.File)) {
	t.Helper()
	err := filepath.WalkDir(".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err == nil {
			see(path, file)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

var year = regexp.MustCompile(`(^|\D)(19|20)\d\d(\D|$)`)

// TestPure holds that the engine has no floats, no clock, no year, and none of
// decimal's mutable settings.
func TestPure(t *testing.T) {
	banned := []string{"float32", "float64", "Now", "Since", "InexactFloat64", "NewFromFloat", "NewFromFloat32", "Float64", "DivisionPrecision", "MarshalJSONWithoutQuotes"}
	engineFiles(t, func(path string, file *ast.File) {
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.Ident:
				if slices.Contains(banned, n.Name) {
					t.Errorf("%s uses %s", path, n.Name)
				}
			case *ast.BasicLit:
				if n.Kind == token.FLOAT || n.Kind == token.INT && year.MatchString(n.Value) {
					t.Errorf("%s holds %s: a float or a year", path, n.Value)
				}
				if n.Kind == token.STRING && year.MatchString(n.Value) {
					t.Errorf("%s holds the year in %s", path, n.Value)
				}
			}
			return true
		})
	})
}
