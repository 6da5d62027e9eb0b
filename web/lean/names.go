package lean

import "slices"

// Names takes the names of the functions out of a client that was linked with
// them. It returns the client without, and the names by the numbers that a
// browser uses in "wasm-function[1234]". It knows no layout but WebAssembly's
// own, and a client keeps these numbers when Client makes it smaller.
func Names(wasm []byte) (rest []byte, names []string, err error) {
	defer surprise(&err)
	m, err := parse(wasm)
	if err != nil {
		return nil, nil, err
	}
	at := slices.IndexFunc(m.sections, func(s section) bool {
		r := reader{data: s.body}
		return s.id == sectionCustom && r.name() == "name"
	})
	if at < 0 {
		return nil, nil, layout("it has no names of functions")
	}
	if names, err = readNames(m.sections[at].body); err != nil {
		return nil, nil, err
	}
	m.sections = slices.Delete(m.sections, at, at+1)
	return m.bytes(), names, nil
}

// readNames reads the section's one list: a number and a name for each function
// that is not imported, in order. An imported one has the name "".
func readNames(body []byte) ([]string, error) {
	const functionNames = 1
	r := reader{data: body}
	r.name()
	if r.byte() != functionNames {
		return nil, layout("its names are not those of functions")
	}
	r.uint()
	var names []string
	for n := r.uint(); n > 0 && !r.failed; n-- {
		number, name := r.uint(), r.name()
		if number < len(names) || number > len(body) {
			return nil, layout("its names are out of order")
		}
		names = append(names, make([]string, number-len(names))...)
		names = append(names, name)
	}
	if r.failed || r.at != len(body) {
		return nil, layout("its names are cut short")
	}
	return names, nil
}
