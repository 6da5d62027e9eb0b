package day

import (
	"testing"

	"therapytally/app/clinic"
	"therapytally/app/draft"
	"therapytally/app/lookup"
	"therapytally/rules"
)

func TestADeviceBeginsWithTheClinicsFile(t *testing.T) {
	book, err := rules.Standard()
	if err != nil {
		t.Fatal(err)
	}
	find := &lookup.Index{Book: book, National: "National average"}
	s, err := clinic.Parse(book, []byte(`{"discipline": "OT", "codes": ["97535", "97530"], "locality": "94601", "payer": "Acme",
		"rates": {"contracts": [{"name": "Acme", "payer": {"kind": "commercial", "rate": {"percentOfMedicare": "118"}}, "coverage": {"coinsurance": "0.2"}}]}}`))
	if err != nil {
		t.Fatal(err)
	}
	c := FromFile(find, s)
	want := Clinic{Favorites: "97535 97530", Discipline: "OT", Place: "94601", Payer: draft.Payer{Kind: rules.Commercial, Way: draft.OfPercent, Rate: "118", Coinsurance: "20"}}
	if c != want {
		t.Errorf("it begins with %+v, want %+v", c, want)
	}
	if c := FromFile(find, clinic.Settings{}); c != (Clinic{}) {
		t.Errorf("an empty file sets %+v", c)
	}
}
