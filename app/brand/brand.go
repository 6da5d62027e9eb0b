// Package brand reads the clinic's file that stands beside the export and
// shows the clinic's name, picture and color on every page.
package brand

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"therapytally/app/clinic"
	"therapytally/app/words"
	"therapytally/rules"
)

// fileText is where the loader leaves the text of clinic.json: null where it
// could not be loaded, undefined where there is none.
const fileText = "tallyClinic"

// Load reads the clinic's settings. What is wrong with them is a sentence for
// the reader; then none of them is used.
func Load(book *rules.Book, w *words.Words) (s clinic.Settings, fault string) {
	if !app.IsClient {
		return s, ""
	}
	switch v := app.Window().Get(fileText); {
	case v.IsUndefined():
		return s, ""
	case v.IsNull():
		return s, w.Embed.ClinicMissing
	default:
		s, err := clinic.Parse(book, []byte(v.String()))
		if err != nil {
			return clinic.Settings{}, w.Embed.ClinicFault + " " + err.Error()
		}
		return s, ""
	}
}

// Paint shows the clinic's color.
func Paint(c clinic.Color, t clinic.Theme) {
	if !app.IsClient {
		return
	}
	sheets := app.Window().Get("Array").New()
	if text := c.Sheet(t); text != "" && app.Window().Get("CSSStyleSheet").Truthy() {
		sheet := app.Window().Get("CSSStyleSheet").New()
		sheet.Call("replaceSync", text)
		sheets.Call("push", sheet)
	}
	app.Window().Get("document").Set("adoptedStyleSheets", sheets)
}

// LogoSource is the address of the clinic's picture, which stands beside
// clinic.json in the site's root.
func LogoSource(s clinic.Settings) string {
	if s.Logo == "" {
		return ""
	}
	return app.Getenv("GOAPP_ROOT_PREFIX") + "/" + s.Logo
}

// Site puts the clinic into the frame of a page: the header's name and
// picture, the color, and what is wrong with the file.
func Site(s clinic.Settings, fault string) {
	if !app.IsClient {
		return
	}
	Paint(s.Accent, clinic.Auto)
	document := app.Window().Get("document")
	show := func(selector, text string) {
		if e := document.Call("querySelector", selector); text != "" && e.Truthy() {
			e.Set("textContent", text)
			e.Set("hidden", false)
		}
	}
	show("#clinic-fault", fault)
	show("header.site .clinic-name", s.Name)
	mark := document.Call("querySelector", "header.site .mark")
	if source := LogoSource(s); source != "" && mark.Truthy() {
		img := document.Call("createElement", "img")
		img.Set("className", "logo")
		img.Set("alt", "")
		img.Set("src", source)
		mark.Call("replaceWith", img)
	}
}
