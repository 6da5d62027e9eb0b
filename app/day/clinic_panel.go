package day

import (
	"slices"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"therapytally/app/draft"
	"therapytally/app/el"
	"therapytally/app/ui"
	"therapytally/app/words"
	"therapytally/rules/code"
)

// ClinicPanel is where the clinic's settings are set.
type ClinicPanel struct {
	app.Compo
	P       *Parts
	Version int
}

// ClinicID is the part's id on the page.
const ClinicID = "clinic"

// Reveal shows the part that holds a field, if it is one of the day's.
func (p *Parts) Reveal(f draft.Field) {
	if p.Clinic.text(f) != nil && !p.view.clinic {
		p.view.clinic = true
		p.changed()
	}
}

// FieldName is what a field of the settings or of a payer is called, or "".
func (p *Parts) FieldName(f draft.Field) string {
	w, payer := p.words.Day.Clinic, p.store.Form.Payer
	if of := ofPayer(f); of != "" {
		f, payer = of, p.Clinic.Payer
	}
	switch f {
	case ofPayer(FieldFavorites):
		return w.Favorites
	case ofPayer(FieldPlace):
		return w.Place
	case draft.PayerRate:
		return w.Rate[string(payer.Way)]
	case draft.PayerCap:
		return w.UnitCap
	case draft.PayerCopay:
		return w.Copay
	case draft.PayerCoinsurance:
		return w.Coinsurance
	}
	return ""
}

// Render implements app.Composer.
func (a *ClinicPanel) Render() app.UI { return ui.Safe(a.P.words.Broken, a.render) }

func (a *ClinicPanel) render() app.UI {
	p, w := a.P, a.P.words.Day.Clinic
	return el.In("section", "coverage clinic",
		p.disclose(ClinicID, w.Heading, w.PayerName(p.Clinic.Kind), p.view.clinic, func() { p.view.clinic = !p.view.clinic }),
		app.Elem("div").ID(ClinicID).Class("part").Hidden(!p.view.clinic).Body(
			el.Say("p", "note", w.Note),
			el.In("div", "fields",
				p.field(FieldFavorites, w.Favorites, w.FavoritesHint, "wide"),
				p.field(FieldPlace, w.Place, w.PlaceHint, ""),
				p.choose("clinic-discipline", w.Discipline, p.Clinic.discipline().String(), p.disciplines(), func(v string) {
					p.SetClinic(func(c *Clinic) { c.Discipline = v })
				}),
			),
			el.Say("h3", "", w.Plan),
			el.Say("p", "note", w.PlanHint),
			el.In("div", "fields", p.payer()...),
		),
	)
}

func (p *Parts) field(f draft.Field, label, hint, class string) app.UI {
	return &ui.Field{On: p, ID: string(f), Label: label, Value: *p.Clinic.text(f), Hint: hint, Class: class}
}

func (p *Parts) disciplines() []words.Choice[string] {
	var out []words.Choice[string]
	for _, d := range []code.Discipline{code.PT, code.OT, code.SLP} {
		out = append(out, words.Choice[string]{Value: d.String(), Name: p.words.Form.Disciplines[d].Long})
	}
	return out
}

// payer are the fields of the payer that new visits begin with.
func (p *Parts) payer() []app.UI {
	f := PayerForm{On: p, Words: p.words.Day.Clinic, Payer: p.Clinic.Payer, Prefix: clinicFields, Problem: p.settingWrong}
	return slices.Concat([]app.UI{f.Kind()}, f.Terms(), f.Rules())
}

// settingWrong is what to say at a field of the settings, or "".
func (p *Parts) settingWrong(id string) string {
	if problem, wrong := p.Clinic.problem(draft.Field(id)); wrong {
		return p.words.Problem(problem, p.words.Date, p.store.Find.Book.Covered())
	}
	return ""
}

// Chose implements ui.Chooser.
func (p *Parts) Chose(ctx app.Context, id, value string) {
	p.On.Do(ctx, func() {
		p.SetClinic(func(c *Clinic) { c.Payer.Choose(ofPayer(draft.Field(id)), value) })
	})
}
