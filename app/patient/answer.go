package patient

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"therapytally/app/el"
	"therapytally/app/quote"
	"therapytally/app/ui"
)

// answer is what the patient may pay, or what is to be done to get to know.
type answer struct {
	app.Compo
	Desk    *desk
	Version int
}

// OnMount implements app.Mounter.
func (a *answer) OnMount(ctx app.Context) {
	a.Desk.ahead.Join(ctx, func() { a.Version = a.Desk.version })
}

// Render implements app.Composer.
func (a *answer) Render() app.UI { return ui.Safe(a.Desk.words.Broken, a.render) }

func (a *answer) render() app.UI {
	d, w := a.Desk, a.Desk.words.Patient
	var body []app.UI
	class := "answer"
	switch {
	case d.answer.Phase == quote.Ready:
		body = []app.UI{a.headline(), &about{Desk: d, Lang: d.words.Lang, Version: d.courseVersion}}
	case d.answer.Phase == quote.NotYet:
		class += " waiting"
		body = []app.UI{a.notYet()}
	case d.answer.Phase == quote.Asking || d.answer.Phase == quote.Blocked && d.growing():
		class += " waiting"
		body = []app.UI{el.In("div", "state", el.Maybe("p", "big", w.AskFirst), el.Maybe("p", "", w.AskFirstText))}
		if d.answer.Phase == quote.Blocked {
			body = []app.UI{el.In("div", "state", el.Maybe("p", "", w.MendText))}
		}
	case d.answer.Phase == quote.Blocked:
		class += " blocked"
		body = []app.UI{a.blocked()}
	default:
		class += " blocked"
		body = []app.UI{app.Elem("div").Class("state").Role("alert").Body(el.Maybe("p", "", d.words.Broken))}
	}
	heading := app.Elem("h2").ID("answer-heading").TabIndex(-1).Text(w.AnswerHeading)
	return app.Elem("section").ID("answer").Class(class).Aria("labelledby", "answer-heading").Body(append([]app.UI{heading}, body...)...)
}

func (a *answer) blocked() app.UI {
	d, w := a.Desk, a.Desk.words.Patient
	var items []app.UI
	for _, p := range d.answer.Problems {
		name := w.Fields[p.Field]
		items = append(items, el.In("li", "", el.In("p", "", el.Maybe("strong", "", name), app.Text(d.problem(p)))))
	}
	return el.In("div", "state",
		el.Maybe("p", "big", w.MendHeading),
		el.In("ul", "problems", items...),
		el.Maybe("p", "small", w.MendText))
}

// notYet asks what to do where even the first visit lies in a year without
// prices.
func (a *answer) notYet() app.UI {
	w := a.Desk.words.Patient
	return el.In("div", "state",
		el.Maybe("p", "big", w.NotYet), el.Maybe("p", "", w.NotYetText),
		el.Button("assume", "").OnClick(ui.Handle(a.Desk.choose(quote.NextYear, quote.Assume))).Text(w.NextYear.Yes))
}

func (a *answer) headline() app.UI {
	d, w := a.Desk, a.Desk.words.Patient
	n := d.answer
	pair := func(id, name string, r quote.Range) app.UI {
		return app.Elem("div").ID(id).Body(el.Maybe("dt", "", name), el.In("dd", "", d.money(r, id, name)))
	}
	amounts := []app.UI{pair("next", w.Next, n.Next)}
	if n.HasDeductible {
		amounts = append(amounts, pair("after", w.After, n.After))
	}
	missing := d.missing()
	if missing != "" {
		return el.In("div", "headline",
			el.In("dl", "owed", amounts[0]),
			el.Maybe("p", "", missing),
			el.In("p", "small", el.Maybe("strong", "", w.NotABill)))
	}
	later := func(id, name string, r quote.Range) app.UI {
		if n.Pending {
			return app.Elem("div").ID(id).Body(el.Maybe("dt", "", name), el.In("dd", "", el.Maybe("span", "unknown", w.Working)))
		}
		return pair(id, name, r)
	}
	amounts = append(amounts, later("course", w.CourseOf(n.Reach), n.Course))
	if d.state.Get(quote.Who) != quote.Nobody {
		amounts = append(amounts, later("plan", d.payer(), n.Plan))
	}
	second := ""
	if d.state.Get(quote.Who) == quote.Supplement {
		second = w.SecondPlan
	}
	return el.In("div", "headline",
		el.In("dl", "owed", amounts...),
		el.Maybe("p", "small", second),
		el.Maybe("p", "small", d.basis()),
		el.In("p", "small", el.Maybe("strong", "", w.NotABill), app.Text(" "+w.WhyHint)))
}

// payer names whose payment is shown next to the patient's.
func (d *desk) payer() string {
	if d.state.Original() {
		return d.words.Patient.MedicarePays
	}
	return d.words.Patient.PlanPays
}

// missing says what no amount can be given without, and whom to ask for it.
func (d *desk) missing() string {
	w := d.words.Patient
	switch {
	case d.answer.Missing() == "":
		return ""
	case d.answer.Missing() == quote.Copay:
		return w.MissingCopay
	case d.state.Get(quote.Who) == quote.Nobody:
		return w.MissingCash
	}
	return w.MissingPrice
}

// basis says of which day the amounts are, and where Medicare's prices are in
// them, of which place and data.
func (d *desk) basis() string {
	w := d.words.Patient
	if !d.answer.Published() {
		return w.Starting(d.words.Date(d.answer.Start))
	}
	place := w.National
	if d.answer.Area != "" {
		place = w.PlaceNamed(d.answer.ZIP, d.answer.Area)
	}
	return w.Basis(d.words.Date(d.answer.Start), place, d.answer.Releases["rvu"])
}

// peek is the answer in short for narrow screens, where the answer itself
// stands below the questions. It leads there.
type peek struct {
	app.Compo
	Desk        *desk
	Text, Leads string
}

func (d *desk) peekText() string {
	w := d.words.Patient
	switch {
	case d.answer.Phase == quote.Ready && d.answer.Missing() != "":
		return w.Next + ": " + w.Unknown
	case d.answer.Phase == quote.Ready:
		course := w.Working
		if !d.answer.Pending {
			course = d.told(d.answer.Course)
		}
		return w.Next + ": " + d.told(d.answer.Next) + " · " + w.CourseOf(d.answer.Reach) + ": " + course
	case d.answer.Phase == quote.NotYet:
		return w.NotYet
	case d.answer.Phase == quote.Blocked && !d.growing():
		return w.MendHeading
	}
	return ""
}

// OnMount implements app.Mounter.
func (p *peek) OnMount(ctx app.Context) {
	p.Desk.ahead.Join(ctx, func() { p.Text = p.Desk.peekText() })
}

// Render implements app.Composer.
func (p *peek) Render() app.UI { return ui.Safe(p.Desk.words.Broken, p.render) }

func (p *peek) render() app.UI {
	return el.Button("peek", "peek").Hidden(p.Text == "").OnClick(ui.Handle(p.onClick)).Body(
		el.Maybe("span", "", p.Text), el.Maybe("small", "", p.Leads))
}

func (p *peek) onClick(ctx app.Context, _ app.Event) {
	ctx.PreventUpdate()
	ui.Then(p.Desk.root, func() { ui.Lead("answer-heading") })
}
