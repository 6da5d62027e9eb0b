// Package undo is the list of what was removed in a day, last first: a whole
// visit, one service of it or one of its times. It holds what is needed to put
// each back; package day puts it there. It knows no clock and no screen.
package undo

import (
	"encoding/json"
	"slices"

	"therapytally/app/sheet"
)

// Kind says what was removed.
type Kind string

// The kinds.
const (
	Visit Kind = "visit"
	Row   Kind = "row"  // a service of a visit
	Time  Kind = "time" // start and stop times of one code of a visit
)

// Step is one removal. Of holds what was removed, under the ID and label of its
// visit: the visit itself, the texts of one service under its key, or a log of
// the times.
type Step struct {
	Kind    Kind        `json:"kind"`
	Day     string      `json:"day"`               // the local day of the removal, as an ISO date
	At      int         `json:"at"`                // the place that it had
	Code    string      `json:"code,omitempty"`    // of a service or a time, where it was known
	Minutes int         `json:"minutes,omitempty"` // that it had
	Of      sheet.Visit `json:"of"`
}

// most is how many removals are kept: more than a day has, and few enough for
// a tab's storage.
const most = 200

// List is what was removed. The zero value is empty.
type List struct{ steps []*Step }

// Add notes a removal.
func (l *List) Add(s *Step) {
	l.steps = append(l.steps, s)
	l.steps = l.steps[max(0, len(l.steps)-most):]
}

// Steps are the removals, the first one first. They are not to be changed.
func (l *List) Steps() []*Step { return l.steps }

// Newest is the last removal, whether or not it can be undone; nil if there is
// none.
func (l *List) Newest() *Step {
	if len(l.steps) == 0 {
		return nil
	}
	return l.steps[len(l.steps)-1]
}

// Last is the last removal that can be undone: of the day, and of a visit that
// is there, or not there, as it must be; nil if there is none.
func (l *List) Last(day string, on *sheet.Sheet) *Step {
	if i := l.last(day, on); i >= 0 {
		return l.steps[i]
	}
	return nil
}

func (l *List) last(day string, on *sheet.Sheet) int {
	for i := len(l.steps) - 1; i >= 0; i-- {
		if s := l.steps[i]; s.Day == day && (s.Kind == Visit) == (on.Index(s.Of.ID) < 0) {
			return i
		}
	}
	return -1
}

// Take takes the last removal that can be undone off the list, and what was
// removed after it and cannot be; nil if there is none.
func (l *List) Take(day string, on *sheet.Sheet) *Step {
	i := l.last(day, on)
	if i < 0 {
		return nil
	}
	s := l.steps[i]
	l.steps = l.steps[:i]
	return s
}

// Shelve puts a removal that cannot be undone now before all others, so that it
// is in nobody's way.
func (l *List) Shelve(s *Step) { l.steps = append([]*Step{s}, l.steps...) }

// Forget drops the removals of other days, and reports whether there were any.
func (l *List) Forget(day string) bool {
	n := len(l.steps)
	l.steps = slices.DeleteFunc(l.steps, func(s *Step) bool { return s.Day != day })
	return len(l.steps) < n
}

// Labels are those of the removed visits.
func (l *List) Labels() (out []string) {
	for _, s := range l.steps {
		if s.Kind == Visit {
			out = append(out, s.Of.Label)
		}
	}
	return out
}

// Encode writes the list for keeping; clean is asked for each visit as it may
// be kept. An empty list is "".
func (l *List) Encode(clean func(sheet.Visit) sheet.Visit) string {
	if len(l.steps) == 0 {
		return ""
	}
	kept := make([]*Step, len(l.steps))
	for i, s := range l.steps {
		k := *s
		k.Of = clean(s.Of)
		kept[i] = &k
	}
	data, err := json.Marshal(kept)
	if err != nil {
		panic("undo: " + err.Error()) // numbers, texts and lists of them
	}
	return string(data)
}

// Decode reads a kept list. What cannot be is left out.
func Decode(text string) (l List) {
	var kept []*Step
	if json.Unmarshal([]byte(text), &kept) != nil {
		return l
	}
	for _, s := range kept {
		if s != nil && s.sound() {
			l.Add(s)
		}
	}
	return l
}

func (s *Step) sound() bool {
	if s.At < 0 || s.Minutes < 0 || s.Of.Check() != nil {
		return false
	}
	switch s.Kind {
	case Visit:
		return true
	case Row:
		return len(s.Of.Rows) == 1
	case Time:
		return len(s.Of.Timer.Spans) > 0
	}
	return false
}
