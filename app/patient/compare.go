package patient

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"therapytally/app/el"
	"therapytally/app/quote"
	"therapytally/app/ui"
)

// compare is what another course would cost.
type compare struct {
	app.Compo
	Desk    *desk
	Key     string
	Version int
}

// Render implements app.Composer.
func (c *compare) Render() app.UI { return ui.Safe(c.Desk.words.Broken, c.render) }

func (c *compare) render() app.UI {
	d, w := c.Desk, c.Desk.words.Patient
	if d.answer.Phase != quote.Ready {
		return app.Elem("section").ID("compare").Hidden(true)
	}
	parts := []app.UI{
		c.other("fewer", w.FewerHeading, "", d.compare.Fewer, c.optional(quote.FewerPerWeek), c.optional(quote.FewerWeeks)),
		c.cash(),
		c.clinic(),
		c.other("place", w.PlaceHeading, w.PlaceNote, d.compare.Place, c.places()),
	}
	return app.Elem("section").ID("compare").Class("panel").Aria("labelledby", "compare-heading").Body(
		app.Elem("h2").ID("compare-heading").Text(w.CompareHeading),
		el.In("div", "others", parts...))
}

func compareFields() []quote.Field {
	return []quote.Field{quote.FewerPerWeek, quote.FewerWeeks, quote.Cash, quote.OtherRate, quote.OtherZIP, quote.Place}
}

// optional is a number that may stay empty.
func (c *compare) optional(f quote.Field) app.UI {
	field := c.Desk.field(f)
	field.Mode = "numeric"
	return field
}

func (c *compare) cash() app.UI {
	d, w := c.Desk, c.Desk.words.Patient
	switch {
	case d.state.Get(quote.Who) == quote.Nobody:
		return el.Nothing()
	case d.compare.Cash.NotAllowed:
		return c.other("cash-instead", w.CashHeading, w.CashNoMedicare, quote.Comparison{})
	}
	return c.other("cash-instead", w.CashHeading, w.CashNote, d.compare.Cash, d.dollars(quote.Cash))
}

func (c *compare) clinic() app.UI {
	d, w := c.Desk, c.Desk.words.Patient
	if d.state.Original() {
		zip := d.field(quote.OtherZIP)
		zip.Mode = "numeric"
		return c.other("clinic", w.ClinicHeading, w.ClinicMedicare, d.compare.Clinic, zip)
	}
	return c.other("clinic", w.ClinicHeading, w.ClinicNote, d.compare.Clinic, d.rate(quote.OtherRate))
}

func (c *compare) places() app.UI {
	d, w := c.Desk, c.Desk.words.Patient
	options := []app.UI{d.radio(quote.Place, "", w.NoPlace, "")}
	for _, place := range quote.Places() {
		options = append(options, d.radio(quote.Place, place, w.Places[place], ""))
	}
	return d.group(quote.Place, options...)
}

// other is one comparison: what to fill in, and both courses side by side.
func (c *compare) other(id, heading, note string, other quote.Comparison, fields ...app.UI) app.UI {
	return app.Elem("article").ID("if-"+id).Class("other").Body(
		el.Maybe("h3", "", heading),
		app.Elem("div").Class("fields").Hidden(len(fields) == 0).Body(fields...),
		el.Maybe("p", "note", note),
		c.result(id, other))
}

func (c *compare) result(id string, other quote.Comparison) app.UI {
	d, w := c.Desk, c.Desk.words.Patient
	if !other.Asked || !other.Refused && !other.All.Known() {
		return el.Nothing()
	}
	if other.Refused {
		return app.Elem("p").Class("note").Role("status").Text(w.Impossible)
	}
	pair := func(part, name string, visits int, r quote.Range) app.UI {
		what := name + ", " + w.TotalFor(visits)
		return app.Elem("div").Class(part).Body(
			el.Maybe("dt", "", what), el.In("dd", "", d.money(r, id+"-"+part, what)))
	}
	return el.In("div", "result",
		el.In("dl", "",
			pair("now", w.Now, d.answer.Reach.Visits, d.answer.Course),
			pair("instead", w.Instead, other.Visits, other.All)),
		app.Elem("p").Class("verdict").Role("status").Hidden(!d.answer.Course.Known()).Text(d.verdict(d.answer.Course, other.All)))
}

// verdict says whether the other course costs the patient more or less. Where
// the ends do not agree, neither is said.
func (d *desk) verdict(now, other quote.Range) string {
	w := d.words.Patient
	if !now.Known() {
		return ""
	}
	low, high := other.Low.Value.Cmp(now.Low.Value), other.High.Value.Cmp(now.High.Value)
	switch {
	case low == 0 && high == 0:
		return w.Same
	case low <= 0 && high <= 0:
		return w.Cheaper
	case low >= 0 && high >= 0:
		return w.Dearer
	}
	return w.Unclear
}
