package e2e

import (
	"testing"
	"time"
)

// In real seconds, with nothing done to any clock: nobody touches the tablet, the
// question opens by itself after one minute, counts the second minute down before
// everybody's eyes, and only then the visits are deleted. In the other tab a
// timer runs: there nothing is asked and nothing deleted.
func TestDaySharedTabletInRealTime(t *testing.T) {
	t.Parallel()
	theTurns.leave(t)
	p, q := newTab(t, newSite(t)), newTab(t, newSite(t))
	for _, each := range []*tab{q, p} {
		each.openVisit()
		each.fill("#service-1-minutes", "15")
		if each == q {
			each.addService("97110", "")
			each.click("#timer-2")
		}
		each.shareFor2Minutes()
		eval[bool](each, counted)
	}
	start := time.Now()
	time.Sleep(50 * time.Second)
	if eval[bool](p, `document.querySelector("#countdown").open`) {
		t.Error("it opens too early")
	}
	for !eval[bool](p, `document.querySelector("#countdown").open`) {
		if time.Since(start) > 80*time.Second {
			t.Fatal("after 80 s nothing is asked")
		}
		time.Sleep(time.Second)
	}
	for eval[string](p, `document.querySelector("#service-1-minutes").value`) == "15" {
		if time.Since(start) > 150*time.Second {
			t.Fatal("after 150 s the visits are still there")
		}
		time.Sleep(time.Second)
	}
	if after := time.Since(start); after < 110*time.Second {
		t.Errorf("deleted after %v", after)
	}
	shown := eval[[]int](p, `shown`)
	if len(shown) < 50 || shown[0] < 55 {
		t.Errorf("the countdown showed %d different seconds: %v", len(shown), shown)
	}
	p.waitText("#notices", "Nobody touched this tablet for 2 minutes")
	p.until(`!document.querySelector("#countdown").open`)
	if eval[bool](q, `document.querySelector("#countdown").open || shown.length > 0`) || q.value("#service-1-minutes") != "15" {
		t.Error("while a timer runs it asks or deletes")
	}
	q.waitText("#clock-2", "2:")
	p.clean()
	q.clean()
}
