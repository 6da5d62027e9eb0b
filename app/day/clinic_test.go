package day

import (
	"testing"

	"therapytally/app/store"
	"therapytally/app/visit/form"
	"therapytally/rules"
)

// The expected amounts are worked by hand from the national fee of 97530 in
// 2026, $35.07 a unit.
func TestThePayersRulesHold(t *testing.T) {
	for name, c := range map[string]struct {
		clinic  Clinic
		allowed string
		patient string
		problem form.Field
	}{
		"Medicare":          {Clinic{}, "60.12", "12.02", ""}, // 35.07 + 25.05; 7.01 + 5.01
		"no reduction":      {Clinic{MPPR: Off}, "70.14", "14.03", ""},
		"percent":           {Clinic{Kind: rules.Commercial, Way: OfPercent, Rate: "110", Copay: "25"}, "77.16", "25.00", ""}, // 2 × 38.58
		"percent, reduced":  {Clinic{Kind: rules.MedicareAdvantage, Way: OfPercent, Rate: "100 %", Coinsurance: "20"}, "60.12", "12.02", ""},
		"per unit":          {Clinic{Kind: rules.Commercial, Way: PerUnit, Rate: "$40", Coinsurance: "50%"}, "80.00", "40.00", ""},
		"per visit":         {Clinic{Kind: rules.Commercial, Way: PerVisit, Rate: "95", Deductible: "30", Copay: "10"}, "95.00", "40.00", ""},
		"cap":               {Clinic{Kind: rules.Commercial, Way: PerUnit, Rate: "40", Copay: "10", UnitCap: "1"}, "40.00", "10.00", ""},
		"self-pay":          {Clinic{Kind: rules.SelfPay, Way: PerVisit, Rate: "120", Copay: "9"}, "120.00", "120.00", ""},
		"sharing missing":   {Clinic{Kind: rules.Commercial, Way: PerUnit, Rate: "40"}, "", "", FieldCopay},
		"rate not a number": {Clinic{Kind: rules.Commercial, Way: PerUnit, Rate: "forty", Copay: "10"}, "", "", FieldRate},
		"too many percent":  {Clinic{Kind: rules.Commercial, Coinsurance: "120"}, "", "", FieldCoinsurance},
		"cap not a number":  {Clinic{Kind: rules.Commercial, Copay: "10", UnitCap: "x"}, "", "", FieldUnitCap},
	} {
		d := open(t, newTablet())
		d.minutes("30")
		d.SetClinic(func(now *Clinic) { *now = c.clinic })
		if c.problem != "" {
			if d.store.Phase != store.Blocked || d.store.Problem.Field != c.problem {
				t.Errorf("%s: phase %d, problem at %q", name, d.store.Phase, d.store.Problem.Field)
			}
			continue
		}
		if d.store.Phase != store.Ready {
			t.Errorf("%s: no answer, problem %+v", name, d.store.Problem)
			continue
		}
		totals := d.store.Answer.Totals
		if a, p := totals.Allowed.Value.StringFixed(2), totals.Patient.Value.StringFixed(2); a != c.allowed || p != c.patient {
			t.Errorf("%s: %s allowed, %s of the patient; want %s and %s", name, a, p, c.allowed, c.patient)
		}
	}
}

func TestFavouritesStandFirst(t *testing.T) {
	device := newTablet()
	d := open(t, device)
	d.SetClinic(func(c *Clinic) { c.Favourites, c.Discipline, c.Place = "97112; 97116 nonsense", "OT", "43215" })
	list := d.store.Find.On(d.store.Reading.Visit.Date).Services().Match("")
	if list[0].Key != "97112" || list[1].Key != "97116" || list[2].Key != "97530" {
		t.Errorf("the list begins with %s, %s, %s", list[0].Key, list[1].Key, list[2].Key)
	}
	d.Add()
	if f := d.store.Form; f.Rows[0].Code[:5] != "97112" || f.Discipline.String() != "OT" || f.Place != "43215" {
		t.Errorf("a new visit begins with %+v", f)
	}
	d.Flush()
	if again := open(t, device); again.Clinic.Favourites != "97112 97116" || again.Clinic.Place != "43215" || again.Clinic.Discipline != "OT" {
		t.Errorf("after a reload the settings are %+v", again.Clinic)
	}
}
