package clinic

import (
	"strings"
	"testing"

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

const whole = `{
  "version": 1,
  "name": "Riverside Therapy",
  "logo": "logo.svg",
  "accent": "#7a1f5c",
  "theme": "auto",
  "languages": ["es", "en"],
  "discipline": "OT",
  "codes": ["97530", "97535"],
  "locality": "94601",
  "payer": "Acme PPO",
  "rates": {
    "cash": {"perVisit": "95.00"},
    "contracts": [
      {"name": "Acme PPO", "payer": {"kind": "commercial", "rate": {"percentOfMedicare": "118"}}, "coverage": {"copay": "30.00"}},
      {"name": "State plan", "payer": {"kind": "medicaid", "rate": {"perUnit": {"97530": "21.00"}, "otherwise": "19.50"}}, "coverage": {"copay": "0"}}
    ]
  }
}`

func TestAWholeFileIsRead(t *testing.T) {
	s, err := Parse(theBook(t), []byte(whole))
	if err != nil {
		t.Fatal(err)
	}
	if s.Name != "Riverside Therapy" || s.Accent != "#7a1f5c" || len(s.Codes) != 2 || s.Place.ZIP != "94601" || s.Languages[0] != Spanish {
		t.Errorf("read %+v", s)
	}
	if got := strings.Join(s.Rates.Payers(), ", "); got != "medicare, Acme PPO, State plan, cash" {
		t.Errorf("the payers are %s", got)
	}
	acme, ok := s.Rates.Terms(s.Payer)
	if !ok || acme.Payer.Kind != rules.Commercial || acme.Payer.Rate.PercentOfMedicare.String() != "118" {
		t.Errorf("Acme is %+v", acme)
	}
}

func TestAnEmptyFileSetsNothing(t *testing.T) {
	for _, text := range []string{`{}`, `{"version": 1}`} {
		if s, err := Parse(theBook(t), []byte(text)); err != nil || s.Name != "" || s.Rates.Cash != nil || s.Payer != "" {
			t.Errorf("%s: %+v, %v", text, s, err)
		}
	}
}

// Each fault is named by its path.
func TestFaultsAreNamed(t *testing.T) {
	book := theBook(t)
	for text, want := range map[string]string{
		`[]`:                                        "must be an object",
		`{"version": 0}`:                            "version: must be",
		`{"version": 100}`:                          "version: must be",
		`{"nmae": "x"}`:                             "nmae: is not a known key",
		`{"name": "a", "name": "b"}`:                "name: is given twice",
		`{"name": 7}`:                               "name: must be a string",
		`{"name": " a"}`:                            "name: must have no blanks",
		`{"logo": "https://x/logo.svg"}`:            "logo: must be the name of a file",
		`{"logo": "../logo.svg"}`:                   "logo: must be the name of a file",
		`{"accent": "teal"}`:                        "accent: must be a color",
		`{"theme": "blue"}`:                         "theme: must be light",
		`{"languages": ["fr"]}`:                     "languages[0]: must be en or es",
		`{"languages": ["en", "en"]}`:               "languages[1]: is given twice",
		`{"discipline": "pt"}`:                      "discipline: must be PT",
		`{"codes": ["97530", "99999"]}`:             "codes[1]: must be a code",
		`{"codes": [97530]}`:                        "codes[0]: must be a string",
		`{"locality": "00000"}`:                     "locality: is no ZIP",
		`{"locality": "99999-99"}`:                  "locality: is no Medicare locality",
		`{"locality": "Oakland"}`:                   "locality: must be a ZIP",
		`{"payer": "cash"}`:                         "payer: must be medicare",
		`{"rates": {"cash": {}}}`:                   "rates.cash: must be exactly one of",
		`{"rates": {"cash": {"perVisit": 95}}}`:     "rates.cash.perVisit: must be a number in quotes",
		`{"rates": {"cash": {"otherwise":"9"}}}`:    "rates.cash: must be exactly one of",
		`{"rates": {"contracts": [{"name": "A"}]}}`: "rates.contracts[0].payer.kind: must be",
		`{"rates": {"contracts": [{"payer": {"kind": "commercial"}}]}}`:                                               "rates.contracts[0].name: must name",
		`{"rates": {"contracts": [{"name": "cash", "payer": {"kind": "medicaid"}, "coverage": {"copay": "0"}}]}}`:     "rates.contracts[0].name: is another",
		`{"rates": {"contracts": [{"name": "A", "payer": {"kind": "commercial"}}]}}`:                                  "rates.contracts[0].coverage: needs at least one",
		`{"rates": {"contracts": [{"name": "A", "payer": {"kind": "commercial", "qq": 1}}]}}`:                         "rates.contracts[0].payer.qq: is not a known key",
		`{"rates": {"contracts": [{"name": "A", "payer": {"kind": "self-pay"}}]}}`:                                    "rates.contracts[0].payer.kind: must be",
		`{"rates": {"contracts": [{"name": "A", "payer": {"kind": "commercial", "rate": {"perUnit": {"x": "1"}}}}]}}`: "rates.contracts[0].payer.rate.perUnit.x: is not a code",
	} {
		if _, err := Parse(book, []byte(text)); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%s\n\tsays %v\n\twant %s", text, err, want)
		}
	}
}

// A device that holds an older release than the file was written for uses all
// that it knows of it. Only keys at the top are passed over.
func TestAFileOfANewerVersionIsRead(t *testing.T) {
	book := theBook(t)
	s, err := Parse(book, []byte(`{"version": 2, "name": "Riverside", "hours": {"mon": [8, 17]}, "rates": {"cash": {"perVisit": "95.00"}}}`))
	if err != nil || s.Name != "Riverside" || s.Rates.Cash.PerVisit.StringFixed(2) != "95.00" || !s.Newer {
		t.Errorf("read %+v, %v", s, err)
	}
	for text, want := range map[string]string{
		`{"version": 2, "rates": {"cash": {"perVisit": "95.00", "upTo": 3}}}`: "rates.cash",
		`{"version": 2, "accent": "teal"}`:                                    "accent: must be a color",
		`{"version": 1, "hours": {}}`:                                         "hours: is not a known key",
		`{"hours": {}}`:                                                       "hours: is not a known key",
	} {
		if _, err := Parse(book, []byte(text)); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%s\n\tsays %v\n\twant %s", text, err, want)
		}
	}
}

func TestALongFileIsRefused(t *testing.T) {
	if _, err := Parse(theBook(t), make([]byte, MostBytes+1)); err == nil {
		t.Error("it was read")
	}
}

func TestRatesAlone(t *testing.T) {
	r, err := ParseRates(theBook(t), []byte(`{"cash": {"perVisit": "95.00"}}`))
	if err != nil || r.Cash.PerVisit.StringFixed(2) != "95.00" {
		t.Errorf("read %+v, %v", r, err)
	}
	if _, err := ParseRates(theBook(t), []byte(`{"Cash": {}}`)); err == nil || err.Error() != "Cash: is not a known key" {
		t.Errorf("a wrong key says %v", err)
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(whole))
	f.Add([]byte(`{"rates":{"cash":{"perUnit":{}}}}`))
	book, err := rules.Standard()
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		s, err := Parse(book, data)
		if err != nil {
			return
		}
		for _, name := range s.Rates.Payers() {
			terms, ok := s.Rates.Terms(name)
			if !ok || book.Check(terms) != nil {
				t.Errorf("%q cannot be used", name)
			}
		}
		s.Accent.Sheet(s.Theme)
	})
}
