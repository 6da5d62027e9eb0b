package words

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestNoWordIsDead: every field of the words' types is selected somewhere in
// the program outside this package, or by a method of the words themselves.
// What is filled in and shown nowhere is translated for nobody.
func TestNoWordIsDead(t *testing.T) {
	fields, selected := map[string]string{}, map[string]bool{}
	eachSource(t, ".", func(file string, parsed *ast.File) {
		wordFields(parsed, fields)
		for _, d := range parsed.Decls {
			if method, ok := d.(*ast.FuncDecl); ok && method.Recv != nil {
				selections(method, selected)
			}
		}
	})
	for _, root := range []string{"..", "../../wasm"} {
		eachSource(t, root, func(file string, parsed *ast.File) {
			if parsed.Name.Name != "words" {
				selections(parsed, selected)
			}
		})
	}
	if len(fields) < 300 || len(selected) < 1000 {
		t.Fatalf("only %d words and %d selections were read", len(fields), len(selected))
	}
	for name, of := range fields {
		if !selected[name] {
			t.Errorf("%s.%s is selected nowhere: take it out", of, name)
		}
	}
}

// TestADeadWordIsSeen: a field that is only filled in is no use of it.
func TestADeadWordIsSeen(t *testing.T) {
	read := func(src string) *ast.File {
		parsed, err := parser.ParseFile(token.NewFileSet(), "x.go", src, 0)
		if err != nil {
			t.Fatal(err)
		}
		return parsed
	}
	fields, selected := map[string]string{}, map[string]bool{}
	wordFields(read("package words\ntype Day struct { Label, LabelHint string }\ntype w func(Other string)\nvar d = Day{LabelHint: \"x\"}"), fields)
	selections(read("package day\nfunc f(d words.Day) string { return d.Label }"), selected)
	if len(fields) != 2 || fields["LabelHint"] != "Day" || !selected["Label"] || selected["LabelHint"] {
		t.Errorf("fields %v, selected %v", fields, selected)
	}
}

func wordFields(file *ast.File, out map[string]string) {
	ast.Inspect(file, func(n ast.Node) bool {
		spec, ok := n.(*ast.TypeSpec)
		if !ok {
			return true
		}
		if of, ok := spec.Type.(*ast.StructType); ok {
			for _, field := range of.Fields.List {
				for _, name := range field.Names {
					out[name.Name] = spec.Name.Name
				}
			}
		}
		return false
	})
}

func selections(in ast.Node, out map[string]bool) {
	ast.Inspect(in, func(n ast.Node) bool {
		if s, ok := n.(*ast.SelectorExpr); ok {
			out[s.Sel.Name] = true
		}
		return true
	})
}

// eachSource parses the program's files below a folder, tests left out.
func eachSource(t *testing.T, root string, do func(file string, parsed *ast.File)) {
	t.Helper()
	fset := token.NewFileSet()
	err := filepath.WalkDir(root, func(file string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && slices.Contains([]string{"node_modules", "build", "testdata", ".git"}, d.Name()) {
			return fs.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(file, ".go") || strings.HasSuffix(file, "_test.go") {
			return nil
		}
		src, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		parsed, err := parser.ParseFile(fset, file, src, parser.SkipObjectResolution)
		if err == nil {
			do(file, parsed)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
