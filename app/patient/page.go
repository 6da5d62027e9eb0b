package patient

import (
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"therapytally/app/explain"
	"therapytally/app/i18n"
	"therapytally/app/patient/plan"
	"therapytally/app/ui"
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
	d := &desk{book: book, state: plan.New(code.DateOf(time.Now()).String())}
	fault := d.openLink(fragment())
	if d.state.Get(plan.Lang) == "" {
		d.state.Set(plan.Lang, preferred())
	}
	d.speak(d.state.Get(plan.Lang))
	d.recount()
	d.linkFault = d.faultOf(fault)
	p.desk = d
}

// OnMount implements app.Mounter.
func (p *Page) OnMount(ctx app.Context) {
	if p.desk != nil {
		p.desk.root = ctx
		ctx.Handle(ui.Broke, func(ctx app.Context, _ app.Action) { p.desk.do(ctx, func() { panic("a fault in a part of the page") }) })
		p.desk.frame()
	}
}

// Render implements app.Composer.
func (p *Page) Render() app.UI {
	if p.desk == nil {
		return app.Elem("p").Class("notice").Role("alert").Text(p.err.Error())
	}
	return ui.Safe(p.desk.words.Broken, p.render)
}

func (p *Page) render() app.UI {
	d := p.desk
	return box("div", "patient",
		p.languages(),
		app.Elem("p").Class("notice").Role("alert").Hidden(d.linkFault == "").Text(d.linkFault),
		app.Elem("div").Class("desk").Body(
			app.Elem("div").Class("entry").Body(
				&who{Desk: d, Words: d.words, Chosen: d.state.Get(plan.Who)},
				&card{Desk: d, Version: d.version},
				&often{Desk: d, Version: d.version},
				&visit{Desk: d, Version: d.version},
				&where{Desk: d, Version: d.version},
				&price{Desk: d, Version: d.version},
				&peek{Desk: d, Text: d.peekText(), Leads: d.words.Patient.Peek},
			),
			&answer{Desk: d, Version: d.version},
		),
		&course{Desk: d, Version: d.version},
		&compare{Desk: d, Version: d.version},
		&paper{Desk: d, Version: d.version},
		&share{Desk: d, Version: d.version},
		notice(d.words),
		&explain.Dialog{On: d, Words: d.words, Book: d.book, Trace: d.why.trace, Node: d.why.node, Shown: d.why.shown, What: d.why.what},
		app.Elem("p").Class("unseen").Role("status").Aria("live", "polite").Text(d.said),
	)
}

func notice(w *i18n.Words) app.UI {
	lines := make([]app.UI, len(w.Notice))
	for i, line := range w.Notice {
		lines[i] = says("p", "", line)
	}
	return box("div", "legal", lines...)
}

// languages is the choice of the language, and the note that a translation
// still waits for its review.
func (p *Page) languages() app.UI {
	w := p.desk.words.Patient
	return box("div", "languages",
		says("p", "note", w.Review),
		button("language", "quiet").Attr("lang", w.OtherCode).OnClick(p.onLanguage).Text(w.OtherLanguage),
	)
}

func (p *Page) onLanguage(ctx app.Context, _ app.Event) {
	d := p.desk
	d.do(ctx, func() {
		d.state.Set(plan.Lang, d.words.Patient.OtherCode)
		d.speak(d.words.Patient.OtherCode)
		d.recount()
	})
	d.then(d.frame)
}

// speak changes the words to a language.
func (d *desk) speak(lang string) {
	d.words = i18n.ForPatient(lang)
	d.words.Money, d.words.Date = intl(lang, d.words)
}
