//go:build js

package fault

import "syscall/js"

func write(text string) {
	js.Global().Get("console").Call("error", text)
}

// stack is the browser's own trace. It holds the calls of the panic, because
// Go's deferred functions run above the code that panicked. Browsers keep ten
// calls unless told otherwise.
func stack() string {
	constructor := js.Global().Get("Error")
	if constructor.Type() != js.TypeFunction {
		return ""
	}
	before := constructor.Get("stackTraceLimit")
	constructor.Set("stackTraceLimit", 2*deepest)
	defer constructor.Set("stackTraceLimit", before)
	trace := constructor.New().Get("stack")
	if trace.Type() != js.TypeString {
		return ""
	}
	return trace.String()
}
