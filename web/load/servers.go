package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"time"
)

// server is one that runs and is to be measured.
type server struct{ name, addr string }

// running are the started servers: the end of ctx ends them, but not at once.
var running sync.WaitGroup

// startServers starts ours, the control and, if it is installed, nginx; they
// end with ctx.
func startServers(ctx context.Context, program, dir string) ([]server, error) {
	ours, err := start(ctx, program, "serve", "-dir", dir, "-addr", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	self, err := os.Executable()
	if err != nil {
		return nil, fmt.Errorf("load: %w", err)
	}
	control, err := start(ctx, self, "-control", "-dir", dir)
	if err != nil {
		return nil, err
	}
	servers := []server{{"ours, all headers", ours}, {"http.FileServer", control}}
	if nginx, err := startNginx(ctx, dir); err == nil {
		servers = append(servers, server{"nginx", nginx})
	} else {
		fmt.Println("nginx is not measured:", err)
	}
	return servers, nil
}

// start runs a program that names its address in its first line.
func start(ctx context.Context, program string, args ...string) (string, error) {
	cmd := exec.CommandContext(ctx, program, args...)
	out, err := cmd.StdoutPipe()
	if err != nil {
		return "", fmt.Errorf("load: %w", err)
	}
	if err := cmd.Start(); err != nil {
		return "", fmt.Errorf("load: %w", err)
	}
	running.Go(func() { <-ctx.Done(); cmd.Wait() })
	line, err := bufio.NewReader(out).ReadString('\n')
	_, after, found := strings.Cut(line, "http://")
	if err != nil || !found {
		return "", fmt.Errorf("load: %s said %q", program, line)
	}
	addr, _, _ := strings.Cut(after, "/")
	return addr, nil
}

const nginxConfig = `daemon off; worker_processes 2; pid nginx.pid; error_log error.log;
events { worker_connections 1024; }
http {
  access_log off; sendfile on; keepalive_requests 1000000;
  types { text/html html; application/wasm wasm; }
  client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi;
  uwsgi_temp_path uwsgi; scgi_temp_path scgi;
  server { listen 127.0.0.1:%d; root %s; }
}
`

func startNginx(ctx context.Context, dir string) (string, error) {
	root, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	port, err := freePort()
	if err != nil {
		return "", err
	}
	home, err := os.MkdirTemp("", "load")
	if err != nil {
		return "", err
	}
	config := filepath.Join(home, "nginx.conf")
	if err := os.WriteFile(config, fmt.Appendf(nil, nginxConfig, port, root), 0o600); err != nil {
		return "", err
	}
	cmd := exec.CommandContext(ctx, "nginx", "-p", home, "-c", config)
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	if err := cmd.Start(); err != nil {
		return "", err
	}
	running.Go(func() { <-ctx.Done(); cmd.Wait() })
	return awaitPort("127.0.0.1:" + strconv.Itoa(port))
}

func freePort() (int, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port, nil
}

func awaitPort(addr string) (string, error) {
	for range 100 {
		if c, err := net.Dial("tcp", addr); err == nil {
			c.Close()
			return addr, nil
		}
		time.Sleep(20 * time.Millisecond)
	}
	return "", errors.New("it does not answer at " + addr)
}

// skipAnswer reads one answer with a Content-Length to its end.
func skipAnswer(in *bufio.Reader) error {
	length := -1
	for first := true; ; first = false {
		line, err := in.ReadSlice('\n')
		if err != nil {
			return err
		}
		if first && !bytes.HasPrefix(line, []byte("HTTP/1.1 200")) {
			return fmt.Errorf("answered %q", line)
		}
		if len(line) <= 2 {
			break
		}
		if name, value, _ := bytes.Cut(line, []byte(":")); bytes.EqualFold(name, []byte("Content-Length")) {
			if length, err = strconv.Atoi(string(bytes.TrimSpace(value))); err != nil {
				return err
			}
		}
	}
	if length < 0 {
		return errors.New("answered without a length")
	}
	_, err := in.Discard(length)
	return err
}
