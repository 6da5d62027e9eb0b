package day

import (
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"therapytally/app/el"
	"therapytally/app/keep"
	"therapytally/app/words"
	"therapytally/rules/code"
)

// keptLine says in one line, next to the visits, how long the device keeps them,
// and leads to the choice.
func (p *Parts) keptLine() app.UI {
	w := p.words.Day.Keep
	choice := w.Change
	if policy := p.Policy(); policy.Keep && !policy.Shared {
		choice = w.AskShared
	}
	return el.In("p", "kept-line",
		app.Elem("span").ID("kept-line").Text(p.kept()),
		p.button("shared-device", "link", choice, func(ctx app.Context) {
			p.On.Do(ctx, func() { p.view.keeping = true; p.changed() })
			p.On.Focus("keep-shared")
		}).Aria("describedby", "kept-line"),
	)
}

func (p *Parts) kept() string {
	w, policy := p.words.Day.Keep, p.Policy()
	switch {
	case p.seen.Where == keep.Memory:
		return w.State(words.InMemory)
	case policy.Shared:
		return w.LineShared(policy.IdleMinutes)
	case !policy.Keep:
		return w.LineTab
	case p.seen.Where != keep.Device:
		return w.State(words.InTab)
	}
	return w.LineKept(dateOfDay(p.keep.LastDay(p.Current, p.device.Now())))
}

// dateOfDay is a day counted from 1970.
func dateOfDay(n int64) code.Date {
	return code.DateOf(time.Unix(0, 0).UTC().AddDate(0, 0, int(n)))
}
