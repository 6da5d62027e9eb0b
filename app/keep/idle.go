package keep

// Idle watches for a shared tablet that nobody touches. It is a plain state:
// the instants, in Unix ms, are passed in.
type Idle struct {
	Minutes int   // 2 to 15
	Last    int64 // the last touch
}

// IdlePhase is what an idle watch shows.
type IdlePhase int

// The phases.
const (
	Busy     IdlePhase = iota
	Counting           // the last minute: the countdown is shown
	Over               // purge now
)

// Touch notes a touch. During the countdown it ends it; once it is over it
// changes nothing: what was there belongs to whoever has left.
func (i *Idle) Touch(now int64) {
	if phase, _ := i.At(now); phase != Over {
		i.Last = now
	}
}

// Restart begins anew after a purge.
func (i *Idle) Restart(now int64) { i.Last = now }

// At says where the watch stands and how many seconds the countdown has left.
// A clock that went back counts as a touch.
func (i *Idle) At(now int64) (IdlePhase, int) {
	if now < i.Last {
		i.Last = now
	}
	wait := int64(min(MostIdle, max(LeastIdle, i.Minutes))) * 60_000
	idle := now - i.Last
	switch {
	case idle < wait-Countdown:
		return Busy, 0
	case idle < wait:
		return Counting, int((wait - idle + 999) / 1000)
	}
	return Over, 0
}
