package ui

import "github.com/maxence-charriere/go-app/v10/pkg/app"

// Safe renders a part; where that panics, the part says so in place of what it
// would show. A panic would end the program and leave old numbers standing.
func Safe(broken string, render func() app.UI) (shown app.UI) {
	defer func() {
		if recover() != nil {
			shown = app.P().Class("notice").Role("alert").Text(broken)
		}
	}()
	return render()
}

// Focus moves the focus to an element once the page has been drawn.
func Focus(ctx app.Context, id string) {
	if id == "" || !app.IsClient {
		return
	}
	ctx.Defer(func(app.Context) {
		if e := app.Window().GetElementByID(id); e.Truthy() {
			e.Call("focus")
		}
	})
}
