package workspace

import (
	"testing"

	"therapytally/app/draft"
	"therapytally/rules"
)

func newStore(t *testing.T) *Store {
	t.Helper()
	book, err := rules.Standard()
	if err != nil {
		t.Fatal(err)
	}
	return New(book, "2026-08-03", "National average", "97530")
}

func TestEachKeystrokeUpdates(t *testing.T) {
	s := newStore(t)
	if s.Phase != Waiting {
		t.Fatalf("a fresh page is in phase %d", s.Phase)
	}
	s.Type(draft.MinutesOf(1), "3")
	if s.Phase != Ready || s.Answer.Units.TimedUnits != 0 {
		t.Errorf("3 minutes: phase %d, %d units", s.Phase, s.Answer.Units.TimedUnits)
	}
	s.Type(draft.MinutesOf(1), "30")
	if got := s.Answer.Totals.Allowed.Value.StringFixed(2); got != "60.12" {
		t.Errorf("30 minutes allow %s", got)
	}
}

func TestAWrongFieldHidesTheAnswer(t *testing.T) {
	s := newStore(t)
	s.Type(draft.MinutesOf(1), "30")
	for _, bad := range []struct {
		field draft.Field
		text  string
	}{{draft.MinutesOf(1), "30x"}, {draft.Place, "941"}, {draft.Date, "2031-01-01"}, {draft.Deductible, "x"}} {
		before := s.Form.Text(bad.field)
		s.Type(bad.field, bad.text)
		if s.Phase != Blocked || s.Answer.Trace != nil || len(s.Answer.Lines) > 0 {
			t.Errorf("%s %q leaves an answer standing in phase %d", bad.field, bad.text, s.Phase)
		}
		if s.Problem.Field != bad.field {
			t.Errorf("%s %q is blamed on %s", bad.field, bad.text, s.Problem.Field)
		}
		s.Type(bad.field, before)
		if s.Phase != Ready {
			t.Errorf("%s mended, phase %d", bad.field, s.Phase)
		}
	}
}

func TestRefusalsAreShownAtTheirField(t *testing.T) {
	s := newStore(t)
	s.Type(draft.MinutesOf(1), "30")
	s.Type(draft.CodeOf(1), "97165")
	if s.Phase != Blocked || s.Problem.Field != draft.CodeOf(1) {
		t.Errorf("phase %d, problem %+v", s.Phase, s.Problem)
	}
	if _, shown := s.ProblemOf(draft.CodeOf(1)); !shown {
		t.Error("the field itself says nothing")
	}
}

func TestPicker(t *testing.T) {
	s := newStore(t)
	f := s.Form.Add()
	s.Recount()
	s.Open(f)
	if s.Picker.Field != f || s.Picker.Choices[0].Key != "97530" {
		t.Fatalf("the list shows %+v", s.Picker)
	}
	s.Type(f, "gait")
	s.Move(f, +1)
	s.Choose(f, s.Picker.Active, instant(0))
	if got := s.Form.Text(f); got != "97116 Gait training" {
		t.Errorf("the field holds %q", got)
	}
	if s.Picker.Field != "" {
		t.Error("the list stays open")
	}
	s.Move(f, -1)
	if got := s.Picker; got.Active != len(got.Choices)-1 {
		t.Errorf("up from nothing goes to %d of %d", got.Active, len(got.Choices))
	}
	s.Move(f, +1)
	if s.Picker.Active != 0 {
		t.Errorf("down from the end goes to %d", s.Picker.Active)
	}
	s.Choose(f, 99, instant(0))
	s.Type(f, "zzz")
	if s.Picker.Field != "" {
		t.Error("an empty list is open")
	}
}

func TestATieFollowsTheChoice(t *testing.T) {
	s := newStore(t)
	s.Type(draft.MinutesOf(1), "20")
	f := s.Form.Add()
	s.Type(f, "97110")
	s.Type(draft.MinutesOf(2), "20")
	tie := s.Answer.Units.Tie
	if tie == nil || tie.Chosen[0].String() != "97530" {
		t.Fatalf("the tie is %+v", tie)
	}
	s.Change(func(fs *draft.State) { fs.PreferCode(tie.Among[1]) })
	if got := s.Answer.Units.Tie.Chosen[0].String(); got != "97110" {
		t.Errorf("the unit went to %s", got)
	}
}

func TestAFaultHidesEverything(t *testing.T) {
	s := newStore(t)
	s.Type(draft.MinutesOf(1), "30")
	s.Explain(s.Answer.Trace, 1, "$1", "it", "button")
	s.Break()
	if s.Phase != Broken || s.Answer.Trace != nil || s.Why.Open {
		t.Errorf("after a fault: %+v", s.Phase)
	}
	s.Recount()
	if s.Phase != Ready || s.Form.Text(draft.MinutesOf(1)) != "30" {
		t.Error("the input is lost")
	}
}

func TestWhyRemembersWhoAsked(t *testing.T) {
	s := newStore(t)
	s.Type(draft.MinutesOf(1), "30")
	s.Explain(s.Answer.Trace, 3, "$60.12", "Allowed", "why-allowed")
	if got := s.EndExplain(); got != "why-allowed" || s.Why.Open {
		t.Errorf("the focus goes to %q", got)
	}
}

func BenchmarkKeystroke(b *testing.B) {
	book, err := rules.Standard()
	if err != nil {
		b.Fatal(err)
	}
	s := New(book, "2026-08-03", "National average", "97530")
	s.Type(draft.Place, "94103")
	for i, c := range []string{"97110", "97140", "97112"} {
		s.Type(s.Form.Add(), c)
		s.Type(draft.MinutesOf(i+2), "15")
	}
	for b.Loop() {
		s.Type(draft.MinutesOf(1), "30")
	}
}
