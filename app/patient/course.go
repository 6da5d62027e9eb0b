package patient

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"therapytally/app/el"
	"therapytally/app/quote"
	"therapytally/app/ui"
)

// course is the whole course: its chart, and the same as a table.
type course struct {
	app.Compo
	Desk    *desk
	Lang    string
	Version int
	All     bool
}

// fewVisits is how many visits the table shows at first: each cell holds its
// own steps, and a year of visits would slow the typing down.
const fewVisits = 16

// Render implements app.Composer.
func (c *course) Render() app.UI { return ui.Safe(c.Desk.words.Broken, c.render) }

func (c *course) render() app.UI {
	d, w := c.Desk, c.Desk.words.Patient
	if d.answer.Phase != quote.Ready || d.answer.Pending || d.answer.Missing() != "" {
		return app.Elem("section").ID("course-part").Hidden(true)
	}
	return app.Elem("section").ID("course-part").Class("panel").Aria("labelledby", "course-heading").Body(
		app.Elem("h2").ID("course-heading").Text(w.ChartHeading),
		el.Maybe("p", "where", w.ChartHint),
		d.chart(),
		c.milestones(),
		el.Maybe("h3", "", w.TableHeading),
		app.Elem("div").Class("scroll").TabIndex(0).Role("region").Aria("label", w.TableHeading).Body(c.table()),
		el.Button("all-visits", "quiet").Hidden(len(d.answer.Rows) <= fewVisits || d.allVisits).OnClick(ui.Handle(c.onAll)).Text(w.ShowAll))
}

func (c *course) onAll(ctx app.Context, _ app.Event) {
	c.Desk.do(ctx, func() { c.Desk.allVisits = true })
}

// milestones says on which visits something changes.
func (c *course) milestones() app.UI {
	d, w := c.Desk, c.Desk.words.Patient
	var items []app.UI
	for i, m := range d.answer.Milestones {
		items = append(items, el.In("li", "",
			app.Elem("span").Class("mark-no").Aria("hidden", true).Text(strconv.Itoa(i+1)),
			el.In("span", "", el.Maybe("strong", "", w.MilestoneAt(m.N, d.words.Date(m.Date))+": "), app.Text(w.Milestones[m.Kind]))))
	}
	return app.Elem("div").ID("milestones").Hidden(len(items) == 0).Body(
		el.In("ol", "milestones", items...),
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
	return app.Elem("table").ID("visits").Body(el.In("thead", "", head.Body(cells...)), el.In("tbody", "", rows...))
}

func (c *course) row(r quote.Row) app.UI {
	d, w := c.Desk, c.Desk.words.Patient
	n := strconv.Itoa(r.N)
	cells := []app.UI{app.Elem("th").Attr("scope", "row").Text(n), el.In("td", "", app.Text(d.words.Date(r.Date)), c.tag(r))}
	if r.Unpublished {
		cells = append(cells, el.Maybe("td", "", w.LeftOut), el.Maybe("td", "", "–"))
	} else {
		cells = append(cells,
			el.In("td", "", d.money(r.Patient, "visit-"+n, w.VisitNo(r.N)+", "+w.YouPay)),
			el.In("td", "", d.money(r.Running, "so-far-"+n, w.VisitNo(r.N)+", "+w.SoFar)))
	}
	row := app.Elem("tr")
	if r.Unpublished || r.Assumed {
		row = row.Class("assumed")
	}
	return row.Body(cells...)
}

func (c *course) tag(r quote.Row) app.UI {
	text := ""
	if r.Assumed {
		text = c.Desk.words.Patient.AssumedMark
	}
	return app.Elem("small").Class("tag").Hidden(text == "").Text(text)
}
