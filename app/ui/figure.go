package ui

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"
	"github.com/shopspring/decimal"

	"therapytally/app/el"
	"therapytally/app/words"
	"therapytally/rules/trace"
)

// Explainer shows the steps of a figure. From is the id of the button that
// asked; the focus returns to it.
type Explainer interface {
	Explain(ctx app.Context, node int, shown, what, from string)
}

// Figure is a number that can be asked why.
type Figure struct {
	app.Compo
	On          Explainer
	ID          string
	Node        int
	Shown, What string // the number, and what it is
	Why         string
	Class       string
}

// Money shows an amount of an estimate with its reasons; an unknown amount is
// said to be so.
func Money(w *words.Words, on Explainer, f trace.Figure, id, what string) app.UI {
	return number(w, on, f, id, what, w.Money)
}

// Count shows a whole number of an estimate with its reasons.
func Count(w *words.Words, on Explainer, f trace.Figure, id, what string, say func(n int) string) app.UI {
	return number(w, on, f, id, what, func(d decimal.Decimal) string { return say(int(d.IntPart())) })
}

func number(w *words.Words, on Explainer, f trace.Figure, id, what string, say func(decimal.Decimal) string) app.UI {
	if !f.Known() {
		return el.Say("span", "unknown", w.Answer.Unknown)
	}
	return &Figure{On: on, ID: "why-" + id, Node: f.Index(), Shown: say(f.Value), What: what, Why: w.Answer.Why}
}

// Render implements app.Composer.
func (f *Figure) Render() app.UI { return Safe("–", f.render) }

func (f *Figure) render() app.UI {
	return el.Button(f.ID, "figure").Class(f.Class).Aria("haspopup", "dialog").OnClick(Handle(f.onClick)).Body(
		el.Say("span", "amount", f.Shown),
		el.Say("span", "unseen", ", "+f.What+". "+f.Why),
	)
}

func (f *Figure) onClick(ctx app.Context, _ app.Event) {
	f.On.Explain(ctx, f.Node, f.Shown, f.What, f.ID)
}
