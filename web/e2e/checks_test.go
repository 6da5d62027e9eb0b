package e2e

import (
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/chromedp"
)

// call sends one protocol command to the tab.
func call[P, R any](p *tab, command cdp.Command[P, R], params P) R {
	p.t.Helper()
	result, err := chromedp.Call(p.ctx, command, params)
	if err != nil {
		p.t.Fatal(err)
	}
	return result
}

// settle gives a request that should not be made the time to be made: there is
// nothing to wait for. Where there is, wait for it: until, waitText, drawn.
func settle() { time.Sleep(400 * time.Millisecond) }

// clean fails on CSP violations, console errors and uncaught exceptions.
func (p *tab) clean() {
	p.t.Helper()
	p.drain()
	for _, text := range p.problemList() {
		p.t.Error(text)
	}
}

// faulty fails unless the console's one report so far is that of a planted fault
// at the place, and takes the report away.
func (p *tab) faulty(place string) {
	p.t.Helper()
	p.drain()
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.problems) != 1 || !strings.Contains(p.problems[0], "a fault in "+place+", type ") {
		p.t.Errorf("the console's reports are %q, want one of a fault in %s", p.problems, place)
	}
	p.problems = nil
}

// drain waits until all that the page has reported so far has arrived: a last
// word goes the same ways, in the binding and in the console. A page that has
// died, or runs no script, says nothing more.
func (p *tab) drain() {
	p.t.Helper()
	word := fmt.Sprintf("drained %d", time.Now().UnixNano())
	if _, err := tryEval[bool](p, drawn+`.then(() => (reportToTest("`+word+`"), console.debug("`+word+`"), true))`); err != nil {
		settle()
		return
	}
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(pause) {
		p.mu.Lock()
		heard := p.heard[word]
		p.mu.Unlock()
		if heard == 2 {
			return
		}
	}
	p.t.Fatal("the page's reports never arrived")
}

func (p *tab) problemList() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return append([]string(nil), p.problems...)
}

// runAxe leaves out what axe loads again by itself (preload): it has no rule here.
const runAxe = `axe.run(document, {resultTypes: ["violations"], preload: false}).then((r) => JSON.stringify(
	r.violations.map((v) => v.id + ": " + v.help + " at " + v.nodes.map((n) => n.html).join(" "))))`

// accessible fails on every violation that axe-core finds now.
func (p *tab) accessible() {
	p.t.Helper()
	if text := p.violations(); text != "" {
		p.t.Error(text)
	}
}

// violations are those that axe-core finds now, one on a line.
func (p *tab) violations() string {
	p.t.Helper()
	return p.axe(runAxe)
}

// axe runs axe-core as the script says, which may leave a rule out.
func (p *tab) axe(run string) string {
	p.t.Helper()
	if !eval[bool](p, `"axe" in self`) {
		eval[bool](p, theSuite(p.t).axe+"\n;true")
	}
	var violations []string
	if err := json.Unmarshal([]byte(eval[string](p, run)), &violations); err != nil {
		p.t.Fatal(err)
	}
	return strings.Join(violations, "\n")
}

// mark is a moment in all three recorders.
type mark struct{ page, server, proxy int }

func (p *tab) mark() mark {
	settle()
	return mark{len(p.own.since(0)), len(p.site.log.since(0)), len(p.other.since(0))}
}

// requestsSince lists what anyone asked of any host after m.
func (p *tab) requestsSince(m mark) []request {
	settle()
	all := p.own.since(m.page)
	all = append(all, p.site.log.since(m.server)...)
	return append(all, p.other.since(m.proxy)...)
}

// silentSince fails on any request after m.
func (p *tab) silentSince(m mark) {
	p.t.Helper()
	for _, r := range p.requestsSince(m) {
		p.t.Error("a request after start-up:", r)
	}
}

// neverSent fails when any request so far holds a secret, in any wrapping.
func (p *tab) neverSent(secrets ...string) {
	p.t.Helper()
	all := p.requestsSince(mark{})
	for _, secret := range secrets {
		for _, r := range carrying(all, secret) {
			p.t.Errorf("%q left the page: %v", secret, r)
		}
	}
}

// carrying lists the requests that hold the secret, plain or encoded.
func carrying(requests []request, secret string) []request {
	var found []request
	for _, r := range requests {
		all := strings.ToLower(strings.Join([]string{r.url, r.headers, r.body}, "\n"))
		for _, form := range encoded(secret) {
			if strings.Contains(all, strings.ToLower(form)) {
				found = append(found, r)
				break
			}
		}
	}
	return found
}

// encoded lists the ways a secret could travel. Base64 depends on what stands
// before it, so the middle of each of its three shapes is sought.
func encoded(secret string) []string {
	forms := []string{secret, url.QueryEscape(secret), url.PathEscape(secret), hex.EncodeToString([]byte(secret)), strings.Trim(strconv.QuoteToASCII(secret), `"`)}
	for offset := range 3 {
		text := base64.RawStdEncoding.EncodeToString([]byte(strings.Repeat(" ", offset) + secret))
		forms = append(forms, text[(offset*8+5)/6:len(text)-1])
	}
	return forms
}
