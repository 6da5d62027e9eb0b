package day

import (
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"therapytally/app/draft"
	"therapytally/app/ui"
	"therapytally/app/words"
	"therapytally/rules"
)

// PayerEvents receives what happens in the fields of a payer.
type PayerEvents interface {
	ui.Events
	ui.Chooser
}

// PayerForm makes the fields of a payer: of a visit, or of the clinic's
// settings, whose fields begin with a prefix of their own.
type PayerForm struct {
	On      PayerEvents
	Words   words.Clinic
	Payer   draft.Payer
	Prefix  string // in place of "payer-"
	Problem func(id string) string
}

// ID is the element of a field.
func (f PayerForm) ID(field draft.Field) string {
	return f.Prefix + strings.TrimPrefix(string(field), "payer-")
}

// Kind is the choice of the kind of payer.
func (f PayerForm) Kind() app.UI {
	return f.choice(draft.PayerKind, f.Words.Payer, texts(f.Words.Kinds))
}

// Terms are what a plan other than Original Medicare pays and leaves to the
// patient; none for Original Medicare.
func (f PayerForm) Terms() []app.UI {
	w, p := f.Words, f.Payer
	if p.Original() {
		return nil
	}
	out := []app.UI{
		f.choice(draft.PayerRule, w.UnitRule, texts(w.UnitRules)),
		f.choice(draft.PayerWay, w.Way, w.Ways),
	}
	switch p.Way {
	case draft.OfPercent:
		out = append(out, f.field(draft.PayerRate, w.Rate[string(p.Way)], "", percent))
	case draft.PerUnit, draft.PerVisit:
		out = append(out, f.field(draft.PayerRate, w.Rate[string(p.Way)], "", dollars))
	}
	out = append(out, f.field(draft.PayerCap, w.UnitCap, w.UnitCapHint, ""))
	if p.Kind == rules.SelfPay {
		return out
	}
	return append(out,
		f.field(draft.PayerCopay, w.Copay, "", dollars),
		f.field(draft.PayerCoinsurance, w.Coinsurance, w.CoinsuranceHint, percent))
}

// Rules are what the payer does otherwise than usual.
func (f PayerForm) Rules() []app.UI {
	w := f.Words
	out := []app.UI{f.choice(draft.PayerMPPR, w.MPPR, w.Switches), f.choice(draft.PayerEdits, w.Edits, w.Switches)}
	if f.Payer.Original() {
		out = append([]app.UI{f.choice(draft.PayerParticipation, w.Participation, texts(w.Participations))}, out...)
	}
	return out
}

func (f PayerForm) choice(field draft.Field, label string, choices []words.Choice[string]) app.UI {
	return &ui.Select{On: f.On, ID: f.ID(field), Label: label, Chosen: f.Payer.Chosen(field), Choices: choices}
}

// Units of a payer's amounts.
const (
	dollars = "$"
	percent = "%"
)

func (f PayerForm) field(field draft.Field, label, hint, unit string) app.UI {
	out := &ui.Field{On: f.On, ID: f.ID(field), Label: label, Value: *f.Payer.Text(field), Hint: hint, Problem: f.Problem(f.ID(field)), Mode: "decimal"}
	switch unit {
	case dollars:
		out.Prefix = unit
	case percent:
		out.Suffix = unit
	default:
		out.Mode = "numeric"
	}
	return out
}

// texts turns choices of a named type into those of a Select.
func texts[T ~string](choices []words.Choice[T]) []words.Choice[string] {
	out := make([]words.Choice[string], len(choices))
	for i, c := range choices {
		out[i] = words.Choice[string]{Value: string(c.Value), Name: c.Name}
	}
	return out
}
