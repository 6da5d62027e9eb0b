package e2e

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httputil"
	"net/url"
	"os/exec"
	"path"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
)

// site is the real server behind a front that records, fails and stops.
type site struct {
	t      *testing.T
	prefix string // "" or "/clinic/site"
	forget bool   // no browser may store what it is sent
	sent   atomic.Int64
	addr   string // of the front, the same after a stop

	mu      sync.Mutex
	server  *http.Server
	backend *httputil.ReverseProxy
	faults  map[string]http.HandlerFunc
	log     recorder
}

// siteOption changes how a site is served.
type siteOption func(*site)

// under serves the site below a path.
func under(prefix string) siteOption { return func(s *site) { s.prefix = prefix } }

// unstored is a host that lets browsers store nothing.
func unstored() siteOption { return func(s *site) { s.forget = true } }

func newSite(t *testing.T, options ...siteOption) *site {
	t.Helper()
	theTurns.take(t)
	s := &site{t: t, addr: "127.0.0.1:0", faults: map[string]http.HandlerFunc{}}
	for _, o := range options {
		o(s)
	}
	s.put(theSuite(t).served)
	s.start()
	t.Cleanup(s.stop)
	return s
}

// url is the address of a path of the site.
func (s *site) url(path string) string { return "http://" + s.addr + s.prefix + path }

// deploy puts another export on the server.
func (s *site) deploy(dir string) {
	s.t.Helper()
	target, stop, err := startServer(theSuite(s.t).command, dir)
	if err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(stop)
	s.put(target)
}

// put lets a server answer from now on.
func (s *site) put(target *url.URL) {
	proxy := httputil.NewSingleHostReverseProxy(target)
	transport := &http.Transport{DisableCompression: true}
	s.t.Cleanup(transport.CloseIdleConnections) // or the server's stop waits for them
	proxy.Transport = transport
	proxy.ErrorHandler = func(w http.ResponseWriter, _ *http.Request, _ error) { w.WriteHeader(http.StatusBadGateway) }
	proxy.ModifyResponse = func(r *http.Response) error {
		s.sent.Add(max(0, r.ContentLength))
		if s.forget {
			r.Header.Set("Cache-Control", "no-store")
		}
		return nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.backend = proxy
}

// startServer runs "web serve" until it is stopped.
func startServer(command, dir string) (target *url.URL, stop func(), err error) {
	cmd := exec.Command(command, "serve", "-dir", dir, "-addr", "127.0.0.1:0")
	out, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		return nil, nil, err
	}
	stop = func() {
		cmd.Process.Signal(syscall.SIGTERM)
		cmd.Wait()
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	found := regexp.MustCompile(`http://[0-9.:]+`).FindString(line)
	target, parseErr := url.Parse(found)
	if found == "" || parseErr != nil {
		stop()
		return nil, nil, fmt.Errorf("the server said %q: %v", line, err)
	}
	return target, stop, nil
}

// start listens again at the same address.
func (s *site) start() {
	s.t.Helper()
	listener, err := net.Listen("tcp", s.addr)
	if err != nil {
		s.t.Fatal(err)
	}
	s.addr = listener.Addr().String()
	s.server = &http.Server{Handler: s}
	go s.server.Serve(listener)
}

// stop ends the server with all its connections: the surest way offline.
func (s *site) stop() { s.server.Close() }

// fault answers for one file in the site's place; nil heals it.
// A name without its hash ("app.css") means any hash.
func (s *site) fault(name string, answer http.HandlerFunc) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults[name] = answer
}

var hashPart = regexp.MustCompile(`\.[0-9a-f]{16}\.`)

// ServeHTTP implements http.Handler.
func (s *site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.log.addHTTP("server", r)
	rest, ok := strings.CutPrefix(r.URL.Path, s.prefix)
	if !ok {
		http.NotFound(w, r)
		return
	}
	s.mu.Lock()
	answer := s.faults[hashPart.ReplaceAllString(path.Base(rest), ".")]
	backend := s.backend
	s.mu.Unlock()
	if answer != nil {
		answer(w, r)
		return
	}
	http.StripPrefix(s.prefix, backend).ServeHTTP(w, r)
}

// request is one request, from whichever recorder saw it.
type request struct {
	seenBy, method, url string
	headers, body       string
}

func (r request) String() string {
	return fmt.Sprintf("%s: %s %s %s", r.seenBy, r.method, r.url, r.body)
}

// recorder keeps requests in order of arrival.
type recorder struct {
	mu   sync.Mutex
	list []request
}

func (rec *recorder) add(r request) {
	rec.mu.Lock()
	defer rec.mu.Unlock()
	rec.list = append(rec.list, r)
}

func (rec *recorder) addHTTP(seenBy string, r *http.Request) {
	var headers strings.Builder
	r.Header.Write(&headers)
	body, _ := io.ReadAll(io.LimitReader(r.Body, 1<<20))
	rec.add(request{seenBy, r.Method, r.Host + " " + r.URL.String(), headers.String(), string(body)})
}

func (rec *recorder) since(n int) []request {
	rec.mu.Lock()
	defer rec.mu.Unlock()
	return append([]request(nil), rec.list[n:]...)
}
