package day

import (
	"encoding/json"
	"slices"
	"strings"

	"therapytally/app/draft"
	"therapytally/app/keep"
	"therapytally/app/lookup"
	"therapytally/rules"
	"therapytally/rules/code"
)

// Clinic are the clinic's own settings, as typed and chosen. They are what new
// visits begin with and tell nothing of a patient: what is changed here changes
// no visit that has begun.
type Clinic struct {
	Favorites  string `json:"favourites,omitempty"` // codes, first first
	Discipline string `json:"discipline,omitempty"`
	Place      string `json:"place,omitempty"`
	draft.Payer
}

// The fields of the settings, which are ids on the page too. Those of the
// payer are the visit's with a name of their own.
const (
	FieldFavorites draft.Field = "clinic-favourites"
	FieldPlace     draft.Field = "clinic-place"
)

const (
	clinicFields = "clinic-"
	payerFields  = "payer-"
)

// ofPayer is the payer's field behind one of the settings.
func ofPayer(f draft.Field) draft.Field {
	if name, is := strings.CutPrefix(string(f), clinicFields); is {
		return draft.Field(payerFields + name)
	}
	return ""
}

// text is the text of a field.
func (c *Clinic) text(f draft.Field) *string {
	switch f {
	case FieldFavorites:
		return &c.Favorites
	case FieldPlace:
		return &c.Place
	}
	return c.Payer.Text(ofPayer(f))
}

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

// codes are the favorite codes that the book knows.
func (c Clinic) codes(book *rules.Book) []string {
	var out []string
	for _, text := range strings.FieldsFunc(strings.ToUpper(c.Favorites), func(r rune) bool { return r == ' ' || r == ',' || r == ';' }) {
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

// problem is what is wrong with a setting of the payer. That a plan's sharing
// is missing is no fault here: it may be each patient's own.
func (c Clinic) problem(f draft.Field) (draft.Problem, bool) {
	var v rules.Visit
	for _, p := range c.Payer.Apply(&v) {
		if p.Field == ofPayer(f) && p.Reason != draft.SharingMissing {
			p.Field = f
			return p, true
		}
	}
	return draft.Problem{}, false
}

// SetClinic changes the settings. The visit on the desk follows as long as
// nothing has been entered into it.
func (d *Day) SetClinic(change func(*Clinic)) {
	before := d.Clinic
	change(&d.Clinic)
	if d.Clinic == before {
		return
	}
	kept := d.Clinic.guarded(d.store.Find)
	d.keep.Put(keep.Setup, clinicID, kept.encode(), d.device.Now())
	d.applyClinic()
	d.store.Recount()
	if d.beganWith(before.guarded(d.store.Find)) {
		d.begin(kept)
		if d.fresh != "" {
			d.fresh = d.snapshot().Encode()
		}
	}
	d.changed()
}

// beganWith reports a visit on the desk that stands as such settings have begun
// it: nothing was entered, and nothing else chosen.
func (d *Day) beganWith(c Clinic) bool {
	f := d.store.Form
	return f.Untouched() && f.Payer == c.Payer && f.Place == c.placeOr(d.words.Form.National) && f.Discipline == c.discipline()
}

// begin puts an empty form on the desk with what such settings begin with.
func (d *Day) begin(c Clinic) {
	d.store.Fresh(d.device.Today(), c.placeOr(d.words.Form.National), c.discipline(), c.first(d.store.Find.Book))
	d.store.Begin(c.Payer)
}

// guarded are the settings that can be kept: what was typed and does not read
// may be a name. It stays on the page only.
func (c Clinic) guarded(find *lookup.Index) Clinic {
	c.Favorites = strings.Join(c.codes(find.Book), " ")
	c.Place = resolved(find, strings.TrimSpace(c.Place))
	c.Payer = c.Payer.Kept()
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
