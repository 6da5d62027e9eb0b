package day

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"therapytally/app/i18n"
)

// choose is a labelled select.
func (p *Parts) choose(id, label, chosen string, choices []i18n.Choice[string], set func(string)) app.UI {
	if chosen == "" {
		chosen = choices[0].Value
	}
	return &list{P: p, ID: id, Label: label, Chosen: chosen, Choices: choices, set: set}
}

// list is a select. Which option is chosen is a property of the element once
// the user has touched it: the attribute alone would not show it.
type list struct {
	app.Compo
	P                 *Parts
	ID, Label, Chosen string
	Choices           []i18n.Choice[string]
	set               func(string)
}

// CompoID implements app.DismountEnforcer.
func (l *list) CompoID() string { return l.ID }

// OnMount implements app.Mounter.
func (l *list) OnMount(ctx app.Context) { l.OnUpdate(ctx) }

// OnUpdate implements app.Updater.
func (l *list) OnUpdate(app.Context) { property(l.ID, "value", l.Chosen) }

// property sets what an element shows, unless it shows it already.
func property(id, name string, value any) {
	if !app.IsClient {
		return
	}
	if e := app.Window().GetElementByID(id); e.Truthy() && !e.Get(name).Equal(app.ValueOf(value)) {
		e.Set(name, value)
	}
}

// Render implements app.Composer.
func (l *list) Render() app.UI {
	options := make([]app.UI, len(l.Choices))
	for i, c := range l.Choices {
		options[i] = app.Elem("option").Attr("value", c.Value).Attr("selected", c.Value == l.Chosen).Text(c.Name)
	}
	return app.Elem("div").Class("field").Body(
		app.Elem("label").Attr("for", l.ID).Text(l.Label),
		app.Elem("div").Class("box").Body(app.Elem("select").ID(l.ID).OnChange(l.onChange).Body(options...)),
		app.Elem("p").Class("note"),
	)
}

func (l *list) onChange(ctx app.Context, _ app.Event) {
	value := ctx.JSSrc().Get("value").String()
	l.P.On.Do(ctx, func() { l.set(value) })
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
func (b *box) Render() app.UI {
	return app.Elem("div").Class("check").Body(
		app.ElemSelfClosing("input").ID(b.ID).Attr("type", "checkbox").Attr("checked", b.On).Aria("describedby", b.ID+"-note").OnChange(b.onChange),
		app.Elem("label").Attr("for", b.ID).Text(b.Label),
		app.Elem("p").ID(b.ID+"-note").Class("note").Text(b.Hint),
	)
}

func (b *box) onChange(ctx app.Context, _ app.Event) {
	on := ctx.JSSrc().Get("checked").Bool()
	b.P.On.Do(ctx, func() { b.set(on) })
}
