package sheet

import (
	"slices"
	"strings"
	"unicode"
)

// Why says what is wrong with a label, a text or a file; the words stand with
// the screen.
type Why int

// What can be wrong. Those from LooksLikeName to LooksLikeRecord identify a
// patient.
const (
	Fine Why = iota
	Empty
	TooLong
	BadCharacter
	LooksLikeName
	LooksLikeBirth // a date, or a year of birth
	LooksLikeSSN
	LooksLikePhone
	LooksLikeEmail
	LooksLikeRecord // a long number, such as of a record or a member
	BadField
	NoSuchVisit
	Twice
	TooMany
	NotJSON
	UnknownKey
	OtherVersion // With the version in Fault.Field
	BadTimer
	OverMidnight // a time goes over midnight
	Overlaps     // a time claims that of another
	Damaged
	BadText // not what its field takes
)

var whys = [...]string{
	"is fine", "is empty", "is too long", "holds a character that is not allowed", "looks like a name", "looks like a date or year of birth",
	"looks like a social security number", "looks like a phone number", "looks like an e-mail address", "looks like the number of a record",
	"is no field", "is not on the sheet", "is given twice", "is one too many", "is not JSON", "is not a known key",
	"is a version that this build does not read", "holds impossible times",
	"goes over midnight", "overlaps another", "is not the sum of the file", "is not what its field takes",
}

// String says it in English, for tests and logs.
func (w Why) String() string { return whys[w] }

// Fault is a refusal and the field it is about. In a file it names the visit
// and the time, each by its place from 1; 0: of the file or the whole visit.
type Fault struct {
	Field string
	Why   Why
	Visit int
	Time  int
}

func (f *Fault) Error() string { return "sheet: " + f.Field + " " + f.Why.String() }

// MostLabel is the most characters of a label.
const MostLabel = 8

// CheckLabel says why a label is refused, or Fine. It cannot see every name: the
// screen says so. A label is at most eight of the letters A to Z, digits, blanks
// and the marks - . : #. Its letters are words of the lists, or one letter;
// two are initials, and two with two digits are initials with a year of birth or
// a birthday. Five digits in a row, a year, a month with its day and anything
// like a date, a phone number, a social security number or an e-mail address
// are refused first, and by name, whatever their length.
func CheckLabel(label string) Why {
	if strings.TrimSpace(label) == "" {
		return Empty
	}
	if why := Identifies(label); why != Fine {
		return why
	}
	folded := fold(label)
	numbers := runs(folded, isDigit)
	if slices.ContainsFunc(numbers, func(run string) bool { return len(run) >= 5 }) {
		return LooksLikeRecord
	}
	if why := checkWords(folded); why != Fine {
		return why
	}
	switch {
	case holdsYear(folded), holdsBirthday(folded):
		return LooksLikeBirth
	case isCutNumber(folded, len(strings.Join(numbers, ""))):
		return LooksLikeRecord
	case !isPlain(label):
		return BadCharacter
	case len(label) > MostLabel:
		return TooLong
	case strings.Trim(label, " ") != label || strings.Contains(label, "  "):
		return BadCharacter
	}
	return Fine
}

// isPlain reports characters that have a place in a label.
func isPlain(label string) bool {
	for i := range len(label) {
		if !isWordByte(label[i]) && strings.IndexByte(" -.:#", label[i]) < 0 {
			return false
		}
	}
	return true
}

// checkWords looks for names and initials.
func checkWords(label string) Why {
	for _, r := range label {
		if r > unicode.MaxASCII && unicode.IsLetter(r) {
			return LooksLikeName
		}
	}
	loose, named := 0, 0
	for _, run := range runs(label, isLetter) {
		word := strings.ToLower(run)
		switch {
		case placeWords[word] || plainWords[word]:
		case alsoNames[word]:
			named++
		case len(run) > 2:
			return LooksLikeName
		default:
			loose += len(run)
		}
	}
	numbers := runs(label, isDigit)
	switch {
	case named > 0 && (named > 1 || loose > 0 || len(numbers) != 1 || number(numbers[0]) < 1 || number(numbers[0]) > mostRoom):
		return LooksLikeName
	case loose == 2 && len(strings.Join(numbers, "")) >= 2:
		return LooksLikeBirth
	case loose > 1:
		return LooksLikeName
	}
	return Fine
}

// isCutNumber reports a long number in several runs: of more than six digits,
// or of six that are neither a place nor times.
func isCutNumber(label string, digits int) bool {
	return digits > 6 || digits == 6 && !strings.Contains(label, ":") && !saysPlace(label)
}

// saysPlace reports a word for a place.
func saysPlace(label string) bool {
	return slices.ContainsFunc(runs(label, isLetter), func(w string) bool { return placeWords[strings.ToLower(w)] })
}

// Identifies says whether a text of any field holds an e-mail address, a
// social security number or its last four digits, a phone number, a date, a
// Medicare number or the number of a record; if not, it is Fine. It cannot see
// names: a place is a name too. Fields that take words must offer what may be
// chosen.
func Identifies(text string) Why {
	if harmless(text) {
		return Fine
	}
	text = fold(text)
	words := wordsOf(text)
	switch {
	case isEmail(text):
		return LooksLikeEmail
	case saysRecord(words), holdsMedicareNumber(text):
		return LooksLikeRecord
	case saysDate(words):
		return LooksLikeBirth
	case holdsLastFour(text):
		return LooksLikeSSN
	}
	worst := Fine
	for _, g := range groupsIn(text) {
		if why := g.kind(); why != Fine && (worst == Fine || why < worst) {
			worst = why
		}
	}
	return worst
}

// group is digits joined by single marks, as in 555-123-4567: the lengths of
// its runs of digits, and the marks between them.
type group struct {
	runs  []string
	marks string
}

// groupsIn finds the groups of a folded text. A comma, a colon and a decimal point
// before the last two digits belong to amounts and times.
func groupsIn(text string) []group {
	var out []group
	var g group
	rest := text
	for rest != "" {
		n := 0
		for n < len(rest) && isDigit(rest[n]) {
			n++
		}
		if n > 0 {
			g.runs = append(g.runs, rest[:n])
			rest = rest[n:]
			continue
		}
		mark := markLength(rest)
		if len(g.runs) > len(g.marks) && mark > 0 && mark < len(rest) && isDigit(rest[mark]) {
			g.marks += string(rest[markAt(rest[:mark])])
			rest = rest[mark:]
			continue
		}
		if len(g.runs) > 0 {
			out = append(out, g)
			g = group{}
		}
		rest = rest[1:]
	}
	if len(g.runs) > 0 {
		out = append(out, g)
	}
	return out
}

// markLength is the length of what joins two runs of digits: a mark, with
// blanks and brackets around it.
func markLength(s string) int {
	n := 0
	for n < len(s) && n < 4 && strings.IndexByte("-./ ()", s[n]) >= 0 {
		n++
	}
	return n
}

// markAt is the place of the telling mark in a joint: a blank or a bracket
// tells least.
func markAt(joint string) int {
	if i := strings.IndexAny(joint, "-./"); i >= 0 {
		return i
	}
	return 0
}

func (g group) digits() int {
	n := 0
	for _, r := range g.runs {
		n += len(r)
	}
	return n
}

// shape is the lengths of the runs, such as 3-2-4.
func (g group) shape() string {
	var b strings.Builder
	for i, r := range g.runs {
		if i > 0 {
			b.WriteByte('-')
		}
		b.WriteByte("0123456789+"[min(len(r), 10)])
	}
	return b.String()
}

// kind says what a group looks like. A ZIP code, alone or as ZIP+4, is a
// place; a code is five characters.
func (g group) kind() Why {
	shape := g.shape()
	switch shape {
	case "3-2-4", "9":
		return LooksLikeSSN
	case "3-3-4", "3-4", "4-3", "3-2-2", "1-3-3-4", "3-7", "+":
		return LooksLikePhone
	case "4-2-2", "4-1-1", "4-1-2", "4-2-1":
		return LooksLikeBirth
	case "5-4", "5":
		return Fine
	}
	n := len(g.runs)
	switch {
	case n == 3 && len(g.runs[0]) <= 2 && len(g.runs[1]) <= 2 && (len(g.runs[2]) == 2 || len(g.runs[2]) == 4):
		return LooksLikeBirth
	case n == 2 && g.marks == "/":
		return LooksLikeBirth
	case n == 1 && (len(g.runs[0]) == 6 || len(g.runs[0]) == 8):
		if isDate(g.runs[0]) {
			return LooksLikeBirth
		}
		return LooksLikeRecord
	case n == 1 && len(g.runs[0]) == 7, g.digits() >= 10 && n > 1:
		return LooksLikePhone
	case g.longest() > 6:
		return LooksLikeRecord
	}
	return Fine
}

func (g group) longest() int {
	n := 0
	for _, r := range g.runs {
		n = max(n, len(r))
	}
	return n
}

// runs cuts a text into its longest stretches of bytes that match.
func runs(text string, match func(byte) bool) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return r > unicode.MaxASCII || !match(byte(r)) })
}

func isLetter(b byte) bool { return b|0x20 >= 'a' && b|0x20 <= 'z' }
func isDigit(b byte) bool  { return b >= '0' && b <= '9' }

// isName reports whether a field, an ID or a guide item has a name that can be
// kept: letters, digits and - _ . ~ only.
func isName(s string) bool {
	if s == "" || len(s) > 64 {
		return false
	}
	for i := range len(s) {
		if !isLetter(s[i]) && !isDigit(s[i]) && strings.IndexByte("-_.~", s[i]) < 0 {
			return false
		}
	}
	return true
}
