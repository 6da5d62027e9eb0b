package day

import (
	"strconv"
	"strings"
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"therapytally/app/draft"
	"therapytally/app/ui"
	"therapytally/app/undo"
)

// UndoBar offers to take the last removal back. Right after a removal it stays
// in view, then it rests in its place.
type UndoBar struct {
	app.Compo
	P    *Parts
	Text string // what it would bring back; "": nothing
	News bool
}

// undoID is the id of the button.
const undoID = "undo"

// UndoBar is the bar as it is now.
func (p *Parts) UndoBar() app.UI { return &UndoBar{P: p, Text: p.undoText(), News: p.view.news > 0} }

// Render implements app.Composer.
func (b *UndoBar) Render() app.UI { return ui.Safe(b.P.words.Broken, b.render) }

func (b *UndoBar) render() app.UI {
	class := "undo"
	if b.News {
		class += " news"
	}
	return app.Elem("div").Class(class).Hidden(b.Text == "").Body(b.P.button(undoID, "quiet", b.Text, b.P.undo))
}

// newsFor is how long the bar stays in view.
const newsFor = 10 * time.Second

// Removal does what may remove something, says what was removed and shows how
// it comes back.
func (p *Parts) Removal(ctx app.Context, do func()) {
	if !p.removes(func() { p.On.Do(ctx, do) }) {
		return
	}
	p.atRemoval = p.store.Version
	p.view.news++
	turn := p.view.news
	p.On.Do(ctx, func() {})
	p.On.Say(p.words.Day.Removed(p.removedText(p.undoable())))
	p.root.After(newsFor, ui.Later(func(ctx app.Context) {
		if turn != p.view.news {
			ctx.PreventUpdate()
			return
		}
		p.On.Do(ctx, func() { p.view.news = 0 })
	}))
}

// removes does something and reports whether it removed anything. It does not
// count the list: a full one drops its first removal for each new one.
func (p *Parts) removes(do func()) bool {
	before := p.removed.Newest()
	do()
	return p.removed.Newest() != before && p.removed.Newest() != nil
}

// undo takes the last removal back and says so. The focus stays on the button
// while there is more, else it goes to what has come back.
func (p *Parts) undo(ctx app.Context) {
	var back Undone
	var ok bool
	p.On.Do(ctx, func() {
		if back, ok = p.Undo(); !ok && back.Failed != 0 {
			p.notifyNotBack(back)
		}
	})
	p.atRemoval = p.store.Version
	if !ok {
		return // a notice says why
	}
	p.On.Say(p.words.Day.Back(p.removedText(back.Step)))
	if !p.CanUndo() {
		p.On.Focus(p.placeOf(back))
	}
}

func (p *Parts) notifyNotBack(back Undone) {
	p.notify(noticeNotBack, 0)
	p.notices[len(p.notices)-1].detail = p.words.Day.NotBack(p.removedText(back.Step), p.words.Time.Fault[back.Failed])
}

// placeOf is the element to go to once something has come back.
func (p *Parts) placeOf(back Undone) string {
	switch back.Kind {
	case undo.Visit:
		if p.view.open {
			return "day-remove"
		}
		return "day-all"
	case undo.Row:
		return string(draft.MinutesOf(back.Key))
	}
	for i, read := range p.store.Reading.Rows {
		if read.Code.String() == back.Code {
			return "show-times-" + strconv.Itoa(p.store.Form.Rows[i].Key)
		}
	}
	return string(draft.AddService)
}

// onKey takes the last removal back by Ctrl+Z or Cmd+Z. In a text field the key
// is the field's own, unless nothing has been typed since the removal: the focus
// may have come there by itself.
func (p *Parts) onKey(e app.Value) {
	if !p.CanUndo() || !e.Get("ctrlKey").Bool() && !e.Get("metaKey").Bool() || e.Get("shiftKey").Bool() || e.Get("altKey").Bool() {
		return
	}
	if strings.ToLower(e.Get("key").String()) != "z" || p.atRemoval != p.store.Version && isText(e.Get("target")) {
		return
	}
	if app.Window().Get("document").Call("querySelector", "dialog[open]").Truthy() {
		return
	}
	e.Call("preventDefault")
	p.root.Dispatch(ui.Later(p.undo))
}

// isText reports an element that text is typed into.
func isText(e app.Value) bool {
	return e.Get("matches").Truthy() && e.Call("matches", "input:not([type=checkbox], [type=radio], [type=file]), textarea").Bool()
}
