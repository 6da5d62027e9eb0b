// Package patient is the page on which a patient learns what therapy may cost.
package patient

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
	"github.com/shopspring/decimal"

	"therapytally/app/el"
	"therapytally/app/explain"
	"therapytally/app/fault"
	"therapytally/app/quote"
	"therapytally/app/ui"
	"therapytally/app/words"
	"therapytally/rules"
	"therapytally/rules/trace"
)

// desk joins the answers to the screen: what happens in a part changes them,
// then the page is drawn anew from its root.
type desk struct {
	book    *rules.Book
	words   *words.Words
	state   *quote.State
	work    *quote.Work // what is being worked out
	answer  quote.Answer
	compare quote.Comparisons
	paper   quote.Worksheet
	root    app.Context
	ahead   ui.Ahead

	// Versions of the parts: each is drawn anew where its own grows.
	version, courseVersion, compareVersion, paperVersion int

	turn      int         // of the working out: a later change ends an earlier one
	typing    quote.Field // the field that has the focus, "" for none
	editing   bool        // the services of a visit are shown
	allVisits bool
	sheet     bool // the worksheet is shown
	link      string
	copied    bool
	linkFault string
	why       why
	amounts   map[string]quote.Amount // by the id of its button

	said    string
	changes int

	site siteOf
}

// why is the figure whose steps are shown.
type why struct {
	trace       *trace.Trace
	node        int
	shown, what string
	from        string // id of the button that asked
}

// recount answers the single visits at once. The course and what is compared
// with it follow once the change is on the screen. It never panics: the answers
// come back after a stop, and would stop the page again at each start.
func (d *desk) recount() {
	remember(d.state)
	before := d.work
	d.broken()
	d.link, d.copied = "", false
	d.try(func() {
		d.work = quote.Begin(d.book, d.state, before)
		d.take()
	})
}

// broken hides every amount, for as long as nothing better is known.
func (d *desk) broken() {
	d.work, d.why = nil, why{}
	d.answer, d.compare, d.paper = quote.Answer{Phase: quote.Broken}, quote.Comparisons{}, quote.Worksheet{}
}

// take shows what is worked out by now. The long parts are drawn anew when they
// are whole or gone; until then they stand dimmed.
func (d *desk) take() {
	w := d.work
	d.answer, d.compare, d.paper = w.Answer, w.Compare, w.Paper
	d.site.tell(d.answer)
	if d.answer.Phase != quote.Ready || !d.answer.Pending {
		d.courseVersion++
	}
	if d.answer.Phase != quote.Ready || w.Compared {
		d.compareVersion++
	}
	if w.Printed {
		d.paperVersion++
	}
}

// do changes what is shown. A panic hides the results and leaves the answers.
func (d *desk) do(ctx app.Context, action func()) {
	d.act(ctx, action)
	d.root.Update()
}

func (d *desk) act(ctx app.Context, action func()) {
	ctx.PreventUpdate()
	d.try(action)
	d.version++
}

func (d *desk) try(action func()) {
	defer func() {
		if r := recover(); r != nil {
			fault.Log("a patient's answer", r)
			d.broken()
			d.courseVersion++
			d.compareVersion++
			d.paperVersion++
		}
	}()
	action()
}

// change changes an answer, goes on working at it after the typing rests, and
// says the new amounts after a pause.
func (d *desk) change(ctx app.Context, action func()) {
	d.do(ctx, func() { action(); d.recount() })
	d.changed(0)
}

func (d *desk) changed(rest time.Duration) {
	d.goOn(rest)
	d.changes++
	d.sayAfter(d.changes)
}

func (d *desk) sayAfter(change int) {
	d.root.After(quiet, ui.Later(func(ctx app.Context) {
		switch {
		case change != d.changes:
			ctx.PreventUpdate()
		case d.answer.Pending:
			ctx.PreventUpdate()
			d.sayAfter(change)
		default:
			d.said = d.summary()
		}
	}))
}

// goOn works on after a while, in slices that no keystroke waits long for.
func (d *desk) goOn(after time.Duration) {
	d.turn++
	turn := d.turn
	d.root.After(max(after, time.Millisecond), ui.Later(func(ctx app.Context) {
		if turn == d.turn {
			ui.Settle()
		}
		d.slice(ctx, turn)
	}))
}

func (d *desk) slice(ctx app.Context, turn int) {
	ctx.PreventUpdate()
	if turn != d.turn || d.work == nil {
		return
	}
	pending, compared, printed := d.answer.Pending, d.work.Compared, d.work.Printed
	more := true
	d.try(func() {
		for from := time.Now(); more && time.Since(from) < sliceTime; {
			more = d.work.Step()
			if pending && !d.work.Answer.Pending || compared != d.work.Compared || printed != d.work.Printed {
				break // to be drawn before the next part
			}
		}
	})
	if d.work == nil || pending != d.work.Answer.Pending || compared != d.work.Compared || printed != d.work.Printed {
		d.show()
	}
	if more && d.work != nil {
		d.root.After(time.Millisecond, ui.Later(func(ctx app.Context) { d.slice(ctx, turn) }))
	}
}

// finish works out all that is left, for who cannot wait.
func (d *desk) finish() {
	if d.work == nil {
		return
	}
	for d.work.Step() {
	}
	d.take()
}

// show draws what has become whole.
func (d *desk) show() {
	if d.work != nil {
		d.take()
	}
	d.version++
	d.root.Update()
}

const (
	typingRest = 150 * time.Millisecond // how long typing rests before the course is worked out
	sliceTime  = 6 * time.Millisecond
)

// quiet is how long the typing must rest before the answer is said aloud.
const quiet = 900 * time.Millisecond

func (d *desk) summary() string {
	w := d.words.Patient
	switch d.answer.Phase {
	case quote.Ready:
		if missing := d.missing(); missing != "" {
			return w.Next + ": " + w.Unknown + ". " + missing
		}
		return w.Next + ": " + d.told(d.answer.Next) + ". " + w.CourseOf(d.answer.Reach) + ": " + d.told(d.answer.Course) + "."
	case quote.Blocked:
		return w.MendHeading + " " + d.problem(d.answer.Problems[0])
	case quote.Broken:
		return d.words.Broken
	}
	return ""
}

// told writes a range in a sentence.
func (d *desk) told(r quote.Range) string {
	switch {
	case !r.Known():
		return d.words.Patient.Unknown
	case r.Single():
		return d.words.Money(r.High.Value)
	}
	return d.words.Patient.Between(d.words.Money(r.Low.Value), d.words.Money(r.High.Value))
}

func (d *desk) problem(p quote.Problem) string {
	w := d.words.Patient
	text := w.Faults[p.Fault]
	switch p.Fault {
	case quote.NoPrices:
		days := quote.Starts(d.book)
		text += " " + w.Days(d.words.Date(days.From), d.words.Date(days.Through))
	case quote.AboveYear:
		if most, err := decimal.NewFromString(p.Meant); err == nil {
			text += " " + w.YearsDeductible(p.Year, d.words.Money(most))
		}
	case quote.MeantPercent:
		text += " " + w.DidYouMean(p.Meant)
	}
	return text
}

// problemAt is what to say at a field. While it is typed in, nothing is: the
// text may still become right.
func (d *desk) problemAt(f quote.Field, line int) string {
	if f == d.typing && line < 0 || d.typing == lineField(line) && line >= 0 {
		return ""
	}
	for _, p := range slices.Concat(d.answer.Problems, d.answer.Aside) {
		if p.Field == f && p.Line == line {
			return d.problem(p)
		}
	}
	return ""
}

// growing reports whether the only faults are of the field being typed in.
func (d *desk) growing() bool {
	for _, p := range d.answer.Problems {
		if p.Field != d.typing && (p.Line < 0 || d.typing != lineField(p.Line)) {
			return false
		}
	}
	return true
}

// Typed implements ui.Events. New amounts in place of others are drawn ahead.
func (d *desk) Typed(ctx app.Context, id, text string) {
	before := d.answer.Phase
	d.act(ctx, func() { d.typing = fieldOf(id); d.set(id, text); d.recount() })
	d.ahead.Draw(d.root, before == quote.Ready && d.answer.Phase == quote.Ready)
	d.changed(typingRest)
}

// Entered implements ui.Events.
func (d *desk) Entered(ctx app.Context, _ string) { ctx.PreventUpdate() }

// Left implements ui.Events.
func (d *desk) Left(ctx app.Context, id string) {
	if d.typing != fieldOf(id) {
		ctx.PreventUpdate()
		return
	}
	d.do(ctx, func() { d.typing = "" })
}

// Stepped implements ui.Events.
func (d *desk) Stepped(ctx app.Context, id string, by int) {
	d.change(ctx, func() {
		n, err := strconv.Atoi(strings.TrimSpace(d.get(id)))
		if err != nil {
			n = 0
		}
		d.set(id, strconv.Itoa(max(1, n+by)))
	})
}

// The page has no field with suggestions.

// Opened implements ui.Events.
func (d *desk) Opened(ctx app.Context, _ string) { ctx.PreventUpdate() }

// Moved implements ui.Events.
func (d *desk) Moved(ctx app.Context, _ string, _ int) { ctx.PreventUpdate() }

// Chosen implements ui.Events.
func (d *desk) Chosen(ctx app.Context, _ string, _ int) { ctx.PreventUpdate() }

// Took implements ui.Events.
func (d *desk) Took(ctx app.Context, _ string) { ctx.PreventUpdate() }

// Closed implements ui.Events.
func (d *desk) Closed(ctx app.Context, _ string) { ctx.PreventUpdate() }

// Explain implements ui.Explainer: the amount behind the button is worked out
// once more, with its steps.
func (d *desk) Explain(ctx app.Context, _ int, shown, what, from string) {
	d.do(ctx, func() {
		if f, steps := d.amounts[from].Open(); steps != nil {
			d.why = why{steps, f.Index(), shown, what, from}
		}
	})
	d.then(func() {
		if e := app.Window().GetElementByID(explain.ID); d.why.trace != nil && !e.Get("open").Bool() {
			e.Call("showModal")
		}
	})
}

// Explained implements explain.Closer.
func (d *desk) Explained(ctx app.Context) {
	var from string
	d.do(ctx, func() { from, d.why = d.why.from, why{} })
	d.then(func() { ui.Focus(d.root, from) })
}

// then does something once the page has been drawn.
func (d *desk) then(after func()) { ui.Then(d.root, after) }

// money shows an amount, or both its ends, each with its steps.
func (d *desk) money(r quote.Range, id, what string) app.UI {
	if !r.Known() {
		return el.Maybe("span", "unknown", d.words.Patient.Unknown)
	}
	if r.Single() {
		return d.figure(r.High, id, what)
	}
	return el.In("span", "range",
		d.figure(r.Low, id+"-low", what+", "+d.words.Patient.ChartLow),
		el.Maybe("span", "to", "–"),
		d.figure(r.High, id+"-high", what+", "+d.words.Patient.ChartHigh))
}

func (d *desk) figure(a quote.Amount, id, what string) app.UI {
	d.amounts["why-"+id] = a
	return ui.Money(d.words, d, a.Figure, id, what)
}

// key is what a part depends on that is asked for in it: the payer, the
// language, and fields with what is wrong with them.
func (d *desk) key(fields ...quote.Field) string {
	key := d.words.Lang + "|" + d.state.Get(quote.Who) + "|" + d.state.RateKind()
	for _, f := range fields {
		key += "|" + d.state.Get(f) + "|" + d.problemAt(f, -1)
	}
	return key
}
