//go:build js

package main

import (
	"runtime"
	"syscall/js"

	"therapytally/app/fault"
	"therapytally/rules"
)

// publish sets the one global, TherapyTally, whose functions answer the JSON
// contract in this browser and send nothing:
//
//	TherapyTally.estimate(visit, {trace: true})  // a promise of the estimate
//	TherapyTally.estimate(visit, {text: true})   // the same as JSON text, byte for byte
//	TherapyTally.episode({visit, episode})       // a promise of the course
//
// visit is an object or its JSON text. A refused visit resolves to {error:
// {field, reason}}, as everywhere else.
func publish(b *rules.Book) {
	answer := js.FuncOf(func(_ js.Value, args []js.Value) any {
		return promise(func() js.Value { return reply(b, args) })
	})
	api := js.Global().Get("Object").New()
	api.Set("estimate", answer)
	api.Set("episode", answer)
	js.Global().Set("TherapyTally", js.Global().Get("Object").Call("freeze", api))
}

// reply answers one call. What a caller's object throws (a BigInt, a circle, a
// getter) is refused as a visit that is no JSON; it must not end the program.
func reply(b *rules.Book, args []js.Value) (answer js.Value) {
	defer func() {
		r := recover()
		if _, is := r.(runtime.Error); is { // not the caller's: Go's own
			fault.Log("the interface for other scripts", r)
		}
		if r != nil {
			answer = parse(string(b.Answer(nil, false)))
		}
	}()
	text := string(b.Answer(request(args), wants(args, "trace")))
	if wants(args, "text") {
		return js.ValueOf(text)
	}
	return parse(text)
}

func parse(text string) js.Value { return js.Global().Get("JSON").Call("parse", text) }

// request returns the visit as JSON text; what is no visit gets the refusal of
// an empty text.
func request(args []js.Value) []byte {
	if len(args) == 0 {
		return nil
	}
	if args[0].Type() == js.TypeString {
		return []byte(args[0].String())
	}
	text := js.Global().Get("JSON").Call("stringify", args[0])
	if text.Type() != js.TypeString {
		return nil
	}
	return []byte(text.String())
}

// wants reads an option through a call, because what a getter throws would pass
// through Go's plain property access and leave the program in pieces.
func wants(args []js.Value, option string) bool {
	return len(args) > 1 && args[1].Type() == js.TypeObject && js.Global().Get("Reflect").Call("get", args[1], option).Truthy()
}

// promise runs f after the caller's turn. The executor lives as long as the
// call that makes the promise.
func promise(f func() js.Value) js.Value {
	executor := js.FuncOf(func(_ js.Value, args []js.Value) any {
		resolve := args[0]
		go func() { resolve.Invoke(f()) }()
		return nil
	})
	defer executor.Release()
	return js.Global().Get("Promise").New(executor)
}
