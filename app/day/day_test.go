package day

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"therapytally/app/draft"
	"therapytally/app/keep"
	"therapytally/app/timer"
	"therapytally/app/words"
	"therapytally/app/workspace"
	"therapytally/rules"
)

// shelf is a storage in memory; err stands for a browser that refuses.
type shelf struct {
	values map[string]string
	err    error
}

func (s *shelf) Get(key string) (string, bool, error) { v, ok := s.values[key]; return v, ok, nil }
func (s *shelf) Set(key, value string) error {
	if s.err == nil {
		s.values[key] = value
	}
	return s.err
}
func (s *shelf) Del(key string) error { delete(s.values, key); return nil }
func (s *shelf) Keys() (out []string, err error) {
	for k := range s.values {
		out = append(out, k)
	}
	slices.Sort(out)
	return out, nil
}
func (s *shelf) holds(text string) bool {
	for _, v := range s.values {
		if strings.Contains(v, text) {
			return true
		}
	}
	return false
}

// tablet is a Device whose clock stands.
type tablet struct {
	local, session *shelf
	now            keep.Now
	owner, noted   string
	day            string // "": Aug 3, 2026
}

func newTablet() *tablet {
	const noon = 1_785_758_400_000 // Aug 3, 2026
	return &tablet{&shelf{values: map[string]string{}}, &shelf{values: map[string]string{}}, keep.Now{Wall: noon}, "", "", ""}
}

func (t *tablet) Storages() (local, session keep.Storage) { return t.local, t.session }
func (t *tablet) Now() keep.Now                           { return t.now }
func (t *tablet) Today() string                           { return cmp.Or(t.day, "2026-08-03") }
func (t *tablet) Owner() string                           { return t.owner }
func (t *tablet) Noted() string                           { return t.noted }
func (t *tablet) Note(id string)                          { t.noted = id }

// sleep lets time pass.
func (t *tablet) sleep(ms int64) { t.now.Wall += ms }

// live lets time pass while the page is awake: both clocks see it.
func (t *tablet) live(ms int64) {
	t.now.Wall += ms
	t.now.Mono += ms
}

var owners uint64

func open(t *testing.T, device *tablet) *Day {
	t.Helper()
	book, err := rules.Standard()
	if err != nil {
		t.Fatal(err)
	}
	w := words.English()
	owners++
	device.owner = strconv.FormatUint(1<<63+owners, 36) // as a page gives it
	return New(workspace.New(book, device.Today(), w.Form.National, "97530"), w, device, Clinic{})
}

func (d *Day) minutes(text string) {
	d.store.Type(draft.MinutesOf(1), text)
	d.Save()
	d.Flush()
}

func (d *Day) shown() string { return d.store.Form.Text(draft.MinutesOf(1)) }

func TestAVisitIsOnTheDeviceUnlessRefused(t *testing.T) {
	device := newTablet()
	d := open(t, device)
	if d.Flush(); len(device.session.values)+len(device.local.values) > 0 {
		t.Errorf("an untouched page keeps %v, %v", device.session.values, device.local.values)
	}
	d.minutes("38")
	if !device.local.holds(`"38"`) || device.session.holds(`"38"`) {
		t.Errorf("the device holds %v, the tab %v", device.local.values, device.session.values)
	}
	d.SetPolicy(keep.Policy{})
	if device.local.holds(`"38"`) || !device.session.holds(`"38"`) {
		t.Errorf("the device holds %v, the tab %v", device.local.values, device.session.values)
	}
	if again := open(t, device); again.shown() != "38" || again.Current != d.Current {
		t.Errorf("after a reload the desk shows %q", again.shown())
	}
	d.SetPolicy(keep.Policy{Keep: true})
	if !device.local.holds(`"38"`) || device.session.holds(`"38"`) {
		t.Error("turned on, it is not on the device alone")
	}
	device.session.values = map[string]string{} // the tab is closed
	if again := open(t, device); again.shown() != "38" {
		t.Errorf("a new tab shows %q", again.shown())
	}
}

func TestEachVisitKeepsItsOwn(t *testing.T) {
	d := open(t, newTablet())
	d.minutes("10")
	for n := 2; n <= 60; n++ {
		d.Add()
		d.Rename(fmt.Sprintf("Rm %d", n))
		d.minutes(fmt.Sprint(n))
	}
	for n, v := range slices.Clone(d.Sheet.Visits) {
		d.Switch(v.ID)
		if want := fmt.Sprint(n + 1); n > 0 && d.shown() != want {
			t.Errorf("visit %d shows %s minutes", n+1, d.shown())
		}
	}
	d.Duplicate()
	if d.shown() != "60" || d.labeled() == "Rm 60" {
		t.Errorf("the copy %q shows %s", d.labeled(), d.shown())
	}
	d.Remove()
	d.Undo()
	if len(d.Sheet.Visits) != 61 || d.shown() != "60" {
		t.Errorf("after undo there are %d visits and the desk shows %s", len(d.Sheet.Visits), d.shown())
	}
	d.workOut(100)
	if d.lacks() {
		t.Error("the list lacks sums")
	}
}

func TestNoNameIsKeptAnywhere(t *testing.T) {
	device := newTablet()
	d := open(t, device)
	d.SetPolicy(keep.Policy{Keep: true})
	d.Rename("Maria")
	d.store.Type(draft.Place, "Maria Lopez")
	d.store.Type(draft.Deductible, "555-123-4567")
	d.minutes("38")
	for _, word := range []string{"Maria", "Lopez", "4567"} {
		if device.local.holds(word) || device.session.holds(word) || strings.Contains(string(d.Export()), word) {
			t.Errorf("%q is kept", word)
		}
	}
	if !slices.Equal(d.Withheld(), []draft.Field{draft.Deductible, draft.Place}) {
		t.Errorf("withheld are %v", d.Withheld())
	}
	d.store.Type(draft.Place, "Oh")
	d.Save()
	if len(d.Withheld()) != 1 {
		t.Errorf("while a place is typed, withheld are %v", d.Withheld())
	}
}

func TestASharedTabletForgets(t *testing.T) {
	device := newTablet()
	d := open(t, device)
	d.SetPolicy(keep.Policy{Keep: true, Shared: true, IdleMinutes: 2})
	d.minutes("38")
	device.sleep(60_000 + 10_000)
	if d.Tick(); d.view.left != 50 {
		t.Errorf("the countdown shows %d", d.view.left)
	}
	if !d.Touch() || d.view.left != 0 || d.shown() != "38" {
		t.Error("a touch does not end the countdown")
	}
	device.sleep(3 * 60_000)
	d.Touch() // the one who comes back late is somebody else
	d.Flush()
	if d.shown() != "" || device.local.holds(`"38"`) || d.CanUndo() {
		t.Errorf("the desk shows %q, the device holds %v", d.shown(), device.local.values)
	}
}

// What was typed into the settings and is not kept goes with the visits,
// whichever tab finds that nobody is there.
func TestASharedTabletForgetsWhatWasTypedIntoTheSettings(t *testing.T) {
	for _, own := range []bool{true, false} {
		one := newTablet()
		two := second(one)
		a, b := open(t, one), open(t, two)
		tell(one, b, func() { a.SetPolicy(keep.Policy{Keep: true, Shared: true, IdleMinutes: 2}) })
		a.minutes("38")
		a.SetClinic(func(c *Clinic) { c.Favorites = "97110" })
		a.Flush()
		b.MergeAll()
		b.SetClinic(func(c *Clinic) { c.Favorites = "97110 Maria" })
		one.sleep(3 * 60_000)
		two.now = one.now
		if own {
			b.Tick()
		} else {
			tell(one, b, func() { a.Tick() })
		}
		if b.Clinic.Favorites != "97110" {
			t.Errorf("its own watch %v: the settings show %q", own, b.Clinic.Favorites)
		}
	}
}

func TestTheDayEnds(t *testing.T) {
	device := newTablet()
	d := open(t, device)
	d.SetPolicy(keep.Policy{Keep: true, Days: 1})
	d.minutes("38")
	device.sleep(24 * 3_600_000)
	if d.Tick(); d.shown() != "38" {
		t.Error("it is gone a day early")
	}
	device.sleep(24 * 3_600_000)
	if d.Tick(); d.shown() != "" || device.local.holds(`"38"`) {
		t.Error("it is there after its time")
	}
}

// Whatever is kept and where, nothing of it is left, and a reload brings nothing
// back. What stays is the choice to keep less than usual.
func TestWhatIsClearedIsGone(t *testing.T) {
	for what, chosen := range map[string]*keep.Policy{
		"as it opens": nil, "nothing": {}, "the day": {Keep: true}, "seven days": {Keep: true, Days: 7},
		"shared": {Shared: true}, "kept and shared": {Keep: true, Shared: true, IdleMinutes: 2},
	} {
		device := newTablet()
		d := open(t, device)
		if chosen != nil {
			d.SetPolicy(*chosen)
		}
		d.SetClinic(func(c *Clinic) { c.Favorites = "97110" })
		d.minutes("38")
		device.local.values[languageKey] = "es" // of the patient's page
		d.Add()
		d.Remove()
		was := d.Policy()
		d.Clear()
		d.Flush()
		left, less := len(device.local.values)+len(device.session.values), !was.Keep || was.Shared
		if device.local.holds("97110") || device.session.holds(`"38"`) || device.local.values[languageKey] != "" || left != map[bool]int{true: 1}[less] {
			t.Errorf("%s: left: %v %v", what, device.local.values, device.session.values)
		}
		again := open(t, device)
		if d.CanUndo() || d.Clinic != (Clinic{}) || d.shown() != "" || again.shown() != "" || again.Clinic != (Clinic{}) {
			t.Errorf("%s: it is still shown, or a reload brings it back", what)
		}
		if want := map[bool]keep.Policy{true: was, false: {Keep: true, Workday: true, Days: 3, IdleMinutes: 10}}[less]; again.Policy() != want {
			t.Errorf("%s: the choice is %+v", what, again.Policy())
		}
	}
}

func TestOutAndInIsTheSame(t *testing.T) {
	d := open(t, newTablet())
	d.minutes("38")
	d.Add()
	d.Rename("7")
	d.minutes("23")
	d.store.Tap(1, timer.Instant{Wall: d.instant().Wall, Run: "abc"})
	d.store.Tap(1, timer.Instant{Wall: d.instant().Wall + 1_380_000, Run: "abc"})
	out := d.Export()
	other := open(t, newTablet())
	other.Import(out)
	if got := other.Export(); string(got) != string(out) {
		t.Errorf("out again:\n%s\nwas\n%s", got, out)
	}
	other.Import([]byte(strings.Replace(string(out), `"7"`, `"Maria"`, 1)))
	if n := len(other.Sheet.Visits); n != 2 {
		t.Errorf("a refused file leaves %d visits", n)
	}
	text, tell := other.CSV()
	if tell.without != 0 || strings.Count(text, "\r\n") != 3 || !strings.Contains(text, "7,2026-08-03,97530,2,GP,23,0,23,23,Original Medicare,payable,\"Incomplete: a timer is running, or a time needs your correction.\"\r\n") {
		t.Errorf("the biller gets\n%s(%d left out)", text, tell.without)
	}
}

func TestAFullStorageIsSaid(t *testing.T) {
	device := newTablet()
	d := open(t, device)
	device.local.err, device.session.err = keep.ErrFull, keep.ErrFull
	d.minutes("38")
	if d.seen != (keep.Status{Where: keep.Memory, Trouble: keep.Full}) {
		t.Errorf("it stands at %v", d.seen)
	}
}
