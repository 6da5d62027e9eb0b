package quote

import (
	"slices"

	"therapytally/rules"
)

// Work is what is being worked out about the answers, in steps that are short
// beside a keystroke: first the single visits, then the course, then what it is
// compared with, then the paper.
type Work struct {
	Answer  Answer
	Compare Comparisons
	Paper   Worksheet

	Compared, Printed bool // those parts are whole

	r     *reading
	s     *State
	steps []step
}

// step does a piece and reports whether it has more to do.
type step func() (more bool)

// Begin answers the single visits. What was worked out before is taken over
// where nothing that it rests on has changed.
func Begin(book *rules.Book, s *State, before *Work) *Work {
	w := &Work{s: s.Clone()}
	var guides []rules.GuideItem
	if before != nil {
		guides = before.r.guides
	}
	w.r = read(book, s, guides)
	switch {
	case s.Get(Who) == "":
		w.Answer.Phase = Asking
	case len(w.r.problems) > 0:
		w.Answer = Answer{Phase: Blocked, Problems: w.r.problems}
	case w.r.notYet():
		w.Answer = Answer{Phase: NotYet, Start: w.r.start, Aside: w.r.aside}
	case before != nil && before.Answer.Phase == Ready && !before.Answer.Pending && same(before.s, s, beside):
		w.Answer = before.Answer
		w.Answer.Aside = w.r.aside
	default:
		w.begin()
	}
	if w.Answer.Phase == Ready {
		w.compare(before)
	}
	w.then(func() { w.Compared = true })
	w.print()
	return w
}

func (w *Work) begin() {
	a, err := w.r.visits()
	if err != nil {
		w.refuse()
		return
	}
	w.Answer = a
	w.Answer.Releases = w.r.releases
	for _, f := range w.r.findings {
		w.Answer.Findings = append(w.Answer.Findings, f.ID)
	}
	w.run(w.r.course(), w.r.visit, func(e ends) {
		w.Answer.whole(e)
		w.Answer.Milestones = w.r.milestones(w.Answer)
	}, w.refuse)
}

func (w *Work) refuse() {
	w.Answer = Answer{Phase: Blocked, Problems: []Problem{{Field: Who, Line: -1, Fault: Refused}}}
}

func (w *Work) then(do func()) {
	w.steps = append(w.steps, func() bool { do(); return false })
}

// Step does the next piece and reports whether there was one.
func (w *Work) Step() bool {
	if len(w.steps) == 0 {
		return false
	}
	if !w.steps[0]() {
		w.steps = w.steps[1:]
	}
	return true
}

// All works everything out at once.
func All(book *rules.Book, s *State) *Work {
	w := Begin(book, s, nil)
	for w.Step() {
	}
	return w
}

// run asks for a course at each end and hands them over. Where only one side is
// unknown two runs serve for all four, and where nothing is, one.
func (w *Work) run(p rules.Plan, ask func(end) rules.Visit, done func(ends), refused func()) {
	asked := map[end]*course{}
	ok := true
	at := func(sharing, price bool) end { return w.r.known(end{sharing, price}) }
	four := []end{at(false, false), at(true, true), at(true, false), at(false, true)}
	for i, e := range four {
		if slices.Contains(four[:i], e) {
			continue
		}
		w.walk(p, func() rules.Visit { return ask(e) }, func() bool { return ok }, func(c *course, err error) {
			if asked[e] = c; err != nil {
				ok = false
				refused()
			}
		})
	}
	w.then(func() {
		if ok {
			done(ends{asked[four[0]], asked[four[1]], asked[four[2]], asked[four[3]], w.r.unshared(ask(least))})
		}
	})
}

// walk works out a course, a visit in each step, as long as it is wanted.
func (w *Work) walk(p rules.Plan, ask func() rules.Visit, wanted func() bool, done func(*course, error)) {
	var v rules.Visit
	var under *rules.Walk
	w.steps = append(w.steps, func() bool {
		if !wanted() {
			return false
		}
		more, err := true, error(nil)
		if under == nil {
			v = ask()
			under, err = w.r.book.Walk(v, p)
		} else {
			more, err = under.Next()
		}
		switch {
		case err != nil:
			done(nil, err)
		case !more:
			done(courseOf(w.r.book, v, p, under), nil)
		}
		return more && err == nil
	})
}

// beside reports whether a field is only of what the course is compared with.
func beside(f Field) bool { return compared(f) || f == Place }

// same reports whether two states answer alike but for some fields.
func same(a, b *State, but func(Field) bool) bool {
	for _, f := range Fields() {
		if f != Lang && !but(f) && a.Get(f) != b.Get(f) {
			return false
		}
	}
	return slices.Equal(a.Lines, b.Lines) && a.Clinic.Chosen == b.Clinic.Chosen
}
