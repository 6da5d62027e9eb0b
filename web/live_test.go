package main

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// liveSite is a served folder with a clock of its own.
type liveSite struct {
	t     *testing.T
	dir   string
	site  *site
	ahead time.Duration
	mu    sync.Mutex
	told  []string
}

func newLiveSite(t *testing.T, prepare func(dir string)) *liveSite {
	t.Helper()
	l := &liveSite{t: t, dir: t.TempDir()}
	for name, text := range map[string]string{"index.html": "page", "404.html": "none", clinicName: `{"name":"old"}`, "logo.svg": "<svg>old"} {
		put(t, filepath.Join(l.dir, name), text)
	}
	if prepare != nil {
		prepare(l.dir)
	}
	s, err := loadSite(l.dir)
	if err != nil {
		t.Fatal(err)
	}
	l.site, l.told = s, s.notes
	s.live.now = func() time.Time { return time.Now().Add(l.ahead) }
	s.live.tell = func(text string) { l.mu.Lock(); l.told = append(l.told, text); l.mu.Unlock() }
	return l
}

// later lets a time pass.
func (l *liveSite) later() { l.ahead += quiet + time.Second }

func (l *liveSite) want(when, name, text string) (tag string) {
	l.t.Helper()
	response := ask(l.t, l.site, "GET", "/"+name, "Accept-Encoding", "br, gzip")
	got := bodyOf(l.t, response)
	if text == "" && response.StatusCode != http.StatusNotFound || text != "" && got != text {
		l.t.Errorf("%s: %s is %d %q, want %q", when, name, response.StatusCode, got, text)
	}
	return response.Header.Get("Etag")
}

// The clinic's file and its picture may be replaced on the host at any time: the
// next who asks is told so, by a new tag.
func TestClinicIsReplacedWhileServed(t *testing.T) {
	l := newLiveSite(t, nil)
	for name, texts := range map[string][2]string{clinicName: {`{"name":"old"}`, `{"name":"new"}`}, "logo.svg": {"<svg>old", "<svg>new"}} {
		tag := l.want("before", name, texts[0])
		path := filepath.Join(l.dir, name)
		put(t, path, texts[1]) // in place, and as long as before
		l.later()
		fresh := l.want("replaced", name, texts[1])
		if got := ask(t, l.site, "GET", "/"+name, "If-None-Match", tag).StatusCode; tag == fresh || got != 200 {
			t.Errorf("%s: the old tag %s is answered by %d, the new one is %s", name, tag, got, fresh)
		}
		if got := ask(t, l.site, "GET", "/"+name, "If-None-Match", fresh).StatusCode; got != 304 {
			t.Errorf("%s: the new tag is answered by %d", name, got)
		}
		long := time.Now().Add(-time.Hour)
		for _, text := range []string{texts[0], texts[1]} {
			put(t, path+".new", text)
			if err := errorsOf(os.Chtimes(path+".new", long, long), os.Rename(path+".new", path)); err != nil {
				t.Fatal(err)
			}
			l.want("moved there, as long and as old", name, text)
		}
	}
	if len(l.told) > 0 {
		t.Errorf("it tells %q", l.told)
	}
}

// What is being written, is no JSON, cannot be read or is too large never takes
// the place of what was good.
func TestHalfWrittenClinicIsNotServed(t *testing.T) {
	l := newLiveSite(t, nil)
	path, good := filepath.Join(l.dir, clinicName), `{"name":"old"}`
	put(t, path, `{"name":"new", `)
	l.want("being written", clinicName, good)
	l.later()
	l.want("half written", clinicName, good)
	for _, bad := range []string{"", "null", "[1]", "<!doctype html>", "{}x"} {
		put(t, path, bad)
		l.later()
		l.want(bad, clinicName, good)
	}
	if err := os.Truncate(path, largestLive+1); err != nil {
		t.Fatal(err)
	}
	l.later()
	l.want("too large", clinicName, good)
	if err := errorsOf(os.Remove(path), os.Mkdir(path, 0o755)); err != nil {
		t.Fatal(err)
	}
	l.want("a folder", clinicName, good)
	for _, why := range []string{"no JSON object", "larger than", "no ordinary file"} {
		if n := strings.Count(strings.Join(l.told, "\n"), why); n != 1 {
			t.Errorf("%q is told %d times: %q", why, n, l.told)
		}
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	put(t, path, `{"name":"new"}`)
	l.later()
	l.want("mended", clinicName, `{"name":"new"}`)
}

// A picture is not shown while it is being written, and what is gone is gone,
// but not what is only being replaced.
func TestPicturesComeAndGo(t *testing.T) {
	l := newLiveSite(t, func(dir string) { put(t, filepath.Join(dir, "logo.svg.br"), "packed long ago") })
	logo := filepath.Join(l.dir, "logo.svg")
	put(t, logo, "<sv")
	l.want("being written", "logo.svg", "<svg>old")
	put(t, logo, "<svg>new")
	l.later()
	l.want("written", "logo.svg", "<svg>new")
	if err := os.Remove(logo); err != nil {
		t.Fatal(err)
	}
	l.want("gone a moment", "logo.svg", "<svg>new")
	l.later()
	l.want("gone", "logo.svg", "")
	put(t, logo, "<svg>back")
	l.want("back", "logo.svg", "<svg>back")

	l.want("nobody names it", "second.png", "")
	put(t, filepath.Join(l.dir, "second.png"), "png")
	l.want("nobody names it", "second.png", "")
	put(t, filepath.Join(l.dir, clinicName), `{"logo":"second.png"}`)
	l.later()
	l.want("named", clinicName, `{"logo":"second.png"}`)
	l.want("named", "second.png", "png")
	if got := ask(t, l.site, "GET", "/second.png").Header.Get("Content-Type"); got != "image/png" {
		t.Errorf("its type is %q", got)
	}
}

// No name of a logo reaches what is no picture beside the clinic's file.
func TestLiveLogoReachesNothingElse(t *testing.T) {
	l := newLiveSite(t, func(dir string) {
		put(t, filepath.Join(dir, "..secret.svg"), "secret")
		put(t, filepath.Join(filepath.Dir(dir), "secret.svg"), "secret")
	})
	for _, logo := range []string{"../secret.svg", "..secret.svg", "/secret.svg", ".env", "library/x.svg", "_headers", "index.html"} {
		put(t, filepath.Join(l.dir, clinicName), `{"logo":"`+logo+`"}`)
		l.later()
		ask(t, l.site, "GET", "/"+clinicName)
		if len(l.site.live.all) != 2 {
			t.Fatalf("%s is watched: %d files", logo, len(l.site.live.all))
		}
	}
}

// A link to a file is that file, in the folder or out of it, however it is
// turned; a link that cannot be served is told.
func TestLinkedClinicIsServed(t *testing.T) {
	elsewhere := t.TempDir()
	links := func(dir string) {
		put(t, filepath.Join(elsewhere, "logo.svg"), "<svg>elsewhere")
		put(t, filepath.Join(dir, "..v1", clinicName), `{"name":"one"}`)
		put(t, filepath.Join(dir, "..v2", clinicName), `{"name":"two"}`)
		long := time.Now().Add(-time.Hour)
		err := errorsOf(
			os.Chtimes(filepath.Join(dir, "..v2", clinicName), long, long),
			os.Symlink("..v1", filepath.Join(dir, "..data")),
			os.Remove(filepath.Join(dir, clinicName)), os.Remove(filepath.Join(dir, "logo.svg")),
			os.Symlink("..data/"+clinicName, filepath.Join(dir, clinicName)),
			os.Symlink(filepath.Join(elsewhere, "logo.svg"), filepath.Join(dir, "logo.svg")),
			os.Symlink("nowhere", filepath.Join(dir, "broken.svg")),
			os.Symlink(elsewhere, filepath.Join(dir, "folder")),
		)
		if err != nil {
			t.Fatal(err)
		}
	}
	l := newLiveSite(t, links)
	l.want("linked", clinicName, `{"name":"one"}`)
	l.want("linked", "logo.svg", "<svg>elsewhere")
	if err := errorsOf(os.Symlink("..v2", filepath.Join(l.dir, "..new")), os.Rename(filepath.Join(l.dir, "..new"), filepath.Join(l.dir, "..data"))); err != nil {
		t.Fatal(err)
	}
	l.want("turned", clinicName, `{"name":"two"}`)
	l.want("in the hidden folder", "..v1/"+clinicName, "")
	for _, name := range []string{"broken.svg", "folder"} {
		if !slices.ContainsFunc(l.site.notes, func(note string) bool { return strings.Contains(note, name+" is not served") }) {
			t.Errorf("nothing is said of %s: %q", name, l.site.notes)
		}
	}
	if len(l.site.notes) != 2 {
		t.Errorf("it says %q", l.site.notes)
	}
}

// A first file that is no JSON is served as it is, for the page says what is
// wrong with it, and the operator is told.
func TestFirstClinicThatIsWrong(t *testing.T) {
	l := newLiveSite(t, func(dir string) { put(t, filepath.Join(dir, clinicName), "{oops") })
	l.want("at the start", clinicName, "{oops")
	if len(l.told) != 1 || !strings.Contains(l.told[0], "no JSON object") {
		t.Errorf("it tells %q", l.told)
	}
}

// Many ask while the file is replaced again and again: each gets one whole
// version.
func TestClinicUnderManyReaders(t *testing.T) {
	l := newLiveSite(t, nil)
	path := filepath.Join(l.dir, clinicName)
	var work sync.WaitGroup
	stop := make(chan struct{})
	for range 8 {
		work.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
				}
				response := ask(t, l.site, "GET", "/"+clinicName)
				body := bodyOf(t, response)
				if n, _ := fmt.Sscanf(body, `{"name":"%d"}`, new(int)); n != 1 && body != `{"name":"old"}` || response.Header.Get("Content-Length") != fmt.Sprint(len(body)) {
					t.Errorf("got %q", body)
					return
				}
			}
		})
	}
	for i := range 300 {
		put(t, path+".new", fmt.Sprintf(`{"name":"%d"}`, i))
		long := time.Now().Add(time.Duration(i-1000) * time.Second)
		if err := errorsOf(os.Chtimes(path+".new", long, long), os.Rename(path+".new", path)); err != nil {
			t.Fatal(err)
		}
	}
	close(stop)
	work.Wait()
	l.want("at the end", clinicName, `{"name":"299"}`)
}

// Pages are answered from memory: none looks at the disk.
func TestPagesDoNotLook(t *testing.T) {
	l := newLiveSite(t, nil)
	if err := os.RemoveAll(l.dir); err != nil {
		t.Fatal(err)
	}
	l.want("without its folder", "", "page")
	l.want("without its folder", "missing", "")
	allocs := testing.AllocsPerRun(100, func() { l.site.live.find("/missing") })
	if allocs > 0 {
		t.Errorf("looking for no live file takes %v allocations", allocs)
	}
}

// What lies in the folder for others is nobody's to see.
func TestPrivateFilesAreNotServed(t *testing.T) {
	l := newLiveSite(t, func(dir string) {
		for _, name := range []string{".env", ".git/config", ".htpasswd", ".htaccess", "clinic.json.bak", "index.html~", "library/.env", "library/page.html.bak",
			"wp-config.php", "wp-config.PHP", "old/.git/config", "a.orig", "b.old", ".well-known/.env", "_headers", ".tally-new/0", "library/.well-known/x"} {
			put(t, filepath.Join(dir, filepath.FromSlash(name)), "secret")
		}
		for _, name := range []string{".well-known/security.txt", "robots.txt", "library/index.html"} {
			put(t, filepath.Join(dir, filepath.FromSlash(name)), "for all")
		}
	})
	for address, f := range l.site.files {
		if string(f.plain.data) == "secret" {
			t.Errorf("%s is served", address)
		}
	}
	for _, name := range []string{".env", ".git/config", ".htpasswd", "clinic.json.bak", "index.html~", "wp-config.php"} {
		l.want("private", name, "")
	}
	for _, name := range []string{".well-known/security.txt", "robots.txt", "library/"} {
		l.want("public", name, "for all")
	}
}
