package main

import (
	"fmt"
	"go/ast"
	"go/token"
	"path/filepath"
	"slices"
	"strings"
)

// guarded are the packages of the screen in which a panic must not get past
// its wrapper in package ui: it would end the program.
var guarded = []string{"app/visit", "app/explain", "app/ui", "app/library", "app/day", "app/patient", "app/embed", "app/clinic", "app/brand"}

// caughtBy names, for each call that hands a function to the browser or to
// go-app, the wrapper that the function has to come from.
var caughtBy = map[string]string{
	"OnClick": "Handle", "OnChange": "Handle", "OnInput": "Handle", "OnFocus": "Handle", "OnBlur": "Handle", "OnKeyDown": "Handle", "OnMouseDown": "Handle",
	"On": "On", "Dispatch": "Later", "Defer": "Later", "After": "Later", "Async": "Later", "FuncOf": "Listen", "Then": "Await",
}

// unguarded lists what of a file draws or handles without a wrapper.
func unguarded(name string, files *token.FileSet, parsed *ast.File) []string {
	dir := filepath.ToSlash(filepath.Dir(name))
	watched := slices.ContainsFunc(guarded, func(of string) bool { return dir == of || strings.HasSuffix(dir, "/"+of) })
	if !watched || strings.HasSuffix(name, "_test.go") || filepath.Base(name) == "safe.go" {
		return nil
	}
	var found []string
	note := func(n ast.Node, what, by string) {
		found = append(found, fmt.Sprintf("%s: %s without ui.%s", files.Position(n.Pos()), what, by))
	}
	ast.Inspect(parsed, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncDecl:
			if n.Recv != nil && n.Name.Name == "Render" && !returnsSafe(n.Body) {
				note(n, "Render", "Safe")
			}
		case *ast.CallExpr:
			if what, by := handsOver(n); what != "" {
				note(n, what, by)
			}
		}
		return true
	})
	return found
}

// returnsSafe reports a body that is one return of ui.Safe.
func returnsSafe(body *ast.BlockStmt) bool {
	if body == nil || len(body.List) != 1 {
		return false
	}
	back, is := body.List[0].(*ast.ReturnStmt)
	return is && len(back.Results) == 1 && called(back.Results[0]) == "Safe"
}

// handsOver names a call that hands over a function that nothing wraps, and
// the wrapper that it lacks.
func handsOver(call *ast.CallExpr) (what, by string) {
	method, is := call.Fun.(*ast.SelectorExpr)
	if !is || len(call.Args) == 0 {
		return "", ""
	}
	what = method.Sel.Name
	by = caughtBy[what]
	if by == "" || ofUI(method) || what == "On" && len(call.Args) < 2 || called(call.Args[len(call.Args)-1]) == by {
		return "", ""
	}
	return what, by
}

// ofUI reports a function of package ui.
func ofUI(f *ast.SelectorExpr) bool {
	of, is := f.X.(*ast.Ident)
	return is && of.Name == "ui"
}

// called is the name of the function that an expression calls, or "".
func called(e ast.Expr) string {
	call, is := e.(*ast.CallExpr)
	if !is {
		return ""
	}
	switch f := call.Fun.(type) {
	case *ast.SelectorExpr:
		return f.Sel.Name
	case *ast.Ident:
		return f.Name
	}
	return ""
}
