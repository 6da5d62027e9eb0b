package draft

import (
	"reflect"
	"testing"

	"therapytally/app/timer"
	"therapytally/rules/code"
)

func TestWhatIsKeptComesBack(t *testing.T) {
	s := New("2026-08-03", "Ohio", "97530 Therapeutic activities")
	s.Set(MinutesOf(1), "30 min")
	s.Add()
	second := s.Rows[1].Key
	s.Set(CodeOf(second), "97110")
	s.Set(MinutesOf(second), "15x")
	s.Set(UnitsOf(second), "")
	s.Remove(1)
	third := s.Add()
	s.Set(third, "gait")
	s.Rows[0].fed, s.Rows[1].fed = false, true
	s.Rows[0].By, s.Assistants = timer.Both, true
	s.Discipline, s.QP, s.Charges, s.UsedOT = code.OT, true, true, "7.5"
	c, err := code.ParseHCPCS("97110")
	if err != nil {
		t.Fatal(err)
	}
	s.PreferCode(c)
	s.Assert(c, "59")
	rows, texts := s.Keep()
	back := Restore(rows, texts, s.firstService)
	s.left, back.left = nil, nil
	if !reflect.DeepEqual(s, back) {
		t.Errorf("kept\n%+v\nback\n%+v", s, back)
	}
	next := back.newRow("")
	if next.Key != 4 {
		t.Errorf("the next service has key %d: a key must not return", next.Key)
	}
}

func TestRestoreOfNonsenseIsAnEmptyForm(t *testing.T) {
	s := Restore(nil, map[string]string{"discipline": "XX", "prefer": "a,b", "distinct.no": "59"}, "")
	if s.Discipline != code.PT || len(s.Rows)+len(s.Prefer)+len(s.Distinct) != 0 {
		t.Errorf("it reads %+v", s)
	}
}
