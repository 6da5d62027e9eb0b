package e2e

import (
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
)

const ratesOfAcme = `{"cash":{"perVisit":"95.00"},"contracts":[{"name":"Acme PPO","payer":{"kind":"commercial","rate":{"percentOfMedicare":"118"}},"coverage":{"copay":"30.00"}}]}`

// Two lines in a page of another site, under a strict policy: the estimator
// works, tells the page numbers, follows attributes, and nothing that is typed
// is in any request.
func TestEmbedInAnotherSite(t *testing.T) {
	t.Parallel()
	s, h := newSite(t), newHost(t)
	h.header.Set("Content-Security-Policy", fmt.Sprintf("default-src 'none'; script-src %s; frame-src %s; img-src data:", s.url("/embed.js"), s.url("/embed/")))
	h.page("/", s.tag("view", "both", "codes", "97530 97110", "locality", "94601", "accent", "#d9822b", "data-rates", ratesOfAcme, "events", ""))
	p := newTab(t, s, size(800, 1000), before(`addEventListener("estimate", (e) => (window.told ??= []).push(e.detail), true)`))
	p.visit(h, "/")
	f := p.frame()
	f.ready()
	f.fill("#service-1-minutes", "38")
	f.waitText("#answer", "3 units")
	p.until(`told?.at(-1)?.units === 3 && told.at(-1).allowedCents > 0 && Object.isFrozen(told.at(-1))`)
	if inset := eval[[2]string](f, `[".lines", ".headline"].map((s) => getComputedStyle(document.querySelector(s)).paddingLeft)`); inset[0] != inset[1] {
		t.Errorf("the lines are set in by %s, the answer above them by %s", inset[0], inset[1])
	}
	f.accessible()
	p.screenshot("embed-units")
	f.click("#services .service:nth-child(2) .remove")
	f.press("CANARY7319")
	f.click("#tab-patient")
	f.click("label[for=who-nobody]")
	f.waitText("#answer", "$95.00")
	f.accessible()
	p.until(`told.at(-1).nextLowCents === 9500 && told.at(-1).visits === 12`)
	p.screenshot("embed-patient")
	eval[bool](p, `(document.querySelector("therapy-tally").setAttribute("theme", "dark"), document.querySelector("therapy-tally").setAttribute("language", "es"), true)`)
	f.until(`document.documentElement.dataset.theme === "dark" && document.body.innerText.includes("De minutos a unidades")`)
	eval[bool](p, `(document.querySelector("therapy-tally").setAttribute("accent", "teal"), true)`)
	f.waitText(".embed .notice", "accent: must be a color")
	if n := eval[int](f, `localStorage.length + sessionStorage.length`); n != 0 || eval[bool](f, `Object.getOwnPropertyDescriptor(window, "localStorage").get !== undefined`) {
		t.Error("the frame can write storage")
	}
	if eval[int](f, `navigator.serviceWorker.getRegistrations().then((r) => r.length)`) != 0 {
		t.Error("the frame registered a worker")
	}
	p.neverSent("CANARY7319")
	p.neverSent("97535")
	p.clean()
	f.clean()
}

// Several elements, added later by a script, each with its own settings, and
// a plain frame without any script.
func TestEmbedSeveral(t *testing.T) {
	t.Parallel()
	s, h := newSite(t), newHost(t)
	h.page("/", s.tag("view", "units")+fmt.Sprintf(`<iframe title="plain" width="400" height="600" src="%s"></iframe><iframe title="boxed" sandbox="allow-scripts" width="400" height="600" src="%s"></iframe>`, s.url("/embed/#v1&view=units"), s.url("/embed/#v1&view=units")))
	p := newTab(t, s, size(500, 3000))
	p.visit(h, "/")
	p.until(`!!window.TherapyTally`)
	eval[bool](p, `(() => { for (const theme of ["light", "dark"]) { const e = document.createElement("therapy-tally"); e.setAttribute("theme", theme); e.setAttribute("view", "units"); if (theme === "dark") e.setAttribute("sandbox", ""); document.body.append(e); } return true })()`)
	for i, f := range p.frames(5) {
		f.ready()
		f.fill("#service-1-minutes", "23")
		f.waitText("#answer", "2 units")
		if i == 0 {
			p.screenshot("embed-several")
		}
	}
	if n := eval[int](p, `document.querySelectorAll("therapy-tally > iframe[title]").length`); n != 3 {
		t.Errorf("%d elements hold a titled frame, want 3", n)
	}
	p.clean()
}

// No inner scroll bar at any width, and the frame is as tall as its content.
func TestEmbedFollowsItsContent(t *testing.T) {
	t.Parallel()
	s, h := newSite(t), newHost(t)
	h.page("/", `<div id="box">`+s.tag("view", "units", "data-rates", ratesOfAcme)+`</div>`)
	h.page("/both", `<div id="box">`+s.tag("view", "both")+`</div>`)
	h.page("/patient", `<div id="box">`+s.tag("view", "patient")+`</div>`)
	p := newTab(t, s, size(1280, 1400))
	p.visit(h, "/")
	f := p.frame()
	f.ready()
	for _, width := range []int{280, 320, 480, 600, 767, 768, 960, 1200} {
		eval[bool](p, fmt.Sprintf(`(document.getElementById("box").style.width = "%dpx", true)`, width))
		f.until(fmt.Sprintf(`innerWidth === %d && document.documentElement.scrollHeight <= innerHeight && document.documentElement.scrollWidth <= innerWidth`, width))

	}
	for _, path := range []string{"/", "/both", "/patient"} {
		startsInItsPlace(p, h, path)
	}
	p.visit(h, "/")
	f = p.frame()
	f.touched()
	f.ready()
	f.fill("#service-1-minutes", "38")
	eval[bool](p, `(document.getElementById("box").style.width = "280px", true)`)
	f.until(`innerWidth === 280 && document.querySelector(".lines") && document.documentElement.scrollHeight <= innerHeight && document.documentElement.scrollWidth <= innerWidth`)
	p.screenshot("embed-narrow")
}

// contentHeight is what the frame has to tell its page.
const contentHeight = `(() => { const frame = getComputedStyle(document.getElementById("frame"));
	return Math.ceil(document.getElementById("inner").getBoundingClientRect().height + parseFloat(frame.paddingTop) + parseFloat(frame.paddingBottom)) + 2; })()`

// startsInItsPlace holds that the place that the loader keeps is enough for what
// the client begins with, at every width: nothing moves when it starts.
func startsInItsPlace(p *tab, h *host, path string) {
	p.t.Helper()
	p.visit(h, path)
	f := p.frame()
	f.touched()
	f.ready()
	for _, width := range []int{280, 340, 479, 480, 600, 767, 768, 959, 960, 1200} {
		eval[bool](p, fmt.Sprintf(`(document.getElementById("box").style.width = "%dpx", true)`, width))
		f.until(fmt.Sprintf(`innerWidth === %d`, width))
		f.drawn()
		told := eval[int](f, contentHeight)
		p.until(fmt.Sprintf(`document.querySelector("therapy-tally").told === %d`, told))
		f.until(fmt.Sprintf(`innerHeight === %d`, eval[int](p, `document.querySelector("therapy-tally").clientHeight`)))
		kept := eval[int](f, "innerHeight")
		if told > kept || told > eval[int](p, `(() => { const e = document.querySelector("therapy-tally"), told = e.told; e.height(0); const kept = e.clientHeight; e.height(told); return kept })()`) {
			p.t.Errorf("%s, %d px: it begins with %d px", path, width, told)
		}
	}
}

// The examples of embed.d.ts, in the page of another site.
func TestEmbedExamples(t *testing.T) {
	t.Parallel()
	types, err := os.ReadFile("../shell/embed.d.ts")
	if err != nil {
		t.Fatal(err)
	}
	s, h := newSite(t), newHost(t)
	h.page("/", s.tag("view", "units"))
	p := newTab(t, s)
	p.visit(h, "/")
	p.until(`!!window.TherapyTally`)
	examples := regexp.MustCompile(`(?s)@example\n(.*?)return (.*?); // ("[^\n]*")`).FindAllStringSubmatch(string(types), -1)
	if len(examples) != 4 {
		t.Errorf("%d examples, want 4", len(examples))
	}
	comment := regexp.MustCompile(`(?m)^\s*\*`)
	for _, e := range examples {
		code, want := comment.ReplaceAllString(e[1], ""), ""
		if err := json.Unmarshal([]byte(e[3]), &want); err != nil {
			t.Fatal(err)
		}
		if got := eval[string](p, fmt.Sprintf("(async () => { %s return String(%s) })()", code, e[2])); got != want {
			t.Errorf("%s\ngives %s, want %s", code, got, want)
		}
	}
	if globals := eval[string](p, `Object.keys(window).filter((k) => /tally/i.test(k)).join()`); globals != "TherapyTally" {
		t.Errorf("globals: %s", globals)
	}
}

// 10,000 messages of a sibling frame, to the page and to our frame, change
// nothing; neither do messages of the page's own that are no questions.
func TestEmbedHostileMessages(t *testing.T) {
	t.Parallel()
	s, h := newSite(t), newHost(t)
	h.page("/sibling", `<p>sibling</p>`)
	h.page("/", s.tag("view", "units", "events", "")+`<iframe id="sibling" title="sibling" src="/sibling"></iframe>`)
	p := newTab(t, s, before(`addEventListener("estimate", () => (window.told = (window.told ?? 0) + 1), true); addEventListener("height", () => (window.grew = (window.grew ?? 0) + 1), true);
		addEventListener("message", (e) => { if (e.data?.type === "answer" && e.origin !== origin) (window.answered ??= []).push(e.data); })`))
	p.visit(h, "/")
	f := p.frame()
	f.ready()
	f.fill("#service-1-minutes", "38")
	f.waitText("#answer", "3 units")
	p.until(`window.told > 0`)
	settle()
	was := eval[string](p, hostState)
	shown := f.text("#answer")
	eval[bool](p, `new Promise((done) => {
		const sibling = document.getElementById("sibling").contentWindow, ours = document.querySelector("therapy-tally iframe").contentWindow;
		const run = sibling.eval("(" + function (page, frame) {
			const shapes = [
				{tally: 1, type: "height", px: 9000}, {tally: 1, type: "ready"}, {tally: 1, type: "estimate", detail: {units: 99}},
				{tally: 1, type: "answer", id: 1, text: "{}"}, {tally: 1, type: "ask", id: 1, text: "{}", trace: false},
				{tally: 1, type: "__proto__"}, {tally: 2}, null, "x", [1], {tally: 1, type: "height", px: "9000"}, {tally: 1, type: "set", theme: "dark"},
			];
			for (let i = 0; i < 5000; i++) { page.postMessage(shapes[i % shapes.length], "*"); frame.postMessage(shapes[i % shapes.length], "*"); }
		} + ")");
		run(window, ours);
		const mine = [{tally: 1, type: "height", px: 1}, {tally: 1, type: "ask", id: "1", text: "{}", trace: false}, {tally: 1, type: "ask", id: 1, text: "{}", trace: false, more: 1}, {tally: 1, type: "ask", id: 2, text: 7, trace: false}];
		for (const m of mine) ours.postMessage(m, "*");
		setTimeout(() => done(true), 1500);
	})`)
	if now := eval[string](p, hostState); now != was {
		t.Errorf("the page was\n%s\nand is\n%s", was, now)
	}
	if answered := eval[string](p, `JSON.stringify(window.answered ?? [])`); answered != "[]" {
		t.Errorf("the frame answers what nobody may ask: %.300s", answered)
	}
	if now := f.text("#answer"); now != shown || eval[string](f, `document.documentElement.dataset.app`) != "ready" {
		t.Errorf("the frame was\n%s\nand is\n%s", shown, now)
	}
	if got := eval[string](p, `TherapyTally.estimate({date: "2026-08-03", discipline: "PT", services: [{code: "97530", minutes: 30}]}).then((a) => a.totals.allowed)`); got != "60.12" {
		t.Errorf("after them the interface says %s", got)
	}
	f.clean()
}

const hostState = `JSON.stringify([window.told, window.grew, document.querySelector("therapy-tally").outerHTML, document.querySelector("therapy-tally").getBoundingClientRect()])`

// Every other page refuses to start in a frame, with headers and without.
func TestOnlyEmbedMayBeFramed(t *testing.T) {
	t.Parallel()
	s, h := newSite(t), newHost(t)
	h.page("/", fmt.Sprintf(`<iframe title="framed" src=%q></iframe>`, s.url("/")))
	p := newTab(t, s)
	p.visit(h, "/")
	settle()
	if n := len(p.attach("/")); n != 0 {
		if app := p.attach("/")[0]; eval[bool](app, `document.querySelector("#app") !== null`) {
			t.Error("the page of a visit was shown in a frame")
		}
	}
	if !framesRefuse(t, s) {
		t.Error("without headers it starts in a frame")
	}
}

// framesRefuse serves the page without its headers, in a frame of its own site.
func framesRefuse(t *testing.T, s *site) bool {
	p := newTab(t, s)
	page, err := os.ReadFile(filepath.Join(theSuite(t).export, "patient", "index.html"))
	if err != nil {
		t.Fatal(err)
	}
	s.fault("patient", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		w.Write(page)
	})
	s.fault("host.html", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprint(w, `<!doctype html><iframe id="f" src="./patient/"></iframe>`)
	})
	p.open("/host.html")
	p.until(`["framed", "ready"].includes(document.getElementById("f").contentDocument?.documentElement.dataset.app)`)
	return eval[string](p, `document.getElementById("f").contentDocument.documentElement.dataset.app`) == "framed"
}

// The loader and the first look of the frame keep their sizes, as they are
// sent.
func TestEmbedSizes(t *testing.T) {
	t.Parallel()
	dir := theSuite(t).export
	packed := func(pattern string) int {
		t.Helper()
		names, err := filepath.Glob(filepath.Join(dir, pattern))
		if err != nil || len(names) != 1 {
			t.Fatalf("%s: %v, %v", pattern, names, err)
		}
		data, err := os.ReadFile(names[0])
		if err != nil {
			t.Fatal(err)
		}
		var out strings.Builder
		w := brotli.NewWriterLevel(&out, 11)
		w.Write(data)
		w.Close()
		return out.Len()
	}
	loader := packed("embed.js")
	first := 0
	for _, name := range []string{"embed/index.html", "app.*.css", "embed.*.css", "frame.*.js", "boot.*.js", "icon.*.svg"} {
		first += packed(name)
	}
	t.Logf("loader %d bytes, first look %d bytes", loader, first)
	if loader > 3_000 || first > 60_000 {
		t.Errorf("loader %d bytes (limit 3,000), first look %d (limit 60,000)", loader, first)
	}
	page, err := os.ReadFile(filepath.Join(dir, "embed/index.html"))
	if err != nil || strings.Contains(string(page), "rel=\"preload") || strings.Contains(string(page), "rel=\"manifest") {
		t.Errorf("the frame's page asks for more: %v", err)
	}
}
