package embed

import (
	"net/url"
	"strings"
	"testing"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"therapytally/app/clinic"
	"therapytally/app/draft"
	"therapytally/app/patient"
	"therapytally/app/quote"
	"therapytally/app/timer"
	"therapytally/app/words"
	"therapytally/app/workspace"
	"therapytally/rules"
)

func theBook(t *testing.T) *rules.Book {
	t.Helper()
	book, err := rules.Standard()
	if err != nil {
		t.Fatal(err)
	}
	return book
}

const rates = `{"cash":{"perVisit":"95.00"},"contracts":[{"name":"Acme PPO","payer":{"kind":"commercial","rate":{"percentOfMedicare":"118"}},"coverage":{"copay":"30.00"}}]}`

func fragmentOf(pairs ...string) string {
	out := "#v1"
	for i := 0; i < len(pairs); i += 2 {
		out += "&" + pairs[i] + "=" + url.PathEscape(pairs[i+1])
	}
	return out
}

func TestSettingsOfAFrame(t *testing.T) {
	s, err := Parse(theBook(t), clinic.Settings{Name: "Riverside"}, fragmentOf("view", "units", "language", "es", "theme", "dark", "accent", "#ABC",
		"discipline", "OT", "codes", "97530, 97535 97530", "locality", "01112-05", "payer", "Acme PPO", "data-rates", rates, "host", "https://clinic"))
	if err != nil {
		t.Fatal(err)
	}
	if s.View != Units || s.Language != "es" || s.Theme != clinic.Dark || s.Accent != "#aabbcc" || len(s.Codes) != 2 || s.Payer != "Acme PPO" || s.Name != "Riverside" {
		t.Errorf("read %+v", s)
	}
}

// The page around a frame receives the totals only where its element asks for
// them and the loader has named that page.
func TestTheTotalsAreAskedFor(t *testing.T) {
	for fragment, want := range map[string]bool{
		fragmentOf("host", "https://clinic"):                   false,
		fragmentOf("events", ""):                               false,
		fragmentOf("events", "", "host", "https://clinic"):     true,
		fragmentOf("host", "https://clinic", "events", "true"): true,
	} {
		if s, err := Parse(theBook(t), clinic.Settings{}, fragment); err != nil || s.Events != want {
			t.Errorf("%s: %v, %v", fragment, s.Events, err)
		}
	}
	if _, err := Parse(theBook(t), clinic.Settings{}, fragmentOf("events", "false")); err == nil || err.Error() != "events: must be given without a value" {
		t.Errorf("events=false says %v", err)
	}
}

// A frame without settings has those of the clinic's file; a payer whose rates
// the frame replaces is forgotten.
func TestTheFileStandsUnderTheFrame(t *testing.T) {
	book := theBook(t)
	site, err := clinic.Parse(book, []byte(`{"languages": ["es"], "payer": "cash", "rates": {"cash": {"perVisit": "80.00"}}}`))
	if err != nil {
		t.Fatal(err)
	}
	if s, err := Parse(book, site, ""); err != nil || s.Payer != clinic.Cash || s.Language != "es" || s.View != Both {
		t.Errorf("without settings: %+v, %v", s, err)
	}
	if s, err := Parse(book, site, fragmentOf("data-rates", "{}")); err != nil || s.Payer != "" || s.Rates.Cash != nil {
		t.Errorf("with other rates: %+v, %v", s, err)
	}
}

func TestAttributesThatCannotBeMeant(t *testing.T) {
	book := theBook(t)
	for fragment, want := range map[string]string{
		"#view=units":                       "must begin with #v1",
		"#v2&view=units":                    "must begin with #v1",
		"#v1&view=all":                      "view: must be units",
		"#v1&color=red":                     "color: is no attribute",
		"#v1&view=units&view=both":          "view: is given twice",
		"#v1&view=%zz":                      "view: is not encoded",
		"#v1&accent=teal":                   "accent: must be a color",
		"#v1&codes=1":                       "codes: must be a code",
		"#v1&payer=cash":                    "payer: must be medicare",
		"#v1&data-rates=[]":                 "data-rates: must be an object",
		"#v1&data-rates=%7B%22x%22:1%7D":    "data-rates: x: is not a known key",
		"#v1&locality=00000":                "locality: is no ZIP",
		"#v1&" + strings.Repeat("x", 20000): "too long",
	} {
		if _, err := Parse(book, clinic.Settings{}, fragment); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%.40s: %v, want %s", fragment, err, want)
		}
	}
}

func newUnits(t *testing.T, fragment string) *desk {
	t.Helper()
	s, err := Parse(theBook(t), clinic.Settings{}, fragment)
	if err != nil {
		t.Fatal(err)
	}
	return newDesk(theBook(t), words.ForPatient(s.Language), s, "2026-08-03", func(*workspace.Store) {})
}

// The worked example of the contract, in the compact view.
func TestTheCompactVisit(t *testing.T) {
	d := newUnits(t, fragmentOf("view", "units", "codes", "97530 97110 97140"))
	for i, minutes := range []string{"30", "15", "15"} {
		d.Type(draft.MinutesOf(d.Form.Rows[i].Key), minutes)
	}
	shown := app.HTMLString(&result{Desk: d})
	for _, want := range []string{"60 minutes", "4 units", "$103.54", "$20.70", "$81.18", "97530"} {
		if !strings.Contains(shown, want) {
			t.Errorf("%s is not shown", want)
		}
	}
	if n := unitNumbers(d.Store); n["allowedCents"] != 10354 || n["patientCents"] != 2070 || n["units"] != 4 || n["minutes"] != 60 {
		t.Errorf("it tells %v", n)
	}
}

func TestTheClinicsPayers(t *testing.T) {
	d := newUnits(t, fragmentOf("payer", "cash", "data-rates", rates))
	d.Type(draft.MinutesOf(1), "30")
	if got := d.amount(d.Answer.Totals.Patient); got != "$95.00" {
		t.Errorf("in cash the patient owes %s", got)
	}
	d.pay("Acme PPO")
	if got := d.amount(d.Answer.Totals.Patient); got != "$30.00" {
		t.Errorf("with the contract the patient owes %s", got)
	}
	d.pay(clinic.Medicare)
	if got := d.amount(d.Answer.Totals.Allowed); got != "$60.12" {
		t.Errorf("Medicare allows %s", got)
	}
}

// The patient's view begins with the payer of the settings and its price.
func TestThePatientsViewUsesTheClinicsPrices(t *testing.T) {
	for payer, want := range map[string]any{"cash": 9500, "Acme PPO": 3000} {
		s, err := Parse(theBook(t), clinic.Settings{}, fragmentOf("view", "patient", "payer", payer, "data-rates", rates))
		if err != nil {
			t.Fatal(err)
		}
		var told quote.Answer
		patient.NewFrame(theBook(t), s.Settings, s.Language, func(a quote.Answer) { told = a }).Finish()
		if n := patientNumbers(told); n["nextLowCents"] != want || n["nextHighCents"] != want {
			t.Errorf("%s: it tells %v, want %v", payer, n, want)
		}
	}
}

func TestSpanishHasItsWords(t *testing.T) {
	d := newUnits(t, fragmentOf("language", "es"))
	d.Type(draft.MinutesOf(1), "x")
	d.Leave(draft.MinutesOf(1), timer.Instant{})
	if shown := app.HTMLString(&result{Desk: d}); !strings.Contains(shown, "Escriba los minutos") {
		t.Errorf("it shows %s", shown)
	}
}

func FuzzParse(f *testing.F) {
	f.Add(fragmentOf("view", "units", "data-rates", rates, "payer", "cash"))
	book, err := rules.Standard()
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, fragment string) {
		if s, err := Parse(book, clinic.Settings{}, fragment); err == nil && len(s.Codes) > mostRows {
			t.Error("too many codes")
		}
	})
}
