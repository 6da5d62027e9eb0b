package day

import (
	"slices"
	"strconv"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"therapytally/app/sheet"
	"therapytally/app/ui"
	"therapytally/app/workspace"
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
		p.root.After(tickEvery/20, ui.Later(func(ctx app.Context) { ctx.PreventUpdate(); p.whenDone(ctx) }))
		return
	}
	p.On.Do(ctx, func() { p.tellUnfinished(p.onPaper()) })
	ui.Then(p.root, func() { app.Window().Call("print") })
}

// Render implements app.Composer.
func (a *Paper) Render() app.UI { return ui.Safe(a.P.words.Broken, a.render) }

func (a *Paper) render() app.UI {
	paper := app.Elem("div").ID("paper").Class("paper").Aria("hidden", true)
	switch a.P.view.paper {
	case paperVisit:
		return paper.Body(a.P.visitPage().elements()...)
	case paperSheet:
		return paper.Class("sheet").Body(a.P.sheetPage().elements()...)
	}
	return paper
}

// page is what a paper says, however it is laid out.
type page struct {
	title, about string
	head         []string
	rows         [][]string
	notes        []string
	small        string
}

// visitPage is the visit on the desk: its lines and totals, or why there are
// none.
func (p *Parts) visitPage() page {
	w, s := p.words.Day.Paper, p.store
	out := page{title: w.Visit + " " + p.labeled(), small: p.small()}
	if s.Phase != workspace.Ready {
		out.about = s.Form.Date + ": " + w.NoAnswer
		out.notes = []string{p.why(sumOf(s))}
		return out
	}
	e := s.Answer
	place := p.words.Form.National
	if s.Reading.Visit.ZIP != "" || s.Form.Place != "" {
		place = s.Form.Place
	}
	out.about = p.words.Date(e.Date) + " · " + p.words.Day.Clinic.PayerName(s.Form.Payer.Kind) + " · " + place
	out.head = []string{w.Code, w.Name, w.Modifiers, w.Units, w.Minutes, w.Allowed, w.Held, w.Plan, w.Patient}
	out.rows = p.lineRows()
	out.notes = p.timeNotes()
	if !e.Totals.Sequestration.Known() || e.Totals.Sequestration.Value.IsZero() {
		out.dropColumn(w.Held)
	}
	return out
}

// lineRows are the lines of the visit on the desk and their total. The minutes
// of a code stand on its first line; a line that is not paid says so.
func (p *Parts) lineRows() [][]string {
	e := p.store.Answer
	var rows [][]string
	told, lacks := map[code.HCPCS]bool{}, missing(p.store)
	for _, l := range e.Lines {
		minutes, name := "", l.Name
		if !told[l.Code] && !slices.Contains(lacks, l.Code.String()) {
			told[l.Code] = true
			therapist, assistant := minutesOf(p.store.Reading.Visit, l.Code)
			minutes = strconv.Itoa(therapist + assistant)
		}
		if status := p.words.Answer.Status[l.Status]; status != "" {
			name += " · " + status
		}
		rows = append(rows, []string{l.Code.String(), name, modifiers(l), strconv.Itoa(l.Units), minutes,
			p.amount(l.Allowed), p.amount(l.Sequestration), p.amount(l.PlanPays), p.amount(l.Patient)})
	}
	t := e.Totals
	return append(rows, []string{p.words.Day.Paper.Total, "", "", "", "",
		p.amount(t.Allowed), p.amount(t.Sequestration), p.amount(t.PlanPays), p.amount(t.Patient)})
}

func (p *Parts) amount(f trace.Figure) string {
	if !f.Known() {
		return p.words.Answer.Unknown
	}
	return p.words.Money(f.Value)
}

// sheetPage is the day sheet; a visit that nobody asked for is no part of it.
func (p *Parts) sheetPage() page {
	w := p.words.Day.Paper
	out := page{title: w.Sheet, head: []string{w.Label, w.Date, w.Payer, w.Lines, w.Units, w.Allowed, w.Held}, small: p.small()}
	held := false
	for _, v := range p.Sheet.Visits {
		if !p.stored[v.ID] {
			continue
		}
		view := p.rowView(v)
		sum, _ := p.sum(v.ID)
		text := ""
		if sum.Held.Known() && !sum.Held.Value.IsZero() {
			text, held = p.words.Money(sum.Held.Value), true
		}
		out.rows = append(out.rows, []string{v.Label, v.Texts[sheet.DateField], p.words.Day.Clinic.PayerName(sum.Payer), p.linesOrWhy(sum), view.Units, view.Allowed, text})
	}
	out.about = w.Of(len(out.rows), p.device.Today())
	if !held {
		out.dropColumn(w.Held)
	}
	return out
}

// dropColumn leaves a column out that says nothing.
func (g *page) dropColumn(name string) {
	at := slices.Index(g.head, name)
	g.head = slices.Delete(g.head, at, at+1)
	for i := range g.rows {
		g.rows[i] = slices.Delete(g.rows[i], at, at+1)
	}
}

// lines are the billed codes of a visit in one text; what is not paid says so.
func (p *Parts) lines(of []billed) string {
	out := make([]string, len(of))
	for i, l := range of {
		out[i] = l.text
		if status := p.words.Answer.Status[l.status]; status != "" {
			out[i] += " (" + strings.ToLower(status) + ")"
		}
	}
	return strings.Join(out, ", ")
}

// small is what must stand on every paper.
func (p *Parts) small() string { return strings.Join(p.words.Notice, " ") }
