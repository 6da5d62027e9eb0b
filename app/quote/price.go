package quote

import (
	"slices"

	"github.com/shopspring/decimal"

	"therapytally/rules"
	"therapytally/rules/code"
)

// price is the clinic's price as entered, else one end of what is published for
// the visit. Without either there is no price, and no amount that needs one.
func (r *reading) price(known *decimal.Decimal, e end) *rules.Rate {
	if known == nil {
		return r.published(e)
	}
	switch r.s.RateKind() {
	case ByUnit:
		return &rules.Rate{PerUnit: map[code.HCPCS]decimal.Decimal{}, Otherwise: known}
	case ByVisit:
		return &rules.Rate{PerVisit: known}
	}
	return &rules.Rate{PercentOfMedicare: known}
}

// published is one end of the published prices a unit, where there is one for
// each service of the visit. They are of commercial payers: nobody else's plan
// and no cash price is counted with them.
func (r *reading) published(e end) *rules.Rate {
	if r.who != SharePlan {
		return nil
	}
	rate := &rules.Rate{PerUnit: map[code.HCPCS]decimal.Decimal{}}
	for _, s := range r.services {
		b, ok := rangeOf(r.guides, s.Code)
		if !ok {
			return nil
		}
		rate.PerUnit[s.Code] = b.low
		if e.price {
			rate.PerUnit[s.Code] = b.high
		}
	}
	return rate
}

// rangeOf is the widest published range of prices a unit of a code.
func rangeOf(items []rules.GuideItem, c code.HCPCS) (b bounds, ok bool) {
	for _, i := range items {
		if !ranges(i, c) {
			continue
		}
		if !ok {
			b = bounds{i.Low, i.High}
		}
		b.low, b.high, ok = decimal.Min(b.low, i.Low), decimal.Max(b.high, i.High), true
	}
	return b, ok
}

// ranges reports whether a piece of guidance is a range of prices of a code. No
// range of one code says anything about another.
func ranges(i rules.GuideItem, c code.HCPCS) bool {
	return i.Kind == rules.GuideRange && i.High.IsPositive() && slices.Contains(i.Codes, c)
}

// Ranges lists the published ranges that are counted with where no price is
// known, for the page to show with their sources.
func Ranges(book *rules.Book, s *State) []rules.GuideItem {
	r := read(book, s, nil)
	if r.published(least) == nil {
		return nil
	}
	return slices.DeleteFunc(r.guides, func(i rules.GuideItem) bool {
		return !slices.ContainsFunc(r.services, func(s rules.Service) bool { return ranges(i, s.Code) })
	})
}

// priceless reports whether no price is known, nor a range of it.
func (r *reading) priceless() bool {
	_, priced := r.s.Priced()
	return !priced && !original(r.who) && r.rate == nil && r.published(least) == nil
}

// usualPercent are the published bounds of a coinsurance, for one who does not
// know the own plan's.
func (r *reading) usualPercent() bounds {
	if item, ok := usualIn(r.guides); ok {
		return bounds{item.Low.Shift(-2), item.High.Shift(-2)}
	}
	return bounds{none, one}
}

// Usual is what is published about a coinsurance. Of copays for therapy nothing
// is published that a patient could count with.
func Usual(book *rules.Book, f Field) (rules.GuideItem, bool) {
	items, err := book.GuideAll()
	if f != Percent || err != nil {
		return rules.GuideItem{}, false
	}
	return usualIn(items)
}

func usualIn(items []rules.GuideItem) (rules.GuideItem, bool) {
	at := slices.IndexFunc(items, func(i rules.GuideItem) bool { return i.ID == "share-coinsurance" && i.Kind == rules.GuideShare })
	if at < 0 {
		return rules.GuideItem{}, false
	}
	return items[at], true
}
