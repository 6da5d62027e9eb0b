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
func Packages(wasm []byte) ([]Package, error) {
	m, t, err := open(wasm)
	if err != nil {
		return nil, err
	}
	sizes, err := m.codeSizes()
	if err != nil {
		return nil, err
	}
	if len(sizes) != t.n {
		return nil, layout("it has code for %d functions of %d", len(sizes), t.n)
	}
	found := map[string]Package{}
	t.eachRecord(func(i, record int) {
		path := packageOf(t.name(record))
		p := found[path]
		found[path] = Package{path, p.Functions + 1, p.Bytes + sizes[i]}
	})
	var list []Package
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

// codeSizes are the bytes of every function's code.
func (m *module) codeSizes() ([]int, error) {
	code, err := m.body(sectionCode)
	if err != nil {
		return nil, err
	}
	r := reader{data: *code}
	var sizes []int
	for range r.uint() {
		sizes = append(sizes, len(r.bytes(r.uint())))
	}
	if r.failed {
		return nil, layout("its code is cut short")
	}
	return sizes, nil
}
