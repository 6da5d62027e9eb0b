package strict

import (
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// number is the text of a JSON number.
type number string

// scanner takes the tokens of RFC 8259 off a text that is UTF-8. Its errors are
// reasons without a field.
type scanner struct {
	text string
	at   int
}

const tooEarly = "is not JSON: it ends too early"

// next skips blanks and returns the byte that follows, or 0 at the end.
func (s *scanner) next() byte {
	for ; s.at < len(s.text); s.at++ {
		switch c := s.text[s.at]; c {
		case ' ', '\t', '\n', '\r':
		default:
			return c
		}
	}
	return 0
}

// take moves past a byte if it comes next.
func (s *scanner) take(c byte) bool {
	if s.at == len(s.text) || s.next() != c {
		return false
	}
	s.at++
	return true
}

// wrong is the reason why what comes next is none of what could.
func (s *scanner) wrong() string {
	if s.at >= len(s.text) {
		return tooEarly
	}
	c, _ := utf8.DecodeRuneInString(s.text[s.at:])
	return "is not JSON: " + strconv.QuoteRune(c) + " stands where it may not"
}

// scalar reads null, true, false, a number or a string.
func (s *scanner) scalar() (v any, reason string) {
	switch c := s.next(); {
	case c == '"':
		return s.str()
	case c == '-' || isDigit(c):
		return s.number()
	case s.word("null"):
		return nil, ""
	case s.word("true"):
		return true, ""
	case s.word("false"):
		return false, ""
	}
	return nil, s.wrong()
}

func (s *scanner) word(w string) bool {
	if !strings.HasPrefix(s.text[s.at:], w) {
		return false
	}
	s.at += len(w)
	return true
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func (s *scanner) number() (v any, reason string) {
	from := s.at
	s.word("-")
	if !s.word("0") && !s.digits() {
		return nil, s.wrong()
	}
	if s.word(".") && !s.digits() {
		return nil, s.wrong()
	}
	if s.word("e") || s.word("E") {
		if !s.word("-") {
			s.word("+")
		}
		if !s.digits() {
			return nil, s.wrong()
		}
	}
	return number(s.text[from:s.at]), ""
}

// digits moves past the digits that follow and reports whether there was one.
func (s *scanner) digits() bool {
	from := s.at
	for s.at < len(s.text) && isDigit(s.text[s.at]) {
		s.at++
	}
	return s.at > from
}

// str reads a string. Most hold no escape and are a part of the text.
func (s *scanner) str() (v any, reason string) {
	s.at++
	from := s.at
	var b strings.Builder
	for s.at < len(s.text) {
		switch c := s.text[s.at]; {
		case c == '"':
			b.WriteString(s.text[from:s.at])
			s.at++
			if b.Len() == s.at-1-from {
				return s.text[from : s.at-1], ""
			}
			return b.String(), ""
		case c < ' ':
			return nil, s.wrong()
		case c == '\\':
			b.WriteString(s.text[from:s.at])
			if !s.escape(&b) {
				return nil, s.wrong()
			}
			from = s.at
		default:
			s.at++
		}
	}
	return nil, tooEarly
}

const escapes, meant = `"\/bfnrt`, "\"\\/\b\f\n\r\t"

// escape reads one escape. Half of a surrogate pair stands for no character.
func (s *scanner) escape(b *strings.Builder) bool {
	s.at++
	if s.at == len(s.text) {
		return false
	}
	if i := strings.IndexByte(escapes, s.text[s.at]); i >= 0 {
		s.at++
		return b.WriteByte(meant[i]) == nil
	}
	r, ok := s.unit()
	if !ok {
		return false
	}
	if utf16.IsSurrogate(r) {
		half := s.at
		low, ok := s.pair()
		if r = utf16.DecodeRune(r, low); !ok || r == utf8.RuneError {
			s.at = half
		}
	}
	b.WriteRune(r)
	return true
}

// pair reads the second half of a pair, if one follows.
func (s *scanner) pair() (rune, bool) {
	if !s.word(`\`) {
		return 0, false
	}
	return s.unit()
}

// unit reads u and four hexadecimal digits.
func (s *scanner) unit() (r rune, ok bool) {
	if !s.word("u") {
		return 0, false
	}
	for range 4 {
		if s.at == len(s.text) {
			return 0, false
		}
		digit := strings.IndexByte("0123456789abcdef", s.text[s.at]|0x20)
		if digit < 0 || s.text[s.at] < '0' {
			return 0, false
		}
		r = r<<4 | rune(digit)
		s.at++
	}
	return r, true
}
