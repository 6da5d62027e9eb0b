// Command check keeps the limits of the house: no Go file over 400 lines, no
// function over 60, and no part of the screen that draws or handles without
// the wrapper that catches its panic, or that loses its own drawing. It prints
// each breach and fails.
package main

import (
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

const (
	maxFile = 400
	maxFunc = 60
)

func main() {
	root := "."
	if len(os.Args) > 1 {
		root = os.Args[1]
	}
	found, err := check(root)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	for _, line := range found {
		fmt.Println(line)
	}
	if len(found) > 0 {
		os.Exit(1)
	}
}

// check returns one line for each breach below root.
func check(root string) ([]string, error) {
	var found []string
	err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && name != root && skipped(d.Name()) {
			return fs.SkipDir
		}
		if filepath.Ext(name) != ".go" {
			return nil
		}
		lines, err := checkFile(name)
		found = append(found, lines...)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("check: read sources: %w", err)
	}
	return found, nil
}

func skipped(dir string) bool {
	return strings.HasPrefix(dir, ".") || dir == "build" || dir == "node_modules" || dir == "testdata"
}

func checkFile(name string) ([]string, error) {
	files := token.NewFileSet()
	parsed, err := parser.ParseFile(files, name, nil, parser.SkipObjectResolution)
	if err != nil {
		return nil, errors.Join(errors.New("parse"), err)
	}
	found := append(unguarded(name, files, parsed), undrawn(name, files, parsed)...)
	if n := files.File(parsed.FileStart).LineCount(); n > maxFile {
		found = append(found, fmt.Sprintf("%s: %d lines, at most %d", name, n, maxFile))
	}
	for _, decl := range parsed.Decls {
		f, ok := decl.(*ast.FuncDecl)
		if !ok {
			continue
		}
		from := files.Position(f.Pos())
		if n := files.Position(f.End()).Line - from.Line + 1; n > maxFunc {
			found = append(found, fmt.Sprintf("%s: func %s has %d lines, at most %d", from, f.Name.Name, n, maxFunc))
		}
	}
	return found, nil
}
