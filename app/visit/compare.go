package visit

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"therapytally/app/el"
	"therapytally/app/ui"
	"therapytally/rules"
	"therapytally/rules/finding"
	"therapytally/rules/trace"
)

// asker explains figures of an estimate other than the one on the page.
type asker struct {
	*desk
	trace *trace.Trace
}

// Explain implements ui.Explainer.
func (a asker) Explain(ctx app.Context, node int, shown, what, from string) {
	a.explainIn(ctx, a.trace, node, shown, what, from)
}

// twoRules sets both unit rules side by side.
func (a *account) twoRules() app.UI {
	d, w, u := a.Desk, a.Desk.words.Decide, a.Desk.Answer.Units
	if len(u.ByCode) == 0 {
		return app.Elem("div").Hidden(true)
	}
	rows := make([]app.UI, 0, len(u.ByCode)+2)
	for _, c := range u.ByCode {
		rows = append(rows, a.ruleRow(c.Code.String(), strconv.Itoa(c.Minutes), c.Units, u.Other.ByCode.Of(c.Code)))
	}
	rows = append(rows, a.ruleRow(w.Total, strconv.Itoa(u.TimedMinutes), u.TimedUnits, u.Other.TimedUnits))
	worth, differ := d.RulesWorth()
	if differ {
		rows = append(rows, a.worthRow(worth), a.apartRow(worth))
	}
	return app.Elem("section").Class("two-rules").Aria("labelledby", "rules-heading").Body(
		app.Elem("h3").ID("rules-heading").Text(w.RulesHeading),
		el.In("table", "",
			el.In("thead", "", el.In("tr", "",
				head(w.Code), head(d.words.Form.Minutes), a.ruleHead(u.Rule, true), a.ruleHead(u.Other.Rule, false))),
			el.In("tbody", "", rows...),
		),
		a.rulesNote(),
	)
}

func head(text string) app.UI { return app.Elem("th").Attr("scope", "col").Text(text) }

func (a *account) ruleHead(rule rules.UnitRule, inForce bool) app.UI {
	w := a.Desk.words.Decide
	note := ""
	if inForce {
		note = w.InForce
	}
	return app.Elem("th").Attr("scope", "col").Body(app.Text(w.RuleShort[rule]), el.Say("small", "", note))
}

func (a *account) ruleRow(name, minutes string, here, other int) app.UI {
	class := ""
	if here != other {
		class = "differs"
	}
	w := a.Desk.words.Answer
	return app.Elem("tr").Class(class).Body(
		app.Elem("th").Attr("scope", "row").Text(name), el.Say("td", "", minutes),
		el.Say("td", "", w.Units(here)), el.Say("td", "", w.Units(other)))
}

// worthRow says what both countings allow: the two amounts of the engine.
func (a *account) worthRow(worth rules.TwoRules) app.UI {
	d, w := a.Desk, a.Desk.words.Decide
	here, other := worth.Total, worth.PerCode
	if d.Answer.Units.Rule == rules.PerCode {
		here, other = other, here
	}
	name := w.Worth
	if d.Reading.Visit.Payer.Rate != nil {
		name = w.WorthOfPlan
	}
	cell := func(e rules.Estimate, id string) app.UI {
		return el.In("td", "", ui.Money(d.words, asker{d, e.Trace}, e.Totals.Allowed, id, name))
	}
	return el.In("tr", "worth",
		app.Elem("th").Attr("scope", "row").Attr("colspan", 2).Text(name), cell(here, "rule-here"), cell(other, "rule-other"))
}

// apartRow says which rule allows more, and how much: what the choice of it is
// worth.
func (a *account) apartRow(worth rules.TwoRules) app.UI {
	d, w := a.Desk, a.Desk.words.Decide
	name := w.SameWorth
	if worth.More != "" {
		name = w.MoreUnder(w.RuleShort[worth.More])
	}
	return el.In("tr", "worth apart",
		app.Elem("th").Attr("scope", "row").Attr("colspan", 2).Text(name),
		app.Elem("td").Attr("colspan", 2).Body(ui.Money(d.words, asker{d, worth.Total.Trace}, worth.Difference, "rules-apart", name)))
}

// rulesNote says what the engine found of the two rules, with its source.
func (a *account) rulesNote() app.UI {
	for _, f := range a.Desk.Answer.Findings {
		if f.ID == finding.UnitRulesDiffer {
			return el.In("p", "said",
				app.Text(f.Fix), el.Say("small", "cite", a.Desk.words.Answer.Source+": "+a.Desk.cites(f)))
		}
	}
	return el.Say("p", "said", a.Desk.words.Decide.SameUnits)
}
