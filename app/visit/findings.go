package visit

import (
	"cmp"
	"slices"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"therapytally/app/explain"
	"therapytally/app/visit/form"
	"therapytally/rules"
	"therapytally/rules/code"
	"therapytally/rules/finding"
	"therapytally/rules/order"
)

func rank(s finding.Severity) int {
	return slices.Index([]finding.Severity{finding.Blocks, finding.Reduces, finding.Warns, finding.Notes}, s)
}

func gravestFirst(all []finding.Finding) []finding.Finding {
	list := slices.Clone(all)
	order.By(list, func(x, y finding.Finding) int { return cmp.Compare(rank(x.Severity), rank(y.Severity)) })
	return list
}

// decides reports whether a finding is shown where it is decided or counted,
// and not in the list.
func decides(id finding.ID) bool {
	return slices.Contains([]finding.ID{
		finding.UnitsTie, finding.UnitRulesDiffer, finding.KXAttest, finding.KXPrinted,
		finding.PairDenied, finding.PairOpened, finding.DistinctNotNeeded,
	}, id)
}

// findings lists the verdicts, gravest first.
func (a *answer) findings() app.UI {
	list := slices.DeleteFunc(gravestFirst(a.Desk.Answer.Findings), func(f finding.Finding) bool { return decides(f.ID) })
	items := make([]app.UI, len(list))
	for i, f := range list {
		items[i] = a.finding(f)
	}
	return app.Elem("section").Class("findings").Hidden(len(items) == 0).Aria("labelledby", "findings-heading").Body(
		app.Elem("h3").ID("findings-heading").Text(a.Desk.words.Answer.Findings),
		app.Elem("ul").Body(items...),
	)
}

// finding shows a verdict; one that the clinician decides holds the control.
func (a *answer) finding(f finding.Finding, control ...app.UI) app.UI {
	w := a.Desk.words.Answer
	badge := w.Severity[f.Severity]
	if f.ID == finding.UnitsTie {
		badge = w.TieHeading
	}
	return app.Elem("li").Class("finding", string(f.Severity)).DataSet("finding", string(f.ID)).Body(
		app.Elem("p").Class("badge").Text(badge),
		app.Elem("details").Class("cited").Body(
			app.Elem("summary").Body(app.Text(w.Source), app.Elem("span").Class("unseen").Text(": "+f.Message)),
			app.Elem("p").Class("source").Text(a.cites(f)),
		),
		app.Elem("p").Class("message").Text(f.Message),
		app.Elem("p").Class("fix").Text(f.Fix),
		app.Elem("div").Class("control").Hidden(len(control) == 0).Body(control...),
	)
}

func (a *answer) cites(f finding.Finding) string {
	text := ""
	for _, c := range f.Cites {
		text += explain.Source(a.Desk.Find.Book, c.Source) + " · " + c.At
		if c.Says != "" {
			text += " · “" + c.Says + "”"
		}
	}
	return text
}

// decisions are the findings that ask the clinician: a tied unit, and the
// statement above the threshold.
func (a *answer) decisions() app.UI {
	var items []app.UI
	for _, f := range gravestFirst(a.Desk.Answer.Findings) {
		switch f.ID {
		case finding.UnitsTie:
			items = append(items, a.finding(f, a.tie()))
		case finding.KXAttest, finding.KXPrinted:
			items = append(items, a.finding(f, a.attest()))
		case finding.PairDenied, finding.PairOpened, finding.DistinctNotNeeded:
			items = append(items, a.finding(f, a.separate(f.Codes)))
		}
	}
	return app.Elem("ul").Class("decisions").Hidden(len(items) == 0).Body(items...)
}

// tie offers the codes that may get a tied unit.
func (a *answer) tie() app.UI {
	t := a.Desk.Answer.Units.Tie
	if t == nil {
		return app.Elem("div")
	}
	d, w := a.Desk, a.Desk.words
	var buttons []app.UI
	for _, p := range d.TiePays() {
		totals := p.Answer.Totals
		buttons = append(buttons, app.Elem("button").Attr("type", "button").Class("choice").Aria("pressed", slices.Contains(t.Chosen, p.Code)).
			OnClick(a.prefer(p.Code), app.EventScope("tie", p.Code.String())).Body(
			app.Elem("strong").Text(w.Answer.GiveTo(p.Code.String())),
			app.Elem("small").Text(w.Decide.Pays(d.amount(totals.Allowed), d.amount(totals.Patient)))))
	}
	return app.Elem("div").Body(
		app.Elem("div").Class("choices").Role("group").Aria("label", w.Answer.TieHeading).Body(buttons...),
		app.Elem("p").Class("note").Text(w.Decide.TieHint),
	)
}

func (a *answer) prefer(c code.HCPCS) app.EventHandler {
	return func(ctx app.Context, _ app.Event) {
		a.Desk.change(ctx, func() { a.Desk.Change(func(s *form.State) { s.PreferCode(c) }) })
	}
}

// separate offers to say that the last of the codes was a separate service.
// Nothing is said for the clinician.
func (a *answer) separate(codes []code.HCPCS) app.UI {
	w := a.Desk.words.Answer
	if len(codes) == 0 {
		return app.Elem("div")
	}
	c := codes[len(codes)-1]
	var buttons []app.UI
	for _, m := range w.Separate {
		buttons = append(buttons, app.Elem("button").Attr("type", "button").Class("choice").Aria("pressed", a.Desk.Form.Distinct[c] == m.Modifier).
			OnClick(a.assert(c, m.Modifier), app.EventScope("separate", c.String(), m.Modifier)).
			Body(app.Elem("strong").Text(m.Modifier), app.Elem("small").Text(m.Says)))
	}
	return app.Elem("div").Body(
		a.beforeSeparate(codes),
		app.Elem("div").Class("choices").Role("group").Aria("label", w.SeparateOf(c.String())).Body(buttons...),
	)
}

// beforeSeparate says what the note must show of each service before they are
// called separate.
func (a *answer) beforeSeparate(codes []code.HCPCS) app.UI {
	d := a.Desk
	var needed []rules.GuideItem
	for _, c := range codes {
		for _, item := range d.Guide(c) {
			if item.Kind == rules.GuideDocument && !item.Episode && !item.Advised && slices.Contains(item.Codes, c) {
				needed = append(needed, item)
			}
		}
	}
	if len(codes) < 2 {
		return app.Elem("div").Hidden(true)
	}
	return app.Elem("div").Class("before").Body(
		app.Elem("p").Text(d.words.Decide.BeforeSeparate(codes[0].String(), codes[len(codes)-1].String())),
		d.says(needed, "before-"+codes[len(codes)-1].String()),
	)
}

func (a *answer) assert(c code.HCPCS, modifier string) app.EventHandler {
	return func(ctx app.Context, _ app.Event) {
		a.Desk.change(ctx, func() { a.Desk.Change(func(s *form.State) { s.Assert(c, modifier) }) })
	}
}

func (a *answer) attest() app.UI {
	w := a.Desk.words.Answer
	return app.Elem("div").Class("check").Body(
		app.ElemSelfClosing("input").ID("attest").Attr("type", "checkbox").Attr("checked", a.Desk.Form.Attested).Aria("describedby", "attest-note").OnChange(a.onAttest),
		app.Elem("label").Attr("for", "attest").Text(w.Attest),
		app.Elem("p").ID("attest-note").Class("note").Text(w.AttestHint),
	)
}

func (a *answer) onAttest(ctx app.Context, _ app.Event) {
	on := ctx.JSSrc().Get("checked").Bool()
	a.Desk.change(ctx, func() { a.Desk.Change(func(s *form.State) { s.Attested = on }) })
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
		app.Elem("dl").Body(
			pair("", w.Limit, d.money(t.Limit, "threshold-limit", w.Limit)),
			pair("", w.UsedAfter, d.money(t.After, "threshold-after", w.UsedAfter)),
			pair("", w.Left, d.money(t.Remaining, "threshold-left", w.Left)),
		),
	)
}
