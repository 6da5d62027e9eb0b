package visit

import (
	"slices"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"therapytally/app/draft"
	"therapytally/app/el"
	"therapytally/app/explain"
	"therapytally/app/ui"
	"therapytally/app/workspace"
	"therapytally/rules"
	"therapytally/rules/code"
)

// sourceButton shows what a sentence of guidance rests on.
type sourceButton struct {
	app.Compo
	Desk     *desk
	Item, ID string
	Says     string
}

// CompoID implements app.DismountEnforcer.
func (s *sourceButton) CompoID() string { return s.ID }

// Render implements app.Composer.
func (s *sourceButton) Render() app.UI { return ui.Safe(s.Desk.words.Broken, s.render) }

func (s *sourceButton) render() app.UI {
	w := s.Desk.words.Note
	return el.Button(s.ID, "link source-of").Aria("haspopup", "dialog").OnClick(ui.Handle(s.onClick)).Body(
		app.Text(w.Source), el.Say("span", "unseen", ": "+s.Says))
}

func (s *sourceButton) onClick(ctx app.Context, _ app.Event) {
	if item, ok := s.Desk.GuideItem(s.Item); ok {
		s.Desk.Source(ctx, item, s.ID)
	}
}

// support opens the dialog with what a sentence rests on.
func (d *desk) support(ctx app.Context, s workspace.Support, from string) {
	d.do(ctx, func() { d.ExplainSupport(s, from) })
	d.then(func() { d.showModal(explain.ID, d.Why.Open) })
}

// codes are the codes of the visit, each once, in the order of the rows.
func (d *desk) codes() []code.HCPCS {
	var out []code.HCPCS
	for _, r := range d.Reading.Rows {
		if !r.Code.IsZero() && !slices.Contains(out, r.Code) {
			out = append(out, r.Code)
		}
	}
	return out
}

func (d *desk) codesText() string {
	var names []string
	for _, c := range d.codes() {
		names = append(names, c.String())
	}
	return strings.Join(names, " ")
}

// guidance is what is said of the visit's codes in one kind, each once.
func (d *desk) guidance(kind rules.GuideKind) []rules.GuideItem {
	var out []rules.GuideItem
	for _, c := range d.codes() {
		for _, item := range d.Guide(c) {
			if item.Kind == kind && !slices.ContainsFunc(out, func(o rules.GuideItem) bool { return o.ID == item.ID }) {
				out = append(out, item)
			}
		}
	}
	return out
}

// says lists sentences of guidance, each with its source.
func (d *desk) says(items []rules.GuideItem, at string) app.UI {
	out := make([]app.UI, len(items))
	for i, item := range items {
		out[i] = el.In("li", "",
			el.Say("span", "", d.named(item)),
			&sourceButton{Desk: d, Item: item.ID, Says: item.Says, ID: at + "-" + item.ID},
		)
	}
	return el.In("ul", "says", out...)
}

// named writes before a sentence which of the visit's codes it is about.
func (d *desk) named(item rules.GuideItem) string {
	var names []string
	for _, c := range d.codes() {
		if slices.Contains(item.Codes, c) {
			names = append(names, c.String())
		}
	}
	if len(names) == 0 {
		return item.Says
	}
	return strings.Join(names, ", ") + ": " + item.Says
}

// counts says what time counts and what does not.
type counts struct {
	app.Compo
	Desk  *desk
	Open  bool
	Codes string
}

// Render implements app.Composer.
func (c *counts) Render() app.UI { return ui.Safe(c.Desk.words.Broken, c.render) }

func (c *counts) render() app.UI {
	d, w := c.Desk, c.Desk.words.Time
	body := app.Elem("div").ID("what-counts").Class("what-counts").Hidden(!c.Open)
	if c.Open {
		body = body.Body(
			el.In("div", "", el.Say("h3", "", w.Counts), d.says(d.guidance(rules.GuideCounts), "counts")),
			el.In("div", "", el.Say("h3", "", w.DoesNot), d.says(d.guidance(rules.GuideDoesNot), "counts")),
		)
	}
	return el.In("div", "counting",
		el.Button("show-counts", "disclose inner").Aria("expanded", c.Open).Aria("controls", "what-counts").OnClick(ui.Handle(c.onClick)).Body(
			el.Say("span", "", w.Whats)),
		body,
	)
}

func (c *counts) onClick(ctx app.Context, _ app.Event) {
	c.Desk.do(ctx, func() { c.Desk.Counting = !c.Desk.Counting })
}

// loose tells of time whose service is not in the visit.
type loose struct {
	app.Compo
	Desk  *desk
	Texts []looseText
	Day   string // what to say of another day's time; "": nothing
	Off   string // what to say of minutes that are in no claim
}

type looseText struct {
	Code, Text string
	Runs       bool
	Spans      []int
}

func (d *desk) looseTexts() []looseText {
	var out []looseText
	at := d.drawn
	for _, c := range d.Form.Loose(d.Reading) {
		n := d.Form.Time.Counted(c, at).Minutes()
		t := looseText{Code: c, Text: d.words.Time.Loose(c, n.Therapist+n.Assistant), Runs: d.Runs(c)}
		for _, s := range d.Form.Time.Spans {
			if s.Code == c {
				t.Spans = append(t.Spans, s.ID)
			}
		}
		out = append(out, t)
	}
	return out
}

// otherDay is what to say of time that another day's claim would have.
func (d *desk) otherDay() string {
	if day := d.Form.OtherDay(); day != "" {
		return d.words.Time.OtherDay(day)
	}
	return ""
}

// unbilled is what to say of an assistant's minutes where none takes part.
func (d *desk) unbilled() string {
	if n := d.Form.Unbilled(d.drawn); n > 0 {
		return d.words.Time.Unbilled(n)
	}
	return ""
}

// Render implements app.Composer.
func (l *loose) Render() app.UI { return ui.Safe(l.Desk.words.Broken, l.render) }

func (l *loose) render() app.UI {
	w := l.Desk.words
	var items []app.UI
	for _, t := range l.Texts {
		items = append(items, el.In("li", "",
			el.Say("p", "", t.Text),
			el.In("div", "choices",
				el.Button(looseID("stop", t.Code), "quiet").Hidden(!t.Runs).OnClick(ui.Handle(l.stop(t.Code), "stop", t.Code)).Text(w.Time.StopLoose),
				el.Button(looseID("add", t.Code), "quiet").OnClick(ui.Handle(l.add(t.Code), "add", t.Code)).Text(w.Form.Add+" "+t.Code),
				el.Button(looseID("drop", t.Code), "quiet").OnClick(ui.Handle(l.drop(t.Code, t.Spans), "drop", t.Code, len(t.Spans))).Text(w.Time.Delete),
			)))
	}
	if l.Day != "" {
		items = append(items, el.In("li", "",
			el.Say("p", "", l.Day),
			el.In("div", "choices",
				el.Button("take-day", "quiet").OnClick(ui.Handle(l.onTakeDay)).Text(w.Time.TakeDay))))
	}
	if l.Off != "" {
		items = append(items, el.In("li", "", el.Say("p", "", l.Off)))
	}
	return app.Elem("ul").Class("alerts").Hidden(len(items) == 0).Body(items...)
}

func (l *loose) onTakeDay(ctx app.Context, _ app.Event) {
	l.Desk.change(ctx, func() { l.Desk.TakeDay(l.Desk.now()) })
	l.Desk.then(func() { focusElement(string(draft.Date)) })
}

func (l *loose) stop(c string) app.EventHandler {
	return func(ctx app.Context, _ app.Event) {
		l.Desk.change(ctx, func() { l.Desk.Stop(c, l.Desk.now()) })
		l.Desk.say(l.Desk.words.Time.Said(l.Desk.words.Time.SaidStop, c))
		l.Desk.then(func() { focusElement(looseID("add", c)) })
	}
}

func (l *loose) add(c string) app.EventHandler {
	return func(ctx app.Context, _ app.Event) {
		l.Desk.change(ctx, func() { l.Desk.AddCode(c, l.Desk.now()) })
		rows := l.Desk.Form.Rows
		l.Desk.then(func() { focusElement(string(draft.CodeOf(rows[len(rows)-1].Key))) })
	}
}

// drop deletes the time. The focus goes to what is left of the list, else to
// the button above it.
func (l *loose) drop(c string, spans []int) app.EventHandler {
	return func(ctx app.Context, _ app.Event) {
		l.Desk.day.Removal(ctx, func() { l.Desk.day.DeleteSpans(spans...) })
		next := string(draft.AddService)
		if left := l.Desk.Form.Loose(l.Desk.Reading); len(left) > 0 {
			next = looseID("add", left[0])
		}
		l.Desk.then(func() { focusElement(next) })
	}
}

func looseID(what, c string) string { return "loose-" + what + "-" + c }
