package quote

import (
	"slices"

	"therapytally/rules"
	"therapytally/rules/code"
)

// Clinic is what the clinic's own settings say of prices. It is no answer of
// the reader's and stands in no link.
type Clinic struct {
	Locality code.Locality // of its prices, where the reader gives no ZIP
	Prices   []Price
	Chosen   string // the reader's plan by the clinic's name for it, or NoPrice
}

// Price is what the clinic takes from a payer.
type Price struct {
	Name  string
	Terms rules.Terms
}

// NoPrice says that none of the clinic's prices is the reader's.
const NoPrice = "-"

// payers are the answers to who pays that a price fits.
func (p Price) payers() []string {
	switch p.Terms.Payer.Kind {
	case rules.SelfPay:
		return []string{Nobody}
	case rules.Medicaid:
		return []string{Medicaid}
	case rules.MedicareAdvantage:
		return []string{CopayPlan}
	case rules.Commercial:
		return []string{SharePlan, CopayPlan}
	}
	return nil
}

// Prices are the clinic's prices that fit who pays.
func (s *State) Prices() []Price {
	var out []Price
	for _, p := range s.Clinic.Prices {
		if slices.Contains(p.payers(), s.Get(Who)) {
			out = append(out, p)
		}
	}
	return out
}

// Priced is the clinic's price that is in force: the one that the reader has
// chosen. Without insurance it is the clinic's cash price, unless the reader has
// chosen another or typed one; a contract is nobody's plan until it is chosen.
func (s *State) Priced() (Price, bool) {
	for _, p := range s.Prices() {
		if p.Name == s.Clinic.Chosen || p.cash() && s.Clinic.Chosen == "" && s.Get(Rate) == "" {
			return p, true
		}
	}
	return Price{}, false
}

func (p Price) cash() bool { return p.Terms.Payer.Kind == rules.SelfPay }

// ByMedicare reports whether the price is Medicare's published one or a part of
// it. Place and year change no other price.
func (s *State) ByMedicare() bool {
	if p, ok := s.Priced(); ok {
		return p.Terms.Payer.Rate != nil && p.Terms.Payer.Rate.PercentOfMedicare != nil
	}
	return s.Original() || s.Get(Who) != "" && s.RateKind() == ByPercent && s.Get(Rate) != ""
}

// Start answers by a price of the clinic's who pays and what it usually leaves
// to the patient, as the clinic has set for visitors of this page.
func (s *State) Start(p Price) {
	who, c := p.payers(), p.Terms.Coverage
	if len(who) == 0 {
		s.UsePayer(Medicare)
		return
	}
	first := who[0]
	if c.Copay != nil && c.Coinsurance == nil && c.DeductibleRemaining == nil {
		first = who[len(who)-1]
	}
	s.UsePayer(first)
	s.UsePrice(p.Name)
}

// byClinic puts the clinic's price and place into a visit.
func (r *reading) byClinic(v *rules.Visit) {
	if v.ZIP == "" {
		v.Locality = r.s.Clinic.Locality
	}
	if p, ok := r.s.Priced(); ok {
		v.Payer = p.Terms.Payer
	}
}
