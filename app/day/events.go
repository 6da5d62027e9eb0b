package day

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"therapytally/app/draft"
	"therapytally/app/el"
	"therapytally/app/ui"
)

// LabelField is the field of the visit's label.
const LabelField = "visit-label"

// Typed implements ui.Events.
func (p *Parts) Typed(ctx app.Context, id, text string) {
	if id == LabelField {
		p.On.Do(ctx, func() { p.Rename(text) })
		p.restLabel()
		return
	}
	p.On.Do(ctx, func() {
		p.SetClinic(func(c *Clinic) {
			if at := c.text(draft.Field(id)); at != nil {
				*at = text
			}
		})
	})
}

// Entered implements ui.Events.
func (p *Parts) Entered(ctx app.Context, _ string) { ctx.PreventUpdate() }

// Left implements ui.Events.
func (p *Parts) Left(ctx app.Context, id string) {
	if id == LabelField {
		p.On.Do(ctx, p.EndRename)
		return
	}
	ctx.PreventUpdate()
}

// Stepped implements ui.Events; no field of the day has steps.
func (p *Parts) Stepped(ctx app.Context, _ string, _ int) { ctx.PreventUpdate() }

// Opened implements ui.Events; no field of the day has suggestions.
func (p *Parts) Opened(ctx app.Context, _ string) { ctx.PreventUpdate() }

// Moved implements ui.Events.
func (p *Parts) Moved(ctx app.Context, _ string, _ int) { ctx.PreventUpdate() }

// Chosen implements ui.Events.
func (p *Parts) Chosen(ctx app.Context, _ string, _ int) { ctx.PreventUpdate() }

// Took implements ui.Events.
func (p *Parts) Took(ctx app.Context, _ string) { ctx.PreventUpdate() }

// Closed implements ui.Events.
func (p *Parts) Closed(ctx app.Context, _ string) { ctx.PreventUpdate() }

// button is a button that does one thing. Its id tells its handler from that
// of every other button: go-app compares handlers by their code alone, and
// keeps the first one. So a handler must not hold what a drawing has found.
func (p *Parts) button(id, class, text string, do func(ctx app.Context)) app.HTMLElem {
	return el.Button(id, class).
		OnClick(ui.Handle(func(ctx app.Context, _ app.Event) { do(ctx) }, id)).Text(text)
}

// act is a button that changes the day.
func (p *Parts) act(id, class, text string, action func()) app.HTMLElem {
	return p.button(id, class, text, func(ctx app.Context) { p.On.Do(ctx, action) })
}

// labeled is the label of the visit on the desk.
func (d *Day) labeled() string {
	if v := d.Sheet.Visit(d.Current); v != nil {
		return v.Label
	}
	return ""
}

// after does an action, says what came of it and moves the focus.
func (p *Parts) after(ctx app.Context, action func(), say func(label string) string, focus string) {
	p.On.Do(ctx, action)
	p.On.Say(say(p.labeled()))
	if focus != "" {
		p.On.Focus(focus)
	}
}
