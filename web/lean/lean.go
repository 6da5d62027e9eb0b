// Package lean takes out of a linked Go client what only a stack trace reads
// (the names, files and lines of its functions), what the client can work out
// for itself when it starts (the tables that count them), and the code of the
// runtime's tools that a client never calls. A panic is caught and told as
// before; its trace names no functions of ours.
//
// It rewrites bytes that the linker of a known Go release laid out. It looks at
// everything it relies on first, compares what it wrote with what it read, and
// refuses a client in which anything lies otherwise: the caller then ships the
// client as Go linked it. web/UPGRADING.md says how to teach it a new release.
package lean

import (
	"errors"
	"fmt"
	"strings"
)

// release is a Go release that was read and tried, and where its layout differs
// from the others: in runtime/symtab.go, moduledata.epclntab, in words.
type release struct {
	name  string
	endAt int
}

var releases = []release{
	{"go1.26", 41},
	{"go1.27", 44}, // three words more on types; typelinks and itablinks are gone
}

// ErrLayout is a client whose bytes do not lie as in a release that is known.
var ErrLayout = errors.New("lean: unknown layout")

func layout(format string, args ...any) error {
	return fmt.Errorf("%w: %s", ErrLayout, fmt.Sprintf(format, args...))
}

// Releases are the Go releases whose clients can be rewritten, such as "go1.26".
func Releases() []string {
	var names []string
	for _, r := range releases {
		names = append(names, r.name)
	}
	return names
}

// Knows reports whether clients of that Go version, such as "go1.26.8", can be
// rewritten.
func Knows(version string) bool {
	_, ok := releaseOf(version)
	return ok
}

// releaseOf takes the release and its minor versions. A version with anything
// behind them, such as an experiment, may lay things out in another way.
func releaseOf(version string) (release, bool) {
	for _, r := range releases {
		rest, ok := strings.CutPrefix(version, r.name)
		minor := strings.TrimPrefix(rest, ".")
		if ok && (rest == "" || minor != rest && minor != "" && strings.Trim(minor, "0123456789") == "") {
			return r, true
		}
	}
	return release{}, false
}

// Client returns the client in fewer bytes, or an error that wraps ErrLayout.
func Client(wasm []byte) (out []byte, err error) {
	defer surprise(&err)
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
	out = m.bytes()
	return out, compare(wasm, out)
}

// surprise turns a panic into a refusal: whatever a client holds, the build goes
// on without this package.
func surprise(err *error) {
	if r := recover(); r != nil {
		*err = layout("reading it failed: %v", r)
	}
}

// open returns the parts of a client of which everything is as it has to be.
func open(wasm []byte) (*module, *table, error) {
	m, err := parse(wasm)
	if err != nil {
		return nil, nil, err
	}
	version := m.goVersion()
	r, ok := releaseOf(version)
	if !ok {
		return nil, nil, layout("it was built with Go %q, and known are %s", version, strings.Join(Releases(), " and "))
	}
	image, err := m.image()
	if err != nil {
		return nil, nil, err
	}
	t, err := findTable(image, r)
	if err != nil {
		return nil, nil, err
	}
	return m, t, t.check(m)
}
