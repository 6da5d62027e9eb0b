package patient

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"therapytally/app/el"
	"therapytally/app/explain"
	"therapytally/app/quote"
	"therapytally/app/ui"
	"therapytally/rules"
	"therapytally/rules/finding"
)

// about is what stands around the amounts. It waits for the whole course.
type about struct {
	app.Compo
	Desk    *desk
	Lang    string
	Version int
}

// Render implements app.Composer.
func (a *about) Render() app.UI { return ui.Safe(a.Desk.words.Broken, a.render) }

func (a *about) render() app.UI {
	return app.Elem("div").ID("about").Body(a.narrows(), a.nextYear(), a.notes(), a.included(), a.changes())
}

func (a *about) narrows() app.UI {
	d, w := a.Desk, a.Desk.words.Patient
	var items []app.UI
	for _, f := range d.answer.Unknown {
		items = append(items, el.In("li", "", app.Text(w.Narrows[f]), a.countedWith(f)))
	}
	heading := w.NarrowHeading
	if d.answer.Missing() != "" {
		heading = w.NeedHeading
	}
	return app.Elem("div").ID("narrows").Class("aside").Hidden(len(items) == 0).Body(
		el.Maybe("p", "", heading), el.In("ul", "", items...))
}

// countedWith says by what published bounds an unknown amount is counted.
func (a *about) countedWith(f quote.Field) app.UI {
	d := a.Desk
	item, ok := quote.Usual(d.book, f)
	if !ok {
		return el.Maybe("small", "", "")
	}
	return el.In("small", "source",
		app.Text(d.empty(item)+" "+d.words.Patient.Source+": "),
		app.Elem("span").Attr("lang", "en").Text(explain.Source(d.book, item.Cite.Source)))
}

// nextYear says how visits are counted whose year has no prices yet, and lets
// the reader leave them out.
func (a *about) nextYear() app.UI {
	d, w := a.Desk, a.Desk.words.Patient
	if d.answer.Reach.LeftOut == 0 && d.answer.Reach.Assumed == 0 {
		return el.Nothing()
	}
	left := w.AssumedNote
	if d.answer.Reach.LeftOut > 0 {
		left = w.LeftOutCount(d.answer.Reach.LeftOut)
	}
	leave := d.state.Get(quote.NextYear) == quote.LeaveOut
	return app.Elem("div").ID("next-year").Class("decisions").Body(
		el.In("fieldset", "",
			el.Maybe("legend", "", w.NextYearAsk),
			el.In("div", "options row",
				d.yearOption(quote.Assume, w.NextYear.Yes, !leave),
				d.yearOption(quote.LeaveOut, w.NextYear.No, leave))),
		el.Maybe("p", "note", left))
}

func (d *desk) yearOption(value, name string, chosen bool) app.UI {
	id := string(quote.NextYear) + "-" + value
	return app.Elem("label").Attr("for", id).Body(
		app.ElemSelfClosing("input").ID(id).Attr("type", "radio").Attr("name", string(quote.NextYear)).Attr("checked", chosen).
			OnChange(ui.Handle(d.choose(quote.NextYear, value), id)),
		el.In("span", "", el.Maybe("strong", "", name)))
}

// notes tells the findings that mean something to a patient.
func (a *about) notes() app.UI {
	d, w := a.Desk, a.Desk.words.Patient
	var items []app.UI
	said := map[string]bool{}
	for _, id := range d.answer.Findings {
		if text := w.Findings[id]; text != "" && !said[text] && !d.silent(id) {
			said[text] = true
			items = append(items, el.Maybe("li", "", text))
		}
	}
	return app.Elem("section").ID("notes").Hidden(len(items) == 0).Body(el.Maybe("h3", "", w.NotesHeading), el.In("ul", "plain", items...))
}

// silent leaves a finding out that the page says elsewhere or that the answer
// does not depend on.
func (d *desk) silent(id finding.ID) bool {
	switch id {
	case finding.NationalAverage, finding.ZIPAmbiguous, finding.ReleaseAge:
		return !d.answer.Published()
	case finding.RateNeeded:
		return d.answer.Missing() != "" // the answer says it
	case finding.NextYearUnpublished, finding.NextYearAssumed:
		return true
	case finding.SelfPayMedicare:
		return d.state.Get(quote.Who) != quote.Nobody
	case finding.PlanDeductibleAssumedMet:
		return d.state.Get(quote.Who) == quote.Medicaid
	}
	return false
}

func (a *about) included() app.UI {
	d, w := a.Desk, a.Desk.words.Patient
	parts := []app.UI{el.Maybe("h3", "", w.IncludedHeading)}
	if d.state.Get(quote.First) != "" && d.state.CanEvaluate() {
		parts = append(parts, el.Maybe("p", "", w.IncludedFirst), d.included(d.answer.First), el.Maybe("p", "", w.IncludedOther))
	}
	return app.Elem("section").ID("included").Body(append(parts, d.included(d.answer.Later))...)
}

func (d *desk) included(lines []rules.Line) app.UI {
	var items []app.UI
	for _, l := range lines {
		items = append(items, el.Maybe("li", "", d.words.Patient.IncludedLine(d.nameOf(l.Code.String()), l.Code.String(), l.Units)))
	}
	return el.In("ul", "plain", items...)
}

func (a *about) changes() app.UI {
	w := a.Desk.words.Patient
	var items []app.UI
	for _, text := range w.Changes {
		items = append(items, el.Maybe("li", "", text))
	}
	return app.Elem("section").ID("changes").Body(el.Maybe("h3", "", w.ChangeHeading), el.In("ul", "plain", items...))
}
