package lean

import (
	"bytes"
	"encoding/binary"
	"slices"
)

// The sections of a WebAssembly module that matter here, by their ids.
const (
	sectionCustom   = 0
	sectionType     = 1
	sectionImport   = 2
	sectionFunction = 3
	sectionStart    = 8
	sectionCode     = 10
	sectionData     = 11
)

type section struct {
	id   byte
	body []byte
}

type module struct{ sections []section }

var preamble = []byte("\x00asm\x01\x00\x00\x00")

func parse(wasm []byte) (*module, error) {
	if !bytes.HasPrefix(wasm, preamble) {
		return nil, layout("this is no WebAssembly")
	}
	r := reader{data: wasm, at: len(preamble)}
	m := &module{}
	for r.at < len(wasm) {
		m.sections = append(m.sections, section{id: r.byte(), body: r.bytes(r.uint())})
		if r.failed {
			return nil, layout("a section is cut short")
		}
	}
	return m, nil
}

func (m *module) bytes() []byte {
	out := slices.Clone(preamble)
	for _, s := range m.sections {
		out = append(out, s.id)
		out = binary.AppendUvarint(out, uint64(len(s.body)))
		out = append(out, s.body...)
	}
	return out
}

// body is the one section of that id; there must be one.
func (m *module) body(id byte) (*[]byte, error) {
	i := slices.IndexFunc(m.sections, func(s section) bool { return s.id == id })
	if i < 0 {
		return nil, layout("it has no section %d", id)
	}
	return &m.sections[i].body, nil
}

// goVersion is what the custom section "producers" says of the compiler, such as
// "go1.26.8"; "" if it says nothing.
func (m *module) goVersion() string {
	for _, s := range m.sections {
		r := reader{data: s.body}
		if s.id != sectionCustom || r.name() != "producers" {
			continue
		}
		// The compiler's own field is the first, and its only value is Go.
		if fields, field := r.uint(), r.name(); fields == 0 || field != "language" {
			return ""
		}
		if values, value, version := r.uint(), r.name(), r.name(); values == 1 && value == "Go" && !r.failed {
			return version
		}
	}
	return ""
}

// count is the number a section of a list begins with.
func (m *module) count(id byte) (int, error) {
	body, err := m.body(id)
	if err != nil {
		return 0, err
	}
	r := reader{data: *body}
	return r.uint(), nil
}

// code is the code of every function, in the order of their numbers.
func (m *module) code() ([][]byte, error) {
	section, err := m.body(sectionCode)
	if err != nil {
		return nil, err
	}
	r := reader{data: *section}
	var bodies [][]byte
	for n := r.uint(); len(bodies) < n && !r.failed; {
		bodies = append(bodies, r.bytes(r.uint()))
	}
	if r.failed || r.at != len(*section) {
		return nil, layout("its code is cut short")
	}
	return bodies, nil
}

// add puts an item at the end of a section's list and returns its place in it.
func (m *module) add(id byte, item []byte) (int, error) {
	body, err := m.body(id)
	if err != nil {
		return 0, err
	}
	r := reader{data: *body}
	n := r.uint()
	grown := binary.AppendUvarint(nil, uint64(n+1))
	grown = append(grown, r.data[r.at:]...)
	*body = append(grown, item...)
	return n, nil
}

// startWith lets the module run a function of no arguments before all else.
func (m *module) startWith(body []byte) error {
	if _, err := m.body(sectionStart); err == nil {
		return layout("it has a start already")
	}
	imports, err := m.count(sectionImport)
	if err != nil {
		return err
	}
	typ, err := m.add(sectionType, []byte{0x60, 0, 0})
	if err != nil {
		return err
	}
	f, err := m.add(sectionFunction, binary.AppendUvarint(nil, uint64(typ)))
	if err != nil {
		return err
	}
	sized := append(binary.AppendUvarint(nil, uint64(len(body))), body...)
	if _, err := m.add(sectionCode, sized); err != nil {
		return err
	}
	after := slices.IndexFunc(m.sections, func(s section) bool { return s.id > sectionStart })
	start := section{id: sectionStart, body: binary.AppendUvarint(nil, uint64(imports+f))}
	m.sections = slices.Insert(m.sections, after, start)
	return nil
}

// reader reads WebAssembly's numbers; past the end it fails and gives nothing.
type reader struct {
	data   []byte
	at     int
	failed bool
}

func (r *reader) byte() byte {
	if r.at >= len(r.data) {
		r.failed = true
		return 0
	}
	r.at++
	return r.data[r.at-1]
}

func (r *reader) bytes(n int) []byte {
	if n < 0 || n > len(r.data)-r.at {
		r.failed = true
		return nil
	}
	r.at += n
	return r.data[r.at-n : r.at]
}

// name reads a text with its length before it.
func (r *reader) name() string { return string(r.bytes(r.uint())) }

func (r *reader) uint() int {
	if r.failed {
		return 0
	}
	n, size := binary.Uvarint(r.data[r.at:])
	if size <= 0 || n > 1<<31 {
		r.failed = true
		return 0
	}
	r.at += size
	return int(n)
}

// int reads a signed number of at most 32 bits.
func (r *reader) int() int {
	n, shift := 0, 0
	for shift < 35 {
		b := r.byte()
		n |= int(b&0x7f) << shift
		shift += 7
		if b&0x80 == 0 {
			if b&0x40 != 0 {
				n -= 1 << shift
			}
			return n
		}
	}
	r.failed = true
	return 0
}

// appendInt appends a signed number that is not negative.
func appendInt(out []byte, n int) []byte {
	for n > 0x3f {
		out = append(out, byte(n&0x7f|0x80))
		n >>= 7
	}
	return append(out, byte(n))
}
