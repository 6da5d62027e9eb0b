package visit

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"therapytally/app/el"
	"therapytally/app/timer"
	"therapytally/app/ui"
)

// The editor's fields.
const (
	spanFrom = "span-from"
	spanTo   = "span-to"
)

// editView is the editor of a time, in plain values.
type editView struct {
	Open     bool
	Span     int // 0: a new one
	From, To string
	By       timer.By
	Problem  string
}

// alerts are the times that the clinician is to look at.
func (t *timing) alerts() app.UI {
	var items []app.UI
	for _, s := range t.View.Spans {
		if s.Asks {
			items = append(items, t.alert(s))
		}
	}
	return app.Elem("ul").Class("alerts").Hidden(len(items) == 0).Body(items...)
}

func (t *timing) alert(s spanView) app.UI {
	w := t.Desk.words.Time
	text := ""
	for _, f := range s.Flags {
		if f == timer.Slept {
			text += w.Slept(s.Asleep) + " "
			continue
		}
		text += w.Flag[f] + " "
	}
	next := w.Waits
	switch {
	case !s.Waits:
		next = w.Counted
	case s.Running:
		next = w.StopFirst
	}
	return el.In("li", "",
		el.In("p", "", el.Say("strong", "", s.When+" "+s.Length), app.Text(" "+text+next)),
		app.Elem("div").Class("choices").Hidden(s.Running).Body(
			el.Button("", "").Hidden(!s.CanBeConfirmed).OnClick(ui.Handle(t.confirm(s.ID), "confirm", s.ID)).Body(
				app.Text(w.Confirm), el.Say("span", "unseen", ": "+s.When)),
			t.spanButton(w.Correct, "edit", s, t.edit(s.ID)),
			t.spanButton(w.Delete, "delete", s, t.remove(s.ID)),
		),
	)
}

func (t *timing) spanButton(text, what string, s spanView, do app.EventHandler) app.UI {
	return el.Button("", "quiet").OnClick(ui.Handle(do, what, s.ID)).Body(
		app.Text(text), el.Say("span", "unseen", " "+s.When))
}

func (t *timing) confirm(id int) app.EventHandler {
	return func(ctx app.Context, _ app.Event) {
		t.Desk.change(ctx, func() { t.Desk.Confirm(id, t.Desk.now()) })
		t.tell(t.id("timer"))
	}
}

// tell says what an action came to and moves the focus where its control has
// gone.
func (t *timing) tell(focus string) {
	w := t.Desk.words.Time
	if text := w.Fault[t.Desk.Fault]; text != "" {
		t.Desk.say(text)
		return
	}
	t.Desk.say(w.SaidTook)
	t.Desk.then(func() { focusElement(focus) })
}

// times list the start and stop times, and correct them.
func (t *timing) times() []app.UI {
	w, v := t.Desk.words.Time, t.View
	if !v.Open {
		return nil
	}
	items := make([]app.UI, len(v.Spans))
	for i, s := range v.Spans {
		items[i] = t.span(s)
	}
	return []app.UI{
		app.Elem("ul").Hidden(len(items) == 0).Body(items...),
		t.editor(),
		el.Button(t.id("add-time"), "link").Hidden(v.Editing.Open).OnClick(ui.Handle(t.onNew)).Text(w.Add),
	}
}

func (t *timing) span(s spanView) app.UI {
	w := t.Desk.words.Time
	note := w.By[s.By]
	if s.ByHand {
		note += ", " + w.ByHand
	}
	if !t.View.People && s.By == timer.Therapist {
		note = ""
		if s.ByHand {
			note = w.ByHand
		}
	}
	return el.In("li", "",
		el.In("span", "when", el.Say("strong", "", s.When), app.Text(" "+s.Length), el.Say("small", "", note)),
		el.In("span", "acts",
			app.Elem("span").Hidden(s.Running).Body(t.spanButton(w.Correct, "edit", s, t.edit(s.ID))),
			t.spanButton(w.Delete, "delete", s, t.remove(s.ID)),
		),
	)
}

func (t *timing) edit(id int) app.EventHandler {
	return func(ctx app.Context, _ app.Event) {
		t.Desk.do(ctx, func() { t.Desk.TimesOf = t.View.Key; t.Desk.Edit(id) })
		t.Desk.then(func() { focusElement(spanFrom) })
	}
}

func (t *timing) remove(id int) app.EventHandler {
	return func(ctx app.Context, _ app.Event) {
		t.Desk.day.Removal(ctx, func() { t.Desk.day.DeleteSpans(id) })
		if t.Desk.Fault != 0 {
			t.tell("")
			return
		}
		t.Desk.then(func() { focusElement(t.id("timer")) })
	}
}

func (t *timing) onNew(ctx app.Context, _ app.Event) {
	t.Desk.do(ctx, func() { t.Desk.NewSpan(t.View.Key) })
	t.Desk.then(func() { focusElement(spanFrom) })
}

func (t *timing) editor() app.UI {
	w, e := t.Desk.words.Time, t.View.Editing
	if !e.Open {
		return app.Elem("div").Hidden(true)
	}
	on := &spanEvents{t.Desk}
	return el.In("div", "editor",
		&ui.Field{On: on, ID: spanFrom, Label: w.From, Value: e.From, Hint: w.ClockHint, Problem: e.Problem},
		&ui.Field{On: on, ID: spanTo, Label: w.To, Value: e.To},
		t.editorPeople(),
		el.In("div", "choices",
			el.Button("span-save", "").OnClick(ui.Handle(t.onSave)).Text(w.Save),
			el.Button("", "quiet").OnClick(ui.Handle(t.onCancel)).Text(w.Cancel),
		),
	)
}

func (t *timing) editorPeople() app.UI {
	w, e := t.Desk.words.Time, t.View.Editing
	var buttons []app.UI
	for _, by := range []timer.By{timer.Therapist, timer.Assistant, timer.Both} {
		buttons = append(buttons, el.Button("", "").Aria("pressed", by == e.By).
			OnClick(ui.Handle(t.editBy(by), "edit", string(by))).Text(w.By[by]))
	}
	return app.Elem("div").Class("people").Role("group").Aria("label", w.Who).Hidden(!t.View.People).Body(buttons...)
}

func (t *timing) editBy(by timer.By) app.EventHandler {
	return func(ctx app.Context, _ app.Event) { t.Desk.do(ctx, func() { t.Desk.Editor.By = by }) }
}

func (t *timing) onSave(ctx app.Context, _ app.Event) {
	t.Desk.change(ctx, func() { t.Desk.SaveSpan(t.Desk.now()) })
	if t.Desk.Editor.Code != "" {
		t.Desk.say(t.Desk.words.Time.Fault[t.Desk.Editor.Fault])
		t.Desk.then(func() { focusElement(spanFrom) })
		return
	}
	t.tell("add-time-" + strconv.Itoa(t.View.Key))
}

func (t *timing) onCancel(ctx app.Context, _ app.Event) {
	t.Desk.do(ctx, t.Desk.EndEdit)
	t.Desk.then(func() { focusElement(t.id("add-time")) })
}

// spanEvents puts what is typed into the editor.
type spanEvents struct{ *desk }

// Typed implements ui.Events.
func (s *spanEvents) Typed(ctx app.Context, id, text string) {
	s.do(ctx, func() {
		s.Editor.Fault = 0
		if id == spanFrom {
			s.Editor.From = text
			return
		}
		s.Editor.To = text
	})
}

// Entered implements ui.Events.
func (s *spanEvents) Entered(ctx app.Context, _ string) { ctx.PreventUpdate() }

// Left implements ui.Events.
func (s *spanEvents) Left(ctx app.Context, _ string) { ctx.PreventUpdate() }
