package cms

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"therapytally/rules/code"
	"therapytally/rules/param"
)

// Options are what the files themselves do not say.
type Options struct {
	Seen    string    // where this copy came from
	Release string    // name of the RVU release where it is not the plain quarter, such as a correction
	From    code.Date // first day of that release, where it is not the quarter's
	Answers code.Date // first day that the table answers for, where it is not that of its year
	Rows    int       // rows of all four parts of the pairs, as CMS labels them; 0: not compared
	Still   bool      // what no file brings still holds in the year of the relative values
	Fewer   bool      // take a table that has lost more than a tenth of its rows
}

// Plan is what an import would write, and what it says.
type Plan struct {
	Files  map[string][]byte // path below the data directory to content
	Report []string
}

func (p *Plan) say(format string, args ...any) {
	p.Report = append(p.Report, fmt.Sprintf(format, args...))
}

// Make reads the members, checks them, and plans what to write into data. It
// writes nothing.
func Make(data fs.FS, members []Member, o Options) (*Plan, error) {
	b, err := newBuilder(data, o)
	if err != nil {
		return nil, err
	}
	set, err := choose(members)
	if err != nil {
		return nil, err
	}
	for _, step := range []func(map[Kind][]Member) error{b.rvu, b.gpci, b.mue, b.ptp, b.zip5} {
		if err := step(set); err != nil {
			return nil, err
		}
	}
	if err := b.rest(); err != nil {
		return nil, err
	}
	return b.plan, Check(Overlay(data, b.plan.Files))
}

type builder struct {
	data    fs.FS
	options Options
	plan    *Plan
	facts   *param.Facts
	codes   Codes
	quarter Quarter // of the RVU file of this run, which the indices belong to
}

func newBuilder(data fs.FS, o Options) (*builder, error) {
	facts, err := param.Load(data)
	if err != nil {
		return nil, fmt.Errorf("release: load the data in force: %w", err)
	}
	codes, err := LoadCodes(data)
	return &builder{data: data, options: o, plan: &Plan{Files: map[string][]byte{}}, facts: facts, codes: codes}, err
}

// exts are the forms of a file from the best to the one that is not read.
var exts = map[string]int{"csv": 0, "txt": 1, "xlsx": 2}

// choose takes, of the same file in several forms, csv before txt. A
// spreadsheet is not read: it holds numbers as floats.
func choose(members []Member) (map[Kind][]Member, error) {
	best := map[string]Member{}
	var order []string
	for _, m := range members {
		key := strings.ToLower(strings.TrimSuffix(m.Name.File, m.Name.File[strings.LastIndex(m.Name.File, "."):]))
		other, seen := best[key]
		if !seen {
			order = append(order, key)
		}
		if seen && other.Name.Ext == m.Name.Ext {
			return nil, fmt.Errorf("release: read %s: it was given twice", m.Name.File)
		}
		if !seen || exts[m.Name.Ext] < exts[other.Name.Ext] {
			best[key] = m
		}
	}
	set := map[Kind][]Member{}
	for _, key := range order {
		m := best[key]
		if m.Name.Ext == "xlsx" {
			return nil, fmt.Errorf("release: read %s: a spreadsheet is not read; give the csv or txt", m.Name.File)
		}
		set[m.Name.Kind] = append(set[m.Name.Kind], m)
	}
	return set, nil
}

// land plans a table with its records. A landed table is never edited: the
// same bytes again are nothing to do, other bytes are refused.
func (b *builder) land(p *product) error {
	if since := b.options.Answers; !since.IsZero() {
		p.release.From = since
	}
	csv := "table/" + p.id() + ".csv"
	old, err := fs.ReadFile(b.data, csv)
	switch {
	case err == nil && bytes.Equal(old, p.csv()):
		b.plan.say("%s: here already, every byte the same (%d rows)", csv, len(p.rows))
		return nil
	case err == nil:
		diff := changes(forms[p.release.Table], tableRows(old), p.rows)
		return fmt.Errorf("release: write %s: it is here already with other content, and a landed table is never edited; use -release for a correction. %d differences (here -> file):\n%s", csv, len(diff), strings.Join(diff, "\n"))
	case !errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("release: read %s: %w", csv, err)
	}
	if err := b.compare(p); err != nil {
		return err
	}
	sum := sha256.Sum256(p.csv())
	p.release.SHA256 = hex.EncodeToString(sum[:])
	b.add(csv, p.csv())
	b.add("table/"+p.id()+".json", encode(p.release, ""))
	return b.addSource(p.source)
}

func (b *builder) add(name string, content []byte) { b.plan.Files[name] = content }

// addSource plans the source's record. One that is here already and describes
// the same file, by its hash, stays as it is: a person may have improved it.
// One without a hash, of a copy that was not the published file, is replaced.
func (b *builder) addSource(s sourceDoc) error {
	name := "source/" + s.ID + ".json"
	old, known := b.facts.Source(s.ID)
	if known && old.SHA256 == "" {
		b.plan.say("%s: replaced, for it names no file that was read: it was %s", name, old.Seen)
		known = false
	}
	if known && old.SHA256 != s.SHA256 {
		return fmt.Errorf("release: write %s: it is here already and describes another file (sha256 %s)", name, orNone(old.SHA256))
	}
	if !known {
		b.add(name, encode(s, ""))
	}
	return nil
}

// compare reports what the table changes against the one in force.
func (b *builder) compare(p *product) error {
	in, err := b.inForce(p)
	if err != nil {
		return err
	}
	if in == nil {
		b.plan.say("table/%s.csv: %d rows, the first table of its kind", p.id(), len(p.rows))
		return nil
	}
	text, err := fs.ReadFile(b.data, "table/"+in.ID+".csv")
	if err != nil {
		return fmt.Errorf("release: read the table in force: %w", err)
	}
	old := tableRows(text)
	const tenth = 10
	if lost := len(old) - len(p.rows); lost*tenth > len(old) && !b.options.Fewer {
		return fmt.Errorf("release: write table/%s.csv: it has %d rows and %s has %d: the file looks cut off; use -fewer if it is not", p.id(), len(p.rows), in.ID, len(old))
	}
	diff := changes(forms[p.release.Table], old, p.rows)
	b.plan.say("table/%s.csv: %d rows, %d changes against %s (in force: %d rows)", p.id(), len(p.rows), len(diff), in.ID, len(old))
	b.plan.Report = append(b.plan.Report, diff...)
	return nil
}

// inForce is the release that answers for the new one's first day, else the
// latest that began before it.
func (b *builder) inForce(p *product) (*param.Release, error) {
	first := p.release.Own.From
	found, _ := b.facts.Table(p.release.Table, first) // none: a new year begins
	for _, r := range b.facts.ReleasesOf(p.release.Table) {
		if r.Own.From == first {
			return nil, fmt.Errorf("release: write table/%s.csv: %s begins on %s too; give the first day of a correction by -from", p.id(), r.ID, first)
		}
		if found == nil || !found.Span.Holds(first) && r.Own.From.Compare(first) < 0 {
			found = r
		}
	}
	return found, nil
}
