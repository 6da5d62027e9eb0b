package patient

import (
	"strconv"
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"therapytally/app/clinic"
	"therapytally/app/el"
	"therapytally/app/explain"
	"therapytally/app/quote"
	"therapytally/app/ui"
	"therapytally/rules"
	"therapytally/rules/code"
)

// Frame is the page in a page of a clinic's own: the questions, the answer and
// the course. It holds the answers while another view is shown, and it makes
// no link and no paper.
type Frame struct{ desk *desk }

// NewFrame returns a fresh frame. Each answer is told.
func NewFrame(book *rules.Book, c clinic.Settings, language string, told func(quote.Answer)) *Frame {
	d := &desk{book: book, state: quote.New(code.DateOf(time.Now()).String()), amounts: map[string]quote.Amount{}, site: siteOf{settings: c, tells: told}}
	d.state.Set(quote.Lang, language)
	d.speak(language)
	settle(d.state, c)
	d.editing = len(c.Codes) > 0
	d.recount()
	return &Frame{d}
}

// UI shows the frame; another turn is another frame in the place of the last.
func (f *Frame) UI(turn int) app.UI { return &framed{Frame: f, Turn: turn} }

type framed struct {
	app.Compo
	Frame *Frame
	Turn  int
}

// CompoID implements app.DismountEnforcer.
func (f *framed) CompoID() string { return "patient-" + strconv.Itoa(f.Turn) }

// OnMount implements app.Mounter.
func (f *framed) OnMount(ctx app.Context) {
	d := f.Frame.desk
	d.root = ctx
	ctx.Handle(ui.Broke, func(ctx app.Context, _ app.Action) { d.do(ctx, func() { panic("a fault in a part of the page") }) })
	d.goOn(0)
}

// Render implements app.Composer.
func (f *framed) Render() app.UI { return ui.Safe(f.Frame.desk.words.Broken, f.render) }

func (f *framed) render() app.UI {
	d := f.Frame.desk
	return el.In("div", "patient",
		el.Maybe("p", "note", d.words.Patient.Review),
		d.framed(),
		d.later(d.answer.Pending, &course{Desk: d, Lang: d.words.Lang, Version: d.courseVersion, All: d.allVisits}),
		&explain.Dialog{On: d, Words: d.words, Book: d.book, Trace: d.why.trace, Node: d.why.node, Shown: d.why.shown, What: d.why.what},
		app.Elem("p").Class("unseen").Role("status").Aria("live", "polite").Text(d.said),
	)
}

// framed is one question alone until it is answered: a frame is small and
// grows when somebody asks for more.
func (d *desk) framed() app.UI {
	if d.state.Get(quote.Who) == "" {
		return el.In("div", "entry", &who{Desk: d, Words: d.words, Chosen: ""})
	}
	return d.desk()
}

// Finish works out all that is left, for who cannot wait.
func (f *Frame) Finish() { f.desk.finish() }
