package patient

import "github.com/maxence-charriere/go-app/v10/pkg/app"

// The commonest elements, made by one call: a chain of calls for each takes a
// good part of the client's size.

// says is an element with a text; without one it is there and hidden, so that
// what follows it keeps its place.
func says(tag, class, text string) app.UI {
	return element(tag, class).Hidden(text == "").Text(text)
}

// box is an element around others.
func box(tag, class string, parts ...app.UI) app.UI { return element(tag, class).Body(parts...) }

func element(tag, class string) app.HTMLElem {
	e := app.Elem(tag)
	if class != "" {
		e = e.Class(class)
	}
	return e
}

func button(id, class string) app.HTMLElem {
	return element("button", class).Attr("type", "button").ID(id)
}

// nothing keeps the place of a part that is not shown.
func nothing() app.UI { return app.Elem("div").Hidden(true) }
