package visit

import (
	"strings"
	"testing"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"therapytally/app/draft"
)

// enter puts services on a desk: each a code and its minutes.
func enter(d *desk, services ...[2]string) {
	for i, s := range services {
		if i > 0 {
			d.Form.Add()
		}
		key := d.Form.Rows[i].Key
		d.Type(draft.CodeOf(key), s[0])
		d.Type(draft.MinutesOf(key), s[1])
	}
	d.Enter("")
	d.Recount()
}

func copiesShown(d *desk) string { return app.HTMLString((&account{Desk: d}).copies()) }

// NCCI: 97530 is the column 2 code of 97150, and the pair takes a modifier that
// nobody has stated here. 97010 is bundled for Medicare (status B); what is
// unpriced is billed all the same.
func TestTheCopyLeavesOutWhatIsNotBilled(t *testing.T) {
	d := newDesk(t)
	enter(d, [2]string{"97150", "20"}, [2]string{"97530", "15"}, [2]string{"97010", "10"})
	text, left := d.copied()
	if text != "97150 GP x1\n" {
		t.Errorf("the copy is %q", text)
	}
	if got := strings.Join(left, ", "); got != "97530 (denied), 97010 (bundled)" {
		t.Errorf("left out are %q", got)
	}
	if shown := copiesShown(d); !strings.Contains(shown, "2 lines left out of the copy: 97530 (denied) and 97010 (bundled).") {
		t.Errorf("the button says nothing of it: %s", shown)
	}
	d.Change(func(s *draft.State) { s.Assert(d.Reading.Rows[1].Code, "59") })
	if text, left = d.copied(); !strings.Contains(text, "97530 GP 59 x1\n") || len(left) != 1 {
		t.Errorf("stated to be separate, the copy is %q, left out are %v", text, left)
	}
	d = newDesk(t)
	enter(d, [2]string{"97530", "15"}, [2]string{"97039", "15"})
	if text, left = d.copied(); !strings.Contains(text, "97039") || len(left) != 0 || strings.Contains(copiesShown(d), "left out") {
		t.Errorf("unpriced is billed: %q, %v", text, left)
	}
	d = newDesk(t)
	enter(d, [2]string{"97010", "15"})
	if text, _ = d.copied(); text != "" || !hiddenButton(copiesShown(d), "copy-visit") {
		t.Errorf("nothing to copy: %q\n%s", text, copiesShown(d))
	}
}

// hiddenButton reports a button that does not show.
func hiddenButton(html, id string) bool {
	for tag := range strings.SplitSeq(html, "<") {
		if tag, _, _ = strings.Cut(tag, ">"); strings.Contains(tag, `id="`+id+`"`) {
			return strings.HasSuffix(tag, " hidden") || strings.Contains(tag, " hidden ")
		}
	}
	return false
}

// An evaluation is one unit, untimed; 27 minutes of timed codes are two (CMS,
// 23 to 37 minutes). The bar and the head say three.
func TestTheHeadCountsTheUnitsOfTheBar(t *testing.T) {
	d := newDesk(t)
	enter(d, [2]string{"97162", "30"}, [2]string{"97110", "15"}, [2]string{"97530", "12"})
	if bar := d.peekText(); !strings.HasPrefix(bar, "3 units · ") {
		t.Errorf("the bar says %q", bar)
	}
	head := app.HTMLString((&answer{Desk: d}).headline())
	if !strings.Contains(head, "2 timed units") || !strings.Contains(head, "+ 1 untimed = 3 units") {
		t.Errorf("the head says %s", head)
	}
	d = newDesk(t)
	enter(d, [2]string{"97110", "15"}, [2]string{"97530", "12"})
	if head = app.HTMLString((&answer{Desk: d}).headline()); strings.Contains(head, " untimed =") || !strings.Contains(head, "2 units") {
		t.Errorf("with timed codes alone the head says %s", head)
	}
	d = newDesk(t)
	enter(d, [2]string{"97162", "30"})
	if head = app.HTMLString((&answer{Desk: d}).headline()); !strings.Contains(head, "1 unit") {
		t.Errorf("with an evaluation alone the head says %s", head)
	}
}
