package link

import (
	"net/url"
	"testing"

	"pgregory.net/rapid"
)

func TestEscapeLikeNetURL(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.OneOf(rapid.String(), rapid.StringMatching(`[ -~]*`)).Draw(t, "text")
		if got, want := Escape(s), url.QueryEscape(s); got != want {
			t.Fatalf("%q became %q, and by net/url %q", s, got, want)
		}
		if back, ok := Unescape(Escape(s)); !ok || back != s {
			t.Fatalf("%q came back as %q, %v", s, back, ok)
		}
	})
}

func TestUnescapeLikeNetURL(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringMatching(`([%+a-zA-Z0-9 é]|%[0-9a-gA-G]{2})*`).Draw(t, "text")
		got, ok := Unescape(s)
		want, err := url.QueryUnescape(s)
		if got != want || ok != (err == nil) {
			t.Fatalf("%q was read as %q, %v, and by net/url as %q, %v", s, got, ok, want, err)
		}
	})
}
