//go:build js

// Command wasm is the client's entry.
package main

import (
	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"therapytally/app"
	"therapytally/app/ui"
	"therapytally/rules"
)

func main() {
	ui.Breathe()
	book, err := rules.Standard()
	if err != nil {
		panic(err) // the data built into the program is broken: nothing may be shown
	}
	ui.Breathe()
	publish(book)
	app.Routes()
	goapp.RunWhenOnBrowser()
}
