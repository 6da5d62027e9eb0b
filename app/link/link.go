// Package link writes and reads texts in the part of an address after its #.
package link

import "strings"

// Escape writes a text as a value of a link: net/url's QueryEscape, without the
// rest of net/url in the client.
func Escape(s string) string {
	const hex = "0123456789ABCDEF"
	var out strings.Builder
	for _, c := range []byte(s) {
		switch {
		case c == ' ':
			out.WriteByte('+')
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9', strings.IndexByte("-_.~", c) >= 0:
			out.WriteByte(c)
		default:
			out.WriteByte('%')
			out.WriteByte(hex[c>>4])
			out.WriteByte(hex[c&15])
		}
	}
	return out.String()
}

// Unescape reads what Escape writes; ok is false for a text with a broken %.
func Unescape(s string) (text string, ok bool) {
	var out strings.Builder
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '+':
			out.WriteByte(' ')
		case s[i] != '%':
			out.WriteByte(s[i])
		case i+2 >= len(s) || digit(s[i+1]) < 0 || digit(s[i+2]) < 0:
			return "", false
		default:
			out.WriteByte(byte(digit(s[i+1])<<4 | digit(s[i+2])))
			i += 2
		}
	}
	return out.String(), true
}

func digit(c byte) int {
	if c >= 'A' && c <= 'F' {
		c += 'a' - 'A'
	}
	return strings.IndexByte("0123456789abcdef", c)
}
