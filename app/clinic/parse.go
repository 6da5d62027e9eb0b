package clinic

import (
	"errors"
	"slices"
	"strings"

	"therapytally/rules"
	"therapytally/rules/code"
)

// Each function here reads one text of the settings and says in words what it
// must be. A frame's attributes and clinic.json share them.

// ParseTheme reads light, dark or auto.
func ParseTheme(text string) (Theme, error) {
	if t := Theme(text); slices.Contains([]Theme{Auto, Light, Dark}, t) {
		return t, nil
	}
	return "", errors.New("must be light, dark or auto")
}

// ParseLanguage reads the name of a language.
func ParseLanguage(text string) (string, error) {
	if text == English || text == Spanish {
		return text, nil
	}
	return "", errors.New("must be en or es")
}

// ParseDiscipline reads PT, OT or SLP.
func ParseDiscipline(text string) (code.Discipline, error) {
	d, err := code.ParseDiscipline(text)
	if err != nil {
		return d, errors.New("must be PT, OT or SLP")
	}
	return d, nil
}

// ParseCode reads a code that the book knows.
func ParseCode(book *rules.Book, text string) (code.HCPCS, error) {
	c, err := code.ParseHCPCS(text)
	if err == nil {
		if _, known := book.Code(c); known {
			return c, nil
		}
	}
	return code.HCPCS{}, errors.New("must be a code of this build, such as 97530")
}

// ParsePlace reads a ZIP, a locality such as 01112-05, or national.
func ParsePlace(book *rules.Book, text string) (Place, error) {
	on := book.Covered().Through
	if len(text) == len("94601") && strings.Trim(text, "0123456789") == "" {
		if _, _, err := book.ZIP(text, on); err != nil {
			return Place{}, errors.New("is no ZIP code of Medicare's file")
		}
		return Place{ZIP: text}, nil
	}
	l, err := code.ParseLocality(text)
	if err != nil {
		return Place{}, errors.New("must be a ZIP code of five digits, a Medicare locality such as 01112-05, or national")
	}
	places, err := book.Places(on)
	if err != nil {
		return Place{}, err
	}
	for _, p := range places {
		if l == code.National || p.Locality == l {
			return Place{Locality: l}, nil
		}
	}
	return Place{}, errors.New("is no Medicare locality of this build")
}

// Given reports whether a place was named.
func (p Place) Given() bool { return p != Place{} }

// ParseLogo reads the name of a picture beside clinic.json: no address, so
// that no other host is ever asked.
func ParseLogo(text string) (string, error) {
	name, kind, ok := strings.Cut(text, ".")
	plain := strings.Trim(name, "abcdefghijklmnopqrstuvwxyz0123456789-_") == ""
	if ok && plain && name != "" && len(text) <= longestName && slices.Contains([]string{"svg", "png", "webp", "jpg"}, kind) {
		return text, nil
	}
	return "", errors.New("must be the name of a file beside clinic.json, in small letters, such as logo.svg (svg, png, webp or jpg)")
}

// ParsePayer reads who pays to begin with.
func (r Rates) ParsePayer(name string) (string, error) {
	if _, ok := r.Terms(name); ok {
		return name, nil
	}
	return "", errors.New("must be medicare, cash where a cash rate is given, or the name of a contract")
}

// Terms are those of a payer by its name.
func (r Rates) Terms(name string) (rules.Terms, bool) {
	switch {
	case name == Medicare:
		return rules.Terms{Payer: rules.Payer{Kind: rules.Medicare}}, true
	case name == Cash && r.Cash != nil:
		return rules.Terms{Payer: rules.Payer{Kind: rules.SelfPay, Rate: r.Cash}}, true
	}
	for _, c := range r.Contracts {
		if c.Name == name {
			return c.Terms, true
		}
	}
	return rules.Terms{}, false
}

// Payers lists the names that Terms knows, in order.
func (r Rates) Payers() []string {
	out := []string{Medicare}
	for _, c := range r.Contracts {
		out = append(out, c.Name)
	}
	if r.Cash != nil {
		out = append(out, Cash)
	}
	return out
}
