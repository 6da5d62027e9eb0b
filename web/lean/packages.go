package lean

import (
	"cmp"
	"slices"
	"strings"
)

// Package is how much code of one package a client holds.
type Package struct {
	Path             string
	Functions, Bytes int
}

// Packages lists the packages of a client that Client has not rewritten, the
// largest first: where to look when it has grown.
func Packages(wasm []byte) (list []Package, err error) {
	defer surprise(&err)
	m, t, err := open(wasm)
	if err != nil {
		return nil, err
	}
	bodies, err := m.code()
	if err != nil {
		return nil, err
	}
	if len(bodies) != t.n {
		return nil, layout("it has code for %d functions of %d", len(bodies), t.n)
	}
	found := map[string]Package{}
	t.eachRecord(func(i, record int) {
		path := packageOf(t.name(record))
		p := found[path]
		found[path] = Package{path, p.Functions + 1, p.Bytes + len(bodies[i])}
	})
	for _, p := range found {
		list = append(list, p)
	}
	slices.SortFunc(list, func(a, b Package) int { return cmp.Or(b.Bytes-a.Bytes, cmp.Compare(a.Path, b.Path)) })
	return list, nil
}

// packageOf is the path that a function's name begins with. What the compiler
// makes for a type, such as its comparison, counts as "type".
func packageOf(name string) string {
	if strings.HasPrefix(name, "type:") {
		return "type"
	}
	name, _, _ = strings.Cut(name, "[")
	slash := strings.LastIndexByte(name, '/') + 1
	last, _, _ := strings.Cut(name[slash:], ".")
	return name[:slash] + last
}
