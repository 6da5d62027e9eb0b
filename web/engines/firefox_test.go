package engines

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

func TestFirefox(t *testing.T) { journey(t, newFirefox(t)) }

// firefox speaks Marionette, Firefox's own carrier of WebDriver's commands: a
// length, a colon and a JSON array on a socket.
type firefox struct {
	conn net.Conn
	in   *bufio.Reader
	last int
}

func newFirefox(t *testing.T) *firefox {
	t.Helper()
	var path string
	for _, name := range []string{"firefox-esr", "firefox"} {
		if found, err := exec.LookPath(name); err == nil && path == "" {
			path = found
		}
	}
	if path == "" {
		t.Fatal("Firefox is missing: run make setup-engines")
	}
	port, profile := freePort(t), t.TempDir()
	prefs := fmt.Sprintf("user_pref(\"marionette.port\", %s);\nuser_pref(\"app.update.enabled\", false);\n", port)
	if err := os.WriteFile(filepath.Join(profile, "user.js"), []byte(prefs), 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(path, "--marionette", "--headless", "--no-remote", "--profile", profile)
	cmd.Env = append(os.Environ(), "HOME="+profile, "MOZ_DISABLE_CONTENT_SANDBOX=1")
	inOwnGroup(t, cmd)
	awaitPort(t, "127.0.0.1:"+port)
	conn, err := net.Dial("tcp", "127.0.0.1:"+port)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	f := &firefox{conn: conn, in: bufio.NewReader(conn)}
	_, hello := f.read()
	_, start := f.send("WebDriver:NewSession", map[string]any{})
	if err := firstError(hello, start); err != nil {
		t.Fatalf("start the browser: %v", err)
	}
	return f
}

func (f *firefox) read() (json.RawMessage, error) {
	length, err := f.in.ReadString(':')
	var n int
	if err == nil {
		_, err = fmt.Sscan(strings.TrimSuffix(length, ":"), &n)
	}
	if err != nil {
		return nil, err
	}
	data := make([]byte, n)
	_, err = io.ReadFull(f.in, data)
	return data, err
}

// send asks for one command; the answer is [1, id, error, value].
func (f *firefox) send(command string, params map[string]any) (json.RawMessage, error) {
	f.last++
	data, err := json.Marshal([]any{0, f.last, command, params})
	if err != nil {
		return nil, err
	}
	if _, err := fmt.Fprintf(f.conn, "%d:%s", len(data), data); err != nil {
		return nil, err
	}
	if data, err = f.read(); err != nil {
		return nil, err
	}
	var answer []json.RawMessage
	if err := json.Unmarshal(data, &answer); err != nil || len(answer) != 4 {
		return nil, fmt.Errorf("%s answered %s", command, data)
	}
	if string(answer[2]) != "null" {
		return nil, fmt.Errorf("%s: %s", command, answer[2])
	}
	var value struct{ Value json.RawMessage }
	if json.Unmarshal(answer[3], &value) != nil || value.Value == nil {
		return answer[3], nil
	}
	return value.Value, nil
}

func (f *firefox) navigate(url string) error {
	_, err := f.send("WebDriver:Navigate", map[string]any{"url": url})
	return err
}

func (f *firefox) script(body string) (json.RawMessage, error) {
	return f.send("WebDriver:ExecuteScript", map[string]any{"script": body, "args": []any{}})
}

func (f *firefox) typeKeys(selector, text string) error {
	value, err := f.send("WebDriver:FindElement", map[string]any{"using": "css selector", "value": selector})
	if err != nil {
		return err
	}
	id, err := elementID(value)
	if err != nil {
		return err
	}
	_, err = f.send("WebDriver:ElementSendKeys", map[string]any{"id": id, "text": text})
	return err
}

// inOwnGroup starts cmd and ends it with all its children when the test does.
func inOwnGroup(t *testing.T, cmd *exec.Cmd) {
	t.Helper()
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL)
		cmd.Wait()
	})
}
