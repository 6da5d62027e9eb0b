package patient

import (
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"therapytally/app/brand"
	"therapytally/app/el"
	"therapytally/app/explain"
	"therapytally/app/quote"
	"therapytally/app/ui"
	"therapytally/app/words"
	"therapytally/rules"
	"therapytally/rules/code"
)

// Page is the patient's page.
type Page struct {
	app.Compo
	desk *desk
	err  error
}

// OnInit implements app.Initializer.
func (p *Page) OnInit() {
	book, err := rules.Standard()
	if err != nil {
		p.err = err
		return
	}
	ui.Breathe()
	d := &desk{book: book, state: quote.New(code.DateOf(time.Now()).String()), amounts: map[string]quote.Amount{}}
	fault := d.openLink(fragment())
	if d.state.Get(quote.Lang) == "" {
		d.state.Set(quote.Lang, preferred())
	}
	d.speak(d.state.Get(quote.Lang))
	d.useClinic()
	ui.Breathe()
	d.recount()
	d.linkFault = d.faultOf(fault)
	p.desk = d
}

// OnMount implements app.Mounter.
func (p *Page) OnMount(ctx app.Context) {
	if p.desk != nil {
		p.desk.root = ctx
		ctx.Handle(ui.Broke, func(ctx app.Context, _ app.Action) { p.desk.do(ctx, func() { panic("a fault in a part of the page") }) })
		brand.Site(p.desk.site.settings, p.desk.site.fault)
		p.desk.frame()
		p.desk.goOn(0)
		p.desk.watchLink()
		p.desk.watchPrint()
	}
}

// Render implements app.Composer.
func (p *Page) Render() app.UI { return ui.Safe(p.broken(), p.render) }

func (p *Page) broken() string {
	if p.desk == nil {
		return words.English().Broken
	}
	return p.desk.words.Broken
}

func (p *Page) render() app.UI {
	d := p.desk
	if d == nil {
		return app.Elem("p").Class("notice").Role("alert").Text(p.err.Error())
	}
	return el.In("div", "patient",
		p.languages(),
		app.Elem("p").Class("notice").Role("alert").Hidden(d.linkFault == "").Text(d.linkFault),
		d.desk(),
		d.later(d.answer.Pending, &course{Desk: d, Lang: d.words.Lang, Version: d.courseVersion, All: d.allVisits}),
		d.later(d.work != nil && !d.work.Compared, &compare{Desk: d, Key: d.key(compareFields()...), Version: d.compareVersion}),
		d.later(d.work != nil && !d.work.Printed, &paper{Desk: d, Lang: d.words.Lang, Version: d.paperVersion, Open: d.sheet}),
		&share{Desk: d, Lang: d.words.Lang, Link: d.link, Copied: d.copied},
		notice(d.words),
		&explain.Dialog{On: d, Words: d.words, Book: d.book, Trace: d.why.trace, Node: d.why.node, Shown: d.why.shown, What: d.why.what},
		app.Elem("p").Class("unseen").Role("status").Aria("live", "polite").Text(d.said),
	)
}

// desk are the questions, and the answer beside them.
func (d *desk) desk() app.UI {
	return el.In("div", "desk",
		el.In("div", "entry",
			&who{Desk: d, Words: d.words, Chosen: d.state.Get(quote.Who)},
			&card{Desk: d, Key: d.key(cardFields()...)},
			&often{Desk: d, Key: d.key(quote.PerWeek, quote.Weeks, quote.Start)},
			&visit{Desk: d, Key: d.visitKey()},
			&where{Desk: d, Key: d.key(quote.ZIP)},
			&price{Desk: d, Key: d.priceKey()},
			&peek{Desk: d, Text: d.peekText(), Leads: d.words.Patient.Peek},
		),
		&answer{Desk: d, Version: d.version},
	)
}

// later is a part that is worked out after the single visits. Until it is whole
// it says so, and its old amounts cannot be taken for new ones.
func (d *desk) later(busy bool, part app.UI) app.UI {
	busy = busy && d.answer.Phase == quote.Ready
	class := "later"
	if busy {
		class = "later busy"
	}
	return app.Elem("div").Class(class).Aria("busy", busy).Body(part, app.Elem("p").Class("working").Hidden(!busy).Text(d.words.Patient.Working))
}

func notice(w *words.Words) app.UI {
	lines := make([]app.UI, len(w.Notice))
	for i, line := range w.Notice {
		lines[i] = el.Maybe("p", "", line)
	}
	return el.In("div", "legal", lines...)
}

// languages is the choice of the language, and the note that a translation
// still waits for its review.
func (p *Page) languages() app.UI {
	w := p.desk.words.Patient
	return el.In("div", "languages",
		el.Maybe("p", "note", w.Review),
		el.Button("language", "quiet").Attr("lang", w.OtherCode).OnClick(ui.Handle(p.onLanguage)).Text(w.OtherLanguage),
	)
}

func (p *Page) onLanguage(ctx app.Context, _ app.Event) {
	d := p.desk
	d.do(ctx, func() {
		d.state.Set(quote.Lang, d.words.Patient.OtherCode)
		d.speak(d.words.Patient.OtherCode)
		d.courseVersion++
		d.link, d.copied, d.linkFault = "", false, ""
	})
	d.then(func() { d.frame(); keepLanguage(d.words.Lang) })
}

// speak changes the words to a language.
func (d *desk) speak(lang string) {
	d.words = words.ForPatient(lang)
	d.words.Money, d.words.Date = intl(lang, d.words)
}
