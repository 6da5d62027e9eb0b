package e2e

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/heapprofiler"
)

// TestDayIsRightOnEveryScreen: one tab shows every state.
func TestDayIsRightOnEveryScreen(t *testing.T) {
	t.Parallel()
	p := newTab(t, newSite(t), before(dayClock))
	for _, state := range dayStates() {
		p.openVisit()
		state.reach(p)
		p.looks(state.name)
	}
	p.clean()
}

// dayCanaries are what a person might type into each field of the day.
func dayCanaries() map[string]string {
	return map[string]string{
		"#visit-label": "Canary8301", "#clinic-favourites": "canary8302", "#clinic-place": "Canary8303", "#clinic-rate": "8304.73",
		"#clinic-cap": "8305737", "#clinic-copay": "8306.73", "#clinic-coinsurance": "8307.73",
	}
}

func TestDayFieldsNeverLeaveTheDevice(t *testing.T) {
	t.Parallel()
	p := newTab(t, newSite(t), before(catchFiles))
	p.openVisit()
	p.installed()
	start := p.mark()
	p.click("#clinic-toggle")
	p.choose("#clinic-kind", "commercial")
	p.choose("#clinic-way", "percent")
	p.until(`document.querySelector("#clinic-rate")`)
	for selector, text := range dayCanaries() {
		p.fill(selector, text)
	}
	for id := range strings.FieldsSeq(eval[string](p, `[...document.querySelectorAll(":is(.day, .clinic, .keeping) input:not([type=checkbox], [type=file])")].map((e) => "#" + e.id).join(" ")`)) {
		if dayCanaries()[id] == "" {
			t.Errorf("no canary for %s", id)
		}
	}
	p.click("#day-new")
	p.click("#day-all")
	p.click("#save-json")
	p.click("#save-csv")
	p.until(`files.length === 2`)
	p.keepOn()
	p.silentSince(start)
	p.neverSent(slices.Collect(maps.Values(dayCanaries()))...)
	p.clean()
}

// manyVisits puts n visits into the device's storage as keep writes them.
const manyVisits = `(() => {
	const crc = (s) => { let r = -1; for (const b of new TextEncoder().encode(s)) { let c = (r ^ b) & 255; for (let n = 0; n < 8; n++) c = c & 1 ? c >>> 1 ^ 0xedb88320 : c >>> 1; r = r >>> 8 ^ c; } return ((r ^ -1) >>> 0).toString(16); };
	const own = Object.keys(localStorage).find((k) => k.startsWith("tally/v/")), made = localStorage[own], id = own.split("/")[2];
	const [head, ...rest] = made.split("\n"), data = rest.join("\n");
	for (let i = 1; i < %d; i++) {
		const now = "many-" + i, text = data.replaceAll(id, now).replace(/"label":"[^"]*"/, '"label":"' + (i + 1) + '"');
		const line = head.slice(0, head.lastIndexOf(" ")).replaceAll(id, now);
		localStorage["tally/v/" + now + "/" + own.split("/")[3]] = line + " " + new TextEncoder().encode(text).length + "." + crc(line + "\n" + text) + "\n" + text;
	}
	return true;
})()`

// opening is the time from the client's start to its first drawing.
const opening = `performance.getEntriesByName("app-ready").at(-1).startTime - performance.getEntriesByName("tally-start").at(-1).startTime`

func TestDayOpensAThousandVisitsAtOnce(t *testing.T) {
	p := newTab(t, newSite(t), before(`(() => { const run = () => { const go = Go.prototype.run; Go.prototype.run = function (i) { performance.mark("tally-start"); return go.call(this, i); }; };
		addEventListener("DOMContentLoaded", () => self.Go && run()); let G; Object.defineProperty(self, "Go", {configurable: true, get: () => G, set(v) { G = v; run(); }}); })()`))
	p.openVisit()
	p.usualVisit()
	p.keepOn()
	p.kept("localStorage", "service-3-minutes")
	p.reload()
	p.ready()
	few := eval[float64](p, opening)
	eval[bool](p, fmt.Sprintf(manyVisits, 1000))
	p.reload()
	p.ready()
	many := eval[float64](p, opening)
	p.waitText(".day-bar label", "of 1000")
	p.waitText("#answer", "$103.54")
	t.Logf("opening one visit takes %.0f ms, a thousand %.0f ms", few, many)
	// 500 ms on a machine that opens one visit in 100; a busier one gets more
	if limit := 500 * max(1, few/100); many-few > limit {
		t.Errorf("a thousand stored visits add %.0f ms, more than %.0f", many-few, limit)
	}
	p.click("#day-all")
	p.until(`document.querySelectorAll(".visits li").length === 60`)
	p.click("#day-more")
	p.until(`document.querySelectorAll(".visits li").length === 120`)
	p.clean()
}

// inputs types n times into the minutes and gives the heap's size in MB.
const inputs = `(async (n) => {
	const field = document.querySelector("#service-1-minutes");
	field.focus();
	for (let i = 0; i < n; i++) {
		field.value = String(8 + i %% 60);
		field.dispatchEvent(new Event("input", {bubbles: true}));
		if (i %% 10 === 0) await new Promise((done) => setTimeout(done, 20));
	}
	await new Promise((done) => setTimeout(done, 1500));
	return performance.memory.usedJSHeapSize / 1e6;
})(%d)`

// TestDayMemoryStaysFlat looks at the memory after 20,000 inputs.
func TestDayMemoryStaysFlat(t *testing.T) {
	exhaustive(t)
	t.Parallel()
	p := newTab(t, newSite(t), before(`(() => { const make = WebAssembly.instantiateStreaming; WebAssembly.instantiateStreaming = async (...a) => { const r = await make.apply(WebAssembly, a); self.wasm = r.instance.exports.mem; return r; }; })()`))
	p.openVisit()
	p.usualVisit()
	const n, rounds = 1000, 20
	const memory = `wasm.buffer.byteLength / 1e6`
	was := eval[float64](p, memory)
	for range rounds {
		awaited[float64](p, fmt.Sprintf(inputs, n))
	}
	now := eval[float64](p, memory)
	call(p, heapprofiler.CollectGarbage, cdp.Empty{})
	heap := eval[float64](p, `performance.memory.usedJSHeapSize / 1e6`)
	t.Logf("%d inputs: the client's memory went from %.1f to %.1f MB; the page's heap is %.1f MB", n*rounds, was, now, heap)
	if now+heap > 32 {
		t.Errorf("the page takes %.1f MB", now+heap)
	}
	p.clean()
}
