package day

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"therapytally/app/el"
	"therapytally/app/ui"
	"therapytally/app/words"
)

// choose is a labeled select.
func (p *Parts) choose(id, label, chosen string, choices []words.Choice[string], set func(string)) app.UI {
	return &ui.Select{On: setter{p, set}, ID: id, Label: label, Chosen: chosen, Choices: choices}
}

// setter does what a select is for.
type setter struct {
	p   *Parts
	set func(string)
}

// Chose implements ui.Chooser.
func (s setter) Chose(ctx app.Context, _, value string) { s.p.On.Do(ctx, func() { s.set(value) }) }

// property sets what an element shows, unless it shows it already.
func property(id, name string, value any) {
	if !app.IsClient {
		return
	}
	if e := app.Window().GetElementByID(id); e.Truthy() && !e.Get(name).Equal(app.ValueOf(value)) {
		e.Set(name, value)
	}
}

// box is a check box with a note.
type box struct {
	app.Compo
	P               *Parts
	ID, Label, Hint string
	On              bool
	set             func(bool)
}

// CompoID implements app.DismountEnforcer.
func (b *box) CompoID() string { return b.ID }

// OnMount implements app.Mounter.
func (b *box) OnMount(ctx app.Context) { b.OnUpdate(ctx) }

// OnUpdate implements app.Updater.
func (b *box) OnUpdate(app.Context) { property(b.ID, "checked", b.On) }

// Render implements app.Composer.
func (b *box) Render() app.UI { return ui.Safe(b.P.words.Broken, b.render) }

func (b *box) render() app.UI {
	return el.In("div", "check",
		app.ElemSelfClosing("input").ID(b.ID).Attr("type", "checkbox").Attr("checked", b.On).Aria("describedby", b.ID+"-note").OnChange(ui.Handle(b.onChange)),
		app.Elem("label").Attr("for", b.ID).Text(b.Label),
		app.Elem("p").ID(b.ID+"-note").Class("note").Text(b.Hint),
	)
}

func (b *box) onChange(ctx app.Context, _ app.Event) {
	on := ctx.JSSrc().Get("checked").Bool()
	b.P.On.Do(ctx, func() { b.set(on) })
}
