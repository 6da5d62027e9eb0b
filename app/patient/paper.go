package patient

import (
	"strconv"
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"therapytally/app/el"
	"therapytally/app/quote"
	"therapytally/app/ui"
	"therapytally/rules/code"
)

// paper is what is printed: a worksheet for a Good Faith Estimate with every
// item of it, and questions to ask the clinic.
type paper struct {
	app.Compo
	Desk    *desk
	Lang    string
	Version int
	Open    bool
}

// Render implements app.Composer.
func (p *paper) Render() app.UI { return ui.Safe(p.Desk.words.Broken, p.render) }

func (p *paper) render() app.UI {
	d, w := p.Desk, p.Desk.words.Patient.Paper
	label := w.Show
	if d.sheet {
		label = w.Hide
	}
	return app.Elem("section").ID("paper").Class("panel").Aria("labelledby", "paper-heading").Body(
		app.Elem("h2").ID("paper-heading").Text(w.Heading),
		el.Maybe("p", "where", w.Intro),
		el.In("div", "buttons",
			el.Button("print", "").OnClick(ui.Handle(p.onPrint)).Text(w.Print),
			el.Button("show-sheet", "quiet").Aria("expanded", d.sheet).Aria("controls", "sheet").OnClick(ui.Handle(p.onShow)).Text(label)),
		p.sheet())
}

func (p *paper) onShow(ctx app.Context, _ app.Event) {
	p.Desk.do(ctx, func() { p.Desk.sheet = !p.Desk.sheet })
}

func (p *paper) onPrint(ctx app.Context, _ app.Event) {
	d := p.Desk
	d.do(ctx, d.finish)
	d.then(func() { app.Window().Call("print") })
}

// oneFrame is the time within which nothing is drawn twice.
const oneFrame = time.Second / 120

// watchPrint has the browser's own print wait for the whole sheet. What is
// printed is what is drawn when the event ends, so the frame is waited for here.
func (d *desk) watchPrint() {
	if !app.IsClient {
		return
	}
	app.Window().Call("addEventListener", "beforeprint", ui.Listen(d.root, func([]app.Value) {
		d.finish()
		d.version++
		for from := time.Now(); time.Since(from) <= oneFrame; {
			continue
		}
		d.root.Update()
	}))
}

// sheet is hidden on the screen until it is asked for; on paper it is all that
// there is.
func (p *paper) sheet() app.UI {
	w := p.Desk.words.Patient.Paper
	class := "gfe folded"
	if p.Desk.sheet {
		class = "gfe"
	}
	return app.Elem("div").ID("sheet").Class(class).Body(
		el.Maybe("h3", "title", w.Title),
		el.Maybe("p", "", w.Worksheet),
		p.blanks(w.Patient, w.Name, w.Born),
		p.blanks(w.Clinic, w.ClinicName, w.NPI, w.TIN, w.Place_),
		p.service(),
		p.items(),
		el.Maybe("h4", "", w.Separate), el.Maybe("p", "", w.SeparateText), rule(), rule(),
		el.Maybe("h4", "", w.MustKnow), p.list("ul", w.Disclaimers), el.Maybe("p", "", w.Dates),
		el.Maybe("h3", "title new-page", w.AskHeading), p.questions(),
		el.Maybe("p", "small", p.Desk.words.Patient.NotABill+" "+p.Desk.footing()))
}

// footing is the basis once more, for the paper.
func (d *desk) footing() string {
	if d.answer.Phase != quote.Ready {
		return ""
	}
	return d.basis()
}

// blanks are lines to write on: who the patient is stays on paper.
func (p *paper) blanks(heading string, names ...string) app.UI {
	w := p.Desk.words.Patient.Paper
	var lines []app.UI
	for _, name := range names {
		lines = append(lines, el.In("div", "blank",
			el.Maybe("span", "", name), el.In("span", "rule", el.Maybe("span", "unseen", w.Blank))))
	}
	return el.In("div", "block", el.Maybe("h4", "", heading), el.In("div", "blanks", lines...))
}

func rule() app.UI { return app.Elem("div").Class("rule") }

func (p *paper) service() app.UI {
	d, w := p.Desk, p.Desk.words.Patient.Paper
	first := ""
	if !d.paper.FirstDate.IsZero() {
		first = w.FirstDate + ": " + d.words.Date(d.paper.FirstDate)
	}
	return el.In("div", "block", el.Maybe("h4", "", w.Service), el.Maybe("p", "", w.ServiceText), el.Maybe("p", "", first))
}

// items lists what is expected: the first visit, each later one, and all.
func (p *paper) items() app.UI {
	d, w := p.Desk, p.Desk.words.Patient.Paper
	s := d.paper
	if s.Reach.Visits == 0 {
		return el.Maybe("p", "", d.words.Patient.MendText)
	}
	var head []app.UI
	for _, name := range []string{w.Diagnosis, w.Code, w.What, w.Units, w.Each} {
		head = append(head, app.Elem("th").Attr("scope", "col").Text(name))
	}
	rows := p.visit(w.FirstVisit, s.First, s.EachFirst, "first")
	if len(s.Later) > 0 {
		rows = append(rows, p.visit(w.LaterVisits(s.Reach.Visits-1), s.Later, s.EachLater, "later")...)
	}
	rows = append(rows, p.sum(w.Total(d.words.Patient.CourseOf(s.Reach), d.words.Date(s.FirstDate), d.words.Date(s.LastDate)), s.All, "all"))
	return el.In("div", "block",
		el.Maybe("h4", "", w.Items),
		app.Elem("div").Class("scroll").TabIndex(0).Role("region").Aria("label", w.Items).Body(
			el.In("table", "", el.In("thead", "", el.In("tr", "", head...)), el.In("tbody", "", rows...))))
}

func (p *paper) visit(name string, items []quote.Item, total quote.Amount, id string) []app.UI {
	d := p.Desk
	var rows []app.UI
	for i, l := range items {
		rows = append(rows, el.In("tr", "",
			el.In("td", "empty", el.Maybe("span", "unseen", d.words.Patient.Paper.Blank)),
			el.Maybe("td", "", l.Code.String()), el.Maybe("td", "", d.nameOf(l.Code.String())), el.Maybe("td", "", strconv.Itoa(l.Units)),
			el.In("td", "", p.price(l.Price, id+"-"+string(rune('a'+i)), l.Code))))
	}
	return append(rows, p.sum(name, total, id))
}

func (p *paper) sum(name string, total quote.Amount, id string) app.UI {
	return el.In("tr", "sum",
		app.Elem("th").Attr("scope", "row").Attr("colspan", "4").Text(name),
		el.In("td", "", p.price(total, id, code.HCPCS{})))
}

// price is an amount, or room to write the clinic's in.
func (p *paper) price(a quote.Amount, id string, of code.HCPCS) app.UI {
	w := p.Desk.words.Patient.Paper
	if !p.Desk.paper.Priced || !a.Known() {
		return el.In("span", "rule", el.Maybe("span", "unseen", w.NoPrice))
	}
	return p.Desk.figure(a, "sheet-"+id, w.Each+" "+of.String())
}

func (p *paper) list(tag string, texts []string) app.UI {
	var items []app.UI
	for _, text := range texts {
		items = append(items, el.Maybe("li", "", text))
	}
	return app.Elem(tag).Class("plain").Body(items...)
}

func (p *paper) questions() app.UI {
	var items []app.UI
	for _, text := range p.Desk.words.Patient.Paper.Ask {
		items = append(items, el.In("li", "", app.Text(text), rule()))
	}
	return el.In("ol", "ask-list", items...)
}
