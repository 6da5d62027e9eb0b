package workspace

import (
	"testing"

	"therapytally/app/draft"
)

// A fault of ours hides the answer, keeps the input, and mends with the next
// input that has no fault. The first drawing works the answer out, too: it must
// not end the program each time that what was typed is there again.
func TestAPanicHidesTheAnswerAndKeepsTheInput(t *testing.T) {
	s := newStore(t)
	s.Type(draft.MinutesOf(1), "30")
	find := s.Find
	s.Find = nil // the next reading panics
	s.Form.Set(draft.MinutesOf(1), "38")
	s.Recount()
	if s.Phase != Broken || len(s.Answer.Lines) != 0 {
		t.Errorf("phase %d with %d lines", s.Phase, len(s.Answer.Lines))
	}
	if got := s.Form.Text(draft.MinutesOf(1)); got != "38" {
		t.Errorf("the input is %q", got)
	}
	s.Find = find
	s.Recount()
	if s.Phase != Ready || s.Answer.Units.TimedUnits != 3 {
		t.Errorf("without the fault: phase %d, %d units", s.Phase, s.Answer.Units.TimedUnits)
	}
}
