package day

import (
	"testing"

	"therapytally/rules"
)

// TestSignalsCountTheSheet: 69 visits of 97530 with 30 minutes (2 units) and
// one with 15 (1 unit) give 139 of 139 units, 69 of 70 visits with 2 units and
// none with 59; a visit without minutes is not counted. The list shows fewer.
func TestSignalsCountTheSheet(t *testing.T) {
	device := newTablet()
	d := open(t, device)
	d.minutes("15")
	for range 69 {
		d.Add()
		d.minutes("30")
	}
	d.Add()
	d.Flush()
	if log, left, wait := d.log(); len(log) != 70 || left != 1 || wait != 0 {
		t.Errorf("%d counted, %d left out, %d waiting", len(log), left, wait)
	}
	again := open(t, device)
	if _, _, wait := again.log(); wait != 70 {
		t.Errorf("after a reload %d visits wait", wait)
	}
	again.view.signals = true
	for again.workOut(5) {
	}
	log, left, wait := again.log()
	if left != 1 || wait != 0 {
		t.Errorf("after a reload %d left out, %d waiting", left, wait)
	}
	counts, err := again.store.Find.Book.Signals(log)
	if err != nil {
		t.Fatal(err)
	}
	words := again.words.Day.Signals
	want := map[rules.Counting]string{
		rules.CountShare: "139 units of 97530, of 139 billed on 70 visits. 139 ÷ 139 = 100.0 %.",
		rules.CountSame:  "2 units of 97530 on 69 visits, of 70 visits that bill it. 69 ÷ 70 = 98.6 %.",
		rules.CountApart: "0 visits with 59, XE, XP, XS or XU on a line, of 70 visits. 0 ÷ 70 = 0.0 %.",
	}
	for _, c := range counts {
		if got := words.How(c); got != want[c.Item.Signal.Counts] || !c.Enough() {
			t.Errorf("%s: %q, enough: %v", words.Title(c.Item.Signal), got, c.Enough())
		}
	}
}

// TestSignalsFollowTheSettings: what another payer's settings bill is counted,
// not what was billed before.
func TestSignalsFollowTheSettings(t *testing.T) {
	d := open(t, newTablet())
	d.minutes("30")
	d.Add()
	d.minutes("30")
	d.view.signals = true
	d.SetClinic(func(c *Clinic) { c.Kind, c.UnitCap = rules.SelfPay, "1" })
	if !d.lacks() {
		t.Error("old sums are still counted")
	}
	for d.workOut(1) {
	}
	if log, left, wait := d.log(); len(log)+left != 2 || wait != 0 {
		t.Errorf("%d counted, %d left out, %d waiting", len(log), left, wait)
	}
}

func TestSignalsSayWhatTheyNeed(t *testing.T) {
	d := open(t, newTablet())
	w := d.words.Day.Signals
	if n := d.leastVisits(); n != 10 || w.State(9, n) != "Needs at least 10 visits; this sheet has 9." || w.State(10, n) != "10 visits, for information only." {
		t.Errorf("%d: %q, %q", n, w.State(9, n), w.State(10, n))
	}
	counts, _ := d.store.Find.Book.Signals(nil)
	for _, c := range counts {
		want := "Needs at least 10 visits with a result; this sheet has 0."
		if c.Item.Signal.Counts == rules.CountSame {
			want = "Needs at least 10 visits that bill 97530; this sheet has 0."
		}
		if got := w.Few(c); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
