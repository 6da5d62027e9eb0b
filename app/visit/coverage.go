package visit

import (
	"slices"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"therapytally/app/day"
	"therapytally/app/draft"
	"therapytally/app/el"
	"therapytally/app/ui"
	"therapytally/rules"
)

// payer is the visit's own payer.
func (d *desk) payer() day.PayerForm {
	return day.PayerForm{
		On: d, Words: d.words.Day.Clinic, Payer: d.Form.Payer, Prefix: "payer-",
		Problem: func(id string) string { return d.problemAt(draft.Field(id)) },
	}
}

// Chose implements ui.Chooser.
func (d *desk) Chose(ctx app.Context, id, value string) {
	d.change(ctx, func() { d.SetPayer(draft.Field(id), value, d.now()) })
}

// coverage is what the payer and the patient's year come to in this visit.
func (p *Page) coverage() app.UI {
	d, w := p.desk, p.desk.words.Form
	payer := d.payer()
	return el.In("section", "coverage",
		el.Button("", "disclose").Aria("expanded", d.Coverage).Aria("controls", "coverage").OnClick(ui.Handle(p.onCoverage)).Body(
			el.In("span", "", el.Say("strong", "", w.Coverage), el.Say("small", "", p.coverageHint()))),
		app.Elem("div").ID("coverage").Class("fields").Hidden(!d.Coverage).Body(
			slices.Concat(payer.Terms(), p.yearly(), []app.UI{p.qp(), p.payersRules(payer)})...),
	)
}

func (p *Page) coverageHint() string {
	if p.desk.Form.Payer.Original() {
		return p.desk.words.Form.CoverageHint
	}
	return p.desk.words.Form.PlanHint
}

// yearly are the deductible and, for Original Medicare, what was used toward
// the threshold.
func (p *Page) yearly() []app.UI {
	d, w := p.desk, p.desk.words.Form
	used := d.Form.Used()
	var out []app.UI
	if d.Form.Payer.Kind != rules.SelfPay {
		out = append(out, &ui.Field{
			On: d, ID: string(draft.Deductible), Label: w.Deductible, Value: d.Form.Deductible, Mode: "decimal", Prefix: "$",
			Hint: w.DeductibleHint, Problem: d.problemAt(draft.Deductible),
		})
	}
	if d.Form.Payer.Original() {
		out = append(out, &ui.Field{
			On: d, ID: string(used), Label: w.Used(d.Form.Discipline), Value: d.Form.Text(used), Mode: "decimal", Prefix: "$",
			Hint: w.UsedHint, Problem: d.problemAt(used),
		})
	}
	return out
}

func (p *Page) qp() app.UI {
	d, w := p.desk, p.desk.words.Form
	return app.Elem("div").Class("check").Hidden(!d.Form.Payer.Original()).Body(
		app.ElemSelfClosing("input").ID("qp").Attr("type", "checkbox").Attr("checked", d.Form.QP).Aria("describedby", "qp-note").OnChange(ui.Handle(p.onQP)),
		app.Elem("label").Attr("for", "qp").Text(w.QP),
		app.Elem("p").ID("qp-note").Class("note").Text(w.QPHint),
	)
}

// payersRules are what the payer does otherwise than usual.
func (p *Page) payersRules(payer day.PayerForm) app.UI {
	return el.In("details", "wide payers-rules",
		el.Say("summary", "", p.desk.words.Form.PayersRules),
		el.In("div", "fields", payer.Rules()...),
	)
}

func (p *Page) onCoverage(ctx app.Context, _ app.Event) {
	p.desk.do(ctx, func() { p.desk.Coverage = !p.desk.Coverage })
}

func (p *Page) onQP(ctx app.Context, _ app.Event) {
	on := ctx.JSSrc().Get("checked").Bool()
	p.desk.change(ctx, func() { p.desk.Change(func(s *draft.State) { s.QP = on }) })
}
