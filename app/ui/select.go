package ui

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"therapytally/app/el"
	"therapytally/app/words"
)

// Chooser receives what is chosen in a Select.
type Chooser interface {
	Chose(ctx app.Context, id, value string)
}

// Select is a labeled choice of one. Which option is chosen is a property of
// the element once the user has touched it: the attribute alone would not show
// it.
type Select struct {
	app.Compo
	On                Chooser
	ID, Label, Chosen string // Chosen "": the first
	Choices           []words.Choice[string]
}

// CompoID implements app.DismountEnforcer.
func (s *Select) CompoID() string { return s.ID }

// OnMount implements app.Mounter.
func (s *Select) OnMount(app.Context) { Show(s.ID, s.chosen()) }

// OnUpdate implements app.Updater.
func (s *Select) OnUpdate(app.Context) { Show(s.ID, s.chosen()) }

func (s *Select) chosen() string {
	if s.Chosen == "" {
		return s.Choices[0].Value
	}
	return s.Chosen
}

// Render implements app.Composer.
func (s *Select) Render() app.UI { return Safe(s.Label, s.render) }

func (s *Select) render() app.UI {
	options := make([]app.UI, len(s.Choices))
	for i, c := range s.Choices {
		options[i] = app.Elem("option").Attr("value", c.Value).Attr("selected", c.Value == s.chosen()).Text(c.Name)
	}
	return el.In("div", "field",
		app.Elem("label").Attr("for", s.ID).Text(s.Label),
		el.In("div", "box", app.Elem("select").ID(s.ID).OnChange(Handle(s.onChange)).Body(options...)),
		app.Elem("p").Class("note"),
	)
}

func (s *Select) onChange(ctx app.Context, _ app.Event) {
	s.On.Chose(ctx, s.ID, ctx.JSSrc().Get("value").String())
}
