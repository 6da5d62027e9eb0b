package words

import "strconv"

// Library are the words of the page "what this build knows".
type Library struct {
	Numbers, Tables       string
	Answers, Made         func(span string) string
	Printed               func(publisher, title, date, at, says string) string
	Seen                  func(seen, confidence string) string
	Find, FindHint, Empty string
	Count                 func(shown, all int) string
}

func englishLibrary() Library {
	return Library{
		Numbers: "Numbers", Tables: "Tables",
		Answers: func(span string) string { return "Answers for " + span },
		Made:    func(span string) string { return "made for " + span },
		Printed: func(publisher, title, date, at, says string) string {
			return joined(", ", publisher+": "+title, date, at) + ". It says: " + says
		},
		Seen: func(seen, confidence string) string { return joined("; ", "Seen as "+seen, "confidence "+confidence) },
		Find: "Find", FindHint: "A name, a year, a publisher",
		Empty: "Nothing in this build has these words.",
		Count: func(shown, all int) string { return strconv.Itoa(shown) + " of " + strconv.Itoa(all) },
	}
}

// joined leaves out what is empty.
func joined(by string, parts ...string) string {
	out := ""
	for _, p := range parts {
		switch {
		case p == "":
		case out == "":
			out = p
		default:
			out += by + p
		}
	}
	return out
}
