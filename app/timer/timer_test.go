package timer

import (
	"encoding/json"
	"errors"
	"reflect"
	"testing"

	"pgregory.net/rapid"

	"therapytally/rules"
)

// nine is 2026-08-03 09:00 in New York.
const nine = 1785762000_000

// clock is a page's clocks, which a test moves.
type clock struct {
	wall, mono int64
	run        string
	offset     int
	hidden     bool
}

func morning() *clock { return &clock{wall: nine, mono: 5000, run: "first", offset: -240} }

func (c *clock) now() Instant { return Instant{c.wall, c.mono, c.run, c.offset, c.hidden} }

func (c *clock) after(ms int64) Instant {
	c.wall += ms
	c.mono += ms
	return c.now()
}

func (c *clock) reload(ms int64) Instant {
	c.wall += ms
	c.mono, c.run = 100, c.run+"'"
	return c.now()
}

func start(t *testing.T, l *Log, c string, by By, at Instant) {
	t.Helper()
	if err := l.Start(c, c == "97010" || c == "G0283", by, at); err != nil {
		t.Fatal(err)
	}
}

func why(err error) Why {
	var f *Fault
	if errors.As(err, &f) {
		return f.Why
	}
	return 0
}

// stored sends a log through its stored form, as a reload does.
func stored(t *testing.T, l *Log) *Log {
	t.Helper()
	data, err := json.Marshal(l)
	if err != nil {
		t.Fatal(err)
	}
	var back Log
	if err := json.Unmarshal(data, &back); err != nil {
		t.Fatal(err)
	}
	if err := back.Check(); err != nil {
		t.Fatalf("%s: %v", data, err)
	}
	return &back
}

func TestAnHourHiddenReloadedAndKilled(t *testing.T) {
	c, l := morning(), &Log{}
	start(t, l, "97530", Therapist, c.now())
	for range 600 {
		l.See(c.after(1000))
	}
	l = stored(t, l)
	l.See(c.after(30 * minute)) // hidden: not one tick
	l = stored(t, l)
	l.See(c.reload(300)) // reloaded
	l.See(c.after(4*minute - 300))
	l = stored(t, l)
	c.reload(15 * minute) // killed, and opened again
	c.after(1 * minute)
	l.Stop("97530", c.now())
	got := l.Counted("97530", c.now())
	if got.Therapist != hour || got.Waiting != 0 || got.Minutes() != (Minutes{60, 0}) {
		t.Errorf("an hour counts as %+v: %+v", got, l.Spans)
	}
}

func TestOneOnOne(t *testing.T) {
	c, l := morning(), &Log{}
	start(t, l, "97530", Therapist, c.now())
	start(t, l, "97010", Therapist, c.after(5*minute))
	start(t, l, "97110", Assistant, c.after(5*minute))
	start(t, l, "97110", Both, c.after(5*minute))
	start(t, l, "97110", Both, c.after(minute)) // it runs already
	l.StopAll(c.after(4 * minute))
	for code, want := range map[string]Time{
		"97530": {Therapist: 10 * minute}, "97110": {Therapist: 5 * minute, Assistant: 5 * minute}, "97010": {Therapist: 15 * minute},
	} {
		if got := l.Counted(code, c.now()); got != want {
			t.Errorf("%s: %+v, want %+v", code, got, want)
		}
	}
	if got := l.Codes(); !reflect.DeepEqual(got, []string{"97530", "97010", "97110"}) {
		t.Errorf("codes %v", got)
	}
}

func TestTap(t *testing.T) {
	c, l := morning(), &Log{}
	for _, want := range []int{1, 0, 1} {
		if err := l.Tap("97530", false, Therapist, c.after(minute)); err != nil || len(l.Running()) != want {
			t.Errorf("%v, %d run, want %d", err, len(l.Running()), want)
		}
	}
	l.StopOneOnOne(Therapist, c.now())
	if len(l.Spans) != 1 || len(l.Running()) != 0 {
		t.Errorf("a span without a length stays: %+v", l.Spans)
	}
}

func TestPause(t *testing.T) {
	c, l := morning(), &Log{}
	start(t, l, "97530", Assistant, c.now())
	start(t, l, "97010", Therapist, c.now())
	l.Pause(Rest, c.after(10*minute))
	l.Pause(SetUp, c.after(2*minute))
	l = stored(t, l)
	if l.Paused() != SetUp || len(l.Running()) != 1 {
		t.Errorf("paused for %q, %d run", l.Paused(), len(l.Running()))
	}
	if err := l.Resume(c.after(3 * minute)); err != nil || l.Paused() != "" {
		t.Fatal(err, l.Paused())
	}
	l.StopAll(c.after(5 * minute))
	if got := l.Counted("97530", c.now()); got != (Time{Assistant: 15 * minute}) {
		t.Errorf("%+v", got)
	}
	if rest, setUp := l.PausedFor(Rest, c.now()), l.PausedFor(SetUp, c.now()); rest != 2*minute || setUp != 3*minute {
		t.Errorf("paused %d and %d", rest, setUp)
	}
	if got := l.Counted("97010", c.now()).Therapist; got != 20*minute {
		t.Errorf("the modality beside counts %d", got)
	}
	if l.Pause("lunch", c.now()) == nil {
		t.Error("a pause for lunch")
	}
	l.Pause(Notes, c.now())
	start(t, l, "97110", Therapist, c.after(minute))
	if l.Paused() != "" || l.Resume(c.now()) != nil || len(l.Running()) != 1 {
		t.Error("a start does not end the pause")
	}
}

func TestClockJumps(t *testing.T) {
	for what, test := range map[string]struct {
		jump func(c *clock)
		want []Flag
	}{
		"none":                     {func(*clock) {}, nil},
		"forward a little":         {func(c *clock) { c.wall += 2 * minute }, nil},
		"forward":                  {func(c *clock) { c.wall += 2*minute + 1 }, []Flag{Jumped}},
		"back":                     {func(c *clock) { c.wall -= 3 * minute }, []Flag{Jumped, Backward}},
		"back a little":            {func(c *clock) { c.wall -= 2 * second }, []Flag{Backward}},
		"back by the grain":        {func(c *clock) { c.wall -= 1 * second }, nil},
		"back in a reload":         {func(c *clock) { c.reload(-90 * second) }, []Flag{Backward}},
		"before its start":         {func(c *clock) { c.wall -= 15 * minute }, []Flag{Jumped, Backward}},
		"an hour away":             {func(c *clock) { c.reload(60 * minute) }, []Flag{Slept}},
		"two minutes away":         {func(c *clock) { c.reload(2 * minute) }, nil},
		"longer away":              {func(c *clock) { c.reload(60*minute + 1) }, []Flag{Slept, Away}},
		"an open page sleeps":      {func(c *clock) { c.wall += 20 * minute }, []Flag{Jumped}},
		"no monotonic clock, away": {func(c *clock) { c.run, c.mono = "", 0; c.wall += 30 * minute }, []Flag{Slept}},
		"daylight saving ends":     {func(c *clock) { c.offset -= 60 }, nil},
	} {
		c, l := morning(), &Log{}
		start(t, l, "97530", Therapist, c.now())
		l.See(c.after(10 * minute))
		test.jump(c)
		if flagged := l.See(c.now()); flagged != (test.want != nil) {
			t.Errorf("%s: flagged %t", what, flagged)
		}
		l = stored(t, l)
		l.Stop("97530", c.after(5*minute))
		s := l.Spans[0]
		if !reflect.DeepEqual(s.Flags, test.want) {
			t.Errorf("%s: %v, want %v", what, s.Flags, test.want)
		}
		got := l.Counted("97530", c.now())
		counts := test.want == nil || reflect.DeepEqual(test.want, []Flag{Slept}) // which asks as well
		if billed := got.Total() > 0; billed != counts {
			t.Errorf("%s: counts %+v", what, got)
		}
	}
}

func TestManySmallJumpsAddUp(t *testing.T) {
	c, l := morning(), &Log{}
	start(t, l, "97530", Therapist, c.now())
	for range 3 {
		c.wall += minute
		l.See(c.after(minute))
	}
	if len(l.Spans[0].Flags) != 1 {
		t.Errorf("three minutes of small jumps: %+v", l.Spans[0])
	}
}

func TestAJumpWhileNothingRuns(t *testing.T) {
	c, l := morning(), &Log{}
	start(t, l, "97530", Therapist, c.now())
	l.StopAll(c.after(20 * minute))
	c.wall -= 10 * minute
	start(t, l, "97110", Therapist, c.now())
	l.StopAll(c.after(20 * minute))
	if got := l.Counted("97110", c.now()); got.Total() != 0 {
		t.Errorf("the same ten minutes count twice: %+v", l.Spans)
	}
	if got := why(l.Confirm(2)); got != Overlaps {
		t.Errorf("confirming says %d", got)
	}
}

func TestConfirmAndCorrect(t *testing.T) {
	c, l := morning(), &Log{}
	start(t, l, "97530", Therapist, c.now())
	c.wall += 30 * minute
	l.See(c.now())
	if why(l.Confirm(1)) != StillRuns || why(l.Confirm(7)) != NoSuchSpan {
		t.Error("what runs or is not there was confirmed")
	}
	l.StopAll(c.after(minute))
	if len(l.Unsettled()) != 1 {
		t.Fatalf("unsettled %+v", l.Unsettled())
	}
	l.Confirm(1)
	if got := l.Counted("97530", c.now()); got.Therapist != 31*minute || len(l.Unsettled()) != 0 {
		t.Errorf("confirmed: %+v", got)
	}
	l.Edit(1, Assistant, Instant{Wall: nine, Offset: -240}, Instant{Wall: nine + 2*minute, Offset: -240}, c.now())
	if got := l.Counted("97530", c.now()); got != (Time{Assistant: 2 * minute}) || l.Spans[0].Flags != nil || !l.Spans[0].ByHand {
		t.Errorf("corrected: %+v, %+v", got, l.Spans[0])
	}
}

func TestMidnight(t *testing.T) {
	c, l := morning(), &Log{}
	c.wall += 14*hour + 50*minute // 23:50
	start(t, l, "97530", Therapist, c.now())
	if l.See(c.after(9 * minute)) {
		t.Error("flagged before midnight")
	}
	if !l.See(c.after(2 * minute)) {
		t.Error("not flagged after midnight")
	}
	l.StopAll(c.after(4 * minute))
	if why(l.Confirm(1)) != OverMidnight || l.Counted("97530", c.now()).Total() != 0 {
		t.Error("a span over midnight counts")
	}
	from, to := OnDay(Instant{Wall: l.Spans[0].From, Offset: -240}, 23*60+50), OnDay(Instant{Wall: l.Spans[0].From, Offset: -240}, 24*60-1)
	if err := l.Edit(1, Therapist, from, to, c.now()); err != nil || l.Counted("97530", c.now()).Minutes().Therapist != 9 {
		t.Errorf("corrected: %v, %+v", err, l.Spans)
	}
}

// The night of 2026-11-01 in New York: 01:30 comes twice.
func TestDaylightSavingNight(t *testing.T) {
	c, l := &clock{wall: 1793511000_000, mono: 1, run: "x", offset: -240}, &Log{} // 01:30 EDT
	start(t, l, "97530", Therapist, c.now())
	c.offset = -300
	l.StopAll(c.after(45 * minute)) // 01:15 EST
	if got := l.Counted("97530", c.now()); got.Minutes().Therapist != 45 {
		t.Errorf("%+v, %+v", got, l.Spans)
	}
	if _, err := l.Intervals("97530"); why(err) != ClockChanged {
		t.Errorf("as an interval of the clock: %v", err)
	}
}

func TestSecondsBecomeMinutes(t *testing.T) {
	c, l := morning(), &Log{}
	for range 10 { // ten stretches of 59 s are 9:50, not nothing and not ten
		start(t, l, "97530", Therapist, c.after(second))
		l.StopAll(c.after(59 * second))
	}
	if got := l.Counted("97530", c.now()).Minutes(); got != (Minutes{9, 0}) {
		t.Errorf("%+v", got)
	}
	if got := (Time{Therapist: minute - 1, Assistant: 2*minute - 1}).Minutes(); got != (Minutes{0, 1}) {
		t.Errorf("%+v", got)
	}
}

// TestAnyDay: whatever is done in whatever order, the engine's intervals never
// overlap and never hold more than is counted, the counted time is no longer
// than the day, and storing changes nothing.
func TestAnyDay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, l := morning(), &Log{}
		for range rapid.IntRange(1, 30).Draw(t, "steps") {
			c.after(rapid.Int64Range(1, 10*minute).Draw(t, "pass"))
			step(t, c, l)
		}
		l.StopAll(c.now())
		if err := l.Check(); err != nil {
			t.Fatal(err)
		}
		sum := int64(0)
		services := []rules.Service{}
		for _, code := range l.Codes() {
			counted := l.Counted(code, c.now())
			list, err := l.Intervals(code)
			if err != nil {
				t.Fatal(err)
			}
			minutes := 0
			for _, i := range list {
				minutes += i.To - i.From
			}
			if m := counted.Minutes(); minutes > m.Therapist+m.Assistant+1 || int64(minutes)*minute > counted.Total() {
				t.Fatalf("%s: %d minutes of intervals, counted %+v", code, minutes, counted)
			}
			if code != "97010" {
				sum += counted.Total()
			}
			services = append(services, rules.Service{Intervals: list})
		}
		if sum > c.wall-nine {
			t.Fatalf("counted %d in %d", sum, c.wall-nine)
		}
		apart(t, l, services)
	})
}

func apart(t *rapid.T, l *Log, services []rules.Service) {
	for i, code := range l.Codes() {
		for j, other := range l.Codes() {
			for a, x := range services[i].Intervals {
				for b, y := range services[j].Intervals {
					same := i == j && a == b
					if beside := i != j && (code == "97010" || other == "97010"); !same && !beside && x.From < y.To && y.From < x.To {
						t.Fatalf("%s %+v overlaps %s %+v", code, x, other, y)
					}
				}
			}
		}
	}
}

func step(t *rapid.T, c *clock, l *Log) {
	code := rapid.SampledFrom([]string{"97530", "97110", "97140", "97010"}).Draw(t, "code")
	by := rapid.SampledFrom([]By{Therapist, Assistant, Both}).Draw(t, "by")
	switch rapid.IntRange(0, 7).Draw(t, "step") {
	case 0, 1:
		_ = l.Start(code, code == "97010", by, c.now())
	case 2:
		l.Stop(code, c.now())
	case 3:
		_ = l.Pause(Rest, c.now())
	case 4:
		_ = l.Resume(c.now())
	case 5:
		l.See(c.reload(rapid.Int64Range(0, minute).Draw(t, "away")))
	case 6:
		data, _ := json.Marshal(l)
		*l = Log{}
		if err := json.Unmarshal(data, l); err != nil {
			t.Fatal(err)
		}
	case 7:
		if len(l.Spans) > 0 {
			from := Instant{Wall: rapid.Int64Range(nine, c.wall).Draw(t, "from"), Offset: -240}
			to := Instant{Wall: rapid.Int64Range(nine, c.wall).Draw(t, "to"), Offset: -240}
			_ = l.Edit(rapid.SampledFrom(l.Spans).Draw(t, "span").ID, by, from, to, c.now())
		}
	}
}
