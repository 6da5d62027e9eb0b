package embed

import (
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"therapytally/app/clinic"
	"therapytally/app/draft"
	"therapytally/app/explain"
	"therapytally/app/fault"
	"therapytally/app/lookup"
	"therapytally/app/timer"
	"therapytally/app/ui"
	"therapytally/app/words"
	"therapytally/app/workspace"
	"therapytally/rules"
	"therapytally/rules/code"
)

// desk joins the state of one visit to the compact view of it.
type desk struct {
	*workspace.Store
	words *words.Words
	set   Settings
	payer string // by its name in the settings
	root  app.Context

	said    string
	changes int
	tell    func(*workspace.Store)
}

// usualCode is the service that a frame without codes begins with.
const usualCode = "97530"

func newDesk(book *rules.Book, w *words.Words, s Settings, today string, tell func(*workspace.Store)) *desk {
	d := &desk{words: w, set: s, payer: s.Payer, tell: tell}
	if d.payer == "" {
		d.payer = clinic.Medicare
	}
	first := usualCode
	var names []string
	for _, c := range s.Codes {
		names = append(names, c.String())
	}
	if len(names) > 0 {
		first = names[0]
	}
	d.Store = workspace.New(book, today, w.Form.National, first)
	d.Find.SetFirst(names)
	d.pay(d.payer)
	d.Change(func(f *draft.State) { d.fill(f, names) })
	return d
}

// fill puts the settings into the form.
func (d *desk) fill(f *draft.State, codes []string) {
	if d.set.Discipline != code.NoDiscipline {
		f.SetDiscipline(d.set.Discipline)
	}
	if d.set.Place.Given() {
		on := d.Find.Book.Covered().Through
		f.Set(draft.Place, d.set.Place.ZIP)
		if d.set.Place.ZIP == "" {
			f.Set(draft.Place, d.Find.On(on).Place(d.set.Place.Locality))
		}
	}
	for i, c := range codes {
		h, _ := code.ParseHCPCS(c) // it was read
		info, _ := d.Find.Book.Code(h)
		if i > 0 {
			f.Add()
		}
		f.Set(draft.CodeOf(f.Rows[i].Key), lookup.Label(info))
	}
}

// pay makes the terms of a payer hold.
func (d *desk) pay(name string) {
	d.payer, d.Terms = name, nil
	if terms, ok := d.set.Rates.Terms(name); ok && name != clinic.Medicare {
		d.Terms = &terms
	}
	d.Recount()
}

// do changes what is shown. A panic hides the results and leaves the input.
func (d *desk) do(ctx app.Context, action func()) {
	ctx.PreventUpdate()
	d.guard(action)
	d.root.Update()
}

func (d *desk) guard(action func()) {
	defer func() {
		if r := recover(); r != nil {
			fault.Log("an action in the frame", r)
			d.Break()
		}
	}()
	action()
}

// quiet is how long the typing must rest before the answer is said and told.
const quiet = 900 * time.Millisecond

// change does what may change the answer.
func (d *desk) change(ctx app.Context, action func()) {
	before := d.Version
	d.do(ctx, action)
	if d.Version == before {
		return
	}
	d.tell(d.Store)
	d.changes++
	now := d.changes
	d.root.After(quiet, ui.Later(func(ctx app.Context) {
		if now != d.changes {
			ctx.PreventUpdate()
			return
		}
		d.said = d.summary()
	}))
}

func (d *desk) summary() string {
	w := d.words.Embed
	switch d.Phase {
	case workspace.Ready:
		u, t := d.Answer.Units, d.Answer.Totals
		return w.Count(u.TimedMinutes) + ", " + w.UnitCount(u.TimedUnits) + ". " + w.Allowed + ": " + d.amount(t.Allowed) + ". " + w.PatientOwes + ": " + d.amount(t.Patient) + "."
	case workspace.Blocked:
		return w.MendTitle + ": " + d.problem(d.Problem)
	case workspace.Broken:
		return d.words.Broken
	}
	return ""
}

func (d *desk) problem(p draft.Problem) string {
	if say := d.words.Embed.Problem; say != nil {
		return say(p)
	}
	return d.words.Problem(p, d.words.Date, d.Find.Book.Covered())
}

func (d *desk) problemAt(f draft.Field) string {
	if p, ok := d.ProblemOf(f); ok {
		return d.problem(p)
	}
	return ""
}

// then does something once the page has been drawn.
func (d *desk) then(after func()) { ui.Then(d.root, after) }

// Typed implements ui.Events.
func (d *desk) Typed(ctx app.Context, id, text string) {
	d.change(ctx, func() { d.Type(draft.Field(id), text) })
}

// Entered implements ui.Events.
func (d *desk) Entered(ctx app.Context, id string) {
	d.do(ctx, func() { d.Enter(draft.Field(id)) })
}

// Left implements ui.Events.
func (d *desk) Left(ctx app.Context, id string) {
	d.change(ctx, func() { d.Leave(draft.Field(id), timer.Instant{}) })
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
	d.change(ctx, func() { d.Choose(draft.Field(id), index, timer.Instant{}) })
}

// Took implements ui.Events.
func (d *desk) Took(ctx app.Context, id string) {
	d.change(ctx, func() { d.Choose(draft.Field(id), d.Picker.Active, timer.Instant{}) })
}

// Closed implements ui.Events.
func (d *desk) Closed(ctx app.Context, _ string) { d.do(ctx, d.Close) }

// Chose implements ui.Chooser: who pays.
func (d *desk) Chose(ctx app.Context, _, name string) {
	d.change(ctx, func() { d.pay(name) })
}

// Explain implements ui.Explainer.
func (d *desk) Explain(ctx app.Context, node int, shown, what, from string) {
	d.do(ctx, func() { d.Store.Explain(d.Answer.Trace, node, shown, what, from) })
	d.then(func() {
		if d.Why.Open {
			showModal(explain.ID)
		}
	})
}

// Explained implements explain.Closer.
func (d *desk) Explained(ctx app.Context) {
	var from string
	d.do(ctx, func() { from = d.EndExplain() })
	d.then(func() { focus(from) })
}

// options are the suggestions of a field.
func (d *desk) options(f draft.Field) []ui.Option {
	if d.Picker.Field != f {
		return nil
	}
	out := make([]ui.Option, len(d.Picker.Choices))
	for i, c := range d.Picker.Choices {
		out[i] = ui.Option{Label: c.Label}
		if f == draft.Place {
			out[i].Note = c.Note
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
