package visit

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"therapytally/app/el"
	"therapytally/app/store"
	"therapytally/app/ui"
	"therapytally/app/visit/form"
	"therapytally/rules"
	"therapytally/rules/trace"
)

// answer is the estimate, or what is to be done to get one.
type answer struct {
	app.Compo
	Desk    *desk
	Version int
	Noted   string // what was copied last
	ToCopy  string // what the browser did not let us copy
}

const answerHeading = "answer-heading"

// Render implements app.Composer.
func (a *answer) Render() app.UI { return ui.Safe(a.Desk.words.Broken, a.render) }

func (a *answer) render() app.UI {
	w := a.Desk.words.Answer
	var body []app.UI
	class := "answer"
	switch a.Desk.Phase {
	case store.Ready:
		body = a.estimate()
	case store.Blocked:
		class += " blocked"
		body = []app.UI{a.blocked()}
	case store.Broken:
		class += " blocked"
		body = []app.UI{a.broken()}
	default:
		class += " waiting"
		body = []app.UI{el.In("div", "state", el.Say("p", "big", w.WaitingTitle), el.Say("p", "", w.WaitingText))}
	}
	heading := app.Elem("h2").ID(answerHeading).TabIndex(-1).Text(w.Heading)
	return app.Elem("section").ID("answer").Class(class).Aria("labelledby", answerHeading).Body(append([]app.UI{heading}, body...)...)
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

func (a *answer) goTo(f form.Field) app.EventHandler {
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
		a.waiting(),
		a.decisions(),
		a.units(),
		a.lines(),
		a.twoRules(),
		a.threshold(),
		a.findings(),
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

// waiting names the services that are not counted for want of minutes.
func (a *answer) waiting() app.UI {
	d := a.Desk
	var names []string
	for i, r := range d.Form.Rows {
		for _, f := range d.Reading.Waiting {
			if f == form.MinutesOf(r.Key) {
				names = append(names, d.Reading.Rows[i].Code.String())
			}
		}
	}
	text := ""
	if len(names) > 0 {
		text = d.words.Answer.NotCounted(names)
	}
	return app.Elem("p").Class("aside").Hidden(text == "").Text(text)
}

// units says where the next unit begins.
func (a *answer) units() app.UI {
	d, w, u := a.Desk, a.Desk.words.Answer, a.Desk.Answer.Units
	out := []app.UI{}
	next := ""
	if fewest, _, err := d.Find.Book.MinutesFor(u.TimedUnits+1, d.Answer.Date); err == nil {
		next = w.Next(u.Next.Minutes, fewest, u.TimedUnits+1)
	}
	if u.Rule == rules.PerCode {
		next = w.NextOfCode(u.Next.Minutes) // the total says nothing of it
	}
	if next != "" && len(u.ByCode) > 0 {
		out = append(out, el.In("p", "",
			app.Text(next),
			ui.Count(d.words, d, u.NextFigure, "next", w.TimedMinutes(u.Next.Minutes), func(int) string { return w.Why }),
			el.Say("small", "", w.Counts)))
	}
	return app.Elem("div").Class("facts").Hidden(len(out) == 0).Body(out...)
}

// threshold is the walk toward the yearly KX threshold.
func (a *answer) threshold() app.UI {
	d, w, t := a.Desk, a.Desk.words.Answer, a.Desk.Answer.Threshold
	if t == nil {
		return app.Elem("div").Hidden(true)
	}
	name := w.Threshold + ", " + w.ThresholdOf[t.Bucket]
	return app.Elem("section").Class("threshold").Aria("labelledby", "threshold-heading").Body(
		app.Elem("h3").ID("threshold-heading").Text(name),
		app.Elem("progress").Aria("labelledby", "threshold-heading").Attr("max", t.Limit.Value.StringFixed(2)).Attr("value", t.After.Value.StringFixed(2)),
		el.In("dl", "",
			pair(w.Limit, d.money(t.Limit, "threshold-limit", w.Limit)),
			pair(w.UsedAfter, d.money(t.After, "threshold-after", w.UsedAfter)),
			pair(w.Left, d.money(t.Remaining, "threshold-left", w.Left)),
		),
	)
}
