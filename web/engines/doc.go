// Package engines runs the client in browsers other than Chromium: an estimate
// and an offline reload, in WebKitGTK (the nearest to an iPad that a Linux
// machine has) and in Firefox. "make test-engines" installs both and runs it;
// the whole browser suite is web/e2e.
package engines
