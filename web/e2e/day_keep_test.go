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
	"github.com/chromedp/chromedp"
)

// Each thing that can be wrong with the storages: the page starts, works, says
// so and shows no wrong number.
func TestDayStartsWhateverTheStorageIs(t *testing.T) {
	t.Parallel()
	p := newTab(t, newSite(t))
	for i, c := range []struct{ name, script, says string }{
		{"full", `Storage.prototype.setItem = () => { throw new DOMException("over quota", "QuotaExceededError"); };`, "storage is full"},
		{"blocked", `for (const name of ["localStorage", "sessionStorage"])
			Object.defineProperty(self, name, {configurable: true, get() { throw new DOMException("blocked", "SecurityError"); }});`, "does not let pages save"},
		{"disabled", `Storage.prototype.setItem = () => { throw new DOMException("no", "SecurityError"); };`, "does not let pages save"},
		{"silent", `Storage.prototype.setItem = () => {};`, "does not let pages save"},
	} {
		if i > 1 && os.Getenv("SOAK") == "" {
			break
		}
		p.restart(c.script)
		p.setDate("2026-08-03")
		p.usualVisit()
		p.waitText("#notices", c.says)
		if t.Failed() {
			t.Fatal(c.name)
		}
	}
	p.openVisit()
	p.usualVisit()
	p.keepOn()
	p.kept("localStorage", "service-3-minutes")
	eval[bool](p, `(localStorage.clear(), true)`) // the browser evicts it
	p.fill("#service-1-minutes", "38")
	p.waitText("#notices", "has deleted what was kept here")
	p.has("#service-2-minutes", "15")
	p.waitText("#keeping-state", "until it closes")
	p.clean()
}

// stored rewrites every stored value of a kind, with a true checksum where the
// header is another.
const stored = `const crc = (s) => { let r = -1; for (const b of new TextEncoder().encode(s)) { let c = (r ^ b) & 255; for (let n = 0; n < 8; n++) c = c & 1 ? c >>> 1 ^ 0xedb88320 : c >>> 1; r = r >>> 8 ^ c; } return ((r ^ -1) >>> 0).toString(16); };
	const signed = (text) => { const [head, ...rest] = text.split("\n"), cut = head.lastIndexOf(" "), data = rest.join("\n");
		return head.slice(0, cut) + " " + new TextEncoder().encode(data).length + "." + crc(head.slice(0, cut) + "\n" + data) + "\n" + data; };
	sessionStorage.clear();
	for (const k of Object.keys(localStorage)) if (k.startsWith("tally/%s/")) { const text = localStorage[k]; localStorage[k] = %s; }`

func TestDayStartsWhateverIsStored(t *testing.T) {
	t.Parallel()
	p := newTab(t, newSite(t), before(catchFiles))
	for i, c := range []struct{ name, kind, change, says, minutes string }{
		{"corrupted", "v", `text.slice(0, 40) + "#" + text.slice(41)`, "could not be read", ""},
		{"newer", "v", `signed("tally 2" + text.slice(7))`, "newer version", ""},
		{"older", "v", `signed(text.replace(/"(dated|service-1-(fed|by|hand))":"[^"]*",/g, ""))`, "", "38"},
		{"policy", "m", `"rubbish"`, "the strictest holds", "38"},
		{"cut", "v", `text.slice(0, 30)`, "could not be read", ""},
		{"no visit", "v", `signed(text.split("\n")[0] + '\n{"id":"x","label":"Maria"}')`, "could not be read", ""},
	} {
		if i > 3 && os.Getenv("SOAK") == "" {
			break
		}
		p.openVisit()
		p.fill("#service-1-minutes", "38")
		p.keepOn()
		p.kept("localStorage", `"38"`)
		p.restart(fmt.Sprintf(stored, c.kind, c.change))
		p.waitText("#notices", c.says)
		p.has("#service-1-minutes", c.minutes)
		if text := p.text("#answer"); c.minutes == "" && strings.Contains(text, "$") {
			t.Errorf("%s: an amount stands: %s", c.name, text)
		}
		p.setDate("2026-08-03")
		p.fill("#service-1-minutes", "30")
		p.waitText("#why-allowed", "$60.12")
		if c.minutes == "" {
			p.savesAndDiscards(c.name)
		}
	}
	p.clean()
}

// savesAndDiscards saves what does not read, then discards it in two taps.
func (p *tab) savesAndDiscards(name string) {
	p.t.Helper()
	p.waitText("#notices", "cannot be read here")
	eval[bool](p, `(files.length = 0, true)`)
	p.click("#unread-save")
	p.until(`files.length === 1`)
	if file := eval[string](p, `files[0]`); !strings.Contains(file, "tally/v/") {
		p.t.Errorf("%s: the file is %s", name, file)
	}
	p.click("#unread-discard")
	p.until(`document.activeElement.id === "unread-gone"`)
	p.click("#unread-gone")
	p.waitText("#notices", "that could not be read")
	p.until(`document.querySelector("#unread-save").closest("[hidden]")`)
	p.waitText("#keeping-state", "Saved on this device")
	p.has("#service-1-minutes", "30")
}

// On a shared tablet that keeps nothing, every tab follows the choice, the
// purge and what one has deleted; a window that was open is closed.
func TestDaySharedTabletOverItsTabs(t *testing.T) {
	t.Parallel()
	p := newTab(t, newSite(t), before(dayClock))
	p.openVisit()
	p.usualVisit()
	p.keepNothing()
	q := p.another()
	q.do(chromedp.Action[chromedp.Void](before(dayClock)))
	q.open("/")
	q.ready()
	q.setDate("2026-08-03")
	q.usualVisit()
	p.click("#keep-shared")
	p.choose("#keep-idle", "2")
	q.until(`document.querySelector("#keep-shared").checked && document.querySelector("#keep-idle").value === "2"`)
	q.click("#why-line-0-patient")
	q.until(`document.querySelector("#why").open`)
	for _, each := range []*tab{p, q} {
		each.later(3*60 + 5)
	}
	for _, each := range []*tab{p, q} {
		each.waitText("#notices", "Nobody touched this tablet for 2 minutes")
		each.has("#service-1-minutes", "")
	}
	q.until(`!document.querySelector("#why").open && document.activeElement.id === "day-all"`)
	q.waitText("#notices", "The window that was open was closed")
	if kept := p.stored("sessionStorage") + q.stored("sessionStorage") + p.stored("localStorage"); strings.Contains(kept, "97140") {
		t.Errorf("left: %s", kept)
	}
	p.clean()
	q.clean()
}

func TestDayTwoTabsLoseNothing(t *testing.T) {
	t.Parallel()
	p := newTab(t, newSite(t))
	p.openVisit()
	p.fill("#service-1-minutes", "38")
	p.keepOn()
	p.kept("localStorage", `"38"`)
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
	t.Parallel()
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
	want := "label,date,code,units,modifiers,minutes,assistant_minutes,total_timed_minutes,treatment_minutes,payer,status,reason\r\n" +
		"1,2026-08-03,97530,2,GP,30,0,60,60,Original Medicare,payable,\r\n1,2026-08-03,97110,1,GP,15,0,60,60,Original Medicare,payable,\r\n1,2026-08-03,97140,1,GP,15,0,60,60,Original Medicare,payable,\r\n" +
		"7,2026-08-03,97530,3,GP,38,0,38,38,Original Medicare,payable,\r\n"
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
	if again := eval[string](p, `files[2]`); again != out {
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
	t.Parallel()
	p := newTab(t, newSite(t), before(`self.print = () => { self.printed = true; }`))
	p.openEmpty()
	if paper := p.paper("empty"); !strings.Contains(paper, squeezed("No visits yet")) || strings.Contains(paper, squeezed("Minutes to units")) {
		t.Errorf("an empty day prints %s", paper)
	}
	p.choosesFile(filepath.Join(t.TempDir(), "day.json"), fiftyVisits())
	p.waitText("#notices", "50 visits added")
	for _, c := range []struct {
		button string
		holds  []string
	}{
		{"", []string{"Day sheet", "50 visits", "$103.54", "97530 x2, 97110 x1", "(denied)", "Sequestration"}}, // the browser's own command
		{"#print-visit", []string{"97530", "97140", "Sequestration", "Total timed code treatment minutes: 94."}},
		{"#print-sheet", []string{"50 visits", "$103.54", "97530 x2, 97110 x1", "(denied)", "Sequestration"}},
	} {
		if c.button != "" {
			p.click(c.button)
			p.until(`self.printed && document.querySelector("#paper").childElementCount > 0`)
		}
		paper := p.paper(c.button)
		for _, want := range c.holds {
			if !strings.Contains(paper, squeezed(want)) {
				t.Errorf("%q: the paper does not hold %q: %s", c.button, want, paper)
			}
		}
		eval[bool](p, `(self.printed = false, dispatchEvent(new Event("afterprint")))`)
		p.until(`document.querySelector("#paper").childElementCount === 0 && !document.querySelector("#paper-plain")`)
	}
	p.clean()
}

// paper prints, and gives what stands on the one page.
func (p *tab) paper(name string) string {
	p.t.Helper()
	pdf := call(p, page.PrintToPDF, page.PrintToPDFParams{PreferCSSPageSize: new(true)})
	if dir := os.Getenv("TALLY_SHOTS"); dir != "" {
		if err := os.WriteFile(filepath.Join(dir, "paper-"+strings.Trim(name, "#")+".pdf"), pdf.Data, 0o600); err != nil {
			p.t.Fatal(err)
		}
	}
	if n := len(pdfPage.FindAll(pdf.Data, -1)); n != 1 {
		p.t.Errorf("%q prints %d pages", name, n)
	}
	return squeezed(pdfText(p.t, pdf.Data))
}

var pdfPage = regexp.MustCompile(`/Type\s*/Page\b`)
