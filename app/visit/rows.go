package visit

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"therapytally/app/draft"
	"therapytally/app/el"
	"therapytally/app/ui"
	"therapytally/app/words"
	"therapytally/app/workspace"
	"therapytally/rules/code"
)

// segments is the choice of the discipline.
type segments struct {
	app.Compo
	Desk   *desk
	Chosen code.Discipline
}

// Render implements app.Composer.
func (s *segments) Render() app.UI { return ui.Safe(s.Desk.words.Broken, s.render) }

func (s *segments) render() app.UI {
	w := s.Desk.words.Form
	var options []app.UI
	for _, d := range []code.Discipline{code.PT, code.OT, code.SLP} {
		options = append(options, el.In("label", "",
			app.ElemSelfClosing("input").Attr("type", "radio").Attr("name", "discipline").ID(string(draft.Discipline)+"-"+d.String()).Attr("checked", d == s.Chosen).
				OnChange(ui.Handle(s.choose(d), d.String())),
			el.In("span", "", el.Say("strong", "", w.Disciplines[d].Short), el.Say("small", "", w.Disciplines[d].Long)),
		))
	}
	return el.In("fieldset", "field",
		el.Say("legend", "", w.Discipline),
		el.In("div", "segments", options...),
	)
}

func (s *segments) choose(d code.Discipline) app.EventHandler {
	return func(ctx app.Context, _ app.Event) {
		s.Desk.change(ctx, func() { s.Desk.SetDiscipline(d, s.Desk.now()) })
	}
}

// rowView is what a row shows, in plain values.
type rowView struct {
	Key, Number   int
	Name          string // of the service, for the buttons' names
	Code, Minutes string
	Units, Charge string
	Earned        string
	Untimed       bool
	Charges       bool
	Problems      [4]string // of code, minutes, units, charge
	Options       []ui.Option
	Active        int
	Assistant     string // minutes of the assistant alone
	People        bool   // an assistant takes part
	AssistantBad  string
	Time          timeView
}

func (d *desk) rowView(i int) rowView {
	r, read := d.Form.Rows[i], d.Reading.Rows[i]
	v := rowView{
		Key: r.Key, Number: i + 1, Name: d.words.Form.Service(i + 1),
		Code: r.Code, Minutes: r.Minutes, Units: r.Units, Charge: r.Charge,
		Untimed: read.Untimed, Charges: d.Form.Charges,
		Options: d.options(draft.CodeOf(r.Key)), Active: d.active(draft.CodeOf(r.Key)),
		Problems: [4]string{
			d.problemAt(draft.CodeOf(r.Key)), d.problemAt(draft.MinutesOf(r.Key)),
			d.problemAt(draft.UnitsOf(r.Key)), d.problemAt(draft.ChargeOf(r.Key)),
		},
	}
	if read.Name != "" {
		v.Name = read.Code.String() + " " + read.Name
	}
	v.Earned = d.earned(i)
	v.Assistant, v.People, v.AssistantBad = r.Assistant, d.Form.AssistantCounts(), d.problemAt(draft.AssistantOf(r.Key))
	v.Time = d.timeView(i)
	return v
}

// earned says what a row's minutes came to, or how they may be written.
func (d *desk) earned(i int) string {
	w, read := d.words.Form, d.Reading.Rows[i]
	switch {
	case read.Untimed:
		return w.Untimed
	case !read.HasTime:
		return w.MinutesHint
	case d.Phase != workspace.Ready:
		return ""
	}
	return w.Earned(d.Answer.Units.ByCode.Of(read.Code))
}

// row is one service.
type row struct {
	app.Compo
	Desk *desk
	View rowView
}

// CompoID implements app.DismountEnforcer.
func (r *row) CompoID() string { return strconv.Itoa(r.View.Key) }

// Render implements app.Composer.
func (r *row) Render() app.UI { return ui.Safe(r.Desk.words.Broken, r.render) }

func (r *row) render() app.UI {
	w, v := r.Desk.words.Form, r.View
	return app.Elem("li").Class("service").Aria("label", w.Service(v.Number)).Body(
		&ui.Combobox{
			On: r.Desk, ID: string(draft.CodeOf(v.Key)), Label: w.Code, Value: v.Code, Listing: w.Code, Hint: codeHint(w, v),
			Problem: v.Problems[0], Options: v.Options, Active: v.Active, Class: "code",
		},
		r.amount(),
		el.Button("", "icon remove").Aria("label", w.Of(w.Remove, v.Name)).OnClick(ui.Handle(r.onRemove)).Text("×"),
		app.Elem("div").Class("also").Hidden(!v.Untimed && !v.People).Body(r.treatment(), r.assistant()),
		&timing{Desk: r.Desk, View: v.Time},
		app.Elem("div").Class("extra").Hidden(!v.Charges).Body(
			&ui.Field{
				On: r.Desk, ID: string(draft.ChargeOf(v.Key)), Label: w.Charge, Value: v.Charge, Mode: "decimal", Prefix: "$",
				Hint: w.ChargeHint, Problem: v.Problems[3],
			},
		),
	)
}

// codeHint says what to enter while nothing is.
func codeHint(w words.Form, v rowView) string {
	if v.Code == "" {
		return w.CodeHint
	}
	return ""
}

// amount is the field of minutes, or of units where the code is untimed.
func (r *row) amount() app.UI {
	w, v := r.Desk.words.Form, r.View
	f := &ui.Field{
		On: r.Desk, ID: string(draft.MinutesOf(v.Key)), Label: r.minutesLabel(), Value: v.Minutes, Hint: v.Earned, Problem: v.Problems[1],
		Mode: "numeric", Steps: true, Class: "amount",
		Less: w.Of(w.Taking, w.Minutes+" "+v.Name), More: w.Of(w.Adding, w.Minutes+" "+v.Name),
	}
	if v.Untimed {
		f.ID, f.Label, f.Value, f.Problem = string(draft.UnitsOf(v.Key)), w.Units, v.Units, v.Problems[2]
		f.Less, f.More = w.Of(w.Taking, w.Units+" "+v.Name), w.Of(w.Adding, w.Units+" "+v.Name)
	}
	return f
}

// minutesLabel says whose minutes are asked for: with an assistant about, the
// assistant's own stand in a field beside.
func (r *row) minutesLabel() string {
	if r.View.People {
		return r.Desk.words.Form.WithTherapist
	}
	return r.Desk.words.Form.Minutes
}

// treatment is the field of the minutes of an untimed service.
func (r *row) treatment() app.UI {
	w, v := r.Desk.words.Time, r.View
	if !v.Untimed {
		return app.Elem("div").Hidden(true)
	}
	return &ui.Field{
		On: r.Desk, ID: string(draft.MinutesOf(v.Key)), Label: w.Treatment, Value: v.Minutes, Hint: w.TreatmentHint, Problem: v.Problems[1], Mode: "numeric",
	}
}

// assistant is the field of the minutes of the assistant alone.
func (r *row) assistant() app.UI {
	w, v := r.Desk.words, r.View
	if !v.People {
		return app.Elem("div").Hidden(true)
	}
	return &ui.Field{
		On: r.Desk, ID: string(draft.AssistantOf(v.Key)), Label: w.Time.Assistant, Value: v.Assistant, Hint: w.Time.AssistantHint, Problem: v.AssistantBad, Mode: "numeric",
	}
}

func (r *row) onRemove(ctx app.Context, _ app.Event) {
	var next draft.Field
	r.Desk.day.Removal(ctx, func() { next = r.Desk.day.RemoveRow(r.View.Key) })
	r.Desk.focus(next)
}
