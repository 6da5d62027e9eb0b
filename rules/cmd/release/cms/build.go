package cms

import (
	"bytes"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"

	"therapytally/rules/code"
	"therapytally/rules/param"
)

// rvu reads the relative values of a quarter. Only nonQPP becomes a table: the
// other file has the same values and another conversion factor.
func (b *builder) rvu(set map[Kind][]Member) error {
	files := map[string]*RVU{}
	proofs := map[string]proof{}
	for _, m := range set[KindRVU] {
		data, p, err := m.whole()
		if err != nil {
			return err
		}
		r, err := ReadRVU(m.Name, data)
		if err != nil {
			return err
		}
		if _, twice := files[m.Name.Variant]; twice {
			return fmt.Errorf("release: read %s: one quarter at a time", m.Name.File)
		}
		p.released = r.Released
		files[m.Name.Variant], proofs[m.Name.Variant] = r, p
		b.plan.Report = append(b.plan.Report, dropped(m.Name.File, r.Dropped)...)
	}
	ordinary := nonQPP
	if files[""] != nil {
		ordinary = ""
	}
	if err := b.sameQuarter(files[ordinary], files[qpp]); err != nil {
		return err
	}
	if err := b.rvuTable(files[ordinary], proofs[ordinary]); err != nil {
		return err
	}
	return b.rvuQPP(files[qpp], proofs[qpp])
}

func (b *builder) sameQuarter(a, q *RVU) error {
	if a == nil || q == nil {
		return nil
	}
	if a.Name.Quarter != q.Name.Quarter {
		return fmt.Errorf("release: read %s: %s is of another quarter", q.Name.File, a.Name.File)
	}
	return sameValues(a, q, b.codes)
}

var releaseForm = regexp.MustCompile(`^(\d{4})([A-D])R?$`)

// rvuRelease returns the release's name and its own days.
func (b *builder) rvuRelease(q Quarter) (string, code.Span, error) {
	name, own := fmt.Sprintf("%04d%s", q.Year, q.Letter()), q.Days()
	if given := b.options.Release; given != "" {
		if !releaseForm.MatchString(given) || given[:len(name)] != name {
			return "", own, fmt.Errorf("release: name %s: the file is of %s; a correction of it is named %sR", given, name, name)
		}
		name = given
	}
	if from := b.options.From; !from.IsZero() {
		if !own.Holds(from) {
			return "", own, fmt.Errorf("release: begin on %s: the file is of %s", from, own)
		}
		own.From = from
	}
	return name, own, nil
}

func (b *builder) rvuTable(r *RVU, p proof) error {
	if r == nil {
		return nil
	}
	q := r.Name.Quarter
	b.quarter = q
	name, own, err := b.rvuRelease(q)
	if err != nil {
		return err
	}
	rows, hints := r.keep(b.codes)
	slices.SortFunc(rows, func(a, b []string) int { return strings.Compare(a[0], b[0]) })
	for _, h := range hints {
		b.plan.say("hint: %s is priced as therapy and is not in table/codes.csv", h)
	}
	src := source("cms-rvu"+strings.ToLower(name[2:]), fmt.Sprintf("Physician Fee Schedule relative value file %s", name), name, own.From, b.options.Seen, p)
	b.plan.say("%s: %d rows, RELEASED %s, conversion factor %s", r.Name.File, r.Rows(), orNone(r.Released), r.Factor)
	if err := b.land(&product{releaseDoc{"rvu-" + name, "rvu", name, true, spanDoc(q.YearDays()), spanDoc(own), "",
		citeDoc{src.ID, r.Name.File, "column RVU and policy indicators of each code"}}, src, rows}); err != nil {
		return err
	}
	return b.factor("conversion-factor", r, src, q)
}

func (b *builder) rvuQPP(r *RVU, p proof) error {
	if r == nil {
		return nil
	}
	q := r.Name.Quarter
	name, own, err := b.rvuRelease(q)
	if err != nil {
		return err
	}
	b.plan.say("%s: %d rows, conversion factor %s; its values are those of nonQPP, so it makes no table", r.Name.File, r.Rows(), r.Factor)
	src := source("cms-rvu"+strings.ToLower(name[2:])+"-qpp", fmt.Sprintf("Physician Fee Schedule relative value file %s, QPP", name), name, own.From, b.options.Seen, p)
	return b.factor("conversion-factor-qp", r, src, q)
}

// factor adds the year's conversion factor where the number has no value yet,
// and holds it against the value that it has.
func (b *builder) factor(id string, r *RVU, src sourceDoc, q Quarter) error {
	file := "param/" + id + ".json"
	if v, err := b.facts.At(id, q.Days().From); err == nil {
		if v.Decimal.Equal(factorOf(r)) {
			b.plan.say("%s: %s, as in the file", file, v.Decimal)
			return nil
		}
		return fmt.Errorf("release: read %s: CONV FACTOR is %s, and %s says %s on %s: split its span by hand first", r.Name.File, r.Factor, file, v.Decimal, q.Days().From)
	}
	old, err := readData(b.data, file)
	if err != nil {
		return err
	}
	now, err := appendValue(file, old, valueDoc{spanDoc(q.YearDays()), r.Factor, citeDoc{src.ID, "column CONV FACTOR", r.Factor}})
	if err != nil {
		return err
	}
	b.plan.say("%s: %s from %s", file, r.Factor, q.YearDays())
	b.add(file, now)
	return b.addSource(src)
}

func (b *builder) gpci(set map[Kind][]Member) error {
	for _, m := range set[KindGPCI] {
		data, p, err := m.whole()
		if err != nil {
			return err
		}
		g, err := ReadGPCI(m.Name, data)
		if err != nil {
			return err
		}
		b.plan.Report = append(b.plan.Report, g.Notes...)
		if err := b.gpciTable(g, p); err != nil {
			return err
		}
	}
	return nil
}

// gpciTable lands the year's indices. CMS prints them again each quarter: the
// same values are nothing to do, others make a release of their quarter.
func (b *builder) gpciTable(g *GPCI, p proof) error {
	year := g.Name.Quarter.Year
	name, own, rows := fmt.Sprintf("%04d", year), yearDays(year), g.table()
	if first := b.release("gpci", "gpci-"+name); first != nil {
		old, err := readData(b.data, "table/gpci-"+name+".csv")
		if err != nil {
			return err
		}
		if sameIndices(tableRows(old), rows) {
			b.plan.say("table/gpci-%s.csv: here already, the same %d rows; bytes the same: %t", name, len(rows), bytes.Equal(old, (&product{release: releaseDoc{Table: "gpci"}, rows: rows}).csv()))
			return nil
		}
		q, err := b.gpciQuarter(year)
		if err != nil {
			diff := changes(forms["gpci"], tableRows(old), rows)
			return fmt.Errorf("%w; %d differences from table/gpci-%s.csv (here -> file):\n%s", err, len(diff), name, strings.Join(diff, "\n"))
		}
		name, own = name+q.Letter(), q.Days()
	}
	src := source("cms-gpci-"+strings.ToLower(name), "Geographic practice cost indices "+name, name, own.From, b.options.Seen, p)
	return b.land(&product{releaseDoc{"gpci-" + name, "gpci", name, true, spanDoc(yearDays(year)), spanDoc(own), "",
		citeDoc{src.ID, g.Name.File, "work index with the 1.0 floor, PE and MP index of each locality"}}, src, rows})
}

// gpciQuarter is the quarter of the relative values read in the same run, or
// that of the -release option: the file itself names the year only.
func (b *builder) gpciQuarter(year int) (Quarter, error) {
	q := b.quarter
	if m := releaseForm.FindStringSubmatch(b.options.Release); m != nil && q.Year == 0 {
		q = Quarter{atoi(m[1]), strings.Index(letters, m[2]) + 1}
	}
	if q.Year != year {
		return q, fmt.Errorf("release: write the indices of %d: other ones are here already, and the file does not name its quarter; give its RVU file too, or -release", year)
	}
	return q, nil
}

// sameIndices passes over a floorless index that the new file does not print.
func sameIndices(old, now [][]string) bool {
	const without = 4
	return slices.EqualFunc(old, now, func(a, b []string) bool {
		return len(a) == len(b) && slices.Equal(a[:without], b[:without]) && slices.Equal(a[without+1:], b[without+1:]) && (a[without] == b[without] || b[without] == "")
	})
}

func (b *builder) release(table, id string) *param.Release {
	for _, r := range b.facts.ReleasesOf(table) {
		if r.ID == id {
			return r
		}
	}
	return nil
}

// quarterly describes a table that is published by quarter and stands for its
// calendar year until a later one is loaded.
func quarterly(table string, q Quarter, src sourceDoc, at, printed string, rows [][]string) *product {
	return &product{releaseDoc{table + "-" + q.Name(), table, q.Name(), forms[table].required, spanDoc(q.YearDays()), spanDoc(q.Days()), "", citeDoc{src.ID, at, printed}}, src, rows}
}

func sourceID(table string, q Quarter) string {
	return "cms-" + table + "-" + strings.ToLower(q.Name())
}

func (b *builder) mue(set map[Kind][]Member) error {
	if len(set[KindMUE]) == 0 {
		return nil
	}
	files := map[string]*MUE{}
	proofs := map[string]proof{}
	for _, m := range set[KindMUE] {
		data, p, err := m.whole()
		if err != nil {
			return err
		}
		if files[m.Name.Variant], err = ReadMUE(m.Name, data); err != nil {
			return err
		}
		proofs[m.Name.Variant] = p
		b.plan.say("%s: %d codes", m.Name.File, files[m.Name.Variant].Rows())
		b.plan.Report = append(b.plan.Report, dropped(m.Name.File, files[m.Name.Variant].Dropped)...)
	}
	one, two := files[practitioner], files[hospital]
	if one == nil || two == nil || one.Name.Quarter != two.Name.Quarter || len(set[KindMUE]) != 2 {
		return fmt.Errorf("release: read the unit limits: the files %s and %s of one quarter are needed in one run", practitioner, hospital)
	}
	q := one.Name.Quarter
	src := source(sourceID("mue", q), "Medicare NCCI medically unlikely edits, practitioner and outpatient hospital services, "+q.Name(), q.Name(), q.Days().From, b.options.Seen, proofs[practitioner], proofs[hospital])
	return b.land(quarterly("mue", q, src, one.Name.File+" and "+two.Name.File, "units and adjudication indicator of each code", mueTable(one, two, b.codes)))
}

func (b *builder) ptp(set map[Kind][]Member) error {
	members := set[KindPTP]
	if len(members) == 0 {
		return nil
	}
	if err := checkParts(members); err != nil {
		return err
	}
	var parts []*PTP
	var proofs []proof
	total := 0
	for _, m := range members {
		part, p, err := b.ptpPart(m)
		if err != nil {
			return err
		}
		parts, proofs, total = append(parts, part), append(proofs, p), total+part.Rows
	}
	if b.options.Rows != 0 && b.options.Rows != total {
		return fmt.Errorf("release: read the pairs: %d rows in all parts, and CMS's label says %d", total, b.options.Rows)
	}
	rows, err := ptpTable(parts)
	if err != nil {
		return err
	}
	q, version := members[0].Name.Quarter, members[0].Name.Version
	src := source(sourceID("ptp", q), "Medicare NCCI practitioner procedure-to-procedure edits, "+q.Name(), version, q.Days().From, b.options.Seen, proofs...)
	return b.land(quarterly("ncci", q, src, "practitioner procedure-to-procedure edits "+version+", all four parts", "column 1, column 2, modifier indicator, effective and deletion date of each pair", rows))
}

func (b *builder) ptpPart(m Member) (part *PTP, p proof, err error) {
	p, err = m.stream(func(r io.Reader) error {
		part, err = ReadPTP(m.Name, r, b.codes)
		return err
	})
	if err == nil {
		b.plan.say("%s: %d rows, %d of our codes, %d more withdrawn from the start", m.Name.File, part.Rows, len(part.pairs), part.Withdrawn)
		b.plan.Report = append(b.plan.Report, dropped(m.Name.File, part.Dropped)...)
	}
	return part, p, err
}

// checkParts asks for all four parts of one version: therapy codes stand in
// three of them, and the cuts move each quarter.
func checkParts(members []Member) error {
	have := map[int]string{}
	for _, m := range members {
		if m.Name.Version != members[0].Name.Version {
			return fmt.Errorf("release: read %s: %s is of another version", m.Name.File, members[0].Name.File)
		}
		have[m.Name.Part] = m.Name.File
	}
	var absent []string
	for part := 1; part <= ptpParts; part++ {
		if have[part] == "" {
			absent = append(absent, fmt.Sprintf("f%d", part))
		}
	}
	if len(absent) > 0 {
		return fmt.Errorf("release: read the pairs %s: all four parts are needed in one run; absent: %s", members[0].Name.Version, strings.Join(absent, ", "))
	}
	return nil
}

func (b *builder) zip5(set map[Kind][]Member) error {
	for _, m := range set[KindZIP5] {
		data, p, err := m.whole()
		if err != nil {
			return err
		}
		z, err := ReadZIP5(m.Name, data)
		if err != nil {
			return err
		}
		places, err := b.places(z.Name.Quarter)
		if err != nil {
			return err
		}
		if err := z.checkPlaces(places); err != nil {
			return err
		}
		b.plan.say("%s: %d ZIPs", m.Name.File, len(z.rows))
		b.plan.Report = append(b.plan.Report, dropped(m.Name.File, z.Dropped)...)
		if err := b.zipTables(z, p); err != nil {
			return err
		}
	}
	return nil
}

func (b *builder) zipTables(z *ZIP5, p proof) error {
	q := z.Name.Quarter
	src := source(sourceID("zip5", q), "ZIP code to carrier locality file, "+q.Name(), q.Name(), q.Days().From, b.options.Seen, p)
	if err := b.land(quarterly("zip", q, src, z.Name.File, "carrier and locality of each ZIP: runs of ZIPs with one locality", z.runs())); err != nil {
		return err
	}
	return b.land(quarterly("zip-plus4", q, src, z.Name.File, "carrier and locality of each ZIP: ZIPs with the plus-four flag", z.ambiguous()))
}

// places are the localities of the indices in force on the quarter's first
// day, with those that this run lands.
func (b *builder) places(q Quarter) (map[string]bool, error) {
	facts, err := param.Load(Overlay(b.data, b.plan.Files))
	if err != nil {
		return nil, fmt.Errorf("release: load the new tables: %w", err)
	}
	rel, err := facts.Table("gpci", q.Days().From)
	if err != nil {
		return nil, fmt.Errorf("release: check the ZIPs' localities: %w", err)
	}
	rows, err := rel.Rows(forms["gpci"].columns...)
	known := map[string]bool{}
	for _, row := range rows {
		known[row[0]+"-"+row[1]] = true
	}
	return known, err
}
