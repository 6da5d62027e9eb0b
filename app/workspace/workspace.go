// Package workspace holds the state of the page and the actions on it. It knows
// nothing of the screen: an action changes the state, works the estimate out
// anew and says where the focus goes.
package workspace

import (
	"reflect"

	"therapytally/app/draft"
	"therapytally/app/fault"
	"therapytally/app/lookup"
	"therapytally/app/timer"
	"therapytally/rules"
	"therapytally/rules/code"
	"therapytally/rules/trace"
)

// Phase says what the answer's place shows.
type Phase int

// The phases. Only Ready shows amounts.
const (
	Waiting Phase = iota // nothing to work with yet
	Blocked              // something must be finished or mended first
	Ready
	Broken // a fault of ours; the input is safe
)

// Store is the page's state.
type Store struct {
	Find    *lookup.Index
	Form    *draft.State
	Reading draft.Reading
	Phase   Phase
	Answer  rules.Estimate
	Problem draft.Problem // the first one, when Blocked
	Version int           // grows with each new answer

	Picker   Picker
	Why      Why
	Coverage bool // the coverage fields are shown
	Counting bool // what time counts is shown
	Noting   bool // what the note needs is shown

	TimesOf int // the row whose start and stop times are shown, or 0
	Editor  Editor
	Fault   timer.Why // why the last action of the timer was refused
	Path    Path

	// Elsewhere stops what somebody does one-on-one in the other visits, and
	// names those where something ran.
	Elsewhere func(by timer.By, at timer.Instant) []string
	StoppedIn []string // the visits that the last start has stopped

	// Terms are those of a payer in the clinic's own settings; nil: the form's.
	Terms *rules.Terms

	first string // code of the service that a fresh visit offers

	guide     map[code.HCPCS][]rules.GuideItem // read once
	decisions []rules.Decision
}

// Why is the figure whose steps are shown, or the guidance whose source is.
type Why struct {
	Open        bool
	Trace       *trace.Trace // that the figure belongs to
	Node        int
	Shown, What string // the figure as shown, and what it is
	Support     *Support
	From        string // id of the button that asked
}

// Support is what a sentence of guidance rests on.
type Support struct {
	Says, Why string
	rules.GuideSupport
}

// Picker is the open list of a field with suggestions.
type Picker struct {
	Field   draft.Field // "": closed
	Choices lookup.List
	Active  int // index of the choice that Enter takes, or -1
}

// New returns the state of a fresh page.
func New(book *rules.Book, today, national, firstCode string) *Store {
	s := &Store{Find: &lookup.Index{Book: book, National: national}, first: firstCode}
	s.Form = draft.New(today, national, s.label(firstCode))
	s.Recount()
	return s
}

func (s *Store) label(c string) string {
	h, err := code.ParseHCPCS(c)
	if err != nil {
		return ""
	}
	info, _ := s.Find.Book.Code(h)
	return lookup.Label(info)
}

// Recount reads the form and works the estimate out anew. Until it has
// succeeded nothing of the former answer stands; steps that are shown stay where
// the answer is the same. It never panics: what was typed is kept, and would end
// the program again at each start.
func (s *Store) Recount() {
	defer func() {
		if r := recover(); r != nil { // the phase is still Broken
			fault.Log("the estimate of a visit", r)
		}
	}()
	why, before := s.Why, s.Answer
	s.Version++
	s.Phase, s.Answer, s.Why = Broken, rules.Estimate{}, Why{}
	s.Reading = s.Form.Read(s.Find)
	if s.Terms != nil {
		s.Reading.Visit.Payer, s.Reading.Visit.Coverage = s.Terms.Payer, s.Terms.Coverage
	}
	s.Form.Follow(s.Reading)
	switch {
	case len(s.Reading.Problems) > 0:
		s.block(s.firstProblem())
	case len(s.Reading.Visit.Services) == 0:
		s.Phase = Waiting
	default:
		s.estimate()
	}
	if why.Open && s.Phase == Ready && reflect.DeepEqual(before, s.Answer) {
		s.Why = why
	}
}

// firstProblem prefers a real fault to a text that is still being typed.
func (s *Store) firstProblem() draft.Problem {
	for _, p := range s.Reading.Problems {
		if !p.Growing {
			return p
		}
	}
	return s.Reading.Problems[0]
}

func (s *Store) block(p draft.Problem) { s.Phase, s.Problem = Blocked, p }

func (s *Store) estimate() {
	e, err := s.Find.Book.For(s.Reading.Visit)
	if err != nil {
		p := s.Reading.Refusal(err)
		s.Reading.Problems = append(s.Reading.Problems, p)
		s.block(p)
		return
	}
	s.Phase, s.Answer = Ready, e
}

// Units are the units of all lines of the answer, timed or not.
func (s *Store) Units() (n int) {
	for _, l := range s.Answer.Lines {
		n += l.Units
	}
	return n
}

// ProblemOf returns the problem to show at a field, if any.
func (s *Store) ProblemOf(f draft.Field) (draft.Problem, bool) {
	for _, p := range s.Reading.Problems {
		if p.Field == f && !p.Growing {
			return p, true
		}
	}
	return draft.Problem{}, false
}

// Type puts a text into a field as typed; a field with suggestions shows what
// matches.
func (s *Store) Type(f draft.Field, text string) {
	s.Form.Enter(f)
	s.Form.Set(f, text)
	if s.picks(f) {
		s.openPicker(f, text)
	}
	s.Recount()
}

// Enter begins the editing of a field.
func (s *Store) Enter(f draft.Field) { s.Form.Enter(f) }

// Leave ends the editing of a field. Minutes that the timer was kept from while
// it was being edited, or that belong to a code entered in it, are there now.
func (s *Store) Leave(f draft.Field, at timer.Instant) {
	s.Picker = Picker{}
	s.Form.Leave(f, s.Find)
	s.feed(at)
}

// feed works the answer out, and once more where the timer has minutes for it.
func (s *Store) feed(at timer.Instant) {
	s.Recount()
	if s.Form.Feed(s.Reading, at) {
		s.Recount()
	}
}

// Step adds by to the number in a field.
func (s *Store) Step(f draft.Field, by int) {
	s.Form.Step(f, by)
	s.Recount()
}

// Change applies a change of the form and works the answer out.
func (s *Store) Change(change func(*draft.State)) {
	change(s.Form)
	s.Recount()
}

// Explain shows the steps of a node of a trace.
func (s *Store) Explain(t *trace.Trace, node int, shown, what, from string) {
	s.Why = Why{Open: true, Trace: t, Node: node, Shown: shown, What: what, From: from}
}

// ExplainSupport shows what a sentence rests on.
func (s *Store) ExplainSupport(support Support, from string) {
	s.Why = Why{Open: true, Support: &support, From: from}
}

// EndExplain hides the steps and returns the id of the button that asked.
func (s *Store) EndExplain() string {
	from := s.Why.From
	s.Why = Why{}
	return from
}

// Break hides everything that may be wrong after a fault of ours.
func (s *Store) Break() {
	s.Version++
	s.Phase, s.Answer, s.Why, s.Picker = Broken, rules.Estimate{}, Why{}, Picker{}
}
