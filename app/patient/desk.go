// Package patient is the page on which a patient learns what therapy may cost.
package patient

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"therapytally/app/explain"
	"therapytally/app/i18n"
	"therapytally/app/patient/plan"
	"therapytally/app/ui"
	"therapytally/rules"
	"therapytally/rules/trace"
)

// desk joins the answers to the screen: what happens in a part changes them,
// then the page is drawn anew from its root.
type desk struct {
	book    *rules.Book
	words   *i18n.Words
	state   *plan.State
	answer  plan.Answer
	compare plan.Comparisons
	paper   plan.Worksheet
	root    app.Context

	version   int        // grows with each answer and each change of what is shown
	typing    plan.Field // the field that has the focus, "" for none
	editing   bool       // the services of a visit are shown
	allVisits bool
	sheet     bool // the worksheet is shown
	link      string
	copied    bool
	linkFault string
	why       why
	traces    []*trace.Trace // those that figures on the page belong to

	said    string
	changes int
}

// why is the figure whose steps are shown.
type why struct {
	trace       *trace.Trace
	node        int
	shown, what string
	from        string // id of the button that asked
}

func (d *desk) recount() {
	d.version++
	d.answer, d.why, d.traces = plan.Answer{Phase: plan.Broken}, why{}, nil
	d.compare, d.paper, d.link, d.copied = plan.Comparisons{}, plan.Worksheet{}, "", false
	answer := plan.Work(d.book, d.state)
	d.compare = plan.Compare(d.book, d.state)
	d.paper, _ = plan.ForPaper(d.book, d.state) // without one its amounts stay open
	d.answer = answer
}

// do changes what is shown. A panic hides the results and leaves the answers.
func (d *desk) do(ctx app.Context, action func()) {
	ctx.PreventUpdate()
	func() {
		defer func() {
			if recover() != nil {
				d.answer, d.compare, d.why = plan.Answer{Phase: plan.Broken}, plan.Comparisons{}, why{}
			}
		}()
		action()
	}()
	d.version++
	d.root.Update()
}

// change changes an answer and says the new amounts after a pause.
func (d *desk) change(ctx app.Context, action func()) {
	d.do(ctx, func() { action(); d.recount() })
	d.changes++
	now := d.changes
	d.root.After(quiet, func(ctx app.Context) {
		if now != d.changes {
			ctx.PreventUpdate()
			return
		}
		d.said = d.summary()
	})
}

// quiet is how long the typing must rest before the answer is said aloud.
const quiet = 900 * time.Millisecond

func (d *desk) summary() string {
	w := d.words.Patient
	switch d.answer.Phase {
	case plan.Ready:
		return w.Next + ": " + d.told(d.answer.Next) + ". " + w.CourseOf(d.answer.Visits) + ": " + d.told(d.answer.Course) + "."
	case plan.Blocked:
		return w.MendHeading + " " + d.problem(d.answer.Problems[0])
	case plan.Broken:
		return d.words.Broken
	}
	return ""
}

// told writes a range in a sentence.
func (d *desk) told(r plan.Range) string {
	switch {
	case !r.Known():
		return d.words.Patient.Unknown
	case r.Single():
		return d.words.Money(r.High.Value)
	}
	return d.words.Patient.Between(d.words.Money(r.Low.Value), d.words.Money(r.High.Value))
}

func (d *desk) problem(p plan.Problem) string { return d.words.Patient.Faults[p.Fault] }

// problemAt is what to say at a field. While it is typed in, nothing is: the
// text may still become right.
func (d *desk) problemAt(f plan.Field, line int) string {
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

// Fields of the services of a visit are "line-0-code" and "line-0-units"; both
// count as one field while they are typed in.
const linePrefix = "line-"

func lineField(i int) plan.Field { return plan.Field(linePrefix + strconv.Itoa(i)) }

func lineID(i int, part string) string { return linePrefix + strconv.Itoa(i) + "-" + part }

// lineOf reads the id of a service's field.
func lineOf(id string) (i int, part string, ok bool) {
	rest, ok := strings.CutPrefix(id, linePrefix)
	number, part, cut := strings.Cut(rest, "-")
	i, err := strconv.Atoi(number)
	return i, part, ok && cut && err == nil
}

func fieldOf(id string) plan.Field {
	if i, _, ok := lineOf(id); ok {
		return lineField(i)
	}
	return plan.Field(id)
}

func (d *desk) get(id string) string {
	if i, part, ok := lineOf(id); ok && i < len(d.state.Lines) {
		if part == "code" {
			return d.state.Lines[i].Code
		}
		return d.state.Lines[i].Units
	}
	return d.state.Get(plan.Field(id))
}

func (d *desk) set(id, text string) {
	i, part, ok := lineOf(id)
	switch {
	case !ok:
		d.state.Set(plan.Field(id), text)
	case i >= len(d.state.Lines):
	case part == "code":
		d.state.Lines[i].Code = text
	default:
		d.state.Lines[i].Units = text
	}
}

// Typed implements ui.Events.
func (d *desk) Typed(ctx app.Context, id, text string) {
	d.change(ctx, func() { d.typing = fieldOf(id); d.set(id, text) })
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

// asker shows the steps of figures of one trace. It holds the trace's number
// and not the trace, which would be compared node by node at each update.
type asker struct {
	d     *desk
	trace int
}

// asks returns the asker of a trace.
func (d *desk) asks(t *trace.Trace) asker {
	for i, known := range d.traces {
		if known == t {
			return asker{d, i}
		}
	}
	d.traces = append(d.traces, t)
	return asker{d, len(d.traces) - 1}
}

// Explain implements ui.Explainer.
func (a asker) Explain(ctx app.Context, node int, shown, what, from string) {
	d := a.d
	d.do(ctx, func() { d.why = why{d.traces[a.trace], node, shown, what, from} })
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
func (d *desk) then(after func()) {
	d.root.Dispatch(func(ctx app.Context) { ctx.Defer(func(app.Context) { after() }) })
}

// money shows an amount, or both its ends, each with its steps.
func (d *desk) money(r plan.Range, id, what string) app.UI {
	if !r.Known() {
		return says("span", "unknown", d.words.Patient.Unknown)
	}
	if r.Single() {
		return d.figure(r.High, id, what)
	}
	return box("span", "range",
		d.figure(r.Low, id+"-low", what+", "+d.words.Patient.ChartLow),
		says("span", "to", "–"),
		d.figure(r.High, id+"-high", what+", "+d.words.Patient.ChartHigh))
}

func (d *desk) figure(a plan.Amount, id, what string) app.UI {
	if a.Trace == nil {
		return says("span", "", d.words.Money(a.Value))
	}
	return ui.Money(d.words, d.asks(a.Trace), a.Figure, id, what)
}
