// Package e2e proves the shipped site in a real browser: Debian's Chromium,
// driven by chromedp. Its tests run with "go test -count=1 ./web/e2e" after
// "make setup" (Go's test cache does not see what the site is built from).
//
// # The harness
//
// The site is exported once for all tests and served by the real server behind
// a front that can be stopped, can fail and writes down what it was asked:
//
//	func TestEstimate(t *testing.T) {
//		s := newSite(t)               // or newSite(t, under("/clinic/site"))
//		p := newTab(t, s)             // a fresh browser profile; options: size, dark, withoutScript, before
//		p.open("/")                   // waits for load
//		p.ready()                     // <html data-app="ready">: go-app has mounted
//		p.fill("#minutes", "38")      // selects all, types
//		p.click("button.add")
//		p.press("Tab")                // the keyboard alone
//		p.waitText("#units", "3")     // until the text holds it
//		p.accessible()                // zero axe violations, now
//		p.clean()                     // zero CSP violations, console errors and exceptions
//	}
//
// p.until("js") waits for an expression or a promise to be true; p.state("…")
// waits for another of the loader's states; p.another() is a second tab of the
// same profile. eval[T](p, "js") evaluates an expression (promises are awaited) for what has
// no method; p.screenshot("name") writes a PNG to the folder TALLY_SHOTS names.
//
// # Offline and updates
//
//	p.installed()                     // the offline copy is complete
//	s.stop()                          // the server is gone; s.start() brings it back
//	p.open("/?x=1")                   // must still work
//	s.deploy(exportVariant(t, "v2"))  // the next version is on the server
//	s.fault("app.css", handler)       // answers for one file instead of the site;
//	                                  // a name without its hash means any hash
//
// # Privacy
//
// Three recorders watch: the page's network events, the front's log (it sees
// workers too) and a proxy that takes everything for other hosts.
//
//	p.installed()
//	mark := p.mark()                  // start-up is over
//	p.fill("#minutes", "CANARY7319")
//	p.silentSince(mark)               // fails on any request at all
//	p.neverSent("CANARY7319")         // fails when any request ever held it, plain or encoded
package e2e
