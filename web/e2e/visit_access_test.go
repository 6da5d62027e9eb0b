package e2e

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
)

// media sets what the page is told of its surroundings, by feature and value.
func (p *tab) media(features map[string]string) {
	p.t.Helper()
	var list []*emulation.MediaFeature
	for name, value := range features {
		list = append(list, &emulation.MediaFeature{Name: name, Value: value})
	}
	call(p, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: list})
}

// TestVisitIsRightOnEveryScreen holds every state of the page, of its timers
// and of its decisions on every screen, and once in the system's own colors.
// One tab serves all states of a kind; each is reached once.
func TestVisitIsRightOnEveryScreen(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	for name, states := range map[string][]visitState{"visit": visitStates(), "time": timeStates(), "decisions": decisionStates()} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := newTab(t, s, before(fakeClock))
			for _, state := range states {
				p.screen(1280, "light")
				p.openVisit()
				state.reach(p)
				p.looks(state.name)
				p.inSystemColors(state.name)
				if t.Failed() {
					t.Fatalf("in state %s", state.name)
				}
			}
			p.clean()
		})
	}
}

// runAxeForced leaves contrast to the system's colors: axe reads the fill of
// text, which forced colors leave as it was written.
var runAxeForced = strings.Replace(runAxe, "{", `{rules: {"color-contrast": {enabled: false}}, `, 1)

// chosenLooksAlike lists the chosen options that look like a neighbor that is not
// chosen. The system's colors replace our backgrounds.
const chosenLooksAlike = `[...document.querySelectorAll("#app :is(.choice, .people button, .segments label)")].filter((e) => e.offsetParent).filter((e) => {
	const on = (x) => x.ariaPressed === "true" || x.querySelector("input")?.checked, look = (x) => { const s = getComputedStyle(x.querySelector("input + span") ?? x); return s.backgroundColor + s.outline; };
	return on(e) && [...e.parentNode.children].some((x) => x !== e && x.matches(".choice, button, label") && !on(x) && look(x) === look(e));
}).map((e) => e.outerHTML.slice(0, 80)).join("\n")`

// inSystemColors looks at the state with forced colors and reduced motion.
func (p *tab) inSystemColors(state string) {
	p.t.Helper()
	p.media(map[string]string{"forced-colors": "active", "prefers-reduced-motion": "reduce"})
	p.until(`matchMedia("(forced-colors: active)").matches && matchMedia("(prefers-reduced-motion: reduce)").matches && ` + drawn)
	if faults := p.axe(runAxeForced); faults != "" {
		p.t.Errorf("%s in forced colors: %s", state, faults)
	}
	if alike := eval[string](p, chosenLooksAlike); alike != "" {
		p.t.Errorf("%s in forced colors: what is chosen cannot be told:\n%s", state, alike)
	}
	if moving := eval[string](p, `document.getAnimations().map((a) => a.animationName ?? a.transitionProperty).join(" ")`); moving != "" {
		p.t.Errorf("%s moves though motion is reduced: %s", state, moving)
	}
	if eval[bool](p, `!!document.querySelector("dialog.why[open]") && getComputedStyle(document.querySelector("dialog.why[open]")).animationName !== "none"`) {
		p.t.Errorf("%s: the dialog rises though motion is reduced", state)
	}
}

// What stands below a list of suggestions is under it, to the eye and to the
// finger.
func TestVisitListStandsOverWhatFollows(t *testing.T) {
	t.Parallel()
	p := newTab(t, newSite(t), size(390, 844))
	p.openVisit()
	p.usualVisit()
	for _, field := range []string{"place", "service-1-code"} {
		p.fill("#"+field, "9")
		p.until(fmt.Sprintf(`document.querySelectorAll("#%s-list li").length > 2`, field))
		covered := eval[string](p, fmt.Sprintf(`[...document.querySelectorAll("#%s-list li")].map((li) => {
			li.scrollIntoView({block: "center", behavior: "instant"});
			const r = li.getBoundingClientRect(), top = document.elementFromPoint(r.x + r.width / 2, r.y + r.height / 2);
			return li.contains(top) ? "" : li.innerText + " is under " + top?.outerHTML;
		}).join("")`, field))
		if covered != "" {
			t.Errorf("%s: %.300s", field, covered)
		}
		last := eval[string](p, fmt.Sprintf(`((all) => all[all.length - 1].id)(document.querySelectorAll("#%s-list li"))`, field))
		p.click("#" + last)
		p.until(fmt.Sprintf(`document.querySelector("#%s-list").hidden && document.querySelector("#%s").value.length > 1`, field, field))
	}
}
