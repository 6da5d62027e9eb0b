package sheet

import (
	"strings"
	"testing"
)

func TestLabels(t *testing.T) {
	for label, want := range map[string]Why{
		// labels that say where or when
		"A1": Fine, "A": Fine, "7": Fine, "Rm 4": Fine, "rm A": Fine, "09:30": Fine, "9.30am": Fine, "2nd": Fine, "P-12": Fine, "AM 3": Fine, "AM": Fine,
		"Knee 2": Fine, "shoulder": Fine, "Bed 12": Fine, "#14": Fine, "1030": Fine, "Mon 3": Fine, "PT 3": Fine, "3rd visit": TooLong, "Eval 1": Fine,
		"gym": Fine, "12-B": Fine, "1.2": Fine, "Mat 2": Fine, "R3-9am": Fine, "Rm 4-2pm": Fine, "0930-A": Fine, "1430": Fine,
		// names
		"Smith": LooksLikeName, "smith": LooksLikeName, "JSmith": LooksLikeName, "Lee": LooksLikeName, "Ann 2": LooksLikeName, "O'Brien": LooksLikeName,
		"José": LooksLikeName, "李": LooksLikeName, "Мария": LooksLikeName, "J. Doe": LooksLikeName, "John D.": LooksLikeName, "Mr Li": LooksLikeName,
		"JD": LooksLikeName, "J.D.": LooksLikeName, "J D": LooksLikeName, "Bed JD": LooksLikeName, "Smith, John": LooksLikeName, "Maria3": LooksLikeName,
		"Sm1th": LooksLikeName, "Ng": LooksLikeName, "ann-lee": LooksLikeName, "Knees": LooksLikeName, "J0hn S": LooksLikeName, "AbCd1": LooksLikeName,
		"Bo 3": LooksLikeName, "Li 5": LooksLikeName, "Jo-1": LooksLikeName, "ED2": LooksLikeName, "Mat": LooksLikeName, "JD4": LooksLikeName, "a/b1": LooksLikeName, "Early": LooksLikeName, "Sun": LooksLikeName, "sun 3": LooksLikeName,
		// dates and years of birth
		"JS0412": LooksLikeBirth, "js 0412": LooksLikeBirth, "0412JS": LooksLikeBirth, "J0412S": LooksLikeBirth, "JS04-12": LooksLikeBirth, "0412-57": LooksLikeBirth, "0412 57": LooksLikeBirth, "0412.57": LooksLikeBirth,
		"3-14": LooksLikeBirth, "JD412": LooksLikeBirth,
		"J0930": Fine, "Rm 0412": Fine, "Rm 4 930": Fine, "0930am": Fine,
		"1957": LooksLikeBirth, "2019": LooksLikeBirth, "3/4/57": LooksLikeBirth, "03-04-57": LooksLikeBirth, "3.4.1957": LooksLikeBirth, "030457": LooksLikeBirth,
		"19570304": LooksLikeBirth, "3/57": LooksLikeBirth, "1957-03-04": LooksLikeBirth, "3 4 57": LooksLikeBirth, "JD1957": LooksLikeBirth, "03–04–57": LooksLikeBirth,
		// numbers
		"123-45-6789": LooksLikeSSN, "123456789": LooksLikeSSN, "123 45 6789": LooksLikeSSN, "555-1234": LooksLikePhone, "5551234": LooksLikePhone,
		"(555) 123-4567": LooksLikePhone, "+1 555 123 4567": LooksLikePhone, "5551234567": LooksLikePhone, "555.123.4567": LooksLikePhone, "12345": LooksLikeRecord, "MR12345": LooksLikeRecord,
		"a@b.co": LooksLikeEmail, "john.smith@clinic.example": LooksLikeEmail,
		// neither
		"": Empty, "   ": Empty, "a/1": BadCharacter, "A1 ": BadCharacter, " A1": BadCharacter, "A  1": BadCharacter, "=1": BadCharacter, "@1": BadCharacter, "A\n1": BadCharacter,
		"1;2": BadCharacter, "٣": BadCharacter, "🙂": BadCharacter, "A-1-B-2-C": LooksLikeName, "1-2-3-4-5": TooLong, "\x001": BadCharacter, "\xff1": BadCharacter,
	} {
		if got := CheckLabel(label); got != want {
			t.Errorf("%q %s; want it %s", label, got, want)
		}
	}
}

func TestFieldsThatIdentify(t *testing.T) {
	for text, want := range map[string]Why{
		"": Fine, "25": Fine, "0:25": Fine, "1 h 5": Fine, "25 min": Fine, "$2,480.00": Fine, "1,000,000": Fine, "999999.99": Fine, "35.07": Fine, "94103": Fine, "94103-1234": Fine,
		"97530 Therapeutic activities": Fine, "G0283": Fine, "Rest of California": Fine, "National average": Fine, "Zone 99 (part 1)": Fine, "01112-05": Fine,
		"123-45-6789": LooksLikeSSN, "ssn 123456789": LooksLikeSSN, "(415) 555-0123": LooksLikePhone, "call 415.555.0123": LooksLikePhone, "me@here.org": LooksLikeEmail,
		"3/4/1957": LooksLikeBirth, "1957-03-04": LooksLikeBirth, "03 04 1957": LooksLikeBirth, "11111111111": LooksLikePhone, "123‑45‑6789": LooksLikeSSN,
	} {
		if got := Identifies(text); got != want {
			t.Errorf("%q %s; want it %s", text, got, want)
		}
	}
}

func FuzzCheckLabel(f *testing.F) {
	for _, s := range []string{"A1", "Smith", "555-1234", "a@b", "３４", "1/2/3", "\xff"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, label string) {
		Identifies(label)
		if CheckLabel(label) != Fine {
			return
		}
		if len(label) == 0 || len(label) > MostLabel || strings.ContainsAny(label, "@/=,\"'\r\n\t") {
			t.Errorf("%q is taken", label)
		}
		for _, run := range runs(label, isLetter) {
			if len(run) >= 2 && !plainWords[strings.ToLower(run)] && !placeWords[strings.ToLower(run)] && !alsoNames[strings.ToLower(run)] {
				t.Errorf("%q holds the word %q", label, run)
			}
		}
		for _, run := range runs(label, isDigit) {
			if len(run) > 4 {
				t.Errorf("%q holds %s", label, run)
			}
		}
		if v := (&Visit{ID: "v", Label: label}); v.Check() != nil {
			t.Errorf("%q is fine and cannot be stored", label)
		}
	})
}
