//go:build !js

package main

import (
	"bytes"
	"flag"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"sync"

	"github.com/andybalholm/brotli"
	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><rect width="8" height="8"/></svg>`

func main() {
	client := flag.String("client", "", "the WebAssembly client")
	flag.Parse()
	if err := serve(*client); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func serve(client string) error {
	wasm, err := os.ReadFile(client)
	if err != nil {
		return fmt.Errorf("hello: read client: %w", err)
	}
	app.Route("/", func() app.Composer { return &hello{} })
	mux := http.NewServeMux()
	mux.Handle("/", &app.Handler{
		Name:        "Hello",
		Description: "An Hello World! example",
		Icon:        app.Icon{Default: "/web/icon.svg", Large: "/web/icon.svg", SVG: "/web/icon.svg", Maskable: "/web/icon.svg"},
	})
	mux.Handle("/web/app.wasm", file("application/wasm", wasm))
	mux.Handle("/web/icon.svg", file("image/svg+xml", []byte(icon)))
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return fmt.Errorf("hello: listen: %w", err)
	}
	handler := &packed{handler: mux, kept: map[string]answer{}}
	handler.answer(httptest.NewRequest(http.MethodGet, "/web/app.wasm", nil)) // the slow one, before anybody asks
	fmt.Printf("hello at http://%s/\n", listener.Addr())
	return http.Serve(listener, handler)
}

func file(contentType string, data []byte) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", contentType)
		w.Header().Set("Cache-Control", "no-cache") // as go-app's Handler does
		w.Write(data)
	})
}

// packed serves what its handler answers with brotli, as a front of it would,
// and keeps each answer.
type packed struct {
	handler http.Handler
	mu      sync.Mutex
	kept    map[string]answer
}

type answer struct {
	status int
	header http.Header
	body   []byte
}

// ServeHTTP implements http.Handler.
func (p *packed) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	a := p.answer(r)
	for name, values := range a.header {
		w.Header()[name] = values
	}
	if tag := a.header.Get("Etag"); tag != "" && strings.Contains(r.Header.Get("If-None-Match"), tag) {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	w.WriteHeader(a.status)
	w.Write(a.body)
}

func (p *packed) answer(r *http.Request) answer {
	p.mu.Lock()
	defer p.mu.Unlock()
	if a, ok := p.kept[r.URL.Path]; ok {
		return a
	}
	plain := r.Clone(r.Context())
	plain.Header.Del("If-None-Match")
	recorder := httptest.NewRecorder()
	p.handler.ServeHTTP(recorder, plain)
	a := answer{recorder.Code, recorder.Header().Clone(), recorder.Body.Bytes()}
	if a.status == http.StatusOK {
		a.body = pack(a.body)
		a.header.Set("Content-Encoding", "br")
		a.header.Del("Content-Length")
	}
	p.kept[r.URL.Path] = a
	return a
}

func pack(data []byte) []byte {
	var out bytes.Buffer
	w := brotli.NewWriterLevel(&out, brotli.BestCompression)
	w.Write(data) // to memory: neither can fail
	w.Close()
	return out.Bytes()
}
