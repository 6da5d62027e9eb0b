package lookup

import (
	"strings"

	"therapytally/rules"
	"therapytally/rules/code"
)

func places(book *rules.Book, d code.Date, national string) List {
	found, err := book.Places(d)
	if err != nil {
		return nil
	}
	out := make(List, 0, len(found)+1)
	out = append(out, Choice{Key: code.National.String(), Label: national, words: words(national)})
	for _, p := range found {
		name, state := placeName(p.Name), stateName(p.State)
		label := name
		if !strings.EqualFold(name, state) {
			label += ", " + p.State
		}
		key := p.Locality.String()
		out = append(out, Choice{Key: key, Label: label, Note: key, words: words(label + " " + p.State + " " + state + " " + key)})
	}
	return out
}

// Place is the readable name of a locality, or "".
func (x *Index) Place(l code.Locality) string {
	for _, c := range x.places {
		if c.Key == l.String() {
			return c.Label
		}
	}
	return ""
}

// placeName writes CMS's capitals as a name.
func placeName(printed string) string {
	r := strings.NewReplacer("CNTYS", "COUNTIES", "CNTY", "COUNTY", "SURR.", "SURROUNDING", "POUGHKPSIE", "POUGHKEEPSIE")
	var b strings.Builder
	for i, word := range strings.Fields(r.Replace(printed)) {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(nameCase(word))
	}
	return b.String()
}

// nameCase keeps short names of places in capitals and begins each part of
// the others with one.
func nameCase(word string) string {
	switch word {
	case "DC", "NJ", "NYC", "MD/VA", "N":
		return word
	case "OF":
		return "of"
	}
	var b strings.Builder
	start := true
	for _, r := range word {
		if start {
			b.WriteRune(r)
		} else {
			b.WriteString(strings.ToLower(string(r)))
		}
		start = r == '-' || r == '/' || r == '(' || r == '.'
	}
	return b.String()
}

const states = "AK Alaska;AL Alabama;AR Arkansas;AZ Arizona;CA California;CO Colorado;CT Connecticut;" +
	"DC District of Columbia;DE Delaware;FL Florida;GA Georgia;HI Hawaii;IA Iowa;ID Idaho;IL Illinois;IN Indiana;" +
	"KS Kansas;KY Kentucky;LA Louisiana;MA Massachusetts;MD Maryland;ME Maine;MI Michigan;MN Minnesota;MO Missouri;" +
	"MS Mississippi;MT Montana;NC North Carolina;ND North Dakota;NE Nebraska;NH New Hampshire;NJ New Jersey;" +
	"NM New Mexico;NV Nevada;NY New York;OH Ohio;OK Oklahoma;OR Oregon;PA Pennsylvania;PR Puerto Rico;" +
	"RI Rhode Island;SC South Carolina;SD South Dakota;TN Tennessee;TX Texas;UT Utah;VA Virginia;VI Virgin Islands;" +
	"VT Vermont;WA Washington;WI Wisconsin;WV West Virginia;WY Wyoming"

func stateName(letters string) string {
	for entry := range strings.SplitSeq(states, ";") {
		if name, ok := strings.CutPrefix(entry, letters+" "); ok {
			return name
		}
	}
	return letters
}
