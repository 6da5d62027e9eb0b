package visit

import (
	"slices"
	"strings"
	"testing"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"therapytally/app/draft"
	"therapytally/app/timer"
	"therapytally/app/words"
	"therapytally/app/workspace"
	"therapytally/rules"
)

func newDesk(t *testing.T) *desk {
	t.Helper()
	book, err := rules.Standard()
	if err != nil {
		t.Fatal(err)
	}
	w := words.English()
	return &desk{words: w, now: func() timer.Instant { return timer.Instant{Wall: 1_000_000} }, Store: workspace.New(book, "2026-08-03", w.Form.National, firstCode)}
}

func answerShown(d *desk) string { return app.HTMLString(&answer{Desk: d}) }

func TestAPanicHidesTheResultAndKeepsTheInput(t *testing.T) {
	d := newDesk(t)
	d.Type(draft.MinutesOf(1), "30")
	if !strings.Contains(answerShown(d), "$60.12") {
		t.Fatal("there is no result to hide")
	}
	d.guard(func() { panic("a fault") })
	if shown := answerShown(d); strings.Contains(shown, "$") || !strings.Contains(shown, d.words.Again) {
		t.Errorf("after a fault it shows %s", shown)
	}
	d.guard(d.Recount)
	if !strings.Contains(answerShown(d), "$60.12") || d.Form.Text(draft.MinutesOf(1)) != "30" {
		t.Error("trying again does not bring the result back")
	}
}

func TestOneSentenceTellsTheAnswer(t *testing.T) {
	d := newDesk(t)
	d.Type(draft.MinutesOf(1), "30")
	if got, want := d.summary(), "2 units from 30 minutes. Medicare allows $60.12 and pays $47.14. The patient owes $12.02."; got != want {
		t.Errorf("it says %q, want %q", got, want)
	}
	d.Type(draft.MinutesOf(1), "x")
	if got := d.summary(); !strings.HasPrefix(got, "No result.") || strings.Contains(got, "$") {
		t.Errorf("it says %q", got)
	}
}

// Statuses other than payable must be told with who bears the line.
func TestUnpaidLinesSayWhoBearsThem(t *testing.T) {
	for code, want := range map[string]string{"97010": "Bundled", "97014": "the clinic bears it", "97037": "the patient owes the charge", "97039": "No published price"} {
		d := newDesk(t)
		d.Type(draft.CodeOf(1), code)
		if shown := answerShown(d); !strings.Contains(shown, want) {
			t.Errorf("%s does not show %q", code, want)
		}
	}
}

// Under the rule of each code the total says nothing of the next unit.
func TestTheNextUnitOfACode(t *testing.T) {
	d := newDesk(t)
	d.Form.Payer = draft.Payer{Kind: rules.MedicareAdvantage, UnitRule: rules.PerCode, Way: draft.OfPercent, Rate: "100", Copay: "0"}
	d.Type(draft.MinutesOf(1), "24")
	d.Type(d.Form.Add(), "97110")
	d.Type(draft.MinutesOf(2), "24")
	shown := answerShown(d)
	if d.Phase != workspace.Ready || strings.Contains(shown, "unit begins at") || !strings.Contains(shown, "The next unit of a code begins in 14 minutes.") {
		t.Errorf("phase %d: it shows %s", d.Phase, shown)
	}
	if strings.Contains(shown, d.words.Decide.Worth) || !strings.Contains(shown, d.words.Decide.WorthOfPlan) {
		t.Error("a plan's own rates are called Medicare's prices")
	}
	if !strings.Contains(shown, "More under “Each code”") || !strings.Contains(shown, "why-rules-apart") {
		t.Error("what the choice of the rule is worth is not shown")
	}
}

// What is decided stays where it stood: the finger is on it.
func TestDecisionsStayWhereTheyAre(t *testing.T) {
	d := newDesk(t)
	d.Type(draft.MinutesOf(1), "30")
	d.Type(d.Form.Add(), "97150")
	d.Form.UsedPTSLP = "2470"
	d.Recount()
	order := func() (out []string) {
		for _, f := range (&account{Desk: d}).questions() {
			out = append(out, (&verdict{Desk: d, Finding: f}).CompoID())
		}
		return out
	}
	before := order()
	if d.marks() != "97530 denied · KX due" {
		t.Errorf("the bar marks %q", d.marks())
	}
	c := d.Reading.Rows[0].Code
	d.Change(func(s *draft.State) { s.Assert(c, "59") })
	after := order()
	if len(before) == 0 || !slices.Contains(after, before[0]) || after[0] != before[0] {
		t.Errorf("before the choice %q, after it %q", before, after)
	}
	if d.marks() != "KX due" {
		t.Errorf("the bar marks %q", d.marks())
	}
	shown := answerShown(d)
	for _, want := range []string{"As you said so", "over", "$2,480.00"} {
		if !strings.Contains(shown, want) {
			t.Errorf("the answer does not say %q", want)
		}
	}
}

// Two services with equal leftovers and one unit between them.
func TestATieIsToldInPlainWords(t *testing.T) {
	d := newDesk(t)
	d.Type(draft.MinutesOf(1), "20")
	d.Type(d.Form.Add(), "97112")
	d.Type(draft.MinutesOf(2), "20")
	if shown := answerShown(d); !strings.Contains(shown, "2 services have the same minutes left over") || strings.Contains(shown, "another code: 1") {
		t.Errorf("it shows %s", shown)
	}
	if d.marks() != "A unit to place" {
		t.Errorf("the bar marks %q", d.marks())
	}
	d.Change(func(s *draft.State) { s.PreferCode(d.Answer.Units.Tie.Among[0]) })
	if d.marks() != "" {
		t.Errorf("after the choice the bar marks %q", d.marks())
	}
}

// Dates and amounts in a sentence are written as everywhere on the page.
func TestFindingsAreWrittenForPeople(t *testing.T) {
	d := newDesk(t)
	d.Type(draft.Date, "2026-11-03")
	d.Type(draft.CodeOf(1), "97750")
	d.Type(draft.MinutesOf(1), "30")
	d.Change(func(s *draft.State) { s.Add() })
	d.Type(draft.CodeOf(2), "97763")
	d.Type(draft.MinutesOf(2), "15")
	shown := answerShown(d)
	for _, want := range []string{"For Nov 3, 2026 the newest tables", "code pairs (NCCI) (Jul 1, 2024 to Sep 30, 2024) for 97750 with 97763.", "threshold of $2,480.00 was entered; it is taken as $0.00"} {
		if !strings.Contains(shown, want) {
			t.Errorf("it does not say %q", want)
		}
	}
	if strings.Contains(shown, "2026-11-03") || strings.Contains(shown, " 2480.00") {
		t.Error("a day or an amount is written for machines")
	}
}
