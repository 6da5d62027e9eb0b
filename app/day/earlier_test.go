package day

import (
	"strings"
	"testing"
)

// TestAnEarlierBuildsVisitOpens reads what a build of November 2026 stored,
// with its key "billed": the visit opens, nothing is told, and the key is gone
// once the visit is stored again.
func TestAnEarlierBuildsVisitOpens(t *testing.T) {
	const at = "tally/v/1y2p0ij32e8e9-1/a"
	device := newTablet()
	device.local.values = map[string]string{
		at:                 "tally 1 v 1y2p0ij32e8e9-1 1 1y2p0ij32e8e9 0 @0 @0 1785758400000 1785758400000 - 1 364.171f4a1d\n{\"id\":\"1y2p0ij32e8e9-1\",\"label\":\"1\",\"rows\":[1],\"texts\":{\"date\":\"2026-08-03\",\"discipline\":\"PT\",\"payer-kind\":\"medicare\",\"place\":\"National average\",\"service-1-code\":\"97530 Therapeutic activities (functional tasks)\",\"service-1-hand\":\"yes\",\"service-1-minutes\":\"30\",\"service-1-units\":\"1\"},\"billed\":{\"date\":\"2026-08-03\",\"lines\":[{\"code\":\"97530\",\"units\":2,\"timed\":true}]}}",
		"tally/m/policy/a": "tally 1 m policy 1 1y2p0ij32e8e9 0 @0 @0 1785758400000 1785758400000 - 1 30.d985175c\n{\"keep\":true,\"idleMinutes\":10}",
		"tally/s/order/a":  "tally 1 s order 1 1y2p0ij32e8e9 0 @0 @0 1785758400000 1785758400000 - 1 15.3c29a748\n1y2p0ij32e8e9-1",
	}
	d := open(t, device)
	if d.shown() != "30" || len(d.Sheet.Visits) != 1 || len(d.notices) != 0 || d.Unread() != 0 {
		t.Fatalf("it shows %q, %d visits, %v, %d unread", d.shown(), len(d.Sheet.Visits), d.notices, d.Unread())
	}
	d.minutes("38")
	stored := false
	for key, text := range device.local.values { // the state before the last stays beside it
		if strings.Contains(text, `"38"`) {
			stored = true
			if strings.Contains(text, "billed") {
				t.Errorf("%s still holds %s", key, text)
			}
		}
	}
	if !stored {
		t.Error("it is not stored again")
	}
	if again := open(t, device); again.shown() != "38" {
		t.Errorf("stored again it shows %q", again.shown())
	}
}
