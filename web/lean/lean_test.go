package lean

import (
	"bytes"
	"encoding/binary"
	"errors"
	"go/build"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
)

// strain is the program of testdata, built as the client is.
var strain = sync.OnceValues(func() ([]byte, error) {
	dir, err := os.MkdirTemp("", "strain")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	file := filepath.Join(dir, "strain.wasm")
	cmd := exec.Command("go", "build", "-trimpath", "-gcflags=all=-l", "-ldflags=-s -w -buildid=", "-o", file, "./testdata/strain")
	cmd.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	if out, err := cmd.CombinedOutput(); err != nil {
		return nil, errors.New(string(out))
	}
	return os.ReadFile(file)
})

func built(t *testing.T) []byte {
	t.Helper()
	wasm, err := strain()
	if err != nil {
		t.Fatal(err)
	}
	return wasm
}

// run runs the program under Node and returns what it printed.
func run(t *testing.T, wasm []byte, args ...string) (out string, ok bool) {
	t.Helper()
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skip("no Node here to run WebAssembly")
	}
	file := filepath.Join(t.TempDir(), "strain.wasm")
	if err := os.WriteFile(file, wasm, 0o644); err != nil {
		t.Fatal(err)
	}
	script := filepath.Join(build.Default.GOROOT, "lib", "wasm", "wasm_exec_node.js")
	cmd := exec.Command(node, append([]string{"--stack-size=8192", script, file}, args...)...)
	cmd.Env = []string{"PATH=" + os.Getenv("PATH")}
	text, err := cmd.CombinedOutput()
	return string(text), err == nil
}

func TestRunsAsBefore(t *testing.T) {
	before := built(t)
	after, err := Client(before)
	if err != nil {
		t.Fatal(err)
	}
	if len(after) > len(before)*9/10 {
		t.Errorf("it went from %d to %d bytes only", len(before), len(after))
	}
	want, ok := run(t, before)
	if !ok {
		t.Fatalf("the program fails as it is:\n%s", want)
	}
	got, ok := run(t, after)
	if !ok || got != want {
		t.Errorf("it printed\n%s\nand before\n%s", got, want)
	}
}

// An uncaught panic still ends the program and says what it was.
func TestPanicIsTold(t *testing.T) {
	after, err := Client(built(t))
	if err != nil {
		t.Fatal(err)
	}
	out, ok := run(t, after, "panic")
	if ok || !strings.Contains(out, "panic: not caught") || !strings.Contains(out, "goroutine 1 [running]") {
		t.Errorf("it ended with %v and said\n%s", ok, out)
	}
}

func TestForgetsNames(t *testing.T) {
	before := built(t)
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
	found, err := findTable(image)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	found.eachRecord(func(_, record int) {
		name, _, _ := bytes.Cut(image[found.names.from+found.word(record+recordName):], []byte{0})
		names = append(names, string(name))
	})
	return names
}

func TestVersionIsInUse(t *testing.T) {
	if v := runtime.Version(); v != GoVersion && !strings.HasPrefix(v, GoVersion+".") {
		t.Errorf("this was tried with %s, and here is %s: read what changed in runtime/symtab.go and in the linker's pcln.go, run these tests, then change GoVersion", GoVersion, v)
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
		"parts overlap":             func(t *table) { t.bump(t.module()+41*8, 1<<20) },
		"name outside":              func(t *table) { t.setWord(t.record(7)+recordName, t.names.size) },
		"stack table outside":       func(t *table) { t.setWord(t.record(7)+recordStack, t.values.size) },
		"values begin with no zero": func(t *table) { t.image[t.values.from]++ },
	}
	for name, change := range spoil {
		t.Run(name, func(t *testing.T) {
			m, err := parse(built(t))
			if err != nil {
				t.Fatal(err)
			}
			image, err := m.image()
			if err != nil {
				t.Fatal(err)
			}
			found, err := findTable(image)
			if err != nil {
				t.Fatal(err)
			}
			change(found)
			m.setImage(image)
			if _, err := Client(m.bytes()); !errors.Is(err, errLayout) {
				t.Errorf("it was taken: %v", err)
			}
		})
	}
}

func (t *table) bump(at, by int) { t.setWord(at, t.word(at)+by) }

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
		if _, err := Client(data); !errors.Is(err, errLayout) {
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
