package rules

import (
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"therapytally/rules/code"
)

func guideBook(t *testing.T) (*Book, *guide) {
	t.Helper()
	b, err := Standard()
	if err != nil {
		t.Fatal(err)
	}
	g, err := b.guide()
	if err != nil {
		t.Fatal(err)
	}
	return b, g
}

func hcpcs(t *testing.T, s string) code.HCPCS {
	t.Helper()
	c, err := code.ParseHCPCS(s)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// TestGuideReadsEveryFile holds that no guide file lies unread.
func TestGuideReadsEveryFile(t *testing.T) {
	files, err := fs.Glob(guideFiles, "data/guide/*")
	if err != nil || len(files) != len(GuideKinds())+2 {
		t.Errorf("%d guide files (%v), want one for each kind, decisions and left-out", len(files), err)
	}
}

// TestGuideCodes holds that each code the guide promises has what its note
// needs, and that an untimed code gets nothing meant for timed ones.
func TestGuideCodes(t *testing.T) {
	b, _ := guideBook(t)
	for _, name := range []string{"97530", "97110", "97112", "97116", "97140", "97535", "97150", "97161", "97162", "97163", "97164", "97165", "97166", "97167", "97168"} {
		c := hcpcs(t, name)
		items, err := b.Guide(c)
		if err != nil {
			t.Fatal(err)
		}
		own, needs := 0, map[GuideKind]int{}
		for _, item := range items {
			needs[item.Kind]++
			if item.Kind == GuideDocument && slices.Contains(item.Codes, c) {
				own++
			}
			if len(item.Codes) == 0 && !b.codes[c].Timed {
				t.Errorf("%s is untimed, yet gets %s", name, item.ID)
			}
		}
		if own < 3 || needs[GuideCounts] == 0 || needs[GuideWho] == 0 {
			t.Errorf("%s: %d document items of its own, %v", name, own, needs)
		}
	}
	if items, err := b.Guide(hcpcs(t, "99999")); err == nil {
		t.Errorf("an unknown code has %d items", len(items))
	}
}

// TestGuideItems holds each item to its form: short, one sentence, backed as
// its confidence says, an audit pattern with its ceiling, a range that says it
// is never a price.
func TestGuideItems(t *testing.T) {
	b, g := guideBook(t)
	for _, item := range g.items {
		if !strings.HasPrefix(item.ID, string(item.Kind)+"-") {
			t.Errorf("%s: does not begin with its kind", item.ID)
		}
		if !oneSentence(item.Says) {
			t.Errorf("%s: not one sentence: %s", item.ID, item.Says)
		}
		if item.Kind == GuideRange && !strings.Contains(item.Says, "never a price") {
			t.Errorf("%s: a range must say that it is never a price", item.ID)
		}
		checkBacking(t, b, item.ID, item.GuideSupport)
	}
	for _, d := range g.decisions {
		for _, q := range d.Questions {
			if !strings.HasSuffix(q.Ask, "?") {
				t.Errorf("%s/%s: is no question: %s", d.ID, q.ID, q.Ask)
			}
			checkBacking(t, b, d.ID+"/"+q.ID, q.GuideSupport)
		}
	}
}

var inner = regexp.MustCompile(`[.?!] [A-Z]`)

func oneSentence(s string) bool {
	return (strings.HasSuffix(s, ".") || strings.HasSuffix(s, "?")) && !inner.MatchString(s)
}

// checkBacking holds that "2+" has a second source, named or within a record
// that stands for several.
func checkBacking(t *testing.T, b *Book, id string, s GuideSupport) {
	t.Helper()
	source, _ := b.Source(s.Cite.Source)
	several := source.Confidence == "2+" || strings.HasPrefix(source.Confidence, "A")
	if s.Confidence == "2+" && len(s.Also) == 0 && !several {
		t.Errorf("%s: is 2+ on one source, %s", id, s.Cite.Source)
	}
	if slices.Contains(s.Also, s.Cite.Source) {
		t.Errorf("%s: names %s twice", id, s.Cite.Source)
	}
	if strings.HasPrefix(s.Cite.Source, "guide-seed-") && s.Confidence == "1p" {
		t.Errorf("%s: a seed guide is no primary source", id)
	}
}

// TestGuideSources holds that every guide source is used and that seeds are
// hashed.
func TestGuideSources(t *testing.T) {
	b, g := guideBook(t)
	used := map[string]bool{}
	use := func(s GuideSupport) {
		for _, id := range append([]string{s.Cite.Source}, s.Also...) {
			used[id] = true
		}
	}
	for _, item := range g.items {
		use(item.GuideSupport)
	}
	for _, d := range g.decisions {
		for _, q := range d.Questions {
			use(q.GuideSupport)
		}
	}
	for _, s := range b.facts.Sources() {
		if strings.HasPrefix(s.ID, "guide-") && !used[s.ID] {
			t.Errorf("%s: no item cites it", s.ID)
		}
		if strings.HasPrefix(s.ID, "guide-seed-") && len(s.SHA256) != 64 {
			t.Errorf("%s: the seed's hash is missing", s.ID)
		}
	}
}

// descriptors are fragments of the AMA's wording that must never appear.
var descriptors = []string{
	"one-on-one) patient contact", "direct one-on-one contact", "each 15 minutes", "dynamic activities to", "improve functional performance",
	"and/or proprioception", "kinesthetic", "sitting and/or standing", "includes stair", "1 or more regions", "1 or more areas",
	"compensatory training", "safety procedures", "adaptive equipment", "mobilization/manipulation", "2 or more individuals", "typically,",
}

// TestGuideOwnWords looks for descriptor text in every word of the guide.
func TestGuideOwnWords(t *testing.T) {
	files, _ := fs.Glob(guideFiles, "data/guide/*.json")
	for _, file := range files {
		data, err := fs.ReadFile(guideFiles, file)
		if err != nil {
			t.Fatal(err)
		}
		for _, words := range descriptors {
			if strings.Contains(strings.ToLower(string(data)), words) {
				t.Errorf("%s: holds %q of a descriptor", file, words)
			}
		}
	}
}

// TestGuidePlainWords holds sentences to school grade on average: few words a
// sentence.
func TestGuidePlainWords(t *testing.T) {
	_, g := guideBook(t)
	words := 0
	for _, item := range g.items {
		n := len(strings.Fields(item.Says))
		words += n
		if n > 28 {
			t.Errorf("%s: %d words", item.ID, n)
		}
	}
	if mean := words / len(g.items); mean > 14 {
		t.Errorf("%d words a sentence on average", mean)
	}
}

// TestDecisionsEnd walks every path of every decision: it ends in a code,
// meets no question twice and leaves none unasked.
func TestDecisionsEnd(t *testing.T) {
	b, _ := guideBook(t)
	decisions, err := b.Decisions()
	if err != nil || len(decisions) == 0 {
		t.Fatal(len(decisions), err)
	}
	for _, d := range decisions {
		asked, ends := map[string]bool{}, map[code.HCPCS]bool{}
		walkDecision(t, d, Goal{Question: d.Start}, nil, asked, ends)
		if len(asked) != len(d.Questions) {
			t.Errorf("%s: %d of %d questions are asked", d.ID, len(asked), len(d.Questions))
		}
		for _, name := range []string{"97530", "97110", "97112", "97535"} {
			if !ends[hcpcs(t, name)] {
				t.Errorf("%s: never ends in %s", d.ID, name)
			}
		}
	}
}

func walkDecision(t *testing.T, d Decision, at Goal, path []string, asked map[string]bool, ends map[code.HCPCS]bool) {
	if at.Question == "" {
		ends[at.Code] = true
		return
	}
	if slices.Contains(path, at.Question) {
		t.Fatalf("%s: runs in a loop: %v, %s", d.ID, path, at.Question)
	}
	q, _ := d.Question(at.Question)
	asked[q.ID] = true
	path = append(slices.Clone(path), q.ID)
	walkDecision(t, d, q.Yes, path, asked, ends)
	walkDecision(t, d, q.No, path, asked, ends)
}

func TestGuideLeftOut(t *testing.T) {
	b, _ := guideBook(t)
	left, err := b.GuideLeftOut()
	if err != nil || len(left) == 0 {
		t.Error(len(left), err)
	}
}

// TestGuideFaults breaks one file at a time and expects the place by name.
func TestGuideFaults(t *testing.T) {
	const cite = `"cite":{"source":"cr10176","at":"a","says":"b."},"confidence":"1"`
	item := func(kind, more string) string {
		return `{"items":[{"id":"x","codes":["97530"],"kind":"` + kind + `","says":"Do it."` + more + `,` + cite + `}]}`
	}
	question := func(yes, no string) string {
		return `{"decisions":[{"id":"d","title":"D?","start":"a","questions":[{"id":"a","ask":"A?","yes":"` + yes + `","no":"` + no + `",` + cite + `}]}]}`
	}
	for _, fault := range []struct{ file, text, want string }{
		{"who.json", item("who", ""), ""},
		{"who.json", item("deny", ""), "who.json: items[0].kind: must be the name of its file"},
		{"who.json", item("who", `,"extra":1`), "items[0].extra: is not a known key"},
		{"who.json", item("who", `,"why":""`), "items[0].why: must be given"},
		{"who.json", strings.Replace(item("who", ""), "Do it.", strings.Repeat("x", 201), 1), "items[0].says: is longer than 200 characters"},
		{"who.json", strings.Replace(item("who", ""), "97530", "975", 1), "items[0].codes: code: parse HCPCS"},
		{"who.json", strings.Replace(item("who", ""), `:"1"`, `:"M"`, 1), `items[0].confidence: must be given as one of ["1" "1p" "2+"]`},
		{"who.json", `{`, "who.json: is not JSON"},
		{"document.json", item("document", ""), "items[0].duty: must be given"},
		{"document.json", item("document", `,"duty":"required","when":"never"`), "items[0].when: must be given as one of"},
		{"audit.json", item("audit", ""), "items[0].ceiling: must be given"},
		{"range.json", item("range", `,"low":"60","high":"25"`), "items[0].high: lies below low"},
		{"decisions.json", question("97530", "97110"), ""},
		{"decisions.json", question("97530", "nowhere"), "names neither a question nor a code"},
		{"decisions.json", strings.Replace(question("97530", "97110"), `"start":"a"`, `"start":"b"`, 1), "start: names no question"},
		{"left-out.json", `{"leftOut":[{"id":"a","says":"b","why":"c"},{"id":"a","says":"b","why":"c"}]}`, "leftOut[1].id: is given twice"},
	} {
		fsys := emptyGuide()
		fsys[fault.file] = &fstest.MapFile{Data: []byte(fault.text)}
		_, err := loadGuide(fsys)
		if fault.want == "" && err != nil || fault.want != "" && (err == nil || !strings.Contains(err.Error(), fault.want)) {
			t.Errorf("%s: %.60s: %v, want %s", fault.file, fault.text, err, fault.want)
		}
	}
	for file := range emptyGuide() {
		fsys := emptyGuide()
		delete(fsys, file)
		if _, err := loadGuide(fsys); err == nil {
			t.Errorf("%s may be missing", file)
		}
	}
}

// TestGuideChecksTheBook holds that a source or a code that the book lacks is
// an error.
func TestGuideChecksTheBook(t *testing.T) {
	b, _ := guideBook(t)
	good := GuideSupport{}
	good.Cite.Source = "cr10176"
	bad := GuideSupport{}
	bad.Cite.Source = "nobody"
	for _, g := range []*guide{
		{items: []GuideItem{{ID: "x", GuideSupport: bad}}},
		{items: []GuideItem{{ID: "x", GuideSupport: good, Codes: []code.HCPCS{hcpcs(t, "99999")}}}},
		{decisions: []Decision{{ID: "x", Questions: []Question{{ID: "q", GuideSupport: bad}}}}},
	} {
		if err := g.check(b); err == nil || !strings.HasPrefix(err.Error(), "x") {
			t.Errorf("%+v: %v", g, err)
		}
	}
}

func emptyGuide() fstest.MapFS {
	fsys := fstest.MapFS{
		"decisions.json": {Data: []byte(`{"decisions":[]}`)},
		"left-out.json":  {Data: []byte(`{"leftOut":[]}`)},
	}
	for _, kind := range GuideKinds() {
		fsys[string(kind)+".json"] = &fstest.MapFile{Data: []byte(`{"items":[]}`)}
	}
	return fsys
}
