package day

import (
	"slices"
	"strings"

	"therapytally/app/draft"
	"therapytally/app/lookup"
	"therapytally/app/sheet"
	"therapytally/rules"
	"therapytally/rules/code"
	"therapytally/rules/order"
)

// withhold takes out of the visit on the desk what its fields do not take, and
// notes which. What is still being looked for in a list is taken out without a
// word: it is no value yet.
func (d *Day) withhold(v *sheet.Visit) {
	wrong, sought := d.strip(v)
	d.withheld = append(d.store.Withheld(), wrong...)
	for _, f := range sought {
		if f != d.store.Form.Focus {
			d.withheld = append(d.withheld, f)
		}
	}
	order.Ascending(d.withheld)
	d.withheld = slices.Compact(d.withheld)
}

// strip takes every text out of a visit that is not of its field's kind: it may
// be a name. A place and a code count once they are chosen: what is sought is
// the beginning of a name as well as of a place (Maria, of Santa Maria). The
// guard of the sheet has taken out the numbers that identify.
func (d *Day) strip(v *sheet.Visit) (wrong, sought []draft.Field) {
	on, err := code.ParseDate(strings.TrimSpace(v.Texts[sheet.DateField]))
	covered := d.store.Find.Book.Covered()
	if err != nil || !covered.Holds(on) {
		on = covered.Through
	}
	j := judge{d.store.Find, on, d.device.Today()}
	for name, text := range v.Texts {
		text = strings.TrimSpace(text)
		if text == "" || j.takes(name, text) {
			continue
		}
		delete(v.Texts, name)
		if j.offers(name, text) {
			sought = append(sought, draft.Field(name))
		} else {
			wrong = append(wrong, draft.Field(name))
		}
	}
	return wrong, sought
}

// judge says of a text whether it is of its field's kind, whatever the form
// makes of it at the moment.
type judge struct {
	find  *lookup.Index
	on    code.Date
	today string
}

func (j judge) takes(name, text string) bool {
	switch f := draft.Field(name); {
	case f == draft.Date:
		return text == j.today || j.serviceDay(text)
	case f == draft.Place:
		return j.place(text)
	case !strings.HasPrefix(name, "service-") && draft.TakesNumber(f):
		return amount(strings.TrimSuffix(text, "%"))
	}
	if slices.Contains(draft.PayerChoices(), draft.Field(name)) {
		return payerWord(text)
	}
	if strings.HasPrefix(name, "distinct.") {
		return len(text) == 2
	}
	if !strings.HasPrefix(name, "service-") {
		return chosen(text)
	}
	switch name[strings.LastIndexByte(name, '-')+1:] {
	case "code":
		return j.service(text)
	case "minutes", "assistant", "units":
		return duration(text)
	case "charge":
		return amount(text)
	}
	return chosen(text)
}

// serviceDay reports a day that may be one of service: what lies before the
// book is as likely somebody's birthday. Days after it are only not published.
func (j judge) serviceDay(text string) bool {
	d, err := code.ParseDate(text)
	return err == nil && d.Compare(j.find.Book.Covered().From) >= 0
}

// offers reports what finds something in the field's list.
func (j judge) offers(name, text string) bool {
	switch {
	case draft.Field(name) == draft.Place:
		return len(j.find.On(j.on).Places().Match(text)) > 0
	case strings.HasSuffix(name, "-code"):
		return len(j.find.On(j.on).Services().Match(text)) > 0
	}
	return false
}

// service reports a code, alone or with its name, or its first digits.
func (j judge) service(text string) bool {
	if strings.Trim(text, "0123456789") == "" && len(text) < 5 {
		return true
	}
	c, ok := lookup.LeadingCode(text)
	if !ok {
		return false
	}
	info, known := j.find.Book.Code(c)
	return known && (len(text) == len(c.String()) || strings.EqualFold(text, lookup.Label(info)))
}

// place reports a place as it is called, the letters of a state, a ZIP of the
// book, or the beginning of one.
func (j judge) place(text string) bool {
	if lookup.LooksLikeZIP(text) {
		digits := strings.NewReplacer("-", "", " ", "").Replace(text)
		if len(digits) < 5 {
			return true
		}
		_, _, err := j.find.Book.ZIP(digits[:5], j.on)
		if err == nil && len(digits) <= 9 {
			return true
		}
	}
	return strings.EqualFold(text, j.find.National) || slices.ContainsFunc(j.find.On(j.on).Places(), func(c lookup.Choice) bool {
		return strings.EqualFold(text, c.Label) || len(text) == 2 && c.HasWord(text)
	})
}

// amount reports digits with the marks of dollars.
func amount(text string) bool { return strings.Trim(text, "0123456789.,:$ ") == "" }

// duration reports digits, with the units of time behind them.
func duration(text string) bool {
	t := strings.ToLower(text)
	if strings.Trim(t[:1], "0123456789.:") != "" {
		return false
	}
	for _, word := range strings.FieldsFunc(t, func(r rune) bool { return strings.ContainsRune("0123456789.: '′", r) }) {
		if !slices.ContainsFunc([]string{"hours", "hrs", "minutes", "mins"}, func(unit string) bool { return strings.HasPrefix(unit, word) }) {
			return false
		}
	}
	return true
}

// payerWord reports one of the choices of a payer.
func payerWord(text string) bool {
	switch text {
	case string(rules.Medicare), string(rules.MedicareAdvantage), string(rules.Commercial), string(rules.Medicaid), string(rules.SelfPay),
		string(rules.TotalTime), string(rules.PerCode), string(rules.Participating), string(rules.NonParAssigned), string(rules.NonParUnassigned),
		string(draft.NoRate), string(draft.OfPercent), string(draft.PerUnit), string(draft.PerVisit), draft.Usual, draft.On, draft.Off:
		return true
	}
	return false
}

// chosen reports a text that the page itself writes: one of its words, or codes.
func chosen(text string) bool {
	switch text {
	case "yes", "PT", "OT", "SLP", "assistant", "both":
		return true
	}
	for part := range strings.SplitSeq(text, ",") {
		if _, err := code.ParseHCPCS(part); err != nil || strings.Trim(part[1:], "0123456789") != "" {
			return false
		}
	}
	return true
}
