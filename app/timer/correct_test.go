package timer

import "testing"

func TestByHand(t *testing.T) {
	c, l := morning(), &Log{}
	day, now := c.now(), c.after(2*hour)
	at := func(h, m int) Instant { return OnDay(day, h*60+m) }
	if id, err := l.Add("97530", false, Therapist, at(9, 0), at(9, 25), now); err != nil || id != 1 {
		t.Fatal(id, err)
	}
	for _, test := range []struct {
		code       string
		supervised bool
		by         By
		from, to   Instant
		want       Why
	}{
		{"97110", false, Therapist, at(9, 24), at(9, 40), Overlaps},
		{"97110", false, Therapist, at(9, 25), at(9, 40), 0},
		{"97530", false, Assistant, at(8, 0), at(10, 0), Overlaps},
		{"97010", true, Assistant, at(9, 0), at(9, 20), 0},
		{"97010", true, Assistant, at(9, 10), at(9, 30), Overlaps},
		{"97112", false, Therapist, at(9, 50), at(9, 50), EndsTooEarly},
		{"97112", false, Therapist, at(10, 50), at(11, 5), InFuture},
		{"97112", false, "nurse", at(9, 50), at(9, 55), BadPerson},
		{"9711", false, Therapist, at(9, 50), at(9, 55), BadCode},
		{"97112", false, Therapist, at(-1, 50), at(0, 5), OverMidnight},
		{"97112", false, Therapist, at(0, 0), at(10, 1), TooLong},
	} {
		if _, err := l.Add(test.code, test.supervised, test.by, test.from, test.to, now); why(err) != test.want {
			t.Errorf("%+v: %v", test, err)
		} else if err != nil && err.Error() == "" {
			t.Error("without words")
		}
	}
	if why(l.Edit(1, Therapist, at(9, 0), at(9, 26), now)) != Overlaps || l.Edit(1, Both, at(8, 55), at(9, 25), now) != nil {
		t.Error("editing")
	}
	if why(l.Edit(99, Therapist, day, now, now)) != NoSuchSpan || why(l.Delete(99)) != NoSuchSpan || l.Delete(1) != nil {
		t.Error("deleting")
	}
}

func TestParseClock(t *testing.T) {
	for text, want := range map[string]int{
		"9:05": 545, "09:05": 545, "9.05": 545, "905": 545, "0905": 545, "1:30 pm": 810, "1:30PM": 810, "12:00 am": 0, "12:15 p.m.": 735,
		"0:00": 0, "23:59": 1439, "9 am": 540, " 9:05 ": 545, "930p": 1290,
	} {
		if got, ok := ParseClock(text); !ok || got != want {
			t.Errorf("%q: %d, %t; want %d", text, got, ok, want)
		}
	}
	for _, text := range []string{"", "9", "24:00", "9:60", "9:5", "13:00 pm", "0:30 am", "-9:05", "9:05:10", "nine", "٩:٠٥", "99999", "pm"} {
		if got, ok := ParseClock(text); ok {
			t.Errorf("%q reads as %d", text, got)
		}
	}
	if ClockText(545) != "09:05" {
		t.Error(ClockText(545))
	}
}

func TestCheckRefuses(t *testing.T) {
	good := Span{ID: 1, Code: "97530", By: Therapist, From: nine, To: nine + minute}
	for what, spoil := range map[string]func(*Span){
		"no id": func(s *Span) { s.ID = 0 }, "an id to come": func(s *Span) { s.ID = 2 }, "nobody": func(s *Span) { s.By = "" },
		"backward": func(s *Span) { s.To = 1 }, "a code": func(s *Span) { s.Code = "x" }, "both": func(s *Span) { s.Pause = Rest },
		"neither": func(s *Span) { s.Code = "" }, "a flag": func(s *Span) { s.Flags = []Flag{"odd"} }, "before time": func(s *Span) { s.From = -1 },
	} {
		s := good
		spoil(&s)
		if (&Log{Spans: []Span{s}, Next: 1}).Check() == nil {
			t.Errorf("%s is taken", what)
		}
	}
	if (&Log{Spans: []Span{good, good}, Next: 1}).Check() == nil || (&Log{Spans: make([]Span, MostSpans+1)}).Check() == nil || (&Log{Held: &Held{}}).Check() == nil {
		t.Error("twins, crowds or nothing held are taken")
	}
	if err := (&Log{Spans: []Span{good}, Next: 1}).Check(); err != nil {
		t.Error(err)
	}
}
