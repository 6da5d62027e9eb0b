package ui

import (
	"reflect"
	"strconv"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"therapytally/app/fault"
)

// A panic ends the program and leaves the old numbers standing. So whatever
// the browser calls goes through this file: Safe draws, Handle handles an event
// of an element, Then, Later, Listen and Await do what comes by itself. The
// command web/check holds the screen to it.

// Broke is the action that tells a page of a fault of ours: it hides its
// results and keeps what was typed.
const Broke = "broke"

// Safe renders a part; where that panics, the part says so in place of what it
// would show.
func Safe(broken string, render func() app.UI) (shown app.UI) {
	defer func() {
		if r := recover(); r != nil {
			fault.Log("a part's drawing", r)
			shown = app.Elem("p").Class("notice").Role("alert").Text(broken)
		}
	}()
	Breathe()
	return render()
}

// Handle is a handler whose panic is told to the page, with the scope that
// tells it from others: go-app compares handlers by their code, which all of
// these share, and keeps the first of equal ones.
func Handle(h app.EventHandler, scope ...any) (app.EventHandler, app.EventOption) {
	scope = append(scope, strconv.FormatUint(uint64(reflect.ValueOf(h).Pointer()), 36))
	return func(ctx app.Context, e app.Event) {
		defer caught(ctx)
		started()
		busy()
		h(ctx, e)
	}, app.EventScope(scope...)
}

// On handles an event that has no method of its own.
func On(e app.HTMLElem, event string, h app.EventHandler) app.HTMLElem {
	handler, scope := Handle(h)
	return e.On(event, handler, scope)
}

// Later is a function for a context to call, now or after a while.
func Later(do func(app.Context)) func(app.Context) {
	return func(ctx app.Context) {
		defer caught(ctx)
		do(ctx)
	}
}

// Then does something once the page has been drawn.
func Then(ctx app.Context, do func()) {
	ctx.Dispatch(Later(func(ctx app.Context) { ctx.Defer(Later(func(app.Context) { do() })) }))
}

// Listen is a function for the browser to call. Its panic is told to the page
// of the context.
func Listen(ctx app.Context, do func(args []app.Value)) app.Func {
	return app.FuncOf(func(_ app.Value, args []app.Value) any {
		defer caught(ctx)
		started()
		do(args)
		return nil
	})
}

// Await does something with what a promise gives.
func Await(ctx app.Context, promise app.Value, do func(app.Value)) {
	promise.Then(func(given app.Value) {
		defer caught(ctx)
		started()
		do(given)
	})
}

// Lead moves the focus to the beginning of a part and that to the top of the
// screen: the focus alone would leave it in the middle.
func Lead(id string) {
	if e := element(id); e.Truthy() {
		e.Call("focus", map[string]any{"preventScroll": true})
		e.Call("scrollIntoView")
	}
}

// nextTurn is closed when the browser has done what waited for it.
func nextTurn() <-chan struct{} {
	turn := make(chan struct{})
	channel := app.Window().Get("MessageChannel").New()
	var come app.Func
	come = app.FuncOf(func(app.Value, []app.Value) any {
		channel.Get("port1").Call("close")
		come.Release()
		close(turn)
		return nil
	})
	channel.Get("port1").Set("onmessage", come)
	channel.Get("port2").Call("postMessage", 0)
	return turn
}

func caught(ctx app.Context) {
	if r := recover(); r != nil {
		fault.Log("a handler", r)
		ctx.NewAction(Broke)
	}
}

// Focus moves the focus to an element once the page has been drawn.
func Focus(ctx app.Context, id string) {
	if id == "" || !app.IsClient {
		return
	}
	ctx.Defer(Later(func(app.Context) {
		if e := app.Window().GetElementByID(id); e.Truthy() {
			e.Call("focus")
		}
	}))
}
