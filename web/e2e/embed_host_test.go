package e2e

import (
	"fmt"
	"html"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// host is a clinic's own website: another site than ours in the browser's
// eyes, "localhost" and not "127.0.0.1", so that frames of ours in its pages
// have a process of their own.
type host struct {
	url    string
	mu     sync.Mutex
	pages  map[string]string
	header http.Header
	log    recorder
}

func newHost(t *testing.T) *host {
	t.Helper()
	h := &host{pages: map[string]string{}, header: http.Header{}}
	server := httptest.NewServer(h)
	t.Cleanup(server.Close)
	h.url = strings.Replace(server.URL, "127.0.0.1", "localhost", 1)
	return h
}

// ServeHTTP implements http.Handler.
func (h *host) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h.log.addHTTP("host", r)
	h.mu.Lock()
	defer h.mu.Unlock()
	page, ok := h.pages[r.URL.Path]
	if !ok {
		http.NotFound(w, r)
		return
	}
	for name, values := range h.header {
		w.Header()[name] = values
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	fmt.Fprint(w, page)
}

// page sets a page of the website, a blank one with some markup in its body.
func (h *host) page(path, body string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.pages[path] = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><link rel="icon" href="data:,"><title>A clinic</title></head><body>` + body + `</body></html>`
}

// tag is the loader and one element with attributes, given as pairs.
func (s *site) tag(pairs ...string) string {
	attributes := ""
	for i := 0; i+1 < len(pairs); i += 2 {
		attributes += fmt.Sprintf(` %s="%s"`, pairs[i], html.EscapeString(pairs[i+1]))
	}
	return fmt.Sprintf("<script src=%q async></script>\n<therapy-tally%s></therapy-tally>", s.url("/embed.js"), attributes)
}

// visit opens a page of a host.
func (p *tab) visit(h *host, path string) {
	p.t.Helper()
	p.do(chromedp.Navigate(h.url + path))
}

// frames waits for the frames of ours in the page and returns a tab for each,
// in which its document can be asked and used.
func (p *tab) frames(n int) []*tab {
	p.t.Helper()
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		out := p.attach("/embed/")
		if len(out) >= n {
			return out
		}
	}
	p.t.Fatalf("the page has not got %d frames", n)
	return nil
}

func (p *tab) attach(path string) []*tab {
	p.t.Helper()
	targets, err := chromedp.Targets(p.ctx)
	if err != nil {
		p.t.Fatal(err)
	}
	var out []*tab
	profile := chromedp.FromContext(p.ctx).BrowserContextID // "": the browser has but one
	for _, info := range targets {
		if info.Type != "iframe" || !strings.HasPrefix(info.URL, p.site.url(path)) || profile != "" && info.BrowserContextID != profile {
			continue
		}
		ctx, cancel := chromedp.NewContext(p.ctx, chromedp.WithTargetID(info.TargetID))
		p.t.Cleanup(cancel)
		q := &tab{t: p.t, site: p.site, ctx: ctx, other: p.other}
		if err := chromedp.Do(ctx); err != nil {
			return nil
		}
		out = append(out, q)
	}
	return out
}

// frame is the one frame of ours in the page.
func (p *tab) frame() *tab {
	p.t.Helper()
	return p.frames(1)[0]
}

// touched begins a frame's client at once, as a pointer over it does: it waits
// for that, or to have been seen for a second.
func (p *tab) touched() {
	p.t.Helper()
	p.until(`document.readyState !== "loading" && dispatchEvent(new Event("pointerover"))`)
}

// answerJSON answers with a text.
func answerJSON(text string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("Access-Control-Allow-Origin", "*")
		w.Header().Set("Cache-Control", "no-cache")
		fmt.Fprint(w, text)
	}
}
