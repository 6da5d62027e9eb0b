package e2e

import (
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// keepTrace keeps the browser's trace of the first element that the client makes.
const keepTrace = `Error.stackTraceLimit = 100;
const make = Document.prototype.createElement;
Document.prototype.createElement = function (...args) {
	const trace = new Error().stack;
	if (!self.trace && trace.includes("wasm-function")) self.trace = trace;
	return make.apply(this, args);
};`

// What a browser calls wasm-function[1234] has its name in the side file of the
// shipped client, which no page and no worker asks for.
func TestNamesOfTheShippedClient(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile(theClient(t) + ".names.txt")
	if err != nil {
		t.Fatal(err)
	}
	names := map[string]string{}
	for line := range strings.Lines(string(data)) {
		number, name, _ := strings.Cut(strings.TrimSpace(line), " ")
		if _, err := strconv.Atoi(number); err != nil {
			t.Fatalf("a line reads %q", line)
		}
		names[number] = name
	}
	p := newTab(t, newSite(t), before(keepTrace))
	p.open("/")
	p.ready()
	p.installed()
	var frames []string
	for _, m := range regexp.MustCompile(`wasm-function\[(\d+)\]`).FindAllStringSubmatch(eval[string](p, `self.trace ?? ""`), -1) {
		frames = append(frames, names[m[1]])
	}
	trace := strings.Join(frames, " ")
	for _, want := range []string{"syscall_js.Value.Call", "go_app_v10_pkg_app.nodeManager.Mount"} {
		if !strings.Contains(trace, want) {
			t.Errorf("no %s in the trace %q", want, trace)
		}
	}
	if got := eval[string](p, `fetch("sw.js").then(r => r.text())`); !strings.Contains(got, "notices.txt") || strings.Contains(got, ".names") {
		t.Error("the worker keeps the names, or does not keep the licenses")
	}
	p.clean()
}
