package therapy

import (
	"github.com/shopspring/decimal"

	"therapytally/rules/code"
	"therapytally/rules/trace"
)

// AssistantModifier returns CQ for PT and CO for OT; SLP has none.
func AssistantModifier(d code.Discipline) (code.Modifier, bool) {
	switch d {
	case code.PT:
		return code.CQ, true
	case code.OT:
		return code.CO, true
	}
	return code.Modifier{}, false
}

// Team is the minutes of one code: the therapist's (alone or side by side with
// the assistant) and the assistant's alone.
type Team struct{ Therapist, Assistant trace.Figure }

// Terms are the numbers of the assistant's rule.
type Terms struct {
	Unit      trace.Figure // 15 minutes
	Minimum   trace.Figure // 8 minutes
	DeMinimis trace.Figure // 10 %
	One, None trace.Figure // 1 and 0
}

// AssistantUnits returns how many of a timed code's units carry the
// assistant's modifier. The assistant's own full units do, the therapist's do
// not. A unit left over carries none if the therapist's remaining minutes are 8
// or more, else it does if the assistant's remaining minutes are more than 10 %
// of both people's. After such a unit the therapist's remainder is used up, the
// assistant's is not (42 USC 1395m(v)(2); CMS billing examples for CQ and CO).
func AssistantUnits(t *trace.Trace, terms Terms, subject string, units int, team Team) trace.Figure {
	label := func(name string, unit trace.Unit) trace.Label {
		return trace.Label{Rule: "assistant-units", Subject: subject, Name: name, Unit: unit}
	}
	theirs := t.Count(label("assistant's own full units", trace.Units), team.Assistant, terms.Unit)
	own := t.Count(label("therapist's own full units", trace.Units), team.Therapist, terms.Unit)
	rest := Team{
		Therapist: remainder(t, label("therapist's remaining minutes", trace.Minutes), team.Therapist, own, terms.Unit),
		Assistant: remainder(t, label("assistant's remaining minutes", trace.Minutes), team.Assistant, theirs, terms.Unit),
	}
	marked := []trace.Figure{theirs}
	for left := units - theirs.Int() - own.Int(); left > 0; left-- {
		marked = append(marked, leftover(t, terms, label("unit left over is the assistant's", trace.Units), rest))
		rest.Therapist = terms.None
	}
	return t.Sum(label("units with the assistant's modifier", trace.Units), marked...)
}

func remainder(t *trace.Trace, l trace.Label, minutes, units, unit trace.Figure) trace.Figure {
	return t.Difference(l, minutes, t.Product(l, units, unit))
}

func leftover(t *trace.Trace, terms Terms, l trace.Label, rest Team) trace.Figure {
	return t.Pick(l, terms.None,
		trace.Choice{Left: rest.Therapist, Rel: ">=", Right: terms.Minimum, To: terms.None},
		trace.Choice{Left: rest.Assistant, Rel: ">", Right: deMinimis(t, terms, l.Subject, rest), To: terms.One})
}

func deMinimis(t *trace.Trace, terms Terms, subject string, team Team) trace.Figure {
	both := t.Sum(trace.Label{Rule: "assistant-units", Subject: subject, Name: "minutes of both", Unit: trace.Minutes}, team.Therapist, team.Assistant)
	return t.Product(trace.Label{Rule: "assistant-units", Subject: subject, Name: "10 % of both", Unit: trace.Minutes}, both, terms.DeMinimis)
}

// AssistantUntimed reports whether an untimed service carries the modifier:
// the assistant alone gave more than 10 % of the minutes, exactly. Quick is the
// answer of the short form in use (a tenth of the minutes, rounded, plus one is
// the first count that triggers), which may differ.
func AssistantUntimed(t *trace.Trace, terms Terms, subject string, team Team) (marked trace.Figure, quick bool) {
	limit := deMinimis(t, terms, subject, team)
	marked = t.Pick(trace.Label{Rule: "assistant-untimed", Subject: subject, Name: "the service is the assistant's", Unit: trace.Units}, terms.None,
		trace.Choice{Left: team.Assistant, Rel: ">", Right: limit, To: terms.One})
	first := limit.Value.Round(0).Add(decimal.NewFromInt(1))
	return marked, team.Assistant.Value.GreaterThanOrEqual(first)
}
