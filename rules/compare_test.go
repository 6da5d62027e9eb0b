package rules_test

import (
	"math/rand/v2"
	"os"
	"strconv"
	"testing"

	"github.com/shopspring/decimal"

	"therapytally/rules"
)

// sample is how many random visits are compared: a sample in a usual run, and
// with SOAK=n that many.
func sample(t testing.TB, usual int) int {
	t.Helper()
	s := os.Getenv("SOAK")
	if s == "" {
		return usual
	}
	n, err := strconv.Atoi(s)
	if err != nil {
		t.Fatalf("SOAK: %v", err)
	}
	return n
}

// TestAgainstOracle compares the engine with the second implementation on
// random whole visits, refusals included.
func TestAgainstOracle(t *testing.T) {
	bad := 0
	for i := range sample(t, 4000) {
		r := rand.New(rand.NewPCG(uint64(i), 97530))
		mix := oracleEverything
		if i%4 == 0 {
			mix = oracleStageA
		}
		visit := oracleRandomVisit(r, mix)
		want, err := oracleEstimate(visit)
		got := engineAnswer(t, visit, nil)
		differ := ""
		switch refused := got["error"]; {
		case err != nil && refused == nil:
			differ = "the oracle refuses: " + err.Error()
		case err == nil && refused != nil:
			differ = "the engine refuses: " + oracleJSON(refused)
		case err == nil:
			if d := oracleDifferences(want, got); len(d) > 0 {
				differ = d[0]
			}
		}
		if differ != "" {
			if bad++; bad <= 12 {
				t.Errorf("visit %d: %s\n%s", i, differ, oracleJSON(visit))
			}
		}
	}
	if bad > 0 {
		t.Errorf("%d differences", bad)
	}
}

// TestEpisodesAgainstOracle compares whole courses.
func TestEpisodesAgainstOracle(t *testing.T) {
	bad := 0
	for i := range max(300, sample(t, 300)/500) {
		r := rand.New(rand.NewPCG(uint64(i), 1))
		course := oracleRandomEpisode(r, oracleEverything)
		want, err := oracleEpisode(course)
		got := engineAnswer(t, course["visit"].(map[string]any), course["episode"].(map[string]any))
		var differ []string
		switch refused := got["error"]; {
		case (err != nil) != (refused != nil):
			differ = []string{oracleJSON(refused), "refused by one only"}
		case err == nil:
			differ = oracleMatch("episode", want, got)
		}
		if len(differ) > 0 {
			if bad++; bad <= 5 {
				t.Errorf("course %d: %v %v\n%s", i, differ[0], err, oracleJSON(course))
			}
		}
	}
	if bad > 0 {
		t.Errorf("%d differences", bad)
	}
}

// TestNextYearAssumed: in a year without numbers, with the last ones assumed,
// Medicare allows the same as on the last day that has any, and the deductible
// starts over: of a visit below it the patient pays everything.
func TestNextYearAssumed(t *testing.T) {
	v, p, err := rules.ParseEpisode([]byte(dated(`{"visit":{"date":"@last-3","discipline":"PT","services":[{"code":"97530","minutes":15}],"coverage":{"deductibleRemaining":"0.00"}},"episode":{"perWeek":1,"weeks":2,"assumeNextYear":true}}`)))
	if err != nil {
		t.Fatal(err)
	}
	e, err := book(t).Episode(v, p)
	if err != nil || len(e.Visits) != 2 {
		t.Fatal(e, err)
	}
	one, two := e.Visits[0], e.Visits[1]
	if one.Assumed || !two.Assumed || two.Unpublished || !two.Allowed.Value.Equal(one.Allowed.Value) || !two.Patient.Value.Equal(two.Allowed.Value) {
		t.Errorf("%+v, then %+v", one, two)
	}
	if fifth := one.Allowed.Value.Shift(-1).Mul(decimal.New(2, 0)).Round(2); !one.Patient.Value.Equal(fifth) {
		t.Errorf("before the turn of the year the patient owes %s, want %s", one.Patient.Value, fifth)
	}
}
