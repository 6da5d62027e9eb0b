package main

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
)

const hashedCSS = "app.0123456789abcdef.css"

func testSite(t *testing.T) *site {
	t.Helper()
	text := func(s string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(s)} }
	s, err := newSite(fstest.MapFS{
		"index.html":         text("<h1>root</h1>"),
		"index.html.br":      text("packed by brotli"),
		"index.html.gz":      text("packed by gzip"),
		"library/index.html": text("<h1>library</h1>"),
		"404.html":           text("<h1>not found</h1>"),
		"sw.js":              text("worker"),
		hashedCSS:            text("0123456789"),
	})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// ask sends one request; headers are given as pairs.
func ask(t *testing.T, s http.Handler, method, target string, headers ...string) *http.Response {
	t.Helper()
	r := httptest.NewRequest(method, target, nil)
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Add(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w.Result()
}

func bodyOf(t *testing.T, r *http.Response) string {
	t.Helper()
	data, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func TestSiteAnswers(t *testing.T) {
	s := testSite(t)
	for _, c := range []struct {
		method, target string
		status         int
		body           string
	}{
		{"GET", "/", 200, "<h1>root</h1>"},
		{"GET", "/?x=1", 200, "<h1>root</h1>"},
		{"GET", "/index.html", 200, "<h1>root</h1>"},
		{"GET", "/library/", 200, "<h1>library</h1>"},
		{"GET", "/library", 301, ""},
		{"HEAD", "/", 200, ""},
		{"GET", "/missing", 404, "<h1>not found</h1>"},
		{"HEAD", "/missing", 404, ""},
		{"GET", "/index.html.br", 404, "<h1>not found</h1>"},
		{"GET", "/404.html", 404, "<h1>not found</h1>"},
		{"GET", "/../main.go", 404, "<h1>not found</h1>"},
		{"GET", "/%2e%2e/main.go", 404, "<h1>not found</h1>"},
		{"GET", "//index.html", 404, "<h1>not found</h1>"},
		{"POST", "/", 405, "only GET and HEAD are answered here\n"},
		{"OPTIONS", "/", 405, "only GET and HEAD are answered here\n"},
	} {
		response := ask(t, s, c.method, c.target)
		if body := bodyOf(t, response); response.StatusCode != c.status || body != c.body {
			t.Errorf("%s %s: %d %q, want %d %q", c.method, c.target, response.StatusCode, body, c.status, c.body)
		}
		for name, values := range securityHeaders("index.html", nil) {
			if got := response.Header.Get(name); got != values[0] {
				t.Errorf("%s %s: %s is %q", c.method, c.target, name, got)
			}
		}
		if got := response.Header.Get("Cache-Control"); strings.Contains(got, "no-store") {
			t.Errorf("%s %s: Cache-Control is %q", c.method, c.target, got)
		}
	}
}

func TestRedirectKeepsQueryAndPrefix(t *testing.T) {
	if got := ask(t, testSite(t), "GET", "/library?a=b").Header.Get("Location"); got != "library/?a=b" {
		t.Errorf("Location is %q", got)
	}
}

func TestSiteNegotiatesEncoding(t *testing.T) {
	s := testSite(t)
	tags := map[string]string{}
	for accept, want := range map[string]string{
		"":                           "",
		"identity":                   "",
		"br":                         "br",
		"BR":                         "br",
		"gzip, deflate, br, zstd":    "br",
		"gzip, br;q=0":               "gzip",
		"gzip;q=1.0, br;q=0.5":       "gzip",
		"*":                          "br",
		"*;q=0":                      "",
		"br;q=0, *":                  "gzip",
		"gzip;q=oops":                "",
		"gzip ; q=0.2 , br ; q=0.20": "br",
	} {
		response := ask(t, s, "GET", "/", "Accept-Encoding", accept)
		if got := response.Header.Get("Content-Encoding"); got != want {
			t.Errorf("Accept-Encoding %q: got %q, want %q", accept, got, want)
		}
		if response.Header.Get("Vary") != "Accept-Encoding" {
			t.Errorf("Accept-Encoding %q: no Vary", accept)
		}
		tags[response.Header.Get("Etag")] = want
	}
	if len(tags) != 3 {
		t.Errorf("each encoding wants its own ETag: %v", tags)
	}
}

func TestSiteCaching(t *testing.T) {
	s := testSite(t)
	for target, want := range map[string]string{"/": cacheAsk, "/sw.js": cacheAsk, "/" + hashedCSS: cacheForever, "/no": cacheAsk} {
		if got := ask(t, s, "GET", target).Header.Get("Cache-Control"); got != want {
			t.Errorf("%s: Cache-Control is %q, want %q", target, got, want)
		}
	}
}

func TestSiteConditions(t *testing.T) {
	s := testSite(t)
	tag := ask(t, s, "GET", "/").Header.Get("Etag")
	brotliTag := ask(t, s, "GET", "/", "Accept-Encoding", "br").Header.Get("Etag")
	for _, c := range []struct {
		header, value, accept string
		status                int
	}{
		{"If-None-Match", tag, "", 304},
		{"If-None-Match", "W/" + tag, "", 304},
		{"If-None-Match", `"other", ` + tag, "", 304},
		{"If-None-Match", "*", "", 304},
		{"If-None-Match", `"other"`, "", 200},
		{"If-None-Match", tag, "br", 200},
		{"If-None-Match", brotliTag, "br", 304},
		{"If-Match", tag, "", 200},
		{"If-Match", `"other"`, "br", 412},
	} {
		response := ask(t, s, "GET", "/", c.header, c.value, "Accept-Encoding", c.accept)
		if response.StatusCode != c.status {
			t.Errorf("%s: %s accepting %q: %d, want %d", c.header, c.value, c.accept, response.StatusCode, c.status)
		}
		if body := bodyOf(t, response); response.StatusCode == 304 && (body != "" || response.Header.Get("Etag") == "") {
			t.Errorf("%s: a 304 wants an ETag and no body", c.header)
		}
	}
}

func TestSiteRanges(t *testing.T) {
	s := testSite(t)
	for value, want := range map[string]struct {
		status int
		body   string
	}{
		"bytes=2-4":   {206, "234"},
		"bytes=-3":    {206, "789"},
		"bytes=50-60": {416, ""},
		"lines=1-2":   {200, "0123456789"}, // only bytes are ranges (RFC 9110, 14.2: ignore other units)
		"2-4":         {200, "0123456789"},
	} {
		response := ask(t, s, "GET", "/"+hashedCSS, "Range", value, "Accept-Encoding", "br")
		body := bodyOf(t, response)
		if response.StatusCode != want.status || want.body != "" && body != want.body {
			t.Errorf("%s: %d %q, want %v", value, response.StatusCode, body, want)
		}
	}
}

// What each kind of answer says of who may read, frame and run it, written out:
// a page is nobody's to read, and an answer without a body says no less.
func TestWhatEachAnswerAllows(t *testing.T) {
	s := testSite(t)
	policy := "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types tally; frame-ancestors 'none'"
	tag := ask(t, s, "GET", "/").Header.Get("Etag")
	assetTag := ask(t, s, "GET", "/"+hashedCSS).Header.Get("Etag")
	for _, c := range []struct {
		what, method, target, origin string
		status                       int
		headers                      []string
	}{
		{"a page", "GET", "/", "", 200, nil},
		{"a page packed", "GET", "/", "", 200, []string{"Accept-Encoding", "br"}},
		{"a page's head", "HEAD", "/library/", "", 200, nil},
		{"a page not modified", "GET", "/", "", 304, []string{"If-None-Match", tag}},
		{"a part of a page", "GET", "/", "", 206, []string{"Range", "bytes=1-2"}},
		{"a page's condition failed", "GET", "/", "", 412, []string{"If-Match", `"other"`}},
		{"nothing", "GET", "/missing", "", 404, nil},
		{"a way elsewhere", "GET", "/library", "", 301, nil},
		{"a refusal", "POST", "/", "", 405, nil},
		{"a style", "GET", "/" + hashedCSS, "*", 200, nil},
		{"a style not modified", "GET", "/" + hashedCSS, "*", 304, []string{"If-None-Match", assetTag}},
	} {
		response := ask(t, s, c.method, c.target, c.headers...)
		if response.StatusCode != c.status {
			t.Errorf("%s: %d, want %d", c.what, response.StatusCode, c.status)
		}
		for header, want := range map[string]string{
			"Access-Control-Allow-Origin": c.origin, "Content-Security-Policy": policy, "X-Frame-Options": "DENY",
			"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "Cross-Origin-Embedder-Policy": "require-corp",
		} {
			if got := response.Header.Get(header); got != want {
				t.Errorf("%s: %s is %q, want %q", c.what, header, got, want)
			}
		}
	}
}

func TestNewSiteWantsAnExport(t *testing.T) {
	if _, err := newSite(fstest.MapFS{"readme.txt": {}}); err == nil {
		t.Error("a folder without index.html was taken")
	}
}

func TestContentTypes(t *testing.T) {
	for name, want := range map[string]string{
		"a.wasm": "application/wasm", "a.js": "text/javascript; charset=utf-8", "a": "application/octet-stream",
	} {
		if got := contentType(name); got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
}

// The page of a missing address finds the way to the root from where it is
// shown, however deep.
func TestMissingPageFindsTheRoot(t *testing.T) {
	s, err := newSite(fstest.MapFS{
		"index.html": &fstest.MapFile{Data: []byte("root")},
		"404.html":   &fstest.MapFile{Data: []byte(`<link href="./app.css"><a href="./">back</a>`)},
	})
	if err != nil {
		t.Fatal(err)
	}
	for target, up := range map[string]string{"/missing": "./", "/a/b/missing": "./../../", "/a/": "./../", "/" + strings.Repeat("a/", 500): "./" + strings.Repeat("../", deepest)} {
		want := `<link href="` + up + `app.css"><a href="` + up + `">back</a>`
		got, head := ask(t, s, "GET", target), ask(t, s, "HEAD", target)
		if body := bodyOf(t, got); body != want {
			t.Errorf("%.20s: %s, want %s", target, body, want)
		}
		if got.Header.Get("Content-Length") != strconv.Itoa(len(want)) || head.Header.Get("Content-Length") != strconv.Itoa(len(want)) {
			t.Errorf("%.20s: length %s", target, got.Header.Get("Content-Length"))
		}
	}
}
