package sheet

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"reflect"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"therapytally/app/timer"
)

// many runs a property n times, a tenth of it in the slow WebAssembly.
func many(t *testing.T, n int) {
	t.Helper()
	checks := flag.Lookup("rapid.checks").Value
	before := checks.String()
	if runtime.GOARCH == "wasm" {
		n /= 10
	}
	if err := checks.Set(strconv.Itoa(n)); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = checks.Set(before) })
}

func why(err error) Why {
	var f *Fault
	if errors.As(err, &f) {
		return f.Why
	}
	return Fine
}

func labels(s *Sheet) string {
	var out []string
	for _, v := range s.Visits {
		out = append(out, v.Label)
	}
	return strings.Join(out, " ")
}

func three(t *testing.T) *Sheet {
	t.Helper()
	s := &Sheet{}
	for _, l := range []string{"A1", "A2", "A3"} {
		if err := s.Add("id-"+l, l); err != nil {
			t.Fatal(err)
		}
	}
	return s
}

func TestOrderRemovePutBack(t *testing.T) {
	s := three(t)
	gone := s.Visit("id-A2").Clone()
	if next := s.Remove("id-A2"); next != "id-A3" || labels(s) != "A1 A3" {
		t.Errorf("%s, %s", next, labels(s))
	}
	s.Move("id-A3", -5)
	if err := s.PutBack(gone, 1); err != nil || labels(s) != "A3 A2 A1" || why(s.PutBack(gone, 1)) != Twice {
		t.Errorf("put back: %v, %s", err, labels(s))
	}
	if next := s.Remove("id-A1"); next != "id-A2" {
		t.Errorf("after the last: %s", next)
	}
	if s.Remove("nobody") != "" {
		t.Error("nobody was there")
	}
	s.Remove("id-A2")
	if s.Remove("id-A3") != "" {
		t.Error("after the only one")
	}
	if s.PutBack(gone, 7) != nil || labels(s) != "A2" {
		t.Errorf("a shorter sheet: %s", labels(s))
	}
}

func TestDuplicate(t *testing.T) {
	s := three(t)
	v := s.Visit("id-A1")
	v.Rows = []int{1}
	v.Set("service-1-minutes", "25")
	v.Set("service-1-hand", "yes")
	for _, name := range []string{"attested", "prefer", "distinct.97530", "used-pt-slp", "deductible", "service-2-minutes", "qp"} {
		v.Set(name, "7")
	}
	v.Tick("doc-1", true)
	v.Timer.Start("97530", false, timer.Therapist, timer.Instant{Wall: 1})
	if err := s.Duplicate("id-A1", "new", "B1"); err != nil || labels(s) != "A1 B1 A2 A3" {
		t.Fatal(err, labels(s))
	}
	c := s.Visit("new")
	if c.Texts["service-1-minutes"] != "25" || len(c.Texts) != 2 || len(c.Ticked) != 0 || len(c.Timer.Spans) != 0 {
		t.Errorf("%+v", c)
	}
	c.Set("service-1-minutes", "30")
	if s.Visit("id-A1").Texts["service-1-minutes"] != "25" {
		t.Error("the copy shares with its original")
	}
	for what, test := range map[string]struct {
		err  error
		want Why
	}{
		"id twice": {s.Add("new", "C1"), Twice}, "a name": {s.Add("n2", "Smith"), LooksLikeName}, "no visit": {s.Duplicate("x", "n3", "C1"), NoSuchVisit},
		"an id": {s.Add("a b", "C1"), BadField}, "renamed": {s.Rename("new", "JD"), LooksLikeName}, "renamed none": {s.Rename("x", "A"), NoSuchVisit}, "good": {s.Rename("new", "Rm 2"), Fine},
	} {
		if why(test.err) != test.want {
			t.Errorf("%s: %v", what, test.err)
		}
	}
}

func TestAThousandVisits(t *testing.T) {
	s := &Sheet{}
	for i := range MostVisits {
		if err := s.Add(fmt.Sprint("v", i), fmt.Sprint("A", i)); err != nil {
			t.Fatal(i, err)
		}
	}
	_, err := s.Join(&Sheet{Visits: []Visit{{ID: "x", Label: "A"}}}, nil)
	if why(s.Add("more", "A")) != TooMany || why(err) != TooMany {
		t.Error("one more is taken")
	}
	back, err := Import(s.Export())
	if err != nil || len(back.Visits) != MostVisits {
		t.Error(err)
	}
	gone := s.Visit("v500").Clone()
	s.Remove("v500")
	_ = s.Add("more", "A")
	if why(s.PutBack(gone, 500)) != TooMany {
		t.Error("a full sheet takes one more")
	}
	two, _ := Assemble(append(s.Visits, Visit{ID: "of the other tab", Label: "A"}), nil)
	if len(two.Visits) != MostVisits+1 || !two.Full() {
		t.Errorf("of two tabs' visits %d are left", len(two.Visits))
	}
	two.Visits[MostVisits].ID = "other"
	if back, err = Import(two.Export()); err != nil || len(back.Visits) != MostVisits+1 {
		t.Errorf("out and in again: %v", err)
	}
	if n, err := (&Sheet{}).Join(back, nil); err != nil || n != MostVisits+1 {
		t.Errorf("into an empty sheet: %d, %v", n, err)
	}
}

func TestSet(t *testing.T) {
	v := &Visit{ID: "v", Label: "A"}
	for field, want := range map[string]Why{"minutes": Fine, "a b": BadField, "": BadField} {
		if got := why(v.Set(field, "25")); got != want {
			t.Errorf("%q: %s", field, got)
		}
	}
	for text, want := range map[string]Why{"123-45-6789": LooksLikeSSN, strings.Repeat("x", 201): TooLong, "\xff": BadCharacter, "": Fine} {
		if got := why(v.Set("minutes", text)); got != want {
			t.Errorf("%q: %s", text, got)
		}
	}
	if len(v.Texts) != 0 || v.Set(DateField, "2026-08-03") != nil {
		t.Errorf("%v", v.Texts)
	}
}

// visit draws a visit of any shape that can be stored.
func visit(t *rapid.T, id string) Visit {
	v := Visit{ID: id, Label: rapid.SampledFrom([]string{"A1", "Rm 4", "09:30", "Knee 2"}).Draw(t, "label")}
	v.Rows = rapid.SliceOfNDistinct(rapid.IntRange(1, 99), 0, 4, rapid.ID).Draw(t, "rows")
	for _, field := range rapid.SliceOfN(rapid.StringMatching(`[a-z][a-z0-9-]{0,20}`), 0, 6).Draw(t, "fields") {
		_ = v.Set(field, rapid.String().Draw(t, "text"))
	}
	for _, id := range rapid.SliceOfN(rapid.StringMatching(`doc-[a-z0-9]{1,5}`), 0, 3).Draw(t, "ticks") {
		v.Tick(id, true)
	}
	at := timer.Instant{Wall: rapid.Int64Range(1, 1<<41).Draw(t, "wall"), Mono: 5, Run: "r", Offset: rapid.SampledFrom([]int{-300, -240, 0}).Draw(t, "offset")}
	for range rapid.IntRange(0, 5).Draw(t, "taps") {
		at.Wall += rapid.Int64Range(0, 9e6).Draw(t, "pass")
		_ = v.Timer.Tap(rapid.SampledFrom([]string{"97530", "97110", "G0283"}).Draw(t, "code"), false, timer.Both, at)
		if rapid.Bool().Draw(t, "pause") {
			_ = v.Timer.Pause(timer.Rest, at)
		}
	}
	return v
}

// TestRoundTrip: what is exported, imported and exported again is the same
// byte by byte, and each visit by itself, too.
func TestRoundTrip(t *testing.T) {
	many(t, 10_000)
	rapid.Check(t, func(t *rapid.T) {
		s := &Sheet{}
		for i := range rapid.IntRange(0, 5).Draw(t, "visits") {
			s.Visits = append(s.Visits, visit(t, fmt.Sprint("v", i)))
		}
		out := s.Export()
		back, err := Import(out)
		if err != nil {
			t.Fatalf("%s: %v", out, err)
		}
		if again := back.Export(); !bytes.Equal(out, again) {
			t.Fatalf("%s\n%s", out, again)
		}
		for _, v := range s.Visits {
			one, err := Decode(v.ID, v.Encode())
			if err != nil || one.Encode() != v.Encode() {
				t.Fatalf("%s: %v", v.Encode(), err)
			}
			if !reflect.DeepEqual(v.Clone(), v) {
				t.Fatalf("a clone differs: %+v", v)
			}
		}
	})
}

// span is the JSON of a span from and to a minute of a day.
func span(id, from, to int) string {
	const midnight = 1_785_715_200_000
	return fmt.Sprintf(`{"id":%d,"code":"97530","by":"therapist","from":%d,"to":%d}`, id, midnight+from*60_000, midnight+to*60_000)
}

func timed(spans string) string {
	return `{"id":"u","label":"A0"},{"id":"v","label":"A1","timer":{"spans":[` + spans + `],"next":9}}`
}

// TestARefusalNamesThePlace: which visit and which of its times.
func TestARefusalNamesThePlace(t *testing.T) {
	_, err := Import([]byte(`{"format":"therapy-tally-day-sheet","version":1,"visits":[` + timed(span(1, 540, 600)+","+span(2, 570, 660)) + `]}`))
	var f *Fault
	if !errors.As(err, &f) || f.Visit != 2 || f.Time != 2 {
		t.Errorf("%+v", f)
	}
}

// TestTenThousandCorruptFiles: a damaged file is refused or reads as it was.
func TestTenThousandCorruptFiles(t *testing.T) {
	many(t, 10_000)
	rapid.Check(t, func(t *rapid.T) {
		s := &Sheet{}
		for i := range rapid.IntRange(1, 3).Draw(t, "visits") {
			s.Visits = append(s.Visits, visit(t, fmt.Sprint("v", i)))
		}
		out := s.Export()
		data := bytes.Clone(out)
		for range rapid.IntRange(1, 3).Draw(t, "harms") {
			at := rapid.IntRange(0, len(data)-1).Draw(t, "at")
			switch rapid.IntRange(0, 3).Draw(t, "harm") {
			case 0:
				data[at] ^= 1 << rapid.IntRange(0, 7).Draw(t, "bit")
			case 1:
				data = append(data[:at:at], data[min(len(data), at+rapid.IntRange(1, 40).Draw(t, "cut")):]...)
			case 2:
				data = slices.Insert(data, at, data[:rapid.IntRange(0, min(40, len(data))).Draw(t, "again")]...)
			case 3:
				data[at] = rapid.SampledFrom([]byte(`0123456789{}[]",:`)).Draw(t, "byte")
			}
			if len(data) == 0 {
				return
			}
		}
		if back, err := Import(data); err == nil && !bytes.Equal(back.Export(), out) {
			t.Fatalf("%s\nreads as\n%s", data, back.Export())
		}
	})
}

func TestImportRefuses(t *testing.T) {
	whole := func(visits string) string {
		return `{"format":"therapy-tally-day-sheet","version":1,"visits":[` + visits + `]}`
	}
	for text, want := range map[string]Why{
		whole(``):                        Fine,
		whole(`{"id":"v","label":"A1"}`): Fine,
		" " + whole(``) + "\n ":          Fine,
		whole(``) + "x":                  NotJSON,
		whole(``) + whole(``):            NotJSON,
		"":                               NotJSON,
		"[]":                             NotJSON,
		"\xff":                           NotJSON,
		`{"format":"therapy-tally-day-sheet","version":2,"visits":[]}`: OtherVersion,
		`{"format":"other","version":1,"visits":[]}`:                   OtherVersion,
		`{"visits":[]}`: OtherVersion,
		`{"format":"therapy-tally-day-sheet","version":1,"visits":[],"more":1}`:         UnknownKey,
		`{"format":"therapy-tally-day-sheet","version":1,"visits":[],"visits":[]}`:      Twice,
		`{"format":"therapy-tally-day-sheet","version":1,"visits":[],"Visits":[]}`:      Twice,
		whole(`{"id":"v","label":"A1","name":"Smith"}`):                                 UnknownKey,
		whole(`{"id":"v","label":"Smith"}`):                                             LooksLikeName,
		whole(`{"id":"v","label":"A1"},{"id":"v","label":"A2"}`):                        Twice,
		whole(`{"id":"v","label":"A1","label":"A1"}`):                                   Twice,
		whole(`{"id":"","label":"A1"}`):                                                 BadField,
		whole(`{"id":"v","label":"A1","rows":[0]}`):                                     Twice,
		whole(`{"id":"v","label":"A1","rows":[1,1]}`):                                   Twice,
		whole(`{"id":"v","label":"A1","texts":{"a":"123-45-6789"}}`):                    LooksLikeSSN,
		whole(`{"id":"v","label":"A1","texts":{"a":"1","a":"2"}}`):                      Twice,
		whole(`{"id":"v","label":"A1","ticked":["a b"]}`):                               BadField,
		whole(`{"id":"v","label":"A1","timer":{"spans":[{"id":1,"by":"x","from":1}]}}`): BadTimer,
		whole(`{"id":"v","label":"A1","ticked":["a","a"]}`):                             Twice,
		whole(`{"id":"v","label":"A1","texts":{"date":{}}}`):                            NotJSON,
		whole(`{"id":"v","label":"A1"}],"sum":"12ab`):                                   NotJSON,
		`{"format":"therapy-tally-day-sheet","version":1,"visits":[],"sum":"12ab"}`:     Damaged,
		whole(timed(span(1, 9*60, 10*60) + "," + span(2, 9*60+30, 11*60))):              Overlaps,
		whole(timed(span(1, 9*60, 10*60) + "," + span(2, 10*60, 11*60))):                Fine,
		whole(timed(span(1, 23*60, 25*60))):                                             OverMidnight,
		whole(timed(span(1, 9*60, 10*60) + "," + span(1, 10*60, 11*60))):                BadTimer,
		whole(`{"id":1}`):            NotJSON,
		strings.Repeat(`[`, 100_000): NotJSON,
	} {
		s, err := Import([]byte(text))
		if why(err) != want || (s == nil) != (want != Fine) {
			t.Errorf("%.100s: %v; want it %s", text, err, want)
		}
	}
	for _, text := range []string{"", "{}", `{"id":"v","label":"Smith"}`, "null"} {
		if _, err := Decode("v", text); err == nil {
			t.Errorf("%q decodes", text)
		}
	}
}

func TestAssembleAndJoin(t *testing.T) {
	s := three(t)
	back, missing := Assemble(s.Visits, []string{"id-A3", "lost", "id-A1", "id-A1"})
	if labels(back) != "A3 A1 A2" || !slices.Equal(missing, []string{"lost"}) {
		t.Errorf("%s, missing %v", labels(back), missing)
	}
	if !slices.Equal(back.Order(), []string{"id-A3", "id-A1", "id-A2"}) {
		t.Error(back.Order())
	}
	n := 0
	newID := func() string { n++; return fmt.Sprint("n", n) }
	if added, err := back.Join(s, newID); err != nil || added != 0 || len(back.Visits) != 3 {
		t.Errorf("the same once more: %d, %v, %s", added, err, labels(back))
	}
	s.Visit("id-A2").Set("service-1-minutes", "9")
	if added, err := back.Join(s, newID); err != nil || added != 1 || len(back.Visits) != 4 || back.Check() != nil || back.Visits[3].Label != "A2" {
		t.Errorf("another state of one: %d, %v, %s", added, err, labels(back))
	}
}

func FuzzImport(f *testing.F) {
	f.Add([]byte(`{"format":"therapy-tally-day-sheet","version":1,"visits":[{"id":"v","label":"A1","rows":[1],"texts":{"a":"b"}}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		s, err := Import(data)
		if err != nil {
			return
		}
		out := s.Export()
		back, err := Import(out)
		if err != nil || !bytes.Equal(back.Export(), out) {
			t.Errorf("%s: %v", out, err)
		}
	})
}

// BenchmarkDecode decodes 1,000 kept visits.
func BenchmarkDecode(b *testing.B) {
	v := Visit{ID: "v", Label: "A1", Rows: []int{1, 2, 3, 4}}
	for row := range 4 {
		for _, part := range []string{"code", "minutes", "units", "charge", "assistant"} {
			v.Set(fmt.Sprintf("service-%d-%s", row, part), "97530 Therapeutic activities")
		}
	}
	for i := range 8 {
		v.Timer.Start([]string{"97530", "97110"}[i%2], false, timer.Therapist, timer.Instant{Wall: int64(i+1) * 600_000})
	}
	text := v.Encode()
	b.SetBytes(int64(len(text)) * 1000)
	for b.Loop() {
		for range 1000 {
			if _, err := Decode("v", text); err != nil {
				b.Fatal(err)
			}
		}
	}
}
