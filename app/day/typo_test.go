package day

import (
	"strings"
	"testing"

	"therapytally/app/draft"
)

// A typo in a field of numbers is the field's own to say: it is kept nowhere,
// and raises no alarm about the patient.
func TestATypoInANumberIsNoPrivacyAlarm(t *testing.T) {
	for _, field := range []draft.Field{draft.MinutesOf(1), draft.AssistantOf(1), draft.UnitsOf(1), draft.ChargeOf(1), draft.Deductible, draft.UsedPTSLP, draft.UsedOT, draft.PayerRate, draft.PayerCap, draft.PayerCopay, draft.PayerCoinsurance} {
		for _, text := range []string{"12/15", "12 or 15", "Maria", "555-123-4567"} {
			device := newTablet()
			d := open(t, device)
			d.store.Type(field, text)
			d.store.Leave(field, d.instant())
			d.Save()
			d.Flush()
			if said := told(d); said != "" {
				t.Errorf("%s %q: %q", field, text, said)
			}
			if d.store.Form.Text(field) != text {
				t.Errorf("%s %q has left the screen", field, text)
			}
			if device.session.holds(text) || strings.Contains(string(d.Export()), text) {
				t.Errorf("%s %q is kept", field, text)
			}
		}
	}
	d := open(t, newTablet())
	d.store.Type(draft.MinutesOf(1), "12/15")
	d.store.Leave(draft.MinutesOf(1), d.instant())
	p, wrong := d.store.ProblemOf(draft.MinutesOf(1))
	if text := d.words.Problem(p, d.words.Date, d.store.Find.Book.Covered()); !wrong || text != "Type whole minutes, like 15." {
		t.Errorf("the field says %q", text)
	}
	for _, field := range []draft.Field{draft.Place, draft.CodeOf(1)} {
		d := open(t, newTablet())
		d.store.Type(field, "555-123-4567")
		d.Save()
		if said := told(d); !strings.Contains(said, "could tell who the patient is") {
			t.Errorf("%s: it says %q", field, said)
		}
	}
}

// told is all that the notices say.
func told(d *Day) string { return strings.Join(NewParts(d, nobody{}, d.words).texts(), " ") }

// nobody is a Host that names every field alike.
type nobody struct{ Host }

func (nobody) FieldName(f draft.Field) string { return string(f) }
