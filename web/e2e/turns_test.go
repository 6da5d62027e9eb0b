package e2e

import (
	"strings"
	"sync"
	"testing"
)

// atOnce is how many tests use the browser at a time on two processors: one
// more than these, for a test waits for drawings and timers part of its time.
// More would only wait for each other.
const atOnce = 3

// turns lets that many tests have sites and tabs at a time. Those that wait for
// real seconds most of their time take no turn, so they start first.
type turns struct {
	free chan struct{}

	mu   sync.Mutex
	uses map[string]int // by test
	left map[string]bool
}

var theTurns = &turns{free: make(chan struct{}, atOnce), uses: map[string]int{}, left: map[string]bool{}}

// leave lets a test go on beside those that have a turn.
func (w *turns) leave(t *testing.T) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.left[t.Name()] = true
}

// take waits for the test's turn, which lasts until all that took it for the
// test have ended.
func (w *turns) take(t *testing.T) {
	test, _, _ := strings.Cut(t.Name(), "/")
	w.mu.Lock()
	w.uses[test]++
	waits := w.uses[test] == 1 && !w.left[test]
	w.mu.Unlock()
	if waits {
		w.free <- struct{}{}
	}
	t.Cleanup(func() {
		w.mu.Lock()
		defer w.mu.Unlock()
		if w.uses[test]--; w.uses[test] == 0 && !w.left[test] {
			<-w.free
		}
	})
}
