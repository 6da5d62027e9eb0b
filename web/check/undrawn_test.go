package main

import (
	"go/parser"
	"go/token"
	"testing"
)

func TestADrawingThatIsLostIsFound(t *testing.T) {
	for body, lost := range map[string]int{
		`ctx.PreventUpdate(); p.On.Do(ctx, f)`:                                   1,
		`ctx.PreventUpdate(); if p.Tick() { p.On.Do(ctx, f) }; p.change(ctx, f)`: 2,
		`if p.Tick() { p.On.Do(ctx, f) } else { ctx.PreventUpdate() }`:           0,
		`p.On.Do(ctx, f); ctx.PreventUpdate()`:                                   0,
		`ctx.PreventUpdate(); later(func() { p.On.Do(ctx, f) })`:                 0,
		`later(func() { ctx.PreventUpdate(); d.do(ctx, f) })`:                    1,
	} {
		files := token.NewFileSet()
		parsed, err := parser.ParseFile(files, "app/day/x.go", "package day\nfunc x() {"+body+"}", 0)
		if err != nil {
			t.Fatal(err)
		}
		if found := undrawn("app/day/x.go", files, parsed); len(found) != lost {
			t.Errorf("%s: %q, want %d", body, found, lost)
		}
	}
}
