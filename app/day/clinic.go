package day

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"therapytally/app/keep"
	"therapytally/app/visit/form"
	"therapytally/app/visit/lookup"
	"therapytally/rules"
	"therapytally/rules/code"
)

// Clinic are the clinic's own settings, as typed and chosen. They hold for
// every visit on this device and tell nothing of a patient.
type Clinic struct {
	Favourites    string              `json:"favourites,omitempty"` // codes, first first
	Discipline    string              `json:"discipline,omitempty"`
	Place         string              `json:"place,omitempty"`
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
	Deductible    string              `json:"deductible,omitempty"`
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

// The fields of the settings, which are ids on the page too.
const (
	FieldFavourites  form.Field = "clinic-favourites"
	FieldPlace       form.Field = "clinic-place"
	FieldRate        form.Field = "clinic-rate"
	FieldUnitCap     form.Field = "clinic-cap"
	FieldCopay       form.Field = "clinic-copay"
	FieldCoinsurance form.Field = "clinic-coinsurance"
	FieldDeductible  form.Field = "clinic-deductible"
)

// text is the text of a field.
func (c *Clinic) text(f form.Field) *string {
	switch f {
	case FieldFavourites:
		return &c.Favourites
	case FieldPlace:
		return &c.Place
	case FieldRate:
		return &c.Rate
	case FieldUnitCap:
		return &c.UnitCap
	case FieldCopay:
		return &c.Copay
	case FieldCoinsurance:
		return &c.Coinsurance
	case FieldDeductible:
		return &c.Deductible
	}
	return nil
}

// original reports whether Original Medicare pays.
func (c Clinic) original() bool { return c.Kind == "" || c.Kind == rules.Medicare }

func (c Clinic) placeOr(national string) string {
	if c.Place == "" {
		return national
	}
	return c.Place
}

func (c Clinic) discipline() code.Discipline {
	if d, err := code.ParseDiscipline(c.Discipline); err == nil {
		return d
	}
	return code.PT
}

// codes are the favourite codes that the book knows.
func (c Clinic) codes(book *rules.Book) []string {
	var out []string
	for _, text := range strings.FieldsFunc(strings.ToUpper(c.Favourites), func(r rune) bool { return r == ' ' || r == ',' || r == ';' }) {
		h, err := code.ParseHCPCS(text)
		if err != nil || slices.Contains(out, text) {
			continue
		}
		if _, known := book.Code(h); known {
			out = append(out, text)
		}
	}
	return out
}

// first is the service of a fresh visit, or "".
func (c Clinic) first(book *rules.Book) string {
	if codes := c.codes(book); len(codes) > 0 {
		return codes[0]
	}
	return ""
}

// reader turns the settings into a payer and a coverage.
type reader struct {
	clinic   Clinic
	problems []form.Problem
}

// apply puts the settings into a visit. A setting that does not read is a
// problem like that of any field: no result is shown until it is right.
func (c Clinic) apply(v *rules.Visit) []form.Problem {
	r := &reader{clinic: c}
	if c.original() {
		v.Payer.Participation = c.Participation
	} else {
		r.plan(v)
	}
	v.Payer.MPPR, v.Payer.Edits = choice(c.MPPR), choice(c.Edits)
	return r.problems
}

// plan sets what payers other than Original Medicare use, and takes back what
// is Medicare's alone.
func (r *reader) plan(v *rules.Visit) {
	c := r.clinic
	v.Payer.Kind, v.Payer.UnitRule, v.Payer.QP, v.KXJustified = c.Kind, c.UnitRule, false, nil
	v.Payer.Rate = r.rate()
	if text := strings.TrimSpace(c.UnitCap); text != "" {
		n, why := form.ParseUnits(text)
		r.note(FieldUnitCap, why, text)
		v.Payer.UnitCap = &n
	}
	if c.Kind == rules.SelfPay {
		v.Coverage.DeductibleRemaining = nil
		return
	}
	v.Coverage.Copay = r.money(FieldCopay)
	if p := r.percent(FieldCoinsurance, 100); p != nil {
		part := p.Shift(-2) // the contract has it as a part of one
		v.Coverage.Coinsurance = &part
	}
	if v.Coverage.DeductibleRemaining == nil {
		v.Coverage.DeductibleRemaining = r.money(FieldDeductible)
	}
	if v.Coverage.Copay == nil && v.Coverage.Coinsurance == nil && v.Coverage.DeductibleRemaining == nil && len(r.problems) == 0 {
		r.problems = append(r.problems, form.Problem{Field: FieldCopay, Reason: form.SharingMissing})
	}
}

func (r *reader) rate() *rules.Rate {
	switch r.clinic.Way {
	case OfPercent:
		if p := r.percent(FieldRate, mostPercent); p != nil {
			return &rules.Rate{PercentOfMedicare: p}
		}
	case PerUnit:
		if m := r.money(FieldRate); m != nil {
			return &rules.Rate{PerUnit: map[code.HCPCS]decimal.Decimal{}, Otherwise: m}
		}
	case PerVisit:
		if m := r.money(FieldRate); m != nil {
			return &rules.Rate{PerVisit: m}
		}
	}
	return nil
}

func (r *reader) note(f form.Field, why form.Reason, text string) {
	if why != form.None {
		r.problems = append(r.problems, form.Problem{Field: f, Reason: why, Detail: text})
	}
}

// money reads an optional amount.
func (r *reader) money(f form.Field) *decimal.Decimal {
	text := strings.TrimSpace(*r.clinic.text(f))
	if text == "" {
		return nil
	}
	d, why := form.ParseMoney(text)
	r.note(f, why, text)
	return &d
}

// mostPercent is the most of Medicare's price that a plan may pay.
const mostPercent = 1000

// percent reads an optional percentage, such as "80" or "80 %".
func (r *reader) percent(f form.Field, most int64) *decimal.Decimal {
	text := strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(*r.clinic.text(f)), "%"))
	if text == "" {
		return nil
	}
	d, why := form.ParseMoney(text)
	if why != form.None || strings.Contains(text, "$") || d.GreaterThan(decimal.NewFromInt(most)) {
		r.note(f, form.PercentWrong, strconv.FormatInt(most, 10))
		return nil
	}
	return &d
}

// The choices of a switch; Usual is what the engine does by itself.
const (
	Usual = "usual"
	On    = "yes"
	Off   = "no"
)

func choice(text string) *bool {
	if text != On && text != Off {
		return nil
	}
	on := text == On
	return &on
}

// SetClinic changes the settings, for the visit on the desk and every other.
func (d *Day) SetClinic(change func(*Clinic)) {
	before := d.Clinic
	change(&d.Clinic)
	if d.Clinic == before {
		return
	}
	d.keep.Put(keep.Setup, clinicID, d.Clinic.guarded(d.store.Find).encode(), d.device.Now())
	d.applyClinic()
	d.store.Recount()
	d.changed()
}

// guarded are the settings that can be kept: what was typed and does not read
// may be a name. It stays on the page only.
func (c Clinic) guarded(find *lookup.Index) Clinic {
	c.Favourites = strings.Join(c.codes(find.Book), " ")
	c.Place = resolved(find, strings.TrimSpace(c.Place))
	if _, why := form.ParseUnits(c.UnitCap); why != form.None {
		c.UnitCap = ""
	}
	for _, f := range []form.Field{FieldRate, FieldCopay, FieldCoinsurance, FieldDeductible} {
		text := c.text(f)
		number := strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(*text), "%"))
		if _, why := form.ParseMoney(number); why != form.None {
			*text = ""
		}
	}
	return c
}

// resolved is the one place that a text means, as it is called, or "".
func resolved(find *lookup.Index, text string) string {
	on := find.Book.Covered().Through
	if lookup.LooksLikeZIP(text) {
		zip, short := lookup.ZIP(text)
		if _, _, err := find.Book.ZIP(zip, on); short || err != nil {
			return ""
		}
		return zip
	}
	if place, found := find.On(on).Places().Resolve(text); text != "" && found == lookup.One {
		return place.Label
	}
	return ""
}

// encode is the settings as they are kept.
func (c Clinic) encode() string {
	data, err := json.Marshal(c)
	if err != nil {
		panic("day: " + err.Error()) // texts only
	}
	return string(data)
}
