package e2e

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"therapytally/web/gotest"
	"therapytally/web/lean"
)

// The client runs as well when it is built with the other Go releases that we
// support, with everything taken out of it that can be: it starts, estimates a
// visit and shows where a figure comes from. (The test of package lean strains
// the runtime of each release under Node.)
func TestOtherGoReleasesRun(t *testing.T) {
	exhaustive(t)
	gotest.Each(t, lean.Releases(), func(t *testing.T, g gotest.Go) {
		if g.Env == nil {
			t.Skip("every other test runs with the installed Go")
		}
		dir := filepath.Join(t.TempDir(), "site")
		export := exec.Command(theSuite(t).command, "export", "-out", dir, "-brotli", "0")
		export.Env = append(os.Environ(), g.Env...)
		var complaints bytes.Buffer
		export.Stderr = &complaints
		if err := export.Run(); err != nil || complaints.Len() > 0 {
			t.Fatalf("%v\n%s", err, complaints.Bytes())
		}
		s := newSite(t)
		s.deploy(dir)
		p := newTab(t, s)
		p.openVisit()
		p.usualVisit()
		p.shows("#why-timed-units", "4 units")
		p.click("#why-allowed")
		p.clean()
	})
}
