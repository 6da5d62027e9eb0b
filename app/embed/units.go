package embed

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"therapytally/app/draft"
	"therapytally/app/el"
	"therapytally/app/explain"
	"therapytally/app/ui"
	"therapytally/app/words"
	"therapytally/app/workspace"
	"therapytally/rules"
	"therapytally/rules/finding"
	"therapytally/rules/trace"
)

// unitsView is the compact view of one visit: services with their minutes
// above, units, claim lines and prices below.
type unitsView struct {
	app.Compo
	Desk *desk
	Turn int
}

// CompoID implements app.DismountEnforcer.
func (v *unitsView) CompoID() string { return "units-" + strconv.Itoa(v.Turn) }

// OnMount implements app.Mounter.
func (v *unitsView) OnMount(ctx app.Context) {
	v.Desk.root = ctx
	ctx.Handle(ui.Broke, func(ctx app.Context, _ app.Action) { v.Desk.do(ctx, func() { panic("a fault in a part of the view") }) })
}

// Render implements app.Composer.
func (v *unitsView) Render() app.UI { return ui.Safe(v.Desk.words.Broken, v.render) }

func (v *unitsView) render() app.UI {
	d := v.Desk
	w := d.words.Embed
	rows := make([]app.UI, len(d.Form.Rows))
	for i := range d.Form.Rows {
		rows[i] = &row{Desk: d, View: d.rowView(i)}
	}
	return el.In("div", "compact",
		el.In("div", "entry",
			el.In("ol", "rows", rows...).ID("services"),
			el.Button(string(draft.AddService), "link").OnClick(ui.Handle(v.onAdd)).Text("+ "+w.Add),
			el.In("div", "fields", v.payers(), v.place())),
		&result{Desk: d, Version: d.Version},
		&explain.Dialog{On: d, Words: d.words, Book: d.Find.Book, Trace: d.Why.Trace, Node: d.Why.Node, Shown: d.Why.Shown, What: d.Why.What},
		app.Elem("p").Class("unseen").Role("status").Aria("live", "polite").Text(d.said),
	)
}

func (v *unitsView) onAdd(ctx app.Context, _ app.Event) {
	d := v.Desk
	var next draft.Field
	d.change(ctx, func() { d.Change(func(s *draft.State) { next = s.Add() }) })
	d.then(func() { focus(string(next)) })
}

// payers is the choice of who pays, where the clinic has more than Medicare.
func (v *unitsView) payers() app.UI {
	d := v.Desk
	w := d.words.Embed
	names := d.set.Rates.Payers()
	if len(names) < 2 {
		return el.Nothing()
	}
	choices := make([]words.Choice[string], len(names))
	for i, name := range names {
		choices[i] = words.Choice[string]{Value: name, Name: w.Payers[name]}
		if choices[i].Name == "" {
			choices[i].Name = name
		}
	}
	return &ui.Select{ID: "payer", Label: w.Payer, Chosen: d.payer, Choices: choices, On: d}
}

// place asks where the visit is, unless the clinic has said so.
func (v *unitsView) place() app.UI {
	d := v.Desk
	if d.set.Place.Given() && d.problemAt(draft.Place) == "" {
		return el.Nothing()
	}
	return &ui.Combobox{
		On: d, ID: string(draft.Place), Label: d.words.Embed.Place, Value: d.Form.Place, Listing: d.words.Embed.Place,
		Hint: d.words.Embed.PlaceHint, Problem: d.problemAt(draft.Place), Options: d.options(draft.Place), Active: d.active(draft.Place),
	}
}

// rowView is what a row shows, in plain values.
type rowView struct {
	Key                  int
	Code, Amount, Earned string
	Name                 string
	Untimed, Last        bool
	CodeBad, AmountBad   string
	Options              []ui.Option
	Active               int
}

func (d *desk) rowView(i int) rowView {
	r, read := d.Form.Rows[i], d.Reading.Rows[i]
	v := rowView{
		Key: r.Key, Code: r.Code, Amount: r.Minutes, Untimed: read.Untimed, Last: len(d.Form.Rows) == 1, Name: strconv.Itoa(i + 1),
		CodeBad: d.problemAt(draft.CodeOf(r.Key)), AmountBad: d.problemAt(draft.MinutesOf(r.Key)),
		Options: d.options(draft.CodeOf(r.Key)), Active: d.active(draft.CodeOf(r.Key)),
	}
	if !read.Code.IsZero() {
		v.Name = read.Code.String()
	}
	if read.Untimed {
		v.Amount, v.AmountBad = r.Units, d.problemAt(draft.UnitsOf(r.Key))
	}
	switch {
	case d.Phase == workspace.Ready && read.HasTime && !read.Untimed:
		v.Earned = d.words.Embed.UnitCount(d.Answer.Units.ByCode.Of(read.Code))
	case !read.HasTime && !read.Untimed:
		v.Earned = d.words.Embed.MinutesHint
	}
	return v
}

// row is one service.
type row struct {
	app.Compo
	Desk *desk
	View rowView
}

// CompoID implements app.DismountEnforcer.
func (r *row) CompoID() string { return strconv.Itoa(r.View.Key) }

// Render implements app.Composer.
func (r *row) Render() app.UI { return ui.Safe(r.Desk.words.Broken, r.render) }

func (r *row) render() app.UI {
	w, v := r.Desk.words.Embed, r.View
	amount := &ui.Field{
		On: r.Desk, ID: string(draft.MinutesOf(v.Key)), Label: w.Minutes, Value: v.Amount, Hint: v.Earned, Problem: v.AmountBad, Mode: "numeric", Class: "amount",
	}
	if v.Untimed {
		amount.ID, amount.Label, amount.Hint = string(draft.UnitsOf(v.Key)), w.Units, w.Untimed
	}
	return el.In("li", "service",
		&ui.Combobox{
			On: r.Desk, ID: string(draft.CodeOf(v.Key)), Label: w.Code, Value: v.Code, Listing: w.Code, Hint: codeHint(w.CodeHint, v.Code),
			Problem: v.CodeBad, Options: v.Options, Active: v.Active, Class: "code",
		},
		amount,
		el.Button("", "icon remove").OnClick(ui.Handle(r.onRemove)).Text("×").Aria("label", w.Remove+": "+v.Name).Hidden(v.Last),
	)
}

func codeHint(hint, text string) string {
	if text == "" {
		return hint
	}
	return ""
}

func (r *row) onRemove(ctx app.Context, _ app.Event) {
	d := r.Desk
	var next draft.Field
	d.change(ctx, func() { d.Change(func(s *draft.State) { next = s.Remove(r.View.Key) }) })
	d.then(func() { focus(string(next)) })
}

// result is the answer, or what is missing.
type result struct {
	app.Compo
	Desk    *desk
	Version int
}

// Render implements app.Composer.
func (r *result) Render() app.UI { return ui.Safe(r.Desk.words.Broken, r.render) }

func (r *result) render() app.UI {
	d := r.Desk
	w := d.words.Embed
	body, class := []app.UI{el.In("h2", "unseen", app.Text(w.Answer)).ID("answer-heading")}, "answer"
	switch d.Phase {
	case workspace.Ready:
		body = append(body, r.headline(), r.lines(), r.remarks())
	case workspace.Waiting:
		class += " waiting"
		body = append(body, r.state(w.WaitTitle, w.WaitText))
	case workspace.Blocked:
		class += " blocked"
		body = append(body, r.state(w.MendTitle, d.problem(d.Problem)))
	default:
		class += " blocked"
		body = append(body, r.state(w.MendTitle, d.words.Broken))
	}
	return el.In("section", class).ID("answer").Aria("labelledby", "answer-heading").Body(body...)
}

func (r *result) state(title, text string) app.UI {
	return el.In("div", "state", el.Maybe("p", "big", title), el.Maybe("p", "", text))
}

func (r *result) headline() app.UI {
	d := r.Desk
	w, u, t := d.words.Embed, d.Answer.Units, d.Answer.Totals
	count := el.Nothing()
	if len(u.ByCode) > 0 {
		count = el.In("p", "count", el.Maybe("span", "", w.Count(u.TimedMinutes)), el.Maybe("span", "arrow", "→"),
			ui.Count(d.words, d, u.UnitsFigure, "timed-units", w.Units, w.UnitCount))
	}
	return el.In("div", "headline", count, el.In("dl", "amounts",
		r.pair("allowed", w.Allowed, t.Allowed), r.pair("plan-pays", w.PlanPays, t.PlanPays), r.pair("patient", w.PatientOwes, t.Patient)))
}

func (r *result) pair(id, name string, f trace.Figure) app.UI {
	return el.In("div", "", el.Maybe("dt", "", name), el.In("dd", "", ui.Money(r.Desk.words, r.Desk, f, id, name))).ID(id)
}

// lines are the claim lines, one row each.
func (r *result) lines() app.UI {
	d := r.Desk
	w := d.words.Embed
	items := make([]app.UI, len(d.Answer.Lines))
	for i, l := range d.Answer.Lines {
		marks := []app.UI{el.Maybe("strong", "code", l.Code.String())}
		for _, m := range l.Modifiers {
			marks = append(marks, el.Maybe("span", "modifier", m.String()))
		}
		items[i] = el.In("li", "line", el.In("div", "head",
			el.In("span", "modifiers", marks...), el.Maybe("span", "", w.UnitCount(l.Units)), el.Maybe("span", "status", w.Status[l.Status]),
			el.In("span", "total", ui.Money(d.words, d, l.Allowed, "line-"+strconv.Itoa(i), w.Allowed+", "+l.Code.String()))))
	}
	return el.In("section", "lines").Hidden(len(items) == 0).Aria("labelledby", "lines-heading").Body(
		el.In("h3", "unseen", app.Text(w.Lines)).ID("lines-heading"), el.In("ol", "", items...))
}

// remarks say of which place and day the prices are, where the next unit
// begins, and what must be looked at before a claim is sent.
func (r *result) remarks() app.UI {
	d := r.Desk
	w := d.words.Embed
	parts := []app.UI{el.Maybe("p", "context", w.PricesOf(d.placeName(), d.words.Date(d.Answer.Date)))}
	if next := d.Answer.Units.Next.Minutes; len(d.Answer.Units.ByCode) > 0 && next > 0 && d.Answer.Units.Rule == rules.TotalTime {
		parts = append(parts, el.Maybe("p", "", w.Next(next)))
	}
	if d.Answer.Totals.Partial {
		parts = append(parts, el.Maybe("p", "", w.Partial))
	}
	for _, f := range d.Answer.Findings {
		if f.Severity == finding.Blocks || f.Severity == finding.Reduces {
			parts = append(parts, el.In("p", "check-first", el.Maybe("strong", "", w.Blocks+": "),
				app.Elem("span").Attr("lang", "en").Text(f.Message+" "+f.Fix)))
		}
	}
	return el.In("div", "remarks", parts...)
}

// placeName is the place of the prices in words.
func (d *desk) placeName() string {
	v := d.Reading.Visit
	locality := v.Locality
	if v.ZIP != "" {
		locality, _, _ = d.Find.Book.ZIP(v.ZIP, v.Date) // it was found when the form was read
	}
	if name := d.Find.On(v.Date).Place(locality); name != "" {
		return name
	}
	return d.words.Form.National
}

func (d *desk) amount(f trace.Figure) string {
	if !f.Known() {
		return d.words.Answer.Unknown
	}
	return d.words.Money(f.Value)
}
