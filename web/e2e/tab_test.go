package e2e

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

const (
	patience = 30 * time.Second      // how long one step may take before the test fails
	pause    = 10 * time.Millisecond // between the first two looks at a condition
	longest  = 40 * time.Millisecond // between later ones
)

// tab is one page in a browser profile of its own.
type tab struct {
	t     *testing.T
	ctx   context.Context
	site  *site
	own   recorder  // the page's network events
	other *recorder // requests to other hosts, of all tabs of the profile

	mu       sync.Mutex
	problems []string
	heard    map[string]int // words of drain

	looked int // states that looks has looked at
}

// tabOption prepares a tab before its first page.
type tabOption chromedp.Action[chromedp.Void]

// withoutScript turns JavaScript off.
func withoutScript() tabOption {
	return func(ctx context.Context, _ *chromedp.Target) (chromedp.Void, error) {
		_, err := chromedp.Call(ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
		return chromedp.Void{}, err
	}
}

// size sets the viewport in CSS pixels.
func size(width, height int64) tabOption {
	return tabOption(chromedp.EmulateViewport(width, height))
}

// dark asks for the dark colors.
func dark() tabOption {
	return func(ctx context.Context, _ *chromedp.Target) (chromedp.Void, error) {
		_, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: "dark"}},
		})
		return chromedp.Void{}, err
	}
}

// before runs a script in each new page ahead of the page's own.
func before(script string) tabOption {
	return func(ctx context.Context, _ *chromedp.Target) (chromedp.Void, error) {
		_, err := chromedp.Call(ctx, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: script})
		return chromedp.Void{}, err
	}
}

func newTab(t *testing.T, s *site, options ...tabOption) *tab {
	t.Helper()
	theTurns.take(t)
	p := &tab{t: t, site: s, other: &recorder{}}
	proxy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		p.other.addHTTP("proxy", r)
		w.WriteHeader(http.StatusBadGateway)
	}))
	t.Cleanup(proxy.Close)
	ctx, cancel := chromedp.NewContext(theSuite(t).browser,
		chromedp.WithNewBrowserContext(func(c *target.CreateBrowserContextParams) { c.ProxyServer = proxy.URL }))
	t.Cleanup(cancel)
	p.ctx = ctx
	if err := chromedp.Do(ctx); err != nil { // no timeout: it would end the tab's life
		t.Fatal(err)
	}
	p.watch()
	p.focused(true)
	for _, o := range options {
		p.do(chromedp.Action[chromedp.Void](o))
	}
	return p
}

// focused makes the tab be as if it were in front, whichever is: tests share a
// browser.
func (p *tab) focused(on bool) {
	p.t.Helper()
	call(p, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: on})
}

// another opens a second tab in the same profile.
func (p *tab) another() *tab {
	p.t.Helper()
	ctx, cancel := chromedp.NewContext(p.ctx)
	p.t.Cleanup(cancel)
	q := &tab{t: p.t, site: p.site, ctx: ctx, other: p.other}
	if err := chromedp.Do(ctx); err != nil {
		p.t.Fatal(err)
	}
	q.watch()
	return q
}

const reportViolations = `addEventListener("securitypolicyviolation", (e) =>
	reportToTest(e.effectiveDirective + " " + e.blockedURI + " " + e.sample))`

// watch records requests and problems for as long as the tab lives.
func (p *tab) watch() {
	p.t.Helper()
	requests := chromedp.Events(p.ctx, network.RequestWillBeSent)
	reports := chromedp.Events(p.ctx, runtime.BindingCalled)
	console := chromedp.Console(p.ctx)
	call(p, network.Enable, network.EnableParams{})
	call(p, runtime.AddBinding, runtime.AddBindingParams{Name: "reportToTest"})
	call(p, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: reportViolations})
	go func() {
		for e, err := range requests {
			if err == nil {
				p.own.add(request{"page", e.Request.Method, e.Request.URL, fmt.Sprint(e.Request.Headers), postData(e.Request)})
			}
		}
	}()
	go func() {
		for e, err := range reports {
			if err == nil && !p.hears(e.Payload) {
				p.problem("CSP violation: " + e.Payload)
			}
		}
	}()
	go func() {
		for m, err := range console {
			if err == nil && !p.hears(m.Text) && (m.IsException() || m.Type == "error") {
				p.problem(fmt.Sprintf("console: %s (%s)", m.Text, m.URL))
			}
		}
	}()
}

func postData(r *network.Request) string {
	var all strings.Builder
	for _, entry := range r.PostDataEntries {
		fmt.Fprint(&all, entry.Bytes)
	}
	return all.String()
}

// hears notes a word of drain.
func (p *tab) hears(text string) bool {
	if !strings.HasPrefix(text, "drained ") {
		return false
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.heard == nil {
		p.heard = map[string]int{}
	}
	p.heard[text]++
	return true
}

func (p *tab) problem(text string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.problems = append(p.problems, text)
}

// do runs one step within the harness's patience.
func (p *tab) do(step chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	if err := chromedp.Do(ctx, step); err != nil {
		p.t.Fatal(err)
	}
}

// eval evaluates an expression in the page; a promise is awaited.
func eval[T any](p *tab, expression string) T {
	p.t.Helper()
	value, err := tryEval[T](p, expression)
	if err != nil {
		p.t.Fatalf("evaluate %.80s: %v", expression, err)
	}
	return value
}

func tryEval[T any](p *tab, expression string) (T, error) {
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	return chromedp.Run(ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
}

// open goes to a path of the site and waits for the page's load.
func (p *tab) open(path string) {
	p.t.Helper()
	p.do(chromedp.Navigate(p.site.url(path)))
}

func (p *tab) reload() {
	p.t.Helper()
	p.do(chromedp.Reload())
}

// until waits for an expression, or the promise it returns, to be true. An
// error means "not yet": between two pages there is nothing to ask.
func (p *tab) until(expression string) {
	p.t.Helper()
	var last error
	wait := pause
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(wait) {
		ok, err := tryEval[bool](p, "Promise.resolve("+expression+").then(Boolean)")
		if last = err; ok {
			return
		}
		wait = min(wait+pause/2, longest)
	}
	page, _ := tryEval[string](p, "document.documentElement.outerHTML")
	p.t.Fatalf("never true: %s (%v)\npage: %s", expression, last, page)
}

// ready waits for the client: go-app has mounted.
func (p *tab) ready() {
	p.t.Helper()
	p.state("ready")
}

// state waits for the loader's state: loading, retrying, unsupported, ready or
// stopped.
func (p *tab) state(want string) {
	p.t.Helper()
	p.until(fmt.Sprintf("document.documentElement.dataset.app === %q", want))
}

// installed waits until the offline copy is complete.
func (p *tab) installed() {
	p.t.Helper()
	p.ready()
	p.until(`navigator.serviceWorker.getRegistration().then((r) => r?.active?.state === "activated")`)
}

// text is what the element shows, "" when there is none.
func (p *tab) text(selector string) string {
	p.t.Helper()
	return eval[string](p, fmt.Sprintf(legible, selector))
}

// waitText waits until the element's text holds want.
func (p *tab) waitText(selector, want string) {
	p.t.Helper()
	p.until(fmt.Sprintf(legible, selector) + fmt.Sprintf(`.then((text) => text.includes(%q))`, want))
}

// legible is an element's text as a person reads it, with its amounts' account
// drawn; what lies so far below that the browser has not laid it out is scrolled
// to.
const legible = `(async (find) => {
	for (let i = 0; i < 100 && document.querySelector('#answer[aria-busy="true"]'); i++) await ` + oneDrawing + `;
	const e = find();
	if (e?.checkVisibility() && !e.checkVisibility({contentVisibilityAuto: true})) {
		e.scrollIntoView({block: "center", behavior: "instant"});
		await ` + oneDrawing + `;
		await ` + oneDrawing + `;
	}
	return e?.innerText ?? "";
})(() => document.querySelector(%q))`

func (p *tab) click(selector string) {
	p.t.Helper()
	p.until(fmt.Sprintf(resting, selector))
	p.do(chromedp.Click(chromedp.CSS(selector)))
}

// resting brings an element to the middle and is true when it stands there for
// three drawings: a click on what still moves is lost, and at the edge of a
// narrow screen the answer in short stands over the page.
const resting = `(async (selector) => {
	const e = document.querySelector(selector);
	if (!e) return false;
	e.scrollIntoView({block: "center", behavior: "instant"});
	const at = () => { const r = e.getBoundingClientRect(); return [scrollY, r.x, r.y, r.width, r.height].join(); }, was = at();
	for (let i = 0; i < 3; i++) await ` + oneDrawing + `;
	return e.isConnected && at() === was;
})(%q)`

// oneDrawing waits for the next drawing; a tab behind another draws nothing.
const oneDrawing = `new Promise((done) => { const late = setTimeout(done, 100); requestAnimationFrame(() => { clearTimeout(late); done(); }); })`

// fill replaces a field's value as a user does: select all, type. Nobody types
// before the field that has the focus is drawn.
func (p *tab) fill(selector, value string) {
	p.t.Helper()
	p.do(chromedp.Focus(chromedp.CSS(selector)))
	eval[bool](p, `(async () => { document.activeElement.select?.(); await `+oneDrawing+`; await `+oneDrawing+`; return true; })()`)
	if value == "" {
		p.press(kb.Delete)
		return
	}
	p.press(value)
}

// press sends keys (text, or kb.Tab and the like) to what has the focus.
func (p *tab) press(keys string) {
	p.t.Helper()
	p.do(chromedp.KeyEvent(keys))
}

// screenshot writes the whole page to $TALLY_SHOTS/name.png when that is set.
func (p *tab) screenshot(name string) {
	p.t.Helper()
	dir := os.Getenv("TALLY_SHOTS")
	if dir == "" {
		return
	}
	png, err := chromedp.Run(p.ctx, chromedp.FullScreenshot(100))
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, name+".png"), png, 0o644)
	}
	if err != nil {
		p.t.Fatal(err)
	}
}
