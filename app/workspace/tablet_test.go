package workspace

import (
	"testing"

	"therapytally/app/draft"
	"therapytally/app/timer"
	"therapytally/rules"
	"therapytally/rules/code"
	"therapytally/rules/trace"
)

func instant(minutes int64) timer.Instant {
	const morning = 20_000*24*3600_000 + 10*3600_000
	return timer.Instant{Wall: morning + minutes*60_000, Mono: minutes * 60_000, Run: "a"}
}

func TestTimerMakesTheEstimate(t *testing.T) {
	s := newStore(t)
	s.Tap(1, instant(0))
	if !s.Pulse(instant(8)) || s.Answer.Units.TimedUnits != 1 {
		t.Errorf("after 8 minutes: phase %v, %d units", s.Phase, s.Answer.Units.TimedUnits)
	}
	if s.Pulse(instant(8)) {
		t.Error("nothing changed within the minute")
	}
	s.Treats(1, timer.Assistant, instant(15))
	s.Form.Assistants = true
	s.Tap(1, instant(30))
	if v := s.Reading.Visit.Services[0]; v.Minutes != 15 || v.AssistantMinutes != 15 {
		t.Errorf("therapist %d, assistant %d", v.Minutes, v.AssistantMinutes)
	}
}

func TestAFigureUnderExplanationStays(t *testing.T) {
	s := newStore(t)
	s.Tap(1, instant(0))
	s.Pulse(instant(10))
	s.Explain(s.Answer.Trace, 1, "1 unit", "units", "button")
	if s.Pulse(instant(30)) || !s.Why.Open {
		t.Error("the explanation was taken away by the clock")
	}
	s.EndExplain()
	if !s.Pulse(instant(30)) || s.Answer.Units.TimedUnits != 2 {
		t.Error("the clock does not catch up")
	}
}

func TestTimesAreCorrectedByHand(t *testing.T) {
	s := newStore(t)
	s.NewSpan(1)
	s.Editor.From, s.Editor.To = "9:00", "8:00"
	if s.SaveSpan(instant(0)); s.Editor.Fault != timer.EndsTooEarly {
		t.Errorf("an end before the start: fault %d", s.Editor.Fault)
	}
	s.Editor.To = "9:25"
	if s.SaveSpan(instant(0)); s.Editor.Code != "" || s.Form.Text(draft.MinutesOf(1)) != "25" {
		t.Errorf("9:00 to 9:25 gives %q minutes", s.Form.Text(draft.MinutesOf(1)))
	}
	s.Edit(s.Form.Time.Spans[0].ID)
	s.Editor.To = "9:40"
	if s.SaveSpan(instant(0)); s.Form.Text(draft.MinutesOf(1)) != "40" {
		t.Errorf("9:00 to 9:40 gives %q minutes", s.Form.Text(draft.MinutesOf(1)))
	}
	s.DeleteSpan(s.Form.Time.Spans[0].ID, instant(0))
	if s.Form.Text(draft.MinutesOf(1)) != "" {
		t.Errorf("without times it has %q minutes", s.Form.Text(draft.MinutesOf(1)))
	}
}

// What is said of a choice must be what the choice then comes to.
func TestTiePaysWhatItSays(t *testing.T) {
	s := newStore(t)
	s.Type(draft.MinutesOf(1), "20")
	s.Type(s.Form.Add(), "97140")
	s.Type(draft.MinutesOf(2), "20")
	pays := s.TiePays()
	if len(pays) != 2 {
		t.Fatalf("%d ways to give the unit", len(pays))
	}
	for _, p := range pays {
		s.Change(func(f *draft.State) { f.PreferCode(p.Code) })
		if said, is := p.Answer.Totals.Allowed.Value, s.Answer.Totals.Allowed.Value; !said.Equal(is) {
			t.Errorf("to %s: it says %s and pays %s", p.Code, said, is)
		}
	}
}

func TestRulesWorth(t *testing.T) {
	s := newStore(t)
	s.Type(draft.MinutesOf(1), "30")
	if _, differ := s.RulesWorth(); differ {
		t.Error("the rules agree on 30 minutes")
	}
	s.Type(draft.MinutesOf(1), "24")
	s.Type(s.Form.Add(), "97110")
	s.Type(draft.MinutesOf(2), "24")
	w, differ := s.RulesWorth()
	if !differ || !w.Total.Totals.Allowed.Value.Equal(s.Answer.Totals.Allowed.Value) {
		t.Errorf("total time allows %s there and %s here", w.Total.Totals.Allowed.Value, s.Answer.Totals.Allowed.Value)
	}
	// 97110 has one unit and two: what a later unit of it is paid in 2026
	if w.More != rules.PerCode || w.Difference.Value.String() != "22.21" {
		t.Errorf("%q allows %s more", w.More, w.Difference.Value)
	}
	last := w.Total.Trace.Nodes[w.Difference.Index()]
	if err := trace.Replay(w.Total.Trace.Nodes); err != nil || last.Op != trace.Difference || int(last.Args[0]) != w.PerCode.Totals.Allowed.Index() {
		t.Errorf("its steps are %+v: %v", last, err)
	}
	if w.PerCode.Units.TimedUnits != s.Answer.Units.Other.TimedUnits {
		t.Errorf("each code alone: %d units there, %d here", w.PerCode.Units.TimedUnits, s.Answer.Units.Other.TimedUnits)
	}
}

// Every way through every decision ends at a code that the build knows.
func TestEveryDecisionEnds(t *testing.T) {
	s := newStore(t)
	all, err := s.Find.Book.Decisions()
	if err != nil || len(all) == 0 {
		t.Fatal(err)
	}
	for _, d := range all {
		walk(t, s, Path{Decision: d})
	}
}

func walk(t *testing.T, s *Store, p Path) {
	t.Helper()
	passed, next, result := p.Way()
	if !result.IsZero() {
		if _, known := s.Find.Book.Code(result); !known || next.ID != "" {
			t.Errorf("%s ends at %s", p.Decision.ID, result)
		}
		return
	}
	if next.ID == "" || len(passed) > 20 {
		t.Fatalf("%s leads nowhere after %v", p.Decision.ID, p.Answers)
	}
	for _, yes := range []bool{true, false} {
		q := p
		q.Answers = append(append([]bool{}, p.Answers...), yes)
		walk(t, s, q)
	}
}

func TestADecisionSetsNothingByItself(t *testing.T) {
	s := newStore(t)
	s.Type(draft.MinutesOf(1), "30")
	s.Decide(1, "button")
	for range 6 {
		if _, _, result := s.Path.Way(); !result.IsZero() {
			break
		}
		s.Reply(false)
	}
	if got := s.Reading.Rows[0].Code.String(); got != "97530" {
		t.Fatalf("the row has %s before it is said", got)
	}
	s.UseCode()
	if got := s.Reading.Rows[0].Code.String(); got != "97110" || s.EndDecide() != "button" {
		t.Errorf("the row has %s", got)
	}
}

func TestGuideIsReadOnce(t *testing.T) {
	s := newStore(t)
	c, err := code.ParseHCPCS("97530")
	if err != nil {
		t.Fatal(err)
	}
	first, again := s.Guide(c), s.Guide(c)
	if len(first) == 0 || &first[0] != &again[0] {
		t.Error("the guidance is read anew")
	}
	if item, ok := s.GuideItem("time-does-not-rest"); !ok || item.Kind != rules.GuideDoesNot {
		t.Error("the reason of a pause is missing")
	}
}

func TestWhoGoesOnAfterThePause(t *testing.T) {
	s := newStore(t)
	s.Form.Assistants = true
	s.Tap(1, instant(0))
	s.Pause(timer.Rest, instant(10))
	s.Treats(1, timer.Assistant, instant(12))
	s.Resume(instant(15))
	s.Tap(1, instant(30))
	if got := s.Form.Time.Counted("97530", instant(30)).Minutes(); got != (timer.Minutes{Therapist: 10, Assistant: 15}) || s.Runs("97530") {
		t.Errorf("the assistant went on, and it counts %+v", got)
	}
}

func TestDeletedTimeGoesAfterAReturnToTheVisit(t *testing.T) {
	s := newStore(t)
	s.Tap(1, instant(0))
	s.Tap(1, instant(20))
	s.Show(s.Snapshot())
	if s.DeleteSpan(s.Form.Time.Spans[0].ID, instant(21)); s.Form.Text(draft.MinutesOf(1)) != "" || s.Phase != Waiting {
		t.Errorf("without times it bills %q minutes", s.Form.Text(draft.MinutesOf(1)))
	}
	copied := s.Snapshot()
	s.Tap(1, instant(30))
	s.Tap(1, instant(50))
	copied.Rows, copied.Texts = s.Snapshot().Rows, s.Snapshot().Texts
	copied.Timer = timer.Log{}
	s.Show(copied)
	s.Type(s.Form.Add(), "97110")
	s.Tap(2, instant(60))
	if s.Form.Text(draft.MinutesOf(1)) != "20" {
		t.Error("another timer took the copied minutes away")
	}
}

// instant is on 2024-10-04.
func TestAnUntouchedVisitIsOfToday(t *testing.T) {
	s := newStore(t)
	if !s.Today(instant(0)) || s.Form.Date != "2024-10-04" || s.Today(instant(1)) {
		t.Errorf("it is of %s", s.Form.Date)
	}
	s.Show(s.Snapshot())
	if !s.Today(instant(24*60)) || s.Form.Date != "2024-10-05" {
		t.Errorf("shown again it is of %s", s.Form.Date)
	}
	s.Type(draft.Date, "2024-09-30")
	s.Show(s.Snapshot())
	if s.Today(instant(24 * 60)) {
		t.Error("a date that was entered is changed")
	}
	s = newStore(t)
	s.Type(draft.MinutesOf(1), "30")
	if s.Today(instant(0)) {
		t.Error("a visit with minutes is moved to another date")
	}
}

func TestTimeByHandOfAnEarlierVisit(t *testing.T) {
	s := newStore(t)
	s.Type(draft.Date, "2024-10-01")
	s.NewSpan(1)
	s.Editor.From, s.Editor.To = "15:00", "15:25" // later than now on its own day
	s.SaveSpan(instant(0))
	if got := s.Form.Text(draft.MinutesOf(1)); s.Editor.Fault != 0 || got != "25" {
		t.Fatalf("fault %d, %q minutes", s.Editor.Fault, got)
	}
	if days := (instant(0).Wall - s.Form.Time.Spans[0].From) / (24 * 3600_000); days != 2 {
		t.Errorf("it was entered %d days before", days)
	}
}

func TestWithoutAnAssistantTheTherapistTreats(t *testing.T) {
	s := newStore(t)
	s.WithAssistant(true, instant(0))
	s.Treats(1, timer.Assistant, instant(0))
	s.Tap(1, instant(0))
	s.WithAssistant(false, instant(10))
	s.Tap(1, instant(30))
	if got := s.Reading.Rows[0].Minutes; got != 20 || s.Form.Rows[0].By != timer.Therapist {
		t.Errorf("%d minutes count for %s", got, s.Form.Rows[0].By)
	}
}

// Medicare knows no assistant in speech-language pathology: a timer that runs
// for one goes on for the therapist, and what it counted stays what it was.
func TestSpeechTherapyTakesTheTimerFromTheAssistant(t *testing.T) {
	s := newStore(t)
	s.WithAssistant(true, instant(0))
	s.Treats(1, timer.Assistant, instant(0))
	s.Tap(1, instant(0))
	s.SetDiscipline(code.SLP, instant(10))
	s.Pulse(instant(15))
	running := s.Form.Time.Running()
	if len(running) != 1 || running[0].By != timer.Therapist || s.Form.Rows[0].By != timer.Therapist {
		t.Errorf("there run %+v", running)
	}
	if got := s.Form.Time.Counted("97530", instant(15)).Minutes(); got != (timer.Minutes{Therapist: 5, Assistant: 10}) {
		t.Errorf("counted %+v", got)
	}
	s.SetPayer(draft.PayerKind, string(rules.Commercial), instant(15))
	if !s.Form.AssistantCounts() {
		t.Error("a plan's assistant is not asked for")
	}
}

// A field that is left empty is the timer's again at once.
func TestLeavingAFieldLetsTheTimerIn(t *testing.T) {
	s := newStore(t)
	s.Tap(1, instant(0))
	s.Enter(draft.MinutesOf(1))
	s.Pulse(instant(9))
	s.Tap(1, instant(9))
	if got := s.Form.Text(draft.MinutesOf(1)); got != "" {
		t.Fatalf("the timer has written %q under the finger", got)
	}
	s.Leave(draft.MinutesOf(1), instant(9))
	if s.Form.Text(draft.MinutesOf(1)) != "9" || s.Answer.Units.TimedUnits != 1 {
		t.Errorf("after leaving it the field holds %q", s.Form.Text(draft.MinutesOf(1)))
	}
}

func TestEnterTakesTheOnlyMatch(t *testing.T) {
	s := newStore(t)
	f := s.Form.Add()
	s.Type(f, "gait")
	s.Take(f, instant(0))
	if got := s.Form.Text(f); got != "97116 Gait training" {
		t.Errorf("the field holds %q", got)
	}
	s.Type(f, "th")
	if s.Take(f, instant(0)); s.Form.Text(f) != "th" || len(s.Picker.Choices) < 2 {
		t.Errorf("of several the field holds %q", s.Form.Text(f))
	}
}
