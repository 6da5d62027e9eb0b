package visit

import (
	"slices"
	"strconv"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"therapytally/app/draft"
	"therapytally/app/el"
	"therapytally/app/timer"
	"therapytally/app/ui"
)

// timeView is what the timer of a row shows, in plain values.
type timeView struct {
	Key        int
	Name, Code string // "": there is no code to time
	Running    bool
	Supervised bool
	Clock      string
	By         timer.By
	People     bool // an assistant takes part
	Paused     timer.Reason
	Decides    string // the decision that may end at the code
	Offer      [2]int // timed and typed minutes where they differ
	Open       bool   // the list of times is shown
	Spans      []spanView
	Editing    editView
	Fault      string // why the last action was refused
	Stopped    string // what its start has stopped in other visits
}

// spanView is one stretch of time in the list.
type spanView struct {
	ID             int
	When           string
	Length         string
	By             timer.By
	ByHand         bool
	Running        bool
	Flags          []timer.Flag
	Asks           bool // the clinician is to look at it
	Waits          bool // does not count yet
	Asleep         int  // minutes in which the device slept
	Reason         timer.Reason
	CanBeConfirmed bool
}

func (d *desk) timeView(i int) timeView {
	r, read := d.Form.Rows[i], d.Reading.Rows[i]
	v := timeView{Key: r.Key, By: r.By, People: d.Form.AssistantCounts()}
	if !d.Form.OwnsTime(d.Reading, i) {
		return v
	}
	at, c := d.drawn, read.Code.String()
	counted := d.Form.Time.Counted(c, at)
	v.Name, v.Code, v.Supervised = c+" "+read.Name, c, read.Supervised
	v.Running, v.Clock = d.Runs(c), clockText(counted.Total())
	v.Spans, v.Open = d.spanViews(c, at), d.TimesOf == r.Key
	if held := d.Form.Time.Held; held != nil && held.Code == c {
		v.Paused = d.Form.Time.Paused()
	}
	if decision, ok := d.Decides(read.Code); ok {
		v.Decides = decision.Title
	}
	if n := counted.Minutes(); r.Hand && n.Therapist+n.Assistant > 0 && n.Therapist+n.Assistant != read.Minutes+read.Assistant {
		v.Offer = [2]int{n.Therapist + n.Assistant, read.Minutes + read.Assistant}
	}
	if v.Open || len(d.Form.Time.Unsettled()) > 0 {
		v.Fault = d.words.Time.Fault[d.Fault]
	}
	if v.Running && !v.Supervised {
		v.Stopped = d.stoppedText()
	}
	if d.Editor.Code == c {
		v.Editing = editView{Span: d.Editor.Span, Open: true, From: d.Editor.From, To: d.Editor.To, By: d.Editor.By, Problem: d.words.Time.Fault[d.Editor.Fault]}
	}
	return v
}

func (d *desk) spanViews(c string, at timer.Instant) []spanView {
	var out []spanView
	for _, s := range d.Form.Time.Spans {
		if s.Code != c {
			continue
		}
		v := spanView{
			ID: s.ID, By: s.By, ByHand: s.ByHand, Running: s.Running(), Flags: s.Flags, Asks: s.Asks() || !s.Counts(), Waits: !s.Counts(),
			Asleep:         int((s.Asleep + 30_000) / 60_000),
			CanBeConfirmed: !s.Running() && !slices.Contains(s.Flags, timer.Midnight),
		}
		v.When = d.words.Time.Span(timer.ClockText(timer.Clock(s.From, s.FromOffset)), d.words.Time.Now)
		if !s.Running() {
			v.When = d.words.Time.Span(timer.ClockText(timer.Clock(s.From, s.FromOffset)), timer.ClockText(timer.Clock(s.To, s.ToOffset)))
			v.Length = clockText(s.To - s.From)
		}
		out = append(out, v)
	}
	return out
}

// timing is the timer of one row.
type timing struct {
	app.Compo
	Desk *desk
	View timeView
}

// CompoID implements app.DismountEnforcer.
func (t *timing) CompoID() string { return "time-" + strconv.Itoa(t.View.Key) }

// Render implements app.Composer.
func (t *timing) Render() app.UI { return ui.Safe(t.Desk.words.Broken, t.render) }

func (t *timing) render() app.UI {
	v, class := t.View, "timing"
	if v.Code == "" {
		class += " none" // its place stands, so that nothing moves once a code is typed
	}
	return app.Elem("div").Class(class).Body(
		el.In("div", "strip",
			t.button(),
			t.people(),
			t.pauses(),
			el.In("div", "links", t.timesButton(), t.decideButton()),
		),
		t.paused(),
		t.offer(),
		t.alerts(),
		app.Elem("p").Class("aside").Hidden(v.Stopped == "").Text(v.Stopped),
		app.Elem("p").Class("fault").Hidden(v.Fault == "").Text(v.Fault),
		app.Elem("div").ID(t.id("times")).Class("times").Hidden(!v.Open).Body(t.times()...),
	)
}

func (t *timing) id(part string) string { return part + "-" + strconv.Itoa(t.View.Key) }

// button starts and stops the timer: one tap.
func (t *timing) button() app.UI {
	w, v := t.Desk.words.Time, t.View
	label, text, class := w.Start, w.Begin, "go"
	if v.Running {
		label, text, class = w.Stop, w.End, "go running"
	}
	return el.In("div", "run",
		el.Button(t.id("timer"), class).Aria("label", t.of(label)).OnClick(ui.Handle(t.onTap)).Body(
			app.Elem("span").Class("sign").Aria("hidden", true), el.Say("span", "", text)),
		&figure{ID: clockID(v.Key), Text: v.Clock},
	)
}

func (t *timing) of(what string) string { return t.Desk.words.Form.Of(what, t.View.Name) }

func (t *timing) onTap(ctx app.Context, _ app.Event) {
	d := t.Desk
	d.change(ctx, func() { d.Tap(t.View.Key, d.now()) })
	what := d.words.Time.SaidStop
	if d.Runs(t.View.Code) {
		what = d.words.Time.SaidStart
	}
	d.say(strings.TrimSpace(d.words.Time.Said(what, t.View.Code) + " " + d.stoppedText()))
}

// stoppedText names the visits that the start here has stopped.
func (d *desk) stoppedText() string {
	if len(d.StoppedIn) == 0 {
		return ""
	}
	return d.words.Time.StoppedIn(d.StoppedIn)
}

// people says who is with the patient: one gesture each.
func (t *timing) people() app.UI {
	w, v := t.Desk.words.Time, t.View
	var buttons []app.UI
	for _, by := range []timer.By{timer.Therapist, timer.Assistant, timer.Both} {
		buttons = append(buttons, el.Button("", "").Aria("pressed", by == v.By).
			OnClick(ui.Handle(t.treats(by), v.Key, string(by))).Text(w.By[by]))
	}
	return app.Elem("div").Class("people").Role("group").Aria("label", t.of(w.Who)).Hidden(!v.People).Body(buttons...)
}

func (t *timing) treats(by timer.By) app.EventHandler {
	return func(ctx app.Context, _ app.Event) {
		t.Desk.change(ctx, func() { t.Desk.Treats(t.View.Key, by, t.Desk.now()) })
	}
}

func (t *timing) timesButton() app.UI {
	w, v := t.Desk.words.Time, t.View
	text := w.NoTimes
	if len(v.Spans) > 0 {
		text = w.Times(len(v.Spans))
	}
	return el.Button(t.id("show-times"), "link more").Aria("expanded", v.Open).Aria("controls", t.id("times")).
		OnClick(ui.Handle(t.onTimes)).Body(app.Text(text), el.Say("span", "unseen", ", "+v.Name))
}

func (t *timing) onTimes(ctx app.Context, _ app.Event) {
	t.Desk.do(ctx, func() { t.Desk.Times(t.View.Key) })
}

func (t *timing) decideButton() app.UI {
	v := t.View
	return el.Button(t.id("decide"), "link").Aria("haspopup", "dialog").Hidden(v.Decides == "").
		OnClick(ui.Handle(t.onDecide)).Body(app.Text(v.Decides), el.Say("span", "unseen", " "+v.Name))
}

func (t *timing) onDecide(ctx app.Context, _ app.Event) {
	t.Desk.decide(ctx, t.View.Key, t.id("decide"))
}

// pauses offer to stop for what is not counted.
func (t *timing) pauses() app.UI {
	w, v := t.Desk.words.Time, t.View
	buttons := []app.UI{app.Elem("span").Class("sign").Aria("hidden", true)}
	for _, why := range []timer.Reason{timer.Rest, timer.SetUp, timer.Notes} {
		buttons = append(buttons, el.Button("", "quiet").OnClick(ui.Handle(t.pause(why), v.Key, string(why))).Body(
			el.Say("span", "unseen", w.PauseFor+" "), app.Text(w.Pause[why])))
	}
	return app.Elem("div").Class("pauses").Role("group").Aria("label", t.of(w.PauseFor)).Hidden(!v.Running || v.Supervised).Body(buttons...)
}

func (t *timing) pause(why timer.Reason) app.EventHandler {
	return func(ctx app.Context, _ app.Event) {
		t.Desk.change(ctx, func() { t.Desk.Pause(why, t.Desk.now()) })
		t.Desk.say(t.Desk.words.Time.Paused(why))
		t.Desk.then(func() { focusElement(t.id("resume")) })
	}
}

// guideOfPause is the guidance that says why a pause is not counted.
var guideOfPause = map[timer.Reason]string{
	timer.Rest: "time-does-not-rest", timer.SetUp: "time-does-not-setup", timer.Notes: "time-does-not-notes",
}

func (t *timing) paused() app.UI {
	w, v := t.Desk.words.Time, t.View
	if v.Paused == "" {
		return app.Elem("div").Class("paused").Hidden(true)
	}
	item, _ := t.Desk.GuideItem(guideOfPause[v.Paused])
	return el.In("div", "paused",
		el.In("p", "",
			el.Say("strong", "", w.Paused(v.Paused)),
			&figure{ID: pauseClockID, Text: clockText(t.Desk.Form.Time.PausedFor(v.Paused, t.Desk.now()))},
			el.Say("small", "", item.Says),
			&sourceButton{Desk: t.Desk, Item: item.ID, Says: item.Says, ID: t.id("pause-source")},
		),
		el.Button(t.id("resume"), "").OnClick(ui.Handle(t.onResume)).Text(w.Resume),
	)
}

func (t *timing) onResume(ctx app.Context, _ app.Event) {
	t.Desk.change(ctx, func() { t.Desk.Resume(t.Desk.now()) })
	t.Desk.say(strings.TrimSpace(t.Desk.words.Time.Said(t.Desk.words.Time.SaidStart, t.View.Code) + " " + t.Desk.stoppedText()))
	t.Desk.then(func() { focusElement(t.id("timer")) })
}

// offer says that the timer counted something else than was entered by hand.
func (t *timing) offer() app.UI {
	w, n := t.Desk.words.Time, t.View.Offer
	return app.Elem("div").Class("offer").Hidden(n[0] == 0).Body(
		el.Say("p", "", w.Offer(n[0], n[1])),
		el.Button("", "quiet").OnClick(ui.Handle(t.onTake)).Text(w.Take(n[0])),
	)
}

func (t *timing) onTake(ctx app.Context, _ app.Event) {
	t.Desk.change(ctx, func() { t.Desk.TakeTimer(t.View.Key, t.Desk.now()) })
	t.Desk.then(func() { focusElement(string(draft.MinutesOf(t.View.Key))) })
}

var _ ui.Events = (*spanEvents)(nil)
