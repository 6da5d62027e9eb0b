// Package fault records a panic that the screen has recovered from. The page
// goes on and says that something went wrong; the browser's console says where,
// so that a report from a clinic can be traced to a line of code.
//
// A report holds the place and the type of the panic and the calls that led to
// it. It never holds a value: a panic's text may quote what somebody typed.
package fault

import (
	"reflect"
	"strings"
)

// deepest is how many calls a report names: the panic's own few and those that
// led to it.
const deepest = 24

// Log writes a report of a recovered panic to the browser's console. Outside a
// browser it does nothing. place names the code that recovered; recovered is
// what recover returned. Log itself never panics: a page may have changed the
// browser's console or its errors.
func Log(place string, recovered any) {
	defer func() { _ = recover() }()
	write(text(place, kind(recovered), stack()))
}

// kind is the type of a recovered value, such as "runtime.boundsError".
func kind(recovered any) string {
	if recovered == nil {
		return "nil"
	}
	return reflect.TypeOf(recovered).String()
}

// text is the report: one line, and one line for each call, innermost first.
func text(place, kind, stack string) string {
	return strings.Join(append([]string{"Therapy Tally: a fault in " + place + ", type " + kind}, calls(stack)...), "\n  ")
}

// calls picks the calls inside the client from a browser's stack trace. Each
// reads "wasm-function[123]", with the function's name where the client has
// names. The addresses around the call are left out: they can hold the answers
// of the person in the page's fragment.
func calls(stack string) (found []string) {
	for line := range strings.Lines(stack) {
		at := strings.Index(line, "wasm-function[")
		if at < 0 || len(found) == deepest {
			continue
		}
		call, _, _ := strings.Cut(line[at:], "]")
		found = append(found, name(line[:at])+call+"]")
	}
	return found
}

// name is the function's name in front of its number. Chromium writes "at NAME
// (wasm://…", Firefox "NAME@http://…".
func name(before string) string {
	before = strings.TrimPrefix(strings.TrimSpace(before), "at ")
	if end := strings.IndexAny(before, " @"); end > 0 && !strings.Contains(before[:end], ":") {
		return before[:end] + " "
	}
	return ""
}
