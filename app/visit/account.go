package visit

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"therapytally/app/draft"
	"therapytally/app/el"
	"therapytally/app/ui"
	"therapytally/rules"
)

// account is what the amounts come from and what is to be decided: it follows
// them with the next frame.
type account struct {
	app.Compo
	Desk    *desk
	Version int
	Noted   string
	ToCopy  string
}

// Render implements app.Composer.
func (a *account) Render() app.UI { return ui.Safe(a.Desk.words.Broken, a.render) }

func (a *account) render() app.UI {
	return el.In("div", "account",
		a.waiting(),
		a.decisions(),
		a.units(),
		a.lines(),
		a.twoRules(),
		a.threshold(),
		a.findings(),
	)
}

// waiting names the services that are not counted for want of minutes.
func (a *account) waiting() app.UI {
	d := a.Desk
	var names []string
	for i, r := range d.Form.Rows {
		for _, f := range d.Reading.Waiting {
			if f == draft.MinutesOf(r.Key) {
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
func (a *account) units() app.UI {
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
func (a *account) threshold() app.UI {
	d, w, t := a.Desk, a.Desk.words.Answer, a.Desk.Answer.Threshold
	if t == nil {
		return app.Elem("div").Hidden(true)
	}
	name := w.Threshold + ", " + w.ThresholdOf[t.Bucket]
	bar := app.Elem("progress").Aria("labelledby", "threshold-heading").Attr("max", t.Limit.Value.StringFixed(2)).Hidden(!t.After.Known())
	if t.After.Known() {
		bar = bar.Attr("value", t.After.Value.StringFixed(2))
	}
	return app.Elem("section").Class("threshold").Aria("labelledby", "threshold-heading").Body(
		app.Elem("h3").ID("threshold-heading").Text(name),
		bar,
		el.In("dl", "",
			pair(w.Limit, d.money(t.Limit, "threshold-limit", w.Limit)),
			pair(w.UsedAfter, d.money(t.After, "threshold-after", w.UsedAfter)),
			pair(w.Left, d.money(t.Remaining, "threshold-left", w.Left)),
		),
	)
}
