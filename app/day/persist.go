package day

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"therapytally/app/keep"
	"therapytally/app/ui"
)

// persistID notes that the browser was asked to keep what is stored here even
// when it makes room. Some browsers ask the user then: once on a device is
// enough.
const persistID = "persist"

// persist asks the browser, once, to keep what the first visit has stored.
func (p *Parts) persist() {
	if p.seen.Where != keep.Device || len(p.stored) == 0 {
		return
	}
	if _, asked := p.keep.Item(keep.Setup, persistID); asked {
		return
	}
	p.keep.Put(keep.Setup, persistID, "asked", p.device.Now())
	p.storage("persist")
}

// persistence finds out whether the browser keeps what is stored here.
func (p *Parts) persistence() {
	if p.view.safari {
		p.storage("persisted")
	}
}

// storage asks the browser's storage something that it answers by yes or no:
// whether what is stored here is safe.
func (p *Parts) storage(what string) {
	if !app.IsClient {
		return
	}
	s := app.Window().Get("navigator").Get("storage")
	if !s.Truthy() || !s.Get(what).Truthy() {
		return
	}
	ui.Await(p.root, s.Call(what), func(safe app.Value) {
		if safe.Truthy() && p.view.safari {
			p.later(func() { p.view.safari = false; p.changed() })
		}
	})
}

// forgets reports a browser that deletes what a website has stored after seven
// days of use without a visit to it, unless the site is installed: WebKit, which
// every browser on an iPhone or iPad is made of.
func forgets() bool {
	if !app.IsClient {
		return false
	}
	w := app.Window()
	return w.Get("navigator").Get("vendor").String() == "Apple Computer, Inc." &&
		!w.Get("navigator").Get("standalone").Truthy() && !w.Call("matchMedia", "(display-mode: standalone)").Get("matches").Bool()
}
