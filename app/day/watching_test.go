package day

import (
	"slices"
	"testing"

	"therapytally/app/keep"
	"therapytally/app/timer"
)

// awake opens a day on a tablet whose clocks both run.
func awake(t *testing.T, p keep.Policy) (*tablet, *Day) {
	device := newTablet()
	device.now.Mono = 1000
	d := open(t, device)
	d.SetPolicy(p)
	return device, d
}

// second lets a second pass and looks at the clock, as the page does. It reports
// whether the page is drawn.
func (d *Day) second(device *tablet) (drawn bool) {
	device.live(1000)
	drawn = d.Tick()
	d.Flush()
	return drawn
}

// Second by second: after one minute the countdown begins, each second of it is
// drawn, and at the end of the second minute the visits are gone.
func TestASharedTabletCountsEachSecond(t *testing.T) {
	device, d := awake(t, keep.Policy{Keep: true, Shared: true, IdleMinutes: 2})
	d.minutes("38")
	for n := 1; n < 120; n++ {
		drawn := d.second(device)
		want := max(0, min(60, 120-n))
		if n < 60 {
			want = 0
		}
		if d.view.left != want || n >= 60 && !drawn || d.shown() != "38" {
			t.Fatalf("after %d s: %d s left, want %d; drawn %v", n, d.view.left, want, drawn)
		}
	}
	if d.second(device); d.shown() != "" || device.local.holds(`"38"`) || d.view.left != 0 {
		t.Errorf("after 120 s it shows %q, %d s left", d.shown(), d.view.left)
	}
}

// A running timer is use, second by second for an hour. Then it asks; nobody
// answers, and the ordinary minutes of a tablet that nobody touches begin.
func TestARunningTimerHoldsThePurgeForItsHour(t *testing.T) {
	for _, elsewhere := range []bool{false, true} {
		device, d := awake(t, keep.Policy{Shared: true, IdleMinutes: 2})
		d.store.Tap(1, d.instant())
		d.Save()
		first := d.Current
		if elsewhere {
			d.Add()
			d.minutes("23")
		}
		for n := 1; n < 3600; n++ {
			if d.second(device); d.view.left != 0 || d.Asks() != (Question{}) {
				t.Fatalf("after %d s: %d s left, it asks %+v", n, d.view.left, d.Asks())
			}
		}
		for n := 0; n < 60; n++ {
			drawn := d.second(device)
			if want := (Question{Visit: first, Label: "1", Code: "97530", Span: 1, Minutes: 60}); d.Asks() != want || n == 0 && !drawn || d.view.left != 0 {
				t.Fatalf("%d s after the hour it asks %+v, %d s left", n, d.Asks(), d.view.left)
			}
		}
		for n := 60; n > 0; n-- {
			if d.second(device); d.view.left != n {
				t.Fatalf("unanswered, %d s left, want %d", d.view.left, n)
			}
		}
		if d.second(device); len(d.stored) > 0 || device.session.holds("97530") || d.Asks() != (Question{}) {
			t.Errorf("elsewhere %v: nobody has answered, and there is %v", elsewhere, device.session.values)
		}
	}
}

func TestAnswersOfTheQuestion(t *testing.T) {
	for _, elsewhere := range []bool{false, true} {
		device, d := awake(t, keep.Policy{Shared: true, IdleMinutes: 2})
		d.store.Tap(1, d.instant())
		d.Save()
		first := d.Current
		if elsewhere {
			d.Add()
			d.minutes("23")
		}
		log := func() *timer.Log {
			if d.Current == first {
				return &d.store.Form.Time
			}
			return &d.Sheet.Visit(first).Timer
		}
		device.live(3_600_000)
		d.Tick()
		d.GoOn(d.instant())
		if d.Asks() != (Question{}) || len(log().Running()) != 1 {
			t.Fatal("going on is not an answer")
		}
		for range 50 { // a touch was long ago, and the timer is use again
			device.live(60_000)
			if d.Tick(); d.view.left != 0 || d.Asks().Visit != "" && !d.Asks().Long {
				t.Fatalf("%d s left, it asks %+v", d.view.left, d.Asks())
			}
			if d.Asks().Long {
				d.GoOn(d.instant())
			}
		}
		device.live(3_600_000)
		d.Tick()
		d.EndedBefore(d.instant())
		if d.Current != first || len(log().Running()) != 0 || d.store.Editor.Span != 1 || d.store.TimesOf != 1 || d.Asks() != (Question{}) {
			t.Errorf("elsewhere %v: the end is not open to be corrected: %+v", elsewhere, d.store.Editor)
		}
	}
}

// A question that nobody could see is not unanswered: the page that wakes shows
// it, and the ordinary time begins then. After three hours the tablet is another
// one's.
func TestAQuestionIsSeenBeforeItGoesUnanswered(t *testing.T) {
	for minutes, kept := range map[int64]bool{75: true, 170: true, 200: false} {
		device, d := awake(t, keep.Policy{Shared: true, IdleMinutes: 2})
		d.store.Tap(1, d.instant())
		d.Save()
		d.second(device)
		d.hidden = true
		d.Leave()
		device.sleep(minutes * 60_000) // the monotonic clock sleeps too
		d.hidden = false
		d.Touch()
		d.Tick()
		if shown := len(d.store.Form.Time.Running()) == 1 && d.Asks().Visit != "" && d.view.left == 0; shown != kept {
			t.Errorf("after %d minutes asleep: asks %+v, %d s left", minutes, d.Asks(), d.view.left)
		}
		again := open(t, device) // or the tab was killed
		if shown := len(again.store.Form.Time.Running()) == 1; shown != kept {
			t.Errorf("opened after %d minutes: %v", minutes, again.store.Form.Time.Spans)
		}
	}
}

// The same where the page is awake and behind another one.
func TestAQuestionBehindAnotherPage(t *testing.T) {
	device, d := awake(t, keep.Policy{Shared: true, IdleMinutes: 2})
	d.store.Tap(1, d.instant())
	d.Save()
	d.hidden = true
	for n := range 75 {
		device.live(60_000)
		if d.Tick(); len(d.store.Form.Time.Running()) != 1 || d.view.left != 0 {
			t.Fatalf("after %d minutes nobody has seen the question, and %d s are left", n+1, d.view.left)
		}
	}
	d.hidden = false
	for n := range 60 {
		if d.second(device); d.view.left != 0 {
			t.Fatalf("%d s after it is seen, %d s are left", n, d.view.left)
		}
	}
	if d.second(device); d.view.left != 60 {
		t.Errorf("a minute after it is seen, %d s are left", d.view.left)
	}
}

// Midnight passes while a timer runs, in a tab that keeps nothing: nothing is
// deleted, and after the stop there is a minute to keep the visit.
func TestMidnightUnderARunningTimer(t *testing.T) {
	for _, kept := range []bool{true, false} {
		device, d := awake(t, keep.Policy{})
		device.live(12*3_600_000 - 10*60_000) // ten to midnight
		d.minutes("38")
		d.store.Tap(1, d.instant())
		d.Save()
		for range 30 {
			device.live(60_000)
			if d.Tick(); len(d.notices) > 0 || d.keep.Ending() > 0 {
				t.Fatalf("%v, %d end", d.notices, d.keep.Ending())
			}
		}
		d.store.StopAll(d.instant())
		d.Save()
		for range 59 {
			if d.second(device); d.keep.Ending() != 1 || d.shown() != "38" {
				t.Fatalf("stopped: %d end, %q", d.keep.Ending(), d.shown())
			}
		}
		if kept {
			d.KeepOn()
		}
		for range 5 {
			d.second(device)
		}
		if told := slices.ContainsFunc(d.notices, func(n notice) bool { return n.kind == noticePurged }); told == kept || (d.shown() == "38") != kept {
			t.Errorf("kept %v: %v, shows %q", kept, d.notices, d.shown())
		}
	}
}

// The clock is a month ahead for a moment: under an open page nothing changes,
// and what a page does not show that opens then is there when the clock is right.
func TestAWrongClockForAMoment(t *testing.T) {
	const month = 30 * 24 * 3_600_000
	device, d := awake(t, keep.Usual)
	d.minutes("38")
	d.second(device)
	device.sleep(month)
	d.second(device)
	other := second(device)
	late := open(t, other)
	if late.shown() != "" {
		t.Error("it is shown though its time is over")
	}
	device.sleep(-month)
	other.sleep(-month)
	d.second(device)
	other.live(5000)
	late.Tick()
	if d.shown() != "38" || len(late.Sheet.Visits) != 2 || !device.local.holds(`"38"`) {
		t.Errorf("right again, it shows %q and %d visits", d.shown(), len(late.Sheet.Visits))
	}
}
