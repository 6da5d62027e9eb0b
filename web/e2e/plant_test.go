package e2e

import (
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// planted is what stands at the head of each handler of the client that
// plantedClient builds: it panics where the page says so, once.
const planted = `package plant

import "syscall/js"

func At(name string) {
	page := js.Global()
	if seen := page.Get("plantSeen"); seen.Truthy() {
		seen.Call("add", name)
	}
	if page.Get("plantAt").Equal(js.ValueOf(name)) {
		page.Set("plantAt", "")
		page.Set("planted", name)
		panic("planted")
	}
}
`

// plantedClient builds the client with a planted panic at the head of every
// function of the screen that go-app or the browser calls: all that take an
// app.Context, and all that are handed to app.FuncOf, ui.Listen or ui.Then.
func plantedClient(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	overlay := map[string]string{}
	add := func(name string, text string) {
		file := filepath.Join(dir, fmt.Sprintf("%d.go", len(overlay)))
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		overlay[filepath.Join(root, name)] = file
	}
	add("app/plant/plant.go", planted)
	err = fs.WalkDir(os.DirFS(root), "app", func(name string, _ fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go") {
			return err
		}
		data, err := os.ReadFile(filepath.Join(root, name))
		if text, n := plant(t, name, data); n > 0 {
			add(name, text)
		}
		return err
	})
	list, jsonErr := json.Marshal(map[string]any{"Replace": overlay})
	if err != nil || jsonErr != nil {
		t.Fatal(err, jsonErr)
	}
	if err := os.WriteFile(filepath.Join(dir, "overlay.json"), list, 0o600); err != nil {
		t.Fatal(err)
	}
	build := exec.Command("go", "build", "-overlay", filepath.Join(dir, "overlay.json"), "-ldflags=-s -w", "-o", filepath.Join(dir, "app.wasm"), "./wasm")
	build.Dir = root
	build.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return filepath.Join(dir, "app.wasm")
}

// plant puts the calls into one file and counts them.
func plant(t *testing.T, name string, data []byte) (text string, n int) {
	t.Helper()
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, name, data, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	at := map[int]string{fset.Position(file.Name.End()).Offset: `; import plant_ "therapytally/app/plant"`}
	put := func(what string, body *ast.BlockStmt) {
		n++
		call := fmt.Sprintf("plant_.At(%q);", fmt.Sprintf("%s:%s", strings.TrimPrefix(name, "app/"), what))
		at[fset.Position(body.Lbrace).Offset+1] = call
	}
	ast.Inspect(file, func(node ast.Node) bool {
		switch f := node.(type) {
		case *ast.FuncDecl:
			if takesContext(f.Type) && f.Body != nil {
				put(f.Name.Name, f.Body)
			}
		case *ast.FuncLit:
			if takesContext(f.Type) {
				put(fmt.Sprint(fset.Position(f.Pos()).Line), f.Body)
			}
		case *ast.CallExpr:
			if called := fmt.Sprint(f.Fun); slices.Contains([]string{"&{app FuncOf}", "&{ui Listen}", "&{ui Then}"}, called) {
				if lit, ok := f.Args[len(f.Args)-1].(*ast.FuncLit); ok {
					put(fmt.Sprint("called ", fset.Position(lit.Pos()).Line), lit.Body)
				}
			}
		}
		return true
	})
	offsets := make([]int, 0, len(at))
	for offset := range at {
		offsets = append(offsets, offset)
	}
	slices.Sort(offsets)
	var out strings.Builder
	last := 0
	for _, offset := range offsets {
		out.Write(data[last:offset])
		out.WriteString(at[offset])
		last = offset
	}
	out.Write(data[last:])
	return out.String(), n
}

func takesContext(f *ast.FuncType) bool {
	if len(f.Params.List) == 0 {
		return false
	}
	of, ok := f.Params.List[0].Type.(*ast.SelectorExpr)
	return ok && of.Sel.Name == "Context" && fmt.Sprint(of.X) == "app"
}
