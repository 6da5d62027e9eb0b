// Package lean takes out of a linked Go client what only a stack trace reads
// (the names, files and lines of its functions), what the client can work out
// for itself when it starts (the tables that count them), and the code of the
// runtime's tools that a client never calls. A panic is caught and told as
// before; its trace names no functions of ours.
//
// It rewrites bytes that the linker of one Go version laid out. It therefore
// looks at everything it relies on first, and refuses a client in which
// anything lies otherwise. GoVersion is what was read and tried.
package lean

import (
	"errors"
	"fmt"
)

// GoVersion is the Go release whose layout this package knows.
const GoVersion = "go1.26"

var errLayout = errors.New("lean: not the layout of " + GoVersion)

func layout(format string, args ...any) error {
	return fmt.Errorf("%w: %s", errLayout, fmt.Sprintf(format, args...))
}

// Client returns the client in fewer bytes.
func Client(wasm []byte) ([]byte, error) {
	m, t, err := open(wasm)
	if err != nil {
		return nil, err
	}
	if err := t.dropIdle(m); err != nil {
		return nil, err
	}
	t.forgetTraces()
	t.forgetCounts()
	if err := m.startWith(t.countAgain()); err != nil {
		return nil, err
	}
	m.setImage(t.image)
	return m.bytes(), nil
}

// open returns the parts of a client of which everything is as it has to be.
func open(wasm []byte) (*module, *table, error) {
	m, err := parse(wasm)
	if err != nil {
		return nil, nil, err
	}
	image, err := m.image()
	if err != nil {
		return nil, nil, err
	}
	t, err := findTable(image)
	if err != nil {
		return nil, nil, err
	}
	return m, t, t.check(m)
}
