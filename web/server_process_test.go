package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

const bigName = "app.0123456789abcdef.wasm"

// bigSite writes a site with files of the sizes that a real export has.
func bigSite(t *testing.T) (dir string, big []byte) {
	t.Helper()
	dir = t.TempDir()
	big = make([]byte, 6<<20)
	noise := rand.NewChaCha8([32]byte{})
	noise.Read(big)
	for name, data := range map[string][]byte{
		"index.html": bytes.Repeat([]byte("<p>page</p>\n"), 1000), "404.html": []byte("not found"),
		bigName: big, bigName + ".br": big[:1600<<10], bigName + ".gz": big[:2100<<10],
	} {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir, big
}

// process is the program as an operator runs it.
type process struct {
	cmd  *exec.Cmd
	base string
	log  *safeBuffer
}

// startProcess runs the program, below another where it is named.
func startProcess(t *testing.T, dir string, below ...string) *process {
	t.Helper()
	program := filepath.Join(t.TempDir(), "web")
	if out, err := exec.Command("go", "build", "-o", program, ".").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	args := append(below, program, "serve", "-dir", dir, "-addr", "127.0.0.1:0")
	p := &process{cmd: exec.Command(args[0], args[1:]...), log: &safeBuffer{}}
	p.cmd.Stderr = p.log
	out, err := p.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { p.cmd.Process.Kill() })
	lines := bufio.NewReader(out)
	first, err := lines.ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	p.base = strings.Fields(strings.TrimPrefix(first, "Therapy Tally is at "))[0]
	go io.Copy(p.log, lines)
	return p
}

// peak is the most memory the process has held, in MiB.
func (p *process) peak(t *testing.T) float64 {
	t.Helper()
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", p.cmd.Process.Pid))
	if err != nil {
		t.Skip("no /proc here: ", err)
	}
	_, after, _ := strings.Cut(string(status), "VmHWM:")
	var kb float64
	if _, err := fmt.Sscan(after, &kb); err != nil {
		t.Fatal(err)
	}
	return kb / 1024
}

// download fetches the big file slowly, in pieces, and reports whether it came
// whole.
func download(base string, want []byte, pause time.Duration) error {
	client := http.Client{Transport: &http.Transport{DisableCompression: true, DisableKeepAlives: true}}
	response, err := client.Get(base + bigName)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	var got bytes.Buffer
	for {
		n, err := io.CopyN(&got, response.Body, 256<<10)
		if err == io.EOF || n == 0 {
			break
		}
		if err != nil {
			return err
		}
		time.Sleep(pause)
	}
	if !bytes.Equal(got.Bytes(), want) {
		return fmt.Errorf("%d bytes of %d", got.Len(), len(want))
	}
	return nil
}

// A stop under load breaks no download and takes less than 30 seconds; 500
// connections hold less than 64 MiB; and nothing of a request is written down.
func TestServerProcess(t *testing.T) {
	dir, big := bigSite(t)
	p := startProcess(t, dir)
	sendCanaries(t, p.base)
	holdConnections(t, p.base, 500)
	if peak := p.peak(t); peak > 64 {
		t.Errorf("500 connections take %.1f MiB", peak)
	} else {
		t.Logf("500 connections: at most %.1f MiB", peak)
	}
	const downloads = 20
	ends := make(chan error, downloads)
	for range downloads {
		go func() { ends <- download(p.base, big, 100*time.Millisecond) }()
	}
	time.Sleep(500 * time.Millisecond)
	start := time.Now()
	if err := p.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	for range downloads {
		if err := <-ends; err != nil {
			t.Error("a download broke: ", err)
		}
	}
	if err := p.cmd.Wait(); err != nil || time.Since(start) > 30*time.Second {
		t.Errorf("it ended after %v: %v", time.Since(start), err)
	}
	t.Logf("stopped under %d downloads in %v", downloads, time.Since(start))
	if text := p.log.String(); text != "" {
		t.Errorf("it wrote %q", text)
	}
}

// sendCanaries asks in every way that could tempt a server to take note.
func sendCanaries(t *testing.T, base string) {
	t.Helper()
	for _, target := range []string{"?canary=1", "canary", "index.html?canary#canary", "%00canary"} {
		r, err := http.NewRequest("GET", base+target, nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range []string{"User-Agent", "Referer", "X-Forwarded-For", "Cookie", "Authorization"} {
			r.Header.Set(name, "canary")
		}
		response, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		response.Body.Close()
	}
}

// holdConnections opens n connections, each of which has had a page and stays
// open while the others load.
func holdConnections(t *testing.T, base string, n int) {
	t.Helper()
	addr := strings.TrimSuffix(strings.TrimPrefix(base, "http://"), "/")
	for range n {
		c, err := net.Dial("tcp", addr)
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		fmt.Fprintf(c, "GET / HTTP/1.1\r\nHost: x\r\n\r\n")
		if _, err := http.ReadResponse(bufio.NewReader(c), nil); err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(c, "GET /%s HTTP/1.1\r\nHost: x\r\nAccept-Encoding: br\r\n\r\n", bigName)
	}
}
