package workspace

import (
	"slices"

	"therapytally/app/draft"
	"therapytally/rules"
	"therapytally/rules/code"
)

// Path is a decision on the way: the answers given so far. It sets nothing.
type Path struct {
	Decision rules.Decision // zero: closed
	Row      int            // the row that it was opened from
	Answers  []bool
	From     string // id of the button that opened it
}

// Open reports whether a decision is shown.
func (p Path) Open() bool { return p.Decision.ID != "" }

// Passed is a question with its answer.
type Passed struct {
	Question rules.Question
	Yes      bool
}

// Way follows the answers: the questions passed, then either the next one or
// the code at the end.
func (p Path) Way() (passed []Passed, next rules.Question, result code.HCPCS) {
	next, _ = p.Decision.Question(p.Decision.Start)
	for _, yes := range p.Answers {
		passed = append(passed, Passed{next, yes})
		goal := next.No
		if yes {
			goal = next.Yes
		}
		if !goal.Code.IsZero() {
			return passed, rules.Question{}, goal.Code
		}
		next, _ = p.Decision.Question(goal.Question)
	}
	return passed, next, code.HCPCS{}
}

// Decides is the decision that may end at a code.
func (s *Store) Decides(c code.HCPCS) (rules.Decision, bool) {
	if s.decisions == nil {
		s.decisions, _ = s.Find.Book.Decisions() // without them none is offered
	}
	for _, d := range s.decisions {
		if slices.ContainsFunc(d.Questions, func(q rules.Question) bool { return q.Yes.Code == c || q.No.Code == c }) {
			return d, true
		}
	}
	return rules.Decision{}, false
}

// Decide opens the decision of a row.
func (s *Store) Decide(key int, from string) {
	if _, read, ok := s.rowOf(key); ok {
		if d, found := s.Decides(read.Code); found {
			s.Path = Path{Decision: d, Row: key, From: from}
		}
	}
}

// Reply answers the question that is shown.
func (s *Store) Reply(yes bool) {
	s.Path.Answers = append(slices.Clone(s.Path.Answers), yes)
}

// Back takes the last answer back.
func (s *Store) Back() {
	if n := len(s.Path.Answers); n > 0 {
		s.Path.Answers = s.Path.Answers[:n-1]
	}
}

// EndDecide closes the decision and returns the id of what opened it.
func (s *Store) EndDecide() string {
	from := s.Path.From
	s.Path = Path{}
	return from
}

// UseCode puts the code at the end of the decision into its row.
func (s *Store) UseCode() {
	_, _, c := s.Path.Way()
	if c.IsZero() {
		return
	}
	s.Form.Set(draft.CodeOf(s.Path.Row), s.label(c.String()))
	s.Recount()
}
