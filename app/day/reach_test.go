package day

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"therapytally/app/keep"
	"therapytally/app/sheet"
)

// kinds are what is being said.
func (d *Day) kinds() (out []noticeKind) {
	for _, n := range d.notices {
		out = append(out, n.kind)
	}
	return out
}

// second is another tab of the same device.
func second(device *tablet) *tablet {
	other := *device
	other.session, other.noted = &shelf{values: map[string]string{}}, ""
	return &other
}

// tell gives one tab the events of what the other does.
func tell(device *tablet, to *Day, do func()) {
	before := map[string]string{}
	for k, v := range device.local.values {
		before[k] = v
	}
	do()
	for _, k := range must(device.local.Keys()) {
		if v := device.local.values[k]; before[k] != v {
			to.Merge(keep.Event{Key: k, New: v})
		}
	}
}

func must(keys []string, _ error) []string { return keys }

// On a shared tablet, kept or not, what one tab purges is gone in the other,
// and a touch in one keeps both.
func TestASharedTabletIsOneOverItsTabs(t *testing.T) {
	for _, on := range []bool{true, false} {
		one := newTablet()
		two := second(one)
		a, b := open(t, one), open(t, two)
		a.minutes("38")
		b.minutes("45")
		tell(one, b, func() { a.SetPolicy(keep.Policy{Keep: on, Shared: true, IdleMinutes: 2}) })
		b.Flush()
		if p := b.Policy(); !p.Shared || p.Keep != on {
			t.Fatalf("keep %v: the other tab has %+v", on, p)
		}
		for range 3 { // touched here, both go on
			one.sleep(100_000)
			two.now = one.now
			tell(one, b, func() { a.Touch(); a.Flush() })
			b.Tick()
		}
		if b.shown() != "45" || b.view.left != 0 {
			t.Errorf("keep %v: the touch does not reach the other tab", on)
		}
		one.sleep(110_000)
		a.Touch()
		a.Flush() // the event is missed
		one.sleep(75_000)
		two.now = one.now
		if b.Tick(); b.shown() != "45" {
			t.Errorf("keep %v: what is noted of the touch is not looked up", on)
		}
		b.stale = false
		one.sleep(3*60_000 + 1)
		two.now = one.now
		tell(one, b, func() { a.Tick() })
		if b.shown() != "" || !slices.Equal(b.kinds(), []noticeKind{noticeIdle}) || !b.stale || b.CanUndo() {
			t.Errorf("keep %v: the other tab shows %q and says %v", on, b.shown(), b.kinds())
		}
		b.Save()
		b.Flush()
		for _, s := range []*shelf{one.local, one.session, two.session} {
			if s.holds(`"38"`) || s.holds(`"45"`) {
				t.Errorf("keep %v: left %v", on, s.values)
			}
		}
	}
}

// A tab that hears late that the tablet is shared counts from then on.
func TestSharedFromNowOn(t *testing.T) {
	one := newTablet()
	two := second(one)
	a, b := open(t, one), open(t, two)
	b.minutes("45")
	one.sleep(3_600_000)
	two.now = one.now
	tell(one, b, func() { a.SetPolicy(keep.Policy{Shared: true, IdleMinutes: 2}) })
	if b.Tick(); b.shown() != "45" || b.view.left != 0 {
		t.Errorf("it shows %q with %d s left", b.shown(), b.view.left)
	}
}

func TestALostPolicyIsSaid(t *testing.T) {
	device := newTablet()
	d := open(t, device)
	d.SetPolicy(keep.Policy{Keep: true, Days: 7})
	d.minutes("38")
	for k := range device.local.values {
		if strings.Contains(k, "policy") {
			device.local.values[k] = "rubbish"
		}
	}
	d = open(t, device)
	if p := d.Policy(); !slices.Equal(d.kinds(), []noticeKind{noticePolicyLost}) || p.Days != 0 || !p.Shared || d.shown() != "38" {
		t.Errorf("it says %v, %+v", d.kinds(), p)
	}
}

func TestWhatDoesNotReadCanBeSavedAndDiscarded(t *testing.T) {
	device := newTablet()
	d := open(t, device)
	d.SetPolicy(keep.Policy{Keep: true})
	d.minutes("38")
	d.Add()
	d.minutes("23")
	for k, v := range device.local.values {
		if strings.Contains(v, `"23"`) {
			device.local.values[k] = "rubbish"
		}
		if strings.Contains(v, `"38"`) {
			d.keep.Put(keep.Visit, "x", "not a visit", d.device.Now())
		}
	}
	d.Flush()
	d = open(t, device)
	if d.Unread() != 2 || !slices.Contains(d.kinds(), noticeLost) || d.shown() != "38" {
		t.Errorf("%d do not read; it says %v", d.Unread(), d.kinds())
	}
	if file := string(d.keep.Backup()); !strings.Contains(file, "rubbish") || !strings.Contains(file, "not a visit") || strings.Contains(file, `\"38\"`) {
		t.Errorf("the file is %s", file)
	}
	d.Discard()
	d.Flush()
	if d.Unread() != 0 || device.local.holds("rubbish") || device.local.holds("not a visit") || !device.local.holds(`"38"`) {
		t.Errorf("left: %v", device.local.values)
	}
	if !slices.Equal(d.kinds(), []noticeKind{noticeDiscarded}) {
		t.Errorf("it says %v", d.kinds())
	}
}

// stuck is a storage that deletes nothing.
type stuck struct{ *shelf }

func (stuck) Del(string) error { return errors.New("no") }

type stuckTablet struct{ *tablet }

func (t stuckTablet) Storages() (local, session keep.Storage) { return stuck{t.local}, t.session }

// A failed Clear says one thing, and goes on saying it.
func TestWhatCouldNotBeClearedIsSaidAlone(t *testing.T) {
	device := newTablet()
	d := open(t, device)
	d.SetPolicy(keep.Policy{Keep: true})
	d.minutes("38")
	d = New(d.store, d.words, stuckTablet{device}, Clinic{})
	d.Clear()
	if d.seen.Trouble != keep.NotCleared || len(d.notices) != 0 {
		t.Errorf("%+v, it says %v", d.seen, d.kinds())
	}
	if d.minutes("10"); d.seen.Trouble != keep.NotCleared {
		t.Error("the next typing takes it back")
	}
}

func TestUndoOutlivesAnotherTabsChange(t *testing.T) {
	device := newTablet()
	a := open(t, device)
	a.SetPolicy(keep.Policy{Keep: true})
	a.minutes("38")
	a.Add()
	a.minutes("23")
	two := second(device)
	b := open(t, two)
	a.Remove()
	a.Flush()
	b.MergeAll()
	b.Add()
	b.minutes("45")
	a.MergeAll()
	if len(a.Sheet.Visits) != 2 || !a.CanUndo() {
		t.Fatalf("%d visits, undo %v", len(a.Sheet.Visits), a.CanUndo())
	}
	a.Undo()
	a.Flush()
	b.MergeAll()
	if a.shown() != "23" || len(a.Sheet.Visits) != 3 || len(b.Sheet.Visits) != 3 {
		t.Errorf("back is %q; %d and %d visits", a.shown(), len(a.Sheet.Visits), len(b.Sheet.Visits))
	}
}

// Two tabs that fill the sheet lose nothing; one more is refused aloud.
func TestAnOverfullSheetIsSaidAndWhole(t *testing.T) {
	device := newTablet()
	d := open(t, device)
	d.SetPolicy(keep.Policy{Keep: true})
	d.minutes("38")
	text := d.Sheet.Visits[0].Encode()
	for i := range sheet.MostVisits + 2 {
		d.keep.Put(keep.Visit, fmt.Sprint("many-", i), text, d.device.Now())
	}
	d.Flush()
	d = open(t, device)
	if n := len(d.Sheet.Visits); n != sheet.MostVisits+3 || !slices.Contains(d.kinds(), noticeCrowded) {
		t.Errorf("%d visits, it says %v", n, d.kinds())
	}
	if d.Add() || d.Duplicate() || !slices.Contains(d.kinds(), noticeSheetFull) {
		t.Error("one more is taken")
	}
	other := open(t, newTablet())
	if other.Import(d.Export()); len(other.Sheet.Visits) != sheet.MostVisits+3 {
		t.Errorf("out and in: %d visits, it says %v", len(other.Sheet.Visits), other.notices)
	}
}

// A file is taken whole or not at all, and the refusal names the place.
func TestAFileIsReadStrictly(t *testing.T) {
	whole := func(texts, timer string) string {
		return `{"format":"therapy-tally-day-sheet","version":1,"visits":[{"id":"a","label":"1"},{"id":"b","label":"2","rows":[1],"texts":{` + texts + `},"timer":{"spans":[` + timer + `],"next":9}}]}`
	}
	const at = `"code":"97530","by":"therapist"`
	for text, says := range map[string]string{
		whole(`"service-1-minutes":"8"`, ``):     "",
		whole(`"service-1-colour":"red"`, ``):    `visit 2 in it: it holds something unknown, "service-1-colour"`,
		whole(`"service-2-minutes":"8"`, ``):     `visit 2 in it: it holds something unknown, "service-2-minutes"`,
		whole(`"service-1-minutes":"Lopez"`, ``): `visit 2 in it: the field "service-1-minutes" holds something that it does not take`,
		whole(`"place":"Maria Lopez"`, ``):       `visit 2 in it: the field "place" holds something that it does not take`,
		whole(``, `{"id":1,`+at+`,"from":1785758400000,"to":1785762000000},{"id":2,`+at+`,"from":1785760000000,"to":1785763000000}`): "visit 2 in it, time 2: it overlaps",
		whole(``, `{"id":1,`+at+`,"from":1785758400000,"to":1785802000000}`):                                                         "visit 2 in it, time 1: it goes over midnight",
		strings.Replace(whole(``, ``), `"label":"2"`, `"label":"Maria"`, 1):                                                          `visit 2 in it: the field "label" looks like a name`,
	} {
		d := open(t, newTablet())
		d.minutes("38")
		before := string(d.Export())
		d.Import([]byte(text))
		said := d.notices[len(d.notices)-1]
		if says == "" {
			if said.kind != noticeImported || len(d.Sheet.Visits) != 3 {
				t.Errorf("%s: %+v", text, said)
			}
			continue
		}
		if said.kind != noticeNotImported || !strings.Contains(said.detail, says) || string(d.Export()) != before || d.shown() != "38" {
			t.Errorf("%s: it says %q; want %q", text, said.detail, says)
		}
	}
}

// Nothing that a file says freely comes into the storage: not an ID, a tick or
// the name of a run of the page.
func TestNoNameComesInWithAFile(t *testing.T) {
	file := func(id, more string) []byte {
		return []byte(`{"format":"therapy-tally-day-sheet","version":1,"visits":[{"id":"` + id + `","label":"1","rows":[1],"texts":{"service-1-minutes":"8"}` + more + `}]}`)
	}
	device := newTablet()
	d := open(t, device)
	d.SetPolicy(keep.Policy{Keep: true})
	for _, id := range []string{"Maria-Lopez", "123-45-6789"} {
		for range 2 {
			d.Import(file(id, `,"timer":{"seen":{"wall":1785758400000,"mono":0,"run":"Maria Lopez"},"next":1}`))
		}
	}
	if d.Flush(); len(d.Sheet.Visits) != 1 {
		t.Errorf("the same twice: %d visits, it says %v", len(d.Sheet.Visits), d.notices)
	}
	d.Import(file("v", `,"ticked":["Maria-Lopez"]`))
	if said := d.notices[len(d.notices)-1]; said.kind != noticeNotImported || !strings.Contains(said.detail, "visit 1") {
		t.Errorf("of a tick it says %+v", said)
	}
	d.Flush()
	for _, word := range []string{"Maria", "Lopez", "6789"} {
		keys := fmt.Sprint(must(device.local.Keys()), must(device.session.Keys()))
		if device.local.holds(word) || device.session.holds(word) || strings.Contains(keys+device.noted, word) {
			t.Errorf("%s is kept: %v", word, device.local.values)
		}
	}
	items, err := d.store.Find.Book.GuideAll()
	if err != nil {
		t.Fatal(err)
	}
	if d.Import(file("v", `,"ticked":["`+items[0].ID+`"]`)); len(d.Sheet.Visits) != 2 || d.Sheet.Visits[1].Ticked == nil {
		t.Errorf("what can be ticked is refused: %v", d.notices)
	}
}

// The same file once more adds nothing, and says so.
func TestAFileTwice(t *testing.T) {
	d := open(t, newTablet())
	d.minutes("38")
	d.Add()
	d.minutes("23")
	out := d.Export()
	d.Import(out)
	if said := d.notices[len(d.notices)-1]; len(d.Sheet.Visits) != 2 || said.n != 0 || !strings.Contains(said.detail, "2 visits were here already") {
		t.Errorf("%d visits, %+v", len(d.Sheet.Visits), said)
	}
	d.minutes("24")
	d.Import(out)
	if len(d.Sheet.Visits) != 3 {
		t.Errorf("another state of one: %d visits", len(d.Sheet.Visits))
	}
}

// A paper says which line is not paid, what is held back, and nothing of a
// visit that nobody asked for.
func TestPaperSaysWhatIsNotPaid(t *testing.T) {
	d := open(t, newTablet())
	p := NewParts(d, nil, d.words)
	if g := p.sheetPage(); len(g.rows) != 0 || !strings.Contains(g.about, "No visits") {
		t.Errorf("an untouched day prints %+v", g)
	}
	d.minutes("30")
	g := p.visitPage()
	if at := slices.Index(g.head, "Sequestration"); at < 0 || !strings.HasPrefix(g.rows[0][at], "$0.") || !strings.HasPrefix(g.rows[1][at], "$0.") {
		t.Errorf("%v, %v", g.head, g.rows)
	}
	second := d.store.Form.Add()
	d.store.Type(second, "97150")
	d.Save()
	denied := 0
	for _, l := range d.store.Answer.Lines {
		if l.Status != "payable" {
			denied++
		}
	}
	g = p.visitPage()
	all := fmt.Sprint(g.rows, p.sheetPage().rows)
	if denied != 1 || !strings.Contains(all, "· Denied") || !strings.Contains(all, "(denied)") {
		t.Errorf("%d denied: %s", denied, all)
	}
}

// What two tabs have made of one visit is marked in the list, named in the
// notice and said when the biller's file is saved, until somebody has looked.
func TestTwoStatesAreMarked(t *testing.T) {
	one := newTablet()
	a := open(t, one)
	a.SetPolicy(keep.Policy{Keep: true})
	a.minutes("38")
	a.Rename("Rm 4")
	a.Leave()
	a.Add()
	a.minutes("23")
	a.Switch(a.Sheet.Visits[0].ID)
	two := second(one)
	b := open(t, two)
	b.Switch(b.Sheet.Visits[0].ID)
	a.minutes("30")
	b.minutes("45")
	p := NewParts(b, nil, b.words)
	var marks []string
	for _, v := range b.Sheet.Visits {
		marks = append(marks, p.rowView(v).Mark)
	}
	slices.Sort(marks)
	if w := b.words.Day.Keep; !slices.Equal(marks, []string{"", w.TwoStates, w.TwoStates}) || !strings.Contains(strings.Join(p.texts(), " "), "(visit Rm 4)") {
		t.Fatalf("marked %q, it says %q", marks, p.texts())
	}
	if _, tell := b.CSV(); tell.marked != 2 {
		t.Errorf("the biller's file: %+v", tell)
	}
	b.notify(noticeTwice, 2)
	if said := p.text(b.notices[len(b.notices)-1]); !strings.Contains(said, "2 visits") || !strings.Contains(said, "(visit Rm 4)") || strings.Contains(said, "last change") {
		t.Errorf("it says %q", said)
	}
	b.Dismiss()
	if _, tell := b.CSV(); tell.marked != 0 || p.rowView(b.Sheet.Visits[0]).Mark != "" {
		t.Errorf("looked at: %+v", tell)
	}
}
