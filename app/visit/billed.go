package visit

import (
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"therapytally/app/sheet"
)

// copied is the whole visit for the clipboard, and the lines that are left out
// of it because they are not billed, each with its status.
func (d *desk) copied() (text string, left []string) {
	lines := d.claim()
	var billed []sheet.ClaimLine
	for i, l := range d.Answer.Lines {
		if l.Billable() {
			billed = append(billed, lines[i])
			continue
		}
		left = append(left, l.Code.String()+" ("+strings.ToLower(d.words.Answer.Status[l.Status])+")")
	}
	return sheet.ClaimText(billed), left
}

// leftOut says which lines the copy leaves out.
func (d *desk) leftOut(lines []string) app.UI {
	text := ""
	if len(lines) > 0 {
		text = d.words.Decide.LeftOut(lines)
	}
	return app.Elem("p").Class("note").ID("copy-left").Hidden(text == "").Text(text)
}

// andUntimed adds the units of untimed services to those of the minutes: the
// head counts what the bar counts.
func (d *desk) andUntimed() app.UI {
	text := ""
	if all, timed := d.Units(), d.Answer.Units.TimedUnits; all != timed {
		text = d.words.Answer.AndUntimed(all-timed, all)
	}
	return app.Elem("span").Class("untimed").Hidden(text == "").Text(text)
}
