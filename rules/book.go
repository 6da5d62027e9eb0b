package rules

import (
	"embed"
	"fmt"
	"io/fs"
	"strings"
	"sync"

	"therapytally/rules/code"
	"therapytally/rules/mpfs"
	"therapytally/rules/ncci"
	"therapytally/rules/param"
	"therapytally/rules/therapy"
)

//go:embed data/source/*.json data/param/*.json data/table data/edition data/rule.json
var embedded embed.FS

// Book is the rule book: every dated number and table that was loaded. It is
// safe for concurrent use.
type Book struct {
	facts *param.Facts
	codes map[code.HCPCS]CodeInfo
	order []code.HCPCS
	pos   map[code.POS]place
	rules map[string]Rule
	sets  map[setMember]bool

	covered code.Span

	mu   sync.Mutex
	rvu  map[string]*mpfs.RVU
	gpci map[string]*mpfs.GPCI
	ptp  map[string]*ncci.Pairs
	mue  map[string]*ncci.Limits
	zips map[string]zipTable
}

// CodeInfo is what we say of a code in our own words.
type CodeInfo struct {
	Code        code.HCPCS
	Name        string // our plain words, never the AMA's descriptor
	Timed       bool   // pools in the total-time rule
	Unsure      bool   // counted in 15 minutes, but pooling is not established
	Basis       string // what one unit is
	Therapy     therapy.Class
	Memory      bool              // the class is from memory, unchecked
	Disciplines []code.Discipline // who may report it; empty: no limit known
	Instead     string            // the code that Medicare takes instead
	Supervised  bool              // may run during another service
}

type place struct{ facility, hospital bool }

// Load reads a rule book from data laid out as rules/data/README.md says.
func Load(fsys fs.FS) (*Book, error) {
	facts, err := param.Load(fsys)
	if err != nil {
		return nil, fmt.Errorf("rules: load: %w", err)
	}
	b := &Book{facts: facts, covered: facts.Covered(), rvu: map[string]*mpfs.RVU{}, gpci: map[string]*mpfs.GPCI{}, ptp: map[string]*ncci.Pairs{}, mue: map[string]*ncci.Limits{}, zips: map[string]zipTable{}}
	for _, load := range []func() error{b.checkRequired, b.loadCodes, b.loadPOS, b.loadSets, func() error { return b.loadRules(fsys) }} {
		if err := load(); err != nil {
			return nil, fmt.Errorf("rules: load: %w", err)
		}
	}
	return b, nil
}

var standard = sync.OnceValues(loadStandard)

func loadStandard() (*Book, error) {
	sub, err := fs.Sub(embedded, "data")
	if err != nil {
		return nil, err
	}
	return Load(sub)
}

// Standard returns the rule book built into the program.
func Standard() (*Book, error) { return standard() }

func (b *Book) loadCodes() error {
	b.codes = map[code.HCPCS]CodeInfo{}
	for _, rel := range b.facts.ReleasesOf("codes") {
		rows, err := rel.Rows(Columns("codes")...)
		if err != nil {
			return err
		}
		for _, cells := range rows {
			info := codeInfo(cells)
			b.codes[info.Code] = info
			b.order = append(b.order, info.Code)
		}
	}
	return nil
}

// codeInfo reads a row. Its columns have checked the cells.
func codeInfo(cells []string) CodeInfo {
	c, _ := code.ParseHCPCS(cells[0])
	info := CodeInfo{Code: c, Name: cells[8], Timed: cells[1] == "yes", Unsure: cells[1] == "unsure", Basis: cells[2], Therapy: therapy.Class(cells[3]), Memory: cells[4] == "memory", Instead: cells[6], Supervised: cells[7] == "yes"}
	for name := range strings.FieldsFuncSeq(cells[5], func(r rune) bool { return r == '+' }) {
		d, _ := code.ParseDiscipline(name)
		info.Disciplines = append(info.Disciplines, d)
	}
	return info
}

func (b *Book) loadPOS() error {
	b.pos = map[code.POS]place{}
	for _, rel := range b.facts.ReleasesOf("pos") {
		rows, err := rel.Rows(Columns("pos")...)
		if err != nil {
			return err
		}
		for _, cells := range rows {
			p, _ := code.ParsePOS(cells[0]) // its column has checked the cell
			b.pos[p] = place{cells[1] == "facility", cells[2] == "yes"}
		}
	}
	return nil
}

// setMember is a code in a named set, or a pair of codes in one.
type setMember struct {
	set         set
	code, other code.HCPCS
}

type set string

// The sets of codes that rules speak of (NCCI Policy Manual, ch. XI).
const (
	evaluations       set = "evaluation"
	reEvaluations     set = "re-evaluation"
	slpUnusual        set = "slp-unusual"
	notWithEvaluation set = "not-with-evaluation"
	expects59         set = "expects-59"
	limitMistold      set = "limit-mistold"
)

func (b *Book) loadSets() error {
	b.sets = map[setMember]bool{}
	for _, rel := range b.facts.ReleasesOf("sets") {
		rows, err := rel.Rows(Columns("sets")...)
		if err != nil {
			return err
		}
		for _, cells := range rows {
			m := setMember{set: set(cells[0])}
			m.code, _ = code.ParseHCPCS(cells[1])
			m.other, _ = code.ParseHCPCS(cells[2]) // none for a set of codes
			b.sets[m] = true
		}
	}
	return nil
}

// in reports whether a code belongs to a set.
func (b *Book) in(s set, c code.HCPCS) bool { return b.sets[setMember{set: s, code: c}] }

// mueOn returns the unit limits in force on a date, read once.
func (b *Book) mueOn(d code.Date) (*ncci.Limits, error) {
	return once(b, b.mue, "mue", d, ncci.LoadLimits)
}

// rvuOn returns the relative value release of a date, read once.
func (b *Book) rvuOn(d code.Date) (*mpfs.RVU, error) {
	return once(b, b.rvu, "rvu", d, mpfs.LoadRVU)
}

// gpciOn returns the release of indices of a date, read once.
func (b *Book) gpciOn(d code.Date) (*mpfs.GPCI, error) {
	return once(b, b.gpci, "gpci", d, mpfs.LoadGPCI)
}

func once[T any](b *Book, cache map[string]T, table string, d code.Date, load func(*param.Release) (T, error)) (T, error) {
	var none T
	rel, err := b.facts.Table(table, d)
	if err != nil {
		return none, err
	}
	return read(b, cache, rel, load)
}

// read reads a table the first time that it is asked for.
func read[T any](b *Book, cache map[string]T, rel *param.Release, load func(*param.Release) (T, error)) (T, error) {
	var none T
	b.mu.Lock()
	defer b.mu.Unlock()
	if t, ok := cache[rel.ID]; ok {
		return t, nil
	}
	t, err := load(rel)
	if err != nil {
		return none, err
	}
	cache[rel.ID] = t
	return t, nil
}
