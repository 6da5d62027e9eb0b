package patient

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"therapytally/app/patient/plan"
	"therapytally/app/ui"
	"therapytally/rules"
	"therapytally/rules/finding"
)

// answer is what the patient may pay, or what is to be done to get to know.
type answer struct {
	app.Compo
	Desk    *desk
	Version int
}

// Render implements app.Composer.
func (a *answer) Render() app.UI { return ui.Safe(a.Desk.words.Broken, a.render) }

func (a *answer) render() app.UI {
	d, w := a.Desk, a.Desk.words.Patient
	var body []app.UI
	class := "answer"
	switch {
	case d.answer.Phase == plan.Ready:
		body = []app.UI{a.headline(), a.narrows(), a.nextYear(), a.notes(), a.included(), a.changes()}
	case d.answer.Phase == plan.Asking || d.answer.Phase == plan.Blocked && d.growing():
		class += " waiting"
		body = []app.UI{box("div", "state", says("p", "big", w.AskFirst), says("p", "", w.AskFirstText))}
		if d.answer.Phase == plan.Blocked {
			body = []app.UI{box("div", "state", says("p", "", w.MendText))}
		}
	case d.answer.Phase == plan.Blocked:
		class += " blocked"
		body = []app.UI{a.blocked()}
	default:
		class += " blocked"
		body = []app.UI{app.Elem("div").Class("state").Role("alert").Body(says("p", "", d.words.Broken))}
	}
	heading := app.Elem("h2").ID("answer-heading").TabIndex(-1).Text(w.AnswerHeading)
	return app.Elem("section").ID("answer").Class(class).Aria("labelledby", "answer-heading").Body(append([]app.UI{heading}, body...)...)
}

func (a *answer) blocked() app.UI {
	d, w := a.Desk, a.Desk.words.Patient
	var items []app.UI
	for _, p := range d.answer.Problems {
		name := w.Fields[p.Field]
		items = append(items, box("li", "", app.Elem("p").Body(says("strong", "", name), app.Text(d.problem(p)))))
	}
	return box("div", "state",
		says("p", "big", w.MendHeading),
		app.Elem("ul").Class("problems").Body(items...),
		says("p", "small", w.MendText))
}

func (a *answer) headline() app.UI {
	d, w := a.Desk, a.Desk.words.Patient
	n := d.answer
	pair := func(id, name string, r plan.Range) app.UI {
		return app.Elem("div").ID(id).Body(says("dt", "", name), box("dd", "", d.money(r, id, name)))
	}
	amounts := []app.UI{pair("next", w.Next, n.Next)}
	if n.HasDeductible {
		amounts = append(amounts, pair("after", w.After, n.After))
	}
	amounts = append(amounts, pair("course", w.CourseOf(n.Visits-n.Unpublished), n.Course))
	if d.state.Get(plan.Who) != plan.Nobody {
		amounts = append(amounts, pair("plan", w.PlanPays, n.Plan))
	}
	return box("div", "headline",
		app.Elem("dl").Class("owed").Body(amounts...),
		says("p", "small", d.basis()),
		app.Elem("p").Class("small").Body(says("strong", "", w.NotABill), app.Text(" "+w.WhyHint)))
}

// basis says of which day, place and data the amounts are.
func (d *desk) basis() string {
	w := d.words.Patient
	place := w.National
	if d.answer.ZIP != "" {
		place = w.PlaceNamed(d.answer.ZIP, d.answer.Locality.String())
	}
	return w.Basis(d.words.Date(d.answer.Start), place, d.answer.Releases["rvu"])
}

func (a *answer) narrows() app.UI {
	d, w := a.Desk, a.Desk.words.Patient
	var items []app.UI
	for _, f := range d.answer.Unknown {
		items = append(items, says("li", "", w.Narrows[f]))
	}
	return app.Elem("div").ID("narrows").Class("aside").Hidden(len(items) == 0).Body(
		says("p", "", w.NarrowHeading), box("ul", "", items...))
}

// nextYear asks what to do with visits whose year has no prices yet.
func (a *answer) nextYear() app.UI {
	d, w := a.Desk, a.Desk.words.Patient
	if d.answer.Unpublished == 0 && !d.answer.Assumed {
		return nothing()
	}
	left := w.AssumedNote
	if d.answer.Unpublished > 0 {
		left = w.LeftOutCount(d.answer.Unpublished)
	}
	return app.Elem("div").ID("next-year").Class("decisions").Body(
		box("fieldset", "",
			says("legend", "", w.NextYearAsk),
			box("div", "options row",
				d.yearOption(plan.LeaveOut, w.NextYear.No, d.state.Get(plan.NextYear) != plan.Assume),
				d.yearOption(plan.Assume, w.NextYear.Yes, d.state.Get(plan.NextYear) == plan.Assume))),
		says("p", "note", left))
}

func (d *desk) yearOption(value, name string, chosen bool) app.UI {
	id := string(plan.NextYear) + "-" + value
	return app.Elem("label").Attr("for", id).Body(
		app.ElemSelfClosing("input").ID(id).Attr("type", "radio").Attr("name", string(plan.NextYear)).Attr("checked", chosen).
			OnChange(d.choose(plan.NextYear, value), app.EventScope(id)),
		box("span", "", says("strong", "", name)))
}

// notes tells the findings that mean something to a patient.
func (a *answer) notes() app.UI {
	d, w := a.Desk, a.Desk.words.Patient
	var items []app.UI
	said := map[string]bool{}
	for _, id := range d.answer.Findings {
		if text := w.Findings[id]; text != "" && !said[text] && !d.silent(id) {
			said[text] = true
			items = append(items, says("li", "", text))
		}
	}
	return app.Elem("section").ID("notes").Hidden(len(items) == 0).Body(says("h3", "", w.NotesHeading), box("ul", "plain", items...))
}

// silent leaves a finding out that the page says elsewhere or that the answer
// does not depend on.
func (d *desk) silent(id finding.ID) bool {
	switch id {
	case finding.NationalAverage:
		return !d.state.Original() && (d.state.RateKind() != plan.ByPercent || d.state.Get(plan.Rate) == "")
	case finding.NextYearUnpublished, finding.NextYearAssumed:
		return true
	case finding.SelfPayMedicare:
		return d.state.Get(plan.Who) != plan.Nobody
	case finding.PlanDeductibleAssumedMet:
		return d.state.Get(plan.Who) == plan.Medicaid
	}
	return false
}

func (a *answer) included() app.UI {
	d, w := a.Desk, a.Desk.words.Patient
	parts := []app.UI{says("h3", "", w.IncludedHeading)}
	if d.state.Get(plan.First) != "" && d.state.CanEvaluate() {
		parts = append(parts, says("p", "", w.IncludedFirst), d.included(d.answer.First), says("p", "", w.IncludedOther))
	}
	return app.Elem("section").ID("included").Body(append(parts, d.included(d.answer.Later))...)
}

func (d *desk) included(lines []rules.Line) app.UI {
	var items []app.UI
	for _, l := range lines {
		items = append(items, says("li", "", d.words.Patient.IncludedLine(d.nameOf(l.Code.String()), l.Code.String(), l.Units)))
	}
	return box("ul", "plain", items...)
}

func (a *answer) changes() app.UI {
	w := a.Desk.words.Patient
	var items []app.UI
	for _, text := range w.Changes {
		items = append(items, says("li", "", text))
	}
	return app.Elem("section").ID("changes").Body(says("h3", "", w.ChangeHeading), box("ul", "plain", items...))
}

// course is the whole course: its chart, and the same as a table.
type course struct {
	app.Compo
	Desk    *desk
	Version int
}

// fewVisits is how many visits the table shows at first: each cell holds its
// own steps, and a year of visits would slow the typing down.
const fewVisits = 16

// Render implements app.Composer.
func (c *course) Render() app.UI { return ui.Safe(c.Desk.words.Broken, c.render) }

func (c *course) render() app.UI {
	d, w := c.Desk, c.Desk.words.Patient
	if d.answer.Phase != plan.Ready {
		return app.Elem("section").ID("course-part").Hidden(true)
	}
	return app.Elem("section").ID("course-part").Class("panel").Aria("labelledby", "course-heading").Body(
		app.Elem("h2").ID("course-heading").Text(w.ChartHeading),
		says("p", "where", w.ChartHint),
		d.chart(),
		c.milestones(),
		says("h3", "", w.TableHeading),
		app.Elem("div").Class("scroll").TabIndex(0).Role("region").Aria("label", w.TableHeading).Body(c.table()),
		button("all-visits", "quiet").Hidden(len(d.answer.Rows) <= fewVisits || d.allVisits).OnClick(c.onAll).Text(w.CourseOf(len(d.answer.Rows))))
}

func (c *course) onAll(ctx app.Context, _ app.Event) {
	c.Desk.do(ctx, func() { c.Desk.allVisits = true })
}

// milestones says on which visits something changes.
func (c *course) milestones() app.UI {
	d, w := c.Desk, c.Desk.words.Patient
	var items []app.UI
	for i, m := range d.answer.Milestones {
		items = append(items, box("li", "",
			app.Elem("span").Class("mark-no").Aria("hidden", true).Text(strconv.Itoa(i+1)),
			app.Elem("span").Body(says("strong", "", w.MilestoneAt(m.N, d.words.Date(m.Date))+": "), app.Text(w.Milestones[m.Kind]))))
	}
	return app.Elem("div").ID("milestones").Hidden(len(items) == 0).Body(
		box("ol", "milestones", items...),
		app.Elem("p").Class("note").Hidden(d.answer.Course.Single()).Text(w.AtMost))
}

func (c *course) table() app.UI {
	d, w := c.Desk, c.Desk.words.Patient
	head := app.Elem("tr")
	var cells []app.UI
	for _, name := range []string{w.Visit, w.Date, w.YouPay, w.SoFar} {
		cells = append(cells, app.Elem("th").Attr("scope", "col").Text(name))
	}
	shown := d.answer.Rows
	if !d.allVisits {
		shown = shown[:min(len(shown), fewVisits)]
	}
	rows := make([]app.UI, len(shown))
	for i, r := range shown {
		rows[i] = c.row(r)
	}
	return app.Elem("table").ID("visits").Body(box("thead", "", head.Body(cells...)), box("tbody", "", rows...))
}

func (c *course) row(r plan.Row) app.UI {
	d, w := c.Desk, c.Desk.words.Patient
	n := strconv.Itoa(r.N)
	cells := []app.UI{app.Elem("th").Attr("scope", "row").Text(n), box("td", "", app.Text(d.words.Date(r.Date)), c.tag(r))}
	if r.Unpublished {
		cells = append(cells, says("td", "", w.LeftOut), says("td", "", "–"))
	} else {
		cells = append(cells,
			box("td", "", d.money(r.Patient, "visit-"+n, w.VisitNo(r.N)+", "+w.YouPay)),
			box("td", "", d.money(r.Running, "so-far-"+n, w.VisitNo(r.N)+", "+w.SoFar)))
	}
	row := app.Elem("tr")
	if r.Unpublished || r.Assumed {
		row = row.Class("assumed")
	}
	return row.Body(cells...)
}

func (c *course) tag(r plan.Row) app.UI {
	text := ""
	if r.Assumed {
		text = c.Desk.words.Patient.AssumedMark
	}
	return app.Elem("small").Class("tag").Hidden(text == "").Text(text)
}

// peek is the answer in short for narrow screens, where the answer itself
// stands below the questions. It leads there.
type peek struct {
	app.Compo
	Desk        *desk
	Text, Leads string
}

func (d *desk) peekText() string {
	w := d.words.Patient
	switch {
	case d.answer.Phase == plan.Ready:
		return w.Next + ": " + d.told(d.answer.Next) + " · " + w.CourseOf(d.answer.Visits-d.answer.Unpublished) + ": " + d.told(d.answer.Course)
	case d.answer.Phase == plan.Blocked && !d.growing():
		return w.MendHeading
	}
	return ""
}

// Render implements app.Composer.
func (p *peek) Render() app.UI {
	return button("peek", "peek").Hidden(p.Text == "").OnClick(p.onClick).Body(
		says("span", "", p.Text), says("small", "", p.Leads))
}

func (p *peek) onClick(ctx app.Context, _ app.Event) {
	ctx.PreventUpdate()
	ui.Focus(p.Desk.root, "answer-heading")
}
