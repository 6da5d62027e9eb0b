package e2e

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"os"
	"slices"
	"strings"
	"testing"
	"time"
)

// journeyTime is how long a patient's journey may take.
const journeyTime = 90 * time.Second

type vignette struct {
	Plan    string
	Answers map[string]string
	Points  []struct {
		At, Next, Course string
		Visit            int
		Set              map[string]string
	}
}

func vignettes(t *testing.T) []vignette {
	t.Helper()
	data, err := os.ReadFile("../../app/quote/testdata/vignettes.json")
	if err != nil {
		t.Fatal(err)
	}
	var all []vignette
	if err := json.Unmarshal(data, &all); err != nil {
		t.Fatal(err)
	}
	return all
}

// whole waits until nothing is being worked out any more.
func (p *tab) whole() {
	p.t.Helper()
	p.until(`document.querySelector("#visits td") && !document.querySelector(".later.busy")`)
}

// settledText is what an element shows, with some time to come to show want.
func (p *tab) settledText(selector, want string) (got string) {
	p.t.Helper()
	for end := time.Now().Add(10 * time.Second); time.Now().Before(end) && got != want; time.Sleep(30 * time.Millisecond) {
		got = p.text(selector)
	}
	return got
}

// answer answers one question: choices are clicked, fields are typed into.
func (p *tab) answer(field, value string) {
	p.t.Helper()
	p.until(fmt.Sprintf(`document.getElementById(%q) || document.getElementById(%q)`, field+"-"+value, field))
	if eval[bool](p, fmt.Sprintf(`!!document.getElementById(%q)`, field+"-"+value)) {
		p.pick(field + "-" + value)
		return
	}
	p.fill("#"+field, value)
}

// inOrder answers who pays first and how a price is given before the price.
func (p *tab) inOrder(answers map[string]string) {
	p.t.Helper()
	for _, field := range []string{"who", "preset", "supplement-pays", "deductible", "copay", "percent", "most", "used", "rate-kind", "rate"} {
		if value, ok := answers[field]; ok {
			p.answer(field, value)
		}
	}
}

// TestPatientJourneys asks every third of the twelve plans at one of four points
// of its year, and all plans at all points with SOAK, as a patient would: with a
// fresh page, by clicks and keys alone.
func TestPatientJourneys(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	right, all, slowest := 0, 0, time.Duration(0)
	p := newTab(t, s, size(390, 844))
	for i, v := range vignettes(t) {
		points := v.Points
		if os.Getenv("SOAK") == "" {
			if i%3 > 0 {
				continue
			}
			points = points[i%len(points):][:1]
		}
		for _, point := range points {
			from := time.Now()
			p.openPatient()
			start := point.Set["start"]
			if start == "" {
				start = "2026-08-03"
			}
			p.put("start", start)
			p.inOrder(v.Answers)
			p.inOrder(point.Set)
			want, at := "$"+point.Next, "#next dd .amount"
			if point.Visit > 0 {
				at = fmt.Sprintf("#why-visit-%d .amount", point.Visit)
			}
			all++
			if got := p.settledText(at, want); got == want {
				right++
			} else {
				t.Errorf("%s, %s: the page says %s, want %s", v.Plan, point.At, got, want)
			}
			slowest = max(slowest, time.Since(from))
		}
	}
	p.clean()
	t.Logf("%d of %d right; the slowest journey took %.1f s", right, all, slowest.Seconds())
	if slowest > journeyTime {
		t.Error("a journey took too long")
	}
}

func TestPatientIsRightOnEveryScreen(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	for _, lang := range []string{"en", "es"} {
		t.Run(lang, func(t *testing.T) {
			t.Parallel()
			p := newTab(t, s)
			for _, state := range patientStates() {
				p.open("/library/") // or the browser would keep the page for a new fragment
				p.openPatient()
				p.inLanguage(lang)
				state.reach(p)
				p.until(`!document.querySelector(".later.busy")`)
				p.looks("patient-" + state.name + "-" + lang)
			}
			p.clean()
		})
	}
}

func (p *tab) inLanguage(lang string) {
	p.t.Helper()
	if eval[string](p, `document.documentElement.lang`) != lang {
		p.click("#language")
	}
	p.until(fmt.Sprintf(`document.documentElement.lang === %q`, lang))
}

// TestPatientSpeaksSpanish: the switch sets lang, changes the frame around the
// page too, and leaves no English sentence; amounts stay as the browser writes
// them for the place.
func TestPatientSpeaksSpanish(t *testing.T) {
	t.Parallel()
	p := newTab(t, newSite(t), size(390, 844))
	p.openPatient()
	p.inLanguage("es")
	p.put("start", "2026-11-23")
	p.pick("who-medicare")
	p.fill("#deductible", "100")
	p.waitText("#answer", "Su próxima visita")
	p.click("#show-sheet")
	p.click("#make-link")
	p.until(`document.querySelector(".qr")`)
	shown := eval[string](p, `document.body.innerText`)
	for _, english := range []string{"Your ", "you ", "the ", "visit ", "Visit ", "Skip", "What ", "prices"} {
		if at := strings.Index(shown, english); at >= 0 {
			t.Errorf("%q in Spanish: …%s…", english, shown[max(0, at-40):min(len(shown), at+60)])
		}
	}
	p.waitText(".languages", "revisar esta traducción")
	p.click("#why-next")
	p.until(`document.querySelector("#why").open`)
	p.waitText("#why", "¿Por qué")
	p.waitText("#why .step", "usted paga")
	p.press("\x1b")
	p.click("#language")
	p.waitText("#answer", "Your next visit")
	p.until(`document.documentElement.lang === "en"`)
	p.clean()
}

// TestPatientLoadsInSpanish: the loader speaks the reader's language before the
// client runs: by the browser, by what was chosen before, by the link.
func TestPatientLoadsInSpanish(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	p := newTab(t, s, size(390, 844), before(`Object.defineProperty(navigator, "language", {get: () => "es-MX"})`))
	s.fault("app.wasm", http.NotFound)
	p.open("/patient/")
	p.waitText("#loading-text", "No se pudieron cargar")
	p.waitText("a.skip", "Ir a las preguntas")
	p.waitText("footer.site", "Todo se calcula en su aparato")
	p.until(`document.documentElement.lang === "es" && document.title.startsWith("¿Cuánto")`)
	s.fault("app.wasm", nil)
	p.ready()
	p.waitText("#ask-who", "¿Quién paga")
	p.click("#language")
	p.waitText("#ask-who", "Who pays")
	p.open("/library/")
	p.openPatient()
	p.waitText("#ask-who", "Who pays")
	p.open("/library/")
	p.open("/patient/#v1&who=medicare&per-week=2&weeks=6&start=2026-08-03&preset=pt-45&discipline=PT&line=97530*2&lang=es")
	p.until(`document.documentElement.lang === "es"`)
	p.ready()
	p.waitText("#answer", "Su próxima visita")
	eval[bool](p, `(location.hash = "#v1&who=nobody&per-week=1&weeks=3&start=2026-08-03&preset=pt-45&discipline=PT&line=97530*2&rate=80", true)`)
	p.waitText("#course", "240")
}

// longer makes each text 35 % longer, as another language may.
const longer = `(() => {
	const walk = document.createTreeWalker(document.querySelector("#app"), NodeFilter.SHOW_TEXT);
	for (let n = walk.nextNode(); n; n = walk.nextNode()) {
		const words = n.data.trim();
		if (words.length > 3 && !n.parentElement.closest("textarea, svg, .amount")) n.data += " " + words.slice(0, Math.ceil(words.length * .35));
	}
	return true;
})()`

func TestPatientHoldsLongerTexts(t *testing.T) {
	t.Parallel()
	p := newTab(t, newSite(t))
	for _, lang := range []string{"en", "es"} {
		p.openPatient()
		p.inLanguage(lang)
		patientStates()[2].reach(p) // the fullest
		eval[bool](p, longer)
		for _, width := range widths {
			p.screen(width, "light")
			if by := eval[int](p, overflow); by > 0 {
				t.Errorf("at %d pixels %s scrolls sideways by %d", width, lang, by)
			}
		}
	}
}

// patientCanaries are texts that stand for what a person might type.
func patientCanaries() map[string]string {
	return map[string]string{
		"#deductible": "8101.73", "#copay": "8102.73", "#percent": "81.037", "#most": "8104.73", "#year-deductible": "8105.73", "#year-most": "8106.73",
		"#used": "Canary8107", "#per-week": "8108173", "#weeks": "8109173", "#zip": "Canary8110", "#rate": "8111.73",
		"#fewer-per-week": "8112173", "#fewer-weeks": "8113173", "#cash": "8114.73", "#other-rate": "8115.73", "#other-zip": "81167",
		"#line-0-code": "Canary8117", "#line-0-units": "8118173", "#line-1-code": "Canary8119", "#line-1-units": "8120173",
	}
}

func TestPatientAnswersNeverLeaveTheDevice(t *testing.T) {
	t.Parallel()
	p := newTab(t, newSite(t))
	p.openPatient()
	p.installed()
	start := p.mark()
	p.put("start", "2026-08-03")
	filled := map[string]bool{"#start": true, "#link": true}
	for _, who := range []string{"medicare", "share-plan", "copay-plan", "nobody"} {
		p.pick("who-" + who)
		for selector, text := range patientCanaries() {
			if filled[selector] || strings.HasPrefix(selector, "#line") {
				continue
			}
			p.until(`document.querySelector("#compare h2") && !document.querySelector(".later.busy")`)
			if eval[bool](p, `!!document.querySelector("`+selector+`")?.offsetParent`) {
				was := eval[string](p, `document.querySelector("`+selector+`").value`)
				p.fill(selector, text)
				p.fill(selector, was) // or nothing below would be shown
				filled[selector] = true
			}
		}
	}
	p.click("#make-link")
	p.until(`document.querySelector("#link")`)
	p.click("#edit-visit")
	p.until(`document.querySelector("#line-1-units").offsetParent`)
	for selector, text := range patientCanaries() {
		if strings.HasPrefix(selector, "#line") {
			p.fill(selector, text)
			filled[selector] = true
		}
	}
	for selector := range patientCanaries() {
		if !filled[selector] {
			t.Errorf("%s was never shown", selector)
		}
	}
	p.silentSince(start)
	p.neverSent(slices.Collect(maps.Values(patientCanaries()))...)
	if kept := eval[string](p, `JSON.stringify([{...localStorage}, {...sessionStorage}, location.href, document.cookie])`); strings.Contains(kept, "81") && !strings.Contains(p.site.addr, "81") {
		t.Errorf("something typed is kept: %s", kept)
	}
	p.clean()
}
