package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
)

// link is the way to a server: it counts what comes back, and can be cut.
type link struct {
	server   string // host:port
	addr     string // of the link, the same after a cut
	received atomic.Int64

	mu       sync.Mutex
	listener net.Listener
	open     map[net.Conn]bool
}

func newLink(server string) (*link, error) {
	l := &link{server: server, addr: "127.0.0.1:0", open: map[net.Conn]bool{}}
	return l, l.start()
}

func (l *link) url(path string) string { return "http://" + l.addr + path }

func (l *link) start() error {
	listener, err := net.Listen("tcp", l.addr)
	if err != nil {
		return fmt.Errorf("speed: listen: %w", err)
	}
	l.addr, l.listener = listener.Addr().String(), listener
	go func() {
		for {
			c, err := listener.Accept()
			if err != nil {
				return
			}
			go l.carry(c)
		}
	}()
	return nil
}

// stop cuts the link with everything on it: the surest way offline.
func (l *link) stop() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.listener.Close()
	for c := range l.open {
		c.Close()
	}
}

func (l *link) carry(c net.Conn) {
	defer c.Close()
	s, err := net.Dial("tcp", l.server)
	if err != nil {
		return
	}
	defer s.Close()
	l.mu.Lock()
	l.open[c] = true
	l.mu.Unlock()
	defer func() {
		l.mu.Lock()
		delete(l.open, c)
		l.mu.Unlock()
	}()
	go func() {
		io.Copy(s, c)
		s.Close()
	}()
	io.Copy(c, io.TeeReader(s, counter{&l.received}))
}

type counter struct{ n *atomic.Int64 }

// Write implements io.Writer.
func (c counter) Write(p []byte) (int, error) {
	c.n.Add(int64(len(p)))
	return len(p), nil
}

// serveSite serves the export with our own server until ctx ends.
func serveSite(ctx context.Context, program, dir string) (*link, error) {
	if _, err := os.Stat(filepath.Join(dir, "sw.js")); err != nil {
		return nil, fmt.Errorf("speed: no export in %s: %w", dir, err)
	}
	return startServer(exec.CommandContext(ctx, program, "serve", "-dir", dir, "-addr", "127.0.0.1:0"))
}

// serveHello builds the control, its client and its server, and serves it.
func serveHello(ctx context.Context, dir string) (*link, error) {
	server, client := filepath.Join(dir, "hello"), filepath.Join(dir, "hello.wasm")
	for target, system := range map[string][]string{server: nil, client: {"GOOS=js", "GOARCH=wasm"}} {
		build := exec.CommandContext(ctx, "go", "build", "-trimpath", "-buildvcs=false", "-ldflags=-s -w -buildid=",
			"-o", target, "therapytally/web/speed/hello")
		build.Env = append(os.Environ(), system...)
		if text, err := build.CombinedOutput(); err != nil {
			return nil, fmt.Errorf("speed: build the control: %w\n%s", err, text)
		}
	}
	return startServer(exec.CommandContext(ctx, server, "-client", client))
}

// startServer starts a program that names its address in its first line.
func startServer(cmd *exec.Cmd) (*link, error) {
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, fmt.Errorf("speed: %w", err)
	}
	if err := cmd.Start(); err != nil {
		return nil, fmt.Errorf("speed: %w", err)
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	_, after, found := strings.Cut(line, "http://")
	if err != nil || !found {
		return nil, fmt.Errorf("speed: %s said %q", cmd.Path, line)
	}
	addr, _, _ := strings.Cut(after, "/")
	return newLink(addr)
}
