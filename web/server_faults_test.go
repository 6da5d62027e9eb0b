package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"sync"
	"testing"
	"time"
)

// listen serves site as "web serve" does and returns its address.
func listen(t *testing.T, handler http.Handler) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- serveUntil(ctx, newServer(handler, io.Discard), listener) }()
	t.Cleanup(func() { stop(); <-ended })
	return listener.Addr().String()
}

// halfOpen opens n connections that begin a request and never end it.
func halfOpen(t *testing.T, addr string, n int) []net.Conn {
	t.Helper()
	var held []net.Conn
	for range n {
		c, err := net.Dial("tcp", addr)
		if err != nil {
			t.Fatalf("after %d connections: %v", len(held), err)
		}
		t.Cleanup(func() { c.Close() })
		io.WriteString(c, "GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ")
		held = append(held, c)
	}
	return held
}

// dribble sends one more byte on every connection each second until d is over.
func dribble(held []net.Conn, d time.Duration) {
	for end := time.Now().Add(d); time.Now().Before(end); time.Sleep(time.Second) {
		for _, c := range held {
			io.WriteString(c, "x")
		}
	}
}

// Clients that never end their request keep nobody waiting, and are let go.
// SOAK holds 1,000 of them for the full minute.
func TestServerOutlastsSlowClients(t *testing.T) {
	n, d := 300, 7*time.Second
	if os.Getenv("SOAK") != "" {
		n, d = 1000, time.Minute
	}
	addr := listen(t, testSite(t))
	held := halfOpen(t, addr, n)
	done := make(chan struct{})
	go func() { dribble(held, d); close(done) }()
	slowest := time.Duration(0)
	for waiting := true; waiting; {
		select {
		case <-done:
			waiting = false
		case <-time.After(50 * time.Millisecond):
		}
		slowest = max(slowest, answerTime(t, addr))
	}
	t.Logf("%d half-open connections for %v: slowest answer %v", n, d, slowest)
	if slowest > 2*time.Second {
		t.Errorf("an answer took %v", slowest)
	}
	for i, c := range held {
		c.SetReadDeadline(time.Now().Add(5 * time.Second))
		if _, err := io.Copy(io.Discard, c); err != nil && os.IsTimeout(err) {
			t.Fatalf("connection %d is still held", i)
		}
	}
}

func answerTime(t *testing.T, addr string) time.Duration {
	t.Helper()
	start := time.Now()
	client := http.Client{Timeout: 10 * time.Second, Transport: &http.Transport{DisableKeepAlives: true}}
	response, err := client.Get("http://" + addr + "/")
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		t.Fatalf("got %s", response.Status)
	}
	return time.Since(start)
}

// rawAsk writes a request target as it stands, which net/http's client would
// clean, and returns the status and the body.
func rawAsk(t *testing.T, addr, target string) (status int, body string) {
	t.Helper()
	c, err := net.Dial("tcp", addr)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	c.SetDeadline(time.Now().Add(5 * time.Second))
	fmt.Fprintf(c, "GET %s HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", target)
	response, err := http.ReadResponse(bufio.NewReader(c), nil)
	if err != nil {
		t.Fatalf("%q: %v", target, err)
	}
	defer response.Body.Close()
	data, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatalf("%q: %v", target, err)
	}
	return response.StatusCode, string(data)
}

// traversals are ways of asking for what lies outside the site or is not
// meant to be asked for.
func traversals() []string {
	ups := []string{"..", "%2e%2e", ".%2e", "%2e.", "%252e%252e", "..%00", "%c0%ae%c0%ae", "%uff0e%uff0e", "....", ".%00."}
	slashes := []string{"/", "//", "%2f", "%5c", `\`, "/./", "%252f", ";/"}
	targets := []string{"etc/passwd", "main.go", "go.mod", ".git/config", "web/server.go", "index.html.br", "404.html"}
	var all []string
	for _, up := range ups {
		for _, slash := range slashes {
			for i, target := range targets {
				all = append(all, "/"+strings.Repeat(up+slash, 1+i%4)+target)
			}
		}
	}
	for _, target := range targets {
		all = append(all, "/./"+target, "/library/../"+target, "/library/"+target, "//"+target, "/index.html/"+target)
	}
	return all
}

// No address reaches a file that the export does not hold.
func TestServerTraversal(t *testing.T) {
	addr := listen(t, testSite(t))
	all := traversals()
	if len(all) < 500 {
		t.Fatalf("only %d addresses", len(all))
	}
	for _, target := range all {
		status, body := rawAsk(t, addr, target)
		if status != http.StatusNotFound && status != http.StatusBadRequest {
			t.Errorf("%s: %d", target, status)
		}
		if status == http.StatusNotFound && body != "<h1>not found</h1>" {
			t.Errorf("%s: %q", target, body)
		}
	}
}

// The answer does not depend on the Host that a request names, and never
// repeats it.
func TestServerForeignHost(t *testing.T) {
	s := testSite(t)
	for _, target := range []string{"/", "/library", "/missing"} {
		want := ask(t, s, "GET", target)
		r, err := http.NewRequest("GET", "http://evil.example"+target, nil)
		if err != nil {
			t.Fatal(err)
		}
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r)
		if w.Code != want.StatusCode || w.Body.String() != bodyOf(t, want) {
			t.Errorf("%s: %d %q", target, w.Code, w.Body.String())
		}
		if text := fmt.Sprint(w.Header(), w.Body.String()); strings.Contains(text, "evil") {
			t.Errorf("%s repeats the host: %s", target, text)
		}
	}
}

// A panic is told to the operator by where it was, and by nothing of the
// request; the client's connection ends and the server goes on.
func TestServerTellsPanics(t *testing.T) {
	var told safeBuffer
	handler := told.server(t, http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/boom" {
			panic("canary " + r.URL.RawQuery)
		}
	}))
	if response, err := http.Get("http://" + handler + "/boom?canary=1"); err == nil {
		response.Body.Close()
		t.Errorf("got %s", response.Status)
	}
	response, err := http.Get("http://" + handler + "/")
	if err != nil {
		t.Fatal(err)
	}
	response.Body.Close()
	text := told.String()
	if !strings.Contains(text, "server_faults_test.go") {
		t.Errorf("it does not say where: %q", text)
	}
	if strings.Contains(text, "canary") || strings.Contains(text, "127.0.0.1") {
		t.Errorf("it tells of the request: %q", text)
	}
}

// safeBuffer is a log that a test reads while the server writes.
type safeBuffer struct {
	mu   sync.Mutex
	text strings.Builder
}

func (b *safeBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.text.Write(p)
}

func (b *safeBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.text.String()
}

func (b *safeBuffer) server(t *testing.T, handler http.Handler) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	go serveUntil(ctx, newServer(handler, b), listener)
	t.Cleanup(stop)
	return listener.Addr().String()
}
