package day

import (
	"strings"
	"testing"

	"therapytally/app/draft"
	"therapytally/app/keep"
	"therapytally/app/sheet"
	"therapytally/app/timer"
)

func TestNoPartOfARefusedLabelIsKept(t *testing.T) {
	device := newTablet()
	d := open(t, device)
	d.Rename("Rm 4")
	d.EndRename()
	for n := range len("123-45-6789") {
		d.Rename("123-45-6789"[:n+1])
		d.Save()
		d.Flush()
		if device.session.holds("123") || d.labeled() != "Rm 4" {
			t.Fatalf("after %d characters the label is %q", n+1, d.labeled())
		}
	}
	d.EndRename()
	if d.view.labelWrong != sheet.LooksLikeSSN || d.labeled() != "Rm 4" {
		t.Errorf("left, the label is %q", d.labeled())
	}
}

// A label that is being typed outlives the page; the beginning of one that is
// refused is taken back.
func TestALabelBeingTypedIsKept(t *testing.T) {
	device := newTablet()
	d := open(t, device)
	d.Rename("Rm 4A")
	d.hidden = true
	if d.Leave(); open(t, device).labeled() != "Rm 4A" {
		t.Error("the page was left, and the label is lost")
	}
	d.Rename("Bed 7 ")
	if d.RestRename() {
		t.Error("it is kept before it has rested")
	}
	device.sleep(1000)
	if d.RestRename(); d.view.label != "Bed 7 " {
		t.Errorf("the field is now %q", d.view.label)
	}
	d.Flush()
	if got := open(t, device).labeled(); got != "Bed 7" {
		t.Errorf("after a crash it is %q", got)
	}
	d.Rename("J")
	device.sleep(1000)
	d.RestRename()
	d.Rename("Jo")
	d.Flush()
	if got := open(t, device).labeled(); got != "Rm 4A" && got != "Bed 7" || d.view.label != "Jo" {
		t.Errorf("half of a refused label is left: %q", got)
	}
	d.Leave()
	if got := open(t, device).labeled(); device.session.holds(`"Jo"`) || device.session.holds(`"J"`) {
		t.Errorf("a refused label is left: %q", got)
	}
	d.Rename("9")
	d.EndRename()
	d.Rename("")
	device.sleep(1000)
	if d.RestRename() || d.labeled() != "9" {
		t.Errorf("an empty label is %q", d.labeled())
	}
}

func TestATextIsJudgedByItsFieldAlone(t *testing.T) {
	for _, c := range []struct {
		field draft.Field
		text  string
		kept  bool
	}{
		{draft.MinutesOf(1), "Jo", false}, {draft.MinutesOf(1), "1 h 5 min", true}, {draft.MinutesOf(1), "0:", true}, {draft.MinutesOf(1), "Minh 3", false},
		{draft.ChargeOf(1), "Al 5", false}, {draft.ChargeOf(1), "$1,200.50", true}, {draft.UsedOT, "Lopez", false}, {draft.UsedPTSLP, "12.", true},
		{draft.AssistantOf(1), "Lopez", false}, {draft.UnitsOf(1), "Ng", false},
		{draft.Place, "Gonzalo", false}, {draft.Place, "Oh", true}, {draft.Place, "Santa Maria", false}, {draft.Place, "santa maria-santa barbara, CA", true}, {draft.Place, "94103", true}, {draft.Place, "00001", false}, {draft.Place, "941", true},
		{draft.CodeOf(1), "97530 Maria", false}, {draft.CodeOf(1), "97110 Therapeutic exercise", true}, {draft.CodeOf(1), "ther", false}, {draft.CodeOf(1), "9753", true}, {draft.CodeOf(1), "J1234", false},
		{draft.Date, "1951-03-04", false}, {draft.Date, "Maria", false}, {draft.Date, "2026-08-04", true}, {draft.Date, "2027-03-01", true},
	} {
		device := newTablet()
		d := open(t, device)
		d.store.Type(draft.Date, "nonsense") // nothing else is read then
		d.store.Type(c.field, c.text)
		d.Save()
		if got := d.Sheet.Visit(d.Current).Texts[string(c.field)] == c.text; got != c.kept {
			t.Errorf("%s %q is kept: %v", c.field, c.text, got)
		}
		if d.store.Form.Text(c.field) != c.text {
			t.Errorf("%s %q has left the screen", c.field, c.text)
		}
	}
}

func TestSettingsThatDoNotReadAreNotKept(t *testing.T) {
	device := newTablet()
	d := open(t, device)
	d.SetClinic(func(c *Clinic) {
		c.Favorites, c.Place, c.Rate, c.Copay, c.UnitCap, c.Coinsurance = "99999 Lopez 97110", "Lopez", "Lopez", "25", "Lopez", "20 %"
	})
	d.Flush()
	if device.session.holds("Lopez") || device.session.holds("99999") || d.Clinic.Place != "Lopez" {
		t.Errorf("kept: %v", device.session.values)
	}
	got := open(t, device).Clinic
	if got.Favorites != "97110" || got.Copay != "25" || got.Coinsurance != "20 %" {
		t.Errorf("after a reload: %+v", got)
	}
	d.SetClinic(func(c *Clinic) { c.Favorites = "99999" })
	if d.Add(); d.store.Form.Rows[0].Code == "" {
		t.Error("an unknown favorite begins a visit with a blank code")
	}
}

func TestATimerInTwoTabsIsNoConflict(t *testing.T) {
	device := newTablet()
	a := open(t, device)
	a.SetPolicy(keep.Policy{Keep: true})
	a.store.Tap(1, a.instant())
	a.Save()
	a.Flush()
	b := open(t, device)
	for range 5 {
		device.sleep(90_000)
		for _, d := range []*Day{a, b} {
			device.sleep(700) // no two tabs read the clock at once
			d.store.Pulse(d.instant())
			d.Tick()
			d.Save()
		}
		a.Flush()
		b.Flush()
		a.MergeAll()
		b.MergeAll()
	}
	if len(a.Sheet.Visits) != 1 || len(b.Sheet.Visits) != 1 || len(a.notices)+len(b.notices) != 0 {
		t.Errorf("%d and %d visits, %v, %v", len(a.Sheet.Visits), len(b.Sheet.Visits), a.notices, b.notices)
	}
}

func TestAHiddenTabKeepsNoTime(t *testing.T) {
	device := newTablet()
	d := open(t, device)
	d.store.Tap(1, d.instant())
	d.Save()
	d.Flush()
	d.hidden = true
	was := d.saved
	device.sleep(90_000)
	d.store.Pulse(d.instant())
	d.Tick()
	d.Save()
	if _, waiting := d.Due(); waiting || d.saved != was {
		t.Error("a hidden tab writes the time")
	}
}

func TestWhatIsUnfinishedIsCounted(t *testing.T) {
	d := open(t, newTablet())
	d.minutes("30")
	if _, n := d.CSV(); n.open != 0 {
		t.Errorf("a finished visit counts as %d", n.open)
	}
	d.store.Form.Set(d.store.Form.Add(), "97110")
	d.store.Recount()
	if _, n := d.CSV(); n.open != 1 || n.without != 0 {
		t.Errorf("a row without minutes: %+v", n)
	}
	d.Add()
	d.minutes("30")
	if err := d.store.Form.Time.Start("97530", false, timer.Therapist, d.instant()); err != nil {
		t.Fatal(err)
	}
	if _, n := d.CSV(); n.open != 2 {
		t.Errorf("a running timer: %d unfinished", n.open)
	}
	d.view.paper = paperVisit
	if n := d.onPaper(); n != 1 {
		t.Errorf("on the paper of a visit %d are unfinished", n)
	}
}

func TestTheBillerIsToldWhatIsNotPaid(t *testing.T) {
	d := open(t, newTablet())
	d.minutes("30")
	d.Add()
	d.minutes("30")
	d.store.Type(d.store.Form.Add(), "97150")
	d.Save()
	text, tell := d.CSV()
	if tell.unpaid != 1 || strings.Count(text, ",payable,") != 2 || strings.Count(text, ",denied,") != 1 {
		t.Errorf("a denied line: %+v\n%s", tell, text)
	}
	d.Add()
	d.store.Type(draft.UsedPTSLP, "5000")
	d.minutes("30")
	if text, tell = d.CSV(); tell.unpaid != 2 || strings.Count(text, ",KX open,\r\n") != 1 {
		t.Errorf("KX is open: %+v\n%s", tell, text)
	}
	d.store.Form.Attested = true
	d.store.Recount()
	if text, tell = d.CSV(); tell.unpaid != 1 || !strings.Contains(text, "KX") || strings.Contains(text, "open") {
		t.Errorf("KX is settled: %+v\n%s", tell, text)
	}
}

func TestPaperHasTheLinesOfNow(t *testing.T) {
	d := open(t, newTablet())
	d.minutes("30")
	out := string(d.Export())
	if sum, _ := d.sum(d.Current); (&Parts{words: d.words}).lines(sum.Lines) != "97530 x2" {
		t.Errorf("the lines are %v", sum.Lines)
	}
	other := open(t, newTablet())
	if strings.Contains(out, "billed") {
		t.Errorf("the file holds what the engine says: %s", out)
	}
	other.Import([]byte(strings.Replace(out, `}],"sum"`, `,"billed":{"date":"2026-08-03","lines":[{"code":"97530","units":9}]}}],"sum"`, 1)))
	if len(other.Sheet.Visits) != 1 || len(other.notices) != 1 || other.notices[0].kind != noticeImported {
		t.Fatalf("it says %v", other.notices)
	}
	if again := string(other.Export()); strings.Contains(again, "billed") {
		t.Errorf("a file says what was billed: %s", again)
	}
}
