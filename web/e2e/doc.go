// Package e2e proves the shipped site in a real browser: Debian's Chromium,
// driven by chromedp. Its tests run with "go test -count=1 ./web/e2e" after
// "make setup" (Go's test cache does not see what the site is built from). The
// ordinary run uses Chromium's headless shell, which opens a tab in a quarter of
// the time; TALLY_BROWSER=chromium asks for the whole browser, as the soak does.
//
// # The harness
//
// The site is exported once for all tests and served by one real server; each
// site is a front of it that can be stopped, can fail and writes down what it
// was asked. One browser serves all tests, each tab in a fresh profile:
//
//	func TestEstimate(t *testing.T) {
//		t.Parallel()                  // unless it is about time
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
// # A fast and sturdy test
//
// The whole suite takes at most five minutes on two cores and is green ten
// times in a row:
//
//   - Say t.Parallel() first, unless the test measures time, waits for a real
//     second (written) or hides tabs: those run alone, before all others.
//   - Three tests have a site or a tab at a time, in turns (turns_test.go); the
//     times that "go test -v" prints include the wait for the turn. A test that
//     waits for real seconds most of its time says theTurns.leave(t) and takes
//     none.
//   - Wait for what shall be: until, waitText, has. A sleep is too short on a
//     busy machine and too long on any other. drawn() waits until nothing moves.
//     Only what must not happen has nothing to wait for: settle, within silentSince.
//   - What tries everything there is begins with exhaustive(t): it belongs to the
//     soak (SOAK=1). The ordinary run tries a sample.
//   - A fresh profile costs a second, a further open in the same tab a fifth of
//     it: walk several things in one tab; openVisit empties the storages.
//   - Never loop over screens with new tabs. Bring the page into its state once,
//     then p.looks("name") holds it on two of ten screens, by turns: nothing to scroll
//     sideways, targets for a finger, fields wide enough, axe on one of them; with
//     SOAK and for the photographs of TALLY_SHOTS all on each. Add a state to visitStates, timeStates, dayStates or
//     patientStates and it is looked at.
//   - Seek many secrets at once: neverSent(a, b, c).
//   - A check that cannot fail is none: plant the fault once (harness_test.go).
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
//
// A fourth, newLoggedBrowser, is a browser of its own whose record of all that
// it did with the network is read at the end: b.written().
//
// # Faults
//
// awaited[map[string]string](p, shaken(2, canary)) types into every field of the page and
// presses every button, twice over. plantedClient(t) is a client that panics in
// the handler that the page names in self.plantAt.
package e2e
