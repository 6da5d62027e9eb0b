package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"net/http"
	"os"
	"path"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// site is an exported site, read once: a request is a look-up in a map, so no
// address reaches a file that did not lie in the folder then, or that is
// private. The clinic's own files alone are looked at again.
type site struct {
	files    map[string]*file // by URL path
	live     *liveFiles
	notFound *file
	notes    []string // what is not served, and why
}

// file is one address: its bytes as they are, and packed.
type file struct {
	plain  body
	packed []body // best first
}

// body is one representation with its finished headers.
type body struct {
	encoding string
	data     []byte
	header   http.Header
	onDisk   *onDisk // nil for what is small
}

// encodings are the packed forms an export holds, best first.
func encodings() []struct{ name, suffix string } {
	return []struct{ name, suffix string }{{"br", ".br"}, {"gzip", ".gz"}}
}

// contentTypes is our own list: the machine's may differ.
func contentTypes() map[string]string {
	return map[string]string{
		".css":         "text/css; charset=utf-8",
		".csv":         "text/csv; charset=utf-8",
		".html":        "text/html; charset=utf-8",
		".ico":         "image/x-icon",
		".js":          "text/javascript; charset=utf-8",
		".json":        "application/json",
		".png":         "image/png",
		".jpg":         "image/jpeg",
		".svg":         "image/svg+xml",
		".ts":          "text/plain; charset=utf-8",
		".txt":         "text/plain; charset=utf-8",
		".wasm":        "application/wasm",
		".webmanifest": "application/manifest+json",
		".webp":        "image/webp",
		".woff2":       "font/woff2",
	}
}

// loadSite reads an exported site.
func loadSite(dir string) (*site, error) {
	s, err := newSite(os.DirFS(dir))
	if err != nil {
		return nil, fmt.Errorf("web: read site %s: %w", dir, err)
	}
	return s, nil
}

func newSite(fsys fs.FS) (*site, error) {
	raw := rawSite{fsys: fsys, data: map[string][]byte{}}
	if err := raw.read(); err != nil {
		return nil, err
	}
	if raw.data["index.html"] == nil || raw.data[notFoundName] == nil {
		return nil, errors.New("not an exported site: index.html or 404.html is missing")
	}
	var err error
	if raw.frames, err = framesOf(raw.data[framePage]); err != nil {
		return nil, err
	}
	s := &site{files: map[string]*file{}, notes: raw.notes}
	s.watch(raw, func(text string) { s.notes = append(s.notes, text) })
	for name := range raw.data {
		if !liveName(name) {
			s.add(name, raw)
		}
	}
	for _, f := range s.live.all {
		f.get()
	}
	return s, nil
}

// watch lists the clinic's files.
func (s *site) watch(raw rawSite, tell func(string)) {
	s.live = &liveFiles{fsys: raw.fsys, tell: tell, now: time.Now, all: map[string]*liveFile{}, site: s}
	s.live.add(clinicName)
	for name := range raw.data {
		if liveName(name) {
			s.live.add(name)
		}
	}
}

// tellTo writes what is not served, and what will be amiss later, for the
// operator.
func (s *site) tellTo(w io.Writer) {
	for _, note := range s.notes {
		fmt.Fprintln(w, note)
	}
	s.live.tell = func(text string) { fmt.Fprintln(w, text) }
}

var framesAttribute = regexp.MustCompile(`data-frames="([^"]*)"`)

// framesOf reads from the framed page who may frame it, so that what the
// header says and what the page checks are one.
func framesOf(page []byte) ([]string, error) {
	found := framesAttribute.FindSubmatch(page)
	if found == nil {
		return nil, nil
	}
	return parseFrames(string(found[1]))
}

// rawSite is a site's files as they lie in its folder.
type rawSite struct {
	fsys   fs.FS
	data   map[string][]byte
	frames []string // who may frame the framed page, as it says itself
	notes  []string // what cannot be served
}

// read reads all files but the private ones. A link to a file is read as that
// file; nothing else that is no file is left out without a word.
func (raw *rawSite) read() error {
	return fs.WalkDir(raw.fsys, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case name != "." && private(name):
			if d != nil && d.IsDir() {
				return fs.SkipDir
			}
			return nil
		case err != nil || d.IsDir():
			return err
		}
		info, err := fs.Stat(raw.fsys, name)
		switch {
		case err != nil:
			raw.note(name, "it leads to nothing that can be read")
			return nil
		case info.IsDir():
			raw.note(name, "a link to a folder is not followed")
			return nil
		case !info.Mode().IsRegular():
			raw.note(name, "it is no ordinary file")
			return nil
		case liveName(name):
			raw.data[name] = []byte{}
			return nil
		}
		raw.data[name], err = fs.ReadFile(raw.fsys, name)
		return err
	})
}

func (raw *rawSite) note(name, why string) {
	raw.notes = append(raw.notes, fmt.Sprintf("web: %s is not served: %s", name, why))
}

func (s *site) add(name string, raw rawSite) {
	ext := path.Ext(name)
	if base := strings.TrimSuffix(name, ext); (ext == ".br" || ext == ".gz") && raw.data[base] != nil {
		return
	}
	f := &file{plain: raw.body(name, "", "")}
	for _, e := range encodings() {
		if raw.data[name+e.suffix] != nil {
			f.packed = append(f.packed, raw.body(name, e.name, e.suffix))
		}
	}
	if name == notFoundName {
		f.plain.header.Del("Etag")
		s.notFound = f
		return
	}
	s.files["/"+name] = f
	if path.Base(name) == "index.html" {
		s.files["/"+strings.TrimSuffix(name, "index.html")] = f
	}
}

func (raw rawSite) body(name, encoding, suffix string) body {
	b := newBody(name, encoding, raw.data[name+suffix], raw.frames)
	b.onDisk = newOnDisk(raw.fsys, name+suffix)
	return b
}

func newBody(name, encoding string, data []byte, frames []string) body {
	sum := sha256.Sum256(data)
	h := securityHeaders(name, frames)
	h.Set("Cache-Control", cachePolicy(name))
	h.Set("Content-Type", contentType(name))
	h.Set("Content-Length", strconv.Itoa(len(data)))
	h.Set("Etag", `"`+hex.EncodeToString(sum[:12])+`"`)
	h.Set("Vary", "Accept-Encoding")
	if encoding != "" {
		h.Set("Content-Encoding", encoding)
	}
	return body{encoding, data, h, nil}
}

func contentType(name string) string {
	if t, ok := contentTypes()[path.Ext(name)]; ok {
		return t
	}
	return "application/octet-stream"
}

// ServeHTTP implements http.Handler.
func (s *site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		maps.Copy(w.Header(), securityHeaders("", nil))
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, "only GET and HEAD are answered here", http.StatusMethodNotAllowed)
		return
	}
	if f, ok := s.files[r.URL.Path]; ok {
		f.ServeHTTP(w, r)
		return
	}
	if f := s.live.find(r.URL.Path); f != nil {
		f.ServeHTTP(w, r)
		return
	}
	if _, ok := s.files[r.URL.Path+"/"]; ok {
		redirectToFolder(w, r)
		return
	}
	s.missing(w, r)
}

// deepest is how far below the root a missing page still finds its style.
const deepest = 32

// missing says that there is nothing. Its addresses are those of the root; the
// way there depends on the address that was asked for.
func (s *site) missing(w http.ResponseWriter, r *http.Request) {
	depth := min(deepest, max(0, strings.Count(r.URL.Path, "/")-1))
	up := `="./` + strings.Repeat("../", depth)
	data := bytes.ReplaceAll(s.notFound.plain.data, []byte(`="./`), []byte(up))
	maps.Copy(w.Header(), s.notFound.plain.header)
	w.Header().Set("Content-Length", strconv.Itoa(len(data)))
	w.WriteHeader(http.StatusNotFound)
	if r.Method == http.MethodGet {
		w.Write(data)
	}
}

// redirectToFolder sends /library to library/, relative so that it holds under
// any prefix.
func redirectToFolder(w http.ResponseWriter, r *http.Request) {
	maps.Copy(w.Header(), securityHeaders("", nil))
	to := path.Base(r.URL.Path) + "/"
	if r.URL.RawQuery != "" {
		to += "?" + r.URL.RawQuery
	}
	w.Header().Set("Cache-Control", cacheAsk)
	w.Header().Set("Location", to)
	w.WriteHeader(http.StatusMovedPermanently)
}

// ServeHTTP sends the best form the client takes. Parts of a file and writes'
// preconditions mean the plain form, where http.ServeContent knows the rules. A
// range in another unit than bytes is no range to us.
func (f *file) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	b := f.choose(r.Header.Values("Accept-Encoding"))
	if !strings.HasPrefix(r.Header.Get("Range"), "bytes=") {
		r.Header.Del("Range")
	}
	special := r.Header.Get("Range") + r.Header.Get("If-Match") + r.Header.Get("If-Unmodified-Since")
	if special != "" {
		b = &f.plain
	}
	maps.Copy(w.Header(), b.header)
	switch {
	case special != "":
		w.Header().Del("Content-Length")
		http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(b.data))
	case hasTag(r.Header.Values("If-None-Match"), b.header.Get("Etag")):
		w.Header().Del("Content-Length")
		w.Header().Del("Content-Type")
		w.WriteHeader(http.StatusNotModified)
	case r.Method == http.MethodHead:
		w.WriteHeader(http.StatusOK)
	default:
		b.send(w)
	}
}

// choose returns the best packed form the client accepts, else the plain one.
func (f *file) choose(accept []string) *body {
	best, bestQ := &f.plain, 0.0
	for i := range f.packed {
		if q := quality(accept, f.packed[i].encoding); q > bestQ {
			best, bestQ = &f.packed[i], q
		}
	}
	return best
}

// quality is the weight that Accept-Encoding gives to encoding; 0 refuses it.
func quality(accept []string, encoding string) float64 {
	found := 0.0
	for part := range strings.SplitSeq(strings.Join(accept, ","), ",") {
		name, params, _ := strings.Cut(part, ";")
		name = strings.ToLower(strings.TrimSpace(name))
		if name == encoding {
			return weight(params)
		}
		if name == "*" {
			found = weight(params)
		}
	}
	return found
}

func weight(params string) float64 {
	for param := range strings.SplitSeq(params, ";") {
		key, value, ok := strings.Cut(strings.TrimSpace(param), "=")
		if !ok || !strings.EqualFold(key, "q") {
			continue
		}
		q, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
		if err != nil || q < 0 || q > 1 {
			return 0
		}
		return q
	}
	return 1
}

// hasTag reports whether If-None-Match names tag; weak comparison, as it asks.
func hasTag(values []string, tag string) bool {
	for part := range strings.SplitSeq(strings.Join(values, ","), ",") {
		part = strings.TrimSpace(part)
		if part == "*" || strings.TrimPrefix(part, "W/") == tag {
			return tag != ""
		}
	}
	return false
}
