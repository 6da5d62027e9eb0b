package explain

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"therapytally/app/el"
	"therapytally/app/ui"
	"therapytally/app/words"
	"therapytally/app/workspace"
	"therapytally/rules"
	"therapytally/rules/trace"
)

// ID is the dialog's element.
const ID = "why"

// Closer is told that the dialog was closed.
type Closer interface{ Explained(ctx app.Context) }

// Dialog shows the steps of one figure. Trace is nil while it is closed.
type Dialog struct {
	app.Compo
	On    Closer
	Words *words.Words
	Book  *rules.Book
	Trace *trace.Trace
	Node  int

	Shown, What string             // the figure as shown, and what it is
	Support     *workspace.Support // instead of a figure: a sentence and its source
}

// Render implements app.Composer.
func (d *Dialog) Render() app.UI { return ui.Safe(d.Words.Broken, d.render) }

func (d *Dialog) render() app.UI {
	box := ui.On(app.Elem("dialog").ID(ID).Class("why").Aria("labelledby", "why-title"), "close", d.onClose).OnClick(ui.Handle(d.onClick))
	if d.Support != nil {
		return box.Body(d.head(d.Support.Says, ""), d.close(), ui.Safe(d.Words.Broken, d.support))
	}
	if d.Trace == nil {
		return box.Body(app.Elem("h2").ID("why-title").Class("unseen").Text(d.Words.Answer.Why))
	}
	return box.Body(
		d.head(d.Words.Why.Title(d.Shown), d.What),
		d.close(),
		ui.Safe(d.Words.Broken, d.content),
	)
}

func (d *Dialog) head(title, what string) app.UI {
	return app.Elem("h2").ID("why-title").Body(app.Text(title), el.Say("small", "", what))
}

func (d *Dialog) close() app.UI {
	return el.Button("", "close").Aria("label", d.Words.Why.Close).OnClick(ui.Handle(d.onButton)).Text("×")
}

// support says where a sentence of guidance comes from.
func (d *Dialog) support() app.UI {
	return el.In("div", "steps", el.In("div", "top", Support(d.Words, d.Book, d.Support.Why, d.Support.GuideSupport)...))
}

func (d *Dialog) content() app.UI {
	steps := &Steps{d.Words, d.Book, d.Trace}
	top := steps.At(d.Node)
	return el.In("div", "steps",
		el.In("div", "top", details(d.Words, top)...),
		app.Elem("h3").Hidden(len(top.Args) == 0).Text(d.Words.Why.Steps),
		list(steps, top.Args, strconv.Itoa(d.Node)),
	)
}

func list(steps *Steps, args []int, path string) app.UI {
	items := make([]app.UI, len(args))
	for i, arg := range args {
		items[i] = &stepView{Steps: steps, Node: arg, Path: path + "-" + strconv.Itoa(arg)}
	}
	return el.In("ul", "", items...)
}

func details(w *words.Words, s Step) []app.UI {
	out := []app.UI{el.In("p", "how",
		el.Say("strong", "", s.Value), el.Say("span", "", equals(s.How)), el.Say("small", "kind", s.Kind),
	)}
	if s.Rule != "" {
		out = append(out, el.Say("p", "rule", s.Rule))
	}
	if s.Source == "" {
		return out
	}
	cite := []app.UI{el.Say("span", "", s.Source)}
	if s.Place != "" {
		cite = append(cite, el.Say("span", "", " · "+s.Place))
	}
	if s.Prints != "" {
		cite = append(cite, el.Say("q", "", s.Prints))
	}
	return append(out, app.Elem("p").Class("source").Attr("lang", "en").Body(cite...))
}

func equals(how string) string {
	if how == "" {
		return ""
	}
	return " = " + how
}

func (d *Dialog) onClose(ctx app.Context, _ app.Event) { d.On.Explained(ctx) }

func (d *Dialog) onButton(ctx app.Context, _ app.Event) {
	ctx.PreventUpdate()
	app.Window().GetElementByID(ID).Call("close")
}

// onClick closes the dialog on a click beside it.
func (d *Dialog) onClick(ctx app.Context, e app.Event) {
	ctx.PreventUpdate()
	if e.Get("target").Get("id").String() == ID {
		ctx.JSSrc().Call("close")
	}
}

// stepView is one step of the list; its own steps show when it is opened.
type stepView struct {
	app.Compo
	Steps *Steps
	Node  int
	Path  string
	open  bool
}

// CompoID implements app.DismountEnforcer.
func (v *stepView) CompoID() string { return v.Path }

// Render implements app.Composer.
func (v *stepView) Render() app.UI { return ui.Safe(v.Steps.Words.Broken, v.render) }

func (v *stepView) render() app.UI {
	s := v.Steps.At(v.Node)
	id := "step-" + v.Path
	item := app.Elem("li").Class("step")
	head := el.Button("", "").Aria("expanded", v.open).Aria("controls", id).OnClick(ui.Handle(v.onToggle)).Body(
		el.In("span", "name", el.Say("span", "", s.Name), el.Say("small", "", s.Subject)),
		el.Say("span", "amount", s.Value),
	)
	if !v.open {
		return item.Body(head, app.Elem("div").ID(id).Hidden(true))
	}
	return item.Body(head, app.Elem("div").ID(id).Body(append(details(v.Steps.Words, s), list(v.Steps, s.Args, v.Path))...))
}

func (v *stepView) onToggle(app.Context, app.Event) { v.open = !v.open }
