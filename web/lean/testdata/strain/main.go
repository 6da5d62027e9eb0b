//go:build js

// Command strain leans on everything of the runtime that reads the table of
// functions: growing stacks, the garbage collector's walk over them, deferred
// calls, panics and their texts, calls made by reflection, goroutines.
package main

import (
	"errors"
	"fmt"
	"math/rand"
	"os"
	"reflect"
	"runtime"
	"runtime/debug"
	"strings"
	"syscall/js"
	"time"
)

type leaf struct{ words []string }

func (l leaf) Count() int { return len(l.words) }

type counter interface{ Count() int }

// counters hides from the compiler what it calls.
var counters = []func(counter) int{counter.Count}

func main() {
	if len(os.Args) > 1 && os.Args[1] == "where" {
		located()
		return
	}
	debug.SetGCPercent(5)
	fmt.Println("deep", deep(20_000, leaf{[]string{"a"}}))
	for _, f := range []func(){nilMethod, index, assert, custom, nilMap, divide} {
		fmt.Println("caught", caught(f))
	}
	fmt.Println("dealt", len(rand.Perm(3))) // it asks GODEBUG, as packages of the client do
	fmt.Println("made", made())
	fmt.Println("bound", bound())
	fmt.Println("many", many(), settled())
	fmt.Println("trace ends", traced())
	fmt.Println("goexit", goexit())
	if len(os.Args) > 1 {
		panic(errors.New("not caught"))
	}
}

// located prints what the JavaScript engine says of the functions it is in.
func located() {
	class := js.Global().Get("Error")
	class.Set("stackTraceLimit", 100)
	fmt.Println(class.New().Get("stack"))
}

// deep keeps pointers alive in every frame of a stack that has to move often.
func deep(n int, l leaf) int {
	word := strings.Repeat("x", n%7+1)
	mine := &leaf{words: append(l.words[:len(l.words):len(l.words)], word)}
	if n%4_000 == 0 {
		runtime.GC()
	}
	if n == 0 {
		return 0
	}
	below := deep(n-1, leaf{mine.words[:1]})
	if mine.words[1] != strings.Repeat("x", n%7+1) {
		panic("a word was lost")
	}
	return below + len(mine.words)
}

func caught(f func()) (text string) {
	defer func() { text = told(recover()) }()
	for i := range 3 {
		defer func() { runtime.GC(); _ = i }()
	}
	f()
	return "nothing"
}

func told(v any) string {
	text := fmt.Sprintf("%T %v", v, v)
	before, _, _ := strings.Cut(text, "value method")
	return before // the method's name is not kept
}

func nilMethod() { var l *leaf; counters[len(os.Args)%1](l) }
func index()     { var s []int; fmt.Println(s[len(os.Args)+3]) }
func assert()    { var v any = 1; fmt.Println(v.(counter)) }
func custom()    { panic(fmt.Errorf("own %w", os.ErrNotExist)) }
func nilMap()    { var m map[string]int; m["a"]++ }
func divide()    { n := len(os.Args); fmt.Println(n / (n - n)) }

// made calls functions that reflection makes while the collector runs.
func made() int {
	typ := reflect.TypeFor[func(*leaf, string) *leaf]()
	f := reflect.MakeFunc(typ, func(in []reflect.Value) []reflect.Value {
		runtime.GC()
		l, word := in[0].Interface().(*leaf), in[1].String()
		return []reflect.Value{reflect.ValueOf(&leaf{append(l.words, word, garbage())})}
	}).Interface().(func(*leaf, string) *leaf)
	l := &leaf{}
	for range 50 {
		l = f(l, strings.Repeat("y", 3))
	}
	return len(strings.Join(l.words, ""))
}

// bound calls methods through values that reflection binds.
func bound() int {
	n := 0
	for i := range 50 {
		l := leaf{make([]string, i)}
		count := reflect.ValueOf(l).MethodByName("Count").Interface().(func() int)
		runtime.GC()
		n += count()
	}
	return n
}

func garbage() string {
	var b strings.Builder
	for i := range 500 {
		fmt.Fprint(&b, i)
	}
	return b.String()[:2]
}

func many() int {
	out := make(chan int)
	for i := range 200 {
		go func() {
			time.Sleep(time.Duration(i%5) * time.Millisecond)
			out <- deep(50+i, leaf{[]string{"b"}})
		}()
	}
	sum := 0
	for range 200 {
		select {
		case n := <-out:
			sum += n
		case <-time.After(10 * time.Second):
			panic("a goroutine is lost")
		}
	}
	return sum
}

// settled counts the goroutines when all that end have ended; the runtime does
// not count its own, which it tells by their names.
func settled() int {
	time.Sleep(100 * time.Millisecond)
	return runtime.NumGoroutine()
}

// traced asks for what is gone: it may say little, but has to end.
func traced() bool {
	pcs := make([]uintptr, 20)
	frames := runtime.CallersFrames(pcs[:runtime.Callers(0, pcs)])
	n := 0
	for more := true; more; n++ {
		_, more = frames.Next()
	}
	_, _, _, ok := runtime.Caller(1)
	return n > 1 && ok && len(debug.Stack()) > 0 && runtime.FuncForPC(pcs[0]) != nil
}

func goexit() bool {
	done := make(chan bool)
	go func() {
		defer close(done)
		runtime.Goexit()
	}()
	_, open := <-done
	return !open
}
