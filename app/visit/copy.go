package visit

import (
	"strconv"
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"therapytally/app/el"
	"therapytally/app/sheet"
	"therapytally/app/ui"
)

const copyBox = "to-copy"

// copyText puts a text on the clipboard, at the user's word only. Where the
// browser refuses, the text is shown selected.
func (d *desk) copyText(ctx app.Context, text, what string) {
	ctx.PreventUpdate()
	d.toCopy = ""
	clipboard := app.Window().Get("navigator").Get("clipboard")
	if !clipboard.Truthy() {
		d.copyByHand(text)
		return
	}
	var done, failed app.Func
	free := func() { done.Release(); failed.Release() }
	done = ui.Listen(d.root, func([]app.Value) {
		free()
		d.root.Dispatch(ui.Later(func(app.Context) {
			d.noted = what
			d.say(d.words.Decide.Copied(what))
			d.forgetCopied(what)
		}))
	})
	failed = ui.Listen(d.root, func([]app.Value) {
		free()
		d.root.Dispatch(ui.Later(func(app.Context) { d.copyByHand(text) }))
	})
	clipboard.Call("writeText", text).Call("then", done, failed)
}

// confirmed is how long a button says that it has copied.
const confirmed = 4 * time.Second

// forgetCopied gives the button its name back.
func (d *desk) forgetCopied(what string) {
	d.copies++
	turn := d.copies
	d.root.After(confirmed, ui.Later(func(ctx app.Context) {
		if turn != d.copies || d.noted != what {
			ctx.PreventUpdate()
			return
		}
		d.noted = ""
	}))
}

func (d *desk) copyByHand(text string) {
	d.toCopy, d.noted = text, ""
	d.say(d.words.Decide.NotCopied)
	d.then(func() {
		if e := app.Window().GetElementByID(copyBox); e.Truthy() {
			e.Set("value", text)
			e.Call("select")
		}
	})
}

// claim are the lines of the visit as they go on the claim.
func (d *desk) claim() []sheet.ClaimLine {
	var out []sheet.ClaimLine
	for _, l := range d.Answer.Lines {
		c := sheet.ClaimLine{Code: l.Code.String(), Units: l.Units}
		for _, m := range l.Modifiers {
			c.Modifiers = append(c.Modifiers, m.String())
		}
		out = append(out, c)
	}
	return out
}

// noteLine is the sentence with the two totals, or the codes whose minutes it
// lacks.
func (d *desk) noteLine() (text string, missing []string) {
	t := d.Form.Treatment(d.Reading, d.now())
	for _, c := range t.Missing {
		missing = append(missing, c.String())
	}
	var each []sheet.CodeMinutes
	for _, c := range t.Each {
		each = append(each, sheet.CodeMinutes{Code: c.Code.String(), Minutes: c.Minutes})
	}
	return sheet.NoteLine(d.Answer.Units.TimedMinutes, t.Minutes, each), missing
}

// copyLine is the button that copies one line.
func (a *account) copyLine(i int) app.UI {
	d, w := a.Desk, a.Desk.words.Decide
	text := d.claim()[i].Text()
	return el.Button("copy-"+strconv.Itoa(i), "link copy").
		OnClick(ui.Handle(a.onCopy(text+"\n", text), "copy", text)).Body(
		el.Say("span", "", a.copyWord(text, w.Copy)), el.Say("span", "unseen", " "+text))
}

// copyWord confirms on the button itself what was copied last.
func (a *account) copyWord(what, word string) string {
	if a.Desk.noted == what {
		return a.Desk.words.Decide.Short
	}
	return word
}

func (a *account) onCopy(text, what string) app.EventHandler {
	return func(ctx app.Context, _ app.Event) { a.Desk.copyText(ctx, text, what) }
}

// copies offer the whole visit and the note's line.
func (a *account) copies() app.UI {
	d, w := a.Desk, a.Desk.words.Decide
	note, missing := d.noteLine()
	all, left := d.copied()
	hint := note
	if len(missing) > 0 {
		hint = w.NoteMissing(missing)
	}
	return app.Elem("div").Class("copies").Hidden(len(d.Answer.Lines) == 0).Body(
		el.In("p", "note-line", el.Say("strong", "", w.Note), el.Say("span", "", hint)),
		d.leftOut(left),
		el.In("div", "choices",
			el.Button("copy-visit", "quiet").Hidden(all == "").OnClick(ui.Handle(a.onCopy(all, w.WholeVisit), all)).Text(a.copyWord(w.WholeVisit, w.CopyVisit)),
			el.Button("copy-note", "quiet").Hidden(len(missing) > 0).
				OnClick(ui.Handle(a.onCopy(note, w.Note), note)).Text(a.copyWord(w.Note, w.CopyNote)),
		),
		app.Elem("div").Class("by-hand").Hidden(d.toCopy == "").Body(
			app.Elem("label").Attr("for", copyBox).Text(w.NotCopied),
			app.Elem("textarea").ID(copyBox).Attr("rows", 4).Attr("readonly", true).Attr("spellcheck", "false"),
		),
	)
}
