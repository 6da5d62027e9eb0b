package day

import (
	"encoding/csv"
	"fmt"
	"slices"
	"strings"
	"testing"

	"therapytally/app/draft"
	"therapytally/rules"
)

// service adds a service to the visit on the desk; the first takes the place
// of the one that it begins with.
func (d *Day) service(at int, code, minutes string) {
	f := draft.CodeOf(1)
	if at > 0 {
		f = d.store.Form.Add()
	}
	d.store.Type(f, code)
	d.store.Type(draft.MinutesOf(d.store.Form.Rows[at].Key), minutes)
	d.store.Enter("")
	d.store.Recount()
	d.Save()
}

func rowsOf(t *testing.T, text string) (out []map[string]string) {
	t.Helper()
	rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows[1:] {
		cells := map[string]string{}
		for i, cell := range row {
			cells[rows[0][i]] = cell
		}
		out = append(out, cells)
	}
	return out
}

// An evaluation without its minutes: the total of the visit is not known, and a
// payer who reads 15 reads what nobody has said (CMS, Benefit Policy Manual,
// chapter 15, section 220.3.E, asks for the total with the untimed services).
func TestATotalThatIsNotKnownIsLeftBlank(t *testing.T) {
	d := open(t, newTablet())
	d.service(0, "97161", "")
	d.service(1, "97110", "15")
	text, tell := d.CSV()
	rows := rowsOf(t, text)
	if len(rows) != 2 || tell.open != 1 {
		t.Fatalf("%d rows, %+v\n%s", len(rows), tell, text)
	}
	for _, row := range rows {
		if row["treatment_minutes"] != "" || row["total_timed_minutes"] != "15" || row["reason"] != "Incomplete: no minutes for 97161." || row["status"] != "payable" {
			t.Errorf("the file says %v", row)
		}
		if want := map[string]string{"97161": "", "97110": "15"}[row["code"]]; row["minutes"] != want {
			t.Errorf("%s has %q minutes", row["code"], row["minutes"])
		}
	}
	p := NewParts(d, nobody{}, d.words)
	g := p.visitPage()
	notes := strings.Join(g.notes, " ")
	if !strings.Contains(notes, "Total timed code treatment minutes: 15. Total treatment minutes: ____.") || !strings.Contains(notes, "Incomplete: no minutes for 97161.") {
		t.Errorf("the paper says %q", notes)
	}
	at := slices.Index(g.head, d.words.Day.Paper.Minutes)
	for _, row := range g.rows[:2] {
		if want := map[string]string{"97161": "", "97110": "15"}[row[0]]; row[at] != want {
			t.Errorf("the paper has %q minutes of %s", row[at], row[0])
		}
	}
	if sheet := fmt.Sprint(p.sheetPage().rows); !strings.Contains(sheet, "Incomplete: no minutes for 97161.") {
		t.Errorf("the day sheet says %s", sheet)
	}
	d.view.paper = paperVisit
	if d.onPaper() != 1 {
		t.Error("the screen does not say that the visit is not finished")
	}
	d.store.Type(draft.MinutesOf(1), "20")
	d.Save()
	text, tell = d.CSV()
	for _, row := range rowsOf(t, text) {
		if row["treatment_minutes"] != "35" || row["reason"] != "" || tell.open != 0 {
			t.Errorf("with all minutes the file says %v, %+v", row, tell)
		}
	}
	if notes = strings.Join(NewParts(d, nobody{}, d.words).visitPage().notes, " "); notes != "Total timed code treatment minutes: 15. Total treatment minutes: 35." {
		t.Errorf("with all minutes the paper says %q", notes)
	}
}

// Every visit that somebody began is in the biller's file and on the day sheet,
// with its lines or with the reason why there are none.
func TestAVisitWithoutLinesSaysWhy(t *testing.T) {
	d := open(t, newTablet())
	d.service(0, "97530", "7") // 8 minutes make the first unit
	d.Add()
	d.service(0, "97530", "")
	d.Add()
	d.service(0, "97530", "12/15")
	d.Add()
	d.service(0, "97161", "30")
	d.store.Type(draft.UnitsOf(1), "0")
	d.Save()
	d.Add()
	d.service(0, "97530", "23")
	want := []string{
		"No units: 7 timed minutes.", "No minutes for 97530.", "No minutes for 97530.", // what is no number is not kept
		fmt.Sprintf("To fix: Enter 1 to %d units.", rules.MaxUnits), "",
	}
	text, tell := d.CSV()
	rows := rowsOf(t, text)
	if len(rows) != len(want) || tell.without != 4 {
		t.Fatalf("%d rows, %+v\n%s", len(rows), tell, text)
	}
	for i, row := range rows {
		if row["reason"] != want[i] || row["label"] != fmt.Sprint(i+1) || row["date"] != "2026-08-03" || row["payer"] != "Original Medicare" {
			t.Errorf("row %d is %v", i+1, row)
		}
		if left := want[i] != ""; left && (row["status"] != "left out" || row["code"]+row["units"]+row["minutes"]+row["treatment_minutes"] != "") || !left && row["code"] != "97530" {
			t.Errorf("row %d is %v", i+1, row)
		}
	}
	d.sumUp()
	g := NewParts(d, nobody{}, d.words).sheetPage()
	at := slices.Index(g.head, d.words.Day.Paper.Lines)
	for i, row := range g.rows {
		if want[i] != "" && row[at] != want[i] {
			t.Errorf("the day sheet says %q of visit %d", row[at], i+1)
		}
	}
	head, _, _ := strings.Cut(text, "\r\n")
	if head != "label,date,code,units,modifiers,minutes,assistant_minutes,total_timed_minutes,treatment_minutes,payer,status,reason" {
		t.Errorf("the columns are %s", head)
	}
	if said := d.words.Day.Keep.Without(4); said != "4 visits have no claim lines in the file for the biller. The last column, reason, says why." {
		t.Errorf("the screen says %q", said)
	}
}

// What nobody has begun is no visit.
func TestAnUntouchedVisitIsInNoFile(t *testing.T) {
	d := open(t, newTablet())
	if text, tell := d.CSV(); strings.Count(text, "\r\n") != 1 || tell.without != 0 {
		t.Errorf("%+v\n%s", tell, text)
	}
}
