package workspace

import (
	"testing"

	"therapytally/app/draft"
	"therapytally/app/timer"
)

// Steps that are shown are those of the answer on the page: leaving a field
// changes nothing and keeps them, another answer takes them away.
func TestStepsStayWithTheirAnswer(t *testing.T) {
	s := newStore(t)
	s.Type(draft.MinutesOf(1), "30")
	allowed := s.Answer.Totals.Allowed
	s.Explain(s.Answer.Trace, allowed.Index(), "$60.12", "Allowed", "why-allowed")
	s.Leave(draft.MinutesOf(1), timer.Instant{})
	if !s.Why.Open || s.Why.Shown != "$60.12" {
		t.Errorf("after the field was left it explains %+v", s.Why)
	}
	s.Type(draft.MinutesOf(1), "38")
	if s.Why.Open {
		t.Error("it explains a figure of the answer before")
	}
}
