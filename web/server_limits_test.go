package main

import (
	"bytes"
	"errors"
	"io"
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

// A connection that never ends its request is let go by the limit of a header,
// not by the later one of a whole request.
func TestServerLetsSilentClientsGo(t *testing.T) {
	server := newServer(testSite(t), io.Discard)
	server.ReadHeaderTimeout /= 10 // nobody waits for five seconds here
	addr := serving(t, server)
	c := halfOpen(t, addr, 1)[0]
	c.SetReadDeadline(time.Now().Add(4 * time.Second))
	if _, err := io.Copy(io.Discard, c); err != nil && !errors.Is(err, syscall.ECONNRESET) {
		t.Errorf("it is still held: %v", err)
	}
}

// A reader that takes nothing more is cut off in time.
func TestServerLetsStuckReadersGo(t *testing.T) {
	dir, _ := bigSite(t)
	s, err := loadSite(dir)
	if err != nil {
		t.Fatal(err)
	}
	ended := make(chan struct{}, 1)
	server := newServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.ServeHTTP(w, r)
		ended <- struct{}{}
	}), io.Discard)
	server.WriteTimeout /= 600
	c := stuckReader(t, serving(t, server))
	defer c.Close()
	select {
	case <-ended:
	case <-time.After(10 * time.Second):
		t.Error("a stuck reader is still served")
	}
}

// serving serves until the test ends, waiting for nobody.
func serving(t *testing.T, server *http.Server) (addr string) {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	go server.Serve(listener)
	t.Cleanup(func() { server.Close() })
	return listener.Addr().String()
}

// stuckReader asks for a large file and reads none of it.
func stuckReader(t *testing.T, addr string) net.Conn {
	t.Helper()
	c, err := net.Dial("tcp", addr)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	c.(*net.TCPConn).SetReadBuffer(4 << 10)
	io.WriteString(c, "GET /"+bigName+" HTTP/1.1\r\nHost: x\r\n\r\n")
	return c
}

// A stop waits for running downloads and no longer than its limit: then it is
// still a clean stop, and says what it did.
func TestDrainIsBounded(t *testing.T) {
	dir, _ := bigSite(t)
	s, err := loadSite(dir)
	if err != nil {
		t.Fatal(err)
	}
	started := make(chan struct{}, 1)
	server := newServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		started <- struct{}{}
		s.ServeHTTP(w, r)
	}), io.Discard)
	stuckReader(t, serving(t, server))
	<-started
	var told bytes.Buffer
	from := time.Now()
	if err := drain(server, 300*time.Millisecond, &told); err != nil {
		t.Error(err)
	}
	if took := time.Since(from); took < 250*time.Millisecond || took > 5*time.Second {
		t.Errorf("it took %v", took)
	}
	if !strings.Contains(told.String(), "cut off") {
		t.Errorf("it says %q", told.String())
	}
}

// A second interrupt does not wait for the stuck reader that the first waits for.
func TestSecondInterruptEndsAtOnce(t *testing.T) {
	dir, _ := bigSite(t)
	for _, signals := range [][2]os.Signal{{os.Interrupt, os.Interrupt}, {syscall.SIGTERM, os.Interrupt}} {
		p := startProcess(t, dir)
		stuckReader(t, strings.TrimSuffix(strings.TrimPrefix(p.base, "http://"), "/"))
		time.Sleep(300 * time.Millisecond)
		ended := make(chan struct{})
		go func() { p.cmd.Wait(); close(ended) }()
		p.cmd.Process.Signal(signals[0])
		select {
		case <-ended:
			t.Fatal("the first interrupt did not wait for the reader")
		case <-time.After(500 * time.Millisecond):
		}
		p.cmd.Process.Signal(signals[1])
		select {
		case <-ended:
		case <-time.After(5 * time.Second):
			t.Errorf("%v: it is still running", signals)
		}
	}
}

// When no connection can be taken, the operator reads why, once, and the server
// recovers.
func TestServerTellsWhyNobodyIsAnswered(t *testing.T) {
	if _, err := exec.LookPath("prlimit"); err != nil {
		t.Skip("prlimit is missing")
	}
	dir, _ := bigSite(t)
	p := startProcess(t, dir, "prlimit", "--nofile=24:24")
	addr := strings.TrimSuffix(strings.TrimPrefix(p.base, "http://"), "/")
	held := halfOpen(t, addr, 60)
	p.says(t, "too many open files")
	for _, c := range held {
		c.Close()
	}
	if took := answerTime(t, addr); took > 5*time.Second {
		t.Errorf("it recovered after %v", took)
	}
	if n := strings.Count(p.log.String(), "too many open files"); n != 1 {
		t.Errorf("it is told %d times: %q", n, p.log.String())
	}
}

// says waits for what the program has written.
func (p *process) says(t *testing.T, text string) {
	t.Helper()
	for range 50 {
		if strings.Contains(p.log.String(), text) {
			return
		}
		time.Sleep(100 * time.Millisecond)
	}
	t.Errorf("it does not say %q: %q", text, p.log.String())
}

// A file that is replaced is served by the program that runs, and stays good
// while it is damaged.
func TestProcessServesReplacedClinic(t *testing.T) {
	dir, _ := bigSite(t)
	path := filepath.Join(dir, clinicName)
	put(t, path, `{"name":"old"}`)
	p := startProcess(t, dir)
	get := func() (body, tag string) {
		response, err := http.Get(p.base + clinicName)
		if err != nil {
			t.Fatal(err)
		}
		defer response.Body.Close()
		return bodyOf(t, response), response.Header.Get("Etag")
	}
	_, old := get()
	put(t, path, `{"name":"new"}`)
	time.Sleep(quiet + 200*time.Millisecond)
	if body, tag := get(); body != `{"name":"new"}` || tag == old || tag == "" {
		t.Errorf("after %v it is %s, tag %s", quiet, body, tag)
	}
	put(t, path, "<html>")
	time.Sleep(quiet + 200*time.Millisecond)
	if body, _ := get(); body != `{"name":"new"}` {
		t.Errorf("damaged, it is %s", body)
	}
	p.says(t, "last good clinic.json")
}

// The address that is printed can be opened.
func TestPrintedAddressCanBeOpened(t *testing.T) {
	for listen, want := range map[string]string{":0": "localhost", "0.0.0.0:0": "localhost", "[::]:0": "localhost", "127.0.0.1:0": "127.0.0.1", "[::1]:0": "[::1]"} {
		listener, err := net.Listen("tcp", listen)
		if err != nil {
			t.Logf("%s: %v", listen, err)
			continue
		}
		defer listener.Close()
		_, port, _ := net.SplitHostPort(listener.Addr().String())
		if got := reachable(listener.Addr()); got != want+":"+port {
			t.Errorf("%s: %s", listen, got)
		}
	}
}
