package draft

import (
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"therapytally/rules"
	"therapytally/rules/code"
)

// Payer is who pays and by which rules, as typed and chosen. Each visit has
// its own; the clinic's settings hold the one that a new visit begins with.
type Payer struct {
	Kind          rules.PayerKind     `json:"kind,omitempty"`
	UnitRule      rules.UnitRule      `json:"unitRule,omitempty"`
	Participation rules.Participation `json:"participation,omitempty"`
	Way           Way                 `json:"way,omitempty"`
	Rate          string              `json:"rate,omitempty"`
	UnitCap       string              `json:"unitCap,omitempty"`
	MPPR          string              `json:"mppr,omitempty"`
	Edits         string              `json:"edits,omitempty"`
	Copay         string              `json:"copay,omitempty"`
	Coinsurance   string              `json:"coinsurance,omitempty"`
}

// Way is how a payer other than Medicare prices.
type Way string

// The ways; none means that the amounts are not known.
const (
	NoRate    Way = "none"
	OfPercent Way = "percent"
	PerUnit   Way = "unit"
	PerVisit  Way = "visit"
)

// The choices of a switch; Usual is what the engine does by itself.
const (
	Usual = "usual"
	On    = "yes"
	Off   = "no"
)

// The text fields of a visit's payer.
const (
	PayerRate        Field = "payer-rate"
	PayerCap         Field = "payer-cap"
	PayerCopay       Field = "payer-copay"
	PayerCoinsurance Field = "payer-coinsurance"
)

// The choices of a visit's payer.
const (
	PayerKind          Field = "payer-kind"
	PayerRule          Field = "payer-rule"
	PayerParticipation Field = "payer-participation"
	PayerWay           Field = "payer-way"
	PayerMPPR          Field = "payer-mppr"
	PayerEdits         Field = "payer-edits"
)

// PayerFields are the text fields of a payer.
func PayerFields() []Field { return []Field{PayerRate, PayerCap, PayerCopay, PayerCoinsurance} }

// PayerChoices are what is chosen of a payer.
func PayerChoices() []Field {
	return []Field{PayerKind, PayerRule, PayerParticipation, PayerWay, PayerMPPR, PayerEdits}
}

// Original reports whether Original Medicare pays.
func (p Payer) Original() bool { return p.Kind == "" || p.Kind == rules.Medicare }

// Text is the text of a field, to be read or changed; nil if it has none.
func (p *Payer) Text(f Field) *string {
	switch f {
	case PayerRate:
		return &p.Rate
	case PayerCap:
		return &p.UnitCap
	case PayerCopay:
		return &p.Copay
	case PayerCoinsurance:
		return &p.Coinsurance
	}
	return nil
}

// Chosen is what is chosen at a field.
func (p Payer) Chosen(f Field) string {
	switch f {
	case PayerKind:
		return string(p.Kind)
	case PayerRule:
		return string(p.UnitRule)
	case PayerParticipation:
		return string(p.Participation)
	case PayerWay:
		return string(p.Way)
	case PayerMPPR:
		return p.MPPR
	case PayerEdits:
		return p.Edits
	}
	return ""
}

// Choose takes a choice.
func (p *Payer) Choose(f Field, value string) {
	switch f {
	case PayerKind:
		p.Kind = rules.PayerKind(value)
		if p.Original() {
			p.Kind = "" // one way to say it
		}
	case PayerRule:
		p.UnitRule = rules.UnitRule(value)
	case PayerParticipation:
		p.Participation = rules.Participation(value)
	case PayerWay:
		p.Way = Way(value)
	case PayerMPPR:
		p.MPPR = value
	case PayerEdits:
		p.Edits = value
	}
}

// terms reads a payer into a visit.
type terms struct {
	payer    Payer
	problems []Problem
}

// Apply puts the payer into a visit. What does not read is a problem like that
// of any field: no result is shown until it is right.
func (p Payer) Apply(v *rules.Visit) []Problem {
	r := &terms{payer: p}
	if p.Original() {
		v.Payer.Participation = p.Participation
	} else {
		r.plan(v)
	}
	v.Payer.MPPR, v.Payer.Edits = choice(p.MPPR), choice(p.Edits)
	return r.problems
}

// plan sets what payers other than Original Medicare use, and takes back what
// is Medicare's alone.
func (r *terms) plan(v *rules.Visit) {
	p := r.payer
	v.Payer.Kind, v.Payer.UnitRule, v.Payer.QP, v.KXJustified = p.Kind, p.UnitRule, false, nil
	v.Payer.Rate = r.rate()
	if text := strings.TrimSpace(p.UnitCap); text != "" {
		n, why := ParseUnits(text)
		r.note(PayerCap, why, text)
		v.Payer.UnitCap = &n
	}
	if p.Kind == rules.SelfPay {
		v.Coverage.DeductibleRemaining = nil
		return
	}
	v.Coverage.Copay = r.money(PayerCopay)
	if part := r.percent(PayerCoinsurance, 100); part != nil {
		whole := part.Shift(-2) // the contract has it as a part of one
		v.Coverage.Coinsurance = &whole
	}
	if v.Coverage.Copay == nil && v.Coverage.Coinsurance == nil && v.Coverage.DeductibleRemaining == nil && len(r.problems) == 0 {
		r.problems = append(r.problems, Problem{Field: PayerCopay, Reason: SharingMissing})
	}
}

func (r *terms) rate() *rules.Rate {
	switch r.payer.Way {
	case OfPercent:
		if p := r.percent(PayerRate, mostPercent); p != nil {
			return &rules.Rate{PercentOfMedicare: p}
		}
	case PerUnit:
		if m := r.money(PayerRate); m != nil {
			return &rules.Rate{PerUnit: map[code.HCPCS]decimal.Decimal{}, Otherwise: m}
		}
	case PerVisit:
		if m := r.money(PayerRate); m != nil {
			return &rules.Rate{PerVisit: m}
		}
	}
	return nil
}

func (r *terms) note(f Field, why Reason, text string) {
	if why != None {
		r.problems = append(r.problems, Problem{Field: f, Reason: why, Detail: text})
	}
}

// money reads an optional amount.
func (r *terms) money(f Field) *decimal.Decimal {
	text := strings.TrimSpace(*r.payer.Text(f))
	if text == "" {
		return nil
	}
	d, why := ParseMoney(text)
	r.note(f, why, text)
	return &d
}

// mostPercent is the most of Medicare's price that a plan may pay.
const mostPercent = 1000

// percent reads an optional percentage, such as "80" or "80 %".
func (r *terms) percent(f Field, most int64) *decimal.Decimal {
	text := cutPercent(*r.payer.Text(f))
	if text == "" {
		return nil
	}
	d, why := ParseMoney(text)
	if why != None || strings.Contains(text, "$") || d.GreaterThan(decimal.NewFromInt(most)) {
		r.note(f, PercentWrong, strconv.FormatInt(most, 10))
		return nil
	}
	return &d
}

func cutPercent(text string) string {
	return strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(text), "%"))
}

func choice(text string) *bool {
	if text != On && text != Off {
		return nil
	}
	on := text == On
	return &on
}

// Kept is the payer as it may be kept: a text that does not read may be a name
// and is left out.
func (p Payer) Kept() Payer {
	p.Choose(PayerKind, string(p.Kind))
	if _, why := ParseUnits(p.UnitCap); why != None {
		p.UnitCap = ""
	}
	for _, f := range []Field{PayerRate, PayerCopay, PayerCoinsurance} {
		text := p.Text(f)
		if _, why := ParseMoney(cutPercent(*text)); why != None {
			*text = ""
		}
	}
	return p
}

// keep writes the payer as texts by name. Its kind is always there: a visit
// without one was kept before visits had payers of their own.
func (p Payer) keep(put func(name, text string)) {
	if p.Kind == "" {
		p.Kind = rules.Medicare
	}
	for _, f := range PayerChoices() {
		put(string(f), p.Chosen(f))
	}
	for _, f := range PayerFields() {
		put(string(f), *p.Text(f))
	}
}

func restorePayer(texts map[string]string) (p Payer) {
	for _, f := range PayerChoices() {
		p.Choose(f, texts[string(f)])
	}
	for _, f := range PayerFields() {
		*p.Text(f) = texts[string(f)]
	}
	return p
}

// HasPayer reports whether the texts of a kept visit hold its payer.
func HasPayer(texts map[string]string) bool { return texts[string(PayerKind)] != "" }

// TakePayer writes a payer into the texts of a kept visit.
func TakePayer(p Payer, texts map[string]string) {
	p.keep(func(name, text string) {
		if text != "" {
			texts[name] = text
		}
	})
}
