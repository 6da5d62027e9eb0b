//go:build !js

package rules_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

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
