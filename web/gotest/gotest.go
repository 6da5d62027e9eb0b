// Package gotest lets tests build with every Go release that the project
// supports, the installed one and those that go fetches. Tests alone use it.
package gotest

import (
	"os"
	"os/exec"
	"strings"
	"testing"
)

// Go is a Go release: its version, such as "go1.27.0", and what a command's
// environment needs so that go becomes it.
type Go struct {
	Version string
	Env     []string
}

// Each runs f as a test for every release, such as "go1.27". A release that is
// neither installed nor can be fetched is skipped on a developer's machine and
// fails where CI is "true".
func Each(t *testing.T, releases []string, f func(t *testing.T, g Go)) {
	t.Helper()
	installed := Installed(t)
	for _, release := range releases {
		t.Run(release, func(t *testing.T) {
			if installed.is(release) {
				f(t, installed)
				return
			}
			f(t, Fetched(t, release+".0"))
		})
	}
}

// Installed is the Go that runs the tests.
func Installed(t *testing.T) Go {
	t.Helper()
	version, err := ask()
	if err != nil {
		t.Fatal(err)
	}
	return Go{Version: version}
}

// Fetched is the Go of exactly that version, which go fetches once into its
// module cache.
func Fetched(t *testing.T, version string) Go {
	t.Helper()
	g := Go{version, []string{"GOTOOLCHAIN=" + version}}
	got, err := ask(g.Env...)
	switch {
	case err == nil && got == version:
	case os.Getenv("CI") == "true":
		t.Fatalf("%s cannot be fetched, and nothing is proven with it: %q, %v", version, got, err)
	default:
		t.Skipf("NOTHING IS PROVEN WITH %s: it cannot be fetched: %q, %v", version, got, err)
	}
	return g
}

func ask(env ...string) (version string, err error) {
	cmd := exec.Command("go", "env", "GOVERSION")
	cmd.Env = append(os.Environ(), env...)
	out, err := cmd.Output()
	return strings.TrimSpace(string(out)), err
}

func (g Go) is(release string) bool {
	return g.Version == release || strings.HasPrefix(g.Version, release+".")
}

// Root is the folder of the release's own files.
func (g Go) Root(t *testing.T) string {
	t.Helper()
	cmd := exec.Command("go", "env", "GOROOT")
	cmd.Env = append(os.Environ(), g.Env...)
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(string(out))
}
