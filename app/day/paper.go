package day

import (
	"strconv"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"therapytally/app/sheet"
	"therapytally/app/store"
	"therapytally/app/ui"
	"therapytally/rules"
	"therapytally/rules/code"
	"therapytally/rules/trace"
)

// Paper is what is printed: the visit on the desk or the day sheet, on one
// page of Letter. It is laid out only while it is printed.
type Paper struct {
	app.Compo
	P       *Parts
	Version int
}

// print lays the paper out and prints it. A sheet waits for its sums.
func (p *Parts) print(ctx app.Context, what paper) {
	p.On.Do(ctx, func() { p.view.paper = what; p.changed() })
	p.whenDone(ctx)
}

func (p *Parts) whenDone(ctx app.Context) {
	if p.view.paper == paperSheet && p.lacks() {
		p.root.After(tickEvery/20, func(ctx app.Context) { ctx.PreventUpdate(); p.whenDone(ctx) })
		return
	}
	p.On.Do(ctx, func() { p.tellUnfinished(p.onPaper()) })
	p.root.Dispatch(func(ctx app.Context) {
		ctx.Defer(func(app.Context) { app.Window().Call("print") })
	})
}

// Render implements app.Composer.
func (a *Paper) Render() app.UI { return ui.Safe(a.P.words.Broken, a.render) }

func (a *Paper) render() app.UI {
	p := a.P
	paper := app.Elem("div").ID("paper").Class("paper").Aria("hidden", true)
	switch p.view.paper {
	case paperVisit:
		return paper.Body(p.visitPaper()...)
	case paperSheet:
		return paper.Class("sheet").Body(p.sheetPaper()...)
	}
	return paper
}

// cells is a row of a table; the first cell heads it.
func cells(texts ...string) app.UI {
	out := make([]app.UI, len(texts))
	for i, t := range texts {
		out[i] = app.Elem("td").Text(t)
	}
	return app.Elem("tr").Body(out...)
}

func table(head []string, rows []app.UI) app.UI {
	names := make([]app.UI, len(head))
	for i, t := range head {
		names[i] = app.Elem("th").Attr("scope", "col").Text(t)
	}
	return app.Elem("table").Body(app.Elem("thead").Body(app.Elem("tr").Body(names...)), app.Elem("tbody").Body(rows...))
}

// visitPaper is the visit on the desk: its lines and totals, or why there are
// none.
func (p *Parts) visitPaper() []app.UI {
	w, s := p.words.Day.Paper, p.store
	out := []app.UI{app.Elem("h1").Text(w.Visit + " " + p.labelled())}
	if s.Phase != store.Ready {
		return append(out, app.Elem("p").Text(s.Form.Date+": "+w.NoAnswer))
	}
	e := s.Answer
	var rows []app.UI
	told := map[code.HCPCS]bool{}
	for _, l := range e.Lines {
		minutes := ""
		if !told[l.Code] {
			told[l.Code] = true
			therapist, assistant := minutesOf(s.Reading.Visit, l.Code)
			minutes = strconv.Itoa(therapist + assistant)
		}
		rows = append(rows, cells(l.Code.String(), l.Name, modifiers(l), strconv.Itoa(l.Units), minutes,
			p.amount(l.Allowed), p.amount(l.PlanPays), p.amount(l.Patient)))
	}
	t := e.Totals
	rows = append(rows, cells(w.Total, "", "", "", "", p.amount(t.Allowed), p.amount(t.PlanPays), p.amount(t.Patient)))
	place := p.words.Form.National
	if s.Reading.Visit.ZIP != "" || s.Form.Place != "" {
		place = s.Form.Place
	}
	return append(out,
		app.Elem("p").Text(p.words.Date(e.Date)+" · "+p.words.Day.Clinic.PayerName(s.Form.Payer.Kind)+" · "+place),
		table([]string{w.Code, w.Name, w.Modifiers, w.Units, w.Minutes, w.Allowed, w.Plan, w.Patient}, rows),
		app.Elem("p").Text(w.Timed(e.Units.TimedMinutes, s.Form.Treatment(s.Reading, p.instant()).Minutes)),
		p.small(),
	)
}

func (p *Parts) amount(f trace.Figure) string {
	if !f.Known() {
		return p.words.Answer.Unknown
	}
	return p.words.Money(f.Value)
}

// sheetPaper is the day sheet as a table.
func (p *Parts) sheetPaper() []app.UI {
	w := p.words.Day.Paper
	var rows []app.UI
	for _, v := range p.Sheet.Visits {
		view := p.rowView(v)
		sum, _ := p.sum(v.ID)
		rows = append(rows, cells(v.Label, v.Texts[sheet.DateField], p.words.Day.Clinic.PayerName(sum.Payer), sum.Lines, view.Units, view.Allowed))
	}
	return []app.UI{
		app.Elem("h1").Text(w.Sheet),
		table([]string{w.Label, w.Date, w.Payer, w.Lines, w.Units, w.Allowed}, rows),
		p.small(),
	}
}

// lines are the billed codes of a visit in one text.
func lines(of []rules.Line) string {
	out := make([]string, len(of))
	for i, l := range of {
		out[i] = sheet.ClaimLine{Code: l.Code.String(), Units: l.Units}.Text()
	}
	return strings.Join(out, ", ")
}

// small is what must stand on every paper.
func (p *Parts) small() app.UI {
	text := ""
	for _, line := range p.words.Notice {
		text += line + " "
	}
	return app.Elem("p").Class("small").Text(text)
}
