package ui

import (
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// breath is how long a start works before it lets the browser have its turn. A
// phone may be eight times slower than the machine that this was tried on, and
// 50 ms are the most that a tap should wait.
const breath = 6 * time.Millisecond

var start struct {
	over bool
	from time.Time // of the piece of work under way
}

// Breathe lets the browser scroll, paint and take taps before a start goes on,
// where it has worked for a while. Safe does so for each part that is drawn.
func Breathe() {
	if !app.IsClient || start.over || time.Since(start.from) < breath {
		return
	}
	<-nextTurn()
	start.from = time.Now()
}

// started ends the start. What is drawn from now on answers somebody, in one
// piece; and in a function that the browser has called, Go would wait for a
// browser that waits for Go.
func started() { start.over = true }
