package fault

import (
	"errors"
	"strings"
	"testing"
)

const secret = "CANARY7319"

// The fragment of a page's address holds answers; the text of a panic may quote
// what was typed. Neither gets into a report.
const chromium = `Error
    at syscall/js.valueNew (https://clinic.example/boot.0f.js#` + secret + `:101:29)
    at https://clinic.example/app.1c.wasm:wasm-function[812]:0x2f1a3
    at therapytally/app/ui.caught (wasm://wasm/0042ab:wasm-function[3127]:0x61aa0)
    at wasm://wasm/0042ab:wasm-function[999]:0x5
    at HTMLInputElement.<anonymous> (https://clinic.example/#v1&label=` + secret + `:9:1)`

const firefox = `valueNew@https://clinic.example/boot.0f.js:101:29
@https://clinic.example/app.1c.wasm:wasm-function[812]:0x2f1a3
app.caught@https://clinic.example/app.1c.wasm#` + secret + `:wasm-function[3127]:0x61aa0
`

func TestReportHasPlaceTypeAndCallsOnly(t *testing.T) {
	for _, c := range []struct{ stack, want string }{
		{"", "Therapy Tally: a fault in visit.Recount, type *errors.errorString"},
		{chromium, "Therapy Tally: a fault in visit.Recount, type *errors.errorString\n  wasm-function[812]\n  therapytally/app/ui.caught wasm-function[3127]\n  wasm-function[999]"},
		{firefox, "Therapy Tally: a fault in visit.Recount, type *errors.errorString\n  wasm-function[812]\n  app.caught wasm-function[3127]"},
	} {
		got := text("visit.Recount", kind(errors.New(secret)), c.stack)
		if got != c.want {
			t.Errorf("report:\n%s\nwant:\n%s", got, c.want)
		}
	}
}

func TestKindNamesTheTypeAndNoValue(t *testing.T) {
	bounds := func() (recovered any) {
		defer func() { recovered = recover() }()
		return []string{secret}[len(secret)]
	}()
	for _, c := range []struct {
		recovered any
		want      string
	}{{bounds, "runtime.boundsError"}, {secret, "string"}, {errors.New(secret), "*errors.errorString"}, {nil, "nil"}} {
		if got := kind(c.recovered); got != c.want {
			t.Errorf("kind %q, want %q", got, c.want)
		}
	}
}

func TestReportOfADeepStackIsShort(t *testing.T) {
	stack := strings.Repeat("    at wasm://wasm/0042ab:wasm-function[7]:0x5\n", 200)
	if lines := strings.Count(text("x", "string", stack), "\n"); lines != deepest {
		t.Errorf("%d calls in the report, want %d", lines, deepest)
	}
}
