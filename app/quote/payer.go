package quote

import (
	"maps"
	"slices"
)

// card holds the answers about one payer while another is chosen.
type card struct {
	values map[Field]string
	filled map[Field]fill
	chosen string
}

// fill is an answer that a plan of the clinic's gave, and the one before it.
type fill struct{ before, now string }

// ofCard lists the answers that are about who pays.
func ofCard() []Field {
	return []Field{Deductible, Copay, Percent, Most, YearDeductible, YearMost, SupplementPays, Used, RateKind, Rate, Advantage, OtherRate}
}

// asked reports whether a field about who pays is asked of somebody with this
// payer; other fields are asked of everybody.
func asked(who string, f Field) bool {
	own := who == CopayPlan || who == SharePlan // a plan with terms of its own
	switch f {
	case Deductible:
		return own || original(who)
	case Used:
		return original(who)
	case SupplementPays:
		return who == Supplement
	case Copay:
		return own || who == Medicaid
	case Percent:
		return who == SharePlan
	case Most, YearDeductible, YearMost:
		return own
	case Advantage:
		return who == CopayPlan
	case Rate, RateKind:
		return !original(who)
	}
	return true
}

// cardOf names the card that answers are about: with a second plan, Medicare's
// is the same.
func cardOf(who string) string {
	if original(who) {
		return Medicare
	}
	return who
}

// UsePayer changes who pays. The answers about the payer before are set aside
// and come back with it.
func (s *State) UsePayer(who string) {
	from, to := cardOf(s.Get(Who)), cardOf(who)
	s.Set(Who, who)
	if from == to {
		return
	}
	cards := maps.Clone(s.cards)
	if cards == nil {
		cards = map[string]*card{}
	}
	cards[from] = &card{s.about(), s.filled, s.Clinic.Chosen}
	back := cards[to]
	if back == nil {
		back = &card{}
		if who == SharePlan {
			back.values = map[Field]string{Percent: usualPercent}
		}
	}
	for _, f := range ofCard() {
		s.Set(f, back.values[f])
	}
	s.filled, s.Clinic.Chosen, s.cards = back.filled, back.chosen, cards
}

// about are the answers about who pays.
func (s *State) about() map[Field]string {
	out := map[Field]string{}
	for _, f := range ofCard() {
		if text := s.Get(f); text != "" {
			out[f] = text
		}
	}
	return out
}

// UsePrice says which of the clinic's prices is the reader's: a plan by its
// name, or NoPrice. What the plan usually leaves to the patient is filled in
// where the reader has answered nothing, and goes again with the plan.
func (s *State) UsePrice(name string) {
	for f, v := range s.filled {
		if s.Get(f) == v.now {
			s.Set(f, v.before)
		}
	}
	s.filled, s.Clinic.Chosen = nil, name
	at := slices.IndexFunc(s.Prices(), func(p Price) bool { return p.Name == name })
	if at < 0 {
		return
	}
	filled := map[Field]fill{}
	for f, text := range s.Prices()[at].leaves() {
		before := s.Get(f)
		if asked(s.Get(Who), f) && (before == "" || f == Percent && before == usualPercent) {
			s.Set(f, text)
			filled[f] = fill{before, text}
		}
	}
	s.filled = filled
}

// leaves is what a plan of the clinic's leaves to the patient, by field. A plan
// that names other parts and no coinsurance has none.
func (p Price) leaves() map[Field]string {
	c, out := p.Terms.Coverage, map[Field]string{}
	if c.Copay != nil {
		out[Copay], out[Percent] = c.Copay.String(), "0"
	}
	if c.DeductibleRemaining != nil {
		out[Deductible], out[Percent] = c.DeductibleRemaining.String(), "0"
	}
	if c.Coinsurance != nil {
		out[Percent] = c.Coinsurance.Shift(2).String()
	}
	return out
}
