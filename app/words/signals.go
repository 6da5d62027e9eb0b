package words

import (
	"fmt"

	"therapytally/rules"
)

// Signals are the words of the patterns in the log.
type Signals struct {
	Heading, Note       string
	State               func(visits, least int) string
	Working             func(done, of int) string
	Left                func(n int) string
	Title               func(s rules.Signal) string
	Figure              func(c rules.SignalCount) string
	How                 func(c rules.SignalCount) string
	Few                 func(c rules.SignalCount) string
	Named               func(says string) string
	Source, Proves, All string
	Others, OthersNote  string
}

func englishSignals() Signals {
	return Signals{
		Heading: "Patterns in this log",
		Note:    "Guides name these patterns as reasons for a payer to look closer. Here they are counted over this day sheet, for information. They are no reason to code otherwise: bill what was done and what the note shows.",
		State: func(visits, least int) string {
			if visits < least {
				return fmt.Sprintf("Needs at least %d visits; this sheet has %d.", least, visits)
			}
			return plural(visits, "visit", "visits") + ", for information only."
		},
		Working: func(done, of int) string { return fmt.Sprintf("Counting: %d of %d visits.", done, of) },
		Left: func(n int) string {
			return plural(n, "visit has", "visits have") + " no result yet and " + was(n) + " not counted."
		},
		Title: signalTitle, Figure: signalFigure, How: signalHow, Few: signalFew,
		Named:  func(says string) string { return "The pattern that is named: “" + says + "”" },
		Source: "Source", Proves: "Keep in mind", All: "What none of them proves",
		Others: "Other patterns that are named", OthersNote: "A log of codes and units does not show these, so they are not counted.",
	}
}

func signalTitle(s rules.Signal) string {
	switch s.Counts {
	case rules.CountShare:
		return "Share of " + s.Code.String()
	case rules.CountSame:
		return "The same units of " + s.Code.String()
	}
	return "59 or an X modifier"
}

func signalFigure(c rules.SignalCount) string { return c.Percent().StringFixed(1) + " %" }

// signalHow is the count in words, with its arithmetic.
func signalHow(c rules.SignalCount) string {
	sum := fmt.Sprintf(" %d ÷ %d = %s.", c.Count, c.Of, signalFigure(c))
	code := c.Item.Signal.Code.String()
	switch c.Item.Signal.Counts {
	case rules.CountShare:
		return fmt.Sprintf("%s of %s, of %d billed on %s.", units(c.Count), code, c.Of, visits(c.Visits)) + sum
	case rules.CountSame:
		return fmt.Sprintf("%s of %s on %s, of %s that bill it.", units(c.Units), code, visits(c.Count), visits(c.Of)) + sum
	}
	return fmt.Sprintf("%s with 59, XE, XP, XS or XU on a line, of %s.", visits(c.Count), visits(c.Of)) + sum
}

func signalFew(c rules.SignalCount) string {
	what := "visits with a result"
	if c.Item.Signal.Counts == rules.CountSame {
		what = "visits that bill " + c.Item.Signal.Code.String()
	}
	return fmt.Sprintf("Needs at least %d %s; this sheet has %d.", c.Item.Signal.Least, what, c.Visits)
}
