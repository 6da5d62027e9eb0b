package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"
)

// serve answers for the exported site in dir until ctx ends; then it lets the
// running downloads finish.
func serve(ctx context.Context, dir, addr string, out io.Writer) error {
	site, err := loadSite(dir)
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", addr)
	if err != nil {
		return fmt.Errorf("web: listen: %w", err)
	}
	useThreads()
	server := newServer(site, os.Stderr)
	fmt.Fprintf(out, "Therapy Tally is at http://%s/ (Ctrl+C stops it)\n", listener.Addr())
	return serveUntil(ctx, server, listener)
}

// useThreads takes two threads for each processor, where GOMAXPROCS does not say
// how many: what waits behind one that the kernel sets aside for another program
// is taken over by the others, and the slowest answers come sooner.
func useThreads() {
	if os.Getenv("GOMAXPROCS") == "" {
		runtime.GOMAXPROCS(2 * runtime.GOMAXPROCS(0))
	}
}

// newServer sets the limits that keep slow or greedy clients from holding on.
// Go's own error log names addresses, so it is off; panics go to faults.
func newServer(handler http.Handler, faults io.Writer) *http.Server {
	return &http.Server{
		Handler:           tellPanics(handler, faults),
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       10 * time.Second,
		WriteTimeout:      5 * time.Minute,
		IdleTimeout:       time.Minute,
		MaxHeaderBytes:    16 << 10,
		ErrorLog:          log.New(io.Discard, "", 0),
	}
}

// tellPanics writes where handler panicked to faults and ends the connection.
// Neither the request nor the panic's value is told: both may hold what a
// visitor sent.
func tellPanics(handler http.Handler, faults io.Writer) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			if recover() == nil {
				return
			}
			fmt.Fprintf(faults, "web: a request failed at %s\n", panicPlace())
			panic(http.ErrAbortHandler)
		}()
		handler.ServeHTTP(w, r)
	})
}

// panicPlace returns the file and line of the running panic: the first frame
// beyond the runtime's own.
func panicPlace() string {
	var stack [32]uintptr
	frames := runtime.CallersFrames(stack[:runtime.Callers(3, stack[:])])
	for {
		frame, more := frames.Next()
		if !strings.HasPrefix(frame.Function, "runtime.") {
			return fmt.Sprintf("%s:%d", filepath.Base(frame.File), frame.Line)
		}
		if !more {
			return "an unknown place"
		}
	}
}

func serveUntil(ctx context.Context, server *http.Server, listener net.Listener) error {
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	select {
	case err := <-failed:
		return fmt.Errorf("web: serve: %w", err)
	case <-ctx.Done():
	}
	grace, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	if err := server.Shutdown(grace); err != nil {
		return errors.Join(fmt.Errorf("web: stop: %w", err), server.Close())
	}
	return nil
}
