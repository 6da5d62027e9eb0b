package e2e

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/network"
)

const aVisit = `{date: "2026-08-03", discipline: "PT", services: [{code: "97530", minutes: 30}]}`

// refusedWith is the reason with which a promise is rejected.
func (p *tab) refusedWith(promise string) string {
	p.t.Helper()
	return eval[string](p, promise+`.then((a) => "answered: " + JSON.stringify(a), (e) => e.message)`)
}

// A question that cannot be answered is refused with the reason.
func TestQuestionsAreSettled(t *testing.T) {
	t.Parallel()
	s, h := newSite(t), newHost(t)
	h.page("/", s.tag("view", "units"))
	p := newTab(t, s)
	p.visit(h, "/")
	p.until(`!!window.TherapyTally`)
	if got := eval[string](p, fmt.Sprintf(`Promise.allSettled(Array.from({length: 300}, () => TherapyTally.estimate(%s))).then((all) => {
		const answered = all.filter((a) => a.value?.totals.allowed === "60.12").length, reasons = new Set(all.map((a) => a.reason?.message).filter(Boolean));
		return answered + " answered; " + [...reasons].join();
	})`, aVisit)); got != "256 answered; 256 questions are waiting for an answer" {
		t.Errorf("of 300 at once: %s", got)
	}
	for _, c := range [][2]string{
		{`TherapyTally.estimate("x".repeat(300_000))`, "more than 262144 characters"},
		{`TherapyTally.episode({visit: "x".repeat(300_000)})`, "more than 262144 characters"},
		{`document.querySelector("therapy-tally").estimate("x".repeat(300_000))`, "more than 262144 characters"},
		{`TherapyTally.estimate({minutes: 1n})`, "BigInt"},
		{`TherapyTally.estimate()`, `answered: {"error"`},
		{`(() => { const e = document.querySelector("therapy-tally"), a = e.estimate(` + aVisit + `); e.remove(); return a })()`, "removed from the page"},
	} {
		if got := p.refusedWith(c[0]); !strings.Contains(got, c[1]) {
			t.Errorf("%.60s\n\tsays %.200s\n\twant %s", c[0], got, c[1])
		}
	}
}

// A frame that the page or the site blocks, or that is not there, is no silence.
func TestABlockedFrameIsSaid(t *testing.T) {
	t.Parallel()
	theTurns.leave(t)
	const want = "blocked here or could not be loaded"
	for name, prepare := range map[string]func(*site, *host){
		"by the page": func(s *site, h *host) {
			h.header.Set("Content-Security-Policy", fmt.Sprintf("script-src %s; frame-src 'none'", s.url("/embed.js")))
		},
		"by its host": func(s *site, _ *host) {
			s.fault("embed", func(w http.ResponseWriter, _ *http.Request) { w.Header().Set("X-Frame-Options", "DENY") })
		},
		"missing": func(s *site, _ *host) { s.fault("embed", http.NotFound) },
	} {
		t.Run(name, func(t *testing.T) {
			s, h := newSite(t), newHost(t)
			h.page("/", s.tag("view", "units"))
			prepare(s, h)
			p := newTab(t, s)
			p.visit(h, "/")
			p.until(`!!window.TherapyTally`)
			for _, asker := range []string{"TherapyTally", `document.querySelector("therapy-tally")`} {
				if got := p.refusedWith(asker + ".estimate(" + aVisit + ")"); !strings.Contains(got, want) {
					t.Errorf("%s says %s", asker, got)
				}
			}
		})
	}
}

// A frame whose calculator never comes is waited for two minutes.
func TestAQuestionIsNotWaitedForEver(t *testing.T) {
	t.Parallel()
	s, h := newSite(t), newHost(t)
	s.fault("app.wasm", stalling(nil, -1))
	h.page("/", s.tag("view", "units"))
	p := newTab(t, s, before(heldTimers))
	call(p, network.ClearBrowserCache, cdp.Empty{})
	p.visit(h, "/")
	p.until(`document.querySelector("therapy-tally")?.frame?.ready`)
	eval[bool](p, `(document.querySelector("therapy-tally").estimate(`+aVisit+`).catch((e) => { window.reason = e.message }), true)`)
	p.outlasts(119)
	eval[int](p, `pass(2_000)`)
	p.until(`window.reason === "the estimator gave no answer in two minutes"`)
}

// The page around the frame receives the totals only where its element asks for
// them, and the visitor is told.
func TestTheTotalsAreToldWhereAskedFor(t *testing.T) {
	t.Parallel()
	s, h := newSite(t), newHost(t)
	h.page("/", s.tag("view", "both"))
	p := newTab(t, s, size(800, 1000), before(`addEventListener("estimate", (e) => (window.told ??= []).push(e.detail), true);
		addEventListener("message", (e) => { if (e.data?.type === "estimate") window.sent = true; })`))
	p.visit(h, "/")
	f := p.frame()
	f.ready()
	f.fill("#service-1-minutes", "38")
	f.waitText("#answer", "3 units")
	f.waitText(".embed .legal", "nothing you enter is sent")
	settle()
	if eval[bool](p, `!!window.told || !!window.sent`) {
		t.Error("the page is told the totals though it does not ask for them")
	}
	eval[bool](p, `(document.querySelector("therapy-tally").setAttribute("events", ""), true)`)
	f.waitText(".embed .legal", "this page receives the totals shown here, and nothing else")
	f.fill("#service-1-minutes", "23")
	p.until(`window.told?.at(-1)?.units === 2 && window.sent`)
	eval[bool](p, `(document.querySelector("therapy-tally").setAttribute("language", "es"), true)`)
	f.waitText(".embed .legal", "esta página recibe los totales que se ven aquí")
	f.accessible()
	eval[bool](p, `(document.querySelector("therapy-tally").setAttribute("events", "no"), true)`)
	f.waitText(".embed .notice", "events: must be given without a value")
}

// A frame that has gone to another site speaks for us no longer.
func TestAFrameThatWentElsewhereIsNotHeard(t *testing.T) {
	t.Parallel()
	s, h := newSite(t), newHost(t)
	h.page("/", s.tag("view", "units", "events", ""))
	h.page("/elsewhere", `<script>for (const m of [{tally: 1, type: "height", px: 9000}, {tally: 1, type: "estimate", detail: {units: 99}}, {tally: 1, type: "ready"}, "last"]) parent.postMessage(m, "*")</script>`)
	p := newTab(t, s, before(`addEventListener("estimate", () => { window.told = true; }, true); addEventListener("message", (e) => { if (e.data === "last") window.heard = true; })`))
	p.visit(h, "/")
	p.frame().ready()
	eval[bool](p, fmt.Sprintf(`(document.querySelector("therapy-tally iframe").src = %q, true)`, h.url+"/elsewhere"))
	p.until(`window.heard === true`)
	settle()
	if eval[bool](p, `!!window.told || document.querySelector("therapy-tally").told === 9000`) {
		t.Error("its messages are taken for ours")
	}
}

// A frame tells its numbers to the page that the browser says is around it, not
// to the one that its address names.
func TestAFrameBelievesTheBrowser(t *testing.T) {
	t.Parallel()
	s, h := newSite(t), newHost(t)
	frame := func(host string) string {
		return fmt.Sprintf(`<iframe title=%q width="400" height="600" src="%s"></iframe>`, host, s.url("/embed/#v1&view=units&host="+strings.NewReplacer(":", "%3A", "/", "%2F").Replace(host)))
	}
	h.page("/", frame(h.url)+frame("https://clinic.example"))
	p := newTab(t, s, size(500, 1500))
	p.visit(h, "/")
	for _, f := range p.frames(2) {
		f.until(`document.readyState === "complete"`)
		named := !strings.Contains(eval[string](f, `location.hash`), "clinic.example")
		if got := eval[bool](f, `document.documentElement.hasAttribute("data-followed")`); got != named {
			t.Errorf("%s: followed is %v", eval[string](f, `location.hash`), got)
		}
	}
}
