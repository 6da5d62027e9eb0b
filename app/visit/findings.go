package visit

import (
	"cmp"
	"slices"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"therapytally/app/explain"
	"therapytally/app/visit/form"
	"therapytally/rules/code"
	"therapytally/rules/finding"
)

func rank(s finding.Severity) int {
	return slices.Index([]finding.Severity{finding.Blocks, finding.Reduces, finding.Warns, finding.Notes}, s)
}

func gravestFirst(all []finding.Finding) []finding.Finding {
	list := slices.Clone(all)
	slices.SortStableFunc(list, func(x, y finding.Finding) int { return cmp.Compare(rank(x.Severity), rank(y.Severity)) })
	return list
}

// decides reports whether a finding is shown where it is decided or counted,
// and not in the list.
func decides(id finding.ID) bool {
	return id == finding.UnitsTie || id == finding.KXAttest || id == finding.KXPrinted
}

// findings lists the verdicts, gravest first.
func (a *answer) findings() app.UI {
	list := slices.DeleteFunc(gravestFirst(a.Desk.Answer.Findings), func(f finding.Finding) bool { return decides(f.ID) })
	items := make([]app.UI, len(list))
	for i, f := range list {
		items[i] = a.finding(f)
	}
	return app.Section().Class("findings").Hidden(len(items) == 0).Aria("labelledby", "findings-heading").Body(
		app.H3().ID("findings-heading").Text(a.Desk.words.Answer.Findings),
		app.Ul().Body(items...),
	)
}

// finding shows a verdict; one that the clinician decides holds the control.
func (a *answer) finding(f finding.Finding, control ...app.UI) app.UI {
	w := a.Desk.words.Answer
	badge := w.Severity[f.Severity]
	if f.ID == finding.UnitsTie {
		badge = w.TieHeading
	}
	return app.Li().Class("finding", string(f.Severity)).DataSet("finding", string(f.ID)).Body(
		app.P().Class("badge").Text(badge),
		app.Details().Class("cited").Body(
			app.Summary().Body(app.Text(w.Source), app.Span().Class("unseen").Text(": "+f.Message)),
			app.P().Class("source").Text(a.cites(f)),
		),
		app.P().Class("message").Text(f.Message),
		app.P().Class("fix").Text(f.Fix),
		app.Div().Class("control").Hidden(len(control) == 0).Body(control...),
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
		}
	}
	return app.Ul().Class("decisions").Hidden(len(items) == 0).Body(items...)
}

// tie offers the codes that may get a tied unit.
func (a *answer) tie() app.UI {
	t := a.Desk.Answer.Units.Tie
	if t == nil {
		return app.Div()
	}
	buttons := make([]app.UI, len(t.Among))
	for i, c := range t.Among {
		buttons[i] = app.Button().Type("button").Class("choice").Aria("pressed", slices.Contains(t.Chosen, c)).
			OnClick(a.prefer(c), app.EventScope("tie", c.String())).Text(a.Desk.words.Answer.GiveTo(c.String()))
	}
	return app.Div().Class("choices").Role("group").Aria("label", a.Desk.words.Answer.TieHeading).Body(buttons...)
}

func (a *answer) prefer(c code.HCPCS) app.EventHandler {
	return func(ctx app.Context, _ app.Event) {
		a.Desk.change(ctx, func() { a.Desk.Change(func(s *form.State) { s.PreferCode(c) }) })
	}
}

func (a *answer) attest() app.UI {
	w := a.Desk.words.Answer
	return app.Div().Class("check").Body(
		app.Input().ID("attest").Type("checkbox").Checked(a.Desk.Form.Attested).Aria("describedby", "attest-note").OnChange(a.onAttest),
		app.Label().For("attest").Text(w.Attest),
		app.P().ID("attest-note").Class("note").Text(w.AttestHint),
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
		return app.Div().Hidden(true)
	}
	name := w.Threshold + ", " + w.ThresholdOf[t.Bucket]
	return app.Section().Class("threshold").Aria("labelledby", "threshold-heading").Body(
		app.H3().ID("threshold-heading").Text(name),
		app.Progress().Aria("labelledby", "threshold-heading").Max(t.Limit.Value.StringFixed(2)).Value(t.After.Value.StringFixed(2)),
		app.Dl().Body(
			pair("", w.Limit, d.money(t.Limit, "threshold-limit", w.Limit)),
			pair("", w.UsedAfter, d.money(t.After, "threshold-after", w.UsedAfter)),
			pair("", w.Left, d.money(t.Remaining, "threshold-left", w.Left)),
		),
	)
}
