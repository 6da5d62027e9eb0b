package ui

import (
	"runtime"
	"runtime/debug"
	"time"
)

// Collecting garbage takes as long as answering a keystroke, and with Go's own
// pace every third one of a small program waits for it. So a small heap may grow
// to enough before it is collected, and what has gathered is collected while
// nobody does anything.

const (
	enough = 16 << 20                // bytes of a heap before anything is collected
	heavy  = 6 << 20                 // bytes that are worth a collection in a pause
	nearly = enough * 7 / 10         // bytes from which Go may begin one by itself
	pause  = 1500 * time.Millisecond // how long nobody must have done anything
)

var resting *time.Timer

// busy is told of everything that somebody does.
func busy() {
	if resting == nil {
		keepPace()
		resting = time.AfterFunc(pause, tidy)
		return
	}
	resting.Reset(pause)
}

func tidy() {
	if heap() > heavy {
		runtime.GC()
	}
}

// Settle is for the beginning of long work: a collection that is worth it is
// done in it, so that the keystroke after it does not wait for one.
func Settle() { settle(heavy) }

// settle has a heap of more than so many bytes collected at once. Before anybody
// has done anything there is no pace that the collection would set anew.
func settle(over uint64) {
	if resting != nil && heap() > over {
		debug.SetGCPercent(1) // until the pace is set
	}
}

// keepPace sets, now and after each collection, when the next one is due: at
// enough, and where more lives at twice that.
func keepPace() {
	debug.SetGCPercent(pace(heap()))
	runtime.SetFinalizer(&collected{}, func(*collected) { keepPace() })
}

// collected is garbage at once: its end tells of a collection. (Without the
// pointer Go would keep it among others that live longer.)
type collected struct{ _ *collected }

// pace is Go's GOGC, in percent, for the bytes that live.
func pace(live uint64) int {
	const least, most = 100, enough * 100 / (4 << 20) // Go itself lets 4 MB times GOGC grow
	if live == 0 {
		return most
	}
	return min(max(int(enough*100/live)-100, least), most)
}

func heap() uint64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}
