package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"therapytally/rules"
)

// addYear follows the recipe of rules/data/README.md: the zips of the first
// quarter through the command, then every number that it asks for. It returns
// what the command asked for.
func addYear(t *testing.T, data string, m madeUp, land func(args ...string) string) (asked []string) {
	t.Helper()
	said := land(landing(t, data, m, "-still")...)
	for _, todo := range regexp.MustCompile(`(?m)^to do: .*`).FindAllString(said, -1) {
		asked = append(asked, todo)
		file, is := strings.CutPrefix(strings.SplitN(todo, ": ", 3)[1], "param/")
		if !is {
			t.Errorf("nothing in the recipe does %q", todo)
			continue
		}
		appendValue(t, data, file, m.year)
	}
	return asked
}

// landing are the arguments that land a made-up quarter.
func landing(t *testing.T, data string, m madeUp, more ...string) []string {
	args := append([]string{"-data", data, "-seen", "made up for a test"}, more...)
	for _, path := range m.write(t, t.TempDir()) {
		args = append(args, "-zip", path)
	}
	return args
}

// appendValue does by hand what the recipe leaves to hand: a source, and a
// value of the year with its citation at the end of a number's history.
func appendValue(t *testing.T, data, file string, year int) {
	t.Helper()
	source := fmt.Sprintf("notice-%d", year)
	put(t, filepath.Join(data, "source", source+".json"), fmt.Sprintf(`{"id":%q,"publisher":"CMS","title":"Notice","revision":"","date":"","sha256":"","seen":"made up","confidence":"C"}`, source))
	name := filepath.Join(data, "param", file)
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	last := regexp.MustCompile(`"value": "([^"]+)"`).FindAllSubmatch(text, -1)
	value := string(last[len(last)-1][1])
	head, ok := strings.CutSuffix(string(text), "\n  ]\n}\n")
	if !ok {
		t.Fatalf("%s does not end as a number does", file)
	}
	put(t, name, head+fmt.Sprintf(`,
    {
      "from": "%d-01-01",
      "through": "%d-12-31",
      "value": "%s",
      "cite": {
        "source": "%s",
        "at": "p. 1",
        "printed": "%s"
      }
    }
  ]
}
`, year, year, value, source, value))
}

func put(t *testing.T, name, text string) {
	t.Helper()
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func dataCopy(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS("../../data")); err != nil {
		t.Fatal(err)
	}
	return dir
}

func bookOf(t *testing.T, dir string) *rules.Book {
	t.Helper()
	b, err := rules.Load(os.DirFS(dir))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func visit(t *testing.T, text string) rules.Visit {
	t.Helper()
	v, err := rules.ParseVisit([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// simple gives every code one set of values, to be worked with by hand.
func simple(r []string) {
	copy(r[1:], []string{"A", "1.00", "1.00", "1.00", "0.10", "0", "1", "7", "5"})
}

func inProcess(t *testing.T) func(args ...string) string {
	return func(args ...string) string {
		t.Helper()
		var out strings.Builder
		if err := run(args, io.MultiWriter(&out)); err != nil {
			t.Fatalf("%v\n%s", err, out.String())
		}
		return out.String()
	}
}

// TestNextYear adds a made-up year by data only, as the recipe says. It is the
// year after the last one that our data answers for. Every visit of the years
// before stays as it was.
func TestNextYear(t *testing.T) {
	before := bookOf(t, "../../data")
	was := before.Covered()
	year := was.Through.Year() + 1
	data := dataCopy(t)
	asked := addYear(t, data, madeUp{os.DirFS("../../data"), year, 1, "40.0000", simple}, inProcess(t))
	if len(asked) == 0 {
		t.Error("the command asks for no number")
	}
	b := bookOf(t, data)
	if c := b.Covered(); c.From != was.From || c.Through.String() != fmt.Sprintf("%d-12-31", year) {
		t.Errorf("covered %s; before the year was added %s", c, was)
	}
	// 25 and 15 minutes are 40: three units, 2 and 1. By hand, with made-up
	// values of 1.00 work, 1.00 PE and 0.10 MP and a factor of 40: a first unit
	// is 2.10 x 40 = 84.00, each further one has half the PE: 1.60 x 40 = 64.00.
	const text = `{"date":"%s","discipline":"PT","coverage":{"deductibleRemaining":"0.00"},"services":[{"code":"97530","minutes":25},{"code":"97140","minutes":15}]}`
	on := func(b *rules.Book, day string) (rules.Estimate, error) {
		return b.For(visit(t, fmt.Sprintf(text, day)))
	}
	e, err := on(b, fmt.Sprintf("%d-02-03", year))
	if err != nil {
		t.Fatal(err)
	}
	if got := e.Totals.Allowed.Value.String(); got != "212" || e.Units.TimedUnits != 3 || e.Releases["rvu"] != fmt.Sprintf("%dA", year) {
		t.Errorf("%s allowed, %d units, %v", got, e.Units.TimedUnits, e.Releases)
	}
	for day := was.From; was.Holds(day); day = day.AddDays(13) {
		sameAnswer(t, before, b, fmt.Sprintf(text, day))
	}
	var refusal *rules.Refusal
	for _, day := range []string{was.From.AddDays(-1).String(), b.Covered().Through.AddDays(1).String()} {
		if _, err := on(b, day); !errors.As(err, &refusal) || refusal.Field != "date" {
			t.Errorf("%s: %v", day, err)
		}
	}
}

func sameAnswer(t *testing.T, before, after *rules.Book, text string) {
	t.Helper()
	if was, now := before.Answer([]byte(text), true), after.Answer([]byte(text), true); string(was) != string(now) {
		t.Errorf("%s\n was %s\n is  %s", text, was, now)
	}
}

// TestNextYearWithoutStill holds that nothing is prolonged by itself: without
// the person's word the command says what ends, and no visit of the year is
// answered.
func TestNextYearWithoutStill(t *testing.T) {
	was := bookOf(t, "../../data").Covered()
	data := dataCopy(t)
	m := madeUp{os.DirFS("../../data"), was.Through.Year() + 1, 1, "40.0000", simple}
	said := inProcess(t)(landing(t, data, m)...)
	for _, want := range []string{"to do: param/minutes-per-unit.json ends on ", "to do: table/codes.json ends on ", "to do: edition/ncci-manual.json ends on ", "to do: guide/audit.json ends on ", "to do: param/part-b-deductible.json: append the value"} {
		if !strings.Contains(said, want) {
			t.Errorf("the command does not say %q:\n%s", want, said)
		}
	}
	b := bookOf(t, data)
	if c := b.Covered(); c != was {
		t.Errorf("covered %s, before %s", c, was)
	}
	v := visit(t, fmt.Sprintf(`{"date":"%s","discipline":"PT","services":[{"code":"97530","minutes":15}]}`, was.Through.AddDays(-3)))
	if e, err := b.Episode(v, rules.Plan{PerWeek: 1, Weeks: 2, PublishedOnly: true}); err != nil || len(e.Visits) != 2 || !e.Visits[1].Unpublished {
		t.Errorf("a course into a year that is landed in part: %+v, %v", e.Visits, err)
	}
}
