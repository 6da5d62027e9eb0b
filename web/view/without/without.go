// Package without is what the client's copy of go-app imports instead of packages
// of which it uses little or nothing. It is copied there, and built here for its
// tests alone.
package without

import "strings"

// Regexp stands for regexp.Regexp.
type Regexp struct{}

// MustCompile stands for regexp.MustCompile.
func MustCompile(string) *Regexp { panic("this client has no routes by pattern") }

// MatchString stands for the method of regexp.Regexp.
func (*Regexp) MatchString(string) bool { return false }

// NewString stands for uuid.NewString.
func NewString() string { panic("this client has no ids of devices and tabs") }

// EscapeString stands for html.EscapeString.
func EscapeString(s string) string {
	for _, e := range [][2]string{{"&", "&amp;"}, {"'", "&#39;"}, {"<", "&lt;"}, {">", "&gt;"}, {`"`, "&#34;"}} {
		s = strings.ReplaceAll(s, e[0], e[1])
	}
	return s
}
