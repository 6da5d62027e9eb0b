package main

import (
	"net/http"
	"regexp"
	"strings"
)

// pagePolicy is the Content-Security-Policy that a page can carry in itself,
// for hosts that send no headers. "tally" is the one Trusted Types policy:
// boot.js makes it for the worker's address.
const pagePolicy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; " +
	"img-src 'self'; font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; " +
	"base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types tally"

// headerPolicy adds what only a header may say.
const headerPolicy = pagePolicy + "; frame-ancestors 'none'"

const (
	cacheForever = "public, max-age=31536000, immutable"
	cacheAsk     = "no-cache"
)

// powers are the browser features that no page of ours uses.
const powers = "accelerometer autoplay bluetooth camera clipboard-read display-capture encrypted-media " +
	"fullscreen gamepad geolocation gyroscope hid idle-detection keyboard-map local-fonts magnetometer " +
	"microphone midi payment picture-in-picture publickey-credentials-get screen-wake-lock serial " +
	"storage-access usb web-share window-management xr-spatial-tracking"

// securityHeaders returns the headers of every answer, errors included.
func securityHeaders() http.Header {
	return http.Header{
		"Content-Security-Policy":      {headerPolicy},
		"Cross-Origin-Embedder-Policy": {"require-corp"},
		"Cross-Origin-Opener-Policy":   {"same-origin"},
		"Cross-Origin-Resource-Policy": {"same-origin"},
		"Origin-Agent-Cluster":         {"?1"},
		"Permissions-Policy":           {permissionsPolicy()},
		"Referrer-Policy":              {"no-referrer"},
		"X-Content-Type-Options":       {"nosniff"},
		"X-Frame-Options":              {"DENY"},
	}
}

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
