// Package ui holds the small parts that pages are made of. Parts show what
// they are given and report what happens; they keep no state that matters.
//
// Elements are made by their name, app.Elem("p"), throughout the screen: each
// element type of go-app brings some ninety methods into the client, 300 kB in
// all for those that a page needs.
package ui

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"therapytally/app/el"
)

// Events receives what happens in fields. IDs are those of the elements.
type Events interface {
	Typed(ctx app.Context, id, text string)
	Entered(ctx app.Context, id string)
	Left(ctx app.Context, id string)
	Stepped(ctx app.Context, id string, by int)
	Opened(ctx app.Context, id string)
	Moved(ctx app.Context, id string, by int)
	Chosen(ctx app.Context, id string, index int)
	Took(ctx app.Context, id string) // the active suggestion
	Closed(ctx app.Context, id string)
}

// Field is a labeled text field with a line below it: a hint, or what to do
// about a problem. The input element lives as long as its ID.
type Field struct {
	app.Compo
	On                         Events
	ID, Label, Value           string
	Hint, Problem              string
	Type, Mode, Prefix, Suffix string
	Least, Most                string // bounds, for dates
	Steps                      bool   // with step buttons
	Less, More                 string // their names
	Class                      string
}

// CompoID implements app.DismountEnforcer.
func (f *Field) CompoID() string { return f.ID }

// OnMount implements app.Mounter.
func (f *Field) OnMount(app.Context) { begin(f.ID, f.Value) }

// OnUpdate implements app.Updater.
func (f *Field) OnUpdate(app.Context) { Show(f.ID, f.Value) }

// known is a property of the elements that are typed into: the text that was
// shown in one or taken from it last. Where the element holds another text, a
// keystroke is on the way to its handler. The page may be drawn in between: a
// listener of the page's own comes first, and with its end go-app draws what is
// due, of a state that knows nothing of the key yet.
const known = "tallyKnown"

// begin shows the first text of a new element, which was made empty.
func begin(id, text string) {
	if e := element(id); e.Truthy() {
		e.Set(known, "")
	}
	Show(id, text)
}

// Show sets what the element shows, unless it shows it already: the attribute
// would not do after the user has typed. A keystroke that is ahead of the state
// is never taken back.
func Show(id, text string) {
	e := element(id)
	if !e.Truthy() {
		return
	}
	holds, last := e.Get("value").String(), e.Get(known)
	typed := !last.IsUndefined() // else it is chosen
	if typed && holds != last.String() {
		return
	}
	if holds != text {
		e.Set("value", text)
	}
	if typed {
		e.Set(known, e.Get("value")) // a date takes only dates
	}
}

// taken is the text that an event was about.
func taken(ctx app.Context) string {
	e := ctx.JSSrc()
	text := e.Get("value")
	e.Set(known, text)
	return text.String()
}

func element(id string) app.Value {
	if !app.IsClient {
		return app.ValueOf(nil)
	}
	return app.Window().GetElementByID(id)
}

// Render implements app.Composer.
func (f *Field) Render() app.UI { return Safe(f.Label, f.render) }

func (f *Field) render() app.UI {
	return app.Elem("div").Class("field", f.Class).Body(
		app.Elem("label").Attr("for", f.ID).Text(f.Label),
		el.In("div", "box", f.parts()...),
		note(f.ID, f.Hint, f.Problem),
	)
}

func (f *Field) parts() []app.UI {
	parts := []app.UI{app.Elem("span").Class("affix").Aria("hidden", true).Hidden(f.Prefix == "").Text(f.Prefix), f.input()}
	if f.Suffix != "" {
		parts = append(parts, app.Elem("span").Class("affix").Aria("hidden", true).Text(f.Suffix))
	}
	if f.Steps {
		parts = append(parts,
			el.Button("", "step").Aria("label", f.Less).OnClick(Handle(f.onLess)).Text("−"),
			el.Button("", "step").Aria("label", f.More).OnClick(Handle(f.onMore)).Text("+"))
	}
	return parts
}

func (f *Field) input() app.UI {
	kind := f.Type
	if kind == "" {
		kind = "text"
	}
	in := app.ElemSelfClosing("input").ID(f.ID).Attr("type", kind).Attr("autocomplete", "off").Spellcheck(false).
		Aria("describedby", noteID(f.ID)).Aria("invalid", f.Problem != "").
		OnInput(Handle(f.onInput)).OnFocus(Handle(f.onFocus)).OnBlur(Handle(f.onBlur))
	if f.Mode != "" {
		in = in.Attr("inputmode", f.Mode)
	}
	if f.Least != "" {
		in = in.Attr("min", f.Least).Attr("max", f.Most)
	}
	return in
}

func (f *Field) onInput(ctx app.Context, _ app.Event) {
	f.On.Typed(ctx, f.ID, taken(ctx))
}

func (f *Field) onFocus(ctx app.Context, _ app.Event) { f.On.Entered(ctx, f.ID) }
func (f *Field) onBlur(ctx app.Context, _ app.Event)  { f.On.Left(ctx, f.ID) }
func (f *Field) onLess(ctx app.Context, _ app.Event)  { f.On.Stepped(ctx, f.ID, -1) }
func (f *Field) onMore(ctx app.Context, _ app.Event)  { f.On.Stepped(ctx, f.ID, +1) }

func noteID(id string) string { return id + "-note" }

// note is the line below a field. It always stands, so that the page does not
// move under a finger when a problem appears.
func note(id, hint, problem string) app.UI {
	text, class := hint, "note"
	if problem != "" {
		text, class = problem, "note problem"
	}
	return app.Elem("p").ID(noteID(id)).Class(class).Text(text)
}
