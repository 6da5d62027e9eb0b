package cms

import (
	"fmt"
	"io/fs"
	"maps"
	"regexp"
	"slices"
	"strings"

	"therapytally/rules/code"
	"therapytally/rules/param"
)

// rest looks after what no published file brings and a new year needs: numbers
// that are rules, our own tables, the editions that findings cite and the days
// that signals count. By the word of the person (Options.Still) each answers
// through the year; without it the report says what ends before. Numbers that
// are set anew each year are never prolonged: the report asks for them.
func (b *builder) rest() error {
	if b.quarter.Year == 0 {
		return nil
	}
	facts, err := param.Load(Overlay(b.data, b.plan.Files))
	if err != nil {
		return fmt.Errorf("release: load the new tables: %w", err)
	}
	year := b.quarter.YearDays()
	for _, n := range facts.Numbers() {
		if err := b.number(n, year); err != nil {
			return err
		}
	}
	for _, rel := range facts.Releases() {
		if _, published := forms[rel.Table]; !published {
			if err := b.prolong("table/"+rel.ID+".json", year.Through, rel.Cite.Says); err != nil {
				return err
			}
		}
	}
	b.absent(facts, year)
	return b.documents(year)
}

func (b *builder) number(n *param.Number, year code.Span) error {
	last := n.Values[len(n.Values)-1]
	switch {
	case last.Span.Through.Compare(year.Through) >= 0:
		return nil
	case !n.Yearly:
		return b.prolong("param/"+n.ID+".json", year.Through, fmt.Sprintf("%s of %s (%s)", last.Decimal, last.Cite.Source, last.Cite.At))
	case n.Required:
		b.plan.say("to do: param/%s.json: append the value of %d with its citation; the last one is %s, through %s", n.ID, year.From.Year(), last.Decimal, last.Span.Through)
	default:
		b.plan.say("note: param/%s.json has no value of %d; visits are answered without it", n.ID, year.From.Year())
	}
	return nil
}

// absent asks for the tables that do not answer for the year yet.
func (b *builder) absent(facts *param.Facts, year code.Span) {
	for _, table := range slices.Sorted(maps.Keys(forms)) {
		if _, err := facts.Table(table, year.Through); err != nil {
			b.plan.say("to do: no table %s answers for %d: land CMS's file", table, year.From.Year())
		}
	}
}

// documents prolongs the editions that are cited, and the signals' days.
func (b *builder) documents(year code.Span) error {
	for _, pattern := range []string{"edition/*.json", "guide/*.json"} {
		files, err := fs.Glob(b.data, pattern)
		if err != nil {
			return fmt.Errorf("release: list %s: %w", pattern, err)
		}
		for _, file := range files {
			if err := b.prolong(file, year.Through, "look whether a newer edition is out"); err != nil {
				return err
			}
		}
	}
	return nil
}

var throughForm = regexp.MustCompile(`("through": ?")(\d{4}-\d\d-\d\d)"`)

// prolong lets the latest span of a file end on a later day and leaves every
// other byte as it is.
func (b *builder) prolong(file string, last code.Date, what string) error {
	text, err := readData(b.data, file)
	if err != nil {
		return err
	}
	latest := ""
	for _, m := range throughForm.FindAllSubmatch(text, -1) {
		latest = max(latest, string(m[2]))
	}
	switch {
	case latest == "" || latest >= last.String():
		return nil
	case !b.options.Still:
		b.plan.say("to do: %s ends on %s: -still lets it answer through %s (%s)", file, latest, last, what)
		return nil
	}
	b.plan.say("%s: answers through %s, by your word (%s)", file, last, what)
	b.add(file, []byte(throughForm.ReplaceAllStringFunc(string(text), func(m string) string {
		return strings.Replace(m, latest, last.String(), 1)
	})))
	return nil
}
