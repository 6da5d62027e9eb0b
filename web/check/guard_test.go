package main

import (
	"go/parser"
	"go/token"
	"strings"
	"testing"
)

const page = `package visit
func (p *part) Render() app.UI { %RENDER% }
func (p *part) mount(ctx app.Context) {
	app.Elem("p").OnClick(%CLICK%)
	ctx.Dispatch(%LATER%)
	app.FuncOf(p.listen)
}`

func TestWhatGoesPastTheWrapperIsFound(t *testing.T) {
	for _, c := range []struct {
		render, click, later string
		want                 []string
	}{
		{"return ui.Safe(w, p.render)", "ui.Handle(p.click)", "ui.Later(p.run)", []string{"FuncOf without ui.Listen"}},
		{"return app.Elem(\"p\")", "p.click", "func(app.Context) {}", []string{"Render without ui.Safe", "OnClick without ui.Handle", "Dispatch without ui.Later", "FuncOf"}},
		{"x(); return ui.Safe(w, p.render)", "ui.Handle(p.click, 1)", "ui.Later(p.run)", []string{"Render", "FuncOf"}},
	} {
		source := strings.NewReplacer("%RENDER%", c.render, "%CLICK%", c.click, "%LATER%", c.later).Replace(page)
		files := token.NewFileSet()
		parsed, err := parser.ParseFile(files, "app/visit/x.go", source, 0)
		if err != nil {
			t.Fatal(err)
		}
		found := unguarded("app/visit/x.go", files, parsed)
		if len(found) != len(c.want) {
			t.Errorf("%q, %q: %q", c.render, c.click, found)
			continue
		}
		for i, want := range c.want {
			if !strings.Contains(found[i], want) {
				t.Errorf("%q, want %q", found[i], want)
			}
		}
		if other := unguarded("web/x.go", files, parsed); other != nil {
			t.Errorf("outside the screen: %q", other)
		}
	}
}
