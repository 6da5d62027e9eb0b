package plan

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

// Priced is the clinic's price that is in force: the one that was chosen, else
// the only one that fits. A price that the reader has typed comes before it.
func (s *State) Priced() (Price, bool) {
	fits := s.Prices()
	if s.Clinic.Chosen == "" && len(fits) == 1 && s.Get(Rate) == "" {
		return fits[0], true
	}
	for _, p := range fits {
		if p.Name == s.Clinic.Chosen {
			return p, true
		}
	}
	return Price{}, false
}

// Start answers by a price of the clinic's who pays and what it is known to
// leave to the patient.
func (s *State) Start(p Price) {
	who := p.payers()
	if len(who) == 0 {
		s.Set(Who, Medicare)
		return
	}
	s.Clinic.Chosen = p.Name
	c := p.Terms.Coverage
	s.Set(Who, who[0])
	if c.Copay != nil {
		if c.Coinsurance == nil && c.DeductibleRemaining == nil {
			s.Set(Who, who[len(who)-1])
		}
		s.Set(Copay, c.Copay.String())
	}
	if c.Coinsurance != nil {
		s.Set(Percent, c.Coinsurance.Shift(2).String())
	}
	if c.DeductibleRemaining != nil {
		s.Set(Deductible, c.DeductibleRemaining.String())
	}
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
