package without

import (
	"net/url"
	"testing"
)

// The addresses that pages have and that links name read as they do in net/url.
func TestParseLikeNetURL(t *testing.T) {
	for _, raw := range []string{
		"", "/", "/patient/", "patient/", "?b=1", "#main", "/library/?q=97530#rule-8", "./", "../patient/?a=b%20c#d%20e",
		"http://127.0.0.1:8080/", "http://localhost:8080/clinic/site/patient/?p=1&q=a%2Bb#course",
		"https://example.org", "https://example.org?x=1", "https://example.org/a%20b/c%C3%A9?q#f%C3%A9", "https://[::1]:8443/x", "https://[::1]/x",
		"mailto:desk@example.org", "mailto:desk@example.org?subject=a%20b", "tel:+15550100", "//example.org/a", "file:///a/b", "data:text/plain,a",
	} {
		want, err := url.Parse(raw)
		if err != nil {
			t.Fatal(err)
		}
		got, _ := Parse(raw)
		if got.Scheme != want.Scheme || got.Host != want.Host || got.Opaque != want.Opaque || got.Path != want.Path || got.RawQuery != want.RawQuery || got.Fragment != want.Fragment || got.Hostname() != want.Hostname() {
			t.Errorf("%q: %+v, and net/url says %+v", raw, got, want)
		}
		for _, host := range []string{"", "example.org"} { // go-app sets both
			want.Host, got.Host = host, host
			if got.String() != want.String() {
				t.Errorf("%q at %q: %q, and net/url says %q", raw, host, got, want)
			}
		}
	}
}

// What net/url refuses is taken as it is written: the browser has taken it.
func TestParseTakesAll(t *testing.T) {
	for _, raw := range []string{"/100%", "/%zz", "/a%2"} {
		if got, err := Parse(raw); err != nil || got.Path != raw || got.String() != raw {
			t.Errorf("%q: %+v, %v", raw, got, err)
		}
	}
}

func TestEscapeString(t *testing.T) {
	if got := EscapeString(`a<b>&"c'`); got != "a&lt;b&gt;&amp;&#34;c&#39;" {
		t.Error(got)
	}
}
