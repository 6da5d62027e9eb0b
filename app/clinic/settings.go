// Package clinic holds what a clinic sets for its copy of the site, in a file
// clinic.json beside the export, or for one frame in a page of its own: its
// name and colors, its prices, its place and its usual codes. Everything is
// read strictly: what cannot be meant is refused, and the message names the
// key.
package clinic

import (
	"errors"
	"slices"
	"strings"

	"therapytally/rules"
	"therapytally/rules/code"
	"therapytally/rules/strict"
)

// MostBytes bounds the file.
const MostBytes = 64 << 10

// Version is the newest version of the file that this release knows whole. A
// release that adds a key at the top counts it up. A device may hold an older
// release than the one that the file was written for: it reads all that it
// knows, and strictly; the keys at the top that it does not know say nothing
// about the others. One in the rates might, so it is refused there as ever.
const (
	Version = 1
	newest  = 99
)

// Settings are what a clinic has set. The zero Settings set nothing.
type Settings struct {
	Name       string
	Logo       string // a file beside clinic.json
	Accent     Color
	Theme      Theme
	Languages  []string // the first is the one to begin with
	Discipline code.Discipline
	Codes      []code.HCPCS // the clinic's usual codes, the first first
	Place      Place
	Payer      string // who pays to begin with: Medicare, Cash or a contract's name
	Rates      Rates
	Newer      bool // the file is of a newer version: what is not known here was passed over
}

// Place is where the clinic is: a ZIP or a Medicare locality, or neither.
type Place struct {
	ZIP      string
	Locality code.Locality
}

// Rates are the clinic's own prices.
type Rates struct {
	Cash      *rules.Rate
	Contracts []Contract
}

// Contract is what the clinic and a payer have agreed.
type Contract struct {
	Name string
	rules.Terms
}

// Names of payers that are no contract.
const (
	Medicare = "medicare"
	Cash     = "cash"
)

// Theme says which colors are used.
type Theme string

// The themes. Auto follows the reader's device.
const (
	Auto  Theme = "auto"
	Light Theme = "light"
	Dark  Theme = "dark"
)

// Languages that the pages for patients have.
const (
	English = "en"
	Spanish = "es"
)

// Parse reads a clinic.json.
func Parse(book *rules.Book, data []byte) (Settings, error) {
	root, err := strict.Parse(data, MostBytes)
	if err != nil {
		return Settings{}, err
	}
	d := decoder{book, root.Object(&err), &err}
	s := d.settings()
	if err != nil {
		return Settings{}, err
	}
	return s, nil
}

// ParseRates reads rates alone, as a frame's data-rates gives them.
func ParseRates(book *rules.Book, data []byte) (Rates, error) {
	root, err := strict.Parse(data, MostBytes)
	if err != nil {
		return Rates{}, err
	}
	d := decoder{book, root.Object(&err), &err}
	r := d.rates()
	if err != nil {
		return Rates{}, err
	}
	return r, nil
}

// decoder reads one object and keeps the first error.
type decoder struct {
	book *rules.Book
	strict.Reader
	err *error
}

func (d decoder) settings() Settings {
	newer := d.Int("version", Version, newest) > Version
	s := Settings{
		Name: d.words("name"), Logo: text(d, "logo", ParseLogo), Accent: text(d, "accent", ParseColor), Theme: text(d, "theme", ParseTheme),
		Languages: list(d, "languages", ParseLanguage), Discipline: text(d, "discipline", ParseDiscipline),
		Codes: list(d, "codes", d.code), Place: text(d, "locality", d.place),
		Rates: decoder{d.book, d.Object("rates"), d.err}.rates(), Newer: newer,
	}
	s.Payer = text(d, "payer", func(name string) (string, error) { return s.Rates.ParsePayer(name) })
	if !newer {
		d.Done()
	}
	return s
}

func (d decoder) code(text string) (code.HCPCS, error) { return ParseCode(d.book, text) }

func (d decoder) place(text string) (Place, error) { return ParsePlace(d.book, text) }

func (d decoder) rates() Rates {
	var r Rates
	if cash := d.Get("cash"); cash.Given() {
		r.Cash = rules.DecodeRate(cash, d.err)
		d.try(rules.Terms{Payer: rules.Payer{Kind: rules.SelfPay, Rate: r.Cash}}, func(field string) string {
			rest, _ := strings.CutPrefix(field, "payer.rate")
			return "cash" + strings.TrimPrefix(rest, "payer")
		})
	}
	for _, item := range d.List("contracts") {
		r.Contracts = append(r.Contracts, decoder{d.book, item.Object(d.err), d.err}.contract(r))
	}
	d.Done()
	return r
}

// contract reads one contract; its name must be its own among those before it.
func (d decoder) contract(before Rates) Contract {
	c := Contract{Name: d.words("name"), Terms: rules.DecodeTerms(d.Reader, d.err)}
	_, twice := before.Terms(c.Name)
	switch {
	case *d.err != nil:
	case c.Name == "":
		d.Fail("name", "must name the payer")
	case twice || c.Name == Medicare || c.Name == Cash:
		d.Fail("name", "is another payer's name already")
	case c.Payer.Kind == "" || c.Payer.Kind == rules.Medicare || c.Payer.Kind == rules.SelfPay:
		d.Fail("payer.kind", "must be medicare-advantage, commercial or medicaid")
	default:
		d.try(c.Terms, func(field string) string { return field })
	}
	d.Done()
	return c
}

// try asks the engine whether terms can be used.
func (d decoder) try(t rules.Terms, key func(field string) string) {
	if *d.err != nil {
		return
	}
	var at *rules.Refusal
	if err := d.book.Check(t); errors.As(err, &at) {
		d.Fail(key(at.Field), at.Reason)
	} else if err != nil {
		d.Fail(key("payer"), err.Error())
	}
}

// longestName bounds every name that is shown.
const longestName = 80

// words reads a short text that is shown.
func (d decoder) words(key string) string {
	text := d.Text(key)
	switch {
	case len(text) > longestName:
		d.Fail(key, "is too long: at most 80 bytes are shown")
	case text != strings.TrimSpace(text) || strings.ContainsFunc(text, func(r rune) bool { return r < ' ' }):
		d.Fail(key, "must have no blanks at its ends and no line breaks")
	}
	return text
}

// text reads a key by a function that says what is wrong with it.
func text[T any](d decoder, key string, parse func(string) (T, error)) (out T) {
	if v := d.Get(key); v.Given() {
		out = value(v, d.err, parse)
	}
	return out
}

// list reads a key as a list of texts, each once.
func list[T comparable](d decoder, key string, parse func(string) (T, error)) (out []T) {
	for _, v := range d.List(key) {
		item := value(v, d.err, parse)
		if *d.err == nil && slices.Contains(out, item) {
			*d.err = v.Fail("is given twice")
		}
		out = append(out, item)
	}
	return out
}

func value[T any](v strict.Value, err *error, parse func(string) (T, error)) T {
	out, why := parse(v.Text(err))
	if why != nil && *err == nil {
		*err = v.Fail("%s", why)
	}
	return out
}
