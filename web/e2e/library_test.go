package e2e

import "testing"

// TestLibrary: the page lists numbers and tables with dates and sources, its
// field narrows the list, and it opens offline at its own address.
func TestLibrary(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	p := newTab(t, s, size(390, 844))
	p.open("/library/")
	p.ready()
	p.waitText(".library", "rvu: 2026C")
	p.accessible()
	p.fill("#find", "2026 deductible")
	p.waitText(".library", "Part B deductible: 283")
	p.waitText(".library", "2026-01-01 to 2026-12-31")
	p.until(`!document.querySelector(".library").innerText.includes("rvu: 2026C")`)
	p.fill("#find", "no such words")
	p.waitText(".library", "Nothing in this build")
	p.accessible()
	p.until(`document.documentElement.scrollWidth <= innerWidth`)
	p.installed()
	s.stop()
	p.open("/library/?x=1")
	p.ready()
	p.waitText(".library", "rvu: 2026C")
	p.clean()
	p.screenshot("library-390")
}
