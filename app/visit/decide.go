package visit

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"therapytally/app/draft"
	"therapytally/app/explain"
	"therapytally/rules/code"
)

// decide opens the decision of a row.
func (d *desk) decide(ctx app.Context, key int, from string) {
	d.do(ctx, func() { d.Decide(key, from) })
	d.then(func() { d.showModal(explain.DecisionID, d.Path.Open()) })
}

// codeOfPath is the code of the row that the decision was opened from.
func (d *desk) codeOfPath() code.HCPCS {
	for i, r := range d.Form.Rows {
		if d.Path.Open() && r.Key == d.Path.Row {
			return d.Reading.Rows[i].Code
		}
	}
	return code.HCPCS{}
}

// Replied implements explain.Decider.
func (d *desk) Replied(ctx app.Context, yes bool) {
	d.do(ctx, func() { d.Reply(yes) })
	d.then(func() { focusElement(explain.DecisionTitle) })
}

// WentBack implements explain.Decider.
func (d *desk) WentBack(ctx app.Context) {
	d.do(ctx, d.Back)
	d.then(func() { focusElement(explain.DecisionTitle) })
}

// UsedCode implements explain.Decider.
func (d *desk) UsedCode(ctx app.Context) {
	key := d.Path.Row
	d.change(ctx, d.UseCode)
	d.Path.From = string(draft.MinutesOf(key))
	d.then(func() { closeModal(explain.DecisionID) })
}

// Decided implements explain.Decider.
func (d *desk) Decided(ctx app.Context) {
	var from string
	d.do(ctx, func() { from = d.EndDecide() })
	d.then(func() { focusElement(from) })
}
