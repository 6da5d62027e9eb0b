package day

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"therapytally/app/el"
	"therapytally/app/keep"
	"therapytally/app/sheet"
	"therapytally/app/ui"
	"therapytally/app/workspace"
)

// Panel is the day sheet: which visit is on the desk, and the others.
type Panel struct {
	app.Compo
	P       *Parts
	Version int
}

// pageOf is how many visits the list shows at first, and adds at a time.
const pageOf = 60

// OnAppInstallChange implements app.AppInstaller.
func (a *Panel) OnAppInstallChange(ctx app.Context) {
	a.P.On.Do(ctx, func() { a.P.view.install = installable(); a.P.changed() })
}

// Render implements app.Composer.
func (a *Panel) Render() app.UI { return ui.Safe(a.P.words.Broken, a.render) }

func (a *Panel) render() app.UI {
	p, w := a.P, a.P.words.Day
	return app.Elem("section").ID("day").Class("day").Aria("labelledby", "day-heading").Body(
		el.In("div", "day-head",
			app.Elem("h2").ID("day-heading").Text(w.Sheet),
			app.Elem("span").ID("offline").Class("badge offline").Hidden(!p.view.offline).Text(w.Keep.WorksOffline(p.view.kept)),
		),
		a.bar(),
		p.keptLine(),
		app.Elem("div").ID("day-list").Class("day-list").Hidden(!p.view.open).Body(a.list()...),
	)
}

// install offers to install the page, where the browser does, and says why. The
// browser does so seconds after the start: it stands where it moves nothing that
// is being read.
func (p *Parts) install() app.UI {
	k := p.words.Day.Keep
	return app.Elem("div").Class("install").Hidden(!p.view.install).Body(
		app.Elem("span").ID("install-why").Text(k.InstallHint),
		p.button("install", "quiet", k.Install, func(ctx app.Context) {
			p.On.Do(ctx, func() { p.view.install = false; p.changed() })
			app.Window().Call("goappShowInstallPrompt")
			p.On.Focus("day-all")
		}).Aria("describedby", "install-why"),
	)
}

// bar is what always stands: the visit on the desk and the way to the others.
func (a *Panel) bar() app.UI {
	p, w := a.P, a.P.words.Day
	at, n := p.Sheet.Index(p.Current), len(p.Sheet.Visits)
	return el.In("div", "day-bar",
		&ui.Field{On: p, ID: LabelField, Label: w.Place(at+1, n), Value: p.view.label, Hint: w.NoNames, Problem: w.LabelWrong(p.view.labelWrong)},
		el.In("div", "day-steps",
			p.step("day-before", w.Before, "‹", -1).Aria("disabled", at <= 0),
			p.step("day-after", w.After, "›", +1).Aria("disabled", at >= n-1),
		),
		p.button("day-new", "", w.New, func(ctx app.Context) {
			p.after(ctx, func() { p.Add() }, w.Added, LabelField)
		}),
		p.act("day-all", "quiet", w.All(n), func() { p.view.open = !p.view.open; p.view.shown = pageOf; p.changed() }).
			Aria("expanded", p.view.open).Aria("controls", "day-list"),
	)
}

// step goes to a neighbor. It stays a button at the ends, so that the focus
// is not lost there.
func (p *Parts) step(id, name, sign string, by int) app.HTMLElem {
	return p.button(id, "quiet step-to", sign, func(ctx app.Context) {
		was := p.Current
		p.On.Do(ctx, func() { p.Step(by) })
		if p.Current != was {
			p.On.Say(p.words.Day.Shown(p.labeled()))
		}
	}).Aria("label", name)
}

// listed are the visits that the list, or the paper, shows now.
func (d *Day) listed() []sheet.Visit {
	if d.view.paper == paperSheet {
		return d.Sheet.Visits
	}
	return d.Sheet.Visits[:min(len(d.Sheet.Visits), max(pageOf, d.view.shown))]
}

// wanted are the visits whose sums are needed now.
func (d *Day) wanted() []sheet.Visit {
	if d.view.signals {
		return d.Sheet.Visits
	}
	return d.listed()
}

// lacks reports whether a visit that is wanted has no sum yet.
func (d *Day) lacks() bool {
	for _, v := range d.wanted() {
		if _, done := d.sum(v.ID); !done {
			return true
		}
	}
	return false
}

func (a *Panel) list() []app.UI {
	p, w := a.P, a.P.words.Day
	if !p.view.open {
		return nil
	}
	visits := p.listed()
	rows := make([]app.UI, len(visits))
	for i, v := range visits {
		rows[i] = &row{P: p, View: p.rowView(v)}
	}
	left, undo := len(p.Sheet.Visits)-len(visits), p.undoText()
	return []app.UI{
		el.In("ol", "visits", rows...),
		p.act("day-more", "quiet", w.More(min(left, pageOf)), func() { p.view.shown = max(pageOf, p.view.shown) + pageOf; p.changed() }).Hidden(left == 0),
		app.Elem("div").Class("tools").Role("group").Aria("label", w.Visit(p.labeled())).Body(
			p.button("day-copy", "quiet", w.Duplicate, func(ctx app.Context) { p.after(ctx, func() { p.Duplicate() }, w.Copied, LabelField) }),
			p.act("day-up", "quiet", w.Earlier, func() { p.Move(-1) }),
			p.act("day-down", "quiet", w.Later, func() { p.Move(+1) }),
			p.button("day-remove", "quiet", w.Remove, p.onRemove),
			p.button("day-undo", "quiet", undo, p.undo).Hidden(undo == ""),
		),
		p.files(),
	}
}

func (p *Parts) onRemove(ctx app.Context) {
	p.Removal(ctx, p.Remove)
	p.On.Focus("day-undo")
}

// rowView is what the list shows of a visit.
type rowView struct {
	ID, Label, Payer        string
	Units, Allowed, Running string
	Mark                    string // what two tabs or a break have done to it
	On                      bool
}

func (p *Parts) rowView(v sheet.Visit) rowView {
	w := p.words.Day
	out := rowView{ID: v.ID, Label: v.Label, On: v.ID == p.Current}
	sum, done := p.sum(v.ID)
	if done {
		out.Payer = w.Clinic.PayerName(sum.Payer)
	}
	switch {
	case !done:
		out.Units = "…"
	case sum.Phase == workspace.Waiting:
		out.Units = w.NotYet
	case sum.Phase != workspace.Ready:
		out.Units = w.Fix
	default:
		out.Units, out.Allowed = w.Units(sum.Units), p.words.Answer.Unknown
		if sum.Allowed.Known() {
			out.Allowed = p.words.Money(sum.Allowed.Value)
		}
	}
	if len(v.Timer.Running()) > 0 {
		out.Running = w.Running
	}
	switch p.markOf(v.ID) {
	case keep.Conflict:
		out.Mark = w.Keep.TwoStates
	case keep.Older:
		out.Mark = w.Keep.OlderState
	}
	return out
}

// row is a visit of the list.
type row struct {
	app.Compo
	P    *Parts
	View rowView
}

// CompoID implements app.DismountEnforcer.
func (r *row) CompoID() string { return r.View.ID }

// Render implements app.Composer.
func (r *row) Render() app.UI { return ui.Safe(r.P.words.Broken, r.render) }

func (r *row) render() app.UI {
	v, w := r.View, r.P.words.Day
	return el.In("li", "",
		el.Button("visit-"+v.ID, "to").Aria("current", strconv.FormatBool(v.On)).OnClick(ui.Handle(r.onClick, v.ID)).Body(
			el.Say("span", "unseen", w.Visit("")),
			el.In("strong", "", app.Text(v.Label+" "), el.Say("small", "", v.Payer)),
			el.Say("span", "units", v.Units),
			app.Elem("span").Class("badge").Hidden(v.Running == "").Text(v.Running),
			app.Elem("span").Class("badge marked").Hidden(v.Mark == "").Text(v.Mark),
			el.Say("span", "total", v.Allowed),
		),
	)
}

func (r *row) onClick(ctx app.Context, _ app.Event) {
	p, id := r.P, r.View.ID
	p.after(ctx, func() { p.Switch(id) }, p.words.Day.Shown, "")
}
