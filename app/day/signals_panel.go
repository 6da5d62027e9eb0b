package day

import (
	"slices"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"therapytally/app/el"
	"therapytally/app/ui"
	"therapytally/app/workspace"
	"therapytally/rules"
)

// Signals shows the patterns that guides name, counted over the day sheet. It
// informs and judges nothing.
type Signals struct {
	app.Compo
	P       *Parts
	Version int
}

// signalsID is the part's id on the page.
const signalsID = "signals"

// log is what the signals count: the visits with a result. While wait is not 0,
// so many visits have not been worked out.
func (d *Day) log() (log []rules.Logged, left, wait int) {
	for _, v := range d.Sheet.Visits {
		sum, done := d.sum(v.ID)
		switch {
		case !done:
			wait++
		case sum.Phase != workspace.Ready:
			left++
		default:
			log = append(log, sum.Logged)
		}
	}
	return log, left, wait
}

// Render implements app.Composer.
func (a *Signals) Render() app.UI { return ui.Safe(a.P.words.Broken, a.render) }

func (a *Signals) render() app.UI {
	p, w := a.P, a.P.words.Day.Signals
	body := app.Elem("div").ID(signalsID).Class("part signals").Hidden(!p.view.signals)
	if p.view.signals {
		body = body.Body(p.signals()...)
	}
	return el.In("section", "coverage",
		p.disclose(signalsID, w.Heading, w.State(len(p.Sheet.Visits), p.leastVisits()), p.view.signals, func() { p.view.signals = !p.view.signals }),
		body,
	)
}

// leastVisits is the fewest visits with which something is counted.
func (d *Day) leastVisits() int {
	counts, _ := d.store.Find.Book.Signals(nil) // a broken guide shows in the part itself
	least := 0
	for _, c := range counts {
		if n := c.Item.Signal.Least; least == 0 || n < least {
			least = n
		}
	}
	return least
}

// signals are the note, the counts and what none of them proves.
func (p *Parts) signals() []app.UI {
	w := p.words.Day.Signals
	log, left, wait := p.log()
	out := []app.UI{el.Say("p", "note", w.Note)}
	if wait > 0 {
		n := len(p.Sheet.Visits)
		return append(out, app.Elem("p").ID("signals-wait").Text(w.Working(n-wait, n)))
	}
	counts, err := p.store.Find.Book.Signals(log)
	if err != nil {
		return append(out, app.Elem("p").Class("notice").Role("alert").Text(p.words.Broken))
	}
	out = append(out, app.Elem("p").ID("signals-left").Class("note").Hidden(left == 0).Text(w.Left(left)), few(counts))
	for _, c := range counts {
		out = append(out, p.signal(c))
	}
	return append(out, p.ceiling()...)
}

// few says once why a count needs so many visits, where one of them lacks some.
func few(counts []rules.SignalCount) app.UI {
	i := slices.IndexFunc(counts, func(c rules.SignalCount) bool { return !c.Enough() })
	out := app.Elem("p").ID("signals-few").Class("note").Hidden(i < 0)
	if i < 0 {
		return out
	}
	return out.Text(counts[i].Item.Signal.LeastWhy)
}

// signal is one count with its arithmetic, its source and its ceiling.
func (p *Parts) signal(c rules.SignalCount) app.UI {
	w, item := p.words.Day.Signals, c.Item
	id := "signal-" + string(item.Signal.Counts)
	figure, how := w.Figure(c), w.How(c)
	if !c.Enough() {
		figure, how = "–", w.Few(c)
	}
	return app.Elem("section").ID(id).Class("signal").Aria("labelledby", id+"-name").Body(
		el.In("div", "pair",
			app.Elem("h3").ID(id+"-name").Text(w.Title(item.Signal)),
			app.Elem("p").Class("count").Aria("hidden", !c.Enough()).Text(figure)),
		el.Say("p", "", how),
		p.proves(w.Proves, item.Ceiling),
		p.named(item),
	)
}

func (p *Parts) proves(title, text string) app.UI {
	return el.In("p", "proves", el.Say("strong", "", title+": "), app.Text(text))
}

// named is the pattern as it is named, with its source.
func (p *Parts) named(item rules.GuideItem) app.UI {
	w := p.words.Day.Signals
	return el.In("p", "pair", el.Say("span", "", w.Named(item.Says)), p.sourceOf(item))
}

// sourceOf is the button that shows what a sentence rests on.
func (p *Parts) sourceOf(item rules.GuideItem) app.UI {
	id := "source-" + item.ID
	return el.Button(id, "link source-of").Aria("haspopup", "dialog").
		OnClick(ui.Handle(func(ctx app.Context, _ app.Event) { p.On.Source(ctx, item, id) }, id)).Body(
		app.Text(p.words.Day.Signals.Source), el.Say("span", "unseen", ": "+item.Says))
}

// ceiling is what no pattern proves, and the patterns that a log cannot show.
func (p *Parts) ceiling() []app.UI {
	w := p.words.Day.Signals
	items, _ := p.store.Find.Book.GuideAll() // has just been read
	var out, others []app.UI
	for _, item := range items {
		switch {
		case item.ID == rules.GuideCeiling:
			out = append(out, el.In("section", "signal",
				el.In("div", "pair", el.Say("h3", "", w.All), p.sourceOf(item)),
				el.Say("p", "", item.Says+" "+item.Ceiling)))
		case item.Kind == rules.GuideAudit && item.Signal.Counts == "":
			others = append(others, el.In("li", "", el.Say("span", "", item.Says), p.sourceOf(item)))
		}
	}
	return slices.Concat(out, []app.UI{el.In("details", "deny",
		el.Say("summary", "", w.Others),
		el.Say("p", "note", w.OthersNote),
		el.In("ul", "says", others...),
	)})
}
