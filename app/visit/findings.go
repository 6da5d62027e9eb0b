package visit

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"therapytally/app/el"
	"therapytally/app/explain"
	"therapytally/app/ui"
	"therapytally/rules"
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
	return asks(id) || id == finding.UnitRulesDiffer
}

// asks reports a finding that the clinician decides.
func asks(id finding.ID) bool { return place(id) >= 0 }

// place is where a finding that asks stands: the same before and after the
// choice, so that nothing moves under a finger.
func place(id finding.ID) int {
	return slices.IndexFunc([][]finding.ID{
		{finding.PairDenied, finding.PairOpened, finding.DistinctNotNeeded}, {finding.KXAttest, finding.KXPrinted}, {finding.UnitsTie},
	}, func(same []finding.ID) bool { return slices.Contains(same, id) })
}

// denies reports whether a finding tells why a line of the visit is denied.
func (d *desk) denies(f finding.Finding) bool {
	return (f.Severity == finding.Blocks || f.Severity == finding.Reduces) && slices.ContainsFunc(d.Answer.Lines, func(l rules.Line) bool {
		return l.Status == rules.Denied && slices.Contains(f.Codes, l.Code)
	})
}

// findings lists the verdicts, gravest first; those that deny a line stand
// above.
func (a *account) findings() app.UI {
	list := slices.DeleteFunc(gravestFirst(a.Desk.Answer.Findings), func(f finding.Finding) bool { return decides(f.ID) || a.Desk.denies(f) })
	return app.Elem("section").Class("findings").Hidden(len(list) == 0).Aria("labelledby", "findings-heading").Body(
		app.Elem("h3").ID("findings-heading").Text(a.Desk.words.Answer.Findings),
		el.In("ul", "", a.shown(list)...),
	)
}

func (a *account) shown(list []finding.Finding) []app.UI {
	items := make([]app.UI, len(list))
	for i, f := range list {
		items[i] = &verdict{Desk: a.Desk, Finding: f, Version: a.Version}
	}
	return items
}

// decisions are what denies a line, and the findings that ask the clinician: a
// pair, the statement above the threshold, a tied unit.
func (a *account) decisions() app.UI {
	d := a.Desk
	denials := slices.DeleteFunc(gravestFirst(d.Answer.Findings), func(f finding.Finding) bool { return asks(f.ID) || !d.denies(f) })
	items := a.shown(append(a.questions(), denials...))
	return app.Elem("ul").Class("decisions").Hidden(len(items) == 0).Body(items...)
}

// questions are the findings that ask, in an order that no answer changes.
func (a *account) questions() []finding.Finding {
	out := slices.DeleteFunc(slices.Clone(a.Desk.Answer.Findings), func(f finding.Finding) bool { return !asks(f.ID) })
	order.By(out, func(x, y finding.Finding) int {
		return cmp.Or(cmp.Compare(place(x.ID), place(y.ID)), cmp.Compare(named(x), named(y)))
	})
	return out
}

// named is what a question is about: the code that a modifier would open.
func named(f finding.Finding) string {
	if f.ID == finding.KXAttest || f.ID == finding.KXPrinted || f.ID == finding.UnitsTie || len(f.Codes) == 0 {
		return ""
	}
	return f.Codes[len(f.Codes)-1].String() + " " + f.Codes[0].String()
}

// verdict shows a finding; one that the clinician decides holds the control.
type verdict struct {
	app.Compo
	Desk    *desk
	Finding finding.Finding
	Version int
}

// CompoID implements app.DismountEnforcer: the same question keeps its element,
// whatever was answered.
func (v *verdict) CompoID() string {
	if at := place(v.Finding.ID); at >= 0 {
		return "asks-" + strconv.Itoa(at) + "-" + named(v.Finding)
	}
	return string(v.Finding.ID) + "-" + codesOf(v.Finding)
}

func codesOf(f finding.Finding) string {
	out := ""
	for _, c := range f.Codes {
		out += c.String() + " "
	}
	return out
}

// Render implements app.Composer.
func (v *verdict) Render() app.UI { return ui.Safe(v.Desk.words.Broken, v.render) }

func (v *verdict) render() app.UI {
	f, w := v.Finding, v.Desk.words.Answer
	badge, message := w.Severity[f.Severity], w.Finding(f)
	if f.ID == finding.UnitsTie {
		badge = w.TieHeading
	}
	return app.Elem("li").Class("finding", string(f.Severity)).DataSet("finding", string(f.ID)).Body(
		el.Say("p", "badge", badge),
		el.In("details", "cited",
			el.In("summary", "", app.Text(w.Source), el.Say("span", "unseen", ": "+message)),
			el.Say("p", "source", v.Desk.cites(f)),
		),
		el.Say("p", "message", message),
		app.Elem("div").Class("control").Hidden(!asks(f.ID)).Body(v.control()),
		el.Say("p", "fix", f.Fix),
	)
}

func (v *verdict) control() app.UI {
	switch v.Finding.ID {
	case finding.UnitsTie:
		return v.tie()
	case finding.KXAttest, finding.KXPrinted:
		return v.attest()
	case finding.PairDenied, finding.PairOpened, finding.DistinctNotNeeded:
		return v.separate(v.Finding.Codes)
	}
	return app.Elem("div")
}

func (d *desk) cites(f finding.Finding) string {
	text := ""
	for _, c := range f.Cites {
		text += explain.Source(d.Find.Book, c.Source) + " · " + c.At
		if c.Says != "" {
			text += " · “" + c.Says + "”"
		}
	}
	return text
}
