package workspace

import (
	"slices"

	"therapytally/rules"
	"therapytally/rules/code"
)

// Pay is what one way of giving a tied unit comes to.
type Pay struct {
	Code   code.HCPCS
	Answer rules.Estimate
}

// TiePays asks the engine once for each code that may get a tied unit.
func (s *Store) TiePays() []Pay {
	tie := s.Answer.Units.Tie
	if s.Phase != Ready || tie == nil {
		return nil
	}
	var out []Pay
	for _, c := range tie.Among {
		v := s.Reading.Visit
		v.Prefer = append([]code.HCPCS{c}, v.Prefer...)
		if e, err := s.Find.Book.For(v); err == nil {
			out = append(out, Pay{c, e})
		}
	}
	return out
}

// RulesWorth asks the engine for the visit under both unit rules, as a payer
// at Medicare's prices would count it: Original Medicare itself counts total
// time only. There is none where the rules give the same units.
func (s *Store) RulesWorth() (w rules.TwoRules, ok bool) {
	if s.Phase != Ready || sameUnits(s.Answer.Units) {
		return w, false
	}
	w, err := s.Find.Book.UnderBothRules(s.Reading.Visit)
	return w, err == nil
}

func sameUnits(u rules.Units) bool {
	return slices.EqualFunc(u.ByCode, u.Other.ByCode, func(a, b rules.UnitCount) bool { return a.Code == b.Code && a.Units == b.Units })
}

// Guide returns the guidance for a code, read once.
func (s *Store) Guide(c code.HCPCS) []rules.GuideItem {
	if items, known := s.guide[c]; known {
		return items
	}
	items, err := s.Find.Book.Guide(c)
	if err != nil {
		items = nil
	}
	if s.guide == nil {
		s.guide = map[code.HCPCS][]rules.GuideItem{}
	}
	s.guide[c] = items
	return items
}

// GuideItem finds a piece of guidance by its ID.
func (s *Store) GuideItem(id string) (rules.GuideItem, bool) {
	all, err := s.Find.Book.GuideAll()
	if err != nil {
		return rules.GuideItem{}, false
	}
	i := slices.IndexFunc(all, func(g rules.GuideItem) bool { return g.ID == id })
	if i < 0 {
		return rules.GuideItem{}, false
	}
	return all[i], true
}
