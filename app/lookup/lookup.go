// Package lookup finds services and places by what people type: a number, a
// plain name, a state, a city, a ZIP.
package lookup

import (
	"cmp"
	"slices"
	"strings"

	"therapytally/rules"
	"therapytally/rules/code"
	"therapytally/rules/order"
)

// Choice is one thing that can be chosen.
type Choice struct {
	Key   string // the engine's own name of it
	Label string // what stands in the field once it is chosen
	Note  string // said beside it

	words []string
	first int // rank among equals
}

// List is what a field offers, best first.
type List []Choice

// Index finds services and places of a rule book. It keeps the lists of the
// last date that was asked for.
type Index struct {
	Book     *rules.Book
	National string // what the national average is called

	date             code.Date
	services, places List
	first            []string // codes that stand first, before the usual ones
}

// SetFirst puts a clinic's favorite codes first.
func (x *Index) SetFirst(codes []string) {
	x.first, x.date = codes, code.Date{}
}

// On returns the index with the lists of a date.
func (x *Index) On(d code.Date) *Index {
	if x.date != d {
		x.date, x.services, x.places = d, services(x.Book, d, slices.Concat(x.first, usual())), places(x.Book, d, x.National)
	}
	return x
}

// Services lists the codes of the date, the usual ones first.
func (x *Index) Services() List { return x.services }

// Places lists the national average and the Medicare localities of the date
// by readable names.
func (x *Index) Places() List { return x.places }

// mostShown is how many choices a list shows at a time.
const mostShown = 40

// Match returns the choices that hold every word of the text as the beginning
// of one of their own words, best first.
func (l List) Match(text string) List {
	asked := words(text)
	var out List
	for _, c := range l {
		if c.holds(asked) {
			out = append(out, c)
		}
	}
	order.By(out, func(a, b Choice) int { return cmp.Compare(a.first, b.first) })
	return out[:min(len(out), mostShown)]
}

// Found says how many choices a text may mean.
type Found int

// The answers of Resolve.
const (
	Nothing Found = iota
	One
	Many
)

// Resolve returns the one choice that a text means: by its label or key, else
// by words that only it has. A number must be whole: digits are not completed.
func (l List) Resolve(text string) (Choice, Found) {
	text = strings.TrimSpace(text)
	for _, c := range l {
		if strings.EqualFold(c.Label, text) || strings.EqualFold(c.Key, text) {
			return c, One
		}
	}
	found := l.Match(text)
	switch {
	case len(found) == 0:
		return Choice{}, Nothing
	case len(found) > 1, strings.Trim(text, "0123456789") == "":
		return Choice{}, Many
	}
	return found[0], One
}

func (c Choice) holds(asked []string) bool {
	for _, a := range asked {
		if !slices.ContainsFunc(c.words, func(w string) bool { return strings.HasPrefix(w, a) }) {
			return false
		}
	}
	return true
}

// HasWord reports whether the choice is found by a whole word, such as the
// letters of its state.
func (c Choice) HasWord(word string) bool { return slices.Contains(c.words, strings.ToLower(word)) }

func words(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r > 127)
	})
}

// usual are the codes that stand first in the list: functional activities and
// what commonly goes with them.
func usual() []string {
	return []string{"97530", "97110", "97112", "97140", "97116", "97535", "97150", "97161", "97035", "G0283"}
}

func services(book *rules.Book, d code.Date, first []string) List {
	codes, err := book.Codes(d)
	if err != nil {
		return nil
	}
	out := make(List, len(codes))
	for i, info := range codes {
		c := info.Code.String()
		rank := slices.Index(first, c)
		if rank < 0 {
			rank = len(first)
		}
		out[i] = Choice{Key: c, Label: Label(info), Note: basis(info), words: words(c + " " + info.Name), first: rank}
	}
	return out
}

// Timed is the note of a timed code; the others carry what one unit of them is.
const Timed = "timed"

func basis(info rules.CodeInfo) string {
	if info.Timed {
		return Timed
	}
	return info.Basis
}

// Label is a code with its plain name.
func Label(info rules.CodeInfo) string { return info.Code.String() + " " + info.Name }

// LeadingCode reads the code that a text begins with.
func LeadingCode(text string) (code.HCPCS, bool) {
	head, _, _ := strings.Cut(strings.ToUpper(strings.TrimSpace(text)), " ")
	c, err := code.ParseHCPCS(head)
	return c, err == nil && head[4] >= '0' && head[4] <= '9'
}

const zipLength = 5

// LooksLikeZIP reports whether a text is a ZIP or the beginning of one.
func LooksLikeZIP(text string) bool {
	return text != "" && strings.Trim(text, "0123456789- ") == "" && text[0] >= '0' && text[0] <= '9'
}

// ZIP returns the first five digits; short says that there are fewer, or that
// four more were begun and not finished.
func ZIP(text string) (zip string, short bool) {
	digits := strings.NewReplacer("-", "", " ", "").Replace(text)
	if len(digits) != zipLength && len(digits) != zipLength+4 {
		return text, true
	}
	return digits[:zipLength], false
}
