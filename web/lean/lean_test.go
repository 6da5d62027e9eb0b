package lean

import (
	"bytes"
	"encoding/binary"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"therapytally/web/gotest"
)

var (
	strains   = map[string][]byte{} // by version of Go and flags
	strainsMu sync.Mutex
)

// strain is the program of testdata, built as the client is, without names.
func strain(t *testing.T, g gotest.Go) []byte {
	t.Helper()
	return strainWith(t, g, "-s -w -buildid=")
}

func strainWith(t *testing.T, g gotest.Go, ldflags string) []byte {
	t.Helper()
	strainsMu.Lock()
	defer strainsMu.Unlock()
	if wasm := strains[g.Version+ldflags]; wasm != nil {
		return wasm
	}
	file := filepath.Join(t.TempDir(), "strain.wasm")
	cmd := exec.Command("go", "build", "-trimpath", "-gcflags=all=-l", "-gcflags=runtime=", "-ldflags="+ldflags, "-o", file, "./testdata/strain")
	cmd.Env = append(os.Environ(), append(g.Env, "GOOS=js", "GOARCH=wasm")...)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	wasm, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	strains[g.Version+ldflags] = wasm
	return wasm
}

// eachGo runs f with the program of every Go release whose layout is known.
func eachGo(t *testing.T, f func(t *testing.T, g gotest.Go, wasm []byte)) {
	gotest.Each(t, Releases(), func(t *testing.T, g gotest.Go) { f(t, g, strain(t, g)) })
}

// built is the program of the installed Go.
func built(t *testing.T) []byte {
	t.Helper()
	g := gotest.Installed(t)
	if !Knows(g.Version) {
		t.Skipf("THE CLIENT IS LARGER THAN IT NEED BE: the layout of %s is not known; web/UPGRADING.md says what to do", g.Version)
	}
	return strain(t, g)
}

// run runs the program under Node and returns what it printed.
func run(t *testing.T, g gotest.Go, wasm []byte, args ...string) (out string, ok bool) {
	t.Helper()
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skip("no Node here to run WebAssembly")
	}
	file := filepath.Join(t.TempDir(), "strain.wasm")
	if err := os.WriteFile(file, wasm, 0o644); err != nil {
		t.Fatal(err)
	}
	script := filepath.Join(g.Root(t), "lib", "wasm", "wasm_exec_node.js")
	cmd := exec.Command(node, append([]string{"--stack-size=8192", script, file}, args...)...)
	cmd.Env = []string{"PATH=" + os.Getenv("PATH")}
	text, err := cmd.CombinedOutput()
	return string(text), err == nil
}

func TestRunsAsBefore(t *testing.T) {
	eachGo(t, func(t *testing.T, g gotest.Go, before []byte) {
		after, err := Client(before)
		if err != nil {
			t.Fatal(err)
		}
		if len(after) > len(before)*9/10 {
			t.Errorf("it went from %d to %d bytes only", len(before), len(after))
		}
		want, ok := run(t, g, before)
		if !ok {
			t.Fatalf("the program fails as it is:\n%s", want)
		}
		got, ok := run(t, g, after)
		if !ok || got != want {
			t.Errorf("it printed\n%s\nand before\n%s", got, want)
		}
	})
}

// An uncaught panic still ends the program and says what it was.
func TestPanicIsTold(t *testing.T) {
	eachGo(t, func(t *testing.T, g gotest.Go, before []byte) {
		after, err := Client(before)
		if err != nil {
			t.Fatal(err)
		}
		out, ok := run(t, g, after, "panic")
		if ok || !strings.Contains(out, "panic: not caught") || !strings.Contains(out, "goroutine 1 [running]") {
			t.Errorf("it ended with %v and said\n%s", ok, out)
		}
	})
}

func TestForgetsNames(t *testing.T) {
	eachGo(t, func(t *testing.T, _ gotest.Go, before []byte) {
		after, err := Client(before)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range []string{"main.garbage", "runtime.mallocgc", "testdata/strain/main.go"} {
			if !bytes.Contains(before, []byte(name)) || bytes.Contains(after, []byte(name)) {
				t.Errorf("%s: it has to be there before, and not after", name)
			}
		}
		// The garbage collector knows the frames of these two by their names.
		for _, name := range []string{"reflect.makeFuncStub", "reflect.methodValueCall"} {
			if !slices.Contains(namesOf(t, after), name) {
				t.Errorf("%s has lost its name", name)
			}
		}
	})
}

func namesOf(t *testing.T, wasm []byte) []string {
	t.Helper()
	m, err := parse(wasm)
	if err != nil {
		t.Fatal(err)
	}
	image, err := m.image()
	if err != nil {
		t.Fatal(err)
	}
	r, _ := releaseOf(m.goVersion())
	found, err := findTable(image, r)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	found.eachRecord(func(_, record int) {
		names = append(names, found.name(record))
	})
	return names
}

// Every name of the list stands for something: a release that calls it otherwise
// would let the client grow in silence.
func TestIdleNamesAreThere(t *testing.T) {
	eachGo(t, func(t *testing.T, _ gotest.Go, wasm []byte) {
		names := namesOf(t, wasm)
		for _, kind := range idle {
			for _, prefix := range strings.Fields(kind.names) {
				if !slices.ContainsFunc(names, func(name string) bool { return strings.HasPrefix(name, prefix) }) {
					t.Errorf("no function's name begins with %s", prefix)
				}
			}
		}
		if !slices.Contains(names, busy) {
			t.Errorf("there is no %s", busy)
		}
	})
}

func TestPackages(t *testing.T) {
	wasm := built(t)
	list, err := Packages(wasm)
	if err != nil {
		t.Fatal(err)
	}
	sum, found := 0, map[string]Package{}
	for i, p := range list {
		sum += p.Bytes
		found[p.Path] = p
		if i > 0 && p.Bytes > list[i-1].Bytes {
			t.Errorf("%s is out of order", p.Path)
		}
	}
	m, err := parse(wasm)
	if err != nil {
		t.Fatal(err)
	}
	code, err := m.body(sectionCode)
	if err != nil || sum > len(*code) || sum < len(*code)*95/100 {
		t.Errorf("the packages have %d bytes, and the code %d, %v", sum, len(*code), err)
	}
	for _, path := range []string{"runtime", "internal/runtime/maps", "main", "slices", "type"} {
		if found[path].Functions == 0 {
			t.Errorf("no %s among %d packages", path, len(list))
		}
	}
	if n := found["main"]; n.Functions < 15 || n.Bytes < 2000 {
		t.Errorf("main: %+v", n)
	}
}

func TestKnowsReleases(t *testing.T) {
	for version, want := range map[string]bool{
		"go1.26": true, "go1.26.8": true, "go1.27.0": true, "go1.27.12": true,
		"go1.28.0": false, "go1.2": false, "go1.266": false, "go1.26.": false, "go1.26rc1": false, "go1.27.0 X:other": false, "devel go1.27": false, "": false,
	} {
		if Knows(version) != want {
			t.Errorf("%q: %t", version, !want)
		}
	}
}

// Whatever lies otherwise than the rest relies on is refused.
func TestRefusesAnotherLayout(t *testing.T) {
	spoil := map[string]func(*table){
		"no header":                 func(t *table) { t.image[bytes.Index(t.image, headerStart)]++ },
		"a function more":           func(t *table) { t.bump(t.module()+17*8, 1) },
		"first function":            func(t *table) { t.bump(t.module()+20*8, 1<<addressBits) },
		"cell out of order":         func(t *table) { t.bump(t.cells+cellSize*7, 1) },
		"record elsewhere":          func(t *table) { t.bump(t.cells+cellSize*7+4, 8) },
		"record of another":         func(t *table) { t.bump(t.record(7)+recordEntry, 1) },
		"longer record":             func(t *table) { t.bump(t.record(7)+recordPcdata, 5) },
		"bucket of another":         func(t *table) { t.bump(t.buckets.from+bucketStep*7, 1) },
		"slot of another":           func(t *table) { t.image[t.buckets.from+bucketStep*7+4]++ },
		"parts overlap":             func(t *table) { t.bump(t.end, 1<<20) },
		"name outside":              func(t *table) { t.setWord(t.record(7)+recordName, t.names.size) },
		"stack table outside":       func(t *table) { t.setWord(t.record(7)+recordStack, t.values.size) },
		"the tracer is in use":      func(t *table) { t.rename("runtime.StartTrace") },
		"values begin with no zero": func(t *table) { t.image[t.values.from]++ },
	}
	eachGo(t, func(t *testing.T, _ gotest.Go, wasm []byte) {
		for name, change := range spoil {
			t.Run(name, func(t *testing.T) { refuses(t, spoiled(t, wasm, change)) })
		}
	})
}

// spoiled is the client with a change of its table.
func spoiled(t *testing.T, wasm []byte, change func(*table)) []byte {
	t.Helper()
	m, found, err := open(wasm)
	if err != nil {
		t.Fatal(err)
	}
	change(found)
	m.setImage(found.image)
	return m.bytes()
}

func refuses(t *testing.T, wasm []byte) {
	t.Helper()
	if _, err := Client(wasm); !errors.Is(err, ErrLayout) {
		t.Errorf("it was taken: %v", err)
	}
}

// A release that nobody has read is refused, even where all lies as before.
func TestRefusesAnotherRelease(t *testing.T) {
	wasm := built(t)
	version := gotest.Installed(t).Version
	for _, other := range []string{"go1.99.9", "devel-9"} {
		other = (other + strings.Repeat("9", 99))[:len(version)]
		refuses(t, bytes.ReplaceAll(wasm, []byte(version), []byte(other)))
	}
	if m, err := parse(wasm); err != nil || m.goVersion() != version {
		t.Errorf("the client says %q, %v", m.goVersion(), err)
	}
}

// What was written is compared with what was read: a slip of this package's own
// is found before a client is shipped.
func TestCompareSeesSlips(t *testing.T) {
	before := built(t)
	after, err := Client(before)
	if err != nil {
		t.Fatal(err)
	}
	if err := compare(before, after); err != nil {
		t.Fatal(err)
	}
	for name, slip := range map[string]func(m *module, old *table, image []byte){
		"memory before the table": func(_ *module, old *table, image []byte) { image[old.names.from-1]++ },
		"a record's counts":       func(_ *module, old *table, image []byte) { image[old.record(7)+recordPcdata]++ },
		"a kind of function":      func(_ *module, old *table, image []byte) { image[old.record(7)+40]++ },
		"a name":                  func(_ *module, old *table, image []byte) { image[old.names.from+1]++ },
		"a function's code": func(m *module, _ *table, _ []byte) {
			code, _ := m.body(sectionCode)
			(*code)[len(*code)/2]++
		},
	} {
		_, old, err := open(before)
		if err != nil {
			t.Fatal(err)
		}
		m, err := parse(after)
		if err != nil {
			t.Fatal(err)
		}
		image, err := m.image()
		if err != nil {
			t.Fatal(err)
		}
		slip(m, old, image)
		m.setImage(image)
		if err := compare(before, m.bytes()); !errors.Is(err, ErrLayout) {
			t.Errorf("%s: it was taken: %v", name, err)
		}
	}
}

// A client that this package trips over is refused, not a broken build.
func TestPanicIsARefusal(t *testing.T) {
	err := func() (err error) {
		defer surprise(&err)
		var none []byte
		_ = none[len(none)]
		return nil
	}()
	if !errors.Is(err, ErrLayout) {
		t.Errorf("got %v", err)
	}
}

func (t *table) bump(at, by int) { t.setWord(at, t.word(at)+by) }

// rename gives the first function with a name of that length at least the name.
func (t *table) rename(name string) {
	done := false
	t.eachRecord(func(_, record int) {
		if !done && len(t.name(record)) >= len(name) {
			copy(t.image[t.names.from+t.word(record+recordName):], name+"\x00")
			done = true
		}
	})
}

func (t *table) record(i int) int { return t.records.from + t.word(t.cells+cellSize*i+4) }

// module is the address of the words that point to the table's parts.
func (t *table) module() int {
	header := bytes.Index(t.image, headerStart)
	return bytes.Index(t.image, binary.LittleEndian.AppendUint64(nil, uint64(header)))
}

func TestRefusesNoClient(t *testing.T) {
	wasm := built(t)
	for name, data := range map[string][]byte{
		"nothing": nil, "text": []byte("hello"), "no sections": preamble,
		"cut": wasm[:len(wasm)/2], "cut in its data": wasm[:len(wasm)-100], "made lean twice": twice(t, wasm),
	} {
		if _, err := Client(data); !errors.Is(err, ErrLayout) {
			t.Errorf("%s: it was taken: %v", name, err)
		}
	}
}

func twice(t *testing.T, wasm []byte) []byte {
	t.Helper()
	once, err := Client(wasm)
	if err != nil {
		t.Fatal(err)
	}
	return once
}

func TestImageIsKept(t *testing.T) {
	m, err := parse(built(t))
	if err != nil {
		t.Fatal(err)
	}
	before, err := m.image()
	if err != nil {
		t.Fatal(err)
	}
	m.setImage(before)
	after, err := m.image()
	if err != nil || !bytes.Equal(after, bytes.TrimRight(before, "\x00")) {
		t.Errorf("the memory changed: %d bytes and %d, %v", len(before), len(after), err)
	}
}
