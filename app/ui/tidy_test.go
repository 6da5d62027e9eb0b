package ui

import "testing"

// Pace lets a small heap grow to 16 MB, a large one to twice what lives.
func TestPace(t *testing.T) {
	for live, want := range map[uint64]int{0: 400, 1 << 20: 400, 3 << 20: 400, 4 << 20: 300, 8 << 20: 100, 40 << 20: 100} {
		if got := pace(live); got != want {
			t.Errorf("of %d bytes: %d %%, want %d", live, got, want)
		}
	}
}
