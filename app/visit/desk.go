// Package visit is the page where one visit is entered and estimated.
package visit

import (
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"therapytally/app/day"
	"therapytally/app/draft"
	"therapytally/app/explain"
	"therapytally/app/fault"
	"therapytally/app/timer"
	"therapytally/app/ui"
	"therapytally/app/words"
	"therapytally/app/workspace"
	"therapytally/rules/trace"
)

// desk joins the store to the screen: what happens in a part changes the
// store, then the page is drawn anew from its root.
type desk struct {
	*workspace.Store
	words *words.Words
	root  app.Context
	now   func() timer.Instant
	drawn timer.Instant // when the page was last drawn: one reading for all its times
	day   *day.Parts
	ahead ui.Ahead
	whole int // the version that the whole page was drawn for last

	said    string // what the live region says
	news    string // what has happened and is still to be said
	told    int    // the version whose answer was said last
	changes int
	toCopy  string // what the browser did not let us copy
	noted   string // what was copied last
	copies  int
}

// do changes the store. A panic hides the results and leaves the input.
func (d *desk) do(ctx app.Context, action func()) {
	d.act(ctx, action)
	d.root.Update()
}

func (d *desk) act(ctx app.Context, action func()) {
	ctx.PreventUpdate()
	explains := d.Why.Open
	d.guard(action)
	d.guard(d.saveDay)
	if explains && !d.Why.Open {
		d.then(func() { closeModal(explain.ID) }) // what it explained is no more
	}
	if d.day != nil {
		if text := d.day.Unsaid(); text != "" {
			d.Say(text)
		}
	}
}

// then does something once the page has been drawn.
func (d *desk) then(after func()) {
	ui.Then(d.root, after)
}

func (d *desk) guard(action func()) {
	defer func() {
		if r := recover(); r != nil {
			fault.Log("an action on the visit", r)
			d.hide()
		}
	}()
	action()
}

// broke hides everything after a fault that no action has caught.
func (d *desk) broke() {
	d.hide()
	d.root.Update()
}

// hide takes the results of the visit away, in the list of the day as well.
func (d *desk) hide() {
	d.Break()
	if d.day != nil {
		d.day.Version++
	}
}

// change does what may change the answer, and says the new one after a pause.
func (d *desk) change(ctx app.Context, action func()) {
	d.changed(func() { d.do(ctx, action) })
}

func (d *desk) changed(do func()) {
	before := d.Version
	d.noted, d.toCopy = "", ""
	do()
	if d.Version != before {
		d.speakLater()
	}
}

// behind reports whether amounts have been drawn whose account has not.
func (d *desk) behind() bool { return d.whole != d.Version }

// quiet is how long the typing must rest before the answer is said aloud.
const quiet = 900 * time.Millisecond

func (d *desk) speakLater() {
	d.changes++
	now := d.changes
	d.root.After(quiet, ui.Later(func(ctx app.Context) {
		if now != d.changes {
			ctx.PreventUpdate()
			return
		}
		d.said = d.spoken()
	}))
}

// say announces one thing, politely, and nothing after it: one change is one
// announcement.
func (d *desk) say(text string) {
	d.changes++
	d.said = text
	d.root.Update()
}

// summary is the answer in one sentence.
func (d *desk) summary() string {
	w := d.words
	switch d.Phase {
	case workspace.Ready:
		t := d.Answer.Totals
		u := d.Answer.Units
		return w.Answer.Announce(d.Units(), u.TimedUnits, u.TimedMinutes, d.amount(t.Allowed), d.amount(t.PlanPays), d.amount(t.Patient))
	case workspace.Blocked:
		return w.Answer.AnnounceHidden(d.problemText(d.Problem))
	}
	return "" // what is broken is an alert of its own
}

func (d *desk) problemText(p draft.Problem) string {
	return d.words.Problem(p, d.words.Date, d.Find.Book.Covered())
}

// problemAt is what to say at a field, or "".
func (d *desk) problemAt(f draft.Field) string {
	if p, ok := d.ProblemOf(f); ok {
		return d.problemText(p)
	}
	return ""
}

// fieldName is what a field is called: a service's field with its service.
func (d *desk) fieldName(f draft.Field) string {
	w := d.words.Form
	for i, r := range d.Form.Rows {
		name := w.Service(i + 1)
		if read := d.Reading.Rows[i]; read.Name != "" {
			name = read.Code.String()
		}
		switch f {
		case draft.CodeOf(r.Key):
			return w.Service(i + 1)
		case draft.MinutesOf(r.Key):
			return w.Of(name, w.Minutes)
		case draft.AssistantOf(r.Key):
			return w.Of(name, d.words.Time.Assistant)
		case draft.UnitsOf(r.Key):
			return w.Of(name, w.Units)
		case draft.ChargeOf(r.Key):
			return w.Of(name, w.Charge)
		}
	}
	if name := d.dayField(f); name != "" {
		return name
	}
	switch f {
	case draft.Date:
		return w.Date
	case draft.Place:
		return w.Place
	case draft.Deductible:
		return w.Deductible
	case draft.UsedPTSLP, draft.UsedOT:
		return w.Used(d.Form.Discipline)
	}
	return w.Visit
}

// focus moves the focus to a field and shows the part that holds it.
func (d *desk) focus(f draft.Field) {
	switch f {
	case draft.Deductible, draft.UsedPTSLP, draft.UsedOT, draft.PayerRate, draft.PayerCap, draft.PayerCopay, draft.PayerCoinsurance:
		d.Coverage = true
	}
	d.Form.Reveal(f)
	d.revealDay(f)
	d.then(func() { focusElement(string(f)) })
}

// clickAgain repeats a click. The element's own click would do nothing while the
// first is handled.
func clickAgain(id string) {
	if e := app.Window().GetElementByID(id); e.Truthy() {
		e.Call("dispatchEvent", app.Window().Get("MouseEvent").New("click"))
	}
}

func focusElement(id string) {
	if e := app.Window().GetElementByID(id); e.Truthy() {
		e.Call("focus")
	}
}

// Typed implements ui.Events. New amounts in place of others are drawn ahead.
func (d *desk) Typed(ctx app.Context, id, text string) {
	before := d.Phase
	d.changed(func() {
		d.act(ctx, func() { d.Type(draft.Field(id), text) })
		d.ahead.Draw(d.root, before == workspace.Ready && d.Phase == workspace.Ready)
	})
}

// Entered implements ui.Events.
func (d *desk) Entered(ctx app.Context, id string) {
	d.do(ctx, func() { d.Enter(draft.Field(id)) })
}

// Left implements ui.Events.
func (d *desk) Left(ctx app.Context, id string) {
	d.change(ctx, func() { d.Leave(draft.Field(id), d.now()) })
}

// Stepped implements ui.Events.
func (d *desk) Stepped(ctx app.Context, id string, by int) {
	d.change(ctx, func() { d.Step(draft.Field(id), by) })
}

// Opened implements ui.Events.
func (d *desk) Opened(ctx app.Context, id string) {
	d.do(ctx, func() { d.Open(draft.Field(id)) })
}

// Moved implements ui.Events.
func (d *desk) Moved(ctx app.Context, id string, by int) {
	d.do(ctx, func() { d.Move(draft.Field(id), by) })
}

// Chosen implements ui.Events.
func (d *desk) Chosen(ctx app.Context, id string, index int) {
	d.change(ctx, func() { d.Choose(draft.Field(id), index, d.now()) })
}

// Took implements ui.Events.
func (d *desk) Took(ctx app.Context, id string) {
	d.change(ctx, func() { d.Take(draft.Field(id), d.now()) })
}

// Closed implements ui.Events.
func (d *desk) Closed(ctx app.Context, _ string) { d.do(ctx, d.Close) }

// Explain implements ui.Explainer. A figure that may be of the answer before is
// asked again once it is of this one.
func (d *desk) Explain(ctx app.Context, node int, shown, what, from string) {
	if d.behind() {
		d.do(ctx, func() {})
		d.then(func() { clickAgain(from) })
		return
	}
	d.explainIn(ctx, d.Answer.Trace, node, shown, what, from)
}

func (d *desk) explainIn(ctx app.Context, t *trace.Trace, node int, shown, what, from string) {
	d.do(ctx, func() { d.Store.Explain(t, node, shown, what, from) })
	d.then(func() { d.showModal(explain.ID, d.Why.Open) })
}

// showModal opens a dialog that is to be seen.
func (d *desk) showModal(id string, open bool) {
	if e := app.Window().GetElementByID(id); open && e.Truthy() && !e.Get("open").Bool() {
		e.Call("showModal")
	}
}

func closeModal(id string) {
	if e := app.Window().GetElementByID(id); e.Truthy() {
		e.Call("close")
	}
}

// Explained implements explain.Closer.
func (d *desk) Explained(ctx app.Context) {
	var from string
	d.do(ctx, func() { from = d.EndExplain() })
	d.then(func() { focusElement(from) })
}

// options are the suggestions of a field as the screen shows them.
func (d *desk) options(f draft.Field) []ui.Option {
	if d.Picker.Field != f {
		return nil
	}
	out := make([]ui.Option, len(d.Picker.Choices))
	for i, c := range d.Picker.Choices {
		out[i] = ui.Option{Label: c.Label, Note: c.Note}
		if f != draft.Place {
			out[i].Note = d.words.Form.Basis(c.Note)
		}
	}
	return out
}

func (d *desk) active(f draft.Field) int {
	if d.Picker.Field != f {
		return -1
	}
	return d.Picker.Active
}
