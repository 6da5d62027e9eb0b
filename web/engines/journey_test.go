package engines

import (
	"bufio"
	"fmt"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// site is the exported site, served as an operator serves it.
type site struct {
	base string
	stop func()
}

var built = sync.OnceValues(func() (string, error) {
	return buildAt("../../build/engines")
})

// buildAt builds the server and a site into dir.
func buildAt(dir string) (string, error) {
	for _, args := range [][]string{
		{"go", "build", "-o", filepath.Join(dir, "web"), "therapytally/web"},
		{filepath.Join(dir, "web"), "export", "-out", filepath.Join(dir, "site"), "-brotli", "1"},
	} {
		if out, err := exec.Command(args[0], args[1:]...).CombinedOutput(); err != nil {
			return "", fmt.Errorf("%v: %w\n%s", args, err, out)
		}
	}
	return dir, nil
}

// serve starts the server; stop ends it, and the test's end does too.
func serve(t *testing.T) site {
	t.Helper()
	dir, err := built()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(filepath.Join(dir, "web"), "serve", "-dir", filepath.Join(dir, "site"), "-addr", "127.0.0.1:0")
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	stop := sync.OnceFunc(func() { cmd.Process.Kill(); cmd.Wait() })
	t.Cleanup(stop)
	_, address, _ := strings.Cut(line, "http://")
	address, _, _ = strings.Cut(address, "/")
	// A browser takes a worker over plain HTTP from this name alone.
	return site{"http://" + strings.Replace(address, "127.0.0.1", "localhost", 1) + "/", stop}
}

const (
	running = `document.documentElement.dataset.app === "ready"`
	cached  = `navigator.serviceWorker.getRegistration().then((r) => r?.active?.state === "activated")`
)

// A visit is estimated; with the server gone, the reloaded page estimates it
// alike.
func journey(t *testing.T, e engine) {
	s := serve(t)
	p := person{t, e}
	p.opens(s.base)
	p.sees(running)
	online := estimate(p)
	p.sees(cached)
	s.stop()
	p.opens(s.base)
	p.sees(running)
	p.types("#service-1-minutes", "7")
	p.sees(`document.querySelector("#why-timed-units")?.innerText.includes("0 units")`)
	if offline := estimate(p); offline != online {
		t.Errorf("offline it says\n%s\nonline\n%s", offline, online)
	}
	p.opens(s.base + "patient/")
	p.sees(running)
}

// estimate types 38 minutes and returns the answer: 3 units (38 to 52 minutes,
// CMS Pub. 100-04, ch. 5, §20.2).
func estimate(p person) string {
	p.t.Helper()
	p.types("#service-1-minutes", "38")
	p.sees(`document.querySelector('#answer[aria-busy="false"] #why-timed-units')?.innerText.includes("3 units")`)
	return p.reads("#why-timed-units") + "\n" + p.reads(".line")
}
