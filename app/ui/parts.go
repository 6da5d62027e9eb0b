package ui

import "github.com/maxence-charriere/go-app/v10/pkg/app"

// The commonest elements, made by one call: a chain of calls for each takes a
// good part of the client's size.

// Says is an element with a text; without one it is there and hidden, so that
// what follows it keeps its place.
func Says(tag, class, text string) app.UI {
	return Element(tag, class, "").Hidden(text == "").Text(text)
}

// Box is an element around others.
func Box(tag, class, id string, parts ...app.UI) app.UI {
	return Element(tag, class, id).Body(parts...)
}

// Element is an element with a class and an id, where it has them.
func Element(tag, class, id string) app.HTMLElem {
	e := app.Elem(tag)
	if class != "" {
		e = e.Class(class)
	}
	if id != "" {
		e = e.ID(id)
	}
	return e
}

// Button is a button that does something.
func Button(class, id, text string, on app.EventHandler, scope ...any) app.HTMLElem {
	return Element("button", class, id).Attr("type", "button").OnClick(Handle(on, scope...)).Text(text)
}

// Nothing keeps the place of a part that is not shown.
func Nothing() app.UI { return app.Elem("div").Hidden(true) }
