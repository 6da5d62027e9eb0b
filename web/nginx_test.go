package main

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// TestNginxRecipe runs nginx with the recipe of hosting.md over a site and
// compares what matters with this server's headers.
func TestNginxRecipe(t *testing.T) {
	nginx, err := exec.LookPath("nginx")
	if err != nil {
		t.Skip("nginx is not installed")
	}
	dir := filepath.Join(t.TempDir(), "site")
	files := testFiles(t, "v")
	files[clinicName] = []byte("{}\n")
	files[notFoundName] = missingPage(t, "/")
	if err := writeAll(dir, files); err != nil {
		t.Fatal(err)
	}
	addr := runNginx(t, nginx, dir)
	ours, err := loadSite(dir)
	if err != nil {
		t.Fatal(err)
	}
	for name := range files {
		path := "/" + urlOf(name)
		if name == notFoundName || name == headersName || name == workerName || strings.HasSuffix(name, ".png") {
			continue
		}
		want := ask(t, ours, "GET", path).Header
		response, err := http.Get("http://" + addr + path)
		if err != nil {
			t.Fatal(err)
		}
		response.Body.Close()
		if response.StatusCode != http.StatusOK {
			t.Errorf("%s: %s", path, response.Status)
		}
		headers := []string{"Cache-Control", "Access-Control-Allow-Origin", "Cross-Origin-Embedder-Policy", "X-Content-Type-Options"}
		if strings.HasSuffix(name, ".html") {
			headers = append(headers, "Content-Security-Policy", "X-Frame-Options", "Referrer-Policy")
		}
		for _, h := range headers {
			if got := response.Header.Get(h); got != want.Get(h) {
				t.Errorf("%s: %s is %q, want %q", path, h, got, want.Get(h))
			}
		}
		if kind, _, _ := strings.Cut(response.Header.Get("Content-Type"), ";"); !strings.HasPrefix(want.Get("Content-Type"), kind) {
			t.Errorf("%s: Content-Type is %q, want %q", path, kind, want.Get("Content-Type"))
		}
	}
	response, err := http.Get("http://" + addr + "/a/b/c")
	if err != nil {
		t.Fatal(err)
	}
	if body := bodyOf(t, response); response.StatusCode != http.StatusNotFound || body != string(files[notFoundName]) {
		t.Errorf("a missing address: %s, %.100s", response.Status, body)
	}
}

// missingPage is 404.html of a site that is told its root.
func missingPage(t *testing.T, root string) []byte {
	t.Helper()
	source, err := os.ReadFile("shell/" + notFoundName)
	if err != nil {
		t.Fatal(err)
	}
	page, err := notFound(source, assets{Style: asset{Name: "app.css"}, Icon: asset{Name: "icon.svg"}}, root)
	if err != nil {
		t.Fatal(err)
	}
	return page
}

// Other hosts show one file at every missing address, so its own addresses have
// to hold wherever that is.
func TestMissingPageOfAStaticHost(t *testing.T) {
	addresses := regexp.MustCompile(`href="([^"]*)"`)
	for root, want := range map[string]string{"": "./", "/": "/", "/therapy/": "/therapy/"} {
		found := addresses.FindAllStringSubmatch(string(missingPage(t, root)), -1)
		if len(found) < 5 {
			t.Errorf("%q: %d addresses", root, len(found))
		}
		for _, m := range found {
			if rest, ok := strings.CutPrefix(m[1], want); !ok || strings.HasPrefix(rest, "/") {
				t.Errorf("%q: %s", root, m[1])
			}
		}
	}
	for root, good := range map[string]bool{"": true, "/": true, "/a/b-c/": true, "a/": false, "/a": false, "//a/": false, "/../": false, "/a b/": false, "https://a.example/": false} {
		if err := checkRoot(root); (err == nil) != good {
			t.Errorf("%q: %v", root, err)
		}
	}
}

func recipe(t *testing.T) string {
	t.Helper()
	doc, err := os.ReadFile("hosting.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, ok := strings.Cut(string(doc), "```nginx\n")
	text, _, ends := strings.Cut(rest, "```")
	if !ok || !ends {
		t.Fatal("hosting.md has no recipe for nginx")
	}
	return text
}

func runNginx(t *testing.T, nginx, dir string) (addr string) {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	addr = listener.Addr().String()
	listener.Close()
	temp := t.TempDir()
	user := ""
	if os.Geteuid() == 0 {
		user = "user root; " // or its workers could not read the test's folder
	}
	config := user + fmt.Sprintf("daemon off; pid %[1]s/pid; error_log stderr; events {}\nhttp { access_log off; client_body_temp_path %[1]s/a; proxy_temp_path %[1]s/b; fastcgi_temp_path %[1]s/c; uwsgi_temp_path %[1]s/d; scgi_temp_path %[1]s/e;\nserver { listen %[2]s;\n%[3]s}}\n",
		temp, addr, strings.Replace(recipe(t), "root dir;", "root "+dir+";", 1))
	file := filepath.Join(temp, "nginx.conf")
	if err := os.WriteFile(file, []byte(config), 0o644); err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	cmd := exec.CommandContext(ctx, nginx, "-c", file)
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	cmd.Stderr = os.Stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { stop(); cmd.Wait() })
	for range 100 {
		if c, err := net.Dial("tcp", addr); err == nil {
			c.Close()
			return addr
		}
		time.Sleep(20 * time.Millisecond)
	}
	t.Fatal("nginx does not answer")
	return ""
}
