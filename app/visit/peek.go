package visit

import (
	"slices"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"therapytally/app/el"
	"therapytally/app/ui"
	"therapytally/app/workspace"
	"therapytally/rules"
	"therapytally/rules/finding"
)

// peek is the answer in short for narrow screens, where the answer itself
// stands below the fields. It leads there.
type peek struct {
	app.Compo
	Desk  *desk
	Mark  string // what must not be overlooked
	Text  string
	Phase workspace.Phase
}

func (d *desk) peekText() string {
	w := d.words.Answer
	switch d.Phase {
	case workspace.Ready:
		t := d.Answer.Totals
		return w.Units(d.Units()) + " · " + w.Allowed + " " + d.amount(t.Allowed) + " · " + w.PatientOwes + " " + d.amount(t.Patient)
	case workspace.Blocked:
		return w.BlockedTitle + ": " + d.fieldName(d.Problem.Field)
	}
	return w.WaitingTitle
}

// marks say shortly what must be seen before the visit is billed, gravest
// first.
func (d *desk) marks() string {
	w, out := d.words.Answer.Marks, []string{}
	if d.Phase == workspace.Ready {
		if codes := d.deniedCodes(); len(codes) > 0 {
			out = append(out, w.Denied(codes))
		}
		for _, f := range gravestFirst(d.Answer.Findings) {
			mark := ""
			switch {
			case f.ID == finding.KXAttest:
				mark = w.KX
			case f.ID == finding.UnitsTie && d.Answer.Units.Tie.Open():
				mark = w.Tie
			case f.Severity == finding.Blocks:
				mark = w.Block
			}
			if mark != "" && !slices.Contains(out, mark) {
				out = append(out, mark)
			}
		}
	}
	if len(d.Form.Time.Unsettled()) > 0 {
		out = append(out, w.Time)
	}
	return strings.Join(out, " · ")
}

func (d *desk) deniedCodes() (out []string) {
	for _, l := range d.Answer.Lines {
		if c := l.Code.String(); l.Status == rules.Denied && !slices.Contains(out, c) {
			out = append(out, c)
		}
	}
	return out
}

// OnMount implements app.Mounter.
func (p *peek) OnMount(ctx app.Context) {
	p.Desk.ahead.Join(ctx, func() { p.Mark, p.Text, p.Phase = p.Desk.marks(), p.Desk.peekText(), p.Desk.Phase })
}

// Render implements app.Composer.
func (p *peek) Render() app.UI { return ui.Safe(p.Desk.words.Broken, p.render) }

func (p *peek) render() app.UI {
	leads := p.Desk.words.Answer.Peek
	if p.Phase == workspace.Blocked {
		leads = p.Desk.words.Answer.GoThere
	}
	return el.Button("peek", "peek").Hidden(p.Phase == workspace.Waiting && p.Mark == "").OnClick(ui.Handle(p.onClick)).Body(
		app.Elem("strong").Class("mark").Hidden(p.Mark == "").Text(p.Mark),
		el.Say("span", "", p.Text), el.Say("small", "", leads))
}

func (p *peek) onClick(ctx app.Context, _ app.Event) {
	p.Desk.do(ctx, func() {})
	if p.Phase == workspace.Blocked {
		p.Desk.focus(p.Desk.Problem.Field)
		return
	}
	p.Desk.then(func() { ui.Lead(answerHeading) })
}
