// Package el makes the two kinds of elements that the pages are full of. One
// call in place of three keeps the client small.
package el

import "github.com/maxence-charriere/go-app/v10/pkg/app"

// In is an element that holds others; a class of "" is none.
func In(tag, class string, children ...app.UI) app.HTMLElem {
	return app.Elem(tag).Class(class).Body(children...)
}

// Say is an element that holds a text; a class of "" is none.
func Say(tag, class, text string) app.HTMLElem { return app.Elem(tag).Class(class).Text(text) }
