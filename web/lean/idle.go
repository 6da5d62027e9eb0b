package lean

import (
	"encoding/binary"
	"strings"
)

// idle lists what the runtime holds ready and a client never calls, by the
// beginnings of names, and the one function that would change that.
var idle = []struct{ unless, names string }{
	// The execution tracer. Every use of it is behind traceEnabled().
	{"runtime.StartTrace", `
		runtime.traceLocker. runtime.traceWriter. runtime.traceEventWriter.
		runtime.(*traceMap). runtime.(*traceStringTable). runtime.(*traceStackTable). runtime.(*traceTypeTable).
		runtime.(*traceBuf). runtime.(*traceRegionAlloc). runtime.traceAdvance runtime.traceStack runtime.traceReadCPU
		runtime.traceStopReadCPU runtime.traceSyncBatch runtime.traceBufFlush runtime.traceAcquireEnabled
		runtime.traceRegisterLabelsAndReasons runtime.makeTraceFrame`},
	// The processor's profile.
	{"runtime.SetCPUProfileRate", "runtime.(*profBuf)."},
	// What GODEBUG asks for, which no browser sets: the scheduler's log, counts
	// of uses of old behavior, the search for a change by halves.
	{"runtime/metrics.Read", "runtime.initMetrics runtime.schedtrace internal/bisect."},
}

// busy are the exceptions: called whether the tracer is on or not.
const busy = "runtime.traceLocker.ok"

// dropIdle replaces the code of those functions by a trap.
func (t *table) dropIdle(m *module) error {
	prefixes, err := t.idlePrefixes()
	if err != nil {
		return err
	}
	drop := make([]bool, t.n)
	t.eachRecord(func(i, record int) {
		if name := t.name(record); name != busy && hasAny(name, prefixes) {
			drop[i] = true
			t.forgetFrame(record)
		}
	})
	return m.trap(drop)
}

func (t *table) idlePrefixes() ([]string, error) {
	has := map[string]bool{}
	t.eachRecord(func(_, record int) { has[t.name(record)] = true })
	var prefixes []string
	for _, kind := range idle {
		if has[kind.unless] {
			return nil, layout("it holds %s, and this takes out what that needs", kind.unless)
		}
		prefixes = append(prefixes, strings.Fields(kind.names)...)
	}
	return prefixes, nil
}

func hasAny(name string, prefixes []string) bool {
	for _, p := range prefixes {
		if strings.HasPrefix(name, p) {
			return true
		}
	}
	return false
}

// forgetFrame clears what says how the function's frame looks: it has none.
func (t *table) forgetFrame(record int) {
	t.setWord(record+recordStack, 0)
	from, n := t.pcdata(record)
	t.clear(area{from, 4 * n})
	from, n = t.funcdata(record)
	for i := range n {
		t.setWord(from+4*i, funcdataNone)
	}
}

// trapBody stops the program.
var trapBody = []byte{0, opUnreachable, opEnd}

// trap gives the functions that body.
func (m *module) trap(drop []bool) error {
	bodies, err := m.code()
	if err != nil {
		return err
	}
	if len(bodies) != len(drop) {
		return layout("it has code for %d functions of %d", len(bodies), len(drop))
	}
	out := binary.AppendUvarint(nil, uint64(len(drop)))
	for i, body := range bodies {
		if drop[i] {
			body = trapBody
		}
		out = append(binary.AppendUvarint(out, uint64(len(body))), body...)
	}
	code, err := m.body(sectionCode)
	if err != nil {
		return err
	}
	*code = out
	return nil
}
