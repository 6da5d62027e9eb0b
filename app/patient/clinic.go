package patient

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"therapytally/app/brand"
	"therapytally/app/clinic"
	"therapytally/app/quote"
	"therapytally/app/ui"
	"therapytally/app/words"
	"therapytally/rules"
)

// siteOf is what a desk knows of the clinic whose site it stands on.
type siteOf struct {
	settings clinic.Settings
	fault    string
	tells    func(quote.Answer) // in a frame: whom each answer is told
}

func (s siteOf) tell(a quote.Answer) {
	if s.tells != nil && !a.Pending {
		s.tells(a)
	}
}

// useClinic lets the clinic's settings stand for what the reader has not
// answered yet.
func (d *desk) useClinic() {
	d.site.settings, d.site.fault = brand.Load(d.book, d.words)
	if d.site.fault == "" {
		settle(d.state, d.site.settings)
		d.editing = len(d.site.settings.Codes) > 0
	}
}

// settle puts a clinic's settings into a fresh state; a state that was opened
// from a link keeps its answers.
func settle(s *quote.State, c clinic.Settings) {
	s.Clinic.Locality = c.Place.Locality
	for _, name := range c.Rates.Payers() {
		if terms, ok := c.Rates.Terms(name); ok && terms.Payer.Kind != rules.Medicare {
			s.Clinic.Prices = append(s.Clinic.Prices, quote.Price{Name: name, Terms: terms})
		}
	}
	if s.Get(quote.Who) != "" {
		return
	}
	if c.Place.ZIP != "" {
		s.Set(quote.ZIP, c.Place.ZIP)
	}
	if len(c.Codes) > 0 {
		s.Set(quote.Preset, "")
		s.Lines = nil
		for _, h := range c.Codes[:min(len(c.Codes), quote.MaxLines)] {
			s.Lines = append(s.Lines, quote.Line{Code: h.String(), Units: "1"})
		}
	}
	s.UseDiscipline(c.Discipline.String())
	if terms, ok := c.Rates.Terms(c.Payer); ok {
		s.Start(quote.Price{Name: c.Payer, Terms: terms})
	}
}

// clinicPrices offers the clinic's own prices. Which plan is the reader's is
// asked, never assumed.
func (d *desk) clinicPrices(prices []quote.Price) app.UI {
	w := d.words.Embed
	ask, none := w.ClinicPlan, w.OtherPlan
	if d.state.Get(quote.Who) == quote.Nobody {
		ask, none = w.ClinicPrice, w.OtherPrice
	}
	choices := make([]words.Choice[string], 0, len(prices)+1)
	for _, p := range prices {
		name := w.Payers[p.Name]
		if name == "" {
			name = p.Name
		}
		choices = append(choices, words.Choice[string]{Value: p.Name, Name: name})
	}
	chosen := quote.NoPrice
	if p, ok := d.state.Priced(); ok {
		chosen = p.Name
	}
	return &ui.Select{
		ID: "clinic-price", Label: ask, Chosen: chosen, On: d,
		Choices: append(choices, words.Choice[string]{Value: quote.NoPrice, Name: none}),
	}
}

// Chose implements ui.Chooser: a price of the clinic's.
func (d *desk) Chose(ctx app.Context, _, value string) {
	d.change(ctx, func() { d.state.UsePrice(value) })
}
