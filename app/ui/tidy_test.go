package ui

import (
	"runtime/debug"
	"runtime/metrics"
	"testing"
	"time"
)

// Pace lets a small heap grow to 16 MB, a large one to twice what lives.
func TestPace(t *testing.T) {
	for live, want := range map[uint64]int{0: 400, 1 << 20: 400, 3 << 20: 400, 4 << 20: 300, 8 << 20: 100, 40 << 20: 100} {
		if got := pace(live); got != want {
			t.Errorf("of %d bytes: %d %%, want %d", live, got, want)
		}
	}
}

// A heap that is full enough is collected at once, and the pace is as before.
// Until somebody has done something, the pace is Go's.
func TestSettle(t *testing.T) {
	defer debug.SetGCPercent(debug.SetGCPercent(400))
	resting = nil
	settle(0)
	if got := metric("/gc/gogc:percent"); got != 400 {
		t.Fatalf("before anything was done the pace is %d %%", got)
	}
	busy()
	before := metric("/gc/cycles/total:gc-cycles")
	settle(0)
	for range 8 { // far less than the pace itself lets grow
		garbage = make([]byte, 128<<10)
	}
	for end := time.Now().Add(10 * time.Second); metric("/gc/cycles/total:gc-cycles") == before || metric("/gc/gogc:percent") == 1; time.Sleep(time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("nothing was collected, or the pace was not set anew")
		}
	}
}

var garbage []byte

func metric(name string) uint64 {
	sample := []metrics.Sample{{Name: name}}
	metrics.Read(sample)
	return sample[0].Value.Uint64()
}
