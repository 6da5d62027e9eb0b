package rules_test

import (
	"encoding/json"
	"math/rand/v2"
	"testing"

	"therapytally/rules"
)

// What is said of a course before it is worked out is what its totals say.
func TestReachIsWhatACourseCounts(t *testing.T) {
	left, assumed := 0, 0
	// 200 courses at least, and more until one of each kind was among them: how
	// many reach past the last published prices depends on where the data end.
	for i := 0; i < 200 || (left == 0 || assumed == 0) && i < 5000; i++ {
		course := oracleRandomEpisode(rand.New(rand.NewPCG(uint64(i), 27)), oracleEverything)
		data, err := json.Marshal(course)
		if err != nil {
			t.Fatal(err)
		}
		v, p, err := rules.ParseEpisode(data)
		if err != nil {
			continue // a rule that the oracle refuses too
		}
		e, err := book(t).Episode(v, p)
		if err != nil {
			continue
		}
		reach, err := book(t).Reach(v, p)
		if err != nil {
			t.Fatal(err)
		}
		if reach.Visits != e.Totals.Visits || reach.Assumed != e.Totals.Assumed || reach.Visits+reach.LeftOut != len(e.Visits) {
			t.Errorf("course %d: %+v, its totals %d and %d of %d\n%s", i, reach, e.Totals.Visits, e.Totals.Assumed, len(e.Visits), data)
		}
		for _, v := range e.Visits {
			if (v.Assumed || v.Unpublished) && (v.Date.Compare(reach.From) < 0 || v.Date.Compare(reach.Through) > 0) {
				t.Errorf("course %d: %s lies outside of %s to %s", i, v.Date, reach.From, reach.Through)
			}
		}
		left, assumed = left+reach.LeftOut, assumed+reach.Assumed
	}
	if left == 0 || assumed == 0 {
		t.Errorf("%d visits were left out, %d assumed: nothing was tested", left, assumed)
	}
}

// Where no visit's amount is known, nothing is said to have been paid so far.
func TestNothingIsPaidSoFarWhereAmountsAreUnknown(t *testing.T) {
	e := episode(t, `{"visit":{"date":"2026-03-02","discipline":"PT","payer":{"kind":"self-pay"},"services":[{"code":"97530","minutes":30}]},"episode":{"perWeek":2,"weeks":2}}`)
	for _, v := range e.Visits {
		if v.Patient.Known() || v.RunningPatient.Known() {
			t.Errorf("visit %d: %s, so far %s", v.N, v.Patient.Value, v.RunningPatient.Value)
		}
	}
}

func episode(t *testing.T, text string) rules.Episode {
	t.Helper()
	v, p, err := rules.ParseEpisode([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	e, err := book(t).Episode(v, p)
	if err != nil {
		t.Fatal(err)
	}
	return e
}
