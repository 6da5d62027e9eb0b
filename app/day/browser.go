package day

import (
	"math/rand/v2"
	"runtime"
	"strconv"
	"strings"
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"therapytally/app/fault"
	"therapytally/app/keep"
	"therapytally/app/ui"
	"therapytally/rules/code"
)

// Browser is the Device of a page. Outside a browser it keeps nothing.
func Browser() Device {
	return &browser{owner: strconv.FormatUint(rand.Uint64()|1<<63, 36)}
}

type browser struct {
	owner  string
	minute int64 // for which the offset was read
	offset int
}

// started is the beginning of the page's monotonic clock.
var started = time.Now()

func (b *browser) Storages() (local, session keep.Storage) {
	if !app.IsClient {
		return nil, nil
	}
	return webStorage("localStorage"), webStorage("sessionStorage")
}

func (b *browser) Owner() string { return b.owner }

// Now asks the browser for the offset once a minute: Go's own is that of the
// page's start, and a page may stay open over a change of the clocks.
func (b *browser) Now() keep.Now {
	now := time.Now()
	ms := now.UnixMilli()
	if minute := ms / 60_000; minute != b.minute {
		b.minute, b.offset = minute, offset()
	}
	return keep.Now{Wall: ms, Offset: b.offset, Mono: now.Sub(started).Milliseconds() + 1}
}

// offset is the local time zone in minutes east.
func offset() int {
	if !app.IsClient {
		_, seconds := time.Now().Zone()
		return seconds / 60
	}
	return -app.Window().Get("Date").New().Call("getTimezoneOffset").Int()
}

func (b *browser) Today() string {
	now := b.Now()
	return code.DateOf(time.UnixMilli(now.Wall).UTC().Add(time.Duration(now.Offset) * time.Minute)).String()
}

// noteKey holds the ID of the tab's own visit. It is not one of the items:
// each tab has its own.
const noteKey = "tally-visit"

func (b *browser) Noted() string {
	if !app.IsClient {
		return ""
	}
	id, _, _ := webStorage("sessionStorage").Get(noteKey) // without it, the last visit is shown
	return id
}

func (b *browser) Note(id string) {
	if app.IsClient {
		_ = webStorage("sessionStorage").Set(noteKey, id) // only a reload would miss it
	}
}

// webStorage is localStorage or sessionStorage. Each call asks the browser
// anew: it may be taken away while the page is open.
type webStorage string

// storage is the browser's object. Where the loader had to put one of its own
// in the place of a blocked one, nothing would survive: that is disabled too.
func (w webStorage) storage() app.Value {
	s := app.Window().Get(string(w))
	if s.IsNull() || s.IsUndefined() || s.Get("blocked").Equal(app.ValueOf(true)) {
		panic(keep.ErrDisabled)
	}
	return s
}

// Get implements keep.Storage.
func (w webStorage) Get(key string) (value string, found bool, err error) {
	defer caught(&err)
	v := w.storage().Call("getItem", key)
	if v.IsNull() || v.IsUndefined() {
		return "", false, nil
	}
	return v.String(), true, nil
}

// Set implements keep.Storage.
func (w webStorage) Set(key, value string) (err error) {
	defer caught(&err)
	w.storage().Call("setItem", key, value)
	return nil
}

// Del implements keep.Storage.
func (w webStorage) Del(key string) (err error) {
	defer caught(&err)
	w.storage().Call("removeItem", key)
	return nil
}

// Keys implements keep.Storage.
func (w webStorage) Keys() (keys []string, err error) {
	defer caught(&err)
	s := w.storage()
	for i := range s.Get("length").Int() {
		if k := s.Call("key", i); !k.IsNull() {
			keys = append(keys, k.String())
		}
	}
	return keys, nil
}

// caught turns what the browser throws into an error. Browsers agree on no
// name for a full storage, but all of them speak of a quota.
func caught(err *error) {
	r := recover()
	if r == nil {
		return
	}
	if _, is := r.(runtime.Error); is { // our own bug, not the browser's refusal
		fault.Log("the browser's storage", r)
	}
	*err = keep.ErrDisabled
	if e, ok := r.(error); ok && strings.Contains(strings.ToLower(e.Error()), "quota") {
		*err = keep.ErrFull
	}
}

// online reports whether the site can be reached, as far as the loader knows:
// the browser may believe in a network that leads nowhere.
func online() bool {
	if !app.IsClient {
		return true
	}
	if !app.Window().Get("tallyReached").Truthy() {
		return app.Window().Get("navigator").Get("onLine").Truthy()
	}
	return app.Window().Call("tallyReached").Truthy()
}

// installable reports whether the loader holds the browser's offer to install.
func installable() bool {
	if !app.IsClient || !app.Window().Get("goappIsAppInstallable").Truthy() {
		return false
	}
	return app.Window().Call("goappIsAppInstallable").Truthy()
}

// copyKept reports whether the loader knows of a copy for offline use, and its
// sentence about it, the same as at the foot of the page.
func copyKept() (kept bool, text string) {
	if !app.IsClient || !app.Window().Get("tallyCopy").Truthy() {
		return false, ""
	}
	copied := app.Window().Call("tallyCopy")
	return copied.Get("kept").Truthy(), textOf(copied.Get("text"))
}

// hearOfCopy follows what becomes of that copy.
func (p *Parts) hearOfCopy() {
	look := func() { p.view.kept, p.view.copy = copyKept() }
	look()
	listen(p.root, app.Window(), "tally-copy", func(app.Value) { p.later(func() { look(); p.changed() }) })
}

// listen calls f for each event of a kind. The page lives as long as the
// program: nothing is ever released.
func listen(ctx app.Context, target app.Value, event string, f func(app.Value)) {
	target.Call("addEventListener", event, ui.Listen(ctx, func(args []app.Value) { f(args[0]) }), map[string]any{"passive": true, "capture": true})
}

// download hands a text to the browser as a file.
func download(ctx app.Context, name, kind, text string) {
	w := app.Window()
	blob := w.Get("Blob").New([]any{text}, map[string]any{"type": kind})
	url := w.Get("URL").Call("createObjectURL", blob)
	a := w.Get("document").Call("createElement", "a")
	a.Set("href", url)
	a.Set("download", name)
	a.Call("click")
	var release app.Func
	release = ui.Listen(ctx, func([]app.Value) {
		w.Get("URL").Call("revokeObjectURL", url)
		release.Release()
	})
	w.Call("setTimeout", release, 60_000) // the browser may read it late
}
