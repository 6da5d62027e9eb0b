package embed

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"therapytally/app/quote"
	"therapytally/app/ui"
	"therapytally/app/workspace"
	"therapytally/rules/trace"
)

// What the frame says to the page around it passes through frame.js, which
// checks that it is numbers and nothing else.

// object is frame.js's own, made before the client starts.
const object = "tallyFrame"

// fragment is the part of the frame's address after "#".
func fragment() string {
	if !app.IsClient {
		return ""
	}
	return app.Window().Get("location").Get("hash").String()
}

// onSettings is called with the fragment when the page around us has changed
// it.
func onSettings(ctx app.Context, f func(fragment string)) {
	if !app.IsClient {
		return
	}
	app.Window().Get(object).Set("settings", ui.Listen(ctx, func(args []app.Value) { f(args[0].String()) }))
}

// tell sends numbers as the event estimate.
func tell(numbers map[string]any) {
	if app.IsClient {
		app.Window().Get(object).Call("tell", numbers)
	}
}

// tellUnits tells the answer of one visit; while there is none, nothing.
func tellUnits(s *workspace.Store) {
	if s.Phase != workspace.Ready {
		return
	}
	tell(unitNumbers(s))
}

func unitNumbers(s *workspace.Store) map[string]any {
	u, t := s.Answer.Units, s.Answer.Totals
	numbers := map[string]any{"minutes": u.TimedMinutes, "units": u.TimedUnits}
	cents(numbers, "allowedCents", t.Allowed)
	cents(numbers, "planPaysCents", t.PlanPays)
	cents(numbers, "patientCents", t.Patient)
	return numbers
}

// tellPatient tells what a patient may pay, both ends of it.
func tellPatient(a quote.Answer) {
	if a.Phase != quote.Ready {
		return
	}
	tell(patientNumbers(a))
}

func patientNumbers(a quote.Answer) map[string]any {
	numbers := map[string]any{"visits": a.Reach.Visits}
	for name, r := range map[string]quote.Range{"next": a.Next, "course": a.Course} {
		if r.Known() {
			cents(numbers, name+"LowCents", r.Low.Figure)
			cents(numbers, name+"HighCents", r.High.Figure)
		}
	}
	return numbers
}

// cents puts an amount in as whole cents, so that no amount is ever a float. An
// unknown one is left out.
func cents(numbers map[string]any, name string, f trace.Figure) {
	if f.Known() {
		numbers[name] = int(f.Value.Shift(2).Round(0).IntPart())
	}
}

func focus(id string) {
	if !app.IsClient || id == "" {
		return
	}
	if e := app.Window().GetElementByID(id); e.Truthy() {
		e.Call("focus")
	}
}

// showModal opens a dialog; frame.js puts it beside the button that asked.
func showModal(id string) {
	if !app.IsClient {
		return
	}
	if e := app.Window().GetElementByID(id); e.Truthy() && !e.Get("open").Bool() {
		e.Call("showModal")
	}
}
