package ui

import (
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// Ahead draws what a keystroke is answered by, the amounts, in the keystroke's
// own frame, and the rest of the page in the one after it: together they are
// more than a slow tablet paints in the time that feels immediate.
type Ahead struct {
	parts []app.Context
	due   bool // the rest is still to be drawn
	turn  int
	after app.Value
}

// Join makes a part, of the context it was mounted with, one that is drawn
// ahead.
func (a *Ahead) Join(part app.Context) { a.parts = append(a.parts, part) }

// pageTakes is more than the drawing of a page leaves to be collected, and how
// early a collection may begin.
const pageTakes = 5 << 20

// late is how long a frame may take to come: a page that nobody sees gets none.
const late = 400 * time.Millisecond

// Draw draws the parts now and their page, of its context, after them.
func (a *Ahead) Draw(page app.Context) {
	for _, part := range a.parts {
		part.Dispatch(Later(func(app.Context) { page.PreventUpdate() })) // go-app draws with a part all that encloses it
	}
	if a.due {
		return
	}
	a.due = true
	a.turn++
	turn := a.turn
	app.Window().Call("requestAnimationFrame", a.afterFrame(page))
	page.After(late, Later(func(ctx app.Context) {
		if turn != a.turn {
			ctx.PreventUpdate()
			return
		}
		a.rest(ctx)
	}))
}

// afterFrame is for the frame under way to call: it has the rest drawn a frame's
// time later, when this one is on the screen and keys that waited are handled.
// A timer of Go's may be over within the frame, where it is slow.
func (a *Ahead) afterFrame(page app.Context) app.Value {
	if a.after == nil {
		rest := Listen(page, func([]app.Value) { page.Dispatch(Later(a.rest)) })
		a.after = app.Window().Get("setTimeout").Call("bind", nil, rest, 16)
	}
	return a.after
}

// rest has the page drawn, once.
func (a *Ahead) rest(ctx app.Context) {
	if !a.due {
		ctx.PreventUpdate()
		return
	}
	a.due = false
	Settle(pageTakes)
}
