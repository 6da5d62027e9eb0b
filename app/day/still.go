package day

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"therapytally/app/ui"
)

// Still asks whether a treatment whose timer has run for long goes on.
type Still struct {
	app.Compo
	P    *Parts
	Asks Question
}

const stillID = "still"

// OnMount implements app.Mounter: a page may open with a question.
func (s *Still) OnMount(ctx app.Context) { s.OnUpdate(ctx) }

// OnUpdate implements app.Updater: a modal dialog is opened by the browser.
func (s *Still) OnUpdate(ctx app.Context) {
	if app.IsClient {
		modal(ctx, stillID, s.Asks.Visit != "")
	}
}

// Render implements app.Composer.
func (s *Still) Render() app.UI { return ui.Safe(s.P.words.Broken, s.render) }

func (s *Still) render() app.UI {
	w, q := s.P.words.Time, s.Asks
	text := w.HasRun(q.Label, q.Code, q.Minutes)
	if q.Long {
		text = w.HasPassed(q.Label, q.Code, q.Minutes)
	}
	return app.Elem("dialog").ID(stillID).Class("countdown").Role("alertdialog").
		Aria("labelledby", "still-heading").Aria("describedby", "still-text").Body(
		app.Elem("h2").ID("still-heading").Text(w.StillTreating),
		app.Elem("p").ID("still-text").Text(text),
		s.P.button("still-on", "", w.GoOn, s.onGoOn),
		s.P.button("still-stop", "quiet", w.StopNow, s.onStop),
		s.P.button("still-before", "quiet", w.EndedBefore, s.onBefore),
	)
}

// close closes the dialog at once: closing moves the focus back, which must not
// come after an answer has moved it on.
func (s *Still) close() {
	if e := app.Window().GetElementByID(stillID); e.Truthy() {
		e.Call("close")
	}
}

func (s *Still) onGoOn(ctx app.Context) {
	p := s.P
	s.close()
	p.On.Do(ctx, func() { p.GoOn(p.On.Now()) })
	p.On.Say(p.words.Time.SaidGoOn)
}

func (s *Still) onStop(ctx app.Context) {
	p, code := s.P, s.Asks.Code
	s.close()
	p.On.Do(ctx, func() { p.EndAsked(p.On.Now()) })
	p.On.Say(p.words.Time.Said(p.words.Time.SaidStop, code))
}

func (s *Still) onBefore(ctx app.Context) {
	p, code := s.P, s.Asks.Code
	s.close()
	p.On.Do(ctx, func() { p.EndedBefore(p.On.Now()) })
	p.On.Say(p.words.Time.Said(p.words.Time.SaidStop, code))
	p.On.Focus("span-to")
}
