package sheet

import (
	"strings"
	"unicode"
)

// fold makes one kind of dash, blank, at sign and digit of the many there are:
// a number means the same in whatever script it is written.
func fold(text string) string { return strings.Map(foldRune, text) }

func foldRune(r rune) rune {
	switch {
	case r <= unicode.MaxASCII && r > ' ':
		return r
	case r == '−' || unicode.Is(unicode.Pd, r):
		return '-'
	case unicode.IsSpace(r):
		return ' '
	case r == '＠':
		return '@'
	case unicode.IsDigit(r):
		return '0' + digitOf(r)
	}
	return r
}

// digitOf is the value of a digit. Unicode lists the digits of a script from
// its zero on.
func digitOf(r rune) rune {
	for _, in := range unicode.Nd.R16 {
		if r >= rune(in.Lo) && r <= rune(in.Hi) {
			return (r - rune(in.Lo)) % 10
		}
	}
	for _, in := range unicode.Nd.R32 {
		if r >= rune(in.Lo) && r <= rune(in.Hi) {
			return (r - rune(in.Lo)) % 10
		}
	}
	return 0
}

// harmless reports what most fields hold, without a look at its shape: nothing
// identifies without a digit or an at, and a number of up to five digits is a
// ZIP, a code or an amount.
func harmless(text string) bool {
	digits, others := 0, false
	for i := range len(text) {
		switch b := text[i]; {
		case isDigit(b):
			digits++
		case b > unicode.MaxASCII || b == '@' || b|0x20 == 'a':
			return false
		default:
			others = true
		}
	}
	return digits == 0 || !others && digits <= 5
}

// wordsOf are the runs of letters and of digits of a text, in lower case.
func wordsOf(text string) (out []string) {
	text = strings.ToLower(text)
	from := 0
	kind := func(b byte) int {
		switch {
		case isDigit(b):
			return 1
		case isLetter(b) || b > unicode.MaxASCII:
			return 2
		}
		return 0
	}
	for i := 1; i <= len(text); i++ {
		if i < len(text) && kind(text[i]) == kind(text[from]) {
			continue
		}
		if kind(text[from]) != 0 {
			out = append(out, text[from:i])
		}
		from = i
	}
	return out
}

// saysRecord reports a word such as MRN before a number, with at most one
// short word between them (member ID 12045).
func saysRecord(words []string) bool {
	for i, word := range words {
		if !recordWords[word] {
			continue
		}
		for _, next := range words[i+1 : min(i+3, len(words))] {
			if isDigit(next[0]) {
				return true
			}
			if len(next) > 3 {
				break
			}
		}
	}
	return false
}

// isEmail reports an @ with something on both sides, or an address that is
// spelled out: a at b.com.
func isEmail(text string) bool {
	name, host, found := strings.Cut(text, "@")
	if found && strings.TrimSpace(name) != "" && strings.TrimSpace(host) != "" {
		return true
	}
	spelled := strings.NewReplacer("(at)", " at ", "[at]", " at ", "{at}", " at ", "(dot)", " dot ", "[dot]", " dot ").Replace(strings.ToLower(text))
	name, host, found = strings.Cut(spelled, " at ")
	host = strings.ReplaceAll(strings.TrimSpace(host), " dot ", ".")
	_, domain, dotted := strings.Cut(host, ".")
	return found && dotted && strings.TrimSpace(name) != "" && !strings.HasPrefix(host, ".") && len(domain) >= 2 && isLetter(domain[0]) && isLetter(domain[1])
}

// holdsLastFour reports the last four digits of a social security number as
// they are written: x6789, xxx-xx-6789.
func holdsLastFour(text string) bool {
	for i := 0; i < len(text); i++ {
		to := i
		for to < len(text) && isDigit(text[to]) {
			to++
		}
		if to-i == 4 && masked(text[:i]) {
			return true
		}
		i = max(i, to-1)
	}
	return false
}

// masked reports a text that ends in letters x or stars as a word of its own.
func masked(before string) bool {
	head := strings.TrimRight(before, "xX*- ")
	mask := before[len(head):]
	if head != "" && (isLetter(head[len(head)-1]) || isDigit(head[len(head)-1])) {
		mask = strings.TrimLeft(mask, "xX") // of the word before
	}
	return strings.ContainsAny(mask, "xX*")
}

// medicareNumber is the shape of a Medicare number: 9 is a digit from 1, 0 any
// digit, A a letter and X either. It never contains the six letters that look
// like digits (CMS, Understanding the Medicare Beneficiary Identifier).
const (
	medicareNumber  = "9AX0AX0AA00"
	notInMedicareNo = "SLOIBZ"
)

// holdsMedicareNumber reports one anywhere in a text, with its dashes or not.
func holdsMedicareNumber(text string) bool {
	text = strings.ToUpper(text)
	for i := range len(text) {
		if (i == 0 || !isWordByte(text[i-1])) && startsMedicareNumber(text[i:]) {
			return true
		}
	}
	return false
}

func startsMedicareNumber(text string) bool {
	at := 0
	for i := range len(text) {
		b := text[i]
		switch {
		case at == len(medicareNumber):
			return !isWordByte(b)
		case (b == '-' || b == ' ') && (at == 4 || at == 7):
		case !fitsMedicareNumber(b, medicareNumber[at]):
			return false
		default:
			at++
		}
	}
	return at == len(medicareNumber)
}

func fitsMedicareNumber(b, want byte) bool {
	letter := isLetter(b) && strings.IndexByte(notInMedicareNo, b) < 0
	switch want {
	case '9':
		return isDigit(b) && b != '0'
	case '0':
		return isDigit(b)
	case 'A':
		return letter
	}
	return letter || isDigit(b)
}

func isWordByte(b byte) bool { return isLetter(b) || isDigit(b) }
