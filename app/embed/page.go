package embed

import (
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"therapytally/app/brand"
	"therapytally/app/clinic"
	"therapytally/app/el"
	"therapytally/app/patient"
	"therapytally/app/ui"
	"therapytally/app/words"
	"therapytally/rules"
)

// Page is the frame.
type Page struct {
	app.Compo
	book     *rules.Book
	words    *words.Words
	site     clinic.Settings
	settings Settings
	fault    string
	notice   string // about clinic.json
	shown    View   // of the view Both: the one that is open

	turn    int // grows with each change of the settings: the views begin anew
	units   *desk
	patient *patient.Frame
	root    app.Context
}

// OnInit implements app.Initializer.
func (p *Page) OnInit() {
	p.words = words.English()
	book, err := rules.Standard()
	if err != nil {
		p.fault = err.Error()
		return
	}
	p.book = book
	p.site, p.notice = brand.Load(book, p.words)
	p.set(fragment())
}

// set takes the settings of a fragment over; what was typed into a view whose
// settings stay as they were is kept.
func (p *Page) set(fragment string) {
	p.turn++
	s, err := Parse(p.book, p.site, fragment)
	p.settings, p.fault = s, ""
	if err != nil {
		p.fault = err.Error()
		return
	}
	p.words = words.ForPatient(s.Language)
	p.shown = s.View
	if s.View == Both {
		p.shown = Units
	}
	brand.Paint(s.Accent, s.Theme)
	p.units, p.patient = nil, nil
	today := time.Now().Format(time.DateOnly)
	if s.View == Units || s.View == Both {
		p.units = newDesk(p.book, p.words, s, today, tellUnits)
	}
	if s.View == Patient || s.View == Both {
		p.patient = patient.NewFrame(p.book, s.Settings, s.Language, tellPatient)
	}
}

// OnMount implements app.Mounter.
func (p *Page) OnMount(ctx app.Context) {
	p.root = ctx
	onSettings(ctx, func(fragment string) {
		ctx.Dispatch(ui.Later(func(app.Context) { p.set(fragment) }))
	})
}

// Render implements app.Composer.
func (p *Page) Render() app.UI { return ui.Safe(p.words.Broken, p.render) }

func (p *Page) render() app.UI {
	w := p.words.Embed
	if p.fault != "" {
		return el.In("div", "embed", el.In("div", "notice",
			app.Elem("p").Role("alert").Text(w.Fault), el.In("p", "", el.Maybe("code", "", p.fault))))
	}
	return el.In("div", "embed",
		p.head(), el.Maybe("p", "notice", p.notice), p.tabs(), p.view(), el.Maybe("p", "legal small", w.Basis(p.settings.Events)))
}

// head names the clinic, or says what the frame is for.
func (p *Page) head() app.UI {
	w := p.words.Embed
	title, class, seen := w.Heading, "", p.settings.Name+p.settings.Logo
	switch p.settings.View {
	case Patient:
		title = w.PatientHeading
	case Both:
		title, class = w.BothHeading, "unseen" // the tabs say it
	}
	if class == "" {
		seen = title
	}
	logo := el.Nothing()
	if p.settings.Logo != "" {
		logo = app.ElemSelfClosing("img").Class("logo").Attr("alt", "").Attr("src", brand.LogoSource(p.settings.Settings))
	}
	if seen == "" {
		return el.Maybe("h1", class, title)
	}
	return el.In("header", "embed-head", logo, el.In("div", "", el.Maybe("p", "clinic-name", p.settings.Name), el.Maybe("h1", class, title)))
}

// tabs changes between the views of the view both.
func (p *Page) tabs() app.UI {
	w := p.words.Embed
	if p.settings.View != Both {
		return el.Nothing()
	}
	return el.In("div", "tabs").Role("group").Aria("label", w.Tabs).Body(
		p.tab(Units, w.UnitsTab), p.tab(Patient, w.PatientTab))
}

func (p *Page) tab(v View, name string) app.UI {
	return el.Button("tab-"+string(v), "tab").OnClick(ui.Handle(p.show(v), "tab", string(v))).Text(name).Aria("pressed", p.shown == v)
}

func (p *Page) show(v View) app.EventHandler {
	return func(ctx app.Context, _ app.Event) {
		ctx.PreventUpdate()
		p.shown = v
		p.root.Update()
	}
}

func (p *Page) view() app.UI {
	switch {
	case p.shown == Units && p.units != nil:
		return &unitsView{Desk: p.units, Turn: p.turn}
	case p.shown == Patient && p.patient != nil:
		return p.patient.UI(p.turn)
	}
	return el.Nothing()
}
