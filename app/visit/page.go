package visit

import (
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"therapytally/app/draft"
	"therapytally/app/el"
	"therapytally/app/explain"
	"therapytally/app/ui"
	"therapytally/app/words"
	"therapytally/app/workspace"
	"therapytally/rules"
	"therapytally/rules/code"
)

// firstCode is the service that a fresh page offers.
const firstCode = "97530"

// Page is the page of one visit.
type Page struct {
	app.Compo
	words *words.Words
	desk  *desk
	err   error
}

// OnInit implements app.Initializer.
func (p *Page) OnInit() {
	p.words = words.English()
	w := p.words
	book, err := rules.Standard()
	if err != nil {
		p.err = err
		return
	}
	p.desk = &desk{words: w, now: browserNow, Store: workspace.New(book, code.DateOf(time.Now()).String(), w.Form.National, firstCode)}
	ui.Breathe()
	p.desk.openDay()
	ui.Breathe()
}

// OnMount implements app.Mounter.
func (p *Page) OnMount(ctx app.Context) {
	if p.desk != nil {
		p.desk.root = ctx
		ctx.Handle(ui.Broke, func(app.Context, app.Action) { p.desk.broke() })
		p.desk.watch()
		p.desk.startDay(ctx)
	}
}

// Render implements app.Composer.
func (p *Page) Render() app.UI { return ui.Safe(p.words.Broken, p.render) }

func (p *Page) render() app.UI {
	d := p.desk
	if d == nil {
		return app.Elem("p").Class("notice").Role("alert").Text(p.err.Error())
	}
	ui.Breathe()
	d.drawn, d.whole = d.now(), d.Version
	return el.In("div", "",
		d.dayNotices(),
		el.In("div", "desk",
			el.In("div", "entry",
				d.daySheet(),
				p.visit(),
				p.services(),
				p.coverage(),
				&notes{Desk: d, View: d.notesView()},
				d.daySignals(),
				d.dayClinic(),
				d.dayKeeping(),
				&peek{Desk: d, Mark: d.marks(), Text: d.peekText(), Phase: d.Phase},
			),
			&answer{Desk: d, Version: d.Version, Noted: d.noted, ToCopy: d.toCopy},
		),
		notice(d.words),
		&explain.Dialog{On: d, Words: d.words, Book: d.Find.Book, Trace: d.Why.Trace, Support: d.Why.Support, Node: d.Why.Node, Shown: d.Why.Shown, What: d.Why.What},
		&explain.Decision{On: d, Words: d.words, Book: d.Find.Book, Path: d.Path, Has: d.codeOfPath()},
		d.dayStill(),
		d.dayCountdown(),
		d.dayPaper(),
		app.Elem("p").Class("unseen").Role("status").Aria("live", "polite").Text(d.said),
	)
}

func notice(w *words.Words) app.UI {
	lines := make([]app.UI, len(w.Notice))
	for i, line := range w.Notice {
		lines[i] = el.Say("p", "", line)
	}
	return el.In("div", "legal", lines...)
}

func (p *Page) visit() app.UI {
	d, w := p.desk, p.desk.words.Form
	covered := d.Find.Book.Covered()
	return app.Elem("section").Class("visit").Aria("labelledby", "visit-heading").Body(
		app.Elem("h2").ID("visit-heading").Text(w.Visit),
		el.In("div", "fields",
			&ui.Field{
				On: d, ID: string(draft.Date), Label: w.Date, Value: d.Form.Date, Type: "date",
				Least: covered.From.String(), Most: covered.Through.String(), Problem: d.problemAt(draft.Date),
			},
			&segments{Desk: d, Chosen: d.Form.Discipline},
			d.payer().Kind(),
			&ui.Combobox{
				On: d, ID: string(draft.Place), Label: w.Place, Value: d.Form.Place, Listing: w.Place,
				Hint: d.placeHint(), Problem: d.problemAt(draft.Place), Options: d.options(draft.Place), Active: d.active(draft.Place),
			},
		),
	)
}

// placeHint says which locality the prices are of.
func (d *desk) placeHint() string {
	v, w := d.Reading.Visit, d.words.Form
	switch locality, _, err := d.Find.Book.ZIP(v.ZIP, v.Date); {
	case v.ZIP != "" && err == nil:
		return w.PlaceFound(d.Find.On(v.Date).Place(locality), locality.String())
	case v.Locality != code.National:
		return w.PlaceFound("", v.Locality.String())
	}
	return w.PlaceHint
}

func (p *Page) services() app.UI {
	d := p.desk
	rows := make([]app.UI, len(d.Form.Rows))
	for i := range d.Form.Rows {
		rows[i] = &row{Desk: d, View: d.rowView(i)}
	}
	return app.Elem("section").Class("services").Aria("labelledby", "services-heading").Body(
		el.In("div", "bar",
			app.Elem("h2").ID("services-heading").Text(d.words.Form.Services),
			el.Button("charges", "link").Aria("pressed", d.Form.Charges).OnClick(ui.Handle(p.onCharges)).Text(d.words.Form.Charges),
		),
		app.Elem("div").Class("check with").Hidden(!d.Form.TakesAssistant()).Body(
			app.ElemSelfClosing("input").ID("assistants").Attr("type", "checkbox").Attr("checked", d.Form.Assistants).Aria("describedby", "assistants-note").OnChange(ui.Handle(p.onAssistants)),
			app.Elem("label").Attr("for", "assistants").Text(d.words.Time.WithAssistant),
			app.Elem("p").ID("assistants-note").Class("note").Hidden(!d.Form.Assistants).Text(d.words.Time.TogetherHint),
		),
		app.Elem("ol").ID("services").Class("rows").Body(rows...),
		el.Button(string(draft.AddService), "quiet add").OnClick(ui.Handle(p.onAdd)).Body(
			app.Elem("span").Aria("hidden", true).Text("+"), app.Text(d.words.Form.Add)),
		d.day.UndoBar(),
		&loose{Desk: d, Texts: d.looseTexts(), Day: d.otherDay(), Off: d.unbilled()},
		&counts{Desk: d, Open: d.Counting, Codes: d.codesText()},
	)
}

func (p *Page) onAssistants(ctx app.Context, _ app.Event) {
	on := ctx.JSSrc().Get("checked").Bool()
	p.desk.change(ctx, func() { p.desk.WithAssistant(on, p.desk.now()) })
}

func (p *Page) onCharges(ctx app.Context, _ app.Event) {
	p.desk.do(ctx, func() { p.desk.Form.Charges = !p.desk.Form.Charges })
}

func (p *Page) onAdd(ctx app.Context, _ app.Event) {
	var next draft.Field
	p.desk.change(ctx, func() { p.desk.Change(func(s *draft.State) { next = s.Add() }) })
	p.desk.focus(next)
}
