package timer

import (
	"reflect"
	"testing"
)

// A locked tablet: its page is hidden, then it sleeps and its monotonic clock
// with it, while the patient is treated on.
func TestAHourOnALockedTablet(t *testing.T) {
	c, l := morning(), &Log{}
	start(t, l, "97530", Therapist, c.now())
	l.See(c.after(10 * minute))
	c.hidden = true
	l.See(c.after(30 * second)) // locked
	c.wall += 30 * minute       // asleep
	l.See(c.after(second))      // a timer of the page wakes before it is shown
	c.hidden = false
	flagged := l.See(c.after(500))
	l = stored(t, l)
	l.See(c.after(19*minute + 28*second + 500))
	if s := l.Spans[0]; flagged || !reflect.DeepEqual(s.Flags, []Flag{Slept}) || s.Asleep != 30*minute || !s.Asks() {
		t.Errorf("flagged at last %t: %+v", flagged, s)
	}
	l.Stop("97530", c.now())
	if got := l.Counted("97530", c.now()); got != (Time{Therapist: hour}) {
		t.Errorf("an hour counts as %+v", got)
	}
	if len(l.Unsettled()) != 1 {
		t.Error("nobody is asked")
	}
	if err := l.Confirm(1); err != nil || l.Spans[0].Asks() || len(l.Unsettled()) != 0 {
		t.Errorf("after the answer: %v, %+v", err, l.Spans[0])
	}
}

func TestSleepIsToldFromTheRest(t *testing.T) {
	for what, test := range map[string]struct {
		gap  func(c *clock)
		want []Flag
	}{
		"hidden and awake":           {func(c *clock) { c.after(50 * minute) }, nil},
		"asleep a little":            {func(c *clock) { c.wall += 2 * minute }, nil},
		"asleep":                     {func(c *clock) { c.wall += 2*minute + 1 }, []Flag{Slept}},
		"asleep for an hour":         {func(c *clock) { c.wall += hour }, []Flag{Slept}},
		"asleep for longer":          {func(c *clock) { c.wall += hour + 1 }, []Flag{Slept, Away}},
		"the clock goes back":        {func(c *clock) { c.wall -= 3 * minute }, []Flag{Jumped, Backward}},
		"hidden, then killed":        {func(c *clock) { c.reload(50 * minute) }, []Flag{Slept}},
		"hidden, then reloaded":      {func(c *clock) { c.reload(2 * minute) }, nil},
		"hidden, then killed, later": {func(c *clock) { c.reload(hour + 1) }, []Flag{Slept, Away}},
	} {
		c, l := morning(), &Log{}
		start(t, l, "97530", Therapist, c.now())
		c.hidden = true
		l.See(c.after(minute))
		test.gap(c)
		c.hidden = false
		l.See(c.now())
		c.wall += 2 * minute // shown, it may part by as much
		l.See(c.now())
		if got := l.Spans[0].Flags; !reflect.DeepEqual(got, test.want) {
			t.Errorf("%s: %v, want %v", what, got, test.want)
		}
	}
}
