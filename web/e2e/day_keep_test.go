package e2e

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
)

// Each thing that can be wrong with the storages: the page starts, works, says
// so and shows no wrong number.
func TestDayStartsWhateverTheStorageIs(t *testing.T) {
	const full = `for (const s of [localStorage, sessionStorage]) s.constructor.prototype.setItem = () => { throw new DOMException("over quota", "QuotaExceededError"); };`
	for name, c := range map[string]struct{ script, says string }{
		"full":     {full, "storage is full"},
		"disabled": {`Storage.prototype.setItem = () => { throw new DOMException("no", "SecurityError"); };`, "does not let pages save"},
		"blocked": {`for (const name of ["localStorage", "sessionStorage"])
			Object.defineProperty(self, name, {configurable: true, get() { throw new DOMException("blocked", "SecurityError"); }});`, "does not let pages save"},
		"silent": {`Storage.prototype.setItem = () => {};`, "does not let pages save"},
	} {
		t.Run(name, func(t *testing.T) {
			p := newTab(t, newSite(t), before(c.script))
			p.open("/")
			p.ready()
			p.setDate("2026-08-03")
			p.usualVisit()
			p.waitText("#notices", c.says)
			p.accessible()
			p.clean()
		})
	}
}

func TestDayStartsWhateverIsStored(t *testing.T) {
	for name, c := range map[string]struct{ change, says string }{
		"corrupted": {`text.slice(0, 40) + "#" + text.slice(41)`, "damaged"},
		"cut":       {`text.slice(0, 30)`, "damaged"},
		"nonsense":  {`"{{{"`, "damaged"},
		"newer":     {`"tally 2" + text.slice(7)`, "newer version"},
	} {
		t.Run(name, func(t *testing.T) {
			p := newTab(t, newSite(t))
			p.openVisit()
			p.fill("#service-1-minutes", "38")
			p.keepOn()
			p.written("localStorage", `"38"`)
			// every slot of every visit is changed, with a true checksum where
			// only the version is another
			script := fmt.Sprintf(`(() => { const crc = (s) => { let c, n, r = -1; for (const b of new TextEncoder().encode(s)) { c = (r ^ b) & 255; for (n = 0; n < 8; n++) c = c & 1 ? c >>> 1 ^ 0xedb88320 : c >>> 1; r = r >>> 8 ^ c; } return ((r ^ -1) >>> 0).toString(16); };
				for (const k of Object.keys(localStorage)) if (k.startsWith("tally/v/")) { const text = localStorage[k]; let now = %s;
				if (now.startsWith("tally 2")) { const [head, ...rest] = now.split("\n"), cut = head.lastIndexOf(" "), data = rest.join("\n");
				now = head.slice(0, cut) + " " + new TextEncoder().encode(data).length + "." + crc(head.slice(0, cut) + "\n" + data) + "\n" + data; }
				localStorage[k] = now; } sessionStorage.clear(); return true; })()`, c.change)
			eval[bool](p, script)
			q := p.another()
			q.open("/")
			q.ready()
			q.waitText("#notices", c.says)
			if text := q.text("#app"); strings.Contains(text, "$") {
				t.Errorf("an amount stands: %s", text)
			}
			q.setDate("2026-08-03")
			q.fill("#service-1-minutes", "30")
			q.waitText("#why-allowed", "$60.12")
			q.accessible()
			q.clean()
		})
	}
}

func TestDayTwoTabsLoseNothing(t *testing.T) {
	p := newTab(t, newSite(t))
	p.openVisit()
	p.fill("#service-1-minutes", "38")
	p.keepOn()
	p.written("localStorage", `"38"`)
	q := p.another()
	q.open("/")
	q.ready()
	q.has("#service-1-minutes", "38")
	q.newVisit("Rm 2", "23")
	p.waitText(".day-bar label", "of 2")
	p.has("#service-1-minutes", "38")
	p.newVisit("Rm 3", "53")
	q.waitText(".day-bar label", "of 3")
	q.has("#service-1-minutes", "23")
	for _, each := range []*tab{p, q} {
		each.click("#day-all")
		each.until(`document.querySelectorAll(".visits li").length === 3`)
		for i, want := range []string{"3 units", "2 units", "4 units"} {
			each.waitText(fmt.Sprintf(".visits li:nth-child(%d)", i+1), want)
		}
	}
	p.click("#clear")
	p.until(`document.activeElement.id === "clear-now"`)
	p.click("#clear-now")
	q.waitText("#notices", "Everything was cleared")
	q.has("#service-1-minutes", "")
	p.clean()
	q.clean()
}

// catchFiles gives what the page offers for download.
const catchFiles = `(() => { const make = URL.createObjectURL; self.files = [];
	URL.createObjectURL = (b) => { files.push(b.text()); return make.call(URL, b); }; })()`

func TestDayGoesOutAndInAgain(t *testing.T) {
	p := newTab(t, newSite(t), before(catchFiles))
	p.openVisit()
	p.usualVisit()
	p.newVisit("-1", "38")
	p.fill("#visit-label", "7")
	p.click("#day-all")
	p.click("#save-json")
	p.until(`files.length === 1`)
	out := eval[string](p, `files[0]`)
	p.click("#save-csv")
	p.until(`files.length === 2`)
	csv := eval[string](p, `files[1]`)
	want := "label,date,code,units,modifiers,minutes,assistant_minutes,total_timed_minutes,treatment_minutes,payer\r\n" +
		"1,2026-08-03,97530,2,GP,30,0,60,60,Original Medicare\r\n1,2026-08-03,97110,1,GP,15,0,60,60,Original Medicare\r\n1,2026-08-03,97140,1,GP,15,0,60,60,Original Medicare\r\n" +
		"7,2026-08-03,97530,3,GP,38,0,38,38,Original Medicare\r\n"
	if csv != want {
		t.Errorf("the file for the biller is\n%s\nwant\n%s", csv, want)
	}
	p.click("#keeping-toggle")
	p.click("#clear")
	p.until(`document.activeElement.id === "clear-now"`)
	p.click("#clear-now")
	p.waitText(".day-bar label", "Visit 1 of 1")
	file := filepath.Join(t.TempDir(), "day.json")
	p.choosesFile(file, strings.Replace(out, `"7"`, `"Maria"`, 1))
	p.waitText("#notices", "looks like a name")
	p.waitText(".day-bar label", "Visit 1 of 1")
	p.choosesFile(file, out)
	p.waitText("#notices", "2 visits added")
	p.until(`document.querySelectorAll(".visits li").length === 2`)
	p.waitText(".visits li:nth-child(1)", "$103.54")
	p.waitText(".visits li:nth-child(2)", "3 units")
	p.click("#save-json")
	p.until(`files.length === 3`)
	// what was billed is the engine's to say, not the file's
	billed := regexp.MustCompile(`,"billed":\{[^}]*\}(,\{[^}]*\})*\]\}`)
	out = billed.ReplaceAllString(out, "")
	if again := billed.ReplaceAllString(eval[string](p, `files[2]`), ""); again != out {
		t.Errorf("out again it is\n%s\nwas\n%s", again, out)
	}
	p.accessible()
	p.clean()
}

// choosesFile puts a file into the page's file input, as its dialog does.
func (p *tab) choosesFile(name, text string) {
	p.t.Helper()
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		p.t.Fatal(err)
	}
	p.until(`document.querySelector("#open-file") || (document.querySelector("#day-all").click(), false)`)
	e := call(p, runtime.Evaluate, runtime.EvaluateParams{Expression: `document.querySelector("#open-file")`})
	call(p, dom.SetFileInputFiles, dom.SetFileInputFilesParams{Files: []string{name}, ObjectID: e.Result.ObjectID})
}

func TestDayPrintsOnOnePage(t *testing.T) {
	p := newTab(t, newSite(t), before(`self.print = () => { self.printed = true; }`))
	p.openVisit()
	p.usualVisit()
	p.click("#day-all")
	for n := 2; n <= 50; n++ {
		p.until(`document.querySelector("#day-copy")`)
		eval[bool](p, `(document.querySelector("#day-copy").click(), true)`)
		p.waitText(".day-bar label", fmt.Sprintf("of %d", n))
	}
	for _, c := range []struct {
		button string
		holds  []string
	}{
		{"#print-visit", []string{"97530", "97140", "$103.54", "Total timed code treatment minutes: 60."}},
		{"#print-sheet", []string{"50", "$103.54", "97530 x2, 97110 x1"}},
	} {
		p.click(c.button)
		p.until(`self.printed && document.querySelector("#paper").childElementCount > 0`)
		paper := eval[string](p, `document.querySelector("#paper").textContent`)
		for _, want := range c.holds {
			if !strings.Contains(paper, want) {
				t.Errorf("%s: the paper does not hold %q: %s", c.button, want, paper)
			}
		}
		if n := p.pages(c.button); n != 1 {
			t.Errorf("%s prints %d pages", c.button, n)
		}
		eval[bool](p, `(self.printed = false, dispatchEvent(new Event("afterprint")))`)
		p.until(`document.querySelector("#paper").childElementCount === 0`)
	}
	p.clean()
}

var pdfPage = regexp.MustCompile(`/Type\s*/Page\b`)

// pages counts the pages that the browser prints on Letter; where TALLY_SHOTS
// names a folder, they are written there.
func (p *tab) pages(name string) int {
	p.t.Helper()
	pdf := call(p, page.PrintToPDF, page.PrintToPDFParams{PreferCSSPageSize: new(true)})
	if dir := os.Getenv("TALLY_SHOTS"); dir != "" {
		if err := os.WriteFile(filepath.Join(dir, strings.Trim(name, "#")+".pdf"), pdf.Data, 0o600); err != nil {
			p.t.Fatal(err)
		}
	}
	return len(pdfPage.FindAll(pdf.Data, -1))
}
