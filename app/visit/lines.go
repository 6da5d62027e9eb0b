package visit

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"therapytally/app/el"
	"therapytally/app/ui"
	"therapytally/rules"
)

// lines are the claim lines in order.
func (a *account) lines() app.UI {
	d := a.Desk
	items := make([]app.UI, len(d.Answer.Lines))
	for i := range d.Answer.Lines {
		items[i] = a.line(i)
	}
	return app.Elem("section").Class("lines").Hidden(len(items) == 0).Aria("labelledby", "lines-heading").Body(
		app.Elem("h3").ID("lines-heading").Text(d.words.Answer.Lines),
		el.In("ol", "", items...),
		a.copies(),
	)
}

func (a *account) line(i int) app.UI {
	d, w, l := a.Desk, a.Desk.words.Answer, a.Desk.Answer.Lines[i]
	id := "line-" + strconv.Itoa(i)
	c := l.Code.String()
	return el.In("li", "line",
		el.In("div", "head",
			el.Say("strong", "code", c),
			a.modifiers(l),
			a.lineUnits(l, id),
			el.In("span", "total", d.money(l.Allowed, id+"-allowed", w.Allowed+", "+c)),
		),
		el.In("div", "name", el.Say("p", "", l.Name), a.copyLine(i)),
		a.status(l),
		app.Elem("dl").Class("units").Hidden(len(l.UnitAmounts) == 0).Body(a.unitAmounts(l, id)...),
		app.Elem("dl").Class("split").Hidden(l.Status != rules.Payable).Body(
			pair(w.MedicarePays, d.money(l.PlanPays, id+"-plan-pays", w.MedicarePays+", "+c)),
			pair(w.PatientOwes, d.money(l.Patient, id+"-patient", w.PatientOwes+", "+c)),
		),
	)
}

func (a *account) modifiers(l rules.Line) app.UI {
	w := a.Desk.words.Answer
	marks := []app.UI{el.Say("span", "unseen", w.Modifiers)}
	for _, m := range l.Modifiers {
		marks = append(marks, el.Say("span", "modifier", m.String()))
	}
	return el.In("span", "modifiers", marks...)
}

// lineUnits explains the units of a timed code; those of an untimed one stand
// as entered.
func (a *account) lineUnits(l rules.Line, id string) app.UI {
	d, w := a.Desk, a.Desk.words.Answer
	for _, c := range d.Answer.Units.ByCode {
		if c.Code == l.Code && c.Units == l.Units {
			return ui.Count(d.words, d, c.Figure, id+"-units", l.Code.String(), w.Units)
		}
	}
	return el.Say("span", "", w.Units(l.Units))
}

func (a *account) status(l rules.Line) app.UI {
	w := a.Desk.words.Answer
	text := w.Status[l.Status]
	if who := w.Liability[l.Liability]; who != "" && text != "" {
		text += ": " + who
	}
	return app.Elem("p").Class("status").Hidden(text == "").Text(text)
}

// unitAmounts lists the amount of each unit; equal neighbors stand together.
func (a *account) unitAmounts(l rules.Line, id string) []app.UI {
	d, w := a.Desk, a.Desk.words.Answer
	var out []app.UI
	for from := 0; from < len(l.UnitAmounts); {
		to := from + 1
		for to < len(l.UnitAmounts) && l.UnitAmounts[to].Index() == l.UnitAmounts[from].Index() {
			to++
		}
		name := w.UnitNo(from + 1)
		if to-from > 1 {
			name = w.UnitNos(from+1, to)
		}
		out = append(out, el.In("div", "",
			el.Say("dt", "", name),
			el.In("dd", "",
				d.money(l.UnitAmounts[from], id+"-unit-"+strconv.Itoa(from), name+", "+l.Code.String()),
				el.Say("small", "", a.unitNote(l.Reduced(from), to-from)),
			)))
		from = to
	}
	return out
}

// unitNote says whether units are paid in full or reduced.
func (a *account) unitNote(reduced bool, n int) string {
	w := a.Desk.words.Answer
	note := w.Full
	if reduced {
		note = w.Later
	}
	if n > 1 {
		return w.Each + ", " + note
	}
	return note
}
