// Package el makes the elements that the pages are full of. One call in place
// of three keeps the client small.
package el

import "github.com/maxence-charriere/go-app/v10/pkg/app"

// In is an element that holds others; a class of "" is none.
func In(tag, class string, children ...app.UI) app.HTMLElem {
	return app.Elem(tag).Class(class).Body(children...)
}

// Say is an element that holds a text; a class of "" is none.
func Say(tag, class, text string) app.HTMLElem { return app.Elem(tag).Class(class).Text(text) }

// Maybe is an element that holds a text; without one it is there and hidden, so
// that what follows it keeps its place.
func Maybe(tag, class, text string) app.HTMLElem { return Say(tag, class, text).Hidden(text == "") }

// Nothing keeps the place of a part that is not shown.
func Nothing() app.UI { return app.Elem("div").Hidden(true) }

// Button is a button that submits nothing; an id or a class of "" is none.
func Button(id, class string) app.HTMLElem {
	return app.Elem("button").Attr("type", "button").ID(id).Class(class)
}
