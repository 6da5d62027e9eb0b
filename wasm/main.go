// Command wasm is the client's entry.
package main

import (
	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"therapytally/app"
)

func main() {
	app.Routes()
	goapp.RunWhenOnBrowser()
}
