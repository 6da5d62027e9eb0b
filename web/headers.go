package main

import (
	"fmt"
	"net/http"
	"net/url"
	"path"
	"regexp"
	"strings"
)

// pagePolicy is the Content-Security-Policy that a page can carry in itself,
// for hosts that send no headers. "tally" is the one Trusted Types policy:
// boot.js makes it for the worker's address.
const pagePolicy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; " +
	"img-src 'self'; font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; " +
	"base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types tally"

const (
	cacheForever = "public, max-age=31536000, immutable"
	cacheAsk     = "no-cache"
)

// powers are the browser features that no page of ours uses.
const powers = "accelerometer autoplay bluetooth camera clipboard-read display-capture encrypted-media " +
	"fullscreen gamepad geolocation gyroscope hid idle-detection keyboard-map local-fonts magnetometer " +
	"microphone midi payment picture-in-picture publickey-credentials-get screen-wake-lock serial " +
	"storage-access usb web-share window-management xr-spatial-tracking"

// Pages with headers of their own.
const (
	framePage = "embed/index.html"       // the only one that other pages may frame
	setupPage = "embed/setup/index.html" // frames the former to show it
)

// policyOf is the policy that a page carries in itself.
func policyOf(name string) string {
	if name == setupPage {
		return pagePolicy + "; frame-src 'self'"
	}
	return pagePolicy
}

// headerPolicy adds what only a header may say: who may frame the page. No
// list means that everybody may frame the framed page.
func headerPolicy(name string, frames []string) string {
	switch {
	case name != framePage:
		return policyOf(name) + "; frame-ancestors 'none'"
	case len(frames) == 0:
		return policyOf(name)
	}
	return policyOf(name) + "; frame-ancestors " + strings.Join(frames, " ")
}

// securityHeaders returns the headers of a file; those of the name "" are of
// every other answer, errors included.
func securityHeaders(name string, frames []string) http.Header {
	h := http.Header{
		"Content-Security-Policy":      {headerPolicy(name, frames)},
		"Cross-Origin-Embedder-Policy": {"require-corp"}, // a page that frames us may ask for it
		"Cross-Origin-Opener-Policy":   {"same-origin"},
		"Cross-Origin-Resource-Policy": {"same-origin"},
		"Origin-Agent-Cluster":         {"?1"},
		"Permissions-Policy":           {permissionsPolicy()},
		"Referrer-Policy":              {"no-referrer"},
		"X-Content-Type-Options":       {"nosniff"},
		"X-Frame-Options":              {"DENY"},
	}
	page := name == "" || path.Ext(name) == ".html"
	if name == framePage {
		h.Del("X-Frame-Options")
	}
	if !page || name == framePage {
		h.Set("Cross-Origin-Resource-Policy", "cross-origin")
	}
	if !page { // a sandboxed frame has no origin that could be named
		h.Set("Access-Control-Allow-Origin", "*")
	}
	return h
}

// parseFrames reads who may frame the framed page: origins such as
// https://clinic.example, with blanks between them. None means everybody.
func parseFrames(text string) ([]string, error) {
	frames := strings.Fields(text)
	for _, f := range frames {
		u, err := url.Parse(f)
		if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || u.Scheme+"://"+u.Host != f || strings.Trim(u.Host, originLetters) != "" {
			return nil, fmt.Errorf("web: %.80q is no origin: write it as https://clinic.example, without a path", f)
		}
	}
	return frames, nil
}

var rootPath = regexp.MustCompile(`^(/([A-Za-z0-9._~-]+/)*)?$`)

// checkRoot refuses what is no path of a folder on a host.
func checkRoot(root string) error {
	if !rootPath.MatchString(root) || strings.Contains(root, "/./") || strings.Contains(root, "/../") {
		return fmt.Errorf("web: %.80q is no folder of a host: write it as / or /therapy/", root)
	}
	return nil
}

const originLetters = "abcdefghijklmnopqrstuvwxyz0123456789-.:"

func permissionsPolicy() string {
	return strings.Join(strings.Fields(powers), "=(), ") + "=()"
}

var hashedName = regexp.MustCompile(`\.[0-9a-f]{16}\.[a-z0-9]+$`)

// cachePolicy returns Cache-Control: a name with a hash never changes.
func cachePolicy(name string) string {
	if hashedName.MatchString(name) {
		return cacheForever
	}
	return cacheAsk
}
