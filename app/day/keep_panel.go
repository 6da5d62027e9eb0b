package day

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"therapytally/app/el"
	"therapytally/app/keep"
	"therapytally/app/ui"
	"therapytally/app/words"
)

// Keeping shows what stays on the device, and lets it be chosen and cleared.
type Keeping struct {
	app.Compo
	P       *Parts
	Version int
}

// Render implements app.Composer.
func (a *Keeping) Render() app.UI { return ui.Safe(a.P.words.Broken, a.render) }

func (a *Keeping) render() app.UI {
	p, w := a.P, a.P.words.Day.Keep
	return el.In("section", "coverage keeping",
		p.disclose("keeping", w.Heading, p.state(), p.view.keeping, func() { p.view.keeping = !p.view.keeping }),
		app.Elem("div").ID("keeping").Class("part").Hidden(!p.view.keeping).Body(
			p.check("keep-on", w.Keep, w.KeepHint, p.Policy().Keep, func(c *keep.Policy, on bool) { c.Keep = on }),
			p.days(),
			p.check("keep-shared", w.Shared, w.SharedHint(p.Policy().IdleMinutes), p.Policy().Shared, func(c *keep.Policy, on bool) { c.Shared = on }),
			p.minutes(),
			app.Elem("p").ID("keep-safari").Class("note").Hidden(!p.view.safari || !p.Policy().Keep).Text(w.Safari),
		),
		p.clearing(),
		app.Elem("p").ID("copy-kept").Class("note").Hidden(p.view.copy == "").Text(p.view.copy),
		p.install(),
	)
}

// disclose is a button that shows and hides a part.
func (p *Parts) disclose(id, title, note string, open bool, toggle func()) app.UI {
	return el.Button(id+"-toggle", "disclose").Aria("expanded", open).Aria("controls", id).
		OnClick(ui.Handle(func(ctx app.Context, _ app.Event) { p.On.Do(ctx, func() { toggle(); p.changed() }) }, id)).Body(
		el.In("span", "", el.Say("strong", "", title), app.Elem("small").ID(id+"-state").Text(note)))
}

// state says in one sentence where things are.
func (p *Parts) state() string {
	w := p.words.Day.Keep
	if _, clinic := p.keep.Item(keep.Setup, clinicID); len(p.stored) == 0 && !clinic {
		return w.Nothing
	}
	return w.State(map[keep.Place]words.Where{keep.Memory: words.InMemory, keep.Tab: words.InTab, keep.Device: words.OnDevice}[p.seen.Where])
}

func (p *Parts) check(id, label, hint string, on bool, set func(*keep.Policy, bool)) app.UI {
	return &box{P: p, ID: id, Label: label, Hint: hint, On: on, set: func(on bool) { p.change(func(c *keep.Policy) { set(c, on) }) }}
}

func (p *Parts) change(set func(*keep.Policy)) {
	policy := p.Policy()
	set(&policy)
	p.SetPolicy(policy)
}

func (p *Parts) days() app.UI {
	w := p.words.Day.Keep
	choices := []words.Choice[string]{{Value: workday, Name: w.Workday}}
	for n := range keep.MostDays + 1 {
		choices = append(choices, words.Choice[string]{Value: strconv.Itoa(n), Name: w.Days(n)})
	}
	chosen := strconv.Itoa(p.Policy().Days)
	if p.Policy().Workday {
		chosen = workday
	}
	return app.Elem("div").Class("sub").Hidden(!p.Policy().Keep).Body(
		p.choose("keep-days", w.Until, chosen, choices, func(value string) {
			p.change(func(c *keep.Policy) { c.Workday, c.Days = value == workday, number(value) })
		}))
}

// workday is the choice of the end of the next working day.
const workday = "workday"

func (p *Parts) minutes() app.UI {
	w := p.words.Day.Keep
	var choices []words.Choice[string]
	for n := keep.LeastIdle; n <= keep.MostIdle; n++ {
		choices = append(choices, words.Choice[string]{Value: strconv.Itoa(n), Name: w.Minutes(n)})
	}
	return app.Elem("div").Class("sub").Hidden(!p.Policy().Shared).Body(
		p.choose("keep-idle", w.Idle, strconv.Itoa(p.Policy().IdleMinutes), choices, func(value string) {
			p.change(func(c *keep.Policy) { c.IdleMinutes = number(value) })
		}))
}

// number reads the value of one of our own options.
func number(value string) int {
	n, err := strconv.Atoi(value)
	if err != nil {
		return 0
	}
	return n
}

// clearing clears in two taps, whether the choices are shown or not.
func (p *Parts) clearing() app.UI {
	w := p.words.Day.Keep
	return el.In("div", "clearing",
		app.Elem("p").ID("cleared").Class("note").Hidden(!p.tells(noticeCleared)).Text(w.Cleared),
		p.button("clear", "quiet danger", w.Clear, func(ctx app.Context) {
			p.On.Do(ctx, func() { p.view.clearing = true; p.changed() })
			p.On.Focus("clear-now")
		}).Hidden(p.view.clearing),
		app.Elem("div").Class("sure").Hidden(!p.view.clearing).Body(
			app.Elem("p").ID("clear-note").Text(w.ClearHint),
			p.button("clear-now", "danger", w.ClearNow, func(ctx app.Context) {
				p.On.Do(ctx, p.Clear) // the notice says it
				p.On.Focus("clear")
			}).Aria("describedby", "clear-note"),
			p.button("clear-not", "quiet", w.Cancel, func(ctx app.Context) {
				p.On.Do(ctx, func() { p.view.clearing = false; p.changed() })
				p.On.Focus("clear")
			}),
		),
	)
}
