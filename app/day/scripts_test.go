package day

import (
	"testing"

	"therapytally/app/draft"
	"therapytally/app/lookup"
	"therapytally/app/sheet"
)

// Digits of other scripts are digits: what identifies in ours does in theirs,
// and no field of numbers takes them for words.
func TestDigitsOfOtherScriptsAreNotKept(t *testing.T) {
	for _, text := range []string{"٤١٥-٥٥٥-٠١٢٣", "１２３-４５-６７８９", "٣/٤/١٩٥٧", "١٢٣٤", "２５", "१२३-४५-६७८९"} {
		for _, field := range []draft.Field{draft.Place, draft.CodeOf(1), draft.MinutesOf(1), draft.UnitsOf(1), draft.ChargeOf(1), draft.Deductible} {
			device := newTablet()
			d := open(t, device)
			d.store.Type(field, text)
			d.Save()
			d.Flush()
			if got := d.Sheet.Visit(d.Current).Texts[string(field)]; got != "" || device.session.holds(text) {
				t.Errorf("%s keeps %q", field, got)
			}
		}
		if why := sheet.CheckLabel(text); why == sheet.Fine {
			t.Errorf("%q is a label", text)
		}
	}
}

// Nothing that the lists of the form offer is taken for a patient's.
func TestNoChoiceOfAListIdentifies(t *testing.T) {
	d := open(t, newTablet())
	on := d.store.Find.On(d.store.Find.Book.Covered().Through)
	for _, list := range []lookup.List{on.Places(), on.Services()} {
		if len(list) < 50 {
			t.Errorf("only %d choices", len(list))
		}
		for _, choice := range list {
			if why := sheet.Identifies(choice.Label); why != sheet.Fine {
				t.Errorf("%q %s", choice.Label, why)
			}
		}
	}
}
