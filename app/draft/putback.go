package draft

import (
	"slices"
	"strings"
)

// PutBack puts a service back in its place that was removed, from the texts that
// Keep wrote of it and of what was asserted of its code, and returns its key:
// another one, where its own has been given again.
func (s *State) PutBack(key, at int, texts map[string]string) int {
	one := Restore([]int{key}, texts, "")
	row := one.Rows[0]
	if s.index(key) >= 0 {
		row.Key = s.lastKey + 1
	}
	s.lastKey = max(s.lastKey, row.Key)
	s.Rows = slices.Insert(s.Rows, min(at, len(s.Rows)), row)
	for _, f := range row.fields() {
		s.left[f] = true
	}
	for c, modifier := range one.Distinct {
		if s.Distinct[c] == "" {
			s.Distinct[c] = modifier
		}
	}
	for i, c := range one.Prefer {
		if !slices.Contains(s.Prefer, c) {
			s.Prefer = slices.Insert(s.Prefer, min(i, len(s.Prefer)), c)
		}
	}
	return row.Key
}

// Gone are the texts of a service, of what was asserted of its code and of the
// preferences among tied codes that were there before its removal and are not
// after it.
func Gone(key int, before, after map[string]string) map[string]string {
	out := map[string]string{}
	own := string(fieldOf(key, ""))
	for name, text := range before {
		if (strings.HasPrefix(name, own) || strings.HasPrefix(name, keptDistinct) || name == keptPrefer) && after[name] != text {
			out[name] = text
		}
	}
	return out
}

// IsBlank reports the texts of a service into which nothing was entered.
func IsBlank(key int, texts map[string]string) bool {
	return texts[string(CodeOf(key))] == "" && texts[string(MinutesOf(key))] == "" && texts[string(AssistantOf(key))] == ""
}
