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
	"strconv"
	"strings"
	"time"
)

// drainTime is how long running downloads may take after the server was told to
// stop.
const drainTime = 30 * time.Second

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
	site.tellTo(os.Stderr)
	server := newServer(site, os.Stderr)
	fmt.Fprintf(out, "Therapy Tally is at http://%s/ (Ctrl+C stops it)\n", reachable(listener.Addr()))
	return serveUntil(ctx, server, &tellingListener{Listener: listener, faults: os.Stderr})
}

// reachable is an address that a browser on this machine can open: one that
// stands for all of the machine's has none of its own.
func reachable(addr net.Addr) string {
	if a, ok := addr.(*net.TCPAddr); ok && a.IP.IsUnspecified() {
		return net.JoinHostPort("localhost", strconv.Itoa(a.Port))
	}
	return addr.String()
}

// tellingListener tells the operator why nobody is answered, such as too many
// open files: at most once a minute.
type tellingListener struct {
	net.Listener
	faults io.Writer
	told   time.Time
}

// Accept is called by one goroutine.
func (l *tellingListener) Accept() (net.Conn, error) {
	c, err := l.Listener.Accept()
	if err != nil && !errors.Is(err, net.ErrClosed) && (l.told.IsZero() || time.Since(l.told) > time.Minute) {
		fmt.Fprintf(l.faults, "web: a connection could not be taken: %v\n", err)
		l.told = time.Now()
	}
	return c, err
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
	return drain(server, drainTime, os.Stderr)
}

// drain lets running downloads finish, and cuts off what takes longer than limit.
func drain(server *http.Server, limit time.Duration, faults io.Writer) error {
	grace, cancel := context.WithTimeout(context.Background(), limit)
	defer cancel()
	err := server.Shutdown(grace)
	if errors.Is(err, context.DeadlineExceeded) {
		fmt.Fprintf(faults, "web: stopped; what was still being sent after %v was cut off\n", limit)
		err = server.Close()
	}
	if err != nil {
		return fmt.Errorf("web: stop: %w", err)
	}
	return nil
}
