package day

import (
	"slices"
	"strings"
	"testing"

	"therapytally/app/draft"
	"therapytally/app/keep"
	"therapytally/app/workspace"
	"therapytally/rules"
)

// The expected amounts are worked by hand from the national fee of 97530 in
// 2026, $35.07 a unit.
func TestThePayersRulesHold(t *testing.T) {
	for name, c := range map[string]struct {
		payer   draft.Payer
		allowed string
		patient string
		left    string
		problem draft.Field
	}{
		"Medicare":          {draft.Payer{}, "60.12", "12.02", "", ""}, // 35.07 + 25.05; 7.01 + 5.01
		"no reduction":      {draft.Payer{MPPR: draft.Off}, "70.14", "14.03", "", ""},
		"percent":           {draft.Payer{Kind: rules.Commercial, Way: draft.OfPercent, Rate: "110", Copay: "25"}, "77.16", "25.00", "", ""}, // 2 × 38.58
		"percent, reduced":  {draft.Payer{Kind: rules.MedicareAdvantage, Way: draft.OfPercent, Rate: "100 %", Coinsurance: "20"}, "60.12", "12.02", "", ""},
		"per unit":          {draft.Payer{Kind: rules.Commercial, Way: draft.PerUnit, Rate: "$40", Coinsurance: "50%"}, "80.00", "40.00", "", ""},
		"per visit":         {draft.Payer{Kind: rules.Commercial, Way: draft.PerVisit, Rate: "95", Copay: "10"}, "95.00", "40.00", "30", ""},
		"cap":               {draft.Payer{Kind: rules.Commercial, Way: draft.PerUnit, Rate: "40", Copay: "10", UnitCap: "1"}, "40.00", "10.00", "", ""},
		"self-pay":          {draft.Payer{Kind: rules.SelfPay, Way: draft.PerVisit, Rate: "120", Copay: "9"}, "120.00", "120.00", "", ""},
		"sharing missing":   {draft.Payer{Kind: rules.Commercial, Way: draft.PerUnit, Rate: "40"}, "", "", "", draft.PayerCopay},
		"rate not a number": {draft.Payer{Kind: rules.Commercial, Way: draft.PerUnit, Rate: "forty", Copay: "10"}, "", "", "", draft.PayerRate},
		"too many percent":  {draft.Payer{Kind: rules.Commercial, Coinsurance: "120"}, "", "", "", draft.PayerCoinsurance},
		"cap not a number":  {draft.Payer{Kind: rules.Commercial, Copay: "10", UnitCap: "x"}, "", "", "", draft.PayerCap},
	} {
		d := open(t, newTablet())
		d.SetClinic(func(now *Clinic) { now.Payer = c.payer })
		d.store.Begin(c.payer) // texts that do not read too
		d.store.Type(draft.Deductible, c.left)
		d.minutes("30")
		if c.problem != "" {
			if d.store.Phase != workspace.Blocked || d.store.Problem.Field != c.problem {
				t.Errorf("%s: phase %d, problem at %q", name, d.store.Phase, d.store.Problem.Field)
			}
			continue
		}
		if d.store.Phase != workspace.Ready {
			t.Errorf("%s: no answer, problem %+v", name, d.store.Problem)
			continue
		}
		totals := d.store.Answer.Totals
		if a, p := totals.Allowed.Value.StringFixed(2), totals.Patient.Value.StringFixed(2); a != c.allowed || p != c.patient {
			t.Errorf("%s: %s allowed, %s of the patient; want %s and %s", name, a, p, c.allowed, c.patient)
		}
	}
}

func TestFavoritesStandFirst(t *testing.T) {
	device := newTablet()
	d := open(t, device)
	d.SetClinic(func(c *Clinic) { c.Favorites, c.Discipline, c.Place = "97112; 97116 nonsense", "OT", "43215" })
	list := d.store.Find.On(d.store.Reading.Visit.Date).Services().Match("")
	if list[0].Key != "97112" || list[1].Key != "97116" || list[2].Key != "97530" {
		t.Errorf("the list begins with %s, %s, %s", list[0].Key, list[1].Key, list[2].Key)
	}
	d.Add()
	if f := d.store.Form; f.Rows[0].Code[:5] != "97112" || f.Discipline.String() != "OT" || f.Place != "43215" {
		t.Errorf("a new visit begins with %+v", f)
	}
	d.Flush()
	if again := open(t, device); again.Clinic.Favorites != "97112 97116" || again.Clinic.Place != "43215" || again.Clinic.Discipline != "OT" {
		t.Errorf("after a reload the settings are %+v", again.Clinic)
	}
}

// A visit that has begun keeps its payer: a change of the settings must not
// price the day's earlier visits anew.
func TestEachVisitHasItsOwnPayer(t *testing.T) {
	device := newTablet()
	d := open(t, device)
	d.minutes("30")
	first := d.Current
	d.SetClinic(func(c *Clinic) {
		c.Payer = draft.Payer{Kind: rules.Commercial, Way: draft.PerUnit, Rate: "40", Copay: "10"}
	})
	if got := d.store.Answer.Totals.Allowed.Value.StringFixed(2); got != "60.12" {
		t.Errorf("the settings have priced a begun visit at %s", got)
	}
	d.Add()
	d.minutes("30")
	if got := d.store.Answer.Totals.Allowed.Value.StringFixed(2); got != "80.00" {
		t.Errorf("a new visit is priced at %s", got)
	}
	text, _ := d.CSV()
	if !strings.Contains(text, ",Original Medicare,") || !strings.Contains(text, ",Commercial,") {
		t.Errorf("the biller is not told the payers: %s", text)
	}
	d.Duplicate()
	if d.store.Form.Payer.Kind != rules.Commercial {
		t.Errorf("a copy for another patient begins with %+v", d.store.Form.Payer)
	}
	d.Flush()
	again := open(t, device)
	if again.Switch(first); !again.store.Form.Payer.Original() {
		t.Errorf("after a reload the first visit has %+v", again.store.Form.Payer)
	}
}

// A visit that was kept before visits had payers of their own takes the
// clinic's, once; what the settings held of the deductible goes with it.
func TestAnOlderVisitTakesTheClinicsPayerOnce(t *testing.T) {
	device := newTablet()
	d := open(t, device)
	d.minutes("30")
	former := *d.Sheet.Visit(d.Current)
	former = former.Clone()
	for _, f := range slices.Concat(draft.PayerChoices(), draft.PayerFields()) {
		delete(former.Texts, string(f))
	}
	d.keep.Put(keep.Visit, former.ID, former.Encode(), device.Now())
	d.keep.Put(keep.Setup, clinicID, `{"kind":"commercial","way":"visit","rate":"95","copay":"10","deductible":"30"}`, device.Now())
	d.Flush()
	next := open(t, device)
	if a := next.store.Answer.Totals; a.Allowed.Value.StringFixed(2) != "95.00" || a.Patient.Value.StringFixed(2) != "40.00" {
		t.Errorf("phase %d: %s allowed", next.store.Phase, a.Allowed.Value)
	}
	next.SetClinic(func(c *Clinic) { c.Rate = "20" })
	next.Flush()
	if last := open(t, device); last.store.Form.Payer.Rate != "95" {
		t.Errorf("it follows the settings: %+v", last.store.Form.Payer)
	}
}

func TestAnUntouchedVisitBeginsWithEverySetting(t *testing.T) {
	d := open(t, newTablet())
	id, label := d.Current, d.labeled()
	d.SetClinic(func(c *Clinic) { c.Discipline = "OT" })
	d.SetClinic(func(c *Clinic) { c.Place = "43215" })
	d.SetClinic(func(c *Clinic) { c.Favorites = "97112 97116" })
	d.Save()
	if f := d.store.Form; f.Rows[0].Code[:5] != "97112" || f.Discipline.String() != "OT" || f.Place != "43215" || d.Current != id || d.labeled() != label || len(d.stored) > 0 || len(d.Sheet.Visits) != 1 {
		t.Errorf("%+v; kept %v", f, d.stored)
	}
	d.SetClinic(func(c *Clinic) { c.Place = "Lopez" })
	if f := d.store.Form; f.Place == "Lopez" || len(d.Withheld()) > 0 {
		t.Errorf("what does not read begins a visit: %q", f.Place)
	}
	d.store.Type(draft.Place, "94103") // chosen in the visit
	d.SetClinic(func(c *Clinic) { c.Place, c.Discipline = "43215", "PT" })
	if f := d.store.Form; f.Place != "94103" || f.Discipline.String() != "OT" {
		t.Errorf("the settings have overruled the visit: %+v", f)
	}
}

func TestAnUntouchedVisitFollowsTheSettings(t *testing.T) {
	device := newTablet()
	d := open(t, device)
	d.SetClinic(func(c *Clinic) { c.Kind = rules.SelfPay })
	d.Save()
	if d.store.Form.Payer.Kind != rules.SelfPay || len(d.stored) > 0 {
		t.Errorf("payer %+v, kept %v", d.store.Form.Payer, d.stored)
	}
	d.store.Form.Payer.Kind = rules.Medicaid // chosen in the visit
	d.SetClinic(func(c *Clinic) { c.Kind = rules.Commercial })
	if d.store.Form.Payer.Kind != rules.Medicaid {
		t.Errorf("the settings have overruled the visit: %+v", d.store.Form.Payer)
	}
}
