package e2e

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

func focusOn(selector string) chromedp.Action[chromedp.Void] {
	return chromedp.Focus(chromedp.CSS(selector))
}

// canaries are texts that stand for what a person might type into each field.
func canaries() map[string]string {
	return map[string]string{
		"#place": "Canary7301 Street", "#service-1-code": "Canary7302 name", "#service-1-minutes": "7303733", "#service-1-charge": "7304.73",
		"#deductible": "7305.73", "#used-pt-slp": "canary7306", "#used-ot": "7307.37", "#service-2-units": "7308137",
		"#service-1-assistant": "7309733", "#service-2-minutes": "canary 7310", "#service-2-assistant": "7311.73", "#span-from": "canary7312", "#span-to": "7313 pm",
		"#payer-rate": "7314.73", "#payer-cap": "7315737", "#payer-copay": "7316.73", "#payer-coinsurance": "canary7317",
	}
}

func TestVisitFieldsNeverLeaveTheDevice(t *testing.T) {
	t.Parallel()
	p := newTab(t, newSite(t))
	p.openVisit()
	p.installed()
	start := p.mark()
	p.fillEveryField(canaries())
	p.silentSince(start)
	p.neverSent(slices.Collect(maps.Values(canaries()))...)
	if told := eval[string](p, `location.pathname + location.search + location.hash + document.cookie`); strings.Contains(told, "73") {
		t.Errorf("something typed is in the address or in a cookie: %s", told)
	}
	// The day's visits are kept on the device, numbers and choices alone.
	if kept := eval[string](p, `JSON.stringify({...localStorage})`); strings.Contains(strings.ToLower(kept), "canary") {
		t.Errorf("a text that is no number is kept: %s", kept)
	}
	p.clean()
}

// A leak planted in any field has to be seen.
func TestVisitLeakOfAnyFieldIsSeen(t *testing.T) {
	exhaustive(t)
	t.Parallel()
	p := newTab(t, newSite(t))
	p.openVisit()
	p.installed()
	eval[bool](p, `(addEventListener("input", (e) => fetch("?x=" + btoa(e.target.value)), true), true)`)
	p.fillEveryField(canaries())
	sent := p.requestsSince(mark{})
	for selector, text := range canaries() {
		if len(carrying(sent, text)) == 0 {
			t.Errorf("the leak of %s was not seen", selector)
		}
	}
}

// fillEveryField types into every text field of the page and fails where one
// is missing from the list.
func (p *tab) fillEveryField(texts map[string]string) {
	p.t.Helper()
	p.addService("97161", "")
	p.until(`document.querySelector("#service-2-units")`)
	p.click("#assistants")
	p.until(`document.querySelector("#service-2-assistant")`)
	p.click("#show-times-1")
	p.until(`!document.querySelector("#times-1").hidden`)
	p.click("#add-time-1")
	p.until(`document.querySelector("#span-to")`)
	for _, selector := range []string{"#span-from", "#span-to"} { // they go with the service's code
		p.fill(selector, texts[selector])
		p.press(kb.Tab)
	}
	p.click("[aria-controls=coverage]")
	p.until(`!document.querySelector("#coverage").hidden`)
	p.click("#charges")
	p.until(`!document.querySelector("#coverage").hidden && document.querySelector("#service-1-charge").offsetParent`)
	filled := map[string]bool{"#span-from": true, "#span-to": true, "#date": true, "#service-2-code": true, "#service-2-charge": true}
	for _, discipline := range []string{"PT", "OT"} {
		p.click(`label:has(#discipline-` + discipline + `)`)
		p.until(`document.querySelector("#used-` + map[string]string{"PT": "pt-slp", "OT": "ot"}[discipline] + `")`)
		for selector, text := range texts {
			if !filled[selector] && eval[bool](p, `!!document.querySelector("`+selector+`")`) {
				p.fill(selector, text)
				p.press(kb.Tab)
				filled[selector] = true
			}
		}
		for id := range strings.FieldsSeq(eval[string](p, `[...document.querySelectorAll("#app :is(input, textarea):not([type=radio], [type=checkbox])")].filter((e) => !e.closest(".day, .clinic, .keeping")).map((e) => "#" + e.id).join(" ")`)) {
			if !filled[id] {
				p.t.Errorf("no canary for %s", id)
			}
		}
	}
	p.choose("#payer-kind", "commercial")
	p.choose("#payer-way", "percent")
	for _, selector := range []string{"#payer-rate", "#payer-cap", "#payer-copay", "#payer-coinsurance"} {
		p.until(`document.querySelector("` + selector + `")`)
		p.fill(selector, texts[selector])
		p.press(kb.Tab)
	}
}

// keystrokes types a digit n times and gives the milliseconds of each until
// the answer on the page has changed.
const keystrokes = `(async (n) => {
	const field = document.querySelector("#service-1-minutes"), times = [];
	field.focus();
	for (let i = 0; i < n; i++) {
		const changed = new Promise((done) => new MutationObserver((_, o) => { o.disconnect(); done(); })
			.observe(document.querySelector("#answer"), {subtree: true, characterData: true, childList: true}));
		const from = performance.now();
		field.value = String(45 - i % 2 * 15);
		field.dispatchEvent(new Event("input", {bubbles: true}));
		await changed;
		times.push(performance.now() - from);
		await new Promise((done) => setTimeout(done, 30));
	}
	return times.sort((a, b) => a - b);
})(60)`

// TestVisitKeystrokeCost prints what a keystroke costs; the limit only catches
// what would be felt.
func TestVisitKeystrokeCost(t *testing.T) {
	p := newTab(t, newSite(t))
	p.openVisit()
	p.usualVisit()
	p.addService("97112", "15")
	times := eval[[]float64](p, keystrokes)
	median, slow := times[len(times)/2], times[len(times)*95/100]
	t.Logf("a keystroke on four lines: median %.1f ms, 95th percentile %.1f ms", median, slow)
	if median > 100 {
		t.Errorf("a keystroke takes %.0f ms", median)
	}
}
