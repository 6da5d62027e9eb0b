package day

import (
	"strings"

	"github.com/shopspring/decimal"

	"therapytally/app/clinic"
	"therapytally/app/draft"
	"therapytally/app/lookup"
	"therapytally/rules"
)

// FromFile turns the file of the clinic's site into the settings that a device
// begins with. Settings that are made on the device come before them. Prices
// by code have no field here: the payer then has no rate, which the page says.
func FromFile(find *lookup.Index, s clinic.Settings) Clinic {
	var c Clinic
	var codes []string
	for _, h := range s.Codes {
		codes = append(codes, h.String())
	}
	c.Favorites, c.Discipline = strings.Join(codes, " "), s.Discipline.String()
	if s.Place.Given() {
		c.Place = s.Place.ZIP
		if c.Place == "" {
			c.Place = find.On(find.Book.Covered().Through).Place(s.Place.Locality)
		}
	}
	if terms, ok := s.Rates.Terms(s.Payer); ok && s.Payer != clinic.Medicare {
		c.Payer = payerOf(terms)
	}
	return c
}

// payerOf writes terms as the fields of a payer hold them.
func payerOf(t rules.Terms) draft.Payer {
	p := draft.Payer{Kind: t.Payer.Kind, UnitRule: t.Payer.UnitRule, Copay: written(t.Coverage.Copay), Way: draft.NoRate}
	if share := t.Coverage.Coinsurance; share != nil {
		p.Coinsurance = share.Shift(2).String()
	}
	switch rate := t.Payer.Rate; {
	case rate == nil:
	case rate.PercentOfMedicare != nil:
		p.Way, p.Rate = draft.OfPercent, written(rate.PercentOfMedicare)
	case rate.PerVisit != nil:
		p.Way, p.Rate = draft.PerVisit, written(rate.PerVisit)
	case len(rate.PerUnit) == 0:
		p.Way, p.Rate = draft.PerUnit, written(rate.Otherwise)
	}
	return p
}

func written(d *decimal.Decimal) string {
	if d == nil {
		return ""
	}
	return d.String()
}
