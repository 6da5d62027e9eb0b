package visit

import (
	"fmt"
	"strconv"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"therapytally/app/timer"
	"therapytally/app/ui"
	"therapytally/app/workspace"
)

// browserNow reads the browser's clocks. A page load is one run of its
// monotonic clock.
func browserNow() timer.Instant {
	w := app.Window()
	date, performance := w.Get("Date"), w.Get("performance")
	return timer.Instant{
		Wall:   int64(date.Call("now").Float()),
		Mono:   int64(performance.Call("now").Float()),
		Run:    strconv.FormatInt(int64(performance.Get("timeOrigin").Float()), 36),
		Offset: -date.New().Call("getTimezoneOffset").Int(),
		Hidden: w.Get("document").Get("visibilityState").String() == "hidden",
	}
}

// pulse is how often the clocks are read, in ms.
const pulse = 1000

// watch reads the clocks once a second, when the page is hidden or shown again
// and around a sleep. Only the running figures are written then; the page is
// drawn anew when minutes or flags have changed.
func (d *desk) watch() {
	if !app.IsClient {
		return
	}
	tick := ui.Listen(d.root, func([]app.Value) {
		at := d.now() // the reading is of now, whenever its turn comes
		if d.counting() || d.Stale(at) || d.day.Counting() {
			d.root.Dispatch(ui.Later(func(ctx app.Context) { d.tick(ctx, at) }))
		}
	})
	app.Window().Call("setInterval", tick, pulse)
	for _, event := range []string{"visibilitychange", "freeze", "resume"} {
		app.Window().Get("document").Call("addEventListener", event, tick)
	}
}

func (d *desk) counting() bool {
	return len(d.Form.Time.Running()) > 0 || d.Form.Time.Paused() != ""
}

func (d *desk) tick(ctx app.Context, at timer.Instant) {
	var changed bool
	pulse := func() {
		changed = d.Today(at) || d.Pulse(at)
		changed = d.day.See(at) || changed
	}
	if d.guard(pulse); changed || d.Phase == workspace.Broken {
		d.do(ctx, func() {})
	} else {
		ctx.PreventUpdate()
	}
	d.showClocks()
}

// showClocks writes the running figures.
func (d *desk) showClocks() {
	at := d.now()
	for _, span := range d.Form.Time.Running() {
		if key := d.rowOfTime(span.Code); key != 0 {
			setText(clockID(key), d.counted(span.Code, at))
		}
	}
	if why := d.Form.Time.Paused(); why != "" {
		setText(pauseClockID, clockText(d.Form.Time.PausedFor(why, at)))
	}
}

// rowOfTime is the row in which the timer of a code stands, or 0.
func (d *desk) rowOfTime(c string) int {
	for i, read := range d.Reading.Rows {
		if read.Code.String() == c {
			return d.Form.Rows[i].Key
		}
	}
	return 0
}

func (d *desk) counted(c string, at timer.Instant) string {
	return clockText(d.Form.Time.Counted(c, at).Total())
}

// clockText writes ms as m:ss.
func clockText(ms int64) string {
	s := ms / 1000
	return fmt.Sprintf("%d:%02d", s/60, s%60)
}

func clockID(key int) string { return "clock-" + strconv.Itoa(key) }

const pauseClockID = "pause-clock"

func setText(id, text string) {
	if !app.IsClient {
		return
	}
	if e := app.Window().GetElementByID(id); e.Truthy() && e.Get("textContent").String() != text {
		e.Set("textContent", text)
	}
}

// figure is a running figure. Its text is written from outside once a second,
// so it is drawn without one.
type figure struct {
	app.Compo
	ID   string
	Text string // when it was drawn
}

// CompoID implements app.DismountEnforcer.
func (f *figure) CompoID() string { return f.ID }

// OnMount implements app.Mounter.
func (f *figure) OnMount(app.Context) { setText(f.ID, f.Text) }

// OnUpdate implements app.Updater.
func (f *figure) OnUpdate(app.Context) { setText(f.ID, f.Text) }

// Render implements app.Composer.
func (f *figure) Render() app.UI { return ui.Safe("–", f.render) }

func (f *figure) render() app.UI {
	return app.Elem("span").ID(f.ID).Class("clock").Role("timer")
}
