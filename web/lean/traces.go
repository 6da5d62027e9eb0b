package lean

import "strings"

// forgetTraces clears what only a stack trace reads. A zero means "none" to the
// runtime in each of these places.
func (t *table) forgetTraces() {
	kept := make([]byte, t.values.size)
	names := newNames()
	t.eachRecord(func(_, record int) {
		t.setWord(record+recordName, names.keep(t.name(record)))
		for _, at := range []int{recordFile, recordLine, recordUnit, recordStartLine} {
			t.setWord(record+at, 0)
		}
		t.forgetData(record)
		for _, from := range t.valuesOf(record) {
			to, _ := t.valuesEnd(from)
			copy(kept[from:to], t.image[t.values.from+from:])
		}
	})
	copy(t.image[t.values.from:], kept)
	t.clear(t.files)
	t.clear(t.units)
	t.clear(t.names)
	copy(t.image[t.names.from:], names.text)
}

func (t *table) forgetData(record int) {
	if from, n := t.pcdata(record); n > pcdataUnsafePoint {
		t.setWord(from+4*pcdataUnsafePoint, 0)
	}
	from, n := t.funcdata(record)
	for _, i := range []int{funcdataArgInfo, funcdataArgLive} {
		if i < n {
			t.setWord(from+4*i, funcdataNone)
		}
	}
}

// valuesOf are the tables that unwinding and the garbage collector read: the
// size of the stack, and every table by place but the one of unsafe points.
func (t *table) valuesOf(record int) []int {
	list := []int{t.word(record + recordStack)}
	from, n := t.pcdata(record)
	for i := pcdataUnsafePoint + 1; i < n; i++ {
		list = append(list, t.word(from+4*i))
	}
	return list
}

// valuesEnd follows a table of values, pairs of a difference in value and one
// in place, to behind the zero that ends it. The first pair may begin with 0.
func (t *table) valuesEnd(from int) (to int, ok bool) {
	r := reader{data: t.image[t.values.from : t.values.from+t.values.size], at: from}
	if from == 0 {
		return 1, true // none
	}
	for first := true; !r.failed && from < t.values.size; first = false {
		if r.uint() == 0 && !first {
			return r.at, !r.failed
		}
		r.uint()
	}
	return 0, false
}

// names is the new table of names: nothing, and the few that the runtime
// compares with or takes apart.
type names struct {
	text   []byte
	places map[string]int
}

// Stand-ins for all names of a kind. The runtime tells its own functions by the
// prefix (system goroutines), and takes a method's name apart to say which type
// was nil when it was called through an interface.
const (
	ownName    = "runtime.unnamed"
	methodName = "client.(*unnamed).method"
)

func newNames() *names { return &names{text: []byte{0}, places: map[string]int{"": 0}} }

// keep is the place of what stands for the name.
func (n *names) keep(name string) int {
	name = standIn(name)
	at, ok := n.places[name]
	if !ok {
		at = len(n.text)
		n.places[name] = at
		n.text = append(append(n.text, name...), 0)
	}
	return at
}

func standIn(name string) string {
	switch {
	case name == "reflect.makeFuncStub", name == "reflect.methodValueCall":
		return name // the garbage collector knows their frames by name
	case strings.HasPrefix(name, "runtime."):
		return ownName
	case strings.Contains(name, ".(*"):
		return methodName
	}
	return ""
}
