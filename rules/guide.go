package rules

import (
	"embed"
	"fmt"
	"io/fs"
	"slices"
	"sync"

	"github.com/shopspring/decimal"

	"therapytally/rules/code"
	"therapytally/rules/strict"
	"therapytally/rules/trace"
)

//go:embed data/guide/*.json
var guideFiles embed.FS

// GuideKind says what a piece of guidance is about.
type GuideKind string

// The kinds of guidance. Each is a file of rules/data/guide.
const (
	GuideDocument GuideKind = "document"      // what the note needs
	GuideCounts   GuideKind = "time-counts"   // minutes to count
	GuideDoesNot  GuideKind = "time-does-not" // minutes never to count
	GuideDeny     GuideKind = "deny"          // what payers deny on
	GuideAudit    GuideKind = "audit"         // patterns that draw a review
	GuideDecide   GuideKind = "decide"        // notes on the choice of a code
	GuideRange    GuideKind = "range"         // published ranges, never a price
	GuideWho      GuideKind = "who"           // who may bill
	GuideShare    GuideKind = "share"         // what plans usually leave to the patient, never a plan's own terms
)

const (
	guideLongest     = 200 // characters of a sentence
	guideLongestFile = 1 << 20
)

// GuideKinds returns every kind in the order in which guidance is shown.
func GuideKinds() []GuideKind {
	return []GuideKind{GuideDocument, GuideCounts, GuideDoesNot, GuideDecide, GuideDeny, GuideAudit, GuideWho, GuideRange, GuideShare}
}

// GuideSupport is what guidance rests on. Confidence is "1" for one secondary
// source, "1p" for one primary source, and "2+" for two or more; the further
// sources are named in Also, or by a record that itself stands for several.
type GuideSupport struct {
	Cite       trace.Cite
	Also       []string
	Confidence string
}

// GuideItem is one sentence of guidance in our own words.
type GuideItem struct {
	ID      string
	Kind    GuideKind
	Codes   []code.HCPCS // empty: every timed code
	Says    string
	Why     string
	Advised bool            // a document item that is good practice, not a Medicare duty
	Episode bool            // a document item of the episode, not of each visit
	Ceiling string          // what an audit pattern does not prove
	Signal  Signal          // how an audit pattern is counted over a log; zero: a log does not show it
	Low     decimal.Decimal // of a range, dollars a unit, zero when it names none; of a share, dollars a visit or percent
	High    decimal.Decimal
	GuideSupport
}

// Decision is a choice of a code by questions.
type Decision struct {
	ID, Title, Start string
	Questions        []Question
}

// Question is one question of a decision.
type Question struct {
	ID, Ask, Why string
	Yes, No      Goal
	GuideSupport
}

// Goal is where an answer leads: to a further question, or to a code that
// ends the decision.
type Goal struct {
	Question string
	Code     code.HCPCS
}

// Question returns a question of the decision by its ID.
func (d Decision) Question(id string) (Question, bool) {
	i := slices.IndexFunc(d.Questions, func(s Question) bool { return s.ID == id })
	if i < 0 {
		return Question{}, false
	}
	return d.Questions[i], true
}

// LeftOut is a claim that is not given as guidance, and why.
type LeftOut struct{ ID, Says, Why string }

// Guide returns the guidance for a code: what names it and, for a timed code,
// what holds for all of them.
func (b *Book) Guide(c code.HCPCS) ([]GuideItem, error) {
	info, known := b.codes[c]
	if !known {
		return nil, fmt.Errorf("rules: guide: no such code: %s", c)
	}
	all, err := b.GuideAll()
	if err != nil {
		return nil, err
	}
	var out []GuideItem
	for _, item := range all {
		if slices.Contains(item.Codes, c) || len(item.Codes) == 0 && info.Timed {
			out = append(out, item)
		}
	}
	return out, nil
}

// GuideAll returns the guidance of every code, kind by kind.
func (b *Book) GuideAll() ([]GuideItem, error) {
	g, err := b.guide()
	if err != nil {
		return nil, err
	}
	return slices.Clone(g.items), nil
}

// Decisions returns the choices of codes.
func (b *Book) Decisions() ([]Decision, error) {
	g, err := b.guide()
	if err != nil {
		return nil, err
	}
	return slices.Clone(g.decisions), nil
}

// GuideLeftOut returns the claims of guides that found no place here.
func (b *Book) GuideLeftOut() ([]LeftOut, error) {
	g, err := b.guide()
	if err != nil {
		return nil, err
	}
	return slices.Clone(g.leftOut), nil
}

type guide struct {
	items     []GuideItem
	decisions []Decision
	leftOut   []LeftOut
	seen      map[string]bool
}

var guideData = sync.OnceValues(func() (*guide, error) {
	sub, err := fs.Sub(guideFiles, "data/guide")
	if err != nil {
		return nil, err
	}
	return loadGuide(sub)
})

// guide returns the embedded guidance after a check of its sources and codes
// against the book.
func (b *Book) guide() (*guide, error) {
	g, err := guideData()
	if err == nil {
		err = g.check(b)
	}
	if err != nil {
		return nil, fmt.Errorf("rules: guide: %w", err)
	}
	return g, nil
}

func (g *guide) check(b *Book) error {
	for _, item := range g.items {
		if err := b.checkSupport(item.ID, item.GuideSupport, append(item.Signal.codes(), item.Codes...)...); err != nil {
			return err
		}
	}
	for _, d := range g.decisions {
		for _, s := range d.Questions {
			if err := b.checkSupport(d.ID+"/"+s.ID, s.GuideSupport, s.codes()...); err != nil {
				return err
			}
		}
	}
	return nil
}

func (s Question) codes() []code.HCPCS {
	return slices.DeleteFunc([]code.HCPCS{s.Yes.Code, s.No.Code}, code.HCPCS.IsZero)
}

func (b *Book) checkSupport(id string, s GuideSupport, codes ...code.HCPCS) error {
	for _, source := range append([]string{s.Cite.Source}, s.Also...) {
		if _, known := b.Source(source); !known {
			return fmt.Errorf("%s: names no file of source/: %q", id, source)
		}
	}
	for _, c := range codes {
		if _, known := b.codes[c]; !known {
			return fmt.Errorf("%s: no such code: %s", id, c)
		}
	}
	return nil
}

// loadGuide reads guide files strictly: a file for each kind, decisions.json
// and left-out.json.
func loadGuide(fsys fs.FS) (*guide, error) {
	g := &guide{seen: map[string]bool{}}
	for _, kind := range GuideKinds() {
		if err := eachGuide(fsys, string(kind)+".json", "items", g.addItem); err != nil {
			return nil, err
		}
	}
	if err := eachGuide(fsys, "decisions.json", "decisions", g.addDecision); err != nil {
		return nil, err
	}
	return g, eachGuide(fsys, "left-out.json", "leftOut", g.addLeftOut)
}

func eachGuide(fsys fs.FS, file, key string, add func(file string, r strict.Reader, err *error)) error {
	data, err := fs.ReadFile(fsys, file)
	if err != nil {
		return err
	}
	root, err := strict.Parse(data, guideLongestFile)
	if err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	o := root.Object(&err)
	for _, v := range o.List(key) {
		r := v.Object(&err)
		add(file, r, &err)
		r.Done()
	}
	o.Done()
	if err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	return nil
}

func (g *guide) addItem(file string, r strict.Reader, err *error) {
	item := GuideItem{ID: g.newID(r), Kind: GuideKind(guideText(r, "kind")), Says: guideSentence(r, "says"), Why: guideNote(r)}
	if string(item.Kind)+".json" != file {
		r.Fail("kind", "must be the name of its file")
	}
	item.Codes = guideCodes(r, err)
	item.GuideSupport = guideSupport(r, err)
	switch item.Kind {
	case GuideDocument:
		item.Advised = guideText(r, "duty", "required", "advised") == "advised"
		item.Episode = guideText(r, "when", "visit", "episode") == "episode"
	case GuideAudit:
		item.Ceiling = guideSentence(r, "ceiling")
		item.Signal = guideSignal(r)
	case GuideRange, GuideShare:
		item.Low, item.High = r.Decimal("low", 2, 1000), r.Decimal("high", 2, 1000)
		if item.High.LessThan(item.Low) {
			r.Fail("high", "lies below low")
		}
	}
	g.items = append(g.items, item)
}

func (g *guide) addDecision(_ string, r strict.Reader, err *error) {
	d := Decision{ID: g.newID(r), Title: guideSentence(r, "title"), Start: guideText(r, "start")}
	list := r.List("questions")
	for _, v := range list {
		s := v.Object(err)
		d.Questions = append(d.Questions, Question{ID: guideText(s, "id"), Ask: guideSentence(s, "ask"), Why: guideNote(s), GuideSupport: guideSupport(s, err)})
	}
	for i, v := range list {
		s := v.Object(err)
		d.Questions[i].Yes, d.Questions[i].No = d.next(s, "yes"), d.next(s, "no")
		s.Done()
	}
	if _, known := d.Question(d.Start); !known {
		r.Fail("start", "names no question")
	}
	g.decisions = append(g.decisions, d)
}

// next reads an answer's goal, which is a question or else a code.
func (d Decision) next(r strict.Reader, key string) Goal {
	name := guideText(r, key)
	if _, known := d.Question(name); known {
		return Goal{Question: name}
	}
	c, err := code.ParseHCPCS(name)
	if err != nil {
		r.Fail(key, "names neither a question nor a code")
	}
	return Goal{Code: c}
}

func (g *guide) addLeftOut(_ string, r strict.Reader, _ *error) {
	g.leftOut = append(g.leftOut, LeftOut{g.newID(r), guideSentence(r, "says"), guideSentence(r, "why")})
}

// newID reads an id that no other entry has.
func (g *guide) newID(r strict.Reader) string {
	id := guideText(r, "id")
	if g.seen[id] {
		r.Fail("id", "is given twice")
	}
	g.seen[id] = true
	return id
}

// guideText reads a text that must be given and, if choices are named, be one of
// them.
func guideText(r strict.Reader, key string, choices ...string) string {
	s := r.Text(key)
	if s == "" || len(choices) > 0 && !slices.Contains(choices, s) {
		r.Fail(key, fmt.Sprintf("must be given%s", guideChoices(choices)))
	}
	return s
}

func guideChoices(choices []string) string {
	if len(choices) == 0 {
		return ""
	}
	return fmt.Sprintf(" as one of %q", choices)
}

// guideSentence reads a text that fits on a screen.
func guideSentence(r strict.Reader, key string) string {
	s := guideText(r, key)
	if len([]rune(s)) > guideLongest {
		r.Fail(key, fmt.Sprintf("is longer than %d characters", guideLongest))
	}
	return s
}

// guideNote reads the reason, which need not be given.
func guideNote(r strict.Reader) string {
	if !r.Get("why").Given() {
		return ""
	}
	return guideSentence(r, "why")
}

func guideCodes(r strict.Reader, err *error) []code.HCPCS {
	var out []code.HCPCS
	for _, v := range r.List("codes") {
		c, parseErr := code.ParseHCPCS(v.Text(err))
		if parseErr != nil {
			r.Fail("codes", parseErr.Error())
		}
		out = append(out, c)
	}
	return out
}

func guideSupport(r strict.Reader, err *error) GuideSupport {
	cite := r.Object("cite")
	s := GuideSupport{
		Cite:       trace.Cite{Source: guideText(cite, "source"), At: guideText(cite, "at"), Says: guideSentence(cite, "says")},
		Confidence: guideText(r, "confidence", "1", "1p", "2+"),
	}
	cite.Done()
	for _, v := range r.List("also") {
		s.Also = append(s.Also, v.Text(err))
	}
	return s
}
