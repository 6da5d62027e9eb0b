// Package library is the page "what this build knows": every number and table
// of the rule book with its dates and its source.
package library

import (
	"errors"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"therapytally/app/brand"
	"therapytally/app/el"
	"therapytally/app/ui"
	"therapytally/app/words"
	"therapytally/rules"
)

// Page lists what the rule book holds; the words typed narrow the list.
type Page struct {
	app.Compo
	words *words.Words
	known []rules.Known
	find  string
	err   error
}

// OnInit implements app.Initializer.
func (p *Page) OnInit() {
	p.words = words.English()
	book, err := rules.Standard()
	if err != nil {
		p.err = err
		return
	}
	p.known = book.Knows()
	brand.Site(brand.Load(book, p.words))
}

// Render implements app.Composer.
func (p *Page) Render() app.UI { return ui.Safe(p.words.Broken, p.render) }

// OnMount implements app.Mounter.
func (p *Page) OnMount(ctx app.Context) {
	ctx.Handle(ui.Broke, func(app.Context, app.Action) { p.err = errors.New(p.words.Broken) })
}

func (p *Page) render() app.UI {
	if p.err != nil {
		return app.Elem("p").Class("notice").Role("alert").Text(p.err.Error())
	}
	w := p.words.Library
	shown := Matching(p.known, p.find)
	return el.In("div", "library",
		el.In("div", "field",
			app.Elem("label").Attr("for", "find").Text(w.Find),
			el.In("div", "box",
				app.ElemSelfClosing("input").ID("find").Attr("type", "search").Attr("autocomplete", "off").Aria("describedby", "find-hint").OnInput(ui.Handle(p.onFind))),
			app.Elem("p").ID("find-hint").Class("note").Text(w.FindHint),
			app.Elem("p").ID("found").Class("note").Role("status").Text(w.Count(len(shown), len(p.known))),
		),
		p.list(w.Numbers, "numbers", shown, false),
		p.list(w.Tables, "tables", shown, true),
		app.Elem("p").Class("note").Hidden(len(shown) > 0).Text(w.Empty),
	)
}

func (p *Page) onFind(ctx app.Context, _ app.Event) {
	p.find = ctx.JSSrc().Get("value").String()
}

func (p *Page) list(heading, id string, shown []rules.Known, tables bool) app.UI {
	var items []app.UI
	for _, k := range shown {
		if k.Table == tables {
			items = append(items, p.item(k))
		}
	}
	return app.Elem("section").Class("card").Hidden(len(items) == 0).Aria("labelledby", id).Body(
		app.Elem("h2").ID(id).Text(heading),
		el.In("ul", "known", items...),
	)
}

func (p *Page) item(k rules.Known) app.UI {
	w := p.words.Library
	dates := w.Answers(k.Span.String())
	if k.Own != k.Span {
		dates += "; " + w.Made(k.Own.String())
	}
	return el.In("li", "",
		el.Say("strong", "", k.Name+": "+k.Value),
		el.Say("p", "", dates),
		el.Say("p", "note", w.Printed(k.Source.Publisher, k.Source.Title, k.Source.Date, k.At, k.Says)),
		el.Say("p", "note", w.Seen(k.Source.Seen, k.Source.Confidence)),
	)
}

// Matching returns the entries that hold every word, in any case.
func Matching(all []rules.Known, words string) []rules.Known {
	var out []rules.Known
	for _, k := range all {
		text := strings.ToLower(strings.Join([]string{k.ID, k.Name, k.Value, k.Span.String(), k.Source.Publisher, k.Source.Title, k.At, k.Says}, " "))
		if holdsAll(text, strings.Fields(strings.ToLower(words))) {
			out = append(out, k)
		}
	}
	return out
}

func holdsAll(text string, words []string) bool {
	for _, w := range words {
		if !strings.Contains(text, w) {
			return false
		}
	}
	return true
}
