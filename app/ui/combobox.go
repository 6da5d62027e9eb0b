package ui

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"therapytally/app/el"
)

// Option is one suggestion of a Combobox.
type Option struct{ Label, Note string }

// Combobox is a text field with a list of suggestions: the editable combobox
// of the ARIA practices. The focus stays in the input; arrows move the active
// option.
type Combobox struct {
	app.Compo
	On               Events
	ID, Label, Value string
	Hint, Problem    string
	Options          []Option // empty: closed
	Active           int      // or -1
	Listing          string   // the list's name
	Class            string
}

// CompoID implements app.DismountEnforcer.
func (c *Combobox) CompoID() string { return c.ID }

// OnMount implements app.Mounter.
func (c *Combobox) OnMount(app.Context) { begin(c.ID, c.Value) }

// OnUpdate implements app.Updater.
func (c *Combobox) OnUpdate(ctx app.Context) {
	Show(c.ID, c.Value)
	if app.IsClient && c.Active >= 0 {
		ctx.Defer(Later(c.reveal))
	}
}

// reveal scrolls the active option into the list's window.
func (c *Combobox) reveal(app.Context) {
	if e := app.Window().GetElementByID(c.optionID(c.Active)); e.Truthy() {
		e.Call("scrollIntoView", map[string]any{"block": "nearest"})
	}
}

func (c *Combobox) listID() string        { return c.ID + "-list" }
func (c *Combobox) optionID(i int) string { return c.ID + "-option-" + strconv.Itoa(i) }
func (c *Combobox) open() bool            { return len(c.Options) > 0 }
func (c *Combobox) activeOption() (id string) {
	if c.open() && c.Active >= 0 && c.Active < len(c.Options) {
		return c.optionID(c.Active)
	}
	return ""
}

// Render implements app.Composer.
func (c *Combobox) Render() app.UI { return Safe(c.Label, c.render) }

func (c *Combobox) render() app.UI {
	in := app.ElemSelfClosing("input").ID(c.ID).Attr("type", "text").Role("combobox").Attr("autocomplete", "off").Spellcheck(false).
		Attr("autocapitalize", "off").Attr("enterkeyhint", "done").
		Aria("autocomplete", "list").Aria("expanded", c.open()).Aria("controls", c.listID()).
		Aria("describedby", noteID(c.ID)).Aria("invalid", c.Problem != "").
		OnInput(Handle(c.onInput)).OnFocus(Handle(c.onFocus)).OnBlur(Handle(c.onBlur)).OnClick(Handle(c.onClick)).OnKeyDown(Handle(c.onKey))
	if id := c.activeOption(); id != "" {
		in = in.Aria("activedescendant", id)
	}
	return app.Elem("div").Class("field", "combobox", c.Class).Body(
		app.Elem("label").Attr("for", c.ID).Text(c.Label),
		el.In("div", "box", in),
		app.Elem("ul").ID(c.listID()).Class("list").Role("listbox").Aria("label", c.Listing).Hidden(!c.open()).
			OnMouseDown(Handle(keepFocus)).Body(c.options()...),
		note(c.ID, c.Hint, c.Problem),
	)
}

func (c *Combobox) options() []app.UI {
	out := make([]app.UI, len(c.Options))
	for i, o := range c.Options {
		out[i] = app.Elem("li").ID(c.optionID(i)).Role("option").Aria("selected", i == c.Active).
			OnClick(Handle(c.choose(i), c.ID, i)).
			Body(el.Say("span", "", o.Label), el.Say("small", "", o.Note))
	}
	return out
}

// keepFocus leaves the focus in the input while an option is pressed.
func keepFocus(ctx app.Context, e app.Event) {
	ctx.PreventUpdate()
	e.PreventDefault()
}

func (c *Combobox) choose(i int) app.EventHandler {
	return func(ctx app.Context, _ app.Event) { c.On.Chosen(ctx, c.ID, i) }
}

func (c *Combobox) onInput(ctx app.Context, _ app.Event) {
	c.On.Typed(ctx, c.ID, taken(ctx))
}

func (c *Combobox) onFocus(ctx app.Context, _ app.Event) {
	ctx.JSSrc().Call("select")
	c.On.Entered(ctx, c.ID)
}

func (c *Combobox) onBlur(ctx app.Context, _ app.Event)  { c.On.Left(ctx, c.ID) }
func (c *Combobox) onClick(ctx app.Context, _ app.Event) { c.On.Opened(ctx, c.ID) }

func (c *Combobox) onKey(ctx app.Context, e app.Event) {
	switch e.Get("key").String() {
	case "ArrowDown":
		e.PreventDefault()
		c.On.Moved(ctx, c.ID, +1)
	case "ArrowUp":
		e.PreventDefault()
		c.On.Moved(ctx, c.ID, -1)
	case "Enter":
		c.On.Took(ctx, c.ID)
	case "Escape":
		c.On.Closed(ctx, c.ID)
	default:
		ctx.PreventUpdate()
	}
}
