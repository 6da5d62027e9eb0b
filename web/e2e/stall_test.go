package e2e

import (
	"fmt"
	"net/http"
	"strconv"
	"sync/atomic"
	"testing"
)

// stalling keeps the connection open after a part of the data and sends no more
// until the browser gives up; less than nothing is not even an answer.
func stalling(data []byte, percent int) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if percent >= 0 {
			begin(w, len(data))
			w.Write(data[:len(data)*percent/100])
			http.NewResponseController(w).Flush()
		}
		<-r.Context().Done()
	}
}

// trickling sends a part of the data, which is of so many, for each signal.
func trickling(data []byte, parts int, signal <-chan bool) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		begin(w, len(data))
		for i := range parts {
			select {
			case <-signal:
			case <-r.Context().Done():
				return
			}
			w.Write(data[len(data)*i/parts : len(data)*(i+1)/parts])
			http.NewResponseController(w).Flush()
		}
	}
}

func begin(w http.ResponseWriter, size int) {
	w.Header().Set("Content-Length", strconv.Itoa(size))
	w.Header().Set("Content-Type", "application/wasm")
	w.Header().Set("Access-Control-Allow-Origin", "*")
}

// heldTimers keeps the page's long timers until the test lets time pass, so
// that no other work of the machine can make one of them early. pass tells how
// many have come.
const heldTimers = `{
	const set = setTimeout, clear = clearTimeout, held = new Map();
	let now = 0, last = 0;
	window.setTimeout = (f, ms, ...rest) => {
		if (!(ms >= 10_000)) return set(f, ms, ...rest);
		held.set(--last, {f, at: now + ms});
		return last;
	};
	window.clearTimeout = (id) => { held.delete(id) || clear(id); };
	window.pass = (ms) => {
		now += ms;
		const due = [...held].filter(([, {at}]) => at <= now);
		for (const [id, {f}] of due) { held.delete(id); f(); }
		return due.length;
	};
}`

// outlasts lets seconds pass in which a download is not given up.
func (p *tab) outlasts(seconds int) {
	p.t.Helper()
	if n := eval[int](p, fmt.Sprintf(`pass(%d)`, 1000*seconds)); n != 0 {
		p.t.Fatalf("%d timers came within %d s", n, seconds)
	}
}

// barAt waits for the part of the client that has arrived.
func (p *tab) barAt(part float64) {
	p.t.Helper()
	p.until(fmt.Sprintf(`Math.abs(document.querySelector("#loading-bar").value - %f) < 0.001`, part))
}

// A connection that stays open and brings nothing is given up, the page says
// so, and the download heals by itself; the later attempts are given three
// times as long. A slow one is left to come, however long it takes.
func TestStalledDownloadHealsByItself(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	wasm := exported(t, "app.wasm")
	var asked atomic.Int64
	p := newTab(t, s, before(heldTimers))
	for attempt, percent := range []int{-1, -1, -1, 0, 50, 99} {
		s.fault("app.wasm", counting(&asked, stalling(wasm, percent)))
		if attempt == 0 {
			p.open("/")
			p.state("loading")
		} else {
			p.hurry(&asked)
		}
		p.barAt(max(0, float64(percent)/100))
		p.outlasts(min(3, attempt+1)*20 - 1)
		if n := eval[int](p, `pass(2_000)`); n != 1 {
			t.Fatalf("attempt %d with %d %% was not given up: %d timers", attempt, percent, n)
		}
		p.state("retrying")
		p.waitText("#loading-text", "tries again by itself")
	}
	const parts = 12
	signal := make(chan bool)
	s.fault("app.wasm", counting(&asked, trickling(wasm, parts, signal)))
	p.hurry(&asked)
	was := asked.Load()
	for i := range parts - 1 {
		signal <- true
		p.barAt(float64(i+1) / parts)
		p.outlasts(59)
	}
	if asked.Load() != was { // before the last part: once the page is ready, the worker asks too
		t.Error("a slow download was given up")
	}
	signal <- true
	p.ready()
	s.fault("app.wasm", nil)
	p.installed()
}
