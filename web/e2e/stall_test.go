package e2e

import (
	"net/http"
	"strconv"
	"sync/atomic"
	"testing"
	"time"
)

// stalling keeps the connection open after a part of the data and sends no more
// until the browser gives up; less than nothing is not even an answer.
func stalling(data []byte, percent int) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if percent >= 0 {
			w.Header().Set("Content-Length", strconv.Itoa(len(data)))
			w.Header().Set("Content-Type", "application/wasm")
			w.Header().Set("Access-Control-Allow-Origin", "*")
			w.Write(data[:len(data)*percent/100])
			http.NewResponseController(w).Flush()
		}
		<-r.Context().Done()
	}
}

// trickling sends the data in parts, with a pause after each.
func trickling(data []byte, parts int, each time.Duration) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", strconv.Itoa(len(data)))
		w.Header().Set("Content-Type", "application/wasm")
		w.Header().Set("Access-Control-Allow-Origin", "*")
		for i := range parts {
			w.Write(data[len(data)*i/parts : len(data)*(i+1)/parts])
			http.NewResponseController(w).Flush()
			time.Sleep(each)
		}
	}
}

// hasty makes the loader's patience a fifth of a second.
const hasty = `document.addEventListener("readystatechange", () => {
	for (const script of document.querySelectorAll("script[data-client]")) script.dataset.patience = 0.2;
})`

// A connection that stays open and brings nothing is given up, the page says
// so, and the download heals by itself. A slow one is left to come.
func TestStalledDownloadHealsByItself(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	wasm := exported(t, "app.wasm")
	var asked atomic.Int64
	s.fault("app.wasm", counting(&asked, stalling(wasm, -1)))
	p := newTab(t, s, before(hasty))
	p.open("/")
	p.state("retrying")
	p.waitText("#loading-text", "tries again by itself")
	for _, percent := range []int{0, 50, 99} {
		s.fault("app.wasm", counting(&asked, stalling(wasm, percent)))
		p.hurry(&asked)
		p.hurry(&asked) // the one before was given up
		if got := eval[string](p, `document.documentElement.dataset.app`); got != "retrying" {
			t.Fatalf("after %d %% the page is %s", percent, got)
		}
	}
	s.fault("app.wasm", counting(&asked, trickling(wasm, 12, 100*time.Millisecond)))
	p.hurry(&asked)
	was := asked.Load()
	p.ready()
	if asked.Load() != was {
		t.Error("a slow download was given up")
	}
	s.fault("app.wasm", nil)
	p.installed()
}
