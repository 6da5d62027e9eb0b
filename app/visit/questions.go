package visit

import (
	"slices"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"therapytally/app/draft"
	"therapytally/app/el"
	"therapytally/app/ui"
	"therapytally/rules"
	"therapytally/rules/code"
)

// tie offers the codes that may get a tied unit.
func (v *verdict) tie() app.UI {
	t := v.Desk.Answer.Units.Tie
	if t == nil {
		return app.Elem("div")
	}
	d, w := v.Desk, v.Desk.words
	var buttons []app.UI
	for _, p := range d.TiePays() {
		totals := p.Answer.Totals
		buttons = append(buttons, el.Button("", "choice").Aria("pressed", slices.Contains(t.Chosen, p.Code)).
			OnClick(ui.Handle(v.prefer(p.Code), "tie", p.Code.String())).Body(
			el.Say("strong", "", w.Answer.GiveTo(p.Code.String())),
			el.Say("small", "", w.Decide.Pays(d.amount(totals.Allowed), d.amount(totals.Patient)))))
	}
	return el.In("div", "",
		app.Elem("div").Class("choices").Role("group").Aria("label", w.Answer.TieHeading).Body(buttons...),
		el.Say("p", "note", w.Decide.TieHint),
	)
}

func (v *verdict) prefer(c code.HCPCS) app.EventHandler {
	return func(ctx app.Context, _ app.Event) {
		v.Desk.change(ctx, func() { v.Desk.Change(func(s *draft.State) { s.PreferCode(c) }) })
	}
}

// separate offers to say that the last of the codes was a separate service.
// Nothing is said for the clinician.
func (v *verdict) separate(codes []code.HCPCS) app.UI {
	w := v.Desk.words.Answer
	if len(codes) == 0 {
		return app.Elem("div")
	}
	c := codes[len(codes)-1]
	var buttons []app.UI
	for _, m := range w.Separate {
		buttons = append(buttons, el.Button("", "choice").Aria("pressed", v.Desk.Form.Distinct[c] == m.Modifier).
			OnClick(ui.Handle(v.assert(c, m.Modifier), "separate", c.String(), m.Modifier)).
			Body(el.Say("strong", "", m.Modifier), el.Say("small", "", m.Says)))
	}
	return el.In("div", "",
		v.beforeSeparate(codes),
		app.Elem("div").Class("choices").Role("group").Aria("label", w.SeparateOf(c.String())).Body(buttons...),
	)
}

// beforeSeparate says what the note must show of each service where they are
// called separate. It stands after the choice too: then it is owed.
func (v *verdict) beforeSeparate(codes []code.HCPCS) app.UI {
	if len(codes) < 2 {
		return app.Elem("div").Hidden(true)
	}
	w, one, two := v.Desk.words.Decide, codes[0], codes[len(codes)-1]
	text := w.BeforeSeparate(one.String(), two.String())
	if v.Desk.Form.Distinct[two] != "" {
		text = w.AfterSeparate(one.String(), two.String())
	}
	return el.In("div", "before",
		el.Say("p", "", text),
		el.In("ul", "", v.mustShow(one), v.mustShow(two)),
	)
}

// mustShow is what the note must show of one of the two services.
func (v *verdict) mustShow(c code.HCPCS) app.UI {
	d, w := v.Desk, v.Desk.words.Decide
	var needed []rules.GuideItem
	for _, item := range d.Guide(c) {
		if item.Kind == rules.GuideDocument && !item.Episode && !item.Advised && slices.Contains(item.Codes, c) {
			needed = append(needed, item)
		}
	}
	if len(needed) == 0 {
		return el.Say("li", "", w.ShowOther(c.String()))
	}
	return el.In("li", "", d.says(needed, "before-"+c.String()))
}

func (v *verdict) assert(c code.HCPCS, modifier string) app.EventHandler {
	return func(ctx app.Context, _ app.Event) {
		v.Desk.change(ctx, func() { v.Desk.Change(func(s *draft.State) { s.Assert(c, modifier) }) })
	}
}

func (v *verdict) attest() app.UI {
	w := v.Desk.words.Answer
	return el.In("div", "check",
		app.ElemSelfClosing("input").ID("attest").Attr("type", "checkbox").Attr("checked", v.Desk.Form.Attested).Aria("describedby", "attest-note").OnChange(ui.Handle(v.onAttest)),
		app.Elem("label").Attr("for", "attest").Text(w.Attest),
		app.Elem("p").ID("attest-note").Class("note").Text(w.AttestHint),
	)
}

func (v *verdict) onAttest(ctx app.Context, _ app.Event) {
	on := ctx.JSSrc().Get("checked").Bool()
	v.Desk.change(ctx, func() { v.Desk.Change(func(s *draft.State) { s.Attested = on }) })
}
