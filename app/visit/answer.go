package visit

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"therapytally/app/draft"
	"therapytally/app/el"
	"therapytally/app/ui"
	"therapytally/app/workspace"
	"therapytally/rules"
	"therapytally/rules/trace"
)

// answer is the estimate, or what is to be done to get one. Its amounts are
// those of the desk; what stands below them is of the version that the whole
// page was drawn for last.
type answer struct {
	app.Compo
	Desk    *desk
	Version int
	Noted   string // what was copied last
	ToCopy  string // what the browser did not let us copy
}

// OnMount implements app.Mounter.
func (a *answer) OnMount(ctx app.Context) { a.Desk.ahead.Join(ctx, func() {}) }

const answerHeading = "answer-heading"

// Render implements app.Composer.
func (a *answer) Render() app.UI { return ui.Safe(a.Desk.words.Broken, a.render) }

func (a *answer) render() app.UI {
	w := a.Desk.words.Answer
	var body []app.UI
	class := "answer"
	switch a.Desk.Phase {
	case workspace.Ready:
		body = a.estimate()
	case workspace.Blocked:
		class += " blocked"
		body = []app.UI{a.blocked()}
	case workspace.Broken:
		class += " blocked"
		body = []app.UI{a.broken()}
	default:
		class += " waiting"
		body = []app.UI{el.In("div", "state", el.Say("p", "big", w.WaitingTitle), el.Say("p", "", w.WaitingText))}
	}
	heading := app.Elem("h2").ID(answerHeading).TabIndex(-1).Text(w.Heading)
	return app.Elem("section").ID("answer").Class(class).Aria("labelledby", answerHeading).Aria("busy", a.Version != a.Desk.Version).Body(append([]app.UI{heading}, body...)...)
}

// blocked says what to mend and leads there.
func (a *answer) blocked() app.UI {
	d, w := a.Desk, a.Desk.words.Answer
	title := w.BlockedTitle
	if d.Problem.Growing {
		title = w.GrowingTitle
	}
	var items []app.UI
	for _, p := range d.Reading.Problems {
		items = append(items, el.In("li", "",
			el.In("p", "", el.Say("strong", "", d.fieldName(p.Field)), app.Text(" "+d.problemText(p))),
			el.Button("", "quiet").OnClick(ui.Handle(a.goTo(p.Field), "go", string(p.Field))).Body(
				app.Text(w.GoThere), el.Say("span", "unseen", ": "+d.fieldName(p.Field))),
		))
	}
	return el.In("div", "state",
		el.Say("p", "big", title),
		el.In("ul", "problems", items...),
		el.Say("p", "small", w.BlockedText),
	)
}

func (a *answer) goTo(f draft.Field) app.EventHandler {
	return func(ctx app.Context, _ app.Event) {
		a.Desk.do(ctx, func() {})
		a.Desk.focus(f)
	}
}

func (a *answer) broken() app.UI {
	return app.Elem("div").Class("state").Role("alert").Body(
		el.Say("p", "", a.Desk.words.Broken),
		el.Button("", "").OnClick(ui.Handle(a.onAgain)).Text(a.Desk.words.Again),
	)
}

func (a *answer) onAgain(ctx app.Context, _ app.Event) { a.Desk.change(ctx, a.Desk.Recount) }

func (a *answer) estimate() []app.UI {
	d := a.Desk
	return []app.UI{
		el.Say("p", "context", d.words.Answer.Place(d.placeName(), d.words.Date(d.Answer.Date))),
		a.headline(),
		&account{Desk: d, Version: a.Version, Noted: a.Noted, ToCopy: a.ToCopy},
	}
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

func (d *desk) money(f trace.Figure, id, what string) app.UI {
	return ui.Money(d.words, d, f, id, what)
}

// amount writes a figure in a sentence.
func (d *desk) amount(f trace.Figure) string {
	if !f.Known() {
		return d.words.Answer.Unknown
	}
	return d.words.Money(f.Value)
}

func (a *answer) headline() app.UI {
	d, w, t := a.Desk, a.Desk.words.Answer, a.Desk.Answer.Totals
	u := d.Answer.Units
	return el.In("div", "headline",
		app.Elem("p").Class("count").Hidden(len(u.ByCode) == 0).Body(
			ui.Count(d.words, d, u.MinutesFigure, "timed-minutes", w.TimedMinutes(u.TimedMinutes), func(n int) string { return w.TimedMinutes(n) }),
			app.Elem("span").Class("arrow").Aria("hidden", true).Text("→"),
			ui.Count(d.words, d, u.UnitsFigure, "timed-units", d.timedUnits()(u.TimedUnits), d.timedUnits()),
			d.andUntimed(),
		),
		el.In("dl", "amounts",
			pair(w.Allowed, d.money(t.Allowed, "allowed", w.Allowed)),
			pair(w.MedicarePays, d.money(t.PlanPays, "plan-pays", w.MedicarePays)),
			pair(w.PatientOwes, d.money(t.Patient, "patient", w.PatientOwes)),
		),
		el.In("dl", "parts", a.parts(t)...),
		el.Say("p", "small", w.WhyHint),
	)
}

// timedUnits names the units of the minutes: where untimed ones stand beside
// them on the claim, as the timed ones.
func (d *desk) timedUnits() func(int) string {
	if d.Units() != d.Answer.Units.TimedUnits {
		return d.words.Answer.TimedUnits
	}
	return d.words.Answer.Units
}

// parts say what stands between the allowed amount and what is paid.
func (a *answer) parts(t rules.Totals) []app.UI {
	w := a.Desk.words.Answer
	var out []app.UI
	for _, part := range []struct {
		figure   trace.Figure
		id, what string
	}{
		{t.Deductible, "deductible", w.Deductible},
		{t.Coinsurance, "coinsurance", w.Coinsurance},
		{t.AssistantReduction, "assistant-reduction", w.AssistantCut},
		{t.Sequestration, "sequestration", w.HeldBack},
	} {
		if part.figure.Known() && !part.figure.Value.IsZero() {
			out = append(out, pair(part.what, a.Desk.money(part.figure, part.id, part.what)))
		}
	}
	if t.Partial {
		out = append(out, pair(w.Partial, app.Text("")))
	}
	return out
}

func pair(name string, value app.UI) app.UI {
	return el.In("div", "", el.Say("dt", "", name), el.In("dd", "", value))
}
