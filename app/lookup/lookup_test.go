package lookup

import (
	"strings"
	"testing"

	"therapytally/rules"
	"therapytally/rules/code"
)

func indexOn(t *testing.T, date string) *Index {
	t.Helper()
	book, err := rules.Standard()
	if err != nil {
		t.Fatal(err)
	}
	d, err := code.ParseDate(date)
	if err != nil {
		t.Fatal(err)
	}
	return (&Index{Book: book, National: "National average"}).On(d)
}

func TestUsualServicesStandFirst(t *testing.T) {
	list := indexOn(t, "2026-08-03").Services().Match("")
	for i, want := range usual() {
		if list[i].Key != want {
			t.Errorf("choice %d is %s, want %s", i, list[i].Key, want)
		}
	}
}

func TestServicesByNumberAndName(t *testing.T) {
	x := indexOn(t, "2026-08-03")
	for text, want := range map[string]string{
		"971": "97110", "gait": "97116", "Therapeutic act": "97530", "exercise": "97110", "man": "97140", "ultrasound": "97035", "e stim": "G0283",
	} {
		if list := x.Services().Match(text); len(list) == 0 || list[0].Key != want {
			t.Errorf("%q finds %v first, want %s", text, list, want)
		}
	}
}

func TestEveryPlaceHasItsOwnName(t *testing.T) {
	for _, date := range []string{"2025-03-01", "2026-08-03"} {
		seen := map[string]string{}
		places := indexOn(t, date).Places()
		for _, p := range places {
			if other, twice := seen[p.Label]; twice {
				t.Errorf("%s and %s are both called %s", other, p.Key, p.Label)
			}
			seen[p.Label] = p.Key
			if c, found := places.Resolve(p.Label); found != One || c.Key != p.Key {
				t.Errorf("%s does not find itself", p.Label)
			}
		}
		if len(places) != 110 {
			t.Errorf("%d places on %s, want 109 and the nation", len(places), date)
		}
	}
}

func TestPlacesByStateAndCity(t *testing.T) {
	x := indexOn(t, "2026-08-03")
	for text, want := range map[string]string{
		"oakland alameda": "01112-05", "king": "02402-02", "wyoming": "03602-21", "WY": "03602-21", "manhattan": "13202-01", "04412-11": "04412-11",
	} {
		if c, found := x.Places().Resolve(text); found != One || c.Key != want {
			t.Errorf("%q finds %v, want %s", text, c, want)
		}
	}
	if n := len(x.Places().Match("texas")); n != 8 {
		t.Errorf("texas finds %d places, want 8", n)
	}
}

func TestNumbersAreNeverCompleted(t *testing.T) {
	x := indexOn(t, "2026-08-03")
	for _, text := range []string{"9", "9715", "9753"} {
		if c, found := x.Services().Resolve(text); found == One {
			t.Errorf("%q was taken for %s", text, c.Key)
		}
	}
}

func TestNamesAreReadable(t *testing.T) {
	for _, p := range indexOn(t, "2026-08-03").Places() {
		for _, word := range strings.FieldsFunc(p.Label, func(r rune) bool { return strings.ContainsRune(" -/(),.", r) }) {
			if len(word) > 3 && word == strings.ToUpper(word) {
				t.Errorf("%s shouts", p.Label)
			}
		}
	}
}
