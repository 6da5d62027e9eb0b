package lean

import (
	"bytes"
	"errors"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"therapytally/web/gotest"
)

var framePattern = regexp.MustCompile(`wasm-function\[(\d+)\]`)

// The numbers in a trace of the JavaScript engine are those of the names, also
// when the client was made lean after that.
func TestNamesFitTheTrace(t *testing.T) {
	gotest.Each(t, Releases(), func(t *testing.T, g gotest.Go) {
		rest, names, err := Names(strainWith(t, g, "-w -buildid="))
		if err != nil {
			t.Fatal(err)
		}
		plain, err := parse(strain(t, g))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(rest, plain.bytes()) {
			t.Error("without its names it is not what Go links without names")
		}
		after, err := Client(rest)
		if err != nil {
			t.Fatal(err)
		}
		out, ok := run(t, g, after, "where")
		if !ok {
			t.Fatalf("it ended with\n%s", out)
		}
		var frames []string
		for _, m := range framePattern.FindAllStringSubmatch(out, -1) {
			number, err := strconv.Atoi(m[1])
			if err != nil || number >= len(names) {
				t.Fatalf("there is no function %s", m[1])
			}
			frames = append(frames, names[number])
		}
		// The innermost is the first.
		inner, outer := slices.Index(frames, "main.located"), slices.Index(frames, "main.main")
		if inner < 0 || outer < inner {
			t.Errorf("the trace reads %s", strings.Join(frames, ", "))
		}
	})
}

func TestNamesRefuse(t *testing.T) {
	named := []byte("\x04name\x01\x07\x02\x00\x01a\x02\x01b")
	module := func(body []byte) []byte {
		return slices.Concat(preamble, []byte{sectionCustom, byte(len(body))}, body)
	}
	rest, names, err := Names(module(named))
	if err != nil || !bytes.Equal(rest, preamble) || !slices.Equal(names, []string{"a", "", "b"}) {
		t.Fatalf("%q, %q, %v", rest, names, err)
	}
	for name, body := range map[string][]byte{
		"no names": []byte("\x04mine"), "cut": named[:len(named)-1], "another list": []byte("\x04name\x02\x01\x00"),
		"more behind": append(bytes.Clone(named), 0), "out of order": []byte("\x04name\x01\x07\x02\x02\x01a\x00\x01b"),
		"a number too high": []byte("\x04name\x01\x08\x01\xff\xff\xff\x7f\x01a"),
	} {
		if _, names, err := Names(module(body)); !errors.Is(err, ErrLayout) {
			t.Errorf("%s: %q, %v", name, names, err)
		}
	}
}
