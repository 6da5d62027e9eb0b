package e2e

import (
	"strings"
	"testing"
)

// inTheFrame looks at the answer in the frame of the next key, and presses there
// a line's figure, which is still the one of the answer before.
const inTheFrame = `(() => {
	addEventListener("input", () => requestAnimationFrame(() => {
		self.seen = {
			allowed: document.querySelector("#why-allowed .amount").innerText,
			short: document.querySelector("#peek").textContent,
			busy: document.querySelector("#answer").ariaBusy,
			total: document.querySelector(".line .total .amount").innerText,
		};
		document.querySelector("#why-line-0-allowed").click();
	}), { capture: true, once: true });
	return true;
})()`

// The amounts are in the frame of the key that changes them, and what they come
// from in a later one, which is said to who cannot see it. A figure asked for in
// between is explained as it is now.
func TestAmountsComeAheadOfTheirAccount(t *testing.T) {
	t.Parallel()
	p := newTab(t, newSite(t))
	p.openVisit()
	p.fill("#service-1-minutes", "9") // one unit, and with the next key six
	p.waitText(".line .total", "$")
	before := p.text("#why-allowed .amount")
	eval[bool](p, inTheFrame)
	p.press("0")
	p.until(`self.seen`)
	type frame struct{ Allowed, Short, Busy, Total string }
	seen := eval[frame](p, "self.seen")
	if seen.Busy != "true" || seen.Total != before {
		t.Errorf("the account is drawn with the amounts: %+v", seen)
	}
	p.until(`document.querySelector("#why").open`)
	now := p.text("#why-allowed .amount")
	if seen.Allowed != now || !strings.Contains(seen.Short, now) || now == before {
		t.Errorf("in the key's frame the answer is %+v, at rest %s", seen, now)
	}
	p.shows("#why", now)
	p.shows(".line .total", now)
	p.until(`document.querySelector("#answer").ariaBusy === "false"`)
	p.clean()
}
