package rules

import (
	"slices"
	"strings"

	"therapytally/rules/code"
	"therapytally/rules/finding"
	"therapytally/rules/ncci"
	"therapytally/rules/param"
)

// ptpOn returns the tables of pairs in force on a date, each read once.
func (b *Book) ptpOn(d code.Date) (ncci.Tables, error) {
	releases, err := b.facts.TablesOn("ncci", d)
	if err != nil {
		return nil, err
	}
	out := make(ncci.Tables, len(releases))
	for i, rel := range releases {
		if out[i], err = read(b, b.ptp, rel, ncci.LoadPairs); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// asked is two codes of the day of which a table says whether they are a pair.
type asked struct {
	a, b  code.HCPCS
	table *ncci.Pairs
}

// asks lists every two codes of the day of which one is the visit's own.
func (r *run) asks() []asked {
	var codes []code.HCPCS
	add := func(c code.HCPCS) {
		if !slices.Contains(codes, c) {
			codes = append(codes, c)
		}
	}
	for i := range r.v.Services {
		add(r.v.Services[i].Code)
	}
	own := len(codes)
	for _, a := range r.v.AlsoToday {
		add(a.Code)
	}
	var out []asked
	for i := range own {
		for _, b := range codes[i+1:] {
			out = append(out, asked{codes[i], b, r.ptp.Of(codes[i], b)})
		}
	}
	return out
}

// pairTables names the tables of pairs that this day asks, the whole one first
// where it is asked or nothing is.
func (r *run) pairTables(asks []asked) string {
	whole := r.ptp[len(r.ptp)-1]
	var names []string
	for _, p := range slices.Backward(r.ptp) {
		if slices.ContainsFunc(asks, func(a asked) bool { return a.table == p }) || len(asks) == 0 && p == whole {
			names = append(names, p.Release.Name)
		}
	}
	return strings.Join(names, ", ")
}

// agedPairs are the tables that were made for other days than the date of
// service, each with the pairs of the day that no newer table is about.
func (r *run) agedPairs(asks []asked) (out finding.Tables) {
	for _, p := range r.ptp {
		if p.Current(r.v.Date) {
			continue
		}
		var with []finding.With
		for _, q := range asks {
			if q.table == p {
				with = append(with, finding.With{Code: q.a, Others: []code.HCPCS{q.b}})
			}
		}
		if len(with) > 0 {
			out = append(out, finding.Table{Name: p.Release.Table, Release: p.Release.Name, Own: p.Release.Own, Pairs: finding.Grouped(with)})
		}
	}
	return out
}

// noteOf is a finding that cites, where the catalog cites the pairs, the
// table that says so.
func (r *run) noteOf(rel *param.Release, id finding.ID, codes []code.HCPCS, args ...any) {
	r.note(id, codes, args...)
	f := &r.e.Findings[len(r.e.Findings)-1]
	whole := r.ptp[len(r.ptp)-1].Release.Cite.Source
	for i := range f.Cites {
		if f.Cites[i].Source == whole {
			f.Cites[i].Source = rel.Cite.Source
		}
	}
}
