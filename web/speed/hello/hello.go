// Command hello is the control of "make bench": the hello world of go-app's own
// README. As WebAssembly it is the client alone; natively it is the server, with
// go-app's own Handler.
//
// It is built kinder than go-app's documentation does it: the client without
// the server's code and stripped (1.40 instead of 2.45 MB), packed with brotli,
// and with icons of its own, so that no other host is asked for them.
package main

import "github.com/maxence-charriere/go-app/v10/pkg/app"

type hello struct {
	app.Compo
	name string
}

// Render implements app.Composer.
func (h *hello) Render() app.UI {
	return app.Div().Body(
		app.H1().Body(
			app.Text("Hello, "),
			app.If(h.name != "", func() app.UI {
				return app.Text(h.name)
			}).Else(func() app.UI {
				return app.Text("World!")
			}),
		),
		app.P().Body(
			app.Input().
				Type("text").
				Value(h.name).
				Placeholder("What is your name?").
				AutoFocus(true).
				OnChange(h.ValueTo(&h.name)),
		),
	)
}
