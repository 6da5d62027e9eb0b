package day

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"therapytally/app/el"
	"therapytally/app/fault"
)

// elements lays a paper out where the page draws it.
func (g page) elements() []app.UI {
	out := []app.UI{el.Say("h1", "", g.title), el.Say("p", "", g.about)}
	if len(g.rows) > 0 {
		out = append(out, el.In("table", "",
			el.In("thead", "", cells("th", g.head)),
			el.In("tbody", "", func() (rows []app.UI) {
				for _, row := range g.rows {
					rows = append(rows, cells("td", row))
				}
				return rows
			}()...)))
	}
	for _, note := range g.notes {
		out = append(out, el.Say("p", "", note))
	}
	return append(out, el.Say("p", "small", g.small))
}

func cells(kind string, texts []string) app.UI {
	out := make([]app.UI, len(texts))
	for i, t := range texts {
		out[i] = app.Elem(kind).Text(t)
	}
	return el.In("tr", "", out...)
}

// plainID is the day sheet of a print that nobody asked this page for.
const plainID = "paper-plain"

// beforePrint lays out the day sheet for the browser's own print command. The
// browser waits for no drawing, so the elements are made at once.
func (p *Parts) beforePrint() {
	if p.view.paper != noPaper {
		return
	}
	defer func() { // the screen is printed then
		if r := recover(); r != nil {
			fault.Log("the day sheet for the browser's print command", r)
		}
	}()
	p.sumUp()
	g := p.sheetPage()
	box := element("div", "paper sheet", "")
	box.Set("id", plainID)
	g.layOut(box)
	app.Window().Get("document").Get("body").Call("append", box)
}

// afterPrint takes it away again.
func (p *Parts) afterPrint() {
	if e := app.Window().GetElementByID(plainID); e.Truthy() {
		e.Call("remove")
	}
	if p.view.paper != noPaper {
		p.later(func() { p.view.paper = noPaper; p.changed() })
	}
}

func element(kind, class, text string, children ...app.Value) app.Value {
	e := app.Window().Get("document").Call("createElement", kind)
	if class != "" {
		e.Set("className", class)
	}
	e.Set("textContent", text)
	for _, c := range children {
		e.Call("append", c)
	}
	return e
}

// layOut makes the same elements by hand.
func (g page) layOut(in app.Value) {
	row := func(kind string, texts []string) app.Value {
		tr := element("tr", "", "")
		for _, t := range texts {
			tr.Call("append", element(kind, "", t))
		}
		return tr
	}
	in.Call("append", element("h1", "", g.title), element("p", "", g.about))
	if len(g.rows) > 0 {
		body := element("tbody", "", "")
		for _, r := range g.rows {
			body.Call("append", row("td", r))
		}
		in.Call("append", element("table", "", "", element("thead", "", "", row("th", g.head)), body))
	}
	for _, note := range g.notes {
		in.Call("append", element("p", "", note))
	}
	in.Call("append", element("p", "small", g.small))
}
