package workspace

import (
	"testing"

	"therapytally/app/draft"
	"therapytally/app/timer"
	"therapytally/rules/code"
)

func service(t *testing.T, s *Store, c string) int {
	t.Helper()
	s.Change(func(f *draft.State) { f.Set(f.Add(), c) })
	return s.Form.Rows[len(s.Form.Rows)-1].Key
}

// Total treatment minutes are never below the timed ones: a modality that ran
// beside a service takes nothing from it.
func TestTreatmentBesideIsNoLess(t *testing.T) {
	s := newStore(t)
	pack := service(t, s, "97010")
	s.Tap(1, instant(0))
	s.Tap(pack, instant(5))
	s.Stop("97530", instant(30))
	s.Stop("97010", instant(30))
	if got := s.Form.Treatment(s.Reading, instant(40)).Minutes; got != 30 {
		t.Errorf("30 minutes of the clock are %d", got)
	}
	s.Type(draft.MinutesOf(pack), "10")
	if got := s.Form.Treatment(s.Reading, instant(40)).Minutes; got != 30 {
		t.Errorf("with 10 of them entered by hand they are %d", got)
	}
	s.RemoveRow(pack)
	if got := s.Form.Treatment(s.Reading, instant(40)).Minutes; got != 30 {
		t.Errorf("without the modality they are %d", got)
	}
}

// What the assistant has done is in no claim once none takes part: then it is
// not in the note either, and it is said.
func TestMinutesOfAnAssistantWhoTakesNoPart(t *testing.T) {
	s := newStore(t)
	s.WithAssistant(true, instant(0))
	s.Treats(1, timer.Assistant, instant(0))
	s.Tap(1, instant(0))
	s.Treats(1, timer.Therapist, instant(10))
	s.Stop("97530", instant(30))
	if all, off := s.Form.Treatment(s.Reading, instant(30)).Minutes, s.Form.Unbilled(instant(30)); all != 30 || off != 0 {
		t.Errorf("together %d, unbilled %d", all, off)
	}
	s.WithAssistant(false, instant(30))
	if all, off := s.Form.Treatment(s.Reading, instant(30)).Minutes, s.Form.Unbilled(instant(30)); all != 20 || off != 10 {
		t.Errorf("alone %d, unbilled %d", all, off)
	}
}

// An emptied field gives the minutes beside it back to the timer only if they
// are the timer's.
func TestEmptiedFieldKeepsItsNeighbor(t *testing.T) {
	s := newStore(t)
	s.WithAssistant(true, instant(0))
	s.Tap(1, instant(0))
	s.Stop("97530", instant(10))
	for _, entry := range [][2]string{{string(draft.MinutesOf(1)), "20"}, {string(draft.AssistantOf(1)), "5"}, {string(draft.AssistantOf(1)), ""}} {
		s.Type(draft.Field(entry[0]), entry[1])
	}
	s.Leave(draft.AssistantOf(1), instant(11))
	if got := s.Form.Text(draft.MinutesOf(1)); got != "20" {
		t.Errorf("the therapist's 20 minutes are %s", got)
	}
	s.Type(draft.MinutesOf(1), "")
	s.Leave(draft.MinutesOf(1), instant(12))
	if got := s.Form.Text(draft.MinutesOf(1)); got != "10" {
		t.Errorf("the timer's 10 minutes are %q", got)
	}
}

func TestTimeOfAnotherDayIsSaid(t *testing.T) {
	s := newStore(t)
	if s.Form.OtherDay() != "" {
		t.Error("a visit without time has another day")
	}
	s.Tap(1, instant(0))
	s.Stop("97530", instant(20))
	if got := s.Form.OtherDay(); got != "2024-10-04" {
		t.Fatalf("a visit of 2026-08-03 timed on 2024-10-04: %q", got)
	}
	s.TakeDay(instant(21))
	if s.Form.Date != "2024-10-04" || s.Form.OtherDay() != "" {
		t.Errorf("its date is %s", s.Form.Date)
	}
}

// A timer that was forgotten over night is corrected on the day of its start.
func TestForgottenTimerCanBeCorrected(t *testing.T) {
	s := newStore(t)
	s.Tap(1, instant(0)) // 10:00
	s.Stop("97530", instant(22*60))
	s.Edit(1)
	s.Editor.To = "10:30"
	s.SaveSpan(instant(22*60 + 1))
	if s.Editor.Fault != 0 {
		t.Fatalf("refused: %v", s.Editor.Fault)
	}
	if got := s.Form.Time.Counted("97530", instant(22*60+2)).Therapist; got != 30*60_000 {
		t.Errorf("it counts %d ms", got)
	}
}

func TestAssertionGoesWithItsService(t *testing.T) {
	s := newStore(t)
	manual, _ := code.ParseHCPCS("97140")
	key := service(t, s, "97140")
	s.Change(func(f *draft.State) { f.Assert(manual, "59"); f.PreferCode(manual) })
	s.RemoveRow(key)
	service(t, s, "97140")
	if s.Form.Distinct[manual] != "" || len(s.Form.Prefer) != 0 {
		t.Errorf("it came back: %v, %v", s.Form.Distinct, s.Form.Prefer)
	}
}
