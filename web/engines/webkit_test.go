package engines

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"
)

func TestWebKit(t *testing.T) { journey(t, newWebKit(t)) }

// webkit speaks WebDriver (W3C) over HTTP with WebKitWebDriver.
type webkit struct{ base string }

func newWebKit(t *testing.T) *webkit {
	t.Helper()
	path, err := exec.LookPath("WebKitWebDriver")
	if err != nil {
		t.Fatal("WebKitWebDriver is missing: run make setup-engines")
	}
	port := freePort(t)
	driver := exec.Command("xvfb-run", "-a", path, "--port="+port)
	driver.Env = append(os.Environ(), "WEBKIT_DISABLE_COMPOSITING_MODE=1", "WEBKIT_FORCE_SANDBOX=0",
		"WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS=1", "LIBGL_ALWAYS_SOFTWARE=1")
	inOwnGroup(t, driver)
	w := &webkit{"http://127.0.0.1:" + port}
	awaitPort(t, "127.0.0.1:"+port)
	browser := map[string]any{"binary": miniBrowser(t), "args": []string{"--automation"}}
	always := map[string]any{"webkitgtk:browserOptions": browser}
	value, err := w.send("POST", "/session", map[string]any{"capabilities": map[string]any{"alwaysMatch": always}})
	var session struct{ SessionID string }
	if err := firstError(err, json.Unmarshal(value, &session)); err != nil {
		t.Fatalf("start the browser: %v", err)
	}
	w.base += "/session/" + session.SessionID
	t.Cleanup(func() { w.send("DELETE", "", nil) })
	return w
}

// miniBrowser is WebKit's own small browser, which the driver's package brings.
func miniBrowser(t *testing.T) string {
	t.Helper()
	out, err := exec.Command("sh", "-c", "ls /usr/lib/*/webkit2gtk-4.*/MiniBrowser | tail -1").Output()
	if err != nil || len(out) == 0 {
		t.Fatal("WebKit's MiniBrowser is missing: run make setup-engines")
	}
	return strings.TrimSpace(string(out))
}

func (w *webkit) send(method, path string, body any) (json.RawMessage, error) {
	data := []byte("{}")
	if body != nil {
		var err error
		if data, err = json.Marshal(body); err != nil {
			return nil, err
		}
	}
	request, err := http.NewRequest(method, w.base+path, bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	client := http.Client{Timeout: 2 * time.Minute}
	response, err := client.Do(request)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	if data, err = io.ReadAll(response.Body); err != nil {
		return nil, err
	}
	var answer struct{ Value json.RawMessage }
	if err := json.Unmarshal(data, &answer); err != nil || response.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%s: %s", response.Status, data)
	}
	return answer.Value, nil
}

func (w *webkit) navigate(url string) error {
	_, err := w.send("POST", "/url", map[string]any{"url": url})
	return err
}

func (w *webkit) script(body string) (json.RawMessage, error) {
	return w.send("POST", "/execute/sync", map[string]any{"script": body, "args": []any{}})
}

func (w *webkit) typeKeys(selector, text string) error {
	value, err := w.send("POST", "/element", map[string]any{"using": "css selector", "value": selector})
	if err != nil {
		return err
	}
	id, err := elementID(value)
	if err != nil {
		return err
	}
	_, err = w.send("POST", "/element/"+id+"/value", map[string]any{"text": text})
	return err
}

// elementID reads the reference of an element; its key is the standard's.
func elementID(value json.RawMessage) (string, error) {
	var element map[string]string
	if err := json.Unmarshal(value, &element); err != nil {
		return "", err
	}
	return element["element-6066-11e4-a52e-4f735466cecf"], nil
}

func freePort(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return strconv.Itoa(l.Addr().(*net.TCPAddr).Port)
}

func awaitPort(t *testing.T, addr string) {
	t.Helper()
	for range 300 {
		if c, err := net.Dial("tcp", addr); err == nil {
			c.Close()
			return
		}
		time.Sleep(100 * time.Millisecond)
	}
	t.Fatalf("nothing answers at %s", addr)
}
