package draft

import (
	"testing"

	"therapytally/app/lookup"
	"therapytally/app/timer"
	"therapytally/rules"
)

// at is some minutes after ten on one morning, in UTC.
func at(minutes int64) timer.Instant {
	const morning = 20_000*24*3600_000 + 10*3600_000
	return timer.Instant{Wall: morning + minutes*60_000, Mono: minutes * 60_000, Run: "a"}
}

func timed(t *testing.T, codes ...string) (*State, func() Reading) {
	t.Helper()
	book, err := rules.Standard()
	if err != nil {
		t.Fatal(err)
	}
	find := &lookup.Index{Book: book, National: "National average"}
	s := New("2026-08-03", "National average", codes[0])
	for _, c := range codes[1:] {
		s.Set(s.Add(), c)
	}
	return s, func() Reading {
		r := s.Read(find)
		s.Follow(r)
		return r
	}
}

// start taps a timer of one-on-one codes and of 97012, a supervised one.
func start(t *testing.T, s *State, c string, minutes int64) {
	t.Helper()
	if err := s.Time.Tap(c, c == "97012", timer.Therapist, at(minutes)); err != nil {
		t.Fatal(err)
	}
}

func TestTimerFeedsTheMinutes(t *testing.T) {
	s, read := timed(t, "97530", "97110")
	r := read()
	start(t, s, "97530", 0)
	if s.Feed(r, at(0)) {
		t.Error("no minute has passed, and a text changed")
	}
	start(t, s, "97110", 20)
	start(t, s, "97110", 31)
	if !s.Feed(r, at(31)) || s.Rows[0].Minutes != "20" || s.Rows[1].Minutes != "11" {
		t.Errorf("it fed %q and %q", s.Rows[0].Minutes, s.Rows[1].Minutes)
	}
}

func TestMinutesByHandStand(t *testing.T) {
	s, read := timed(t, "97530")
	s.Set(MinutesOf(1), "25")
	start(t, s, "97530", 0)
	start(t, s, "97530", 10)
	if s.Feed(read(), at(10)); s.Rows[0].Minutes != "25" {
		t.Errorf("the timer wrote %q over 25", s.Rows[0].Minutes)
	}
	s.TakeTimer(1)
	if s.Feed(read(), at(10)); s.Rows[0].Minutes != "10" {
		t.Errorf("the timer's minutes are asked for and %q stands", s.Rows[0].Minutes)
	}
	s.Enter(MinutesOf(1))
	start(t, s, "97530", 20)
	if s.Feed(read(), at(30)) {
		t.Error("a field was changed while it was being edited")
	}
}

func TestTimeFollowsItsService(t *testing.T) {
	s, read := timed(t, "97530")
	read()
	start(t, s, "97530", 0)
	start(t, s, "97530", 15)
	s.Set(CodeOf(1), "97110")
	if r := read(); s.Time.Counted("97110", at(15)).Total() != 15*60_000 || len(s.Loose(r)) != 0 {
		t.Errorf("the time did not follow: %v", s.Time.Codes())
	}
	s.Set(CodeOf(1), "97012")
	if r := read(); len(s.Loose(r)) != 1 {
		t.Error("one-on-one time became time of a supervised modality")
	}
	s.Set(CodeOf(1), "97110")
	if r := read(); len(s.Loose(r)) != 0 {
		t.Error("the time of a service that came back is loose")
	}
}

func TestAssistantOfSpeechTherapyDoesNotCount(t *testing.T) {
	s, read := timed(t, "92507")
	s.Set(AssistantOf(1), "15")
	for discipline, want := range map[bool]int{true: 15, false: 0} {
		s.Assistants = discipline
		if got := read().Rows[0].Assistant; got != want {
			t.Errorf("with an assistant %v: %d minutes", discipline, got)
		}
	}
}

// A modality beside treatment is the same stretch of the clock.
func TestTreatmentMinutes(t *testing.T) {
	s, read := timed(t, "97530", "97012", "97161")
	start(t, s, "97012", 0)
	start(t, s, "97530", 5)
	start(t, s, "97530", 20)
	start(t, s, "97012", 20)
	s.Feed(read(), at(20))
	got := s.Treatment(read(), at(20))
	if got.Minutes != 20 || len(got.Each) != 2 || got.Each[1].Minutes != 20 || len(got.Missing) != 1 {
		t.Errorf("20 minutes of the clock, one service without: %+v", got)
	}
	s.Set(MinutesOf(3), "30")
	if got = s.Treatment(read(), at(20)); got.Minutes != 50 || len(got.Missing) != 0 {
		t.Errorf("with an evaluation of 30 minutes: %+v", got)
	}
}

// Two modalities at the same time are the same stretch of the clock too.
func TestTwoModalitiesAtOnceAreCountedOnce(t *testing.T) {
	s, read := timed(t, "97012", "G0283", "97530")
	for _, c := range []string{"97012", "G0283"} {
		if err := s.Time.Start(c, true, timer.Therapist, at(0)); err != nil {
			t.Fatal(err)
		}
	}
	s.Time.StopAll(at(20))
	s.Feed(read(), at(20))
	s.Set(MinutesOf(3), "15")
	if got := s.Treatment(read(), at(20)).Minutes; got != 35 {
		t.Errorf("20 minutes of the clock and 15 by hand are %d", got)
	}
}
