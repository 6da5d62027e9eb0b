package draft

import (
	"strconv"
	"strings"

	"therapytally/app/lookup"
	"therapytally/rules"
	"therapytally/rules/code"
)

// Leave ends the editing of a field: what it means is written plainly, such as
// 25 for "25 min". A text that means nothing stays as it is.
func (s *State) Leave(f Field, find *lookup.Index) {
	if s.Focus == f {
		s.Focus = ""
	}
	s.left[f] = true
	if text := s.text(f); text != nil && strings.TrimSpace(*text) != "" {
		*text = s.plain(f, strings.TrimSpace(*text), find)
	}
}

func (s *State) plain(f Field, text string, find *lookup.Index) string {
	switch {
	case f == Date:
		return text
	case f == Place:
		return s.plainPlace(text, find)
	case strings.HasSuffix(string(f), "-"+partCode):
		return s.plainCode(text, find)
	case strings.HasSuffix(string(f), "-"+partMinutes), strings.HasSuffix(string(f), "-"+partAssistant):
		if n, why, _ := ParseMinutes(text); why == None {
			return strconv.Itoa(n)
		}
	case strings.HasSuffix(string(f), "-"+partUnits):
		if n, why := ParseUnits(text); why == None {
			return strconv.Itoa(n)
		}
	case f == PayerCap:
		if n, why := ParseUnits(text); why == None {
			return strconv.Itoa(n)
		}
	case f == PayerRate, f == PayerCoinsurance:
		return text // an amount or a percentage
	default:
		if d, why := ParseMoney(text); why == None {
			return d.StringFixed(2)
		}
	}
	return text
}

func (s *State) plainPlace(text string, find *lookup.Index) string {
	if strings.EqualFold(text, find.National) {
		return find.National
	}
	d, err := code.ParseDate(s.Date)
	if err != nil || lookup.LooksLikeZIP(text) {
		return text
	}
	if choice, found := find.On(d).Places().Resolve(text); found == lookup.One {
		return choice.Label
	}
	return text
}

func (s *State) plainCode(text string, find *lookup.Index) string {
	if c, ok := lookup.LeadingCode(text); ok {
		if info, known := find.Book.Code(c); known {
			return lookup.Label(info)
		}
	}
	d, err := code.ParseDate(s.Date)
	if err != nil {
		return text
	}
	if choice, found := find.On(d).Services().Resolve(text); found == lookup.One {
		return choice.Label
	}
	return text
}

// Step adds by to the number in a field and keeps it within its bounds. A
// text that is no number stays.
func (s *State) Step(f Field, by int) {
	text := s.text(f)
	if text == nil {
		return
	}
	least, most := 0, rules.MaxMinutes
	n, why, _ := ParseMinutes(*text)
	if strings.HasSuffix(string(f), "-"+partUnits) {
		least, most = 1, rules.MaxUnits
		n, why = ParseUnits(*text)
	}
	if strings.TrimSpace(*text) == "" {
		n, why = 0, None
	}
	if why == None {
		*text = strconv.Itoa(min(most, max(least, n+by)))
		s.enters(f, *text)
	}
}
