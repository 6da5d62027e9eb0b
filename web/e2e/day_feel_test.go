package e2e

import (
	"testing"

	"github.com/chromedp/chromedp/kb"
)

func TestDayOffersToInstallWhenTheBrowserDoes(t *testing.T) {
	t.Parallel()
	p := newTab(t, newSite(t))
	p.openVisit()
	if eval[bool](p, `!document.querySelector(".install").hidden`) {
		t.Error("it is offered though the browser offers nothing")
	}
	eval[bool](p, `(() => { const e = new Event("beforeinstallprompt", {cancelable: true}); e.prompt = async () => { self.prompted = true; }; return dispatchEvent(e) || true; })()`)
	p.waitText(".install", "a window of its own")
	p.accessible()
	p.click("#install")
	p.until(`self.prompted && document.querySelector(".install").hidden && document.activeElement.id === "day-all"`)
	p.clean()
}

func TestDaySaysThatItIsOffline(t *testing.T) {
	t.Parallel()
	p := newTab(t, newSite(t))
	p.openVisit()
	eval[bool](p, `(Object.defineProperty(navigator, "onLine", {configurable: true, value: false}), dispatchEvent(new Event("offline")))`)
	p.waitText("#offline", "Offline: everything works")
	p.accessible()
	eval[bool](p, `(Object.defineProperty(navigator, "onLine", {configurable: true, value: true}), dispatchEvent(new Event("online")))`)
	p.until(`document.querySelector("#offline").hidden`)
	p.clean()
}

// said collects what the page says aloud.
const said = `(() => { self.heard = []; const region = document.querySelector("[role=status].unseen");
	new MutationObserver(() => heard.push(region.textContent)).observe(region, {subtree: true, characterData: true, childList: true}); return true; })()`

func TestDayByKeyboardAloudOnceEach(t *testing.T) {
	t.Parallel()
	p := newTab(t, newSite(t))
	p.openVisit()
	p.fill("#service-1-minutes", "38")
	p.waitText("[role=status].unseen", "3 units from 38 minutes")
	eval[bool](p, said)
	p.do(focusOn("#day-new"))
	p.press(kb.Enter)
	p.until(`document.activeElement.id === "visit-label"`)
	p.until(`heard.length === 1 && heard[0] === "Visit 2 added."`)
	p.press(kb.Tab)
	p.until(`document.activeElement.id === "day-before"`)
	p.press(kb.Enter)
	p.until(`heard.length === 2 && heard[1].startsWith("Visit 1. 3 units from 38 minutes.")`)
	if id := eval[string](p, `document.activeElement.id`); id != "day-before" {
		t.Errorf("the focus went to %q", id)
	}
	settle()
	if n := eval[int](p, `heard.length`); n != 2 {
		t.Errorf("it said %d things: %s", n, eval[string](p, `heard.join(" | ")`))
	}
	p.clean()
}

func TestDayTimerOutlivesReloadAndKilledTab(t *testing.T) {
	t.Parallel()
	p := newTab(t, newSite(t), before(dayClock))
	p.openVisit()
	p.keepOn()
	p.click("#timer-1")
	p.waitText("#clock-1", "0:01")
	settle()
	settle()
	p.reload()
	p.ready()
	p.later(30 * 60)
	p.until(`document.querySelector("#clock-1").innerText.startsWith("30:")`)
	q := p.another() // as after the first one was killed; its clock is the real one
	q.open("/")
	q.ready()
	q.until(`document.querySelector("#clock-1").innerText.startsWith("0:")`)
	p.clean()
}
