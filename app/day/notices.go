package day

import (
	"slices"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"therapytally/app/el"
	"therapytally/app/keep"
	"therapytally/app/ui"
)

// Notices say calmly what has happened to what was kept, and what to do.
type Notices struct {
	app.Compo
	P       *Parts
	Version int
}

// Unsaid is what the notices say since it was last asked: the page says it
// aloud in one sentence with what else has happened.
func (p *Parts) Unsaid() string {
	var out []string
	texts := p.texts()
	for _, text := range texts {
		if !slices.Contains(p.heard, text) {
			out = append(out, text)
		}
	}
	p.heard = texts
	return strings.Join(out, " ")
}

// Render implements app.Composer.
func (a *Notices) Render() app.UI { return ui.Safe(a.P.words.Broken, a.render) }

func (a *Notices) render() app.UI {
	p := a.P
	texts := p.texts()
	lines := make([]app.UI, len(texts))
	for i, text := range texts {
		lines[i] = el.Say("p", "", text)
	}
	return app.Elem("div").ID("notices").Class("notices").Body(
		app.Elem("div").Class("notice").Hidden(len(texts) == 0).Body(append(lines, p.unread(),
			p.act("keep-ending", "", p.words.Day.Keep.KeepThem, p.KeepOn).Hidden(p.keep.Ending() == 0),
			p.button("notices-read", "quiet", p.words.Day.Keep.Understood, func(ctx app.Context) {
				p.On.Do(ctx, p.Dismiss)
				p.On.Focus("day-all")
			}).Hidden(len(p.notices) == 0))...),
	)
}

// unread offers what does not read as a file, and discards it in two taps.
func (p *Parts) unread() app.UI {
	w, none := p.words.Day.Keep, p.Unread() == 0
	return app.Elem("div").Class("tools unread").Hidden(none).Body(
		p.button("unread-save", "quiet", w.UnreadSave, func(ctx app.Context) {
			ctx.PreventUpdate()
			download(ctx, "therapy-tally-unread-"+p.device.Today()+".json", "application/json", string(p.keep.Backup()))
		}),
		p.button("unread-discard", "quiet danger", w.Discard, func(ctx app.Context) {
			p.On.Do(ctx, func() { p.view.discarding = true; p.changed() })
			p.On.Focus("unread-gone")
		}).Hidden(p.view.discarding),
		p.button("unread-gone", "danger", w.DiscardNow, func(ctx app.Context) {
			p.On.Do(ctx, p.Discard)
			p.On.Focus("notices-read")
		}).Hidden(!p.view.discarding),
		p.button("unread-not", "quiet", w.Cancel, func(ctx app.Context) {
			p.On.Do(ctx, func() { p.view.discarding = false; p.changed() })
			p.On.Focus("unread-discard")
		}).Hidden(!p.view.discarding),
	)
}

// closeDialogs closes what shows a state that is gone, and says why. The
// countdown and the question of a timer are no such dialogs.
func (p *Parts) closeDialogs() {
	p.stale = false
	open := app.Window().Get("document").Call("querySelectorAll", "dialog[open]:not(#"+countdownID+", #"+stillID+")")
	n := open.Get("length").Int()
	for i := range n {
		open.Index(i).Call("close")
	}
	if n > 0 {
		p.notify(noticeClosed, 0)
		p.On.Focus("day-all")
	}
}

// texts are what is to be said now: what has happened, then what still is.
func (p *Parts) texts() []string {
	w := p.words.Day.Keep
	var out []string
	for _, n := range p.notices {
		out = append(out, p.text(n))
	}
	switch p.seen.Trouble {
	case keep.Full:
		out = append(out, w.Full)
	case keep.Disabled:
		out = append(out, w.Disabled)
	case keep.Evicted:
		out = append(out, w.Evicted)
	case keep.Newer:
		out = append(out, w.NewerHere)
	case keep.NotCleared:
		out = append(out, w.NotCleared)
	}
	if n := p.keep.Ending(); n > 0 {
		out = append(out, w.Ending(n))
	}
	if n := p.Unread(); n > 0 {
		out = append(out, w.Unread(n))
	}
	if names := p.alarms(); len(names) > 0 {
		out = append(out, w.Withheld(names))
	}
	return out
}

func (p *Parts) text(n notice) string {
	w := p.words.Day.Keep
	switch n.kind {
	case noticeOlder:
		return w.Older(n.n, p.marked(keep.Older))
	case noticeConflict:
		return w.Conflict(p.marked(keep.Conflict))
	case noticeLost:
		return w.Lost(n.n)
	case noticeDamaged:
		return w.Damaged(n.n)
	case noticeNewer:
		return w.Newer(n.n)
	case noticeFailed:
		return w.Failed(n.n)
	case noticePurged:
		return w.Purged(n.n, p.Policy().Keep)
	case noticeIdle:
		return w.Idled(n.n)
	case noticeCleared:
		return w.Cleared
	case noticeClinic:
		return w.ClinicLost
	case noticeSheetFull:
		return w.SheetFull(n.n)
	case noticeImported:
		return w.Imported(n.n) + n.detail
	case noticePolicyLost:
		return w.PolicyLost(n.n)
	case noticeClosed:
		return w.Closed
	case noticeCrowded:
		return w.Crowded(n.n)
	case noticeDiscarded:
		return w.Discarded(n.n)
	case noticeNotBack:
		return n.detail
	case noticeNotImported:
		return w.NotImported(n.detail)
	case noticeWithout:
		return w.Without(n.n)
	case noticeUnfinished:
		return w.Unfinished(n.n)
	case noticeUnpaid:
		return w.Unpaid(n.n)
	case noticeTwice:
		return w.Twice(n.n, p.marked(keep.Conflict), p.marked(keep.Older))
	}
	return w.Elsewhere
}

// Countdown is the last minute of a shared tablet that nobody touches.
type Countdown struct {
	app.Compo
	P    *Parts
	Left int // seconds; 0: closed
}

const countdownID = "countdown"

// OnUpdate implements app.Updater: a modal dialog is opened by the browser.
func (c *Countdown) OnUpdate(ctx app.Context) {
	if !app.IsClient {
		return
	}
	modal(ctx, countdownID, c.Left > 0)
}

// modal opens or closes a dialog once it is drawn.
func modal(ctx app.Context, id string, wanted bool) {
	ctx.Defer(ui.Later(func(app.Context) {
		e := app.Window().GetElementByID(id)
		if !e.Truthy() {
			return
		}
		switch open := e.Get("open").Bool(); {
		case wanted && !open:
			e.Call("showModal")
		case !wanted && open:
			e.Call("close")
		}
	}))
}

// Render implements app.Composer.
func (c *Countdown) Render() app.UI { return ui.Safe(c.P.words.Broken, c.render) }

func (c *Countdown) render() app.UI {
	w := c.P.words.Day.Keep
	return app.Elem("dialog").ID(countdownID).Class("countdown").Role("alertdialog").
		Aria("labelledby", "countdown-heading").Aria("describedby", "countdown-text").Body(
		app.Elem("h2").ID("countdown-heading").Text(w.Counting),
		app.Elem("p").ID("countdown-text").Text(w.CountingText(c.Left)),
		el.Say("p", "note", w.StillHereHint),
		c.P.button("still-here", "", w.StillHere, func(ctx app.Context) { c.P.On.Do(ctx, func() { c.P.Touch() }) }),
	)
}
