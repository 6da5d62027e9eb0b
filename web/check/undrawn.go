package main

import (
	"fmt"
	"go/ast"
	"go/token"
	"path/filepath"
	"slices"
	"strings"
)

// drawers change the state and have the page drawn. Each of them keeps go-app
// from drawing the part that has acted, which takes one from the count of its
// drawings; where that was taken already, the page's own drawing is lost.
var drawers = []string{"Do", "do", "change", "after"}

// undrawn lists what of a file calls PreventUpdate and, later on the same way,
// one of the drawers: what that changes would not be shown until something else
// is drawn.
func undrawn(name string, files *token.FileSet, parsed *ast.File) []string {
	dir := filepath.ToSlash(filepath.Dir(name))
	if !slices.ContainsFunc(guarded, func(of string) bool { return dir == of || strings.HasSuffix(dir, "/"+of) }) {
		return nil
	}
	var found []string
	ast.Inspect(parsed, func(n ast.Node) bool {
		block, is := n.(*ast.BlockStmt)
		if !is {
			return true
		}
		prevented := false
		for _, s := range block.List {
			if prevented && draws(s) {
				found = append(found, fmt.Sprintf("%s: drawn after PreventUpdate: the drawing is lost", files.Position(s.Pos())))
			}
			if e, is := s.(*ast.ExprStmt); is && called(e.X) == "PreventUpdate" {
				prevented = true
			}
		}
		return true
	})
	return found
}

// draws reports a statement that calls one of the drawers itself, not in a
// function that is called later.
func draws(s ast.Stmt) (yes bool) {
	ast.Inspect(s, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.CallExpr:
			if f, is := n.Fun.(*ast.SelectorExpr); is && slices.Contains(drawers, f.Sel.Name) {
				yes = true
			}
		}
		return true
	})
	return yes
}
