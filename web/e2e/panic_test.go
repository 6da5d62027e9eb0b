package e2e

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// panicPage is a page with amounts on it.
type panicPage struct {
	path    string
	fill    func(p *tab)
	results string // where amounts stand
}

// frame reports a page that stands in another one and stores nothing.
func (page panicPage) frame() bool { return strings.HasPrefix(page.path, "/embed/") }

func panicPages() []panicPage {
	return []panicPage{
		{"/", func(p *tab) {
			p.setDate("2026-08-03")
			p.fill("#service-1-minutes", "38")
			p.waitText("#answer", "$")
			p.click("#day-all")
			p.waitText("#day-list [aria-current=true]", "$")
			p.until(`Object.values({...localStorage}).join().includes('"38"')`)
		}, "#answer"},
		{"/patient/", patientForPanic, ".answer"},
		{"/embed/#v1&view=units", func(p *tab) {
			p.fill("#service-1-minutes", "38")
			p.waitText("#answer", "$")
		}, "#answer"},
		{"/embed/#v1&view=patient", patientForPanic, "#answer"},
	}
}

func patientForPanic(p *tab) {
	p.t.Helper()
	p.until(`document.querySelector("#who-medicare")`)
	p.pick("who-medicare")
	p.until(`document.querySelector("#start")`) // a frame asks one thing at first
	p.put("start", "2026-08-03")
	p.waitText(".answer", "$")
}

// inputs are the fields' texts by their ids.
const inputsNow = `Object.fromEntries([...document.querySelectorAll("#app :is(input:not([type=file], [type=radio], [type=checkbox]), select)")].filter((e) => e.id).map((e) => [e.id, e.value]))`

// visitNow is which visit of the day is shown, where there is a day.
const visitNow = `(document.querySelector(".day-bar label")?.textContent ?? "")`

// inputsThen keeps the fields' texts as they were when the planted panic came.
const inputsThen = `{ let name; Object.defineProperty(self, "planted", {get: () => name, set(now) { name = now; self.visitThen = ` + visitNow + `; self.inputsThen = ` + inputsNow + `; delete inputsThen[document.activeElement?.id]; }}); }`

// TestPanicInAnyHandler plants a panic in each handler in turn. Then either the
// page lives, hides its results, keeps its input and says so, or it has stopped, hides itself
// and starts again with what was typed. It tries every handler that shake reaches.
func TestPanicInAnyHandler(t *testing.T) {
	exhaustive(t)
	t.Parallel()
	s := newSite(t)
	s.deploy(exportClient(t, plantedClient(t), "planted"))
	p := newTab(t, s, before(`self.print = () => {};`+inputsThen))
	for _, page := range panicPages() {
		p.openPanicPage(page)
		eval[bool](p, `(self.plantSeen = new Set(), true)`)
		p.await(shaken(2, `() => "30"`))
		p.await(unasked)
		names := eval[[]string](p, `[...plantSeen].sort()`)
		t.Logf("%s: %d handlers are reached", page.path, len(names))
		for _, name := range names {
			p.openPanicPage(page)
			if fault := p.panics(page, name); fault != "" {
				t.Errorf("%s, %s: %s", page.path, name, fault)
			}
		}
	}
}

func (p *tab) openPanicPage(page panicPage) {
	p.t.Helper()
	if page.path == "/" {
		p.openEmpty()
	} else {
		p.do(chromedp.Navigate("about:blank")) // or only the fragment would change
		p.open(page.path)
		p.ready()
	}
	page.fill(p)
}

// await waits for a promise that may take longer than a step of a test.
func (p *tab) await(promise string) {
	p.t.Helper()
	awaited[any](p, promise)
}

// awaited is what a promise resolves to that may take longer than a step.
func awaited[T any](p *tab, promise string) T {
	p.t.Helper()
	eval[bool](p, `(self.awaited = null, `+promise+`.then((value) => { self.awaited = {value: value ?? null}; }, (e) => { self.awaited = {failed: String(e)}; }), true)`)
	for end := time.Now().Add(5 * time.Minute); !eval[bool](p, `self.awaited !== null`); time.Sleep(pause) {
		if time.Now().After(end) {
			p.t.Fatal("the promise did not settle")
		}
	}
	if failed := eval[string](p, `self.awaited.failed ?? ""`); failed != "" {
		p.t.Fatal(failed)
	}
	return eval[T](p, `self.awaited.value`)
}

// admitted is true once the page has stopped, or says that something went wrong.
const admitted = `document.documentElement.dataset.app === "stopped" || /Something went wrong|Algo falló/.test(document.querySelector("#app").innerText)`

// unasked waits for the handlers that no hand reaches: the worker's word about
// the copy, and what a timer of ten seconds does.
const unasked = `(async () => {
	dispatchEvent(new Event("tally-copy"));
	for (let i = 0; i < 120 && !self.planted; i++) await new Promise((done) => setTimeout(done, 100));
})()`

// panics plants a panic, shakes the page until it happens and says what is
// wrong then.
func (p *tab) panics(page panicPage, name string) string {
	p.t.Helper()
	quoted, _ := json.Marshal(name)
	before := eval[map[string]string](p, inputsNow)
	eval[bool](p, fmt.Sprintf(`(self.plantAt = %s, true)`, quoted))
	p.await(fmt.Sprintf(`Promise.race([%s, new Promise((done) => { const look = setInterval(() => { if (self.planted) { clearInterval(look); done(); } }, 5); })])`, shaken(2, `() => "30"`)))
	if eval[string](p, `self.planted ?? ""`) == "" {
		p.await(unasked)
	}
	if eval[string](p, `self.planted ?? ""`) != name {
		return "it was not reached"
	}
	for end := time.Now().Add(patience / 3); time.Now().Before(end) && !eval[bool](p, admitted); time.Sleep(pause) {
	}
	stopped := eval[map[string]string](p, inputsNow)
	if eval[bool](p, `document.documentElement.dataset.app === "ready"`) {
		return p.brokenButAlive(page, name)
	}
	switch {
	case eval[bool](p, `document.querySelector("#app").getClientRects().length > 0`):
		return "it has stopped and still shows its results"
	case !eval[bool](p, `document.querySelector("#stopped").checkVisibility()`) || !page.frame() && !eval[bool](p, `document.activeElement.id === "stopped-reload"`):
		return "it has stopped and does not say so"
	case page.frame():
		return ""
	}
	p.click("#stopped-reload")
	p.until(`!self.planted && document.documentElement.dataset.app === "ready"`)
	now, same := eval[map[string]string](p, inputsNow), 0
	for id, text := range before {
		if stopped[id] != text || text == "" { // the shaking has changed it
			continue
		}
		if same++; now[id] != text {
			return fmt.Sprintf("it has started again with %q in %s, was %q", now[id], id, text)
		}
	}
	if same == 0 {
		return "nothing was left to compare"
	}
	return ""
}

func (p *tab) brokenButAlive(page panicPage, name string) string {
	p.t.Helper()
	text := p.text(page.results)
	switch {
	case strings.Contains(text, "$"):
		return "it goes on and still shows its results"
	case eval[bool](p, `!!document.querySelector("#day-list [aria-current=true]")?.textContent.includes("$")`):
		return "it goes on and the list of the day still shows its results"
	case !eval[bool](p, admitted):
		return "it goes on and does not say so"
	}
	if fault := p.report(); fault != "" {
		return fault
	}
	return p.lostInput(name)
}

// report is what is wrong with the console's report of the last panic: it has
// the type and the calls, and not the text "planted" of the panic's value.
func (p *tab) report() string {
	p.t.Helper()
	p.drain()
	list := p.problemList()
	if len(list) == 0 {
		return "the console has no report"
	}
	last := list[len(list)-1]
	if !strings.Contains(last, "Therapy Tally: a fault in ") || !strings.Contains(last, ", type string\n") ||
		strings.Count(last, "wasm-function[") < 3 || strings.Contains(last, "planted") {
		return fmt.Sprintf("the console's report is %q", last)
	}
	return ""
}

// lostInput is what became of the fields after a panic. The text that the panic
// kept from being taken may be replaced; a part that comes by itself may meet a
// change that is not drawn yet.
func (p *tab) lostInput(name string) string {
	p.t.Helper()
	if last := name[len(name)-1]; last >= '0' && last <= '9' {
		return ""
	}
	if eval[bool](p, `visitThen !== `+visitNow) { // a new visit has come: what was typed is in the one before
		p.click("#day-before")
		p.until(`document.querySelector("#visit-label").value === inputsThen["visit-label"]`)
	}
	then, now := eval[map[string]string](p, `inputsThen`), eval[map[string]string](p, inputsNow)
	for id, text := range then {
		if got, still := now[id]; still && got != text {
			return fmt.Sprintf("it goes on with %q in %s, was %q", got, id, text)
		}
	}
	return ""
}
