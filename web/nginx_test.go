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
	dir, files := recipeSite(t)
	compareHost(t, runNginx(t, nginx, dir), dir, files, "Content-Security-Policy")
}

// recipeSite is a site with the operator's files beside it.
func recipeSite(t *testing.T) (dir string, files map[string][]byte) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "site")
	files = testFiles(t, "v")
	files[clinicName] = []byte("{}\n")
	files[notFoundName] = missingPage(t, "/")
	if err := writeAll(dir, files); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{".env", ".git/config", "clinic.json.bak", "index.html~"} {
		put(t, filepath.Join(dir, filepath.FromSlash(name)), "secret")
	}
	put(t, filepath.Join(dir, ".well-known", "security.txt"), "for all")
	return dir, files
}

// compareHost asks another server for every file and compares what matters with
// this server's headers; pages may have more of them.
func compareHost(t *testing.T, addr, dir string, files map[string][]byte, ofPages ...string) {
	t.Helper()
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
		response := fetch(t, addr, path, http.StatusOK)
		headers := []string{"Cache-Control", "Access-Control-Allow-Origin", "Cross-Origin-Embedder-Policy", "X-Content-Type-Options"}
		if strings.HasSuffix(name, ".html") {
			headers = append(append(headers, "X-Frame-Options", "Referrer-Policy"), ofPages...)
		}
		for _, h := range headers {
			if got := response.Header.Get(h); got != want.Get(h) {
				t.Errorf("%s: %s is %q, want %q", path, h, got, want.Get(h))
			}
		}
		if kind, _, _ := strings.Cut(response.Header.Get("Content-Type"), ";"); kind == "" || !strings.HasPrefix(want.Get("Content-Type"), kind) {
			t.Errorf("%s: Content-Type is %q, want %q", path, kind, want.Get("Content-Type"))
		}
	}
	for _, name := range []string{"a/b/c", ".env", ".git/config", "clinic.json.bak", "index.html~", headersName} {
		response := fetch(t, addr, "/"+name, http.StatusNotFound)
		if body := bodyOf(t, response); body != string(files[notFoundName]) {
			t.Errorf("%s: %.100s", name, body)
		}
	}
	if body := bodyOf(t, fetch(t, addr, "/.well-known/security.txt", http.StatusOK)); body != "for all" {
		t.Errorf(".well-known: %.100s", body)
	}
}

func fetch(t *testing.T, addr, path string, status int) *http.Response {
	t.Helper()
	response, err := http.Get("http://" + addr + path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { response.Body.Close() })
	if response.StatusCode != status {
		t.Errorf("%s: %s, want %d", path, response.Status, status)
	}
	return response
}

// TestCaddyRecipe does the same with Caddy.
func TestCaddyRecipe(t *testing.T) {
	caddy, err := exec.LookPath("caddy")
	if err != nil {
		t.Skip("caddy is not installed")
	}
	dir, files := recipeSite(t)
	addr, home := freeAddr(t), t.TempDir()
	config := strings.Replace(recipe(t, "caddy"), "clinic.example {", "http://"+addr+" {", 1)
	config = "{\n  admin off\n}\n" + strings.Replace(config, "root * dir", "root * "+dir, 1)
	file := filepath.Join(home, "Caddyfile")
	put(t, file, config)
	await(t, addr, caddy, []string{"HOME=" + home, "PATH=" + os.Getenv("PATH")}, "run", "--config", file, "--adapter", "caddyfile")
	compareHost(t, addr, dir, files)
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

// recipe is a server's configuration in hosting.md.
func recipe(t *testing.T, server string) string {
	t.Helper()
	doc, err := os.ReadFile("hosting.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, ok := strings.Cut(string(doc), "```"+server+"\n")
	text, _, ends := strings.Cut(rest, "```")
	if !ok || !ends {
		t.Fatal("hosting.md has no recipe for ", server)
	}
	return text
}

func runNginx(t *testing.T, nginx, dir string) (addr string) {
	t.Helper()
	addr = freeAddr(t)
	temp := t.TempDir()
	user := ""
	if os.Geteuid() == 0 {
		user = "user root; " // or its workers could not read the test's folder
	}
	config := user + fmt.Sprintf("daemon off; pid %[1]s/pid; error_log stderr; events {}\nhttp { access_log off; client_body_temp_path %[1]s/a; proxy_temp_path %[1]s/b; fastcgi_temp_path %[1]s/c; uwsgi_temp_path %[1]s/d; scgi_temp_path %[1]s/e;\nserver { listen %[2]s;\n%[3]s}}\n",
		temp, addr, strings.Replace(recipe(t, "nginx"), "root dir;", "root "+dir+";", 1))
	file := filepath.Join(temp, "nginx.conf")
	if err := os.WriteFile(file, []byte(config), 0o644); err != nil {
		t.Fatal(err)
	}
	await(t, addr, nginx, nil, "-c", file)
	return addr
}

func freeAddr(t *testing.T) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	return listener.Addr().String()
}

// await starts a server, waits until it answers at addr and ends it with the
// test. What it wrote is shown where it does not answer.
func await(t *testing.T, addr, program string, env []string, args ...string) {
	t.Helper()
	var told safeBuffer
	ctx, stop := context.WithCancel(context.Background())
	cmd := exec.CommandContext(ctx, program, args...)
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	cmd.Env, cmd.Stderr = env, &told
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { stop(); cmd.Wait() })
	for range 250 {
		if c, err := net.Dial("tcp", addr); err == nil {
			c.Close()
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	t.Fatalf("%s does not answer: %s", program, told.String())
}
