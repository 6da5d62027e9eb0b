// Package app is the screen: go-app components that turn values into elements
// and events into a rules.Visit. It holds no arithmetic on money and no rule.
package app

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"therapytally/app/embed"
	"therapytally/app/library"
	"therapytally/app/patient"
	"therapytally/app/visit"
)

// Routes registers every page of the client: the one list of pages.
func Routes() {
	app.Route("/", func() app.Composer { return &visit.Page{} })
	app.Route("/embed/", func() app.Composer { return &embed.Page{} })
	app.Route("/library/", func() app.Composer { return &library.Page{} })
	app.Route("/patient/", func() app.Composer { return &patient.Page{} })
}
