package ui

import (
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// Ahead draws what a keystroke is answered by, the amounts, in the keystroke's
// own frame, and the rest of the page in the one after it: together they are
// more than a slow tablet paints in the time that feels immediate.
type Ahead struct {
	parts []part
	due   bool // the rest is still to be drawn
	turn  int
	after app.Value
}

type part struct {
	ctx app.Context
	now func()
}

// Join makes a part, of the context it was mounted with, one that is drawn
// ahead. Now sets its fields to what its page would set them to.
func (a *Ahead) Join(ctx app.Context, now func()) { a.parts = append(a.parts, part{ctx, now}) }

// late is how long a frame may take to come: a page that nobody sees gets none.
const late = 400 * time.Millisecond

// Draw draws the page of a context: where amounts take the place of others, its
// parts now and the page after them.
func (a *Ahead) Draw(page app.Context, amounts bool) {
	if !amounts {
		page.Update()
		return
	}
	for _, p := range a.parts {
		p.ctx.Dispatch(Later(func(app.Context) {
			page.PreventUpdate() // go-app draws with a part all that encloses it
			p.now()
		}))
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
	settle(nearly)
}
