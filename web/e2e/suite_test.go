package e2e

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"

	"github.com/chromedp/chromedp"
)

const (
	installChromium = "apt-get update && apt-get install -y chromium"
	installAxe      = "npm ci --prefix web/e2e"
	axePath         = "node_modules/axe-core/axe.min.js"

	// idleProcesses are what the browser starts for each profile ahead of use,
	// of its own window and of a next site: a tenth of a short test's work.
	idleProcesses = "SpareRendererForSitePerProcess,InitialWebUI,WebUIReloadButton,PreloadTopChromeWebUI,PreloadTopChromeWebUILessNavigations"

	// lateTiering has the client optimized only where it works for long: most
	// pages here live for two seconds, and a fifth of the suite's work was code
	// made for the rest of their lives.
	lateTiering = "--wasm-tiering-budget=100000000"
)

// suite is what all tests share: one export, one server of it and one browser
// process.
type suite struct {
	dir     string // of everything below, removed at the end
	command string // the built command "web"
	export  string // the exported site
	served  *url.URL
	axe     string // source of the accessibility checker
	browser context.Context
	close   func()
}

var shared = sync.OnceValues(newSuite)

func TestMain(m *testing.M) {
	s, err := shared()
	if err != nil {
		fmt.Fprintln(os.Stderr, "e2e:", err)
		os.Exit(1)
	}
	flag.Parse()
	if n := flag.Lookup("test.parallel"); n != nil {
		n.Value.Set("1000") // tests take turns of their own: see turns
	}
	code := m.Run()
	s.close()
	os.Exit(code)
}

func newSuite() (*suite, error) {
	browser, err := findBrowser()
	if err != nil {
		return nil, err
	}
	axe, err := os.ReadFile(axePath)
	if err != nil {
		return nil, fmt.Errorf("axe-core is missing; install it with: %s", installAxe)
	}
	dir, err := os.MkdirTemp("", "tally-e2e")
	if err != nil {
		return nil, err
	}
	s := &suite{dir: dir, axe: string(axe), command: filepath.Join(dir, "web"), export: filepath.Join(dir, "site")}
	s.browser, s.close = startBrowser(browser, dir)
	err = errors.Join(
		run("go", "build", "-o", s.command, "therapytally/web"),
		run(s.command, "export", "-out", s.export, "-brotli", "1"),
		chromedp.Do(s.browser),
		s.serve(),
	)
	if err != nil {
		s.close()
		return nil, err
	}
	return s, nil
}

// serve starts the server that stands behind the front of every site.
func (s *suite) serve() error {
	target, stop, err := startServer(s.command, s.export)
	if err != nil {
		return err
	}
	s.served = target
	closeBrowser := s.close
	s.close = func() { stop(); closeBrowser() }
	return nil
}

// findBrowser gives the browser that TALLY_BROWSER names, or else Chromium's
// headless shell, which draws and runs pages as Chromium does and opens a tab in
// a quarter of the time, or else Chromium.
func findBrowser() (string, error) {
	if name := os.Getenv("TALLY_BROWSER"); name != "" {
		return exec.LookPath(name)
	}
	if path, err := exec.LookPath("chromium-headless-shell"); err == nil {
		return path, nil
	}
	return findChromium()
}

// findChromium gives the whole browser, with all that it does of its own.
func findChromium() (string, error) {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path, nil
		}
	}
	return "", fmt.Errorf("chromium is missing; install it as root with: %s", installChromium)
}

// exhaustive leaves a test that tries everything there is to the soak.
func exhaustive(t *testing.T) {
	t.Helper()
	if os.Getenv("SOAK") == "" {
		t.Skip("tries everything: only with SOAK")
	}
}

func startBrowser(path, dir string, more ...chromedp.ExecAllocatorOption) (context.Context, func()) {
	allocator, stop := chromedp.NewExecAllocator(context.Background(), append(more,
		chromedp.ExecPath(path),
		chromedp.UserDataDir(filepath.Join(dir, "profile")),
		chromedp.Flag("headless", "new"),
		chromedp.NoSandbox,
		chromedp.DisableGPU,
		chromedp.NoFirstRun,
		chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-sync", true),
		chromedp.Flag("disable-features", "AutofillServerCommunication,"+ // the browser's own requests
			idleProcesses),
		chromedp.Flag("disable-dev-shm-usage", true),
		chromedp.Flag("js-flags", lateTiering),
		chromedp.Flag("lang", "en-US"),
	)...)
	ctx, cancel := chromedp.NewContext(allocator)
	return ctx, func() {
		cancel()
		stop()
		os.RemoveAll(dir)
	}
}

func run(name string, args ...string) error {
	if out, err := exec.Command(name, args...).CombinedOutput(); err != nil {
		return fmt.Errorf("%s %v: %w\n%s", filepath.Base(name), args, err, out)
	}
	return nil
}

// theSuite is for tests: TestMain has made sure that it works.
func theSuite(t *testing.T) *suite {
	t.Helper()
	s, err := shared()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// secondExport is the same client as the version "second": for tests that only
// read it, made once for all of them.
func secondExport(t *testing.T) string {
	t.Helper()
	secondOnce.Do(func() {
		secondDir = filepath.Join(theSuite(t).dir, "second")
		secondErr = exportTo(t, secondDir, theClient(t), "second")
	})
	if secondErr != nil {
		t.Fatal(secondErr)
	}
	return secondDir
}

var (
	secondOnce sync.Once
	secondDir  string
	secondErr  error
)

// exportVariant exports the same client as another version of the site.
func exportVariant(t *testing.T, version string) string {
	t.Helper()
	return exportClient(t, theClient(t), version)
}

// theClient is the file of the exported client.
func theClient(t *testing.T) string {
	t.Helper()
	client, err := filepath.Glob(filepath.Join(theSuite(t).export, "app.*.wasm"))
	if err != nil || len(client) != 1 {
		t.Fatalf("find the client: %v, %v", client, err)
	}
	return client[0]
}

// exportClient exports a site around any client.
func exportClient(t *testing.T, client, version string) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), version)
	if err := exportTo(t, dir, client, version); err != nil {
		t.Fatal(err)
	}
	return dir
}

func exportTo(t *testing.T, dir, client, version string) error {
	t.Helper()
	return run(theSuite(t).command, "export", "-out", dir, "-brotli", "0", "-wasm", client, "-version", version)
}
