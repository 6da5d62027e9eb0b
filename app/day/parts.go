package day

import (
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"therapytally/app/draft"
	"therapytally/app/keep"
	"therapytally/app/sheet"
	"therapytally/app/timer"
	"therapytally/app/ui"
	"therapytally/app/words"
	"therapytally/rules"
)

// Host is the page that the day's parts stand on.
type Host interface {
	Do(ctx app.Context, action func()) // change the state, then draw
	Focus(id string)                   // once it is drawn
	Say(text string)                   // aloud, together with a new answer
	Now() timer.Instant
	FieldName(f draft.Field) string
	ProblemAt(f draft.Field) string
	Source(ctx app.Context, item rules.GuideItem, from string) // shows what it rests on
}

// paper is what is laid out for printing.
type paper int

const (
	noPaper paper = iota
	paperVisit
	paperSheet
)

// view is what the parts show besides the day itself.
type view struct {
	open       bool // the list of visits
	keeping    bool
	clinic     bool
	signals    bool
	label      string // as typed
	labelWrong sheet.Why
	labelAt    int64  // when it was typed, in Unix ms
	labelWas   string // before what was typed had rested; "": nothing has
	clearing   bool   // the second tap clears
	discarding bool   // the second tap discards what does not read
	left       int    // seconds of the countdown; 0: none
	shown      int    // how many visits the list shows
	news       int    // how often something was removed; 0: not just now
	paper      paper
	offline    bool
	install    bool
	safari     bool   // this browser deletes what it has kept for long
	copy       string // what the loader says of the copy for offline use
	kept       bool   // there is one
}

// Parts are the parts of the page that show the day.
type Parts struct {
	*Day
	On    Host
	words *words.Words
	root  app.Context
	timed bool // a flush is waiting for its time
	busy  bool // sums are being worked out

	atRemoval int // the store's version at the last removal or undo

	turned string       // the visit that the fields show
	heard  []string     // the notices that were said aloud
	said   *words.Words // for the payer saidOf
	saidOf rules.PayerKind
}

// NewParts returns the parts of a day.
func NewParts(d *Day, on Host, w *words.Words) *Parts { return &Parts{Day: d, On: on, words: w} }

const (
	tickEvery  = time.Second     // while a shared tablet is watched
	purgeEvery = 5 * time.Second // else
)

// Start listens to the browser. It is called once the page stands.
func (p *Parts) Start(root app.Context) {
	p.root, p.turned = root, p.Current // which the fields were made with
	p.view.offline, p.view.install = !online(), installable()
	p.view.safari = forgets()
	p.persistence()
	p.changed()
	w := app.Window()
	doc := w.Get("document")
	p.hidden = hidden(doc)
	for _, event := range []string{"pagehide", "freeze"} {
		listen(root, w, event, func(app.Value) { p.Leave() })
	}
	listen(root, doc, "visibilitychange", func(app.Value) { p.visible(doc) })
	listen(root, w, "pageshow", func(app.Value) { p.wake() })
	listen(root, w, "storage", func(e app.Value) {
		ev := keep.Event{Key: textOf(e.Get("key")), New: textOf(e.Get("newValue"))}
		p.later(func() { p.Merge(ev) })
	})
	for _, event := range []string{"online", "offline"} {
		listen(root, w, event, func(app.Value) { p.later(func() { p.view.offline = !online(); p.changed() }) })
	}
	p.hearOfCopy()
	for _, event := range []string{"pointerdown", "wheel", "scroll", "input"} {
		listen(root, w, event, func(app.Value) { p.touched() })
	}
	w.Call("addEventListener", "keydown", ui.Listen(root, func(args []app.Value) {
		p.touched()
		p.onKey(args[0]) // not passive: it may take the key
	}), true)
	listen(root, w, "focusin", func(e app.Value) {
		// Opening the countdown moves the focus by itself: that is nobody.
		if at := e.Get("target"); !at.Get("closest").Truthy() || !at.Call("closest", "#"+countdownID).Truthy() {
			p.touched()
		}
	})
	listen(root, w, "beforeprint", func(app.Value) { p.beforePrint() })
	listen(root, w, "afterprint", func(app.Value) { p.afterPrint() })
	p.schedule()
	p.tick()
}

func textOf(v app.Value) string {
	if v.IsNull() || v.IsUndefined() {
		return ""
	}
	return v.String()
}

// later changes the day in the page's turn and draws it.
func (p *Parts) later(action func()) {
	p.root.Dispatch(ui.Later(func(ctx app.Context) { p.On.Do(ctx, action) }))
}

// visible writes everything when the page is hidden and looks around when it
// is back.
func (p *Parts) visible(doc app.Value) {
	p.hidden = hidden(doc)
	if p.hidden {
		p.Leave()
		return
	}
	p.wake()
}

func hidden(doc app.Value) bool { return doc.Get("visibilityState").String() == "hidden" }

func (p *Parts) wake() {
	p.later(func() {
		p.MergeAll()
		p.Day.Tick()
	})
}

// touched notes a touch; drawing is only for what it has changed.
func (p *Parts) touched() {
	before := p.Version
	if ended := p.Touch(); ended || p.Version != before {
		p.later(func() {})
	}
	p.schedule() // the other tabs are to hear of it
}

// tick looks at the clock again and again.
func (p *Parts) tick() {
	every := purgeEvery
	if p.Policy().Shared {
		every = tickEvery
	}
	p.in(every, func() bool {
		defer p.tick()
		return p.Day.Tick()
	})
}

// in does something after a while, and draws the page if that has changed what
// it shows. Do keeps go-app from drawing the part that has acted, once: with a
// PreventUpdate of our own before it, the page's own drawing would be lost too.
func (p *Parts) in(wait time.Duration, do func() (changed bool)) {
	p.root.After(wait, ui.Later(func(ctx app.Context) {
		if do() {
			p.On.Do(ctx, func() {})
			return
		}
		ctx.PreventUpdate()
	}))
}

// Saved is called after every action: it keeps what has changed.
func (p *Parts) Saved() {
	p.Save()
	if app.IsClient && p.root.Src() != nil {
		if p.stale {
			p.closeDialogs()
		}
		p.schedule()
		p.fillIn()
		p.turn()
	}
}

// turn makes the fields show the visit that was just put on the desk. A text
// that was typed and replaced between two drawings would stay in its field:
// the drawing sees no difference.
func (p *Parts) turn() {
	if p.turned == p.Current {
		return
	}
	p.turned = p.Current
	p.root.Dispatch(ui.Later(func(ctx app.Context) {
		ctx.PreventUpdate()
		ctx.Defer(ui.Later(func(app.Context) {
			for f, text := range p.store.Form.Fields() {
				ui.Show(string(f), text)
			}
		}))
	}))
}

// again is how long, in ms, to wait before what a storage has refused is tried
// again; leaving the page tries at once.
const again = 5000

// restLabel keeps the label that is being typed once it has been at rest.
func (p *Parts) restLabel() {
	p.in((labelRests+50)*time.Millisecond, p.RestRename)
}

// schedule sees to it that what waits is written in time.
func (p *Parts) schedule() {
	in, waiting := p.Due()
	if !waiting || p.timed {
		return
	}
	if in == 0 && p.seen.Trouble != keep.NoTrouble {
		in = again
	}
	p.timed = true
	p.in(time.Duration(in)*time.Millisecond, func() bool {
		p.timed = false
		before := p.Version
		p.Flush()
		p.persist()
		p.schedule()
		return p.Version != before
	})
}

// pace is how many sums are worked out in one turn: the page stays lively.
const pace = 4

// fillIn works out what the open parts still lack, a few at a time.
func (p *Parts) fillIn() {
	if !p.view.open && !p.view.signals && p.view.paper != paperSheet || p.busy {
		return
	}
	if !p.lacks() {
		return
	}
	p.busy = true
	p.root.After(time.Millisecond, ui.Later(func(ctx app.Context) {
		p.busy = false
		p.On.Do(ctx, func() { p.workOut(pace) })
	}))
}

// Seconds is what a countdown has left; 0: there is none.
func (p *Parts) Seconds() int { return p.view.left }

// Words are the page's words, for the payer of the visit on the desk.
func (p *Parts) Words() *words.Words {
	if kind := p.store.Form.Payer.Kind; p.said == nil || p.saidOf != kind {
		p.said, p.saidOf = p.words.For(kind, p.words.Day.Clinic.Kinds), kind
	}
	return p.said
}
