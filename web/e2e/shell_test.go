package e2e

import (
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
)

func TestPageIsReadableBeforeTheClientRuns(t *testing.T) {
	t.Parallel()
	p := newTab(t, newSite(t), withoutScript())
	p.open("/")
	for selector, want := range map[string]string{
		"h1":                             "Therapy Tally",
		"header h1 + p":                  "minutes",
		"tbody tr:nth-child(2)":          "8–22",
		"tbody tr:nth-child(9)":          "113–127",
		"section[aria-labelledby] p + *": "Units",
		"noscript":                       "needs JavaScript",
	} {
		if got := p.text(selector); !strings.Contains(got, want) {
			t.Errorf("%s shows %q, want %q in it", selector, got, want)
		}
	}
}

func TestClientStartsAndLeavesTheStaticPageAlone(t *testing.T) {
	t.Parallel()
	p := newTab(t, newSite(t))
	p.open("/")
	p.ready()
	p.waitText("#app", "Therapy Tally")
	for _, selector := range []string{"h1", "table", "footer"} {
		if p.text(selector) == "" {
			t.Errorf("%s is gone", selector)
		}
	}
	if !eval[bool](p, `document.body.tagName === "BODY" && !document.querySelector("#loading")`) {
		t.Error("the body is still lent, or the loading bar still there")
	}
	p.accessible()
	p.clean()
}

// A start lets the browser have its turn again and again: what waits for the
// page's thread does not wait for the whole of it.
func TestStartInPieces(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	p := newTab(t, s, before(`{
		const { port1, port2 } = new MessageChannel();
		window.turns = 0;
		port1.onmessage = () => { if (document.documentElement.dataset.app !== "ready") { window.turns++; port2.postMessage(0); } };
		const compile = WebAssembly.instantiateStreaming;
		WebAssembly.instantiateStreaming = (...args) => compile.apply(WebAssembly, args).finally(() => port2.postMessage(0));
	}`))
	for _, page := range []string{"/", "/patient/"} {
		p.open(page)
		p.ready()
		if n := eval[int](p, "turns"); n < 4 {
			t.Errorf("%s: the browser had %d turns while the client started", page, n)
		}
	}
}

func TestAccessibleBeforeTheClient(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.fault("app.wasm", func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
	for name, option := range map[string]tabOption{"light": size(390, 844), "dark": dark()} {
		t.Run(name, func(t *testing.T) {
			p := newTab(t, s, option)
			p.open("/")
			p.state("loading")
			p.accessible()
			p.clean()
		})
	}
}

func TestLinksStayTheBrowsersOwn(t *testing.T) {
	t.Parallel()
	p := newTab(t, newSite(t))
	p.open("/")
	p.ready()
	p.press("\t")
	p.press("\r")
	p.until(`location.hash === "#app"`)
	if got := eval[string](p, `document.activeElement.id`); got != "app" {
		t.Errorf("the skip link moved the focus to %q", got)
	}
	p.clean()
}

func TestSecurityHeaders(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	for _, path := range []string{"/", "/sw.js", "/missing"} {
		response, err := http.Get(s.url(path))
		if err != nil {
			t.Fatal(err)
		}
		response.Body.Close()
		for _, name := range []string{
			"Content-Security-Policy", "Cross-Origin-Embedder-Policy", "Cross-Origin-Opener-Policy", "Cross-Origin-Resource-Policy",
			"Origin-Agent-Cluster", "Permissions-Policy", "Referrer-Policy", "X-Content-Type-Options", "X-Frame-Options",
		} {
			if response.Header.Get(name) == "" {
				t.Errorf("%s: no %s", path, name)
			}
		}
	}
}

func TestTwoExportsAreIdentical(t *testing.T) {
	t.Parallel()
	s := theSuite(t)
	again := filepath.Join(t.TempDir(), "again")
	if err := run(s.command, "export", "-out", again, "-brotli", "1"); err != nil {
		t.Fatal(err)
	}
	first, second := readTree(t, s.export), readTree(t, again)
	for name, data := range first {
		if second[name] != data {
			t.Errorf("%s differs", name)
		}
	}
	if len(first) != len(second) {
		t.Errorf("%d files, then %d", len(first), len(second))
	}
}

func TestExportNamesNoOtherHost(t *testing.T) {
	t.Parallel()
	host := regexp.MustCompile(`(?i)//[a-z0-9-]+\.[a-z]`)
	for name, text := range readTree(t, theSuite(t).export) {
		if !slices.Contains([]string{".html", ".js", ".css", ".webmanifest"}, filepath.Ext(name)) {
			continue
		}
		if found := host.FindString(text); found != "" {
			t.Errorf("%s names %s", name, found)
		}
	}
}

func TestInstallable(t *testing.T) {
	t.Parallel()
	p := newTab(t, newSite(t))
	p.open("/")
	p.installed()
	for _, e := range call(p, page.GetInstallabilityErrors, cdp.Empty{}).InstallabilityErrors {
		if e.ErrorID != "in-incognito" { // every test profile is
			t.Errorf("not installable: %s", e.ErrorID)
		}
	}
}

func readTree(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(name)
		rel, relErr := filepath.Rel(dir, name)
		if relErr != nil {
			return relErr
		}
		files[rel] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}
