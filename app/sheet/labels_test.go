package sheet

import (
	"strings"
	"testing"
	"unicode"
)

// Labels that tell who somebody is, each with near misses that do not.
func TestLabelsThatIdentifyAndTheirNearMisses(t *testing.T) {
	for label, want := range map[string]Why{
		// initials with a year of birth, a number or a birthday
		"JS57": LooksLikeBirth, "JS 57": LooksLikeBirth, "js-57": LooksLikeBirth, "57JS": LooksLikeBirth, "J.S.57": LooksLikeBirth, "JS'57": LooksLikeBirth,
		"JS1": LooksLikeName, "J.D. 4": LooksLikeName, "JD4": LooksLikeName, "4 JD": LooksLikeName, "J D 4": LooksLikeName, "J-4-D": LooksLikeName,
		"JD412": LooksLikeBirth, "J0412": LooksLikeBirth, "J 0412": LooksLikeBirth, "JS0412": LooksLikeBirth,
		"J4": Fine, "4A": Fine, "Rm 4A": Fine, "B-2": Fine, "J0930": Fine, "R3-9am": Fine, "Rm 4-B": Fine, "AM": Fine, "PT 57": Fine,
		// names of two letters
		"Le 2": LooksLikeName, "Vo 2": LooksLikeName, "Ha 1": LooksLikeName, "An 3": LooksLikeName, "Do 4": LooksLikeName, "Ai 4": LooksLikeName, "le2": LooksLikeName,
		"Ty 1": LooksLikeName, "Oz-3": LooksLikeName, "Al": LooksLikeName, "Xi 9": LooksLikeName, "Em 2": LooksLikeName,
		"Rm 2": Fine, "PT 1": Fine, "OT 4": Fine, "No 3": Fine, "2nd": Fine, "1st": Fine, "3rd": Fine, "4th": Fine,
		// letters with digits in a name's place
		"K1m": LooksLikeName, "B0b": LooksLikeName, "L3e": LooksLikeName, "J1m": LooksLikeName, "4nn": LooksLikeName, "L1": Fine, "1L": Fine,
		// month and day
		"0412": LooksLikeBirth, "1225": LooksLikeBirth, "0101": LooksLikeBirth, "3112": LooksLikeBirth, "4 0412": LooksLikeBirth,
		"12-25": LooksLikeBirth, "4.12": LooksLikeBirth, "04-12": LooksLikeBirth, "3-14": LooksLikeBirth, "4 12": LooksLikeBirth, "25-12": LooksLikeBirth, "12 . 25": LooksLikeBirth,
		"0930": Fine, "1030": Fine, "1115": Fine, "1430": Fine, "0840": Fine, "1930": Fine, "1900": Fine, "0930-A": Fine, "0412am": Fine, "Rm 0412": Fine, "Bed 1225": Fine,
		"9.30": Fine, "10.15": Fine, "9-10": Fine, "10-11": Fine, "12-1": Fine, "Rm 4-12": Fine, "1.2": Fine, "12-B": Fine, "45-46": Fine, "4.12pm": Fine, " am": BadCharacter, "am 0412": LooksLikeBirth, "0": Fine, "0000": Fine,
		// month, day and year
		"4:12:57": LooksLikeBirth, "12:25:57": LooksLikeBirth, "0412:57": LooksLikeBirth, "4:12-57": LooksLikeBirth, "4 12 57": LooksLikeBirth, "4.12.57": LooksLikeBirth,
		"4:12": Fine, "9:30": Fine, "12:25": Fine, "10:15am": Fine, "9:30-10": Fine,
		// years
		"1957": LooksLikeBirth, "1945": LooksLikeBirth, "2000": LooksLikeBirth, "2026": LooksLikeBirth, "Rm 1957": LooksLikeBirth, "2030": Fine, "3015": Fine,
		// numbers
		"1234 567": LooksLikePhone, "12 34567": LooksLikeRecord, "123 4567": LooksLikePhone, "1-234-56": LooksLikeRecord, "12345.6": LooksLikeRecord,
		"x6789": LooksLikeSSN, "X6789": LooksLikeSSN, "x-6789": LooksLikeSSN, "xx6789": LooksLikeSSN, "x 6789": LooksLikeSSN, "xxx-6789": LooksLikeSSN, "XXX 6789": LooksLikeSSN,
		"x67": Fine, "X2": Fine, "MRN 12": LooksLikeRecord, "mrn4821": LooksLikeRecord, "acct 7": LooksLikeRecord, "Exp. 12": LooksLikeRecord, "12 34": Fine, "123 456": LooksLikeRecord,
		// places and equipment, in English
		"Pod 2": Fine, "Unit 3": Fine, "Mat 1": Fine, "Mat 3": Fine, "Bike 1": Fine, "Pool 2": Fine, "Hall 3": Fine, "Suite 4": Fine, "Wing A": Fine, "ICU 4": Fine,
		"Grp 1": Fine, "4 West": Fine, "Blue 2": Fine, "Plinth 2": Fine, "Zone 3": Fine, "pod2": Fine, "HALL-3": Fine, "Table 12": Fine, "Bay C": Fine, "Zone 57": Fine, "Gym": Fine, "Pool 39": Fine,
		// in Spanish
		"Hab 4": Fine, "Cama 2": Fine, "Sala 3": Fine, "Cuarto 1": Fine, "Mesa 2": Fine, "Piso 3": Fine, "Rodilla": Fine, "Lun 9": Fine,
		// diagnoses and operations
		"ACL 3": Fine, "TKA 1": Fine, "THA 2": Fine, "tka": Fine, "ACL JS": LooksLikeName, "TKA JS4": LooksLikeName,
		// words that are names too: with the number of a room alone
		"Mat": LooksLikeName, "Hall": LooksLikeName, "West": LooksLikeName, "Pool": LooksLikeName, "Blue": LooksLikeName, "Mat A": LooksLikeName, "J Hall": LooksLikeName, "Rm Hall": LooksLikeName,
		"Hall 57": LooksLikeName, "West 57": LooksLikeName, "J West 4": LooksLikeName, "Mat 40": LooksLikeName, "Hall 0": LooksLikeName, "Mat 123": LooksLikeName, "Mat Hall": LooksLikeName,
		"Hall1 2": LooksLikeName, "Sal 3": LooksLikeName, "Podd 2": LooksLikeName, "Matt 1": LooksLikeName, "Units": LooksLikeName, "Halle 3": LooksLikeName,
		// digits of other scripts
		"٣": BadCharacter, "３": BadCharacter, "１９５７": LooksLikeBirth, "١٩٥٧": LooksLikeBirth, "JS５７": LooksLikeBirth, "१२३-४५-६७८९": LooksLikeSSN, "٥٥٥-١٢٣٤": LooksLikePhone, "１２３４５": LooksLikeRecord, "Rm ４": BadCharacter,
	} {
		if got := CheckLabel(label); got != want {
			t.Errorf("%q %s; want it %s", label, got, want)
		}
	}
}

func TestTextsThatIdentifyAndTheirNearMisses(t *testing.T) {
	for text, want := range map[string]Why{
		// numbers of records
		"MRN 123456": LooksLikeRecord, "mrn: 120457": LooksLikeRecord, "MRN#120457": LooksLikeRecord, "chart 030457": LooksLikeRecord, "expediente 030457": LooksLikeRecord, "member id 12045": LooksLikeRecord, "Acct. 4411": LooksLikeRecord, "123456": LooksLikeRecord,
		"030457": LooksLikeBirth, "570304": LooksLikeBirth, "311257": LooksLikeBirth, "03041957": LooksLikeBirth, "19570304": LooksLikeBirth, "99999999": LooksLikeRecord, "dob 030457": LooksLikeBirth, "MRN": Fine, "chart": Fine, "emrn 12": Fine,
		// a Medicare number: letters are none of S, L, O, I, B and Z
		"1EG4-TE5-MK73": LooksLikeRecord, "1EG4TE5MK73": LooksLikeRecord, "1eg4 te5 mk72": LooksLikeRecord, "his number is 1EG4-TE5-MK73.": LooksLikeRecord,
		"1SG4-TE5-MK73": Fine, "0EG4-TE5-MK73": Fine, "1EG4-TE5-MK7": Fine, "1EG4-TE5-MKT3": Fine,
		// dates in words
		"April 12 1957": LooksLikeBirth, "april 12, 1957": LooksLikeBirth, "12 April 1957": LooksLikeBirth, "12apr57": LooksLikeBirth, "Apr 12": LooksLikeBirth, "12 de abril de 1957": LooksLikeBirth, "Sept. 3": LooksLikeBirth, "3rd of May": LooksLikeBirth,
		"born in April": Fine, "June Lake": Fine, "Maywood 12": Fine, "Augusta 12": Fine, "Marin 12": Fine, "April 99": Fine, "Rest of California": Fine,
		// phones and security numbers, however they are grouped
		"555-12-34": LooksLikePhone, "1234 567": LooksLikePhone, "123-45-6789": LooksLikeSSN, "xxx-xx-6789": LooksLikeSSN, "x6789": LooksLikeSSN, "box 6789": Fine, "x67890": Fine, "12-34-5": Fine,
		// e-mail in words
		"a at b.com": LooksLikeEmail, "a (at) b.com": LooksLikeEmail, "a[at]b.com": LooksLikeEmail, "a at b dot com": LooksLikeEmail, "JANE AT CLINIC.ORG": LooksLikeEmail,
		"20 at 9.30": Fine, "at b.com": Fine, "seen at noon": Fine, "a at b": Fine,
		// digits of other scripts
		"٤١٥-٥٥٥-٠١٢٣": LooksLikePhone, "１２３-４５-６７８９": LooksLikeSSN, "٣/٤/١٩٥٧": LooksLikeBirth, "१९५७-०३-०४": LooksLikeBirth, "٠٣٠٤٥٧": LooksLikeBirth, "٢٥": Fine, "𝟓𝟓𝟓-𝟏𝟐𝟑𝟒": LooksLikePhone,
	} {
		if got := Identifies(text); got != want {
			t.Errorf("%q %s; want it %s", text, got, want)
		}
	}
}

// TestDigitsOfEveryScriptCount: a number written with them is the number.
func TestDigitsOfEveryScriptCount(t *testing.T) {
	scripts := 0
	for zero := rune(0x80); zero <= unicode.MaxRune; zero++ {
		if !unicode.Is(unicode.Nd, zero) || unicode.Is(unicode.Nd, zero-1) {
			continue
		}
		scripts++
		for text, want := range map[string]Why{"123-45-6789": LooksLikeSSN, "3/4/1957": LooksLikeBirth, "25": Fine} {
			other := strings.Map(func(r rune) rune {
				if r >= '0' && r <= '9' {
					return zero + r - '0'
				}
				return r
			}, text)
			if got := Identifies(other); got != want {
				t.Errorf("%q from U+%X %s; want it %s", other, zero, got, want)
			}
		}
	}
	if scripts < 50 {
		t.Errorf("only %d scripts", scripts)
	}
}
