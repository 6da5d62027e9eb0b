package day

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"therapytally/app/i18n"
	"therapytally/app/ui"
	"therapytally/app/visit/form"
	"therapytally/rules"
	"therapytally/rules/code"
)

// ClinicPanel is where the clinic's settings are set.
type ClinicPanel struct {
	app.Compo
	P       *Parts
	Version int
	Answer  string // fields with a problem
}

// ClinicID is the part's id on the page.
const ClinicID = "clinic"

// Reveal shows the part that holds a field, if it is one of the day's.
func (p *Parts) Reveal(f form.Field) {
	if p.Clinic.text(f) != nil && !p.view.clinic {
		p.view.clinic = true
		p.changed()
	}
}

// FieldName is what a field of the day is called, or "".
func (p *Parts) FieldName(f form.Field) string {
	w := p.words.Day.Clinic
	switch f {
	case FieldFavourites:
		return w.Favourites
	case FieldPlace:
		return w.Place
	case FieldRate:
		return w.Rate[string(p.Clinic.Way)]
	case FieldUnitCap:
		return w.UnitCap
	case FieldCopay:
		return w.Copay
	case FieldCoinsurance:
		return w.Coinsurance
	case FieldDeductible:
		return w.Deductible
	}
	return ""
}

// Render implements app.Composer.
func (a *ClinicPanel) Render() app.UI { return ui.Safe(a.P.words.Broken, a.render) }

func (a *ClinicPanel) render() app.UI {
	p, w := a.P, a.P.words.Day.Clinic
	return app.Elem("section").Class("coverage clinic").Body(
		p.disclose(ClinicID, w.Heading, p.payerName(), p.view.clinic, func() { p.view.clinic = !p.view.clinic }),
		app.Elem("div").ID(ClinicID).Class("part").Hidden(!p.view.clinic).Body(
			app.Elem("p").Class("note").Text(w.Note),
			app.Elem("div").Class("fields").Body(
				p.field(FieldFavourites, w.Favourites, w.FavouritesHint, "wide", ""),
				p.field(FieldPlace, w.Place, w.PlaceHint, "", ""),
				p.choose("clinic-discipline", w.Discipline, p.Clinic.discipline().String(), p.disciplines(), func(v string) {
					p.SetClinic(func(c *Clinic) { c.Discipline = v })
				}),
			),
			app.Elem("h3").Text(w.Plan),
			app.Elem("div").Class("fields").Body(p.payer()...),
		),
	)
}

func (p *Parts) field(f form.Field, label, hint, class, unit string) app.UI {
	out := &ui.Field{On: p, ID: string(f), Label: label, Value: *p.Clinic.text(f), Hint: hint, Problem: p.On.ProblemAt(f), Class: class}
	switch unit {
	case dollars:
		out.Prefix, out.Mode = unit, "decimal"
	case percent:
		out.Suffix, out.Mode = unit, "decimal"
	}
	return out
}

// Units of the settings' amounts.
const (
	dollars = "$"
	percent = "%"
)

// payerName is the payer in a word.
func (p *Parts) payerName() string {
	w := p.words.Day.Clinic
	for _, k := range w.Kinds {
		if k.Value == p.Clinic.Kind {
			return k.Name
		}
	}
	return w.Kinds[0].Name
}

func (p *Parts) disciplines() []i18n.Choice[string] {
	var out []i18n.Choice[string]
	for _, d := range []code.Discipline{code.PT, code.OT, code.SLP} {
		out = append(out, i18n.Choice[string]{Value: d.String(), Name: p.words.Form.Disciplines[d].Long})
	}
	return out
}

// texts turns choices of a named type into those of a select.
func texts[T ~string](choices []i18n.Choice[T]) []i18n.Choice[string] {
	out := make([]i18n.Choice[string], len(choices))
	for i, c := range choices {
		out[i] = i18n.Choice[string]{Value: string(c.Value), Name: c.Name}
	}
	return out
}

// payer are the fields that the kind of payer uses; no other is shown.
func (p *Parts) payer() []app.UI {
	c, w := p.Clinic, p.words.Day.Clinic
	set := func(change func(*Clinic, string)) func(string) {
		return func(v string) { p.SetClinic(func(c *Clinic) { change(c, v) }) }
	}
	out := []app.UI{p.choose("clinic-kind", w.Payer, string(c.Kind), texts(w.Kinds), set(func(c *Clinic, v string) { c.Kind = rules.PayerKind(v) }))}
	if c.original() {
		out = append(out, p.choose("clinic-participation", w.Participation, string(c.Participation), texts(w.Participations),
			set(func(c *Clinic, v string) { c.Participation = rules.Participation(v) })))
	} else {
		out = append(out,
			p.choose("clinic-rule", w.UnitRule, string(c.UnitRule), texts(w.UnitRules), set(func(c *Clinic, v string) { c.UnitRule = rules.UnitRule(v) })),
			p.choose("clinic-way", w.Way, string(c.Way), w.Ways, set(func(c *Clinic, v string) { c.Way = Way(v) })))
		out = append(out, p.amounts()...)
	}
	return append(out,
		p.choose("clinic-mppr", w.MPPR, c.MPPR, w.Switches, set(func(c *Clinic, v string) { c.MPPR = v })),
		p.choose("clinic-edits", w.Edits, c.Edits, w.Switches, set(func(c *Clinic, v string) { c.Edits = v })))
}

// amounts are what a plan pays and what it leaves to the patient.
func (p *Parts) amounts() []app.UI {
	c, w := p.Clinic, p.words.Day.Clinic
	var out []app.UI
	if c.Way != NoRate && c.Way != "" {
		unit := dollars
		if c.Way == OfPercent {
			unit = percent
		}
		out = append(out, p.field(FieldRate, w.Rate[string(c.Way)], "", "", unit))
	}
	out = append(out, p.field(FieldUnitCap, w.UnitCap, w.UnitCapHint, "", ""))
	if c.Kind == rules.SelfPay {
		return out
	}
	return append(out,
		p.field(FieldCopay, w.Copay, "", "", dollars),
		p.field(FieldCoinsurance, w.Coinsurance, w.CoinsuranceHint, "", percent),
		p.field(FieldDeductible, w.Deductible, w.DeductibleHint, "", dollars))
}
