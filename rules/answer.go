package rules

import (
	"encoding/json"
	"errors"
	"fmt"

	"therapytally/rules/trace"
)

// Answer estimates a visit, or a course {"visit","episode"}, given as JSON and
// returns the JSON of the estimate, or {"error":{"field","reason"}} where it is refused. With the trace, every
// step and the index of each figure's node come along.
func (b *Book) Answer(visit []byte, withTrace bool) []byte {
	if isEpisode(visit) {
		return b.answerEpisode(visit)
	}
	v, err := ParseVisit(visit)
	if err != nil {
		return refused(err)
	}
	e, err := b.For(v)
	if err != nil {
		return refused(err)
	}
	out, err := e.JSON(withTrace)
	if err != nil {
		return refused(err)
	}
	return out
}

func refused(err error) []byte {
	var r *Refusal
	if !errors.As(err, &r) {
		r = &Refusal{"visit", err.Error()}
	}
	out, _ := json.Marshal(map[string]*Refusal{"error": r}) // two strings always encode
	return out
}

// JSON returns the estimate as the contract defines it.
func (e Estimate) JSON(withTrace bool) ([]byte, error) {
	if !withTrace || e.Trace == nil {
		return json.Marshal(e)
	}
	type plain Estimate
	return json.Marshal(struct {
		plain
		Trace traced `json:"trace"`
	}{plain(e), traced{e.Trace.Nodes, e.Figures()}})
}

type traced struct {
	Nodes   []trace.Node   `json:"nodes"`
	Figures map[string]int `json:"figures"`
}

// Figures maps the path of every known amount, such as lines[0].allowed, to
// the index of its node.
func (e Estimate) Figures() map[string]int {
	m := map[string]int{}
	put := func(path string, f trace.Figure) {
		if f.Known() {
			m[path] = f.Index()
		}
	}
	put("units.timedMinutes", e.Units.MinutesFigure)
	put("units.timedUnits", e.Units.UnitsFigure)
	put("units.next.minutes", e.Units.NextFigure)
	for _, c := range e.Units.ByCode {
		put("units.byCode."+c.Code.String(), c.Figure)
	}
	for i, l := range e.Lines {
		for j, f := range l.UnitAmounts {
			put(fmt.Sprintf("lines[%d].unitAmounts[%d]", i, j), f)
		}
		for _, a := range l.amounts() {
			put(fmt.Sprintf("lines[%d].%s", i, a.Key), a.Figure)
		}
	}
	for _, a := range e.Totals.Amounts() {
		put("totals."+a.Key, a.Figure)
	}
	if t := e.Threshold; t != nil {
		put("threshold.limit", t.Limit)
		put("threshold.before", t.Before)
		put("threshold.after", t.After)
		put("threshold.remaining", t.Remaining)
	}
	return m
}

// Amount is a figure under its key of the contract.
type Amount struct {
	Key    string
	Figure trace.Figure
}

func (l Line) amounts() []Amount {
	return []Amount{
		{"allowed", l.Allowed}, {"planPays", l.PlanPays}, {"deductible", l.Deductible}, {"coinsurance", l.Coinsurance}, {"copay", l.Copay},
		{"secondaryPays", l.SecondaryPays}, {"patient", l.Patient}, {"assistantReduction", l.AssistantReduction}, {"sequestration", l.Sequestration},
	}
}

// Amounts lists the totals in the order of the contract.
func (t Totals) Amounts() []Amount {
	return []Amount{
		{"allowed", t.Allowed}, {"planPays", t.PlanPays}, {"deductible", t.Deductible}, {"coinsurance", t.Coinsurance}, {"copay", t.Copay},
		{"secondaryPays", t.SecondaryPays}, {"patient", t.Patient}, {"beyondAllowed", t.BeyondAllowed}, {"qmbWriteOff", t.QMBWriteOff},
		{"assistantReduction", t.AssistantReduction}, {"sequestration", t.Sequestration}, {"writeOff", t.WriteOff},
		{"limitingCharge", t.LimitingCharge}, {"providerReceives", t.ProviderReceives},
	}
}
