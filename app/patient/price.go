package patient

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"therapytally/app/el"
	"therapytally/app/explain"
	"therapytally/app/quote"
	"therapytally/app/ui"
)

// price is the sixth question. Where Medicare sets the price it is not asked.
type price struct {
	app.Compo
	Desk *desk
	Key  string
}

// Render implements app.Composer.
func (q *price) Render() app.UI { return ui.Safe(q.Desk.words.Broken, q.render) }

func (q *price) render() app.UI {
	d, w := q.Desk, q.Desk.words.Patient
	if d.state.Original() || d.state.Get(quote.Who) == "" {
		return el.Nothing()
	}
	where := w.PriceWhere
	if d.state.Get(quote.Who) == quote.Nobody {
		where = w.PriceWhereCash
	}
	var parts []app.UI
	if prices := d.state.Prices(); len(prices) > 0 {
		parts = append(parts, d.clinicPrices(prices))
	}
	if _, ok := d.state.Priced(); !ok {
		parts = append(parts, el.In("div", "fields", q.kinds(), d.rate(quote.Rate), q.advantage()), q.ranges())
	}
	return d.question("price", w.PriceAsk, where, parts...)
}

// priceKey is what the sixth question depends on: the ranges are of the
// services of the visit.
func (d *desk) priceKey() string {
	key := d.key(quote.Rate, quote.RateKind, quote.Advantage, quote.First) + d.state.Clinic.Chosen
	if d.state.Get(quote.Who) == quote.SharePlan {
		for _, l := range d.state.Lines {
			key += "|" + l.Code
		}
	}
	return key
}

func (q *price) kinds() app.UI {
	d, w := q.Desk, q.Desk.words.Patient
	var options []app.UI
	for _, kind := range []string{quote.ByVisit, quote.ByUnit, quote.ByPercent} {
		id := string(quote.RateKind) + "-" + kind
		options = append(options, app.Elem("label").Attr("for", id).Body(
			app.ElemSelfClosing("input").ID(id).Attr("type", "radio").Attr("name", string(quote.RateKind)).Attr("checked", d.state.RateKind() == kind).
				OnChange(ui.Handle(d.choose(quote.RateKind, kind), id)),
			el.In("span", "", el.Maybe("strong", "", w.RateKinds[kind]))))
	}
	return d.group(quote.RateKind, options...)
}

// advantage asks what kind of plan it is where the price depends on it.
func (q *price) advantage() app.UI {
	d, w := q.Desk, q.Desk.words.Patient
	if d.state.Get(quote.Who) != quote.CopayPlan || d.state.RateKind() != quote.ByPercent {
		return el.Nothing()
	}
	return d.group(quote.Advantage,
		d.radio(quote.Advantage, quote.Yes, w.PaysToo.Yes, ""), d.radio(quote.Advantage, quote.No, w.PaysToo.No, ""), d.radio(quote.Advantage, "", w.PaysToo.Unsure, ""))
}

// rate is a price in the unit that was chosen for prices.
func (d *desk) rate(f quote.Field) *ui.Field {
	if d.state.RateKind() == quote.ByPercent {
		return d.percent(f)
	}
	return d.dollars(f)
}

// ranges shows what guides print of just these services, each with its source,
// as ranges and never as a price.
func (q *price) ranges() app.UI {
	d, w := q.Desk, q.Desk.words.Patient
	var items []app.UI
	for _, item := range quote.Ranges(d.book, d.state) {
		items = append(items, el.In("li", "",
			el.Maybe("strong", "", w.RangeUnit(d.words.Money(item.Low), d.words.Money(item.High))),
			el.In("p", "source",
				app.Text(w.Source+": "), app.Elem("span").Attr("lang", "en").Text(explain.Source(d.book, item.Cite.Source)+" · "+item.Cite.At))))
	}
	if len(items) == 0 {
		return el.Nothing()
	}
	return el.In("div", "ranges",
		el.Maybe("h3", "", w.RangeHeading),
		el.In("ul", "", items...),
		el.Maybe("p", "note", w.RangeNote))
}
