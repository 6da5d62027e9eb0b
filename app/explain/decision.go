package explain

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"therapytally/app/el"
	"therapytally/app/ui"
	"therapytally/app/words"
	"therapytally/app/workspace"
	"therapytally/rules"
	"therapytally/rules/code"
)

// DecisionID is the dialog's element; its heading takes the focus at each
// step.
const (
	DecisionID    = "decision"
	DecisionTitle = "decision-title"
)

// Decider receives the answers. The decision sets nothing by itself.
type Decider interface {
	Replied(ctx app.Context, yes bool)
	WentBack(ctx app.Context)
	UsedCode(ctx app.Context)
	Decided(ctx app.Context) // the dialog was closed
}

// Decision is the choice of a code by questions with yes and no.
type Decision struct {
	app.Compo
	On    Decider
	Words *words.Words
	Book  *rules.Book
	Path  workspace.Path
	Has   code.HCPCS // the code of the row that it was opened from
}

// Render implements app.Composer.
func (d *Decision) Render() app.UI { return ui.Safe(d.Words.Broken, d.render) }

func (d *Decision) render() app.UI {
	w := d.Words.Decide
	box := ui.On(app.Elem("dialog").ID(DecisionID).Class("why decision").Aria("labelledby", DecisionTitle), "close", d.onClose).OnClick(ui.Handle(d.onClick))
	if !d.Path.Open() {
		return box.Body(app.Elem("h2").ID(DecisionTitle).Class("unseen").Text(w.Heading))
	}
	return box.Body(
		app.Elem("h2").ID(DecisionTitle).TabIndex(-1).Aria("describedby", "decision-ask").Text(d.Path.Decision.Title),
		el.Button("", "close").Aria("label", w.Close).OnClick(ui.Handle(d.onButton)).Text("×"),
		ui.Safe(d.Words.Broken, d.content),
	)
}

func (d *Decision) content() app.UI {
	passed, next, result := d.Path.Way()
	body := app.Elem("div").Class("steps")
	if result.IsZero() {
		return body.Body(d.question(next), d.passed(passed))
	}
	return body.Body(d.result(result), d.passed(passed))
}

func (d *Decision) question(q rules.Question) app.UI {
	w := d.Words.Decide
	return el.In("div", "ask",
		app.Elem("p").ID("decision-ask").Class("big").Text(q.Ask),
		el.Say("p", "note", q.Why),
		el.In("div", "choices",
			el.Button("decision-yes", "").Aria("describedby", "decision-ask").OnClick(ui.Handle(d.onYes)).Text(w.Yes),
			el.Button("decision-no", "").Aria("describedby", "decision-ask").OnClick(ui.Handle(d.onNo)).Text(w.No),
			d.back(),
		),
		el.In("div", "support", Support(d.Words, d.Book, "", q.GuideSupport)...),
	)
}

func (d *Decision) back() app.UI {
	return el.Button("decision-back", "link").Hidden(len(d.Path.Answers) == 0).OnClick(ui.Handle(d.onBack)).Text(d.Words.Decide.Back)
}

func (d *Decision) result(c code.HCPCS) app.UI {
	w := d.Words.Decide
	info, _ := d.Book.Code(c)
	use := el.Button("decision-use", "").Hidden(c == d.Has).OnClick(ui.Handle(d.onUse)).Text(w.Use(c.String()))
	already := app.Elem("p").Hidden(c != d.Has).Text(w.Already)
	return el.In("div", "ask",
		app.Elem("p").ID("decision-ask").Class("big").Text(w.Result(c.String(), info.Name)),
		el.Say("p", "note", w.SetsNothing),
		already,
		el.In("div", "choices", use, d.back()),
		d.notes(c),
	)
}

// notes are the published remarks on the choice.
func (d *Decision) notes(c code.HCPCS) app.UI {
	items, err := d.Book.Guide(c)
	var out []app.UI
	for _, item := range items {
		if err == nil && item.Kind == rules.GuideDecide {
			out = append(out, el.In("li", "", append([]app.UI{el.Say("p", "", item.Says)}, Support(d.Words, d.Book, "", item.GuideSupport)...)...))
		}
	}
	return app.Elem("div").Hidden(len(out) == 0).Body(
		el.Say("h3", "", d.Words.Decide.Others), el.In("ul", "remarks", out...))
}

// passed are the answers so far, each with its source.
func (d *Decision) passed(all []workspace.Passed) app.UI {
	w := d.Words.Decide
	items := make([]app.UI, len(all))
	for i, p := range all {
		items[i] = el.In("li", "", append([]app.UI{
			el.In("p", "", app.Text(p.Question.Ask+" "), el.Say("strong", "", w.Answered[p.Yes])),
		}, Support(d.Words, d.Book, "", p.Question.GuideSupport)...)...)
	}
	return app.Elem("div").Hidden(len(all) == 0).Body(
		el.Say("h3", "", w.Because), el.In("ol", "remarks", items...))
}

func (d *Decision) onYes(ctx app.Context, _ app.Event)   { d.On.Replied(ctx, true) }
func (d *Decision) onNo(ctx app.Context, _ app.Event)    { d.On.Replied(ctx, false) }
func (d *Decision) onBack(ctx app.Context, _ app.Event)  { d.On.WentBack(ctx) }
func (d *Decision) onUse(ctx app.Context, _ app.Event)   { d.On.UsedCode(ctx) }
func (d *Decision) onClose(ctx app.Context, _ app.Event) { d.On.Decided(ctx) }

func (d *Decision) onButton(ctx app.Context, _ app.Event) {
	ctx.PreventUpdate()
	app.Window().GetElementByID(DecisionID).Call("close")
}

// onClick closes the dialog on a click beside it.
func (d *Decision) onClick(ctx app.Context, e app.Event) {
	ctx.PreventUpdate()
	if e.Get("target").Get("id").String() == DecisionID {
		ctx.JSSrc().Call("close")
	}
}

// Support says where something stands written, in what words, and how well it
// is supported.
func Support(w *words.Words, book *rules.Book, why string, s rules.GuideSupport) []app.UI {
	out := []app.UI{
		app.Elem("p").Hidden(why == "").Text(why),
		el.In("p", "source",
			el.Say("span", "", Source(book, s.Cite.Source)), el.Say("span", "", " · "+s.Cite.At), el.Say("q", "", s.Cite.Says)),
	}
	for _, also := range s.Also {
		out = append(out, el.Say("p", "source", w.Note.AlsoIn+": "+Source(book, also)))
	}
	if text := w.Note.Confident[s.Confidence]; text != "" {
		out = append(out, el.Say("p", "source", w.Note.Confidence+": "+text))
	}
	return out
}
