// Package embed is the estimator in a page of a clinic's own: compact, in a
// frame that keeps nothing and sends nothing but, where the element asks for
// it, the totals to the page around it. Its settings are in the fragment of
// the frame's address, which no browser sends to any server.
package embed

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"therapytally/app/clinic"
	"therapytally/app/link"
	"therapytally/rules"
)

// View says what a frame estimates.
type View string

// The views.
const (
	Units   View = "units"   // minutes to units, and claim lines
	Patient View = "patient" // what a patient may pay
	Both    View = "both"
	None    View = "none" // nothing is shown: the interface alone
)

// Settings are a clinic's settings for one frame.
type Settings struct {
	clinic.Settings
	View     View
	Language string
	Events   bool // the page around the frame receives the totals
}

// Keys of the fragment. They are the attributes of the element
// <therapy-tally>, and the origin of the page that it stands in.
const (
	keyView       = "view"
	keyLanguage   = "language"
	keyTheme      = "theme"
	keyAccent     = "accent"
	keyDiscipline = "discipline"
	keyCodes      = "codes"
	keyLocality   = "locality"
	keyPayer      = "payer"
	keyRates      = "data-rates"
	keyEvents     = "events"
	keyHost       = "host" // the loader's alone: frame.js reads it
)

// Keys lists them in order.
func Keys() []string {
	return []string{keyView, keyLanguage, keyTheme, keyAccent, keyDiscipline, keyCodes, keyLocality, keyPayer, keyRates, keyEvents}
}

const (
	version  = "v1"
	longest  = 16 << 10
	mostRows = 12 // services that a frame begins with
)

// Parse reads the fragment of a frame's address over the clinic's settings for
// the whole site. An attribute that cannot be meant is refused by its name:
// somebody is setting the frame up and wants to know.
func Parse(book *rules.Book, site clinic.Settings, fragment string) (Settings, error) {
	s := Settings{Settings: site, View: Both, Language: clinic.English}
	if len(site.Languages) > 0 {
		s.Language = site.Languages[0]
	}
	given, err := split(fragment)
	if err != nil {
		return Settings{}, err
	}
	r := reader{book, given, &s}
	for _, key := range append(Keys(), keyHost) { // rates before the payer that is one of them
		if text, ok := given[key]; ok && key != keyPayer {
			if err := r.read(key, text); err != nil {
				return Settings{}, fmt.Errorf("%s: %w", key, err)
			}
		}
	}
	if text, ok := given[keyPayer]; ok {
		if s.Payer, err = s.Rates.ParsePayer(text); err != nil {
			return Settings{}, fmt.Errorf("%s: %w", keyPayer, err)
		}
	} else if _, known := s.Rates.Terms(s.Payer); !known {
		s.Payer = ""
	}
	return s, nil
}

// split takes a fragment apart: "#v1&view=units&accent=%237a1f5c".
func split(fragment string) (map[string]string, error) {
	fragment = strings.TrimPrefix(fragment, "#")
	given := map[string]string{}
	if fragment == "" {
		return given, nil
	}
	if len(fragment) > longest {
		return nil, errors.New("the settings are too long")
	}
	parts := strings.Split(fragment, "&")
	if parts[0] != version {
		return nil, errors.New("the settings in this frame’s address must begin with #v1")
	}
	for _, part := range parts[1:] {
		key, text, _ := strings.Cut(part, "=")
		value, read := link.Unescape(text)
		_, again := given[key]
		switch {
		case !read:
			return nil, fmt.Errorf("%.40s: is not encoded as an address must be", key)
		case again:
			return nil, fmt.Errorf("%.40s: is given twice", key)
		case key != keyHost && !slices.Contains(Keys(), key):
			return nil, fmt.Errorf("%.40s: is no attribute of therapy-tally", key)
		}
		given[key] = value
	}
	return given, nil
}

type reader struct {
	book  *rules.Book
	given map[string]string
	s     *Settings
}

func (r reader) read(key, text string) (err error) {
	s := r.s
	switch key {
	case keyView:
		s.View = View(text)
		if !slices.Contains([]View{Units, Patient, Both, None}, s.View) {
			return errors.New("must be units, patient or both")
		}
	case keyLanguage:
		s.Language, err = clinic.ParseLanguage(text)
		s.Languages = []string{s.Language}
	case keyTheme:
		s.Theme, err = clinic.ParseTheme(text)
	case keyAccent:
		s.Accent, err = clinic.ParseColor(text)
	case keyDiscipline:
		s.Discipline, err = clinic.ParseDiscipline(text)
	case keyCodes:
		return r.codes(text)
	case keyLocality:
		s.Place, err = clinic.ParsePlace(r.book, text)
	case keyEvents:
		s.Events = r.given[keyHost] != ""
		if text != "" && text != "true" {
			return errors.New("must be given without a value")
		}
	case keyRates:
		s.Rates, err = clinic.ParseRates(r.book, []byte(text))
	}
	return err
}

// codes reads codes with blanks or commas between them.
func (r reader) codes(text string) error {
	r.s.Codes = nil
	for _, name := range strings.FieldsFunc(text, func(c rune) bool { return c == ' ' || c == ',' }) {
		c, err := clinic.ParseCode(r.book, name)
		if err != nil {
			return err
		}
		if !slices.Contains(r.s.Codes, c) {
			r.s.Codes = append(r.s.Codes, c)
		}
	}
	if len(r.s.Codes) > mostRows {
		return fmt.Errorf("at most %d fit", mostRows)
	}
	return nil
}
