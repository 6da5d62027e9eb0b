package main

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"os/exec"
	"path/filepath"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// patience is how long one step may take.
const patience = 2 * time.Minute

// watcher is what every page runs ahead of its own scripts.
//
//go:embed watch.js
var watcher string

// browser is one Chromium.
type browser struct {
	ctx   context.Context
	path  string
	close func()
}

func startBrowser(ctx context.Context, dir string) (*browser, error) {
	path, err := exec.LookPath("chromium")
	if err != nil {
		return nil, errors.New("speed: chromium is missing; install it as root with: apt-get update && apt-get install -y chromium")
	}
	allocator, stop := chromedp.NewExecAllocator(ctx,
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
		chromedp.Flag("disable-dev-shm-usage", true),
		chromedp.Flag("lang", "en-US"),
	)
	ctx, cancel := chromedp.NewContext(allocator)
	if err := chromedp.Do(ctx); err != nil {
		return nil, fmt.Errorf("speed: start chromium: %w", err)
	}
	return &browser{ctx, path, func() { cancel(); stop() }}, nil
}

// tab is one page. Tabs of one profile share caches and worker.
type tab struct {
	ctx   context.Context
	close func()
}

// profile opens a page in a profile of its own, where nothing is kept yet.
func (b *browser) profile() (*tab, error) { return openTab(b.ctx, chromedp.WithNewBrowserContext()) }

// another opens one more page in the same profile.
func (t *tab) another() (*tab, error) { return openTab(t.ctx) }

// phone is the screen of every page: CSS pixels.
const phoneWidth, phoneHeight = 412, 823

func openTab(parent context.Context, options ...chromedp.ContextOption) (*tab, error) {
	ctx, cancel := chromedp.NewContext(parent, options...)
	t := &tab{ctx, cancel}
	err := chromedp.Do(ctx, chromedp.EmulateViewport(phoneWidth, phoneHeight))
	if err == nil {
		_, err = chromedp.Call(ctx, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: watcher})
	}
	if err != nil {
		cancel()
		return nil, fmt.Errorf("open a page: %w", err)
	}
	return t, nil
}

// slowProcessor makes the page's thread so many times slower.
func (t *tab) slowProcessor(times float64) error {
	_, err := chromedp.Call(t.ctx, emulation.SetCPUThrottlingRate, emulation.SetCPUThrottlingRateParams{Rate: times})
	return err
}

// slowNetwork holds the page to 1.6 Mbit/s and answers to 150 ms.
func (t *tab) slowNetwork() error {
	const rate = 1.6e6 / 8
	if _, err := chromedp.Call(t.ctx, network.Enable, network.EnableParams{}); err != nil {
		return err
	}
	_, err := chromedp.Call(t.ctx, network.EmulateNetworkConditionsByRule, network.EmulateNetworkConditionsByRuleParams{
		MatchedNetworkConditions: []*network.Conditions{{Latency: 150, DownloadThroughput: rate, UploadThroughput: rate}},
	})
	return err
}

// open starts to load an address and returns without waiting for its load.
func (t *tab) open(url string) error {
	_, err := chromedp.Call(t.ctx, page.Navigate, page.NavigateParams{URL: url})
	return err
}

// eval evaluates an expression; a promise is awaited.
func eval[T any](t *tab, expression string) (T, error) {
	ctx, cancel := context.WithTimeout(t.ctx, patience)
	defer cancel()
	value, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		err = fmt.Errorf("evaluate %.60s: %w", expression, err)
	}
	return value, err
}

// until waits for an expression, or its promise, to be true.
func (t *tab) until(expression string) error {
	var last error
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		ok, err := eval[bool](t, "Promise.resolve("+expression+").then(Boolean)")
		if ok {
			return nil
		}
		last = err
	}
	return fmt.Errorf("never true: %s (%w)", expression, last)
}

// call sends a command of the protocol that has no parameters.
func call[R any](t *tab, command cdp.Command[cdp.Empty, R]) (R, error) {
	return chromedp.Call(t.ctx, command, cdp.Empty{})
}
