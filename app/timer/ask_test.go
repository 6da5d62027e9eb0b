package timer

import (
	"reflect"
	"testing"
)

// Second by second: a timer asks when it has run for an hour, not before, and an
// hour after the answer again, whether the page sleeps, is reloaded or is awake.
func TestATimerAsksAfterAnHour(t *testing.T) {
	c, l := morning(), &Log{}
	start(t, l, "97110", Therapist, c.now())
	var asked []int64
	for n := int64(1); n <= 3*3600; n++ {
		at := c.after(second)
		l.See(at)
		q, asks := l.Question(at)
		switch {
		case !asks:
		case q.Visit:
			t.Fatalf("after %d s it asks about the visit, and the hour's question was answered later than 90 minutes", n)
		default:
			asked = append(asked, n)
			if q.Span.Code != "97110" || q.Minutes != int(n/60) {
				t.Fatalf("%+v", q)
			}
			if n == 3600 || n == 2*3600 {
				continue // not answered at once
			}
			if err := l.GoOn(q.Span.ID, at); err != nil {
				t.Fatal(err)
			}
			l.Long = true // the question about the visit has a test of its own
		}
	}
	if want := []int64{3600, 3601, 3601 + 3600}; !reflect.DeepEqual(asked, want) {
		t.Errorf("asked at %v s, want %v", asked, want)
	}
	l.Stop("97110", c.now())
	if _, asks := l.Question(c.after(day)); asks {
		t.Error("a stopped timer asks")
	}
	if got := l.Counted("97110", c.now()); got.Therapist != 3*hour || got.Waiting != 0 {
		t.Errorf("three hours count as %+v", got)
	}
}

// A visit asks once when its codes together pass 90 minutes.
func TestAVisitAsksAfterNinetyMinutes(t *testing.T) {
	c, l := morning(), &Log{}
	for i, code := range []string{"97110", "97140", "97530", "97112"} {
		start(t, l, code, Therapist, c.now())
		if i == 0 {
			if err := l.Start("97010", true, Assistant, c.now()); err != nil { // at the same time: not one-on-one
				t.Fatal(err)
			}
			l.Stop("97010", c.after(10*minute))
		}
		for n := range 25 * 60 {
			at := c.after(second)
			l.See(at)
			q, asks := l.Question(at)
			passed := i*25*60 + n + 1 + 600 // seconds of one-on-one time
			if want := passed >= 90*60 && !l.Long; asks != want {
				t.Fatalf("after %d s it asks: %v", passed, asks)
			}
			if asks {
				if !q.Visit || q.Minutes != 90 || q.Span.Code != code {
					t.Fatalf("%+v", q)
				}
				if err := l.GoOn(q.Span.ID, at); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	if !l.Long {
		t.Error("it never asked")
	}
}

// After a sleep or a killed tab the hour's question stands for the one that the
// flags ask: one answer settles both.
func TestOneAnswerAfterASleep(t *testing.T) {
	for what, gap := range map[string]func(*clock){
		"asleep": func(c *clock) { c.hidden = true; c.wall += 70 * minute },
		"killed": func(c *clock) { c.reload(70 * minute) },
	} {
		c, l := morning(), &Log{}
		start(t, l, "97110", Therapist, c.now())
		c.hidden = true
		l.See(c.after(minute))
		gap(c)
		c.hidden = false
		l.See(c.now())
		q, asks := l.Question(c.now())
		if !asks || q.Visit || q.Minutes != 71 || !l.Spans[0].Asks() {
			t.Fatalf("%s: %+v, %v", what, q, asks)
		}
		l = stored(t, l)
		if err := l.GoOn(1, c.now()); err != nil || l.Spans[0].Asks() || len(l.Unsettled()) > 0 {
			t.Errorf("%s: %v, %+v", what, err, l.Spans[0])
		}
		l.Stop("97110", c.after(minute))
		if got := l.Counted("97110", c.now()); got.Therapist != 72*minute {
			t.Errorf("%s: it counts %+v", what, got)
		}
	}
	c, l := morning(), &Log{}
	start(t, l, "97110", Therapist, c.now())
	l.See(c.now())
	c.wall += hour // the clock is moved under an open page
	l.See(c.now())
	if err := l.GoOn(1, c.now()); err != nil || !l.Spans[0].Asks() {
		t.Errorf("a moved clock is settled by the answer: %v, %+v", err, l.Spans[0])
	}
	if why(l.GoOn(9, c.now())) != NoSuchSpan {
		t.Error("an answer for no span is taken")
	}
}

func TestATimerIsUse(t *testing.T) {
	s := Span{ID: 1, Code: "97110", By: Therapist, From: nine}
	if s.UsedUntil() != nine+3*hour {
		t.Error("a timer")
	}
	if s.Still = nine + hour; s.UsedUntil() != nine+4*hour {
		t.Error("a timer that goes on")
	}
	if p := (Span{ID: 1, Pause: Rest, By: Therapist, From: nine}); p.UsedUntil() != nine+hour || p.Due(Instant{Wall: nine + 2*hour}) {
		t.Error("a pause")
	}
}
